//! Ten hours of cold calling on a fresh list, as the coaching posts count them.

use longview_engine::units::{Probability, WorkTime};
use longview_tests::{Ran, assert_always, assert_close, assert_mean, stored};

/// Blocks of ten hours in the first quarter, one a week.
const BLOCKS: f64 = 13.0;
/// Dials of a block: ten hours of three minutes each.
const DIALS: f64 = 200.0;
const REACH: f64 = 0.06;

/// The first quarter of the default scenario: thirteen blocks, each on names that nobody has tried,
/// because names that were tried go to the end of a list of 4,000, and 2,600 dials and 650 e-mails
/// do not get there.
///
/// A first attempt meets a prospect without fatigue, so nobody opts out before it, and reaches with
/// chance 0.06 on average over people, whatever their spread: 12.0 conversations a block, and because
/// no name is tried twice, Binomial(200, 0.06) of them. Of twelve conversations two are appointments
/// on average over fresh prospects: 2.0. That average is over need in its stationary state, in which
/// the list stays if nobody leaves it; so here nobody buys elsewhere in the meantime. And the rep has
/// time for every meeting, lest a day full of them crowd out calls.
#[test]
fn ten_hours_give_twelve_conversations_and_two_appointments() {
    let quarters = 12_000;
    let mut experiment = stored("ten-hours").experiment;
    experiment.strategies.truncate(1);
    (experiment.horizon.quarters, experiment.horizon.run_out) = (1, 0);
    experiment.team.hours_per_week = WorkTime::hours(168.0).unwrap();
    let need = experiment.model.need.as_mut().expect("the default model has a need clock");
    need.bought_elsewhere = Probability::NEVER;
    let ran = Ran::experiment(&experiment, quarters);
    let today = ran.strategy("today");
    assert_always("dials", today.total("dials"), BLOCKS * DIALS);
    let contacts = today.total("contacts");
    assert_mean("conversations", contacts, BLOCKS * 12.0);
    assert_mean("appointments", today.spoken("appointment"), BLOCKS * 2.0);
    let n = BLOCKS * DIALS;
    let variance = n * REACH * (1.0 - REACH);
    let fourth_moment = variance * (1.0 + 3.0 * (n - 2.0) * REACH * (1.0 - REACH));
    let error = ((fourth_moment - variance * variance) / quarters as f64).sqrt();
    assert_close("variance of conversations", contacts.variance(), variance, error);
}
