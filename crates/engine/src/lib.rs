//! The simulation engine.

pub mod delay;
pub mod estimate;
pub mod experiment;
pub mod market;
pub mod metric;
pub mod model;
pub mod plan;
pub mod run;
pub mod units;
