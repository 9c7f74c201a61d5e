//! The right thing to count: what an outcome, an hour and a rung are worth.
//!
//! Each is a thought experiment on the same people with the same luck, in which one thing is
//! different: everybody whose first conversation ended so gets nothing of it; one more hour a week
//! goes to one activity; everybody who stands on one rung is gone. What is missing, or comes on top,
//! is what that one thing is worth. Nothing is fitted to anything.
//!
//! Changes last through a quarter of the plan, and what comes of them is counted to the end of the
//! run, its run-out included.

mod moments;
mod reading;
mod scorecard;
mod twins;

use std::num::NonZeroUsize;

use longview_engine::run::{Misfit, Observer, RunPlan};
use longview_scenario::{Economics, Scenario};
use thiserror::Error;

use crate::answer::Identity;
use crate::compare::{UnknownStrategy, position};
use crate::replications::Replications;
pub use moments::Measured;
use reading::Reading;
pub use scorecard::Weight;
use twins::Twins;

/// Fewer runs say too little about how sure they are.
pub const FEWEST_RUNS: u64 = crate::verdict::FEWEST_RUNS;

/// How to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorthRequest {
    /// The plan that is looked at; `None` takes the last.
    pub strategy: Option<String>,
    /// The quarter (from 1) through which outcomes and hours change, and at whose end people on a
    /// rung are gone; `None` takes the middle of the horizon.
    pub quarter: Option<u32>,
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent runs of the whole world; at least [`FEWEST_RUNS`].
    pub replications: u64,
    /// Threads to use; `None` uses every core. The answer does not depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WorthError {
    /// No strategy is called so.
    #[error("{0}")]
    UnknownStrategy(UnknownStrategy),
    /// The quarter is not within the horizon.
    #[error("there is no quarter {0}: the scenario has {1}; name one from 1 to {1}")]
    NoQuarter(u32, u32),
    /// Too few runs for a band.
    #[error(
        "{0} replications are too few to say how sure a worth is: at least {FEWEST_RUNS} are needed"
    )]
    TooFewRuns(u64),
    /// A checked scenario gave an experiment that does not fit together.
    #[error("the experiment does not fit together: {}", crate::compare::misfits(.0))]
    Misfits(Vec<Misfit>),
}

/// What things are worth under one plan.
#[derive(Debug, Clone, PartialEq)]
pub struct WorthAnswer {
    /// The scenario.
    pub scenario: Identity,
    /// The plan.
    pub strategy: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent runs of the whole world.
    pub replications: u64,
    /// Prices.
    pub economics: Economics,
    /// The quarter (from 1) through which outcomes and hours were changed, and at whose end people
    /// were gone.
    pub through_quarter: u32,
    /// The quarter to whose end everything is counted.
    pub until_quarter: u32,
    /// First encounters, by the activity that brings them about.
    pub first_talks: Vec<FirstTalks>,
    /// One more hour a week of each activity.
    pub hours: Vec<HourWorth>,
    /// A prospect on each rung.
    pub rungs: Vec<RungWorth>,
    /// What each outcome of a first encounter is worth in appointments, by name, whatever activity
    /// it came from; empty where it is not visible what an appointment is worth.
    pub scorecard: Vec<Weight>,
}

/// What one of something is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// Customers.
    pub customers: Measured,
    /// Margin less the cost of the hours, in the currency of the scenario.
    pub net: Measured,
    /// Customers over those of a first conversation that books an appointment; `None` where the plan
    /// books none, or where it is not visible what one is worth.
    pub in_appointments: Option<Measured>,
}

/// First encounters of one activity.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstTalks {
    /// The activity.
    pub activity: String,
    /// Whether they are conversations; replies otherwise.
    pub spoken: bool,
    /// First encounters per run, through the quarter.
    pub per_run: f64,
    /// One of them, whatever comes out of it; `None` where there were none.
    pub any: Option<Worth>,
    /// Those that came up, in the order of the model.
    pub outcomes: Vec<OutcomeWorth>,
}

/// What one outcome of a first encounter is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeWorth {
    /// The outcome.
    pub outcome: String,
    /// Whether it books an appointment.
    pub appointment: bool,
    /// Its share of first encounters.
    pub share: Measured,
    /// What one of them is worth.
    pub worth: Worth,
}

/// What one more hour of an activity is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct HourWorth {
    /// The activity.
    pub activity: String,
    /// Whether the plan has time for it already.
    pub planned: bool,
    /// Hours more that were worked, all activities together, per hour more that was planned.
    pub worked: Measured,
    /// Per hour more that was planned.
    pub worth: Worth,
}

/// What a prospect on one rung is worth at a quarter's end.
#[derive(Debug, Clone, PartialEq)]
pub struct RungWorth {
    /// The stage.
    pub stage: String,
    /// Whether prospects start there: nobody has talked to those who still stand there.
    pub start: bool,
    /// Prospects who stand there, per run.
    pub standing: f64,
    /// What one of them is worth, on average over all; `None` where nobody ever stood.
    pub worth: Option<Worth>,
}

/// Works out what things are worth under one plan of the scenario.
///
/// # Errors
/// When the plan is unknown, the quarter is not in the horizon, or the runs are too few.
pub fn worth(
    scenario: &Scenario,
    request: &WorthRequest,
    observer: &dyn Observer,
) -> Result<WorthAnswer, WorthError> {
    let (strategy, through_quarter) = checked(scenario, request)?;
    let twins = Twins::new(&scenario.experiment, strategy, through_quarter);
    let WorthRequest { seed, replications, threads, .. } = *request;
    let plan = RunPlan { seed, replications, baseline: 0, threads };
    let side_by_side = Replications { experiment: &twins.experiment, plan: &plan, observer };
    let reading = Reading::of(&side_by_side, &twins, &scenario.economics, through_quarter)
        .map_err(WorthError::Misfits)?;
    Ok(WorthAnswer {
        scenario: Identity::of(scenario),
        strategy: scenario.experiment.strategies[strategy].name.clone(),
        title: scenario.strategy_titles.get(strategy).cloned().flatten(),
        seed,
        replications,
        economics: scenario.economics.clone(),
        through_quarter,
        until_quarter: twins.experiment.horizon.quarters,
        first_talks: reading.first_talks(),
        hours: reading.hours(),
        rungs: reading.rungs(),
        scorecard: reading.scorecard(),
    })
}

/// The plan and the quarter that are asked for, before anything runs.
///
/// # Errors
/// As [`worth`].
pub fn checked(scenario: &Scenario, request: &WorthRequest) -> Result<(usize, u32), WorthError> {
    let strategy = match &request.strategy {
        None => scenario.experiment.strategies.len() - 1,
        Some(name) => position(scenario, name).map_err(WorthError::UnknownStrategy)?,
    };
    let quarters = scenario.experiment.horizon.quarters;
    let quarter = request.quarter.unwrap_or(quarters.div_ceil(2));
    if !(1..=quarters).contains(&quarter) {
        return Err(WorthError::NoQuarter(quarter, quarters));
    }
    if request.replications < FEWEST_RUNS {
        return Err(WorthError::TooFewRuns(request.replications));
    }
    Ok((strategy, quarter))
}
