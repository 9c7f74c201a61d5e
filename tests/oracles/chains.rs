//! Small Markov chains: first passage, no-shows, opting out.

use longview_tests::{Ran, assert_share, on_a_list_of};

use super::maths::{chances_after, left_after};

const NAMES: u32 = 10_000;

/// Exponential timers are a Markov chain in continuous time: shares at any time are a row of
/// `exp(Q t)`, with the ends absorbing. Some timers stay in their stage and start again, which
/// changes nothing for a memoryless law.
#[test]
fn exponential_timers_are_the_exponential_of_their_intensities() {
    let timers = "
        [strategy.nobody-calls]
        [model]
        start = \"a\"
        [model.stage.a]
        timer.b = { delay = { law = \"exponential\", mean = \"20 weeks\" }, to = \"b\" }
        timer.lost = { delay = { law = \"exponential\", mean = \"80 weeks\" }, to = \"lost\" }
        [model.stage.b]
        timer.back = { delay = { law = \"exponential\", mean = \"30 weeks\" }, to = \"a\" }
        timer.won = { delay = { law = \"weibull\", shape = 1, scale = \"25 weeks\" }, to = \"won\" }
        [model.stage.b.timer.nothing]
        delay = { law = \"exponential\", mean = \"5 weeks\" }
        outcomes.stays = { weight = 3 }
        outcomes.lost = { weight = 1, to = \"lost\" }
        [model.stage.won]
        end = \"won\"
        [model.stage.lost]
        end = \"lost\"";
    let ran = Ran::scenario(&on_a_list_of(NAMES, 4, timers), 40);
    let (back, won, lost) = (1.0 / 30.0, 1.0 / 25.0, 0.25 / 5.0);
    let intensities = [
        [-0.05 - 0.0125, 0.05, 0.0, 0.0125],
        [back, -back - won - lost, won, lost],
        [0.0; 4],
        [0.0; 4],
    ];
    for (quarter, weeks) in [13.0, 26.0, 39.0, 52.0].into_iter().enumerate() {
        let shares = chances_after(&intensities, weeks)[0];
        for (stage, share) in ["a", "b", "won", "lost"].iter().zip(shares) {
            let found = ran.first().standing(stage, quarter);
            assert_share(&format!("{stage} at week {weeks}"), found, NAMES.into(), share);
        }
    }
}

/// Who does not show agrees to a new date with chance 0.4, three dates at most: held with chance
/// `0.72 (1 + q + q^2)`, `q = 0.28 * 0.4`; the others stand where a miss leaves them.
#[test]
fn a_meeting_missed_may_be_held_at_the_second_or_third_date() {
    let meetings = "
        [[strategy.calls.block]]
        as_needed = true
        do = [\"cold_call\"]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.booked]
        appointment = true
        [model.stage.vanished]
        [model.stage.met]
        end = \"won\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 0.1
        reach = 1
        on.stranger.appointment = { weight = 1, to = \"booked\", promise = \"10 working days\" }
        [model.activity.meeting]
        channel = \"meeting\"
        aim = \"booked\"
        effort = \"action\"
        minutes = 0
        reach = 0.72
        on_miss = { retry = \"1 week\", again = 0.4, max_attempts = 3, then = \"vanished\" }
        on.booked.met = { weight = 1, to = \"met\" }";
    let ran = Ran::scenario(&on_a_list_of(NAMES, 1, meetings), 40);
    let again = 0.28 * 0.4;
    let held = 0.72 * (1.0 + again + again * again);
    assert_share("held", ran.first().total("meetings_held"), NAMES.into(), held);
    assert_share("vanished", ran.first().standing("vanished", 0), NAMES.into(), 1.0 - held);
}

/// Ten calls on ten days, none answered. Before call `n` a prospect carries the fatigue of the calls
/// before it, `f sum_{d < n} 2^(-d / half-life)`, and opts out with chance
/// `base + slope max(0, F - free)`.
#[test]
fn the_chance_to_opt_out_follows_fatigue() {
    let (fatigue, free, base, slope, half_life_days) = (0.5, 1.2, 0.004, 0.03, 4.0);
    let calls = format!(
        "[[strategy.calls.block]]
        as_needed = true
        do = [\"cold_call\"]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.customer]
        end = \"won\"
        [model.stage.opted-out]
        end = \"opted-out\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 0.1
        reach = 0
        fatigue = {fatigue}
        on_miss = {{ retry = \"1 working day\", max_attempts = 10 }}
        on.stranger.bought = {{ weight = 1, to = \"customer\" }}
        [model.fatigue]
        half_life = \"{half_life_days} working days\"
        free = {free}
        [model.opt_out]
        base = {base}
        slope = {slope}
        to = \"opted-out\""
    );
    let ran = Ran::scenario(&on_a_list_of(NAMES, 1, &calls), 40);
    let (mut stays, mut tired) = (1.0, 0.0f64);
    for _ in 0..10 {
        stays *= 1.0 - (base + slope * (tired - free).max(0.0));
        tired = (tired + fatigue) * left_after(1.0, half_life_days);
    }
    assert_share("opted out", ran.first().total("opt_outs"), NAMES.into(), 1.0 - stays);
    let standing = ran.first().standing("opted-out", 0);
    assert_share("standing apart", standing, NAMES.into(), 1.0 - stays);
}
