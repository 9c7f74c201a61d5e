//! Outcome tables.

use longview_engine::model::{Outcome, OutcomeTable, StageId};
use longview_engine::units::Real;

use super::Site;
use super::delay::delay;
use super::names::Names;
use super::part::Part;

/// The key that stands for every open stage without a table of its own.
pub(super) const ANY: &str = "any";

/// An outcome table: the table whose keys are outcomes.
pub(super) fn table(part: &Part<'_>, names: &Names<'_>, site: &mut Site<'_>) -> OutcomeTable {
    let outcomes: Vec<Outcome> = part
        .entries()
        .into_iter()
        .filter_map(|name| outcome(name.text, &part.part(name.text)?, names, site))
        .collect();
    let all_there = outcomes.len() == part.table.len();
    if all_there && !outcomes.is_empty() && outcomes.iter().all(|outcome| outcome.weight <= 0.0) {
        site.wrong(
            part.at,
            &part.path,
            "weights that are all zero",
            "at least one weight above zero",
            "weights are shares: one outcome must be possible",
        );
    }
    OutcomeTable { outcomes }
}

fn outcome(name: &str, part: &Part<'_>, names: &Names<'_>, site: &mut Site<'_>) -> Option<Outcome> {
    let to = part.text("to").map(|to| names.stage(&to, site));
    let promise = if part.has("promise") { delay(part, "promise", site) } else { None };
    Some(Outcome {
        name: name.to_owned(),
        weight: part.number("weight")?,
        to: to.flatten(),
        goodwill: part.real("goodwill")?,
        promise,
        lead: part.flag("lead")?,
        pull: part.real("pull"),
    })
}

/// The table of a timer that leads to one stage only.
pub(super) fn single(name: &str, to: StageId) -> OutcomeTable {
    let outcome = Outcome {
        name: name.to_owned(),
        weight: 1.0,
        to: Some(to),
        goodwill: Real::ZERO,
        promise: None,
        lead: false,
        pull: None,
    };
    OutcomeTable { outcomes: vec![outcome] }
}

/// Outcome tables by stage. `open` says which stages are open.
pub(super) fn by_stage(
    part: &Part<'_>,
    open: &[bool],
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Vec<Option<OutcomeTable>> {
    let mut tables = vec![None; open.len()];
    let mut for_any = None;
    for (stage, outcomes) in part.parts("on") {
        let built = table(&outcomes, names, site);
        if stage.text == ANY {
            for_any = Some(built);
        } else if let Some(StageId(at)) = names.stage(&stage, site) {
            if open[at] {
                tables[at] = Some(built);
            } else {
                let hint = "a prospect whose relationship has ended is never touched: remove it";
                site.wrong_word(&stage, "an open stage", hint);
            }
        }
    }
    let own = |name: &str| part.part("on").is_some_and(|on| on.has(name));
    for (at, slot) in tables.iter_mut().enumerate() {
        if slot.is_none() && open[at] && !own(names.stages[at].text) {
            slot.clone_from(&for_any);
        }
    }
    tables
}
