//! How much of something each plan brings, quarter by quarter.

use longview_decide::answer::CompareAnswer;
use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;

use super::{by_quarter, happens, level_ends, quarters};
use crate::chart::{Axis, Chart, Drawing, Measure};
use crate::numbers;
use crate::text::plain;

/// What a line and the range about it are.
pub(super) fn fan(answer: &CompareAnswer) -> String {
    fan_of(answer.strategies.len(), answer.scenario.quarters)
}

/// The same of so many lines up to the last quarter.
pub(super) fn fan_of(lines: usize, last: u32) -> String {
    if lines <= Chart::MOST_BANDS {
        "The line is the average; in eight worlds of ten it is within the band.".to_owned()
    } else {
        format!(
            "The line is the average; the upright line at Q{last} is the range in eight worlds of ten."
        )
    }
}

pub(super) fn customers(answer: &CompareAnswer) -> Chart {
    let say = |found: &Estimate| numbers::mean(found.mean, found.mcse);
    Chart {
        name: "customers".to_owned(),
        question: "How many customers does each quarter bring?".to_owned(),
        reading: fan(answer),
        alt: format!(
            "New customers by quarter, on average. {}.",
            level_ends(answer, Id::Customers, say)
        ),
        x: Axis::quarters(quarters(answer)),
        y: Axis::numbers("new customers in the quarter", Measure::Count),
        drawing: Drawing::Lines(by_quarter(answer, Id::Customers)),
        marks: Vec::new(),
    }
}

pub(super) fn revenue(answer: &CompareAnswer) -> Option<Chart> {
    let currency = plain(&answer.scenario.currency);
    let texts = Texts {
        name: "revenue",
        question: "How much revenue does each quarter bring?",
        reading: fan(answer),
        axis: format!("revenue in the quarter, {currency}"),
        about: "Revenue by quarter, on average",
    };
    money(answer, Id::Revenue, texts)
}

pub(super) fn pipeline(answer: &CompareAnswer) -> Option<Chart> {
    let currency = plain(&answer.scenario.currency);
    let texts = Texts {
        name: "pipeline",
        question: "What is in the bank at the end of each quarter?",
        reading: format!("What prospects already spoken with will bring later. {}", fan(answer)),
        axis: format!("expected pipeline, {currency}"),
        about: "Expected pipeline at the end of each quarter, on average",
    };
    money(answer, Id::Pipeline, texts)
}

struct Texts {
    name: &'static str,
    question: &'static str,
    reading: String,
    axis: String,
    about: &'static str,
}

fn money(answer: &CompareAnswer, id: Id, texts: Texts) -> Option<Chart> {
    let currency = plain(&answer.scenario.currency);
    let say = |found: &Estimate| numbers::money(&currency, found);
    happens(answer, id).then(|| Chart {
        name: texts.name.to_owned(),
        question: texts.question.to_owned(),
        reading: texts.reading,
        alt: format!("{}. {}.", texts.about, level_ends(answer, id, say)),
        x: Axis::quarters(quarters(answer)),
        y: Axis::numbers(texts.axis, Measure::Money(currency.clone())),
        drawing: Drawing::Lines(by_quarter(answer, id)),
        marks: Vec::new(),
    })
}
