//! The need clock itself: who is in the market at three talks, against its two-state chain.

use std::fmt::Write;

use longview_tests::{Ran, assert_share, on_a_list_of};

const NAMES: u32 = 10_000;
const OUT: f64 = 40.0;
const IN: f64 = 12.0;
/// Weeks from the first talk to the second, and from the second to the third.
const GAPS: [u32; 2] = [5, 13];
/// So receptive in the market, and so little out of it, that the outcome says which it is.
const ODDS: f64 = 20.0;

fn in_market() -> f64 {
    IN / (IN + OUT)
}

/// The chance to be in the market after so many weeks, for who is in it or not now.
fn in_market_after(weeks: f64, now: char) -> f64 {
    let left = (-(1.0 / IN + 1.0 / OUT) * weeks).exp();
    let now = if now == 'i' { 1.0 } else { 0.0 };
    in_market() + (now - in_market()) * left
}

/// The chance of a history such as `ioi`: in, out, in.
fn chance(history: &str) -> f64 {
    let talks: Vec<char> = history.chars().collect();
    let of = |inside: f64, talk: char| if talk == 'i' { inside } else { 1.0 - inside };
    let first = of(in_market(), talks[0]);
    let later = talks.windows(2).zip(GAPS);
    later.fold(first, |chance, (pair, weeks)| {
        chance * of(in_market_after(weeks.into(), pair[0]), pair[1])
    })
}

/// The outcomes of a talk with people of this history: in the market or out of it.
fn talk(text: &mut String, history: &str) {
    for (talk, share, pull) in [('i', in_market(), 1), ('o', 1.0 - in_market(), -1)] {
        let next = format!("{history}{talk}");
        let promise = GAPS.get(history.len());
        let promise =
            promise.map_or(String::new(), |weeks| format!(", promise = \"{weeks} weeks\""));
        writeln!(text, "{next} = {{ weight = {share}, to = \"{next}\", pull = {pull}{promise} }}")
            .unwrap();
    }
}

fn model() -> String {
    let mut text = format!(
        "[[strategy.talks.block]]
        as_needed = true
        do = [\"follow_up\", \"cold_call\"]
        [model]
        start = \"stranger\"
        [model.receptivity]
        in_market = {ODDS}
        out_of_market = -{ODDS}
        [model.need]
        out_of_market = \"{OUT} weeks\"
        in_market = \"{IN} weeks\"
        bought_elsewhere = 0
        lost_to = \"elsewhere\"
        [model.stage.elsewhere]
        end = \"lost\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 0.1
        reach = 1
        [model.activity.follow_up]
        channel = \"phone\"
        aim = \"promises\"
        effort = \"action\"
        minutes = 0.1
        reach = 1
        [model.stage.stranger]
        [model.activity.cold_call.on.stranger]\n"
    );
    talk(&mut text, "");
    for history in ["i", "o", "ii", "io", "oi", "oo"] {
        writeln!(text, "[model.stage.{history}]\n[model.activity.follow_up.on.{history}]").unwrap();
        talk(&mut text, history);
    }
    text
}

/// The stationary share at the first talk, the transition law at the second, and at the third that
/// the past counts no more once the present is known.
#[test]
fn the_need_clock_is_a_stationary_chain_of_two_states() {
    let endings = ["iii", "iio", "ioi", "ioo", "oii", "oio", "ooi", "ooo"];
    let last = endings.map(|history| format!("[model.stage.{history}]\n")).concat();
    let ran = Ran::scenario(&on_a_list_of(NAMES, 2, &(model() + &last)), 60);
    for history in ["i", "o", "ii", "io", "oi", "oo"].into_iter().chain(endings) {
        let found = ran.first().spoken(history);
        assert_share(history, found, NAMES.into(), chance(history));
    }
}
