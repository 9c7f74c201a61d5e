//! Which plan gives what, quarter by quarter?

use std::num::NonZeroUsize;

use longview_engine::metric::{Id, Metric};
use longview_engine::run::{Levels, Misfit, Observer, RunPlan, run_noting_deals};
use longview_scenario::{Scenario, nearest, suggestion};
use thiserror::Error;

use crate::answer::CompareAnswer;
use crate::diary::DrySpells;
use crate::noting::Noting;
use crate::precision::{Precision, Watch};
use crate::ranking::Ranker;

/// How to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompareRequest {
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent runs of the whole world; at least one.
    pub replications: u64,
    /// Name of the strategy that the others are compared with; `None` takes the first.
    pub baseline: Option<String>,
    /// Threads to use; `None` uses every core. The answer does not depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CompareError {
    /// No strategy is called so.
    #[error("{0}")]
    UnknownBaseline(UnknownStrategy),
    /// No metric is called so.
    #[error("there is no metric \"{name}\"{hint}; docs/glossary.md lists them")]
    UnknownMetric {
        /// What was asked for.
        name: String,
        /// The known name that is most like it, as a question; empty when none is.
        hint: String,
    },
    /// A checked scenario gave an experiment that does not fit together.
    #[error("the experiment does not fit together: {}", misfits(.0))]
    Misfits(Vec<Misfit>),
}

/// A strategy name that the scenario does not have.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no strategy \"{name}\"; the scenario has {}{}", known.join(", "), suggestion(nearest.as_deref()))]
pub struct UnknownStrategy {
    /// What was asked for.
    pub name: String,
    /// The known name that is most like it, if any is.
    pub nearest: Option<String>,
    /// Every known name.
    pub known: Vec<String>,
}

/// Misfits in one line.
pub(crate) fn misfits(all: &[Misfit]) -> String {
    all.iter().map(|misfit| misfit.0.as_str()).collect::<Vec<_>>().join("; ")
}

/// Runs every strategy of the scenario on the same people with the same luck.
///
/// # Errors
/// When the baseline is unknown, before anything runs.
pub fn compare(
    scenario: &Scenario,
    request: &CompareRequest,
    observer: &dyn Observer,
) -> Result<CompareAnswer, CompareError> {
    let plan = plan(scenario, request)?;
    let notes = Notes::default();
    let note = |replication, strategies: &[Levels]| notes.note(replication, strategies);
    let noting = Noting { note, observer };
    let results = run_noting_deals(&scenario.experiment, &plan, &noting);
    let results = results.map_err(CompareError::Misfits)?;
    Ok(notes.completed(scenario, CompareAnswer::new(scenario, &plan, &results)))
}

/// The same, with as many replications as it takes to be as sure as is wanted, and no more than the
/// request says. The answer is that of a request for so many replications.
///
/// # Errors
/// When the baseline or the metric is unknown, before anything runs.
pub fn compare_until(
    scenario: &Scenario,
    request: &CompareRequest,
    wanted: &Precision,
    observer: &dyn Observer,
) -> Result<CompareAnswer, CompareError> {
    let plan = plan(scenario, request)?;
    let (at, metric) = metric(&wanted.metric)?;
    let watch = Watch::new(wanted, (at, &metric), plan.baseline, observer);
    let notes = Notes::default();
    let note = |replication, strategies: &[Levels]| notes.note(replication, strategies);
    let noting = Noting { note, observer: &watch };
    let results = run_noting_deals(&scenario.experiment, &plan, &noting);
    let results = results.map_err(CompareError::Misfits)?;
    let made = results.strategies[plan.baseline].total[at].count();
    let made = RunPlan { replications: made, ..plan };
    let answer = notes.completed(scenario, CompareAnswer::new(scenario, &made, &results));
    let sureness = Some(watch.sureness(plan.replications));
    Ok(CompareAnswer { sureness, ..answer })
}

/// What is noted of single replications.
#[derive(Default)]
struct Notes {
    ranker: Ranker,
    spells: DrySpells,
}

impl Notes {
    fn note(&self, replication: u64, strategies: &[Levels]) {
        self.ranker.take_in(strategies);
        self.spells.note(replication, strategies);
    }

    fn completed(self, scenario: &Scenario, answer: CompareAnswer) -> CompareAnswer {
        let rankings = self.ranker.rankings();
        CompareAnswer { rankings, ..answer.with_diaries(scenario, &self.spells) }
    }
}

/// The metric of this name, and its position.
///
/// # Errors
/// When there is none.
pub fn metric(name: &str) -> Result<(usize, Metric), CompareError> {
    let known: Vec<Metric> = Id::ALL.iter().map(|id| id.metric()).collect();
    let hint = suggestion(nearest(name, known.iter().map(|metric| metric.name.as_str())));
    let found = known.into_iter().enumerate().find(|(_, metric)| metric.name == name);
    found.ok_or_else(|| CompareError::UnknownMetric { name: name.to_owned(), hint })
}

/// What a comparison would run.
///
/// # Errors
/// When the baseline is unknown.
pub fn plan(scenario: &Scenario, request: &CompareRequest) -> Result<RunPlan, CompareError> {
    let baseline = match &request.baseline {
        None => 0,
        Some(name) => position(scenario, name).map_err(CompareError::UnknownBaseline)?,
    };
    let CompareRequest { seed, replications, threads, .. } = *request;
    Ok(RunPlan { seed, replications, baseline, threads })
}

pub(crate) fn position(scenario: &Scenario, name: &str) -> Result<usize, UnknownStrategy> {
    let known: Vec<String> =
        scenario.experiment.strategies.iter().map(|strategy| strategy.name.clone()).collect();
    known.iter().position(|strategy| strategy == name).ok_or_else(|| UnknownStrategy {
        name: name.to_owned(),
        nearest: nearest(name, known.iter().map(String::as_str)).map(str::to_owned),
        known,
    })
}
