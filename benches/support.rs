//! Reference work for the speed budgets: each workload as a plain hand-written loop, the same work
//! given to the engine, the published answers that both must meet, and the clocks to time them by.
//!
//! The plain loops do the fixed work and nothing else: they are the yardstick of what the machine
//! can do, and a second opinion on what the engine answers.

pub mod engine_side;
pub mod known;
pub mod measure;
pub mod plain_cohort;
pub mod plain_desk;
mod uniform;
