//! A checked scenario.

use longview_engine::experiment::Experiment;

use crate::knob::Knob;
use crate::load::{Layers, assemble};
use crate::problem::Problems;
use crate::setting::{Change, Setting};

/// A checked scenario, ready to run.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// The title.
    pub title: String,
    /// Which claim it tests.
    pub about: Option<String>,
    /// Title of the model it stands on.
    pub model_title: String,
    /// What the model's author says about it.
    pub model_about: Option<String>,
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
    /// Which uncertain numbers hang together.
    pub correlated: Vec<Correlated>,
    /// Figures from real data to print beside the simulated ones.
    pub observed: Vec<Observed>,
    /// Identifies the checked content: same hash, same experiment. 16 hex digits.
    pub hash: String,
    /// The scenario's own text, as written.
    pub text: String,
    /// What all of this was made from.
    pub(crate) layers: Layers,
}

impl Scenario {
    /// The scenario with other values for some of its numbers: pairs of a knob's path and a value
    /// in the knob's unit. Everything is checked again.
    ///
    /// # Errors
    /// With every problem that the values make, or when there is no such number.
    pub fn with(&self, values: &[(String, f64)]) -> Result<Self, Problems> {
        let mut layers = self.layers.clone();
        let mut problems = Vec::new();
        for (path, value) in values {
            let change = Change::of_knob(path, *value, &mut layers.sources);
            let applied = change.and_then(|change| change.apply(&mut layers.tree));
            problems.extend(applied.err().map(|problem| *problem));
        }
        assemble(layers, problems)
    }

    /// The path of the strategy at this position, such as `strategy.today`: what the paths of its
    /// numbers begin with.
    pub fn strategy_path(&self, strategy: usize) -> String {
        let name = self.experiment.strategies.get(strategy).map_or("", |found| found.name.as_str());
        crate::conform::joined("strategy", name)
    }

    /// The scenario with settings on top, as `--set` puts them there: numbers, words, or whole
    /// tables. Everything is checked again.
    ///
    /// # Errors
    /// With every problem that the settings make.
    pub fn set(&self, settings: &[Setting]) -> Result<Self, Problems> {
        let mut layers = self.layers.clone();
        let mut problems = Vec::new();
        for setting in settings {
            let change = Change::read(setting, &mut layers.sources);
            let applied = change.and_then(|change| change.apply(&mut layers.tree));
            problems.extend(applied.err().map(|problem| *problem));
        }
        assemble(layers, problems)
    }
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

/// Two uncertain numbers that hang together: where one is high, the other tends to be high too, or
/// low, where the correlation is negative.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlated {
    /// Paths of the two numbers.
    pub numbers: [String; 2],
    /// Spearman's rank correlation, between -1 and 1.
    pub rank: f64,
}

impl Correlated {
    /// Pearson's correlation of the Normal scores that has this rank correlation:
    /// `2 sin(pi rank / 6)` (Pearson 1907; Iman and Conover 1982, doi:10.1080/03610918208812265).
    pub fn normal(&self) -> f64 {
        2.0 * (std::f64::consts::PI * self.rank / 6.0).sin()
    }
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
