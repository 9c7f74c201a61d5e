//! How often an experiment is repeated, and who is told how far it has come.

use std::num::NonZeroUsize;

use crate::metric::Metric;
use crate::results::Levels;

/// How often, and with which luck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunPlan {
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent repetitions of the whole world; at least one. An observer may end the run sooner.
    pub replications: u64,
    /// Position of the strategy that the others are compared with.
    pub baseline: usize,
    /// Threads to use; `None` uses every core. The answer does not depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// Told how far a run has come. Called from several threads.
pub trait Observer: Sync {
    /// What is counted in the run that begins; the numbers of replications follow this order.
    fn begins(&self, _metrics: &[Metric]) {}

    /// So many more replications are done.
    fn advanced(&self, replications: u64);

    /// The numbers of one replication, strategy by strategy, for whoever wants more than
    /// distributions. Replications come in no particular order, unless one is asked for.
    fn replicated(&self, _replication: u64, _strategies: &[Levels]) {}

    /// Whether replications are to come one at a time and in the order of their numbers. It costs a
    /// little speed, and only a few of them are ever held in memory.
    fn wants_order(&self) -> bool {
        false
    }

    /// Whether the run may stop here, asked after every replication of an observer that wants order.
    /// The results are then those of a run of so many replications, to the last bit.
    fn has_enough(&self) -> bool {
        false
    }
}

/// Watches nothing.
pub struct Unobserved;

impl Observer for Unobserved {
    fn advanced(&self, _replications: u64) {}
}
