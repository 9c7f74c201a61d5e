//! What a plan brings beyond the one that it is held against.

use longview_decide::answer::CompareAnswer;
use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;

use super::{by_comparison, differs, ends, name, quarters, quoted};
use crate::chart::{At, Axis, Chart, Drawing, Hue, Mark, Measure, Point, Series};
use crate::numbers;
use crate::text::plain;

pub(super) fn customers(answer: &CompareAnswer) -> Option<Chart> {
    let say = |found: &Estimate| signed(found.mean, &numbers::mean(found.mean, found.mcse));
    let baseline = quoted(answer, answer.baseline);
    differs(answer, Id::Customers).then(|| Chart {
        name: "customers-difference".to_owned(),
        question: format!("How many more customers than {baseline}, since the start?"),
        reading: format!(
            "Above the dashed line a plan is ahead of {baseline}. Same people, same luck: \
             {}",
            differs_within(answer)
        ),
        alt: format!(
            "Customers since the start, less those of {baseline}, on average. {}.",
            difference_ends(answer, Id::Customers, say)
        ),
        x: Axis::quarters(quarters(answer)),
        y: Axis::numbers("more customers since the start", Measure::Count),
        drawing: Drawing::Lines(by_comparison(answer, Id::Customers)),
        marks: vec![even(&baseline)],
    })
}

pub(super) fn revenue(answer: &CompareAnswer) -> Option<Chart> {
    let currency = plain(&answer.scenario.currency);
    let baseline = quoted(answer, answer.baseline);
    let say = |found: &Estimate| signed(found.mean, &numbers::money(&currency, found));
    differs(answer, Id::Revenue).then(|| Chart {
        name: "revenue-difference".to_owned(),
        question: format!("How much more revenue than {baseline}, since the start?"),
        reading: format!(
            "Above the dashed line a plan is ahead of {baseline}: {}",
            differs_within(answer)
        ),
        alt: format!(
            "Revenue since the start, less that of {baseline}, on average. {}.",
            difference_ends(answer, Id::Revenue, say)
        ),
        x: Axis::quarters(quarters(answer)),
        y: Axis::numbers(
            format!("more revenue since the start, {currency}"),
            Measure::Money(currency.clone()),
        ),
        drawing: Drawing::Lines(by_comparison(answer, Id::Revenue)),
        marks: vec![even(&baseline)],
    })
}

/// The chance to be strictly ahead at the end of each quarter.
pub(super) fn ahead(answer: &CompareAnswer) -> Option<Chart> {
    let baseline = quoted(answer, answer.baseline);
    let series = answer.comparisons.iter().map(|found| {
        let chances =
            found.cumulative.iter().map(|row| row[Id::Customers as usize].probability_better);
        let points = chances.enumerate().map(|(at, chance)| Point::new(at as f64, chance));
        Series {
            name: name(answer, found.strategy),
            hue: Hue::Nth(found.strategy),
            points: points.collect(),
        }
    });
    let mut y = Axis::numbers("chance to have more customers", Measure::Share);
    y.limits = Some((0.0, 1.0));
    differs(answer, Id::Customers).then(|| Chart {
        name: "ahead".to_owned(),
        question: format!("How likely is it to be ahead of {baseline}?"),
        reading: format!(
            "The chance to have won strictly more customers than {baseline} by the end of each quarter."
        ),
        alt: format!("Chance to be ahead of {baseline}. {}.", chances(answer)),
        x: Axis::quarters(quarters(answer)),
        y,
        drawing: Drawing::Lines(series.collect()),
        marks: vec![Mark { at: At::Height(0.5), label: "one in two".to_owned() }],
    })
}

fn chances(answer: &CompareAnswer) -> String {
    let told = answer.comparisons.iter().filter_map(|found| {
        let chance = |row: &Vec<longview_decide::answer::Difference>| {
            numbers::of_hundred(row[Id::Customers as usize].probability_better)
        };
        let [first, last] = [found.cumulative.first()?, found.cumulative.last()?].map(chance);
        let name = name(answer, found.strategy);
        Some(format!("{name}: {first} by Q1, {last} by Q{}", answer.scenario.quarters))
    });
    told.collect::<Vec<_>>().join("; ")
}

fn differs_within(answer: &CompareAnswer) -> String {
    let last = answer.scenario.quarters;
    if answer.comparisons.len() <= Chart::MOST_BANDS {
        "the line is the average, and in eight worlds of ten the difference is within the band."
            .to_owned()
    } else {
        format!(
            "the line is the average, the upright line at Q{last} the range in eight worlds of ten."
        )
    }
}

fn even(baseline: &str) -> Mark {
    Mark { at: At::Height(0.0), label: format!("as {baseline}") }
}

fn signed(value: f64, said: &str) -> String {
    if value > 0.0 { format!("+{said}") } else { said.to_owned() }
}

fn difference_ends(answer: &CompareAnswer, id: Id, say: impl Fn(&Estimate) -> String) -> String {
    let rows = answer.comparisons.iter().filter_map(|found| {
        let [first, last] = [found.cumulative.first()?, found.cumulative.last()?];
        Some((found.strategy, &first[id as usize].difference, &last[id as usize].difference))
    });
    ends(answer, rows, say)
}
