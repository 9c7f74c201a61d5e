//! What the user wrote, checked and turned into an experiment.
//!
//! A scenario is a tree of values in layers: a model, what the scenario changes in it, and single
//! settings on top. One description of all keys (the vocabulary) says what may stand where; from
//! it come the checks, the list of [`Knob`]s and the JSON [`schema`]. Every problem of a scenario is
//! collected, with its place, before anybody hears of the first.
//!
//! Nothing here runs or prints: the result is an [`longview_engine::experiment::Experiment`].

mod build;
mod builtin;
mod conform;
mod duration;
mod hash;
mod knob;
mod load;
mod merge;
mod nearest;
mod problem;
mod scenario;
mod schema;
mod setting;
mod source;
mod syntax;
mod tree;
mod vocabulary;

pub use builtin::{BuiltIn, built_in_models, built_in_scenarios};
pub use knob::Knob;
pub use load::{Refusal, load, load_built_in};
pub use nearest::{did_you_mean, nearest, suggestion};
pub use problem::{Problems, Slip};
pub use scenario::{Correlated, Counterpart, Economics, Observed, Scenario};
pub use schema::schema;
pub use setting::Setting;
