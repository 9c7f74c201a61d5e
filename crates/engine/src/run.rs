//! Runs an experiment: replications of every strategy on the same people with the same luck.

use std::num::NonZeroUsize;

use thiserror::Error;

use crate::estimate::{Paired, Sketch};
use crate::experiment::Experiment;
use crate::metric::Metric;

/// How often, and with which luck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunPlan {
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent repetitions of the whole world; at least one.
    pub replications: u64,
    /// Position of the strategy that the others are compared with.
    pub baseline: usize,
    /// Threads to use; `None` uses every core. The answer does not depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// Two parts of an experiment that do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Misfit(pub String);

/// Told how far a run has come. Called from several threads.
pub trait Observer: Sync {
    /// So many more replications are done.
    fn advanced(&self, replications: u64);
}

/// Watches nothing.
pub struct Unobserved;

impl Observer for Unobserved {
    fn advanced(&self, _replications: u64) {}
}

/// What came out, as distributions over replications.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// What was counted; every inner list below follows this order.
    pub metrics: Vec<Metric>,
    /// The levels of each strategy, in the experiment's order.
    pub strategies: Vec<StrategyResults>,
    /// Every strategy but the baseline against the baseline, in the experiment's order.
    pub comparisons: Vec<Comparison>,
}

/// The levels of one strategy.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StrategyResults {
    /// By quarter, then metric.
    pub quarters: Vec<Vec<Sketch>>,
    /// Over the horizon, by metric (stocks: at its end).
    pub total: Vec<Sketch>,
    /// Prospects standing in each stage at each quarter's end: by stage, then quarter.
    pub stages: Vec<Vec<Sketch>>,
    /// One per probe of the experiment.
    pub probes: Vec<ProbeResults>,
}

/// A strategy against the baseline, replication by replication.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Position of the strategy.
    pub strategy: usize,
    /// Position of the baseline.
    pub baseline: usize,
    /// By quarter, then metric.
    pub quarters: Vec<Vec<Paired>>,
    /// From the start to each quarter's end, by quarter, then metric.
    pub cumulative: Vec<Vec<Paired>>,
    /// Over the horizon, by metric.
    pub total: Vec<Paired>,
}

/// Times to a stage, pooled over prospects, with the share that got there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProbeResults {
    /// Share of prospects that got there within each time of the probe: mean and standard error over
    /// replications.
    pub share_by: Vec<(f64, f64)>,
    /// Quantiles of the time in weeks among those who got there within the horizon.
    pub quantiles: Vec<f64>,
}

/// Runs every strategy of the experiment.
///
/// # Errors
/// When parts of the experiment do not fit together; all misfits at once.
pub fn run(
    experiment: &Experiment,
    plan: &RunPlan,
    observer: &dyn Observer,
) -> Result<Results, Vec<Misfit>> {
    let _ = (experiment, plan, observer);
    todo!()
}
