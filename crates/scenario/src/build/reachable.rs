//! Stages that nobody can ever stand in.

use longview_engine::model::{Model, OutcomeTable, StageId};

use super::Site;
use super::part::Part;

/// Reports every stage that nothing leads to, whatever the weights are.
pub(super) fn check(model: &Model, part: &Part<'_>, site: &mut Site<'_>) {
    let reached = reached(model);
    let start = &model.stages[model.start.0].name;
    let Some(stages) = part.part("stage") else { return };
    for (stage, _) in model.stages.iter().zip(&reached).filter(|(_, reached)| !**reached) {
        site.wrong(
            stages.key_place(&stage.name),
            &stages.path_of(&stage.name),
            "a stage that nothing leads to",
            &format!("a way there from \"{start}\""),
            &format!("let an outcome or a timer have to = \"{}\", or remove it", stage.name),
        );
    }
}

fn reached(model: &Model) -> Vec<bool> {
    let mut reached = vec![false; model.stages.len()];
    let mut next = vec![model.start];
    while let Some(stage) = next.pop() {
        if !std::mem::replace(&mut reached[stage.0], true) {
            next.extend(leads_to(model, stage));
        }
    }
    reached
}

/// The stages that a prospect may go to from this one.
fn leads_to(model: &Model, from: StageId) -> Vec<StageId> {
    let stage = &model.stages[from.0];
    if stage.end.is_some() {
        return Vec::new();
    }
    let mut to: Vec<StageId> =
        stage.timers.iter().flat_map(|timer| targets(&timer.outcomes)).collect();
    for activity in &model.activities {
        if let Some(table) = &activity.tables[from.0] {
            to.extend(targets(table));
            to.extend(activity.on_miss.then);
            to.extend(model.opt_out.map(|opt_out| opt_out.to));
        }
    }
    if let Some(need) = &model.need {
        to.extend(Some(need.lost_to).filter(|_| !stage.decided));
        let calls = need.calls_us.as_ref().and_then(|calls| calls.tables[from.0].as_ref());
        to.extend(calls.into_iter().flat_map(targets));
    }
    to
}

fn targets(table: &OutcomeTable) -> impl Iterator<Item = StageId> {
    table.outcomes.iter().filter_map(|outcome| outcome.to)
}
