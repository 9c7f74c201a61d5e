//! The simulation engine.

mod attempt;
mod cohort;
mod compiled;
pub mod delay;
mod desk;
pub mod estimate;
pub mod experiment;
mod filing;
mod fit;
pub mod market;
pub mod metric;
pub mod model;
mod parallel;
pub mod plan;
mod prospect;
mod queues;
mod reachability;
mod rng;
mod roster;
pub mod run;
mod sampler;
mod shift;
mod tally;
mod tilt;
pub mod units;
mod week;

pub use fit::{MOST_PROSPECTS, keeps_promises};
