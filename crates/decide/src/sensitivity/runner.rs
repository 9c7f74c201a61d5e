//! Runs a scenario at many values of its numbers, on every core.

use std::num::NonZeroUsize;

use longview_engine::experiment::Experiment;
use longview_engine::run::{Levels, Observer, RunPlan};
use longview_scenario::Scenario;

use super::chosen::Chosen;
use super::outcome::Outcome;
use super::request::SensitivityError;
use crate::replications::Replications;
use crate::share_work;

/// A scenario with values for some of its numbers, and the luck that it meets.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) values: Vec<(String, f64)>,
    pub(super) seed: u64,
    pub(super) replications: u64,
}

/// Runs the difference of two strategies at given values.
pub(super) struct Runner<'a> {
    scenario: &'a Scenario,
    /// Strategy and baseline.
    pair: [usize; 2],
    outcome: &'a Outcome,
    threads: usize,
    observer: &'a dyn Observer,
}

impl<'a> Runner<'a> {
    pub(super) fn new(
        scenario: &'a Scenario,
        chosen: &'a Chosen,
        threads: Option<NonZeroUsize>,
        observer: &'a dyn Observer,
    ) -> Self {
        Self {
            scenario,
            pair: [chosen.strategy, chosen.baseline],
            outcome: &chosen.outcome,
            threads: share_work::threads(threads),
            observer,
        }
    }

    /// The difference in every replication of every job.
    pub(super) fn all(&self, jobs: &[Job]) -> Result<Vec<Vec<f64>>, SensitivityError> {
        share_work::each(jobs.len(), self.threads, |at| self.one(&jobs[at]))
    }

    fn one(&self, job: &Job) -> Result<Vec<f64>, SensitivityError> {
        let changed;
        let scenario = if job.values.is_empty() {
            self.scenario
        } else {
            changed = self.scenario.with(&job.values).map_err(SensitivityError::Impossible)?;
            &changed
        };
        let experiment = self.experiment(scenario);
        let plan = RunPlan {
            seed: job.seed,
            replications: job.replications,
            baseline: 0,
            threads: NonZeroUsize::new(1),
        };
        let of = |levels: &Levels| self.outcome.of(levels, &scenario.economics);
        let difference = |pair: &[Levels]| of(&pair[0]) - of(&pair[1]);
        let replications =
            Replications { experiment: &experiment, plan: &plan, observer: self.observer };
        let (_, found) = replications.kept(difference).map_err(SensitivityError::Misfits)?;
        Ok(found)
    }

    /// Only what the difference needs: two strategies, no probes, no run-out.
    fn experiment(&self, scenario: &Scenario) -> Experiment {
        let whole = &scenario.experiment;
        let mut horizon = whole.horizon;
        if !self.outcome.needs_run_out() {
            horizon.run_out = 0;
        }
        Experiment {
            model: whole.model.clone(),
            market: whole.market.clone(),
            team: whole.team.clone(),
            strategies: self.pair.map(|at| whole.strategies[at].clone()).to_vec(),
            horizon,
            probes: Vec::new(),
        }
    }
}
