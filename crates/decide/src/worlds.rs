//! Many plans in the same worlds: what each gave in each world, read off one run.
//!
//! Luck has an address, so plans that are run together, or one after the other with the same seed,
//! meet the same people with the same luck, and what differs between them is the plan.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use longview_engine::experiment::Experiment;
use longview_engine::metric::Metric;
use longview_engine::plan::{Horizon, Strategy};
use longview_engine::run::{Levels, Misfit, Observer, Results, RunPlan, run};

/// Which worlds, and how fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Luck {
    /// Same seed, same worlds.
    pub seed: u64,
    /// So many of them.
    pub worlds: u64,
    /// Threads to use; `None` uses every core. The answer does not depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// What is read off one plan's world: a metric in the engine's whole numbers.
pub(crate) type Reading<'a> = &'a (dyn Fn(&Levels) -> i64 + Sync);

/// What came of several plans in the same worlds.
#[derive(Debug, Clone)]
pub(crate) struct Lived {
    /// By plan, then world.
    pub readings: Vec<Vec<i64>>,
    /// Distributions of every metric; the first plan is the baseline.
    pub results: Results,
}

/// Lives through the plans in the same worlds.
pub(crate) fn live(
    experiment: &Experiment,
    plans: &[Strategy],
    horizon: Horizon,
    luck: &Luck,
    reading: Reading<'_>,
    observer: &dyn Observer,
) -> Result<Lived, Vec<Misfit>> {
    let together = Experiment {
        strategies: plans.to_vec(),
        horizon,
        probes: Vec::new(),
        ..experiment.clone()
    };
    let worlds = usize::try_from(luck.worlds).unwrap_or(usize::MAX);
    let listener = Listener {
        reading,
        observer,
        plans: plans.len() as u64,
        told: Mutex::new(vec![vec![0; worlds]; plans.len()]),
    };
    let plan =
        RunPlan { seed: luck.seed, replications: luck.worlds, baseline: 0, threads: luck.threads };
    let results = run(&together, &plan, &listener)?;
    let readings = listener.told.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Lived { readings, results })
}

/// Notes what every world gave, wherever it was run.
struct Listener<'a> {
    reading: Reading<'a>,
    observer: &'a dyn Observer,
    plans: u64,
    told: Mutex<Vec<Vec<i64>>>,
}

impl Observer for Listener<'_> {
    fn begins(&self, metrics: &[Metric]) {
        self.observer.begins(metrics);
    }

    /// Whoever watches counts lives: a plan in a world.
    fn advanced(&self, replications: u64) {
        self.observer.advanced(replications * self.plans);
    }

    fn replicated(&self, replication: u64, strategies: &[Levels]) {
        let readings: Vec<i64> = strategies.iter().map(self.reading).collect();
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        for (by_world, reading) in told.iter_mut().zip(readings) {
            if let Some(place) =
                usize::try_from(replication).ok().and_then(|at| by_world.get_mut(at))
            {
                *place = reading;
            }
        }
    }
}
