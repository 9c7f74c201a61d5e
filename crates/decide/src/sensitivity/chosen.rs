//! The names of a request, found in the scenario.

use longview_engine::metric::{Id, Metric};
use longview_engine::run::{RunPlan, Unobserved, run};
use longview_scenario::{Knob, Scenario, nearest};

use super::map::{Axes, Axis};
use super::outcome::{MARGIN, Outcome};
use super::request::{MOST_IN_GROUPS, SensitivityError, SensitivityRequest};
use crate::compare;
use crate::uncertain::{Uncertain, short};

/// What a request means for a scenario.
pub(super) struct Chosen {
    pub(super) strategy: usize,
    pub(super) baseline: usize,
    pub(super) outcome: Outcome,
    /// Positions among the uncertain numbers.
    pub(super) groups: Vec<Vec<usize>>,
    pub(super) maps: Vec<Axes>,
}

impl Chosen {
    pub(super) fn of(
        scenario: &Scenario,
        uncertain: &Uncertain,
        request: &SensitivityRequest,
    ) -> Result<Self, SensitivityError> {
        let (strategy, baseline) = sides(scenario, request)?;
        let outcome = outcome(scenario, &request.metric)?;
        if uncertain.numbers.is_empty() {
            return Err(SensitivityError::NothingUncertain);
        }
        let group = |names: &Vec<String>| {
            names.iter().map(|name| number(scenario, uncertain, name)).collect()
        };
        let groups: Vec<Vec<usize>> =
            request.groups.iter().map(group).collect::<Result<_, SensitivityError>>()?;
        let mut named: Vec<usize> = groups.iter().flatten().copied().collect();
        named.sort_unstable();
        named.dedup();
        if named.len() > MOST_IN_GROUPS {
            return Err(SensitivityError::TooManyInGroups(named.len()));
        }
        let maps = request.maps.iter().map(|[a, b]| {
            Ok(Axes { a: Axis::of(knob(scenario, a)?), b: Axis::of(knob(scenario, b)?) })
        });
        let maps = maps.collect::<Result<_, SensitivityError>>()?;
        Ok(Self { strategy, baseline, outcome, groups, maps })
    }
}

fn sides(
    scenario: &Scenario,
    request: &SensitivityRequest,
) -> Result<(usize, usize), SensitivityError> {
    let find = |name: &String| {
        compare::position(scenario, name).map_err(SensitivityError::UnknownStrategy)
    };
    let named = request.strategy.as_ref().map(find).transpose()?;
    let baseline = match &request.baseline {
        Some(name) => find(name)?,
        None => usize::from(named == Some(0)),
    };
    if scenario.experiment.strategies.len() < 2 {
        return Err(SensitivityError::OneStrategy);
    }
    let strategy = named.unwrap_or_else(|| usize::from(baseline == 0));
    if strategy == baseline {
        let name = scenario.experiment.strategies[strategy].name.clone();
        return Err(SensitivityError::SameStrategy(name));
    }
    Ok((strategy, baseline))
}

fn outcome(scenario: &Scenario, name: &str) -> Result<Outcome, SensitivityError> {
    let simple: Vec<Metric> = Id::ALL.iter().map(|id| id.metric()).collect();
    if let Some(found) = Outcome::named(name, &simple) {
        return Ok(found);
    }
    let all = metrics(scenario)?;
    Outcome::named(name, &all).ok_or_else(|| {
        let names = all.iter().map(|metric| metric.name.as_str()).chain([MARGIN]);
        SensitivityError::UnknownMetric {
            name: name.to_owned(),
            nearest: nearest(name, names).map(str::to_owned),
        }
    })
}

/// Every metric of a run, found by running once.
fn metrics(scenario: &Scenario) -> Result<Vec<Metric>, SensitivityError> {
    let plan = RunPlan { seed: 0, replications: 1, baseline: 0, threads: None };
    let results =
        run(&scenario.experiment, &plan, &Unobserved).map_err(SensitivityError::Misfits)?;
    Ok(results.metrics)
}

/// The position of an uncertain number by its path, or the end of it.
fn number(
    scenario: &Scenario,
    uncertain: &Uncertain,
    name: &str,
) -> Result<usize, SensitivityError> {
    let path = &knob(scenario, name)?.path;
    let at = uncertain.numbers.iter().position(|number| number.path == *path);
    at.ok_or_else(|| SensitivityError::CertainNumber { path: path.clone() })
}

/// A number of the scenario by its path, or by the end of it where only one has it.
fn knob<'a>(scenario: &'a Scenario, name: &str) -> Result<&'a Knob, SensitivityError> {
    const SHOWN: usize = 3;
    let knobs = &scenario.knobs;
    if let Some(found) = knobs.iter().find(|knob| knob.path == name) {
        return Ok(found);
    }
    let end = format!(".{name}");
    let is_meant = |knob: &&Knob| knob.path.ends_with(&end) || short(&knob.path) == name;
    let ending: Vec<&Knob> = knobs.iter().filter(is_meant).collect();
    match ending.as_slice() {
        [one] => Ok(one),
        [] => Err(SensitivityError::UnknownNumber {
            name: name.to_owned(),
            nearest: nearest_path(name, knobs),
        }),
        many => Err(SensitivityError::ManyNumbers {
            name: name.to_owned(),
            paths: many.iter().take(SHOWN).map(|knob| knob.path.clone()).collect(),
        }),
    }
}

/// The path whose end of as many steps is nearest to the name.
fn nearest_path(name: &str, knobs: &[Knob]) -> Option<String> {
    let steps = name.split('.').count();
    let near = nearest(name, knobs.iter().map(|knob| last_steps(&knob.path, steps)))?;
    let meant = knobs.iter().find(|knob| last_steps(&knob.path, steps) == near);
    meant.map(|knob| knob.path.clone())
}

fn last_steps(path: &str, steps: usize) -> &str {
    let dot = path.rmatch_indices('.').nth(steps - 1);
    dot.map_or(path, |(at, _)| &path[at + 1..])
}
