//! An observer between a run and whoever watches it: it notes every replication and passes all on.

use longview_engine::metric::Metric;
use longview_engine::run::{Levels, Observer};

/// Notes replications, and leaves everything else to the next observer.
pub(crate) struct Noting<'a, F> {
    /// Takes in the number of a replication, and what it gave strategy by strategy.
    pub(crate) note: F,
    pub(crate) observer: &'a dyn Observer,
}

impl<F: Fn(u64, &[Levels]) + Sync> Observer for Noting<'_, F> {
    fn begins(&self, metrics: &[Metric]) {
        self.observer.begins(metrics);
    }

    fn advanced(&self, replications: u64) {
        self.observer.advanced(replications);
    }

    fn replicated(&self, replication: u64, strategies: &[Levels]) {
        self.observer.replicated(replication, strategies);
        (self.note)(replication, strategies);
    }

    fn wants_order(&self) -> bool {
        self.observer.wants_order()
    }

    fn has_enough(&self) -> bool {
        self.observer.has_enough()
    }
}
