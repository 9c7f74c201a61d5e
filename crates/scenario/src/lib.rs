//! What the user wrote, checked and turned into an experiment.

use std::path::Path;

use longview_engine::experiment::Experiment;

/// A checked scenario, ready to run.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// The title.
    pub title: String,
    /// Which claim it tests.
    pub about: Option<String>,
    /// Title and source of the model it stands on.
    pub model_title: String,
    /// What runs.
    pub experiment: Experiment,
    /// Titles of the strategies (same order as the experiment's).
    pub strategy_titles: Vec<Option<String>>,
    /// Prices.
    pub economics: Economics,
    /// Replications unless the command line says otherwise.
    pub replications: u64,
    /// Every number of the scenario and its model.
    pub knobs: Vec<Knob>,
    /// Figures from real data to print beside the simulated ones.
    pub observed: Vec<Observed>,
    /// Identifies the checked content: same hash, same experiment. 16 hex digits.
    pub hash: String,
    /// The scenario's own text, as written.
    pub text: String,
}

/// Prices of an hour and of a sale.
#[derive(Debug, Clone, PartialEq)]
pub struct Economics {
    /// Such as "EUR".
    pub currency: String,
    /// Loaded cost of a selling hour, in the currency.
    pub hour_cost: f64,
    /// Gross margin as a share of revenue.
    pub margin: f64,
}

/// A number of the scenario: where it is, what it is, how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Knob {
    /// Such as `model.activity.cold_call.reach`.
    pub path: String,
    /// Such as "chance", "weeks", "hours per week".
    pub unit: &'static str,
    /// What the key means, in a line.
    pub about: &'static str,
    /// Best guess, in the unit.
    pub best: f64,
    /// 90 % interval, in the unit.
    pub interval: Option<(f64, f64)>,
    /// Smallest and largest value accepted, in the unit.
    pub limits: (f64, f64),
    /// Where it comes from.
    pub source: Option<String>,
    /// How the author wrote it, such as "13 weeks".
    pub written: String,
}

/// A figure from real data and where to find its simulated counterpart.
#[derive(Debug, Clone, PartialEq)]
pub struct Observed {
    /// What it is, in words.
    pub name: String,
    /// The strategy (position) whose simulation is compared with it.
    pub strategy: usize,
    /// The figure (times in days).
    pub value: f64,
    /// Its standard error, if known.
    pub standard_error: Option<f64>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Its counterpart.
    pub counterpart: Counterpart,
}

/// Where a simulated figure is found in the results.
#[derive(Debug, Clone, PartialEq)]
pub enum Counterpart {
    /// `share_by[by]` of this probe.
    ShareBy {
        /// Position among the experiment's probes.
        probe: usize,
        /// Position among the probe's times.
        by: usize,
    },
    /// `quantiles[quantile]` of this probe, in weeks (the observed value is in days).
    Quantile {
        /// Position among the experiment's probes.
        probe: usize,
        /// Position among the probe's quantiles.
        quantile: usize,
    },
    /// Ratio of sums of outcome counts over the run.
    Chance {
        /// Outcome names counted.
        of: String,
        /// Among these.
        among: Vec<String>,
        /// Divided by this second chance, if given (`of`, `among`).
        relative_to: Option<(String, Vec<String>)>,
    },
}

/// One `--set PATH=VALUE`, as the user wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Such as `strategy.today.cold_call_hours`.
    pub path: String,
    /// Such as `12` or `"13 weeks"` or `"engaged"`: TOML; text may come without quotes.
    pub value: String,
}

/// Why a scenario cannot be used.
#[derive(Debug)]
pub enum Refusal {
    /// It could not be read at all: exit code 4.
    Unreadable(String),
    /// It was read and is wrong: exit code 3.
    Invalid(Problems),
}

/// Every problem of a scenario.
#[derive(Debug, Clone, Default)]
pub struct Problems {}

impl Problems {
    /// How many.
    pub fn len(&self) -> usize {
        todo!()
    }
    /// None at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// All of them as text for people, with the lines they are about.
    pub fn render(&self, colour: bool) -> String {
        let _ = colour;
        todo!()
    }
}

/// A scenario or model that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltIn {
    /// The name to call it by.
    pub name: &'static str,
    /// Its TOML.
    pub text: &'static str,
}

/// Scenarios that come with the program; the first is the default.
pub fn built_in_scenarios() -> &'static [BuiltIn] {
    todo!()
}

/// Models that come with the program.
pub fn built_in_models() -> &'static [BuiltIn] {
    todo!()
}

/// Reads and checks the scenario at `path`, with settings applied.
///
/// # Errors
/// When it cannot be read, or with every problem that it has.
pub fn load(path: &Path, settings: &[Setting]) -> Result<Scenario, Refusal> {
    let _ = (path, settings);
    todo!()
}

/// Checks a built-in scenario, with settings applied.
///
/// # Errors
/// When the settings make it wrong.
pub fn load_built_in(scenario: &BuiltIn, settings: &[Setting]) -> Result<Scenario, Refusal> {
    let _ = (scenario, settings);
    todo!()
}

/// JSON Schema of scenario files (`model` false) or model files.
pub fn schema(model: bool) -> serde_json::Value {
    let _ = model;
    todo!()
}
