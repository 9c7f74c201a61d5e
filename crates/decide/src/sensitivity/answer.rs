//! What the analysis answers.

use longview_scenario::{Correlated, Scenario};

use super::chosen::Chosen;
use super::effort::Effort;
use super::map::Map;
use super::outcome::Outcome;
use super::tornado::Swing;
use crate::answer::Identity;
use crate::uncertain::{Uncertain, Unsure};

/// Which numbers matter, how much, and what it is worth to know them.
#[derive(Debug, Clone, PartialEq)]
pub struct SensitivityAnswer {
    /// The scenario.
    pub scenario: Identity,
    /// Same seed, same answer.
    pub seed: u64,
    /// The two strategies.
    pub sides: Sides,
    /// What is compared.
    pub outcome: Outcome,
    /// How much was run.
    pub effort: Effort,
    /// The difference at the best guesses.
    pub base: Mean,
    /// Every uncertain number at its ends, the largest swing first.
    pub swings: Vec<Swing>,
    /// What each number brings to the spread of the average difference.
    pub shares: Shares,
    /// What knowing is worth; only where the outcome is money.
    pub worth: Option<Worth>,
    /// Maps that were asked for.
    pub maps: Vec<Map>,
    /// Numbers without an interval, which are taken as known.
    pub known: Vec<Known>,
    /// Numbers that hang together, as stated.
    pub correlated: Vec<Correlated>,
}

/// The strategies whose difference is looked at: strategy less baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    /// Name of the strategy.
    pub strategy: String,
    /// Name of the strategy that it is compared with.
    pub baseline: String,
}

impl Sides {
    pub(super) fn of(scenario: &Scenario, chosen: &Chosen) -> Self {
        let name = |at: usize| scenario.experiment.strategies[at].name.clone();
        Self { strategy: name(chosen.strategy), baseline: name(chosen.baseline) }
    }
}

/// A mean over replications.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean, in the unit of the outcome.
    pub mean: f64,
    /// Its Monte Carlo standard error; infinite when there was one replication.
    pub error: f64,
}

impl Mean {
    /// The mean of values and its standard error.
    pub fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let error = if values.len() > 1 { (squares / (n - 1.0) / n).sqrt() } else { f64::INFINITY };
        Self { mean, error }
    }

    /// Whether it is more than two standard errors from nought.
    pub fn is_visible(&self) -> bool {
        self.mean.abs() > 2.0 * self.error
    }
}

/// A figure with what sampling leaves open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimated {
    /// The estimate.
    pub value: f64,
    /// Its standard error, by the bootstrap.
    pub error: f64,
    /// One bootstrap estimate in ten is below this.
    pub low: f64,
    /// One in ten is above this.
    pub high: f64,
}

impl Estimated {
    /// An estimate with its bootstrap repetitions.
    pub fn new(value: f64, mut again: Vec<f64>) -> Self {
        again.sort_by(f64::total_cmp);
        let n = again.len();
        if n < 2 {
            return Self { value, error: 0.0, low: value, high: value };
        }
        let mean = again.iter().sum::<f64>() / n as f64;
        let squares: f64 = again.iter().map(|one| (one - mean).powi(2)).sum();
        let at = |tenths: usize| again[(n * tenths / 10).min(n - 1)];
        Self {
            value,
            error: (squares / (n as f64 - 1.0)).sqrt(),
            low: at(1).min(value),
            high: at(9).max(value),
        }
    }
}

/// A number, or several that are one for the analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// Paths of its numbers.
    pub paths: Vec<String>,
}

/// How the spread of the average difference comes about, as far as it comes from not knowing the
/// numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// Variance of the average difference over draws of the numbers.
    pub variance: Estimated,
    /// Mean of the difference over draws of the numbers.
    pub mean: Mean,
    /// What single factors bring, the largest total first.
    pub factors: Vec<FactorShares>,
    /// What all other numbers bring together, and how many they are.
    pub rest: Option<(usize, FactorShares)>,
}

/// What one factor brings.
#[derive(Debug, Clone, PartialEq)]
pub struct FactorShares {
    /// The factor.
    pub factor: Factor,
    /// First-order Sobol index: the share that would go if only this were known.
    pub alone: Estimated,
    /// Total Sobol index: the share that would be left if all but this were known.
    pub with_others: Estimated,
}

/// What knowing is worth, in money over the horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Worth {
    /// Mean difference over draws of the numbers, by the surrogate.
    pub mean: f64,
    /// Chance that the numbers are such that the other strategy is better on average.
    pub chance_wrong: Estimated,
    /// Expected value of perfect information: of knowing every number.
    pub everything: Estimated,
    /// Of knowing one factor, the largest first.
    pub factors: Vec<FactorWorth>,
    /// Of knowing the groups that were asked for.
    pub groups: Vec<GroupWorth>,
    /// How often each number would be counted or timed.
    pub calls: u32,
    /// Terms that the surrogate has.
    pub terms: usize,
}

/// What knowing one factor is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct FactorWorth {
    /// The factor.
    pub factor: Factor,
    /// Expected value of partial perfect information.
    pub known: Estimated,
    /// Expected value of sample information, of so many calls; `None` where calls do not show it.
    pub measured: Option<f64>,
}

/// What knowing a group of numbers is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupWorth {
    /// Paths of its numbers, as they were asked for.
    pub paths: Vec<String>,
    /// Expected value of partial perfect information.
    pub known: Estimated,
}

/// A number that is taken as known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its path.
    pub path: String,
    /// As its author wrote it.
    pub written: String,
}

impl Known {
    pub(super) fn of(scenario: &Scenario, uncertain: &Uncertain) -> Vec<Self> {
        let is_known = |path: &str| !uncertain.numbers.iter().any(|one: &Unsure| one.path == path);
        let known = scenario.knobs.iter().filter(|knob| is_known(&knob.path));
        known.map(|knob| Self { path: knob.path.clone(), written: knob.written.clone() }).collect()
    }
}
