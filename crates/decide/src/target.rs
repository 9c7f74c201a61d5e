//! How much is enough? The smallest effort that reaches a goal with a wanted chance, what such a week
//! looks like, when its first effect can be seen, and what stands in the way where it is out of reach.

mod answer;
pub mod curve;
pub mod fit;
mod obstacle;
pub mod par;
mod week;

use longview_engine::plan::Strategy;
use longview_engine::run::{Misfit, Observer};
use longview_scenario::Scenario;
use thiserror::Error;

pub use self::answer::{FUNNEL, Lag, Level, LeverAnswer, Present, RepTargets, TargetAnswer};
use self::curve::{Direction, Root, Search, search};
pub use self::obstacle::{Obstacle, Reason};
use crate::answer::Identity;
use crate::compare::{UnknownStrategy, misfits, position};
use crate::goal::Goal;
use crate::lever::{Lever, LeverError};
use crate::worlds::{Luck, live};

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetRequest {
    /// What is to be reached.
    pub goal: Goal,
    /// With this chance, strictly between 0 and 1.
    pub confidence: f64,
    /// Short names or paths of the numbers to vary, one after the other.
    pub vary: Vec<String>,
    /// Name of the plan; `None` asks for every plan that has the number.
    pub strategy: Option<String>,
    /// How far to go; `None` goes as far as the desk's hours allow.
    pub up_to: Option<f64>,
    /// Which worlds.
    pub luck: Luck,
}

/// Why there is no answer.
#[derive(Debug, Clone, Error)]
pub enum TargetError {
    /// No strategy is called so.
    #[error("{0}")]
    UnknownStrategy(#[from] UnknownStrategy),
    /// A number cannot be varied.
    #[error(transparent)]
    Lever(#[from] LeverError),
    /// The confidence is none.
    #[error(
        "confidence {0} is no chance to aim for\nhint: 0.8 is the usual choice: eight worlds of ten; 0 and 1 are left out, for nothing is certain"
    )]
    Confidence(f64),
    /// A checked scenario gave an experiment that does not fit together.
    #[error("the experiment does not fit together: {}", misfits(.0))]
    Misfits(Vec<Misfit>),
}

impl From<Vec<Misfit>> for TargetError {
    fn from(misfits: Vec<Misfit>) -> Self {
        Self::Misfits(misfits)
    }
}

/// How often intervals on an answer are to hold the truth.
pub const TRUST: f64 = 0.95;
/// Chances for which the week is told beside the one that was asked for.
const USUAL: [f64; 3] = [0.5, 0.8, 0.9];

/// The numbers that a request would vary, checked before anything runs.
///
/// # Errors
/// When the confidence is none, or a plan or a number does not exist.
pub fn levers(scenario: &Scenario, request: &TargetRequest) -> Result<Vec<Lever>, TargetError> {
    if !(request.confidence > 0.0 && request.confidence < 1.0) {
        return Err(TargetError::Confidence(request.confidence));
    }
    let plans = match &request.strategy {
        Some(name) => vec![position(scenario, name)?],
        None => (0..scenario.experiment.strategies.len()).collect(),
    };
    let mut levers = Vec::new();
    for name in &request.vary {
        let found = |plan: &usize| Lever::find(scenario, *plan, name, request.up_to);
        let mut of_name: Vec<_> = plans.iter().map(found).collect();
        // Plans that lack the number are passed over as long as one has it.
        if of_name.iter().any(Result::is_ok) {
            of_name.retain(Result::is_ok);
        } else {
            of_name.truncate(1);
        }
        for lever in of_name {
            levers.push(lever?);
        }
    }
    Ok(levers)
}

/// Lives (a plan in a world) that an answer takes at most: what a progress bar needs.
pub fn lives(levers: &[Lever], scenario: &Scenario, worlds: u64) -> u64 {
    let reps = u64::from(scenario.experiment.team.reps);
    let of = |lever: &Lever| {
        let weeks = USUAL.len() as u64 + 2;
        curve::lives(lever.values().len(), worlds) + (weeks + reps) * worlds
    };
    levers.iter().map(of).sum()
}

/// Finds how much is enough.
///
/// # Errors
/// What [`levers`] fails with, or a value that the scenario does not take.
pub fn target(
    scenario: &Scenario,
    request: &TargetRequest,
    observer: &dyn Observer,
) -> Result<TargetAnswer, TargetError> {
    let levers = levers(scenario, request)?;
    let asked = Asked { scenario, request, observer };
    let answers: Result<Vec<_>, _> = levers.into_iter().map(|lever| asked.about(lever)).collect();
    Ok(TargetAnswer {
        scenario: Identity::of(scenario),
        goal: request.goal.clone(),
        confidence: request.confidence,
        trust: TRUST,
        seed: request.luck.seed,
        worlds: request.luck.worlds,
        levers: answers?,
    })
}

/// A question with all that it takes to answer it.
struct Asked<'a> {
    scenario: &'a Scenario,
    request: &'a TargetRequest,
    observer: &'a dyn Observer,
}

impl Asked<'_> {
    fn about(&self, lever: Lever) -> Result<LeverAnswer, TargetError> {
        let values = lever.values();
        let wanted = self.wanted();
        let looked = Search {
            values: &values,
            wanted: &wanted,
            worlds: self.request.luck.worlds,
            trust: TRUST,
        };
        let curve = search(&looked, |values, worlds| self.successes(&lever, values, worlds))?;
        let marks: Vec<Option<f64>> =
            curve.roots.iter().map(|root| practical(root, curve.direction, &values)).collect();
        let weeks = self.weeks(&lever, &marks)?;
        let asked_for = wanted
            .iter()
            .position(|wanted| (wanted - self.request.confidence).abs() < 1e-12)
            .unwrap_or(0);
        let obstacle = match marks[asked_for] {
            Some(_) => None,
            None => Some(self.obstacle(&lever, &curve)?),
        };
        let best = obstacle.as_ref().map(|obstacle| obstacle.value);
        let aim = marks[asked_for].or(best).unwrap_or(values[0]);
        let (reps, par) = self.reps(&self.strategy(&lever, aim)?)?;
        Ok(LeverAnswer {
            lag: weeks.lags[asked_for].filter(|_| asks_more(&lever, curve.direction, aim)),
            present: weeks.present.clone(),
            levels: weeks.levels(&curve.roots, &marks),
            asked_for,
            obstacle,
            reps,
            par,
            curve,
            lever,
        })
    }

    /// The usual chances and the one that was asked for, in order.
    fn wanted(&self) -> Vec<f64> {
        let mut wanted: Vec<f64> = USUAL.into_iter().chain([self.request.confidence]).collect();
        wanted.sort_by(f64::total_cmp);
        wanted.dedup_by(|a, b| (*a - *b).abs() < 1e-12);
        wanted
    }

    /// In how many worlds each value reaches the goal.
    fn successes(
        &self,
        lever: &Lever,
        values: &[f64],
        worlds: u64,
    ) -> Result<Vec<u64>, TargetError> {
        let goal = &self.request.goal;
        let plans: Result<Vec<Strategy>, TargetError> =
            values.iter().map(|value| self.strategy(lever, *value)).collect();
        let lived = self.live(&plans?, Luck { worlds, ..self.request.luck })?;
        let met = |readings: &Vec<i64>| {
            readings.iter().filter(|reading| goal.is_met_by(**reading)).count() as u64
        };
        Ok(lived.readings.iter().map(met).collect())
    }

    fn strategy(&self, lever: &Lever, value: f64) -> Result<Strategy, TargetError> {
        Ok(lever.strategy_at(self.scenario, value)?)
    }

    /// Lives through plans as long as the goal needs.
    fn live(&self, plans: &[Strategy], luck: Luck) -> Result<crate::worlds::Lived, TargetError> {
        let goal = &self.request.goal;
        let horizon = goal.horizon(&self.scenario.experiment.horizon);
        let reading = |world: &longview_engine::run::Levels| goal.reading(world);
        let experiment = &self.scenario.experiment;
        Ok(live(experiment, plans, horizon, &luck, &reading, self.observer)?)
    }
}

/// Whether a value asks for more than today's; where less is enough there is no effect to wait for.
fn asks_more(lever: &Lever, direction: Direction, value: f64) -> bool {
    lever.now.is_none_or(|now| match direction {
        Direction::Rising => value > now,
        Direction::Falling => value < now,
    })
}

/// The nearest value that people would plan with, on the safe side.
fn practical(root: &Root, direction: Direction, values: &[f64]) -> Option<f64> {
    const SLACK: f64 = 1e-9;
    let value = root.value?;
    match direction {
        Direction::Rising => values.iter().copied().find(|step| *step >= value - SLACK),
        Direction::Falling => values.iter().rev().copied().find(|step| *step <= value + SLACK),
    }
}
