//! A lesson as a page: guess first, then uncover what the runs say, and where the claim turns.

use longview_decide::boundary::Point;
use longview_decide::lesson::{Boundary, LessonAnswer, Measured};
use longview_engine::estimate::Estimate;
use longview_engine::metric::{Id, Unit};

use super::{Taught, charts, judgement, words};
use crate::numbers;
use crate::page::{Cells, Grid, Page, Part, Section};
use crate::text::plain;

pub(super) fn page(taught: &Taught<'_>) -> Page {
    let lesson = taught.answer.lesson;
    let sections = [
        Some(guess(taught)),
        Some(outcome(taught)),
        limits(taught.answer),
        taught.answer.judgement.as_ref().map(judgement::section),
        Some(plans(taught.answer)),
        Some(discuss(taught)),
        Some(behind(taught)),
    ];
    Page {
        over: format!("A claim put to the test: {}", lesson.name),
        question: lesson.question.to_owned(),
        answer: vec![
            format!("The claim: {}", lesson.claim),
            "Does it hold, and up to where? Guess before you look: what surprises you is the lesson."
                .to_owned(),
        ],
        sections: sections.into_iter().flatten().collect(),
        foot: taught.origin().foot(),
        links: Vec::new(),
    }
}

fn covered(heading: &str, summary: &str, before: Vec<Part>, parts: Vec<Part>) -> Section {
    let reveal = Part::Reveal { summary: summary.to_owned(), parts };
    Section { heading: heading.to_owned(), parts: before.into_iter().chain([reveal]).collect() }
}

/// The plans and the question, without any answer.
fn guess(taught: &Taught<'_>) -> Section {
    let predict = taught.answer.prediction.predict;
    let choices = predict.choices.iter().enumerate();
    let choices = choices.map(|(at, (choice, _))| format!("{}) {choice}", words::letter(at)));
    let mut parts = vec![Part::Text(words::about(taught))];
    parts.push(titles(taught.answer));
    parts.push(Part::Text(predict.prompt.to_owned()));
    parts.push(Part::List(choices.collect()));
    Section { heading: "Guess first".to_owned(), parts }
}

/// What the plans are.
fn titles(answer: &LessonAnswer) -> Part {
    let named = answer.compare.strategies.iter().map(|plan| match &plan.title {
        Some(title) => format!("{}: {}", plain(&plan.name), plain(title)),
        None => plain(&plan.name),
    });
    Part::List(named.collect())
}

fn outcome(taught: &Taught<'_>) -> Section {
    let answer = taught.answer;
    let findings = answer.findings.iter().map(|finding| words::finding(answer, finding));
    let mut parts = vec![
        Part::Text(format!("The runs say {}", words::revealed(answer, &answer.prediction))),
        Part::Text(words::verdict(answer)),
        Part::List(findings.collect()),
    ];
    parts.extend(charts::outcome(taught).into_iter().map(Part::Picture));
    covered("What comes out?", "Uncover what the runs say", Vec::new(), parts)
}

/// Where the claim turns; nothing where no number is searched.
fn limits(answer: &LessonAnswer) -> Option<Section> {
    let asked = answer.boundaries.iter().map(words::asked);
    let before = vec![Part::List(asked.collect())];
    let parts = answer.boundaries.iter().enumerate().flat_map(|(at, found)| {
        [
            Part::Text(words::turn(answer, found)),
            Part::Picture(charts::boundary(answer, at)),
            Part::Text(words::plausible(found)),
            Part::Table(curve(answer, found)),
        ]
    });
    (!answer.boundaries.is_empty()).then(|| {
        covered("Where does it stop being true?", "Uncover where it turns", before, parts.collect())
    })
}

/// The values that were tried, and what was found at each.
fn curve(answer: &LessonAnswer, found: &Boundary) -> Grid {
    let above = answer.lesson.conditions[found.number.condition].above;
    let row = |point: &Point| {
        let told = match point.sign() {
            Some(true) => "true",
            Some(false) => "false",
            None => "cannot be told",
        };
        let value = measured(answer, found.measured, point, above);
        let error = words::margin(found.measured, point.mcse);
        (words::bare_value(found, point.at), vec![value, format!("±{error}"), told.to_owned()])
    };
    Grid {
        caption: format!(
            "{}; at the values tried of: {}; {} {} each",
            words::scored(answer, found),
            found.number.words,
            numbers::grouped(answer.search_replications as f64, 0),
            if answer.search_replications == 1 { "run" } else { "runs" }
        ),
        corner: found.number.unit.to_owned(),
        heads: ["on average", "good to", "the claim is"].map(str::to_owned).to_vec(),
        rows: found.found.curve.iter().map(row).collect(),
        cells: Cells::Numbers,
    }
}

fn measured(answer: &LessonAnswer, measured: Measured, point: &Point, above: f64) -> String {
    let mean = point.margin + above;
    let found = Estimate { mean, mcse: point.mcse, p10: mean, p50: mean, p90: mean };
    match measured {
        Measured::Metric(Unit::Money) => numbers::short_mean(&found),
        _ => words::value(answer, measured, &found),
    }
}

/// The columns that a coach wants to see of every plan.
pub(super) const COLUMNS: [(Id, &str); 6] = [
    (Id::Contacts, "talks"),
    (Id::Appointments, "appointments"),
    (Id::Customers, "customers"),
    (Id::Revenue, "revenue"),
    (Id::Hours, "hours"),
    (Id::OptOuts, "opt-outs"),
];

fn plans(answer: &LessonAnswer) -> Section {
    let compare = &answer.compare;
    let happens = |id: Id| compare.strategies.iter().any(|plan| plan.total[id as usize].mean > 0.0);
    let columns: Vec<(Id, &str)> = COLUMNS.into_iter().filter(|(id, _)| happens(*id)).collect();
    let rows = compare.strategies.iter().map(|plan| {
        let cells = columns.iter().map(|(id, _)| numbers::short_mean(&plan.total[*id as usize]));
        (plan.name.clone(), cells.collect())
    });
    let quarters = compare.scenario.quarters;
    let grid = Grid {
        caption: format!(
            "Averages of {quarters} {}; money is in {}",
            if quarters == 1 { "quarter" } else { "quarters" },
            compare.scenario.currency
        ),
        corner: "plan".to_owned(),
        heads: columns.iter().map(|(_, head)| (*head).to_owned()).collect(),
        rows: rows.collect(),
        cells: Cells::Numbers,
    };
    covered("The plans in figures", "Uncover the figures", Vec::new(), vec![Part::Table(grid)])
}

fn discuss(taught: &Taught<'_>) -> Section {
    let lesson = taught.answer.lesson;
    let mut questions: Vec<String> =
        lesson.discuss.iter().map(|question| (*question).to_owned()).collect();
    questions
        .push("Which of the numbers here would you have to change to make them yours?".to_owned());
    Section {
        heading: "Talk about it".to_owned(),
        parts: vec![
            Part::List(questions),
            Part::Text(format!(
                "More of the same: longview compare {}{}",
                lesson.scenario,
                words::settings(taught)
            )),
        ],
    }
}

fn behind(taught: &Taught<'_>) -> Section {
    let answer = taught.answer;
    let method = vec![
        "Every plan met the same people with the same luck, over and over: each time is one world. \
         \"Eight worlds of ten\" leaves out the tenth with the lowest figure and the tenth with the highest."
            .to_owned(),
        "A sentence counts as true or false only where the average is further than two standard errors from \
         where it would turn; else it cannot be told."
            .to_owned(),
        format!(
            "For where it turns, a dozen values of the number were tried with {} worlds each, the same at every \
             value, more of them where the sign changes. The turn is where straight lines between them cross; the \
             range in brackets is where the average plus or minus two standard errors does. Nothing else was changed.",
            numbers::grouped(answer.search_replications as f64, 0)
        ),
    ];
    let again = format!(
        "To run it again: longview lesson {} --seed {} --replications {} --search-replications {}{}",
        answer.lesson.name,
        answer.compare.seed,
        answer.compare.replications,
        answer.search_replications,
        words::settings(taught)
    );
    taught.origin().section_saying(method, Vec::new(), again)
}
