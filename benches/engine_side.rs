//! The same work given to the engine: scenario files loaded as a user would, run on so many threads.

use std::num::NonZeroUsize;
use std::path::Path;

use longview_engine::estimate::Sketch;
use longview_engine::experiment::Experiment;
use longview_engine::run::{Misfit, Results, RunPlan, Unobserved, run};
use longview_scenario::{Refusal, Scenario, built_in_scenarios, load, load_built_in};
use thiserror::Error;

use crate::known::{Average, Averages};
use crate::plain_cohort::{self, Occupancy};
use crate::plain_desk;

const SCENARIOS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenarios/");
const SEED: u64 = 1;

/// Why a workload cannot be timed.
#[derive(Debug, Error)]
pub enum Unusable {
    /// The scenario was refused.
    #[error("{0}")]
    Scenario(String),
    /// The engine refused the experiment.
    #[error("parts of the experiment do not fit together: {0:?}")]
    Misfit(Vec<Misfit>),
    /// The results lack something that the workload should have brought.
    #[error("the results have no {0}")]
    Missing(&'static str),
}

impl From<Refusal> for Unusable {
    fn from(refusal: Refusal) -> Self {
        Self::Scenario(match refusal {
            Refusal::Unreadable(reason) => reason,
            Refusal::Invalid(problems) => problems.render(false),
        })
    }
}

/// A scenario that the engine is timed on.
pub struct Workload {
    experiment: Experiment,
}

impl Workload {
    /// Prospects drifting through stages by themselves: `scenarios/reference/cohort.toml`.
    ///
    /// # Errors
    /// When the scenario is refused.
    pub fn cohort() -> Result<Self, Unusable> {
        Self::from_file("reference/cohort.toml")
    }

    /// One rep with twenty dials a day: `scenarios/reference/desk.toml`.
    ///
    /// # Errors
    /// When the scenario is refused.
    pub fn desk() -> Result<Self, Unusable> {
        Self::from_file("reference/desk.toml")
    }

    /// The built-in default: ten hours of cold calling a week, two plans.
    ///
    /// # Errors
    /// When the scenario is refused.
    pub fn ten_hours() -> Result<Self, Unusable> {
        let default = built_in_scenarios().first().ok_or(Unusable::Missing("default scenario"))?;
        Ok(load_built_in(default, &[])?.into())
    }

    /// Times to a stage are not measured: the plain loops do not measure them either.
    fn from_file(name: &str) -> Result<Self, Unusable> {
        let mut scenario = load(Path::new(&format!("{SCENARIOS}{name}")), &[])?;
        scenario.experiment.probes.clear();
        Ok(scenario.into())
    }

    /// Prospects of one replication, all lists together.
    pub fn prospects(&self) -> u64 {
        let list: u64 =
            self.experiment.market.segments.iter().map(|s| u64::from(s.prospects)).sum();
        list * u64::from(self.experiment.team.reps)
    }

    /// Runs so many replications on so many threads.
    ///
    /// # Errors
    /// When the engine refuses the experiment.
    pub fn run(&self, replications: u64, threads: NonZeroUsize) -> Result<Results, Unusable> {
        let plan = RunPlan { seed: SEED, replications, baseline: 0, threads: Some(threads) };
        run(&self.experiment, &plan, &Unobserved).map_err(Unusable::Misfit)
    }

    /// The first strategy's cohort: prospects of all replications by quarter and stage.
    ///
    /// # Errors
    /// When the scenario lacks a stage or a quarter of the cohort.
    pub fn occupancy(&self, results: &Results) -> Result<Occupancy, Unusable> {
        let mut occupancy: Occupancy = [[0; plain_cohort::STAGES.len()]; plain_cohort::QUARTERS];
        for (column, name) in plain_cohort::STAGES.into_iter().enumerate() {
            let stages = &self.experiment.model.stages;
            let stage = stages.iter().position(|stage| stage.name == name);
            let by_quarter = stage.and_then(|at| results.strategies.first()?.stages.get(at));
            let by_quarter = by_quarter.ok_or(Unusable::Missing(name))?;
            for (row, standing) in occupancy.iter_mut().zip(by_quarter) {
                row[column] = u64::try_from(standing.sum()).map_err(|_| Unusable::Missing(name))?;
            }
        }
        Ok(occupancy)
    }
}

impl From<Scenario> for Workload {
    fn from(scenario: Scenario) -> Self {
        Self { experiment: scenario.experiment }
    }
}

/// Calls made in the whole run, by all strategies.
///
/// # Errors
/// When the results do not count them.
pub fn dials(results: &Results) -> Result<u64, Unusable> {
    let at = results.metrics.iter().position(|metric| metric.name == "dials");
    let at = at.ok_or(Unusable::Missing("dials"))?;
    let sum: i128 =
        results.strategies.iter().filter_map(|s| s.total.get(at)).map(Sketch::sum).sum();
    u64::try_from(sum).map_err(|_| Unusable::Missing("dials"))
}

/// The first strategy's averages by quarter.
///
/// # Errors
/// When the results lack a metric or a quarter of the desk.
pub fn desk_averages(results: &Results) -> Result<Averages, Unusable> {
    Ok(Averages {
        replications: sketches(results, "customers")?[0].count(),
        customers: sketches(results, "customers")?.map(average),
        contacts: sketches(results, "contacts")?.map(average),
        appointments: sketches(results, "appointments")?.map(average),
    })
}

fn average(sketch: &Sketch) -> Average {
    Average { mean: sketch.mean(), standard_error: sketch.standard_error() }
}

fn sketches<'a>(
    results: &'a Results,
    metric: &'static str,
) -> Result<[&'a Sketch; plain_desk::QUARTERS], Unusable> {
    let at = results.metrics.iter().position(|m| m.name == metric);
    let at = at.ok_or(Unusable::Missing(metric))?;
    let quarters = results.strategies.first().map_or(&[][..], |first| &first.quarters);
    let found: Vec<&Sketch> = quarters.iter().filter_map(|quarter| quarter.get(at)).collect();
    found.try_into().map_err(|_| Unusable::Missing(metric))
}
