//! Which numbers matter, and which is worth measuring first?
//!
//! All of it is about one difference: a strategy less another, in one outcome, over the horizon, on the
//! same people with the same luck.
//!
//! - [`tornado`]: every uncertain number to its low and its high end, one at a time.
//! - [`indices`]: how much of what is not known each number brings alone, and with the others.
//! - [`worth`]: what it would be worth to know a number, or to measure it.
//! - [`map`]: at which values of two numbers the one strategy stops paying.

use longview_engine::run::Observer;
use longview_scenario::Scenario;

use crate::answer::Identity;
use crate::uncertain::{Uncertain, draw};
use answer::{Known, SensitivityAnswer, Sides};
use chosen::Chosen;
use runner::Runner;

pub mod answer;
mod chosen;
pub mod design;
mod effort;
mod factors;
pub mod indices;
pub mod map;
pub mod measure;
pub mod outcome;
pub mod request;
mod runner;
mod solve;
pub mod surrogate;
pub mod tornado;
mod value;
pub mod worth;

pub use effort::Effort;
pub use request::{SensitivityError, SensitivityRequest};

/// What an analysis would run: replications in all, for whoever shows how far it has come.
///
/// # Errors
/// When the request names what is not there.
pub fn replications(
    scenario: &Scenario,
    request: &SensitivityRequest,
) -> Result<u64, SensitivityError> {
    let uncertain = Uncertain::of(scenario);
    let chosen = Chosen::of(scenario, &uncertain, request)?;
    Ok(Effort::of(scenario, request).replications(&uncertain, &chosen))
}

/// Answers which numbers matter for the difference of two strategies.
///
/// # Errors
/// When the request names what is not there, or drawn numbers make the scenario impossible.
pub fn sensitivity(
    scenario: &Scenario,
    request: &SensitivityRequest,
    observer: &dyn Observer,
) -> Result<SensitivityAnswer, SensitivityError> {
    let uncertain = Uncertain::of(scenario);
    let chosen = Chosen::of(scenario, &uncertain, request)?;
    let effort = Effort::of(scenario, request);
    let runner = Runner::new(scenario, &chosen, request.threads, observer);
    let swings = tornado::swings(&runner, &uncertain, &effort, request.seed)?;
    let factors = factors::choose(&uncertain, &chosen, &swings.swings, &effort);
    let drawn = value::draw(&runner, &uncertain, &factors, &effort, request.seed)?;
    let shares = value::shares(&drawn, &factors);
    let is_money = chosen.outcome.is_money();
    let worth = is_money
        .then(|| value::worth(scenario, &uncertain, &drawn, &factors, &chosen.groups, request));
    let maps = chosen.maps.iter().map(|axes| map::map(&runner, axes, &effort, request.seed));
    Ok(SensitivityAnswer {
        scenario: Identity::of(scenario),
        seed: request.seed,
        sides: Sides::of(scenario, &chosen),
        outcome: chosen.outcome.clone(),
        effort,
        base: swings.base,
        swings: swings.swings,
        shares,
        worth,
        maps: maps.collect::<Result<_, _>>()?,
        known: Known::of(scenario, &uncertain),
        correlated: scenario.correlated.clone(),
    })
}

/// Seeds of what must not share its luck.
fn seed(seed: u64, purpose: &str, at: u64) -> u64 {
    draw::word(&[seed, draw::name(purpose), at])
}
