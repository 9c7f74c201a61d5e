//! How much of the revenue a few customers bring (the curve of Pareto and Lorenz).

use longview_decide::answer::{CompareAnswer, Held, StrategyAnswer};

use super::name;
use crate::chart::{At, Axis, Chart, Drawing, Hue, Mark, Measure, Point, Series};
use crate::numbers;

/// The few of "80/20".
const FIFTH: f64 = 0.2;
/// Of deals that differ by less, a picture would show a straight line.
const LEAST: f64 = 0.01;

/// What share of the revenue the largest customers bring, beside what they would bring if chance
/// alone decided who buys and every deal were alike.
pub(super) fn customers(answer: &CompareAnswer) -> Option<Chart> {
    let sellers: Vec<usize> = (0..answer.strategies.len())
        .filter(|at| !answer.strategies[*at].largest.is_empty())
        .collect();
    let is_unequal = |at: &usize| of_fifth(&answer.strategies[*at]) > FIFTH + LEAST;
    let of_plan = |at: &usize| Series {
        name: name(answer, *at),
        hue: Hue::Nth(*at),
        points: curve(&answer.strategies[*at].largest),
    };
    let series: Vec<Series> = sellers.iter().map(of_plan).chain([by_chance()]).collect();
    let told = sellers.iter().map(|at| {
        let share = numbers::percent(of_fifth(&answer.strategies[*at]));
        format!("{}: the largest fifth of customers bring {share}", name(answer, *at))
    });
    let told: Vec<String> = told.collect();
    let mut x = Axis::numbers("share of customers, the largest first", Measure::Share);
    let mut y = Axis::numbers("share of revenue that they bring", Measure::Share);
    (x.limits, y.limits) = (Some((0.0, 1.0)), Some((0.0, 1.0)));
    sellers.iter().any(is_unequal).then(|| Chart {
        name: "largest-customers".to_owned(),
        question: "How much of the revenue do a few customers bring?".to_owned(),
        reading:
            "The customers of all runs together, the largest first. Who buys is partly chance: \
                  if that were all, and every deal alike, a fifth of them would bring a fifth (the \
                  dashed line). What lies above it comes from deals that differ."
                .to_owned(),
        alt: format!(
            "{}; by chance alone it would be {}.",
            told.join("; "),
            numbers::percent(FIFTH)
        ),
        x,
        y,
        drawing: Drawing::Lines(series),
        marks: vec![Mark { at: At::Place(FIFTH), label: "the largest fifth".to_owned() }],
    })
}

/// What the largest fifth bring.
fn of_fifth(strategy: &StrategyAnswer) -> f64 {
    let is_few = |held: &&Held| held.customers <= FIFTH + f64::EPSILON;
    strategy.largest.iter().rfind(is_few).map_or(0.0, |held| held.revenue)
}

fn curve(largest: &[Held]) -> Vec<Point> {
    let points = largest.iter().map(|held| Point::new(held.customers, held.revenue));
    [Point::new(0.0, 0.0)].into_iter().chain(points).collect()
}

/// The straight line of deals that are all alike.
fn by_chance() -> Series {
    let ends = [0.0, 1.0].map(|end| Point::new(end, end));
    Series { name: "by chance alone".to_owned(), hue: Hue::Quiet, points: ends.to_vec() }
}
