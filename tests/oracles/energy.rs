//! The rep's energy, day by day, where every call succeeds.

use longview_engine::plan::{Energy, Scorecard, Strategy};
use longview_engine::run::MILLIONTHS;
use longview_engine::units::{Probability, Real};
use longview_tests::{Ran, assert_always, holds, on_a_list_of, stored};

const START: f64 = 0.8;
const FLOOR: f64 = 0.35;
const RECOVERY: f64 = 0.1;
const GAIN: f64 = 0.003;
const AVERSION: f64 = 2.0;
const COST: f64 = 0.02;
const PLANNED: f64 = 20.0;
const MINUTES: f64 = 6.0;
/// Letters planned for a day.
const LETTERS: f64 = 10.0;
/// What the progress scorecard credits for an outcome.
const PROGRESS: f64 = 1.75;

const DAYS: u8 = 65;

/// Calls of a quarter, and the energy of its average day, when each call is credited so much: energy
/// scales the planned calls of the day, what is less than a call is carried over, and energy follows
/// its law at the end of the day.
fn of_a_quarter(credit: f64) -> (f64, f64) {
    let (mut energy, mut carried, mut calls, mut days) = (START, 0.0, 0.0, 0.0);
    for _ in 0..DAYS {
        let planned = PLANNED * energy + carried;
        let made = (planned + 1e-9).floor();
        carried = planned - made;
        calls += made;
        days += energy;
        let missing = credit * (PLANNED - made);
        let hours = made * MINUTES / 60.0;
        let rested = energy + RECOVERY * (1.0 - energy);
        energy = (rested - AVERSION * GAIN * missing - COST * hours).clamp(FLOOR, 1.0);
    }
    (calls, days / f64::from(DAYS))
}

/// The energy of a rep's average day in a quarter.
fn energy_of(ran: &Ran, quarter: usize) -> f64 {
    ran.results.energy[0][quarter].mean() / MILLIONTHS
}

fn ran(scorecard: &str) -> Ran {
    ran_with(scorecard, "{ attempts = 100, do = [\"cold_call\"] }", "")
}

fn ran_with(scorecard: &str, blocks: &str, more: &str) -> Ran {
    ran_on([2000, 1], scorecard, blocks, more)
}

/// Two reps with a list of so many names each, for so many quarters.
fn ran_on([names, quarters]: [u32; 2], scorecard: &str, blocks: &str, more: &str) -> Ran {
    let rest = format!(
        "reps = 2
        [strategy.scored]
        scorecard = \"{scorecard}\"
        block = [{blocks}]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.booked]
        appointment = true
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = {MINUTES}
        reach = 1
        on.stranger.yes = {{ weight = 1, to = \"booked\" }}
        [model.energy]
        start = {START}
        floor = {FLOOR}
        recovery = {RECOVERY}
        gain = {GAIN}
        loss_aversion = {AVERSION}
        cost_per_hour = {COST}
        progress = {{ yes = {PROGRESS} }}
        {more}"
    );
    Ran::scenario(&on_a_list_of(names, quarters, &rest), 2)
}

#[test]
fn energy_follows_its_law_under_either_scorecard() {
    for (scorecard, credit) in [("appointments", 1.0), ("progress", PROGRESS)] {
        let (calls, energy) = of_a_quarter(credit);
        assert!(calls > 65.0 * PLANNED * FLOOR && calls < 65.0 * PLANNED);
        let ran = ran(scorecard);
        assert_always(scorecard, ran.first().total("dials"), 2.0 * calls);
        let found = energy_of(&ran, 0);
        assert!((found - energy).abs() <= 1e-6, "{scorecard}: {found} {energy}");
    }
}

/// Who has called the whole list gets no credit any more, though some is expected. Then energy goes
/// from day to day `E <- (1 - r) E + r L` with `L = 1 - loss / r`, so after `n` days it is
/// `L + (E - L) (1 - r)^n`, down to the floor.
#[test]
fn energy_without_credit_falls_geometrically_to_its_floor() {
    let called = PLANNED * START;
    let plan = "{ attempts = 100, do = [\"cold_call\"] }";
    let ran = ran_on([16, 2], "appointments", plan, "");
    assert_always("dials", ran.first().total("dials"), 2.0 * called);
    let first = START + RECOVERY * (1.0 - START)
        - AVERSION * GAIN * (PLANNED - called)
        - COST * called * MINUTES / 60.0;
    let limit = 1.0 - AVERSION * GAIN * PLANNED / RECOVERY;
    let later = (0..i32::from(DAYS) - 1)
        .map(|days| (limit + (first - limit) * (1.0 - RECOVERY).powi(days)).max(FLOOR));
    let expected = (START + later.sum::<f64>()) / f64::from(DAYS);
    for (quarter, expected) in [expected, FLOOR].into_iter().enumerate() {
        let found = energy_of(&ran, quarter);
        assert!((found - expected).abs() <= 1e-6, "Q{}: {found} {expected}", quarter + 1);
    }
    holds("two quarters");
}

#[test]
fn energy_is_not_counted_where_it_plays_no_part() {
    let scenario = stored("pressure");
    let ran = Ran::scenario(&scenario, 2);
    let quarters = [0, 4, 4];
    assert!(ran.results.energy.iter().map(Vec::len).eq(quarters));
    holds("three plans");
}

/// A long view with this scorecard, where energy has this much effect.
fn plan_with(scorecard: Option<Scorecard>, gain: f64, cost_per_hour: f64) -> Strategy {
    let mut plan = stored("ten-hours").experiment.strategies.pop().unwrap();
    plan.energy = scorecard.map(|scorecard| Energy {
        start: Probability::new(1.0).unwrap(),
        floor: Probability::new(FLOOR).unwrap(),
        recovery: Probability::new(RECOVERY).unwrap(),
        gain: Real::new(gain).unwrap(),
        loss_aversion: Real::new(AVERSION).unwrap(),
        cost_per_hour: Real::new(cost_per_hour).unwrap(),
        scorecard,
    });
    plan
}

/// The same week three times: without a scorecard, with either one.
fn three_scorecards(gain: f64, cost_per_hour: f64) -> Ran {
    let progress = [("callback".to_owned(), Real::new(0.4).unwrap())];
    let cards = [None, Some(Scorecard::Appointments), Some(Scorecard::Progress(progress.to_vec()))];
    let mut experiment = stored("ten-hours").experiment;
    experiment.horizon.quarters = 4;
    experiment.strategies = cards.map(|card| plan_with(card, gain, cost_per_hour)).to_vec();
    Ran::experiment(&experiment, 20)
}

#[test]
fn scorecards_are_identical_where_energy_has_no_effect() {
    let [without, appointments, progress] = &three_scorecards(0.0, 0.0).results.strategies[..]
    else {
        panic!("there are three strategies");
    };
    assert!(without == appointments && without == progress);
    holds("every figure of four quarters");
    let [without, appointments, progress] = &three_scorecards(GAIN, COST).results.strategies[..]
    else {
        panic!("there are three strategies");
    };
    assert!(without != appointments && appointments != progress);
}

/// Twenty calls a day for a week, and ten letters a day that nobody answers: after the
/// calls have stopped nothing is expected of the rep any more, so energy is only used by the hours.
#[test]
fn nothing_is_expected_of_a_block_that_has_stopped() {
    let (mut energy, mut carried, mut letters) = (START, [0.0; 2], 0.0);
    for day in 0..65 {
        let calls = if day < 5 { PLANNED } else { 0.0 };
        let planned = [calls, LETTERS].map(|p| p * energy);
        let made = [0, 1].map(|block| (planned[block] + carried[block] + 1e-9).floor());
        carried = [0, 1].map(|block| planned[block] + carried[block] - made[block]);
        let missing = calls - if day < 5 { made[0] } else { 0.0 };
        let hours = (made[0] + made[1]) * MINUTES / 60.0;
        let rested = energy + RECOVERY * (1.0 - energy);
        energy = (rested - AVERSION * GAIN * missing - COST * hours).clamp(FLOOR, 1.0);
        letters += made[1];
    }
    let blocks = "{ attempts = 100, do = [\"cold_call\"], until = \"1 week\" }, { attempts = 50, do = [\"email\"] }";
    let letters_too = format!(
        "[model.activity.email]
        channel = \"mail\"
        aim = \"list\"
        effort = \"motion\"
        minutes = {MINUTES}
        reach = 0
        on.stranger.yes = {{ weight = 1, to = \"booked\" }}"
    );
    let ran = ran_with("appointments", blocks, &letters_too);
    let dials = ran.first().total("dials").mean();
    assert_always("letters", ran.first().total("attempts"), dials + 2.0 * letters);
}
