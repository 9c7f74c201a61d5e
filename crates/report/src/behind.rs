//! What an answer stands on, so that anybody can doubt it, and run it again.

use longview_scenario::{Knob, Scenario};

use crate::chart::Measure;
use crate::explain;
use crate::numbers;
use crate::page::{Grid, Part, Section};
use crate::text::plain;
use crate::told::{DataColumn, DataTable, Datum};

/// How an answer came about.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// What ran.
    pub scenario: &'a Scenario,
    /// What was changed on the command line: "PATH=VALUE".
    pub settings: &'a [String],
    /// The command and its own options as they would be typed, but for the scenario and its
    /// settings: `["target", "--goal", "customers >= 12 by Q4"]`.
    pub command: &'a [String],
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent runs of the whole world.
    pub replications: u64,
}

impl Origin<'_> {
    /// The last line of a page: what was run, in a sentence, and what it is not.
    pub fn foot(&self) -> String {
        plain(&format!(
            "Simulated with longview {}: seed {}, {} replications, scenario {}. \
             What would happen if the assumptions held; not a forecast for any market.",
            env!("CARGO_PKG_VERSION"),
            self.seed,
            numbers::grouped(self.replications as f64, 0),
            self.scenario.hash
        ))
    }

    /// The last section of a page, folded: how it was done, paragraph by paragraph, further tables,
    /// every assumption with its source, and how to run it again.
    pub fn section(&self, method: Vec<String>, tables: Vec<Grid>) -> Section {
        let again = format!("To run it again, save this as scenario.toml, then: {}", self.again());
        self.section_saying(method, tables, again)
    }

    /// The same, with other words on how to run it again.
    pub(crate) fn section_saying(
        &self,
        method: Vec<String>,
        tables: Vec<Grid>,
        again: String,
    ) -> Section {
        let mut parts: Vec<Part> = method.into_iter().map(Part::Text).collect();
        parts.push(Part::Text(format!("Model: {}.", self.scenario.model_title)));
        parts.extend(self.scenario.model_about.clone().map(Part::Text));
        parts.extend(tables.into_iter().map(Part::Table));
        parts.push(Part::Table(assumptions(self.scenario)));
        parts.push(Part::Text(again));
        parts.push(Part::AsWritten(self.scenario.text.clone()));
        let summary = "See the math: assumptions, sources, the scenario".to_owned();
        Section {
            heading: "What stands behind it".to_owned(),
            parts: vec![Part::Fold { summary, parts }],
        }
    }

    /// The command line that gives the same answer.
    fn again(&self) -> String {
        let (name, options) = self.command.split_first().expect("a command has a name");
        let mut words = vec!["longview".to_owned(), name.clone(), "scenario.toml".to_owned()];
        words.extend(options.iter().map(|word| quoted(word)));
        words.extend(self.settings.iter().map(|setting| format!("--set {}", in_quotes(setting))));
        words.extend([format!("--seed {}", self.seed)]);
        words.join(" ")
    }
}

/// Every number of the scenario and its model as figures: what it is, the best guess and the range
/// that holds the true number nine times of ten, as it was written, and where it comes from.
pub fn assumed(scenario: &Scenario) -> DataTable {
    let words = |names: &[&str]| names.iter().map(|name| DataColumn::text(name)).collect();
    let mut columns: Vec<DataColumn> = words(&["path", "unit"]);
    let numbers = ["best", "low", "high"];
    columns.extend(numbers.map(|name| DataColumn::number(name, Measure::Plain)));
    columns.extend::<Vec<_>>(words(&["written", "source", "about"]));
    let mut table = DataTable::new("assumptions", ASSUMPTIONS, columns);
    table.rows = scenario.knobs.iter().map(assumption).collect();
    table
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.,/%=".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) { word.to_owned() } else { in_quotes(word) }
}

/// A word that a shell takes as it stands.
pub(crate) fn in_quotes(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Every number of the scenario and its model.
fn assumptions(scenario: &Scenario) -> Grid {
    let knobs: Vec<_> = scenario.knobs.iter().map(|knob| (knob.path.as_str(), knob)).collect();
    explain::numbers_of(ASSUMPTIONS, &knobs, scenario)
}

const ASSUMPTIONS: &str =
    "Every assumption, with its source. The true number lies in the range nine times of ten";

fn assumption(knob: &Knob) -> Vec<Datum> {
    let (low, high) = knob.interval.unzip();
    vec![
        knob.path.as_str().into(),
        knob.unit.into(),
        knob.best.into(),
        low.into(),
        high.into(),
        knob.written.as_str().into(),
        knob.source.as_deref().into(),
        knob.about.into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_where_a_shell_needs_it() {
        let words = ["--goal", "customers >= 12 by Q4", "it's", "80%"].map(quoted);
        assert_eq!(words, ["--goal", "'customers >= 12 by Q4'", r"'it'\''s'", "80%"]);
    }
}
