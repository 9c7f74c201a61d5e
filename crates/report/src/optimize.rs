//! The best week, told: the split in sentences and as bars, what makes no difference, how sure the
//! choice is, and the plan as a scenario writes it.

mod charts;
mod figures;
mod json;
mod tables;
mod words;

use longview_decide::optimize::OptimizeAnswer;

use crate::behind::Origin;
use crate::page::{Page, Part, Section};
use crate::told::Told;

pub use self::words::strategy;

/// The answer in every form.
pub fn told(answer: &OptimizeAnswer, origin: &Origin<'_>) -> Told {
    Told { page: page(answer, origin), tables: figures::tables(answer), json: json::answer(answer) }
}

fn page(answer: &OptimizeAnswer, origin: &Origin<'_>) -> Page {
    let section = |heading: &str, parts: Vec<Part>| Section { heading: heading.to_owned(), parts };
    let sections = vec![
        section(
            "The week",
            vec![Part::Picture(charts::split(answer)), Part::Table(tables::candidates(answer))],
        ),
        section("What makes no difference", flat(answer)),
        section(
            "The plan, to put into a scenario",
            vec![
                Part::Text(
                    "Paste this into your scenario, then compare it with your own plans."
                        .to_owned(),
                ),
                Part::AsWritten(strategy(answer)),
            ],
        ),
        origin.section(words::method(answer), Vec::new()),
    ];
    Page {
        over: answer.scenario.title.clone(),
        question: words::question(answer),
        answer: words::answer(answer),
        sections,
        foot: origin.foot(),
        links: Vec::new(),
    }
}

fn flat(answer: &OptimizeAnswer) -> Vec<Part> {
    let mut parts: Vec<Part> = charts::flat(answer).into_iter().map(Part::Picture).collect();
    parts.push(Part::Table(tables::flat(answer)));
    parts
}
