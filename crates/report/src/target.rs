//! How much is enough, told: the answer in sentences, the chance against the effort as a picture, the
//! week that it takes, what each rep is to do, and how long to watch before judging.

mod charts;
mod figures;
mod json;
mod tables;
mod words;

use longview_decide::target::{LeverAnswer, TargetAnswer};

use crate::behind::Origin;
use crate::page::{Page, Part, Section};
use crate::spoken;
use crate::told::Told;

pub(crate) use self::json::goal as goal_json;
pub(crate) use self::words::goal;

/// Which figures come first: what CSV holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// The week for each chance.
    Week,
    /// What each rep is to do, month by month.
    Reps,
}

/// The answer in every form.
pub fn told(answer: &TargetAnswer, origin: &Origin<'_>, first: First) -> Told {
    let mut tables = figures::tables(answer);
    if first == First::Reps {
        tables.rotate_left(1);
    }
    Told { page: page(answer, origin), tables, json: json::answer(answer) }
}

fn page(answer: &TargetAnswer, origin: &Origin<'_>) -> Page {
    let mut sections = vec![chances(answer)];
    sections.extend(answer.levers.iter().map(|found| week(answer, found)));
    sections.push(par(answer));
    sections.push(origin.section(words::method(answer), tables::reps(answer)));
    Page {
        over: answer.scenario.title.clone(),
        question: format!("What does it take to reach: {}?", goal(&answer.goal)),
        answer: words::answer(answer),
        sections,
        foot: origin.foot(),
        links: Vec::new(),
    }
}

fn chances(answer: &TargetAnswer) -> Section {
    let parts = charts::chances(answer).into_iter().map(Part::Picture).collect();
    Section { heading: "The chance, the more is done".to_owned(), parts }
}

fn week(answer: &TargetAnswer, found: &LeverAnswer) -> Section {
    let mut parts = vec![Part::Table(tables::week(answer, found))];
    parts.extend(words::lag(found).map(Part::Text));
    let heading = if answer.levers.len() > 1 {
        format!(
            "The week that it takes: {}, {}",
            found.lever.plan,
            spoken::lever(&found.lever.name)
        )
    } else {
        "The week that it takes".to_owned()
    };
    Section { heading, parts }
}

fn par(answer: &TargetAnswer) -> Section {
    let mut parts = vec![Part::Text(words::par().to_owned())];
    parts.extend(answer.levers.iter().map(|found| Part::Table(tables::par(answer, found))));
    Section { heading: "How long to watch a rep before a judgement is fair".to_owned(), parts }
}
