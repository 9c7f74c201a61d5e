//! The need clock and the prospect's own call, against the Markov chain that they are.

use longview_tests::{Ran, assert_share, on_a_list_of};

use super::maths::{chances_after, left_after};

const NAMES: u32 = 10_000;
const OUT: f64 = 40.0;
const IN: f64 = 12.0;

fn in_market_at_first() -> f64 {
    IN / (IN + OUT)
}

/// Out of the market, in it, bought elsewhere: a chain started in the stationary state of the first
/// two, of which those who buy elsewhere (0.4 of all spells that end) never come back.
#[test]
fn names_nobody_calls_buy_elsewhere_as_the_need_clock_says() {
    let elsewhere = 0.4;
    let model = format!(
        "[strategy.nobody-calls]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.bought-elsewhere]
        end = \"lost\"
        [model.need]
        out_of_market = \"{OUT} weeks\"
        in_market = \"{IN} weeks\"
        bought_elsewhere = {elsewhere}
        lost_to = \"bought-elsewhere\""
    );
    let ran = Ran::scenario(&on_a_list_of(NAMES, 8, &model), 100);
    let rates = [
        [-1.0 / OUT, 1.0 / OUT, 0.0],
        [(1.0 - elsewhere) / IN, -1.0 / IN, elsewhere / IN],
        [0.0, 0.0, 0.0],
    ];
    let start = in_market_at_first();
    for (quarter, weeks) in (0..8).zip((1u32..).map(|q| f64::from(13 * q))) {
        let after = chances_after(&rates, weeks);
        let gone = (1.0 - start) * after[0][2] + start * after[1][2];
        let found = ran.first().standing("bought-elsewhere", quarter);
        assert_share(&format!("bought elsewhere by week {weeks}"), found, NAMES.into(), gone);
    }
}

/// Everybody books a meeting by itself after a week, for the first day of the second quarter; nobody
/// has ever called them. Whoever bought elsewhere by then does not come.
#[test]
fn who_bought_elsewhere_before_the_meeting_does_not_come() {
    let model = format!(
        "[strategy.meets]
        [model]
        start = \"stranger\"
        [model.stage.stranger.timer.books]
        delay = \"1 week\"
        outcomes.books = {{ weight = 1, to = \"booked\", promise = \"12 weeks\" }}
        [model.stage.booked]
        appointment = true
        [model.stage.met]
        end = \"won\"
        [model.stage.bought-elsewhere]
        end = \"lost\"
        [model.activity.meeting]
        channel = \"meeting\"
        aim = \"booked\"
        effort = \"action\"
        minutes = 0
        reach = 1
        on.booked.met = {{ weight = 1, to = \"met\" }}
        [model.need]
        out_of_market = \"{OUT} weeks\"
        in_market = \"{IN} weeks\"
        bought_elsewhere = 1
        lost_to = \"bought-elsewhere\""
    );
    let ran = Ran::scenario(&on_a_list_of(NAMES, 2, &model), 40);
    let rates = [[-1.0 / OUT, 1.0 / OUT, 0.0], [0.0, -1.0 / IN, 1.0 / IN], [0.0; 3]];
    let after = chances_after(&rates, 13.0);
    let start = in_market_at_first();
    let gone = (1.0 - start) * after[0][2] + start * after[1][2];
    let met = ran.first().total("meetings_held");
    assert_share("met", met, NAMES.into(), 1.0 - gone);
}

const AT_MOST: f64 = 0.8;
const HALF_AT: f64 = 0.5;
const HALF_LIFE: f64 = 15.0;

/// Shares out of the market, in it, and customers.
type Shares = [f64; 3];

/// A spell of need that begins makes a call with chance `at_most G / (G + half_at)`, and goodwill
/// `G` falls from one by halves.
fn change(weeks: f64, now: Shares) -> Shares {
    let goodwill = left_after(weeks, HALF_LIFE);
    let calls = AT_MOST * goodwill / (goodwill + HALF_AT);
    let (begins, ends) = (now[0] / OUT, now[1] / IN);
    [ends - begins, begins * (1.0 - calls) - ends, begins * calls]
}

/// One step of the classical Runge-Kutta method.
fn later(weeks: f64, now: Shares, step: f64) -> Shares {
    let ahead = |by: f64, slope: Shares| std::array::from_fn(|at| now[at] + by * slope[at]);
    let first = change(weeks, now);
    let second = change(weeks + step / 2.0, ahead(step / 2.0, first));
    let third = change(weeks + step / 2.0, ahead(step / 2.0, second));
    let fourth = change(weeks + step, ahead(step, third));
    std::array::from_fn(|at| {
        now[at] + step / 6.0 * (first[at] + 2.0 * (second[at] + third[at]) + fourth[at])
    })
}

/// Everybody is talked to on the first morning and remembers one unit of goodwill; what follows is
/// the prospects' own calls, each of which is a sale. The chance of a call follows goodwill, so the
/// sales of each quarter show its half-life.
#[test]
fn prospects_call_us_as_often_as_what_is_left_of_goodwill_says() {
    let model = format!(
        "[[strategy.hello.block]]
        as_needed = true
        do = [\"cold_call\"]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.aware]
        rung = 1
        [model.stage.customer]
        rung = 2
        end = \"won\"
        [model.stage.bought-elsewhere]
        end = \"lost\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 0.1
        reach = 1
        on.stranger.hello = {{ weight = 1, to = \"aware\", goodwill = 1 }}
        [model.need]
        out_of_market = \"{OUT} weeks\"
        in_market = \"{IN} weeks\"
        bought_elsewhere = 0
        lost_to = \"bought-elsewhere\"
        calls_us = {{ at_most = {AT_MOST}, half_at = {HALF_AT}, on.aware.bought = {{ weight = 1, to = \"customer\" }} }}
        [model.goodwill]
        half_life = \"{HALF_LIFE} weeks\""
    );
    let ran = Ran::scenario(&on_a_list_of(NAMES, 8, &model), 50);
    let start = in_market_at_first();
    let mut now = [1.0 - start, start, 0.0];
    let steps = 1300u32;
    for quarter in 0..8u32 {
        let before = now[2];
        for step in 0..steps {
            let weeks = f64::from(quarter * steps + step) * 0.01;
            now = later(weeks, now, 0.01);
        }
        let what = format!("calls in quarter {quarter}");
        let found = ran.first().quarter(quarter as usize, "customers_inbound");
        assert_share(&what, found, NAMES.into(), now[2] - before);
    }
    let total = ran.first().total("customers");
    assert_share("customers", total, NAMES.into(), now[2]);
}
