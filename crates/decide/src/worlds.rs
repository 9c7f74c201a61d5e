//! Many plans in the same worlds: what each gave in each world, read off one run.
//!
//! Luck has an address, so plans that are run together, or one after the other with the same seed,
//! meet the same people with the same luck, and what differs between them is the plan.

use std::num::NonZeroUsize;

use longview_engine::experiment::Experiment;
use longview_engine::metric::Metric;
use longview_engine::plan::{Horizon, Strategy};
use longview_engine::run::{Levels, Misfit, Observer, Results, RunPlan};

use crate::replications::Replications;

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
    let plan =
        RunPlan { seed: luck.seed, replications: luck.worlds, baseline: 0, threads: luck.threads };
    let lives = Lives { plans: plans.len() as u64, observer };
    let replications = Replications { experiment: &together, plan: &plan, observer: &lives };
    let (results, worlds) =
        replications.kept(|strategies| strategies.iter().map(reading).collect::<Vec<i64>>())?;
    let of = |plan: usize| worlds.iter().map(|readings| readings[plan]).collect();
    Ok(Lived { readings: (0..plans.len()).map(of).collect(), results })
}

/// Whoever watches counts lives: a plan in a world.
struct Lives<'a> {
    plans: u64,
    observer: &'a dyn Observer,
}

impl Observer for Lives<'_> {
    fn begins(&self, metrics: &[Metric]) {
        self.observer.begins(metrics);
    }

    fn advanced(&self, worlds: u64) {
        self.observer.advanced(worlds * self.plans);
    }
}
