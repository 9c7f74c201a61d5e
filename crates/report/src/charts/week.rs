//! Where the week goes, and what it costs: hours, promises, dry days, opt-outs.

use longview_decide::answer::{CompareAnswer, StrategyAnswer};
use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;
use longview_engine::units::WORKING_DAYS_PER_QUARTER;

use super::levels::fan;
use super::{PARTS, by_quarter, happens, level_ends, name, names, part, quarters, total};
use crate::chart::{At, Axis, Chart, Drawing, Hue, Mark, Measure, Point, Series};
use crate::numbers;

/// Two points make no picture that a table would not make better.
const FEWEST_POINTS: usize = 3;

/// Hours in motion and in action, a week.
pub(super) fn hours(answer: &CompareAnswer) -> Option<Chart> {
    const WEEKS: f64 = longview_engine::units::WEEKS_PER_QUARTER as f64;
    let weeks = WEEKS * f64::from(answer.scenario.quarters) * f64::from(answer.scenario.reps);
    let kinds = [
        ("action", Id::ActionHours, PARTS[0]),
        ("motion", Id::MotionHours, PARTS[1]),
        ("idle: nobody left to turn to", Id::IdleHours, PARTS[3]),
    ];
    let of = |strategy: &StrategyAnswer, id: Id| total(strategy, id).mean / weeks;
    let parts = kinds
        .iter()
        .filter(|(_, id, _)| happens(answer, *id))
        .map(|(kind, id, hue)| part(answer, kind, *hue, |strategy| of(strategy, *id)));
    let told = answer.strategies.iter().enumerate().map(|(at, strategy)| {
        let [action, motion, idle] = kinds.map(|(_, id, _)| numbers::trimmed(of(strategy, id), 1));
        format!("{}: {action} in action, {motion} in motion, {idle} idle", name(answer, at))
    });
    (happens(answer, Id::Hours) || happens(answer, Id::IdleHours)).then(|| Chart {
        name: "hours".to_owned(),
        question: "Motion or action: where do the hours go?".to_owned(),
        reading:
            "Hours of a rep's average week. Action is whatever a prospect can say yes or no to."
                .to_owned(),
        alt: format!("Hours of a rep's average week. {}.", told.collect::<Vec<_>>().join("; ")),
        x: Axis::names("plan", names(answer)),
        y: Axis::numbers("hours a week and rep, average", Measure::Plain),
        drawing: Drawing::Bars(parts.collect()),
        marks: Vec::new(),
    })
}

/// The backlog of promises.
pub(super) fn promises(answer: &CompareAnswer) -> Option<Chart> {
    let say = |found: &Estimate| numbers::mean(found.mean, found.mcse);
    happens(answer, Id::PromisesOverdue).then(|| Chart {
        name: "promises".to_owned(),
        question: "How many promises to come back are overdue?".to_owned(),
        reading: format!(
            "Calls that were promised, fell due and were not made by the end of the quarter. {}",
            fan(answer)
        ),
        alt: format!(
            "Promises overdue at the end of each quarter, on average. {}.",
            level_ends(answer, Id::PromisesOverdue, say)
        ),
        x: Axis::quarters(quarters(answer)),
        y: Axis::numbers("promises overdue at the quarter's end", Measure::Count),
        drawing: Drawing::Lines(by_quarter(answer, Id::PromisesOverdue)),
        marks: Vec::new(),
    })
}

/// Days without a lead.
pub(super) fn dry_days(answer: &CompareAnswer) -> Option<Chart> {
    let days = f64::from(WORKING_DAYS_PER_QUARTER) * f64::from(answer.scenario.reps);
    let say = |found: &Estimate| numbers::mean(found.mean, found.mcse);
    let all =
        if answer.scenario.reps > 1 { "all working days of the team" } else { "all working days" };
    let mut y = Axis::numbers("working days without a lead in the quarter", Measure::Count);
    y.limits = Some((0.0, days));
    happens(answer, Id::Leads).then(|| Chart {
        name: "dry-days".to_owned(),
        question: "How many days bring no lead at all?".to_owned(),
        reading: format!("Days without a lead are part of healthy work. {}", fan(answer)),
        alt: format!(
            "Working days without a lead, on average. {}.",
            level_ends(answer, Id::DaysWithoutLead, say)
        ),
        x: Axis::quarters(quarters(answer)),
        y,
        drawing: Drawing::Lines(by_quarter(answer, Id::DaysWithoutLead)),
        marks: vec![Mark { at: At::Height(days), label: all.to_owned() }],
    })
}

/// The longest spell without a lead.
pub(super) fn dry_spells(answer: &CompareAnswer) -> Option<Chart> {
    let spell = |strategy: &StrategyAnswer| {
        let found = total(strategy, Id::LongestDrySpell);
        [found.p10, found.p50, found.p90]
    };
    let series = answer.strategies.iter().enumerate().map(|(at, strategy)| Series {
        name: name(answer, at),
        hue: Hue::Nth(at),
        points: (0u8..).zip(spell(strategy)).map(|(x, y)| Point::new(f64::from(x), y)).collect(),
    });
    let told = answer.strategies.iter().enumerate().map(|(at, strategy)| {
        let [low, typical, high] = spell(strategy).map(|days| numbers::grouped(days, 0));
        format!("{}: typically {typical}, between {low} and {high}", name(answer, at))
    });
    let places = ["with luck", "typical", "without luck"].map(str::to_owned).to_vec();
    happens(answer, Id::Leads).then(|| Chart {
        name: "dry-spells".to_owned(),
        question: "How long can a dry spell be and still be normal?".to_owned(),
        reading:
            "The longest row of working days without a lead in the whole time: in one run of ten \
                  it is shorter than the first column says, in one of ten longer than the last."
                .to_owned(),
        alt: format!(
            "Working days in a row without a lead. {}.",
            told.collect::<Vec<_>>().join("; ")
        ),
        x: Axis::names("luck", places),
        y: Axis::numbers("working days in a row without a lead", Measure::Count),
        drawing: Drawing::Columns(series.collect()),
        marks: Vec::new(),
    })
}

/// What people who want no more of us are set against.
pub(super) fn opt_outs(answer: &CompareAnswer) -> Option<Chart> {
    let last = answer.scenario.quarters;
    let texts = Texts {
        name: "opt-outs",
        question: "When do we become a pest?",
        reading: "Each plan by how many people want no more of us, and how many bought. \
                  Further up is better, further right is worse.",
        across: format!("people who want no more of us, by Q{last}"),
        up: format!("customers by Q{last}"),
    };
    against(answer, Id::OptOuts, Id::Customers, texts)
}

/// What touches bring.
pub(super) fn touches(answer: &CompareAnswer) -> Option<Chart> {
    let last = answer.scenario.quarters;
    let texts = Texts {
        name: "touches",
        question: "Does turning to people more often bring more?",
        reading: "Each plan by how many calls and letters it tries, and how many people bought. \
                  Further up is better; further right is more work.",
        across: format!("calls and letters by Q{last}"),
        up: format!("customers by Q{last}"),
    };
    against(answer, Id::Attempts, Id::Customers, texts)
}

struct Texts {
    name: &'static str,
    question: &'static str,
    reading: &'static str,
    across: String,
    up: String,
}

/// A point per plan: the average of one thing against that of another.
fn against(answer: &CompareAnswer, across: Id, up: Id, texts: Texts) -> Option<Chart> {
    let series = answer.strategies.iter().enumerate().map(|(at, strategy)| {
        let [x, y] = [across, up].map(|id| total(strategy, id).mean);
        Series { name: name(answer, at), hue: Hue::Nth(at), points: vec![Point::new(x, y)] }
    });
    let told = answer.strategies.iter().enumerate().map(|(at, strategy)| {
        let [x, y] = [across, up].map(|id| {
            let found = total(strategy, id);
            numbers::mean(found.mean, found.mcse)
        });
        format!("{}: {x} {}, {y} {}", name(answer, at), texts.across, texts.up)
    });
    let alt = format!("On average, {}.", told.collect::<Vec<_>>().join("; "));
    (answer.strategies.len() >= FEWEST_POINTS && happens(answer, across)).then(|| Chart {
        name: texts.name.to_owned(),
        question: texts.question.to_owned(),
        reading: texts.reading.to_owned(),
        alt,
        x: Axis::numbers(texts.across, Measure::Count),
        y: Axis::numbers(texts.up, Measure::Count),
        drawing: Drawing::Points(series.collect()),
        marks: Vec::new(),
    })
}
