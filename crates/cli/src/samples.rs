//! Every replication by itself, written while the run goes on.

use std::sync::{Mutex, MutexGuard, PoisonError};

use longview_engine::metric::Metric;
use longview_engine::run::{Levels, Observer, RunPlan};
use longview_report::parquet;
use longview_scenario::Scenario;

use crate::exit::Failure;
use crate::interrupt;
use crate::output::{Begun, Destination, Finished};
use crate::progress::Progress;

/// Takes every replication down, and passes on how far the run has come.
pub(crate) struct Samples<'a> {
    destination: Destination,
    file: Mutex<parquet::Samples<Begun>>,
    progress: &'a Progress,
}

impl<'a> Samples<'a> {
    /// Begins the file.
    pub(crate) fn begin(
        destination: Destination,
        scenario: &Scenario,
        plan: &RunPlan,
        progress: &'a Progress,
    ) -> Result<Self, Failure> {
        let file = parquet::Samples::new(destination.begin()?, scenario, plan)
            .map_err(|error| destination.unwritable(error))?;
        Ok(Self { destination, file: Mutex::new(file), progress })
    }

    /// Ends the file.
    pub(crate) fn finish(self) -> Result<Finished, Failure> {
        let file = self.file.into_inner().unwrap_or_else(PoisonError::into_inner);
        match file.finish() {
            Ok(begun) => self.destination.end(begun),
            Err(error) => Err(self.destination.unwritable(error)),
        }
    }

    fn file(&self) -> MutexGuard<'_, parquet::Samples<Begun>> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Samples<'_> {
    fn begins(&self, metrics: &[Metric]) {
        self.file().count(metrics);
    }

    fn advanced(&self, replications: u64) {
        self.progress.advanced(replications);
    }

    fn replicated(&self, replication: u64, strategies: &[Levels]) {
        if let Err(error) = self.file().push(replication, strategies) {
            interrupt::abandon(&self.destination.unwritable(error));
        }
    }

    fn wants_order(&self) -> bool {
        true
    }
}
