//! Scores, replication by replication: a part, and the whole that it is a share of (1 for
//! differences).

use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;
use longview_engine::run::{Levels, Misfit, Observer, RunPlan};
use longview_engine::units::WORKING_DAYS_PER_QUARTER;
use longview_scenario::Scenario;
use thiserror::Error;

use super::Score;
use crate::compare::misfits;
use crate::replications::Replications;
use crate::sample;

/// Why a score cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Misread {
    /// The scenario has no such plan.
    #[error("the scenario has no strategy \"{0}\"")]
    NoPlan(&'static str),
    /// The experiment does not fit together.
    #[error("the experiment does not fit together: {0}")]
    Misfits(String),
}

impl From<Vec<Misfit>> for Misread {
    fn from(all: Vec<Misfit>) -> Self {
        Self::Misfits(misfits(&all))
    }
}

/// A part and the whole that it is a share of.
pub(super) type Share = (f64, f64);

/// What a score reads of one replication.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader {
    score: Score,
    /// Positions of the plans in the experiment.
    plans: [usize; 2],
    days: f64,
}

impl Reader {
    pub(super) fn new(score: Score, scenario: &Scenario) -> Result<Self, Misread> {
        let plans = score.plans();
        let position = |name: &'static str| {
            let strategies = &scenario.experiment.strategies;
            strategies.iter().position(|plan| plan.name == name).ok_or(Misread::NoPlan(name))
        };
        let first = position(plans[0])?;
        let second = plans.get(1).map_or(Ok(first), |name| position(name))?;
        let days = WORKING_DAYS_PER_QUARTER * scenario.experiment.horizon.quarters;
        let days = f64::from(days) * f64::from(scenario.experiment.team.reps);
        Ok(Self { score, plans: [first, second], days })
    }

    fn read(&self, strategies: &[Levels]) -> Share {
        let total = |plan: usize, metric: Id| {
            let row = strategies[self.plans[plan]].cumulative.last();
            row.map_or(0.0, |row| in_units(row[metric as usize], metric))
        };
        match self.score {
            Score::Lead { metric, times, .. } => (total(0, metric) - times * total(1, metric), 1.0),
            Score::Ratio { metric, .. } => (total(0, metric), total(1, metric)),
            Score::Share { part, whole, .. } => (total(0, part), total(0, whole)),
            Score::AtMost { metric, most, .. } => (f64::from(total(0, metric) <= most), 1.0),
            Score::DaysWithLead { .. } => (self.days - total(0, Id::DaysWithoutLead), self.days),
            Score::Later { metric, quarter, .. } => {
                let early = self.early(strategies, metric, quarter);
                (total(0, metric) - early, total(0, metric))
            }
            Score::Sooner { metric, quarter, .. } => {
                (self.early(strategies, metric, quarter), total(0, metric))
            }
        }
    }
}

impl Reader {
    /// A metric of the first plan by the end of a quarter, from 1.
    fn early(&self, strategies: &[Levels], metric: Id, quarter: u32) -> f64 {
        let so_far = strategies[self.plans[0]].cumulative.get(quarter as usize - 1);
        so_far.map_or(0.0, |row| in_units(row[metric as usize], metric))
    }
}

fn in_units(whole: i64, metric: Id) -> f64 {
    whole as f64 / metric.metric().unit.per_unit()
}

/// Reads all of these scores off a replication.
pub(super) fn shares(readers: &[Reader], strategies: &[Levels]) -> Vec<Share> {
    readers.iter().map(|reader| reader.read(strategies)).collect()
}

/// The score at this position: the ratio of the means of part and whole, and how its parts spread.
pub(super) fn value(replications: &[Vec<Share>], at: usize) -> Estimate {
    let (parts, wholes): (Vec<f64>, Vec<f64>) = replications.iter().map(|row| row[at]).unzip();
    let (mean, mcse) = sample::ratio(&parts, &wholes).unwrap_or((0.0, 0.0));
    let single: Vec<f64> = parts
        .iter()
        .zip(&wholes)
        .filter(|(_, whole)| **whole > 0.0)
        .map(|(part, whole)| part / whole)
        .collect();
    Estimate { mean, mcse, ..sample::estimate(&single) }
}

/// What a score is on average in a scenario, with only the plans that it needs.
///
/// # Errors
/// When the scenario lacks a plan, or does not fit together.
pub fn measure(
    scenario: &Scenario,
    score: Score,
    plan: &RunPlan,
    observer: &dyn Observer,
) -> Result<Estimate, Misread> {
    let mut needed = scenario.clone();
    needed.experiment.strategies.retain(|own| score.plans().contains(&own.name.as_str()));
    needed.experiment.probes.clear();
    if !score.looks_past_the_horizon() {
        needed.experiment.horizon.run_out = 0;
    }
    let readers = [Reader::new(score, &needed)?];
    let plan = RunPlan { baseline: 0, ..*plan };
    let replications = Replications { experiment: &needed.experiment, plan: &plan, observer };
    let (_, read) = replications.kept(|strategies| shares(&readers, strategies))?;
    Ok(value(&read, 0))
}

impl Score {
    /// Whether it needs the quarters after the horizon.
    fn looks_past_the_horizon(&self) -> bool {
        let metrics = match *self {
            Self::Lead { metric, .. }
            | Self::Ratio { metric, .. }
            | Self::Later { metric, .. }
            | Self::Sooner { metric, .. }
            | Self::AtMost { metric, .. } => [metric, metric],
            Self::Share { part, whole, .. } => [part, whole],
            Self::DaysWithLead { .. } => [Id::Leads; 2],
        };
        metrics.contains(&Id::Pipeline)
    }
}
