//! The simulation engine of Longview: prospects that move through relationship stages, and a rep
//! who spends a limited week on them.
//!
//! An [`experiment::Experiment`] says how prospects behave ([`model`]), who is on the list
//! ([`market`]) and how the week is spent ([`plan`]); [`run::run`] repeats it on the same people with
//! the same luck for every strategy and gives distributions over replications. The engine knows no
//! files, clock, printing or environment, and all of its randomness has an address, so an answer has
//! the same bits on any number of threads.
//!
//! # A tour
//!
//! Ten names, each called until it is reached; half of those reached buy at once.
//!
//! ```
//! use longview_engine::experiment::Experiment;
//! use longview_engine::market::{DealValue, Market, Segment, Skill, Team};
//! use longview_engine::metric::Id;
//! use longview_engine::model::*;
//! use longview_engine::plan::*;
//! use longview_engine::run::{RunPlan, Unobserved, run};
//! use longview_engine::units::*;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let stage = |name: &str, rung, end| Stage {
//!     name: name.to_owned(), rung, end, decided: false, appointment: false, timers: vec![],
//! };
//! let outcome = |name: &str, to| Outcome {
//!     name: name.to_owned(), weight: 0.5, to: Some(StageId(to)), goodwill: Real::ZERO,
//!     promise: None, lead: false, pull: None,
//! };
//! let call = Activity {
//!     name: "cold_call".to_owned(), channel: Channel::Phone, aim: Aim::List,
//!     effort: Effort::Action, time: WorkTime::minutes(3.0)?, reach: Probability::new(0.06)?,
//!     reach_varies: false, fatigue: Real::ZERO,
//!     on_miss: OnMiss {
//!         retry: Weeks::ZERO, max_attempts: None, again: Probability::ALWAYS, then: None,
//!         goodwill: Real::ZERO,
//!     },
//!     tables: vec![
//!         Some(OutcomeTable { outcomes: vec![outcome("yes", 1), outcome("no", 2)] }), None, None,
//!     ],
//! };
//! let model = Model {
//!     stages: vec![
//!         stage("stranger", 0, None), stage("customer", 1, Some(End::Won)),
//!         stage("declined", -1, Some(End::Lost)),
//!     ],
//!     start: StageId(0), activities: vec![call], need: None,
//!     receptivity: Receptivity::default(), goodwill_half_life: Weeks::new(17.0)?,
//!     fatigue: Fatigue { half_life: Weeks::new(4.0)?, free: Real::ZERO }, opt_out: None,
//!     reachability: None,
//! };
//! let segment = Segment {
//!     name: "all".to_owned(), prospects: 10, fit_mean: Real::ZERO, fit_sd: Real::ZERO,
//!     deal_value: DealValue { median: Cents::from_units(5000.0)?, sigma: Real::ZERO },
//!     letter: Positive::new(1.0)?, time_share: Probability::ALWAYS, arrivals: None,
//! };
//! let week = Strategy {
//!     name: "calls".to_owned(),
//!     blocks: vec![Block {
//!         amount: Amount::Time(WorkTime::hours(10.0)?),
//!         tasks: vec![Task { activity: ActivityId(0), cadence: None }],
//!         until: None,
//!     }],
//!     ask: None, focus: None, rhythm: Rhythm::Steady, time_shares: None, energy: None,
//!     departure: None, undone: None,
//! };
//! let experiment = Experiment {
//!     model, market: Market { segments: vec![segment] },
//!     team: Team { reps: 1, hours_per_week: WorkTime::hours(40.0)?, skill: Skill::Same },
//!     strategies: vec![week], horizon: Horizon { quarters: 2, run_out: 0 }, probes: vec![],
//! };
//! let plan = RunPlan { seed: 1, replications: 400, baseline: 0, threads: None };
//! let results = run(&experiment, &plan, &Unobserved).map_err(|misfits| misfits[0].clone())?;
//! let customers = &results.strategies[0].total[Id::Customers as usize];
//! assert!((customers.mean() - 5.0).abs() < 4.0 * customers.standard_error());
//! # Ok(())
//! # }
//! ```

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "the checks of `fit` keep every count, day and stage far below the narrowest type"
)]
#![expect(
    clippy::inline_always,
    reason = "an attempt is worth ten nanoseconds: what it is made of must not become calls"
)]

mod attempt;
mod blocks;
mod cohort;
mod collect;
mod compiled;
pub mod delay;
mod departure;
mod desk;
pub mod diary;
pub mod estimate;
pub mod experiment;
mod filing;
mod fit;
pub mod luck;
pub mod market;
pub mod metric;
pub mod model;
mod newborn;
mod notes;
mod odds;
mod parallel;
pub mod plan;
mod prospect;
mod queues;
mod race;
mod reachability;
pub mod replay;
mod replicate;
mod results;
mod rng;
mod roster;
mod row;
pub mod run;
mod runplan;
mod sampler;
mod shift;
mod smooth;
mod tally;
mod tilt;
mod turns;
mod undone;
pub mod units;
mod week;
