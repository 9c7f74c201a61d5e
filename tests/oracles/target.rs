//! How much is enough, where it is known.

use longview_decide::goal::Goal;
use longview_decide::target::curve::{Curve, Direction, Search, search};
use longview_decide::target::par::{Output, rule};
use longview_decide::target::{TargetAnswer, TargetRequest, target};
use longview_decide::worlds::Luck;
use longview_engine::metric::Id;
use longview_engine::run::Unobserved;
use longview_scenario::Scenario;
use longview_tests::{SEED, assert_close, binomial_error, holds, on_a_list_of};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use statrs::distribution::{Binomial, DiscreteCDF, Poisson};

/// One week of dials; each books an appointment with chance 0.06 * 2 / 12 = 0.01.
fn block() -> Scenario {
    let rest = "
        [strategy.block]
        rhythm = { on = \"1 week\", off = \"12 weeks\" }
        block = [{ attempts = 200, do = [\"cold_call\"] }]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.booked]
        appointment = true
        [model.stage.gone]
        end = \"lost\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 3
        reach = 0.06
        [model.activity.cold_call.on.stranger]
        appointment = { weight = 2, to = \"booked\" }
        other = { weight = 10, to = \"gone\" }";
    on_a_list_of(600, 1, rest)
}

const WORLDS: u64 = 2_000;

fn asked(goal: &str, confidence: f64, up_to: f64) -> TargetAnswer {
    let scenario = block();
    let request = TargetRequest {
        goal: Goal::read(goal, &scenario).unwrap(),
        confidence,
        vary: vec!["block.1.attempts".to_owned()],
        strategy: None,
        up_to: Some(up_to),
        luck: Luck { seed: SEED, worlds: WORLDS, threads: None },
    };
    target(&scenario, &request, &Unobserved).unwrap()
}

/// The chance of so many appointments or more from so many dials.
fn tail(dials: f64, wanted: u64) -> f64 {
    let dials = (0u32..=1_000_000).find(|whole| f64::from(*whole) >= dials.round()).unwrap();
    let law = Binomial::new(0.01, dials.into()).unwrap();
    1.0 - law.cdf(wanted - 1)
}

/// The smallest n with P(X >= 3) >= c for X binomial.
#[test]
fn dials_that_are_enough_for_three_appointments_are_those_of_the_binomial_law() {
    let answer = asked("appointments >= 3 by Q1", 0.8, 600.0);
    let found = &answer.levers[0];
    for level in &found.levels {
        let enough = |dials: &u32| tail(f64::from(*dials), 3) >= level.confidence;
        let exact = f64::from((1..2_000).find(enough).unwrap());
        let slope = (tail(exact + 20.0, 3) - tail(exact - 20.0, 3)) / 40.0;
        let error = binomial_error(level.confidence, WORLDS as f64) / slope;
        let root = level.root.value.unwrap();
        assert_close(&format!("dials for {}", level.confidence), root, exact, error);
        let (value, chance) = (level.value.unwrap(), level.chance.unwrap());
        assert!(value >= root && value - root < found.lever.step, "{level:?}");
        let expected = tail(value, 3);
        assert_close("chance", chance, expected, binomial_error(expected, WORLDS as f64));
        let (low, high) = level.root.interval;
        assert!(low.unwrap() < root && root < high.unwrap(), "{level:?}");
    }
    let per_quarter = found.answer().week.as_ref().unwrap()[1].mean * 13.0;
    assert!((per_quarter - found.answer().value.unwrap()).abs() < 1e-9, "every dial is counted");
}

/// The largest n with P(X <= 2) >= c: more dials make it less likely.
#[test]
fn where_more_is_worse_the_most_that_still_does_is_told() {
    let answer = asked("appointments <= 2 by Q1", 0.8, 600.0);
    let found = &answer.levers[0];
    assert_eq!(found.curve.direction, Direction::Falling);
    let enough = |dials: &u32| 1.0 - tail(f64::from(*dials), 3) >= 0.8;
    let exact = f64::from((1..2_000).take_while(enough).last().unwrap());
    let slope = (tail(exact + 20.0, 3) - tail(exact - 20.0, 3)) / 40.0;
    let error = binomial_error(0.8, WORLDS as f64) / slope;
    assert_close("dials at most", found.answer().root.value.unwrap(), exact, error);
}

/// Of 600 dials 12 appointments come with a chance of 0.02: out of reach.
#[test]
fn what_is_out_of_reach_is_told_with_what_is_within() {
    let answer = asked("appointments >= 12 by Q1", 0.8, 600.0);
    let found = &answer.levers[0];
    let obstacle = found.obstacle.as_ref().expect("out of reach");
    assert_eq!(found.answer().value, None);
    let expected = tail(obstacle.value, 12);
    assert_close("chance", obstacle.chance, expected, binomial_error(expected, WORLDS as f64));
    // With chance 0.8 there are 4 or more: P(X >= 4) = 0.85, P(X >= 5) = 0.72.
    assert!((obstacle.within_reach - 4.0).abs() < 1e-9, "{obstacle:?}");
}

/// A share that must not be less than promised, but may be more.
#[track_caller]
pub(super) fn assert_at_least(what: &str, found: f64, promised: f64, standard_error: f64) {
    if found >= promised {
        holds(what);
    } else {
        assert_close(what, found, promised, standard_error);
    }
}

/// A chance that is known: a logistic curve through 0.8 at 20 + 3 ln 4.
fn chance(value: f64) -> f64 {
    1.0 / (1.0 + (-(value - 20.0) / 3.0).exp())
}

const REPETITIONS: u64 = 600;
const TRUST: f64 = 0.9;

/// In how many of the repetitions the interval holds the true value. `luck` is the uniform number of a
/// repetition, a value and a world.
fn covered(luck: impl Fn(u64, f64, u64) -> f64) -> f64 {
    let values: Vec<f64> = (0..=80).map(|at| 0.5 * f64::from(at)).collect();
    let looked = Search { values: &values, wanted: &[0.8], worlds: 300, trust: TRUST };
    let truth = 20.0 + 3.0 * 4.0_f64.ln();
    let holds = |repetition: &u64| {
        let curve: Result<Curve, ()> = search(&looked, |values, worlds| {
            let hits = |value: &f64| {
                let hit = |world: &u64| luck(*repetition, *value, *world) < chance(*value);
                (0..worlds).filter(hit).count() as u64
            };
            Ok(values.iter().map(hits).collect())
        });
        let (low, high) = curve.unwrap().roots[0].interval;
        low.is_none_or(|low| low <= truth) && high.is_none_or(|high| truth <= high)
    };
    (0..REPETITIONS).filter(holds).count() as f64 / REPETITIONS as f64
}

fn uniform(seed: u64) -> f64 {
    Xoshiro256PlusPlus::seed_from_u64(seed).random()
}

/// In the same worlds a luckier world needs less: the interval holds the truth as often as it says.
#[test]
fn intervals_on_the_answer_hold_the_truth_as_often_as_they_say() {
    let found = covered(|repetition, _, world| uniform(repetition << 32 | world));
    assert_close("coverage", found, TRUST, binomial_error(TRUST, REPETITIONS as f64));
}

/// Where luck is drawn anew for each value the curve has bumps; the interval is then too wide rather
/// than too narrow.
#[test]
fn without_common_luck_intervals_hold_the_truth_at_least_as_often() {
    let found = covered(|repetition, value, world| {
        uniform((repetition << 32 | world) ^ (value.to_bits().rotate_left(17)))
    });
    assert_at_least("coverage", found, TRUST, binomial_error(TRUST, REPETITIONS as f64));
}

/// Of the Poisson law: the rule accuses and misses as seldom as it says, and a week less would not do.
#[test]
fn weeks_before_a_judgement_are_those_of_the_poisson_law() {
    for (a_week, share) in [(2.0, 0.5), (2.0, 0.7), (12.0, 0.7), (0.3, 0.5)] {
        let output = Output { id: Id::Appointments, a_week, dispersion: 1.0 };
        let found = rule(&output, share).unwrap();
        let chances = |weeks: u32, most: u64| {
            let law = |mean: f64| Poisson::new(mean * f64::from(weeks)).unwrap().cdf(most);
            (law(a_week), law(share * a_week))
        };
        let (accused, noticed) = chances(found.weeks, found.at_most);
        assert!((accused - found.accused).abs() < 1e-12 && accused <= 0.05);
        assert!((noticed - found.noticed).abs() < 1e-12 && noticed >= 0.8);
        let a_week_less = (0..2_000).map(|most| chances(found.weeks - 1, most));
        assert!(!a_week_less.into_iter().any(|(a, n)| a <= 0.05 && n >= 0.8), "{found:?}");
    }
}
