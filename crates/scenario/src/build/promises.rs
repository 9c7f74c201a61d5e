//! Promises that nobody could ever keep, and those that two activities would keep.

use longview_engine::model::{Activity, Aim, Model, Outcome, OutcomeTable, Stage};

use super::Site;
use super::outcomes::ANY;
use super::part::Part;
use crate::problem::Problem;

/// Reports promises made into a stage where no activity keeps them, and stages where two do.
pub(super) fn check(model: &Model, part: &Part<'_>, site: &mut Site<'_>) {
    for (name, stage) in part.parts("stage") {
        let at = model.stages.iter().position(|known| known.name == name.text);
        let Some(at) = at else { continue };
        for (timer_name, timer) in stage.parts("timer") {
            let timers = &model.stages[at].timers;
            let built = timers.iter().find(|known| known.name == timer_name.text);
            if let (Some(table), Some(built)) = (timer.part("outcomes"), built) {
                each_kept(model, &table, &[(at, &built.outcomes)], site);
            }
        }
    }
    for (activity, (_, part)) in model.activities.iter().zip(part.parts("activity")) {
        by_stage(model, &part, &activity.tables, site);
    }
    let calls = model.need.as_ref().and_then(|need| need.calls_us.as_ref());
    let calls_part = part.part("need").and_then(|need| need.part("calls_us"));
    if let (Some(calls), Some(part)) = (calls, calls_part) {
        by_stage(model, &part, &calls.tables, site);
    }
    only_one_keeps(model, part, site);
}

fn by_stage(model: &Model, part: &Part<'_>, tables: &[Option<OutcomeTable>], site: &mut Site<'_>) {
    let Some(on) = part.part("on") else { return };
    for (name, table) in part.parts("on") {
        let applies = |stage: &str| stage == name.text || (name.text == ANY && !on.has(stage));
        let where_it_applies: Vec<(usize, &OutcomeTable)> = model
            .stages
            .iter()
            .zip(tables)
            .enumerate()
            .filter(|(_, (stage, _))| applies(&stage.name))
            .filter_map(|(at, (_, table))| Some((at, table.as_ref()?)))
            .collect();
        each_kept(model, &table, &where_it_applies, site);
    }
}

/// Reports each outcome of a table whose promise nobody keeps, once.
fn each_kept(
    model: &Model,
    part: &Part<'_>,
    applies: &[(usize, &OutcomeTable)],
    site: &mut Site<'_>,
) {
    for name in part.entries() {
        let unkept = applies.iter().find_map(|&(at, table)| {
            let outcome = table.outcomes.iter().find(|outcome| outcome.name == name.text)?;
            promised_in(outcome, at).filter(|&stage| keepers(model, stage).next().is_none())
        });
        let (Some(stage), Some(outcome)) = (unkept, part.part(name.text)) else { continue };
        let Stage { name: stage, end, .. } = &model.stages[stage];
        let (at, path) = (outcome.key_place("promise"), outcome.path_of("promise"));
        if end.is_some() {
            let found = format!("a promise in \"{stage}\", which is an end");
            let hint = "nobody is contacted after the end: remove it";
            site.wrong(at, &path, &found, "promises in open stages only", hint);
        } else {
            site.wrong(
                at,
                &path,
                &format!("a promise in \"{stage}\", where no activity keeps promises"),
                "a stage that an activity with aim \"promises\" or \"booked\" has a table for",
                &format!("add [model.activity.NAME.on.{stage}] to such an activity"),
            );
        }
    }
}

/// The stage in which a promise of this outcome is due.
fn promised_in(outcome: &Outcome, from: usize) -> Option<usize> {
    outcome.promise.as_ref().map(|_| outcome.to.map_or(from, |to| to.0))
}

fn keepers(model: &Model, stage: usize) -> impl Iterator<Item = (usize, &Activity)> {
    model.activities.iter().enumerate().filter(move |(_, activity)| {
        matches!(activity.aim, Aim::Promises | Aim::Booked) && activity.tables[stage].is_some()
    })
}

fn only_one_keeps(model: &Model, part: &Part<'_>, site: &mut Site<'_>) {
    let mut told: Vec<(usize, usize)> = Vec::new();
    for (at, stage) in model.stages.iter().enumerate() {
        let keepers: Vec<(usize, &Activity)> = keepers(model, at).collect();
        let [(first, one), others @ ..] = keepers.as_slice() else { continue };
        for (second, other) in others {
            if !told.contains(&(*first, *second)) {
                told.push((*first, *second));
                two_keep(part, one, other, &stage.name, site);
            }
        }
    }
}

fn two_keep(part: &Part<'_>, one: &Activity, other: &Activity, stage: &str, site: &mut Site<'_>) {
    let table_of = |activity: &Activity| {
        let on = part.part("activity")?.part(&activity.name)?.part("on")?;
        let key = if on.has(stage) { stage } else { ANY };
        Some((on.key_place(key), on.path_of(key)))
    };
    if let (Some((first_at, _)), Some((at, path))) = (table_of(one), table_of(other)) {
        let found = format!("a second activity that keeps promises in \"{stage}\"");
        let expected = format!("only `{}` to do so", one.name);
        let hint = "a promise is kept by one activity: remove one of the tables";
        let problem = Problem::new(at, &path, &found, &expected, hint);
        site.problems.push(problem.also(first_at, "the first one"));
    }
}
