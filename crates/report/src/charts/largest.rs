//! How much of the revenue a few customers bring (the curve of Pareto and Lorenz).

use longview_decide::answer::CompareAnswer;
use longview_decide::largest::Held;

use super::name;
use crate::chart::{At, Axis, Chart, Drawing, Hue, Mark, Measure, Point, Series};
use crate::numbers;

/// The few of "80/20".
const FIFTH: f64 = 0.2;
/// Of deals that differ by less, a picture would show a straight line.
const LEAST: f64 = 0.01;
/// The colour of what is no plan: the one that plans get to last.
const BY_LOT: Hue = Hue::Nth(Hue::COUNT - 1);

/// What share of the revenue the largest customers bring, beside what they would bring if chance
/// alone decided who buys, and if every deal were alike.
pub(super) fn customers(answer: &CompareAnswer) -> Option<Chart> {
    let plans = plans(answer);
    let is_unequal = |(_, largest): &(usize, &[Held])| of_fifth(largest) > FIFTH + LEAST;
    let of_plan = |(at, largest): &(usize, &[Held])| Series {
        name: name(answer, *at),
        hue: Hue::Nth(*at),
        points: curve(largest),
    };
    let series: Vec<Series> = references(answer).chain(plans.iter().map(of_plan)).collect();
    let mut x = Axis::numbers("share of customers, the largest first", Measure::Share);
    let mut y = Axis::numbers("share of revenue that they bring", Measure::Share);
    (x.limits, y.limits) = (Some((0.0, 1.0)), Some((0.0, 1.0)));
    plans.iter().any(is_unequal).then(|| Chart {
        name: "largest-customers".to_owned(),
        question: "How much of the revenue do a few customers bring?".to_owned(),
        reading: "The customers of all runs together, the largest first. “Drawn by lot” is chance alone: \
                  anybody on the list may buy, and deals are as large as they come. A plan on that \
                  line owes its few large customers to luck. One that calls the large ones first \
                  lies below it, for its customers are more alike."
            .to_owned(),
        alt: alt(answer, &plans),
        x,
        y,
        drawing: Drawing::Lines(series),
        marks: vec![Mark { at: At::Place(FIFTH), label: "the largest fifth".to_owned() }],
    })
}

/// Plans that sell something, and what their largest customers bring.
fn plans(answer: &CompareAnswer) -> Vec<(usize, &[Held])> {
    let all = answer.strategies.iter().map(|strategy| strategy.largest.as_slice()).enumerate();
    all.filter(|(_, largest)| !largest.is_empty()).collect()
}

fn alt(answer: &CompareAnswer, plans: &[(usize, &[Held])]) -> String {
    let told = plans.iter().map(|(at, largest)| {
        let share = numbers::percent(of_fifth(largest));
        format!("{}: the largest fifth of customers bring {share}", name(answer, *at))
    });
    let by_lot = (!answer.largest_by_chance.is_empty()).then(|| {
        let share = numbers::percent(of_fifth(&answer.largest_by_chance));
        format!("customers drawn by lot: {share}")
    });
    let alike = format!("if all deals were alike: {}", numbers::percent(FIFTH));
    let told: Vec<String> = told.chain(by_lot).chain([alike]).collect();
    format!("{}.", told.join("; "))
}

/// What the largest fifth bring.
fn of_fifth(largest: &[Held]) -> f64 {
    let is_few = |held: &&Held| held.customers <= FIFTH + f64::EPSILON;
    largest.iter().rfind(is_few).map_or(0.0, |held| held.revenue)
}

fn curve(largest: &[Held]) -> Vec<Point> {
    let points = largest.iter().map(|held| Point::new(held.customers, held.revenue));
    [Point::new(0.0, 0.0)].into_iter().chain(points).collect()
}

/// Customers drawn by lot, and the straight line of deals that are all alike.
fn references(answer: &CompareAnswer) -> impl Iterator<Item = Series> {
    let by_lot = Series {
        name: "drawn by lot".to_owned(),
        hue: BY_LOT,
        points: curve(&answer.largest_by_chance),
    };
    let alike = Series {
        name: "all deals alike".to_owned(),
        hue: Hue::Quiet,
        points: [0.0, 1.0].map(|end| Point::new(end, end)).to_vec(),
    };
    [by_lot, alike].into_iter().filter(|series| series.points.len() > 1)
}
