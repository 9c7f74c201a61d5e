//! The weights of a `progress` scorecard, alone and in the scenario that they were worked out from.

use longview_decide::worth::{Weight, WorthAnswer};
use longview_scenario::Scenario;
use toml_edit::{DocumentMut, Item, Table, TableLike, value};

use crate::text::plain;

/// Why there is no scenario with a scorecard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoScorecard {
    /// It is not visible what an appointment is worth, and the others are counted in it.
    NotVisible,
    /// The model does not say how energy behaves, and a scorecard feeds nothing else.
    NoEnergy,
}

/// The scenario, with outcomes credited with what they are worth, and the plan that was looked at
/// judged by it.
///
/// # Errors
/// When there is nothing to credit, or nothing that a scorecard could feed.
pub fn scorecard(answer: &WorthAnswer, scenario: &Scenario) -> Result<String, NoScorecard> {
    if answer.scorecard.is_empty() {
        return Err(NoScorecard::NotVisible);
    }
    if !scenario.knobs.iter().any(|knob| knob.path.starts_with("model.energy.")) {
        return Err(NoScorecard::NoEnergy);
    }
    let mut text: DocumentMut = scenario.text.parse().unwrap_or_default();
    let strategy = text.get_mut("strategy").and_then(|all| part(all)?.get_mut(&answer.strategy));
    if let Some(strategy) = strategy.and_then(part) {
        strategy.insert("scorecard", value("progress"));
    }
    let weights = table(&answer.scorecard);
    let put = long_form(&mut text)
        .and_then(|model| part(model.entry("energy").or_insert_with(silent_table)))
        .map(|energy| energy.insert("progress", Item::Table(weights)));
    debug_assert!(put.is_some(), "a scenario that was accepted has tables for its model");
    Ok(head(answer) + &text.to_string())
}

/// The weights as a part of a scenario; `None` where there is nothing to credit.
pub(super) fn weights(answer: &WorthAnswer) -> Option<String> {
    if answer.scorecard.is_empty() {
        return None;
    }
    let table = table(&answer.scorecard);
    Some(format!("[model.energy.progress]\n{table}"))
}

fn head(answer: &WorthAnswer) -> String {
    format!(
        "# The progress scorecard below credits each outcome with what it is worth, in appointments:\n\
         # under \"{}\", scenario {}, seed {}, {} replications.\n",
        plain(&answer.strategy),
        answer.scenario.hash,
        answer.seed,
        answer.replications
    )
}

fn table(weights: &[Weight]) -> Table {
    let mut table = Table::new();
    for weight in weights {
        table.insert(&weight.outcome, value(weight.credit()));
    }
    table
}

fn part(item: &mut Item) -> Option<&mut dyn TableLike> {
    item.as_table_like_mut()
}

/// A table that has no line of its own while it holds nothing but other tables.
fn silent_table() -> Item {
    let mut table = Table::new();
    table.set_implicit(true);
    Item::Table(table)
}

/// The model of a scenario as a table, also where the scenario only names one.
fn long_form(text: &mut DocumentMut) -> Option<&mut dyn TableLike> {
    if let Some(name) = text.get("model").and_then(Item::as_str).map(str::to_owned) {
        text.remove("model");
        let mut model = Table::new();
        model.insert("base", value(name));
        text.insert("model", Item::Table(model));
    }
    part(text.entry("model").or_insert_with(silent_table))
}
