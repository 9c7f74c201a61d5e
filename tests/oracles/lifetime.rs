//! The value of a customer who is served every period: Pfeifer and Carraway 2000, Modeling customer
//! relationships as Markov chains, Journal of Interactive Marketing 14(2), 43-55,
//! `V = (I - P / (1 + d))^-1 R`.

use longview_tests::{Ran, assert_close, assert_share, on_a_list_of};

use super::maths::{Matrix, step};

const NAMES: u32 = 10_000;
const REPLICATIONS: u64 = 100;
/// What an order brings, and what it costs to be in touch for a period.
const ORDER: f64 = 40.0;
const TOUCH: f64 = 4.0;
/// Interest of a period.
const INTEREST: f64 = 0.2;
/// The chance of an order by the number of periods since the last one; then the customer is gone.
const ORDERS: [f64; 4] = [0.30, 0.20, 0.15, 0.05];
/// What would follow is worth less than a millionth.
const PERIODS: u32 = 36;

/// Periods since the last order, one to four, and gone.
fn chances() -> Matrix<5> {
    let mut chances = [[0.0; 5]; 5];
    for (at, order) in ORDERS.into_iter().enumerate() {
        chances[at][0] += order;
        chances[at][at + 1] += 1.0 - order;
    }
    chances[4][4] = 1.0;
    chances
}

const REWARDS: [f64; 5] = [ORDER - TOUCH, -TOUCH, -TOUCH, -TOUCH, 0.0];

fn ahead(values: [f64; 5]) -> [f64; 5] {
    chances().map(|row| row.iter().zip(values).map(|(chance, value)| chance * value).sum())
}

/// Mean and variance of the value by state, as the fixed points of `V = R + v P V` and of the same
/// for the square, `M = R^2 + 2 v R P V + v^2 P M`, with `v = 1 / (1 + d)`.
fn worth() -> [(f64, f64); 5] {
    let v = 1.0 / (1.0 + INTEREST);
    let (mut value, mut square) = ([0.0; 5], [0.0; 5]);
    for _ in 0..400 {
        let (next, next_square) = (ahead(value), ahead(square));
        square = std::array::from_fn(|at| {
            REWARDS[at] * (REWARDS[at] + 2.0 * v * next[at]) + v * v * next_square[at]
        });
        value = std::array::from_fn(|at| REWARDS[at] + v * next[at]);
    }
    std::array::from_fn(|at| (value[at], square[at] - value[at] * value[at]))
}

/// Everybody is called on the first day, which puts them so many periods after their last order,
/// and again after every quarter, which is a period, as long as they are not gone.
fn served_every_period(since_last_order: usize) -> Ran {
    let stages = (1..=4).map(|n| format!("[model.stage.since-{n}]\n"));
    let tables = ORDERS.iter().zip(1..).map(|(order, n)| {
        let otherwise = if n < 4 {
            format!("to = \"since-{}\", promise = \"13 weeks\"", n + 1)
        } else {
            "to = \"gone\"".to_owned()
        };
        format!(
            "[model.activity.follow_up.on.since-{n}]
            order = {{ weight = {order}, to = \"since-1\", promise = \"13 weeks\" }}
            nothing = {{ weight = {}, {otherwise} }}\n",
            1.0 - order
        )
    });
    let rest = format!(
        "[[strategy.serves.block]]
        as_needed = true
        do = [\"follow_up\", \"cold_call\"]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        {}
        [model.stage.gone]
        end = \"lost\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 0.1
        reach = 1
        on.stranger.starts = {{ weight = 1, to = \"since-{since_last_order}\", promise = \"13 weeks\" }}
        [model.activity.follow_up]
        channel = \"phone\"
        aim = \"promises\"
        effort = \"action\"
        minutes = 0.1
        reach = 1
        {}",
        stages.collect::<String>(),
        tables.collect::<String>()
    );
    Ran::scenario(&on_a_list_of(NAMES, PERIODS + 1, &rest), REPLICATIONS)
}

/// Orders of each period less what it costs to be in touch until the next, at today's value. Whoever
/// is in touch at a period's end is called at the beginning of the next one.
fn found_worth(ran: &Ran, started_with_an_order: bool) -> f64 {
    let levels = ran.first();
    let of = |period: u32, metric| levels.quarter(period as usize, metric).mean();
    let orders = |period| match period {
        0 if started_with_an_order => f64::from(NAMES),
        0 => 0.0,
        _ => of(period, "conversations_by_outcome.order"),
    };
    let at_today = |period| {
        let worth = ORDER * orders(period) - TOUCH * of(period + 1, "contacts");
        worth / (1.0 + INTEREST).powf(period.into())
    };
    (0..PERIODS).map(at_today).sum::<f64>() / f64::from(NAMES)
}

#[test]
fn a_customer_served_every_period_is_worth_what_the_chain_says() {
    let worth = worth();
    for (at, (value, variance)) in worth.into_iter().take(4).enumerate() {
        let ran = served_every_period(at + 1);
        let customers = f64::from(NAMES) * REPLICATIONS as f64;
        let what = format!("worth {} periods after the last order", at + 1);
        let error = (variance / customers).sqrt();
        assert_close(&what, found_worth(&ran, at == 0), value, error);
    }
}

#[test]
fn customers_stay_in_touch_as_long_as_the_chain_says() {
    let ran = served_every_period(1);
    let mut now = [1.0, 0.0, 0.0, 0.0, 0.0];
    for period in 1..12 {
        let calls = ran.first().quarter(period, "contacts");
        assert_share(&format!("called in period {period}"), calls, NAMES.into(), 1.0 - now[4]);
        now = step(&now, &chances());
        let orders = ran.first().quarter(period, "conversations_by_outcome.order");
        assert_share(&format!("orders of period {period}"), orders, NAMES.into(), now[0]);
    }
}
