//! The rep's week where nothing is left to chance: every count is known exactly.

use longview_engine::units::WorkTime;
use longview_tests::{Levels, Ran, assert_always, on_a_list_of};

const MILLIS_PER_HOUR: f64 = 3_600_000.0;

/// A list activity that never reaches anybody, with so many minutes per attempt.
fn unanswered(name: &str, channel: &str, effort: &str, minutes: u32, on_miss: &str) -> String {
    format!(
        "[model.activity.{name}]
        channel = \"{channel}\"
        aim = \"list\"
        effort = \"{effort}\"
        minutes = {minutes}
        reach = 0
        on_miss = {{ {on_miss} }}
        on.stranger.bought = {{ weight = 1, to = \"customer\" }}"
    )
}

const STRANGER_AND_CUSTOMER: &str = "
    [model]
    start = \"stranger\"
    [model.stage.stranger]
    [model.stage.customer]
    end = \"won\"";

/// What keeps a promise, or is a meeting: it sells.
fn sells(name: &str, channel: &str, aim: &str, minutes: u32) -> String {
    format!(
        "[model.stage.customer]
        end = \"won\"
        [model.activity.{name}]
        channel = \"{channel}\"
        aim = \"{aim}\"
        effort = \"action\"
        minutes = {minutes}
        reach = 1
        on.known.bought = {{ weight = 1, to = \"customer\" }}"
    )
}

/// Everybody answers the first call, and then stands in `known`.
fn answered(outcome: &str) -> String {
    format!(
        "[model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.known]
        rung = 1
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 3
        reach = 1
        on.stranger.hello = {{ weight = 1, to = \"known\", {outcome} }}"
    )
}

fn ran(prospects: u32, quarters: u32, rest: &str) -> Ran {
    Ran::scenario(&on_a_list_of(prospects, quarters, rest), 2)
}

/// A quarter on a list of a thousand names with so many working hours a week.
fn ran_with_hours(hours: f64, rest: &str) -> Ran {
    let mut experiment = on_a_list_of(1000, 1, rest).experiment;
    experiment.team.hours_per_week = WorkTime::hours(hours).unwrap();
    Ran::experiment(&experiment, 2)
}

#[track_caller]
fn assert_quarters(levels: Levels, metric: &str, expected: &[f64]) {
    for (quarter, expected) in expected.iter().enumerate() {
        let what = format!("{metric} in quarter {quarter}");
        assert_always(&what, levels.quarter(quarter, metric), *expected);
    }
}

/// Weeks 0, 4, 8 and 12 of the first quarter, weeks 16, 20 and 24 of the second.
#[test]
fn bursts_work_in_their_weeks_only() {
    let calls = unanswered("cold_call", "phone", "action", 3, "");
    let rest = format!(
        "[strategy.bursts]
        rhythm = {{ on = \"1 week\", off = \"3 weeks\" }}
        block = [{{ attempts = 50, do = [\"cold_call\"] }}]
        {STRANGER_AND_CUSTOMER}
        {calls}"
    );
    assert_quarters(ran(10, 2, &rest).first(), "dials", &[200.0, 150.0]);
}

/// Three weeks of fifty calls, and none after.
#[test]
fn a_block_stops_after_its_weeks() {
    let calls = unanswered("cold_call", "phone", "action", 3, "");
    let rest = format!(
        "[strategy.three-weeks]
        block = [{{ attempts = 50, do = [\"cold_call\"], until = \"3 weeks\" }}]
        {STRANGER_AND_CUSTOMER}
        {calls}"
    );
    assert_quarters(ran(10, 2, &rest).first(), "dials", &[150.0, 0.0]);
}

/// Of two hours a day the first block takes 96 minutes (32 calls); the second gets 24 (4 letters).
#[test]
fn later_blocks_get_what_the_earlier_ones_leave_of_the_day() {
    let calls = unanswered("cold_call", "phone", "action", 3, "");
    let letters = unanswered("email", "mail", "motion", 6, "");
    let rest = format!(
        "[strategy.crowded]
        block = [{{ hours = 8, do = [\"cold_call\"] }}, {{ hours = 8, do = [\"email\"] }}]
        {STRANGER_AND_CUSTOMER}
        {calls}
        {letters}"
    );
    let ran = ran_with_hours(10.0, &rest);
    let crowded = ran.first();
    assert_always("dials", crowded.total("dials"), 65.0 * 32.0);
    assert_always("attempts", crowded.total("attempts"), 65.0 * 36.0);
    assert_always("hours", crowded.total("hours"), 130.0 * MILLIS_PER_HOUR);
    assert_always("action", crowded.total("action_hours"), 104.0 * MILLIS_PER_HOUR);
    assert_always("motion", crowded.total("motion_hours"), 26.0 * MILLIS_PER_HOUR);
    assert_always("idle", crowded.total("idle_hours"), 0.0);
}

/// Ten calls of three minutes on the first day, and then nobody is left.
#[test]
fn time_with_nobody_to_call_is_idle() {
    let model = answered("lead = true");
    let rest = format!("[strategy.calls]\ncold_call_hours = 10\n{model}");
    let ran = ran(10, 2, &rest);
    let calls = ran.first();
    assert_quarters(calls, "hours", &[0.5 * MILLIS_PER_HOUR, 0.0]);
    assert_quarters(calls, "idle_hours", &[129.5 * MILLIS_PER_HOUR, 130.0 * MILLIS_PER_HOUR]);
    assert_quarters(calls, "leads", &[10.0, 0.0]);
    assert_quarters(calls, "days_without_lead", &[64.0, 65.0]);
    assert_quarters(calls, "longest_dry_spell", &[64.0, 129.0]);
}

/// Twelve minutes a day for calls of five: 780 minutes of the quarter are 156 calls.
#[test]
fn less_than_one_attempt_is_carried_over_to_the_next_day() {
    let calls = unanswered("cold_call", "phone", "action", 5, "");
    let rest = format!("[strategy.calls]\ncold_call_hours = 1\n{STRANGER_AND_CUSTOMER}\n{calls}");
    assert_quarters(ran(10, 1, &rest).first(), "dials", &[156.0]);
}

#[test]
fn a_name_is_given_up_after_its_attempts() {
    let miss = "retry = \"3 working days\", max_attempts = 4, then = \"given-up\"";
    let calls = unanswered("cold_call", "phone", "action", 3, miss);
    let rest = format!(
        "[strategy.calls]
        block = [{{ as_needed = true, do = [\"cold_call\"] }}]
        {STRANGER_AND_CUSTOMER}
        [model.stage.given-up]
        {calls}"
    );
    let ran = ran(30, 1, &rest);
    assert_always("dials", ran.first().total("dials"), 120.0);
    assert_always("given up", ran.first().standing("given-up", 0), 30.0);
}

/// All names are called on the first day and want a call after ten working days. With two calls a
/// day from then on, 55 days of the quarter keep 110 promises.
#[test]
fn promises_are_kept_as_far_as_time_goes_and_overdue_beyond() {
    let model = answered("promise = \"10 working days\"");
    let follow_ups = sells("follow_up", "phone", "promises", 3);
    let rest = format!(
        "[strategy.keeps]
        block = [{{ as_needed = true, do = [\"cold_call\", \"follow_up\"] }}]
        [strategy.some]
        block = [{{ as_needed = true, do = [\"cold_call\"] }}, {{ attempts = 10, do = [\"follow_up\"] }}]
        [strategy.none]
        block = [{{ as_needed = true, do = [\"cold_call\"] }}]
        {model}
        {follow_ups}"
    );
    let ran = ran(500, 2, &rest);
    let (kept, overdue) = ("promises_kept", "promises_overdue");
    for (strategy, quarters_kept, quarters_overdue) in [
        ("keeps", [500.0, 0.0], [0.0, 0.0]),
        ("some", [110.0, 130.0], [390.0, 260.0]),
        ("none", [0.0, 0.0], [500.0, 500.0]),
    ] {
        let levels = ran.strategy(strategy);
        assert_quarters(levels, "promises_made", &[500.0, 0.0]);
        assert_quarters(levels, kept, &quarters_kept);
        assert_quarters(levels, overdue, &quarters_overdue);
        assert_quarters(levels, "customers_from_in_between", &quarters_kept);
    }
}

/// Touches on the days 30, 60, ... 240 after the call of the first day, eight in all.
#[test]
fn a_cadence_keeps_its_gap_and_its_number_of_touches() {
    let model = answered("lead = true");
    let rest = format!(
        "[strategy.calls]
        nurture = {{ every = \"6 weeks\", activity = \"content\", stages = [\"known\"], touches = 8 }}
        block = [{{ as_needed = true, do = [\"cold_call\"] }}]
        {model}
        [model.activity.content]
        channel = \"mail\"
        aim = \"cadence\"
        effort = \"motion\"
        minutes = 4
        reach = 0
        cadence = {{ every = \"1 week\", stages = [\"known\"] }}
        on.known.read = {{ weight = 1 }}"
    );
    let ran = ran(20, 6, &rest);
    assert_quarters(ran.first(), "attempts", &[60.0, 40.0, 40.0, 40.0, 0.0, 0.0]);
}

/// With an hour a day, twenty calls a day book meetings of an hour each. When the first ones are
/// due, one a day fills every day.
#[test]
fn meetings_come_before_every_block() {
    let model = answered("promise = \"10 working days\"");
    let meetings = sells("meeting", "meeting", "booked", 60);
    let rest = format!(
        "[strategy.calls]
        cold_call_hours = 5
        {model}
        {meetings}"
    );
    let ran = ran_with_hours(5.0, &rest);
    assert_always("dials", ran.first().total("dials"), 200.0);
    assert_always("meetings", ran.first().total("meetings_held"), 55.0);
    assert_always("promises", ran.first().total("promises_made"), 0.0);
}

/// Of twenty calls a day six go to the one segment and fourteen to the other, where sales are dear.
#[test]
fn segments_get_their_share_of_every_block() {
    let rest = format!(
        "[market.segment.cheap]
        prospects = 1000
        share_of_time = 0.3
        deal_value = {{ median = 1, sigma = 0 }}
        [market.segment.dear]
        prospects = 1000
        share_of_time = 0.7
        deal_value = {{ median = 10000, sigma = 0 }}
        [strategy.market]
        block = [{{ attempts = 100, do = [\"cold_call\"] }}]
        [strategy.other]
        share_of_time = {{ cheap = 0.9, dear = 0.1 }}
        block = [{{ attempts = 100, do = [\"cold_call\"] }}]
        {STRANGER_AND_CUSTOMER}
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 3
        reach = 1
        on.stranger.bought = {{ weight = 1, to = \"customer\" }}"
    );
    let ran = ran(2000, 1, &rest);
    for (strategy, cheap, dear) in [("market", 390.0, 910.0), ("other", 1000.0, 130.0)] {
        let revenue = ran.strategy(strategy).total("revenue");
        assert_always(strategy, revenue, cheap * 100.0 + dear * 1_000_000.0);
    }
}

/// Need ends and nobody who is decided is lost to it; all others are, sooner or later.
#[test]
fn who_is_decided_is_not_lost_when_need_ends() {
    let need = "[model.need]
        out_of_market = \"1 week\"
        in_market = \"1 week\"
        bought_elsewhere = 1
        lost_to = \"elsewhere\"
        [model.stage.elsewhere]
        end = \"lost\"";
    for (known, lost) in [("decided = true", 0.0), ("decided = false", 50.0)] {
        let stage = "[model.stage.known]";
        let model = answered("lead = true").replace(stage, &format!("{stage}\n{known}"));
        let rest = format!("[strategy.calls]\ncold_call_hours = 100\n{model}\n{need}");
        let ran = ran(50, 8, &rest);
        assert_always(known, ran.first().standing("elsewhere", 7), lost);
    }
}

/// One name is called on each of fifty days; so many days later something happens to it by itself,
/// and the rep owes it a call that day. Nobody is forgotten, and nobody is served before the day.
#[test]
fn what_happens_by_itself_is_known_on_the_morning_after_it_happened() {
    for days in 1..=40u16 {
        let model = answered("lead = true").replace("to = \"known\"", "to = \"waiting\"");
        let follow_ups = sells("follow_up", "phone", "promises", 3);
        let rest = format!(
            "[strategy.calls]
            block = [{{ attempts = 5, do = [\"cold_call\"] }}, {{ as_needed = true, do = [\"follow_up\"] }}]
            {model}
            [model.stage.waiting.timer.thinks]
            delay = \"{days} working days\"
            outcomes.ready = {{ weight = 1, to = \"known\", promise = \"0 days\" }}
            {follow_ups}"
        );
        let first_quarter = 50u16.min(65 - days);
        let ran = ran(50, 3, &rest);
        let what = [first_quarter, 50 - first_quarter, 0].map(f64::from);
        assert_quarters(ran.first(), "promises_kept", &what);
        assert_quarters(ran.first(), "customers", &what);
    }
}

/// Everybody books a meeting for day 10. On day 3 they change their mind and want a call on day 10
/// instead: nobody is met, and everybody is called.
#[test]
fn a_meeting_lapses_when_a_promise_takes_its_place_on_the_same_day() {
    let model = answered("promise = \"10 working days\"");
    let rest = format!(
        "[strategy.calls]
        block = [{{ as_needed = true, do = [\"cold_call\", \"follow_up\"] }}]
        {model}
        [model.stage.known.timer.changes]
        delay = \"0.6 weeks\"
        outcomes.changes = {{ weight = 1, to = \"changed\", promise = \"7 working days\" }}
        [model.stage.changed]
        {}
        [model.activity.follow_up]
        channel = \"phone\"
        aim = \"promises\"
        effort = \"action\"
        minutes = 3
        reach = 1
        on.changed.bought = {{ weight = 1, to = \"customer\" }}",
        sells("meeting", "meeting", "booked", 3)
    );
    let ran = ran(30, 1, &rest);
    assert_always("meetings", ran.first().total("meetings_held"), 0.0);
    assert_always("dials", ran.first().total("dials"), 60.0);
    assert_always("promises kept", ran.first().total("promises_kept"), 30.0);
    assert_always("hours", ran.first().total("hours"), 3.0 * MILLIS_PER_HOUR);
}

/// Two blocks of eight hours, a week of ten, and nobody to call: ten hours are idle, not sixteen.
#[test]
fn an_hour_is_idle_only_once() {
    let calls = unanswered("cold_call", "phone", "action", 3, "max_attempts = 1");
    let rest = format!(
        "[strategy.idle]
        block = [{{ hours = 8, do = [\"cold_call\"] }}, {{ hours = 8, do = [\"cold_call\"] }}]
        {STRANGER_AND_CUSTOMER}
        {calls}"
    );
    let ran = ran_with_hours(10.0, &rest);
    let busy = 1000.0 * 3.0 / 60.0;
    assert_always("hours", ran.first().total("hours"), busy * MILLIS_PER_HOUR);
    assert_always("idle", ran.first().total("idle_hours"), (130.0 - busy) * MILLIS_PER_HOUR);
}

/// Of ten names about half move after a day to a stage in which the call has nothing to say. They
/// are passed over again and again; the others are dialled all day long.
#[test]
fn names_passed_over_do_not_end_the_day_for_the_others() {
    let ran = ran(
        10,
        1,
        &format!(
            "{STRANGER_AND_CUSTOMER}
            [model.stage.stranger.timer.splits]
            delay = \"1 day\"
            outcomes.leaves = {{ weight = 1, to = \"elsewhere\" }}
            outcomes.settles = {{ weight = 1, to = \"settled\" }}
            [model.stage.elsewhere]
            [model.stage.settled]
            {}
            on.settled.bought = {{ weight = 1, to = \"customer\" }}
            [[strategy.calls.block]]
            attempts = 500
            do = [\"cold_call\"]",
            unanswered("cold_call", "phone", "action", 1, "retry = \"0 days\"")
        ),
    );
    let levels = ran.first();
    assert!(
        levels.standing("settled", 0).mean() > 1.0 && levels.standing("elsewhere", 0).mean() > 1.0
    );
    assert_quarters(levels, "dials", &[6500.0]);
}

/// The one vital name of ten is as likely as not to move to a stage in which the call has nothing to
/// say. It is passed over; the others are dialled all day long.
#[test]
fn a_vital_name_passed_over_does_not_end_the_day_for_the_others() {
    let rest = format!(
        "{STRANGER_AND_CUSTOMER}
        [model.stage.stranger.timer.splits]
        delay = \"1 day\"
        outcomes.leaves = {{ weight = 1, to = \"elsewhere\" }}
        outcomes.settles = {{ weight = 1, to = \"settled\" }}
        [model.stage.elsewhere]
        [model.stage.settled]
        {}
        on.settled.bought = {{ weight = 1, to = \"customer\" }}
        [strategy.calls]
        focus = {{ top = 0.1, accuracy = 0 }}
        [[strategy.calls.block]]
        attempts = 500
        do = [\"cold_call\"]",
        unanswered("cold_call", "phone", "action", 1, "retry = \"0 days\"")
    );
    let ran = Ran::scenario(&on_a_list_of(10, 1, &rest), 20);
    assert_quarters(ran.first(), "dials", &[6500.0]);
}
