//! Single replications, for what distributions of one metric at a time cannot say: each is read as it
//! comes.
//!
//! Threads hand replications in as they are done. What is kept comes out in the order of the
//! replications; what is added up must be whole numbers, to which the order is all the same.

use std::sync::Mutex;

use longview_engine::experiment::Experiment;
use longview_engine::run::{Levels, Misfit, Observer, Results, RunPlan, run};

use crate::noting::Noting;
use crate::share_work::{locked, taken};

/// The replications of a run that is yet to be made.
#[derive(Clone, Copy)]
pub(crate) struct Replications<'a> {
    pub(crate) experiment: &'a Experiment,
    pub(crate) plan: &'a RunPlan,
    /// Told how far the run has come.
    pub(crate) observer: &'a dyn Observer,
}

impl Replications<'_> {
    /// What is read off every replication, strategy by strategy, in the order of the replications.
    pub(crate) fn kept<T: Send>(
        &self,
        read: impl Fn(&[Levels]) -> T + Sync,
    ) -> Result<(Results, Vec<T>), Vec<Misfit>> {
        let kept = Mutex::new(Vec::new());
        let results = self.each(|replication, strategies| {
            let found = read(strategies);
            locked(&kept).push((replication, found));
        })?;
        let mut kept = taken(kept);
        kept.sort_unstable_by_key(|(replication, _)| *replication);
        Ok((results, kept.into_iter().map(|(_, found)| found).collect()))
    }

    /// What is read off every replication, taken into one sum in whatever order they come.
    pub(crate) fn summed<T: Send, R>(
        &self,
        sum: T,
        read: impl Fn(&[Levels]) -> R + Sync,
        take_in: impl Fn(&mut T, R) + Sync,
    ) -> Result<(Results, T), Vec<Misfit>> {
        let sum = Mutex::new(sum);
        let results = self.each(|_, strategies| {
            let found = read(strategies);
            take_in(&mut locked(&sum), found);
        })?;
        Ok((results, taken(sum)))
    }

    fn each(&self, note: impl Fn(u64, &[Levels]) + Sync) -> Result<Results, Vec<Misfit>> {
        run(self.experiment, self.plan, &Noting { note, observer: self.observer })
    }
}
