//! Fair judgements, against binomial sums by hand.

use longview_decide::lesson::{Judgement, LessonRequest, lessons, scenario, teach};
use longview_engine::run::Unobserved;
use longview_tests::{SEED, accepted, assert_close};

const DIALS_PER_HOUR: u32 = 20;
const BOOKED_PER_DIAL: f64 = 0.06 / 6.0;

fn judgement(replications: u64) -> Judgement {
    let lesson = lessons().iter().find(|lesson| lesson.name == "bad-week").unwrap();
    let request =
        LessonRequest { seed: SEED, replications, search_replications: 10, threads: None };
    let scenario = accepted(scenario(lesson, &[]));
    let answer = teach(lesson, &scenario, &request, &Unobserved).unwrap();
    answer.judgement.expect("the lesson judges")
}

/// The chances of 0, 1, 2 ... successes, each from the one before.
fn binomial(cases: u32, chance: f64, upto: u32) -> Vec<f64> {
    let odds = chance / (1.0 - chance);
    let none = (f64::from(cases) * (1.0 - chance).ln()).exp();
    let next =
        |last: &f64, k: u32| last * odds * f64::from(cases.saturating_sub(k)) / f64::from(k + 1);
    let mut chances = vec![none];
    for k in 0..upto {
        let last = chances[chances.len() - 1];
        chances.push(next(&last, k));
    }
    chances
}

fn at_most(hours: u32, as_good: f64, count: u32) -> f64 {
    binomial(hours * DIALS_PER_HOUR, BOOKED_PER_DIAL * as_good, count).iter().sum()
}

#[test]
fn ten_hours_are_worked_out_and_simulated_alike() {
    let found = judgement(4000);
    assert_eq!(found.attempts, 200);
    let known = binomial(200, BOOKED_PER_DIAL, 9);
    for row in &found.tally {
        let exact = known[usize::try_from(row.appointments).unwrap()];
        assert!((row.exact - exact).abs() < 1e-9, "{row:?}");
        let error = (exact * (1.0 - exact) / 4000.0).sqrt();
        assert_close(&format!("{} appointments", row.appointments), row.simulated, exact, error);
    }
    assert!((found.tally[0].exact - 0.1340).abs() < 5e-5);
    let one_at_most = found.tally[0].exact + found.tally[1].exact;
    assert!((one_at_most - 0.4046).abs() < 5e-5, "{one_at_most}");
}

/// The hours found keep both errors within their bounds, and no shorter judgement does at any
/// threshold.
#[test]
fn a_fair_judgement_is_the_shortest_that_keeps_both_errors_small() {
    let found = judgement(10);
    assert_eq!(found.fair.len(), 3);
    for fair in &found.fair {
        let fails_at = u32::try_from(fair.fails_at).unwrap();
        let keeps = |hours: u32, count: u32| {
            let (alarm, miss) =
                (at_most(hours, 1.0, count), 1.0 - at_most(hours, fair.as_good, count));
            (alarm <= 0.05 && miss <= 0.2).then_some((alarm, miss))
        };
        let (alarm, miss) = keeps(fair.hours, fails_at).expect("both errors are small");
        assert!((alarm - fair.false_alarm).abs() < 1e-9 && (miss - fair.miss).abs() < 1e-9);
        for hours in 1..fair.hours {
            assert!((0..=fails_at).all(|count| keeps(hours, count).is_none()), "{hours} hours do");
        }
    }
}

/// Fleiss, Levin and Paik (2003), formula 4.14, for 1/6 against 1/12, by hand:
/// (1.95996 sqrt(2 * 0.125 * 0.875) + 0.84162 sqrt(0.138889 + 0.076389))^2 / 0.083333^2 = 246.04.
#[test]
fn two_reps_take_247_conversations_each() {
    let two = judgement(10).two_reps;
    assert_eq!(two.conversations, 247);
    assert!((two.hours - 247.0 / 1.2).abs() < 1e-9);
}
