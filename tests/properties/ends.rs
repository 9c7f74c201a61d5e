//! Who has ended is never touched again: not called, not written to, not asked, not met.

use longview_tests::{Levels, Ran, assert_always, on_a_list_of};

const NAMES: u32 = 40;

/// Every way to touch somebody, on people who opt out at the first attempt with certainty.
fn everybody_opts_out(minutes: u32) -> Ran {
    let activity = |name: &str, channel: &str, aim: &str, more: &str| {
        format!(
            "[model.activity.{name}]
            channel = \"{channel}\"
            aim = \"{aim}\"
            effort = \"action\"
            minutes = {minutes}
            reach = 1
            {more}
            on.any.hello = {{ weight = 1, to = \"known\", promise = \"1 working day\" }}"
        )
    };
    let activities = [
        activity("cold_call", "phone", "list", ""),
        activity("email", "mail", "list", ""),
        activity("follow_up", "phone", "promises", ""),
        activity(
            "content",
            "mail",
            "cadence",
            "cadence = { every = \"1 day\", stages = [\"stranger\", \"known\"] }",
        ),
    ];
    let rest = format!(
        "[[strategy.everything.block]]
        as_needed = true
        do = [\"follow_up\", \"cold_call\", \"email\", \"content\"]
        [[strategy.letters.block]]
        as_needed = true
        do = [\"content\", \"cold_call\", \"email\"]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        timer.wakes = {{ delay = {{ law = \"exponential\", mean = \"3 weeks\" }}, to = \"known\" }}
        [model.stage.known]
        [model.stage.opted-out]
        end = \"opted-out\"
        [model.opt_out]
        base = 1
        to = \"opted-out\"
        {}",
        activities.join("\n")
    );
    Ran::scenario(&on_a_list_of(NAMES, 3, &rest), 5)
}

fn assert_each_is_touched_once(levels: Levels) {
    assert_always("attempts", levels.total("attempts"), NAMES.into());
    assert_always("opted out", levels.total("opt_outs"), NAMES.into());
    assert_always("stay so", levels.standing("opted-out", 2), NAMES.into());
    for nothing in ["contacts", "replies", "asks", "promises_made", "promises_kept"] {
        assert_always(nothing, levels.total(nothing), 0.0);
    }
}

#[test]
fn who_opts_out_at_the_first_attempt_is_never_touched_again() {
    let ran = everybody_opts_out(1);
    assert_each_is_touched_once(ran.strategy("everything"));
    assert_each_is_touched_once(ran.strategy("letters"));
}

/// In whatever way a relationship ends - a refusal, a sale, a purchase elsewhere, a promise to a
/// stage that has ended by itself - the promise, the cadence and the timers end with it. Everybody
/// answers every attempt and each answer ends it, so there is one attempt per name at most.
#[test]
fn whoever_has_ended_is_never_touched_again() {
    for (end, kind) in [("gone", "lost"), ("gone", "won"), ("gone", "opted-out")] {
        let rest = format!(
            "[strategy.everything]
            nurture = {{ every = \"1 day\", activity = \"content\", stages = [\"stranger\", \"known\"] }}
            ask = {{ chance = 1, from = \"stranger\", after = [\"cold_call\", \"content\", \"follow_up\"] }}
            block = [{{ attempts = 5, do = [\"follow_up\", \"cold_call\"] }}]
            [model]
            start = \"stranger\"
            [model.stage.stranger]
            timer.ends = {{ delay = {{ law = \"exponential\", mean = \"6 weeks\" }}, to = \"{end}\" }}
            timer.stirs = {{ delay = {{ law = \"exponential\", mean = \"6 weeks\" }}, to = \"known\" }}
            [model.stage.known]
            timer.ends = {{ delay = {{ law = \"exponential\", mean = \"2 weeks\" }}, to = \"{end}\" }}
            [model.stage.{end}]
            end = \"{kind}\"
            [model.activity.cold_call]
            channel = \"phone\"
            aim = \"list\"
            effort = \"action\"
            minutes = 3
            reach = 1
            on.any.ends = {{ weight = 1, to = \"{end}\" }}
            [model.activity.follow_up]
            channel = \"phone\"
            aim = \"promises\"
            effort = \"action\"
            minutes = 3
            reach = 1
            on.known.ends = {{ weight = 1, to = \"{end}\" }}
            [model.activity.content]
            channel = \"mail\"
            aim = \"cadence\"
            effort = \"motion\"
            minutes = 3
            reach = 1
            cadence = {{ every = \"1 day\", stages = [\"known\"] }}
            on.any.ends = {{ weight = 1, to = \"{end}\" }}
            [model.activity.ask]
            channel = \"ask\"
            aim = \"ask\"
            effort = \"action\"
            minutes = 1
            on.any.no = {{ weight = 1, to = \"{end}\" }}"
        );
        let ran = Ran::scenario(&on_a_list_of(NAMES, 4, &rest), 20);
        let everything = ran.first();
        let most = everything.total("attempts").quantile(1.0);
        assert!(most <= f64::from(NAMES), "{kind}: {most} attempts on {NAMES} names");
        assert!(everything.total("attempts").sum() > 0);
        assert_always("asks", everything.total("asks"), 0.0);
    }
}
