//! Lessons in every form: a claim, a guess, what the runs say, and where the claim turns.

use longview_decide::lesson::{Lesson, LessonAnswer};
use longview_scenario::Scenario;
use serde_json::json;

use crate::behind::{Origin, assumed};
use crate::page::{Page, Part, Section};
use crate::told::{DataColumn, DataTable, Told};

mod charts;
mod handout;
mod json;
mod judgement;
mod page;
mod tables;
mod words;

pub use handout::handout;

/// A lesson carried out, with everything that a page says about it.
#[derive(Debug, Clone, Copy)]
pub struct Taught<'a> {
    /// What came out.
    pub answer: &'a LessonAnswer,
    /// What ran.
    pub scenario: &'a Scenario,
    /// What was changed on the command line: "PATH=VALUE".
    pub settings: &'a [String],
}

impl Taught<'_> {
    fn origin(&self) -> Origin<'_> {
        let compare = &self.answer.compare;
        Origin {
            scenario: self.scenario,
            settings: self.settings,
            command: &[],
            seed: compare.seed,
            replications: compare.replications,
        }
    }
}

/// One lesson in every form.
pub fn told(taught: &Taught<'_>) -> Told {
    Told {
        page: page::page(taught),
        tables: [tables::all(taught.answer), vec![assumed(taught.scenario)]].concat(),
        json: json::answer(taught.answer),
    }
}

/// Which lessons there are.
pub fn list(all: &[Lesson]) -> Told {
    let columns = ["name", "question", "claim", "scenario"].map(DataColumn::text);
    let mut table = DataTable::new("lessons", "Claims that can be put to the test", columns.into());
    for lesson in all {
        let row = [lesson.name, lesson.question, lesson.claim, lesson.scenario];
        table.rows.push(row.map(Into::into).into());
    }
    let named = all.iter().map(|lesson| format!("{}: {}", lesson.name, lesson.question));
    Told {
        page: Page {
            question: "Which claims can be put to the test?".to_owned(),
            answer: vec![
                "longview lesson NAME runs one; longview lesson --all -o FOLDER makes a page of each."
                    .to_owned(),
            ],
            sections: vec![Section {
                heading: "Lessons".to_owned(),
                parts: vec![Part::List(named.collect())],
            }],
            ..Page::default()
        },
        tables: vec![table],
        json: json!({
            "schema": "longview/lessons/1",
            "lessons": crate::json::list(all, json::described),
        }),
    }
}
