//! The tables of a target: the week that it takes, what each rep is to do, how long to watch.

use longview_decide::target::curve::Root;
use longview_decide::target::par::ParCheck;
use longview_decide::target::{FUNNEL, LeverAnswer, RepTargets, TargetAnswer};
use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;

use super::words::{finer, value};
use crate::numbers::{grouped, mean, of_hundred, trimmed};
use crate::page::{Cells, Grid};
use crate::spoken;

/// What a line of the reverse funnel is called.
pub(super) fn line(id: Id) -> &'static str {
    match id {
        Id::Contacts => "conversations",
        Id::Appointments => "appointments",
        Id::Hours => "hours worked",
        Id::Dials => "dials",
        Id::Asks => "asks for the sale",
        _ => "customers",
    }
}

/// The reverse funnel: a column per chance.
pub(super) fn week(answer: &TargetAnswer, found: &LeverAnswer) -> Grid {
    let heads = found.levels.iter().map(|level| of_hundred(level.confidence));
    Grid {
        caption: format!(
            "{}: what reaches the goal with which chance, and an average week{} until the end of Q{}",
            found.lever.plan,
            if answer.scenario.reps > 1 { " of one rep" } else { "" },
            answer.goal.quarter
        ),
        corner: "chance of the goal".to_owned(),
        heads: std::iter::once("as it is".to_owned()).chain(heads).collect(),
        rows: effort(found).into_iter().chain(funnel(found)).collect(),
        cells: Cells::Numbers,
    }
}

/// What it takes, and with which chance.
fn effort(found: &LeverAnswer) -> Vec<(String, Vec<String>)> {
    let now = found.lever.now.map_or_else(|| "none".to_owned(), |now| value(&found.lever, now));
    let needed = found.levels.iter().map(|level| match level.value {
        Some(at) => value(&found.lever, at),
        None => "out of reach".to_owned(),
    });
    let exactly = found.levels.iter().map(|level| range(found, &level.root));
    let chances = found.levels.iter().map(|level| level.chance.map_or_else(nothing, of_hundred));
    vec![
        (
            spoken::lever_in(&found.lever.name, found.lever.unit),
            std::iter::once(now).chain(needed).collect(),
        ),
        (
            "before rounding, 19 times of 20".to_owned(),
            std::iter::once(nothing()).chain(exactly).collect(),
        ),
        (
            "worlds that reach the goal".to_owned(),
            std::iter::once(of_hundred(found.present.chance)).chain(chances).collect(),
        ),
    ]
}

/// An average week, line by line.
fn funnel(found: &LeverAnswer) -> Vec<(String, Vec<String>)> {
    let row = |(at, id): (usize, &Id)| {
        let cell = |week: &Option<Vec<Estimate>>| {
            week.as_ref().map_or_else(nothing, |week| figure(&week[at]))
        };
        let present = figure(&found.present.week[at]);
        let levels = found.levels.iter().map(|level| cell(&level.week));
        (format!("{} a week", line(*id)), std::iter::once(present).chain(levels).collect())
    };
    FUNNEL.iter().enumerate().map(row).collect()
}

fn nothing() -> String {
    "–".to_owned()
}

fn range(found: &LeverAnswer, root: &Root) -> String {
    let say = |at: f64| finer(&found.lever, at);
    match (root.value, root.interval) {
        (None, _) | (_, (None, None)) => nothing(),
        (_, (Some(low), Some(high))) => format!("{}–{}", say(low), say(high)),
        (_, (Some(low), None)) => format!("from {}", say(low)),
        (_, (None, Some(high))) => format!("to {}", say(high)),
    }
}

fn figure(found: &Estimate) -> String {
    if found.mean >= 100.0 { grouped(found.mean, 0) } else { mean(found.mean, found.mcse) }
}

/// What each rep is to do, a table per number and plan.
pub(super) fn reps(answer: &TargetAnswer) -> Vec<Grid> {
    answer.levers.iter().map(|found| rep_targets(answer, found)).collect()
}

fn rep_targets(answer: &TargetAnswer, found: &LeverAnswer) -> Grid {
    let quarters = answer.goal.quarter;
    let rows = found.reps.iter().flat_map(|rep| {
        FUNNEL
            .iter()
            .enumerate()
            .map(move |(at, id)| (format!("rep {}: {}", rep.rep, line(*id)), by_quarter(rep, at)))
    });
    Grid {
        caption: format!(
            "{}: what each rep does in a month, on average; the months of a quarter are alike{}",
            found.lever.plan,
            if found.obstacle.is_some() {
                " (with the best value tried, for the goal is out of reach)"
            } else {
                ""
            }
        ),
        corner: "rep".to_owned(),
        heads: (1..=quarters).map(|quarter| format!("Q{quarter}")).collect(),
        rows: rows.collect(),
        cells: Cells::Numbers,
    }
}

fn by_quarter(rep: &RepTargets, at: usize) -> Vec<String> {
    const MONTHS: usize = 3;
    let cell = |month: &Vec<f64>| {
        if month[at] >= 100.0 { grouped(month[at], 0) } else { trimmed(month[at], 1) }
    };
    rep.months.iter().step_by(MONTHS).map(cell).collect()
}

/// How long to watch.
pub(super) fn par(answer: &TargetAnswer, found: &LeverAnswer) -> Grid {
    let rows = found.par.iter().map(|check| {
        let less = 100.0 * (1.0 - check.share);
        let name = format!("{}, {less:.0} % below par", line(check.output.id));
        (name, rule(check))
    });
    Grid {
        caption: format!(
            "{}: weeks before a rep can fairly be called below par{}",
            found.lever.plan,
            if answer.levers.len() > 1 {
                format!(" ({})", spoken::lever(&found.lever.name))
            } else {
                String::new()
            }
        ),
        corner: "what is counted, and how far below".to_owned(),
        heads: ["par a week", "weeks", "expected", "below par if at most", "accused", "noticed"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.collect(),
        cells: Cells::Numbers,
    }
}

fn rule(check: &ParCheck) -> Vec<String> {
    let par = trimmed(check.output.a_week, 2);
    let Some(rule) = check.rule else {
        let mut row = vec![par, "over 520".to_owned()];
        row.extend(std::iter::repeat_with(nothing).take(4));
        return row;
    };
    vec![
        par,
        rule.weeks.to_string(),
        trimmed(rule.expected, 1),
        rule.at_most.to_string(),
        of_hundred(rule.accused),
        of_hundred(rule.noticed),
    ]
}
