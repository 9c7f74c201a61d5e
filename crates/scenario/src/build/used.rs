//! Activities that nobody does.

use longview_engine::plan::Strategy;

use super::Site;
use super::blocks::SHORT;
use super::names::Names;
use super::part::{Part, Word};
use super::strategy::Plan;

/// Reports activities that the scenario itself declares and no strategy does. A model that is
/// shared may offer more than a scenario uses.
pub(super) fn check(
    root: &Part<'_>,
    plans: &[Plan],
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<()> {
    let strategies = plans.iter().map(Option::as_ref).collect::<Option<Vec<_>>>()?;
    let activities = root.part("model")?.part("activity")?;
    for (at, name) in names.activities.iter().enumerate() {
        let booked = activities.part(name.text)?.text("aim")?.text == "booked";
        let shared = site.sources.of(name.at).is_model;
        let done = strategies.iter().any(|(_, plan)| does(plan, at)) || is_mentioned(root, name);
        if !booked && !shared && !done {
            let hint = "let a strategy do it, or remove it";
            let found = "an activity that nobody does";
            site.wrong(name.at, &name.path, found, "a strategy that does it", hint);
        }
    }
    Some(())
}

/// Whether a short key names it; with 0 attempts there is no block of it.
fn is_mentioned(root: &Part<'_>, activity: &Word<'_>) -> bool {
    let mut keys = SHORT.iter().filter(|(_, name)| *name == activity.text);
    keys.any(|(key, _)| root.parts("strategy").iter().any(|(_, plan)| plan.has(key)))
}

fn does(strategy: &Strategy, activity: usize) -> bool {
    let tasks = strategy.blocks.iter().flat_map(|block| &block.tasks);
    tasks
        .map(|task| task.activity)
        .chain(strategy.ask.as_ref().map(|ask| ask.activity))
        .any(|done| done.0 == activity)
}
