//! What comes out of a run.

use crate::estimate::{Paired, Sketch};
use crate::metric::Metric;

/// What came out, as distributions over replications.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// What was counted; every inner list below follows this order.
    pub metrics: Vec<Metric>,
    /// The levels of each strategy, in the experiment's order.
    pub strategies: Vec<StrategyResults>,
    /// Every strategy but the baseline against the baseline, in the experiment's order.
    pub comparisons: Vec<Comparison>,
    /// By strategy, then quarter: the energy of a rep's average working day, in [`MILLIONTHS`]; no
    /// quarters where a strategy leaves energy out.
    pub energy: Vec<Vec<Sketch>>,
    /// By strategy: the value of every sale of every replication in the quarters reported, in cents;
    /// nothing unless it was asked for.
    pub deals: Vec<Sketch>,
}

/// What energy is kept in.
pub const MILLIONTHS: f64 = 1e6;

/// What one strategy gave in one replication, in the whole numbers of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// By quarter, then metric.
    pub quarters: Vec<Vec<i64>>,
    /// From the start to each quarter's end (stocks: at that end), by quarter, then metric.
    pub cumulative: Vec<Vec<i64>>,
    /// Prospects standing in each stage at each quarter's end: by stage, then quarter.
    pub stages: Vec<Vec<i64>>,
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
    /// Quantiles of the time in weeks among those who got there before the run ended; not a number
    /// where nobody did.
    pub quantiles: Vec<f64>,
    /// The standard error of each of them in weeks, as if every prospect was drawn for itself.
    pub quantile_errors: Vec<f64>,
}
