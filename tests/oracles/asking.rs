//! Asking for the sale follows the policy: after which talks, from which stage, with what chance.

use longview_tests::{Levels, Ran, assert_always, assert_share, on_a_list_of};

const NAMES: u32 = 10_000;
/// Shares of the first talk.
const AWARE: f64 = 0.30;
const WARM: f64 = 0.10;
const ENGAGED: f64 = 0.25;
const BOOKED: f64 = 0.15;
const GONE: f64 = 0.20;
const CHANCE: f64 = 0.7;
const ACCEPTED: f64 = 0.2;

/// Everybody is talked to once. Some are asked at once, by the policy.
fn asked(policy: &str) -> Ran {
    let rest = format!(
        "[strategy.asks]
        ask = {{ chance = {CHANCE}, {policy} }}
        [[strategy.asks.block]]
        as_needed = true
        do = [\"cold_call\"]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.aware]
        rung = 1
        [model.stage.engaged]
        rung = 2
        [model.stage.booked]
        rung = 3
        appointment = true
        [model.stage.agreed]
        rung = 4
        decided = true
        timer.signs = {{ delay = \"1 week\", to = \"customer\" }}
        [model.stage.customer]
        rung = 5
        end = \"won\"
        [model.stage.declined]
        rung = -1
        end = \"lost\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 0.1
        reach = 1
        [model.activity.cold_call.on.stranger]
        aware = {{ weight = {AWARE}, to = \"aware\", goodwill = 0.5 }}
        warm = {{ weight = {WARM}, to = \"aware\", goodwill = 2 }}
        engaged = {{ weight = {ENGAGED}, to = \"engaged\", goodwill = 1 }}
        booked = {{ weight = {BOOKED}, to = \"booked\", goodwill = 5 }}
        gone = {{ weight = {GONE}, to = \"declined\" }}
        [model.activity.ask]
        channel = \"ask\"
        aim = \"ask\"
        effort = \"action\"
        minutes = 0.1
        [model.activity.ask.on.any]
        accepted = {{ weight = {ACCEPTED}, to = \"agreed\" }}
        not-now = {{ weight = 0.5, goodwill = -1 }}
        no = {{ weight = 0.3, to = \"declined\" }}
        [model.activity.meeting]
        channel = \"meeting\"
        aim = \"booked\"
        effort = \"action\"
        minutes = 0
        reach = 1
        on.booked.met = {{ weight = 1, to = \"engaged\" }}"
    );
    Ran::scenario(&on_a_list_of(NAMES, 1, &rest), 100)
}

fn assert_asks(asks: Levels, share: f64) {
    assert_share("asks", asks.total("asks"), NAMES.into(), share * CHANCE);
    let accepted = share * CHANCE * ACCEPTED;
    assert_share("accepted", asks.total("asks_accepted"), NAMES.into(), accepted);
    assert_share("customers", asks.total("customers"), NAMES.into(), accepted);
    let declined = GONE + share * CHANCE * 0.3;
    assert_share("declined", asks.standing("declined", 0), NAMES.into(), declined);
}

/// Who has just booked an appointment or is gone is not asked.
#[test]
fn everybody_open_is_asked_who_has_not_just_booked() {
    let ran = asked("from = \"aware\", after = [\"cold_call\"]");
    assert_asks(ran.first(), AWARE + WARM + ENGAGED);
}

#[test]
fn nobody_is_asked_below_the_stage_of_the_policy() {
    let ran = asked("from = \"engaged\", after = [\"cold_call\"]");
    assert_asks(ran.first(), ENGAGED);
}

#[test]
fn nobody_is_asked_with_less_goodwill_than_the_policy_wants() {
    let ran = asked("from = \"aware\", goodwill = 1, after = [\"cold_call\"]");
    assert_asks(ran.first(), WARM + ENGAGED);
}

/// Appointments here have no date, so that no meeting takes place.
#[test]
fn nobody_is_asked_after_other_talks_than_those_of_the_policy() {
    let ran = asked("from = \"aware\", after = [\"meeting\"]");
    assert_always("asks", ran.first().total("asks"), 0.0);
}
