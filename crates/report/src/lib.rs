//! Answers as something to read or to read in: a table for people, JSON and CSV for programs.
//!
//! Every output is one [`Format`], one file each. A format turns an answer into text; where the
//! text goes is not its business.

use longview_decide::answer::CompareAnswer;
use longview_decide::explain::Realised;
use longview_scenario::Scenario;

pub mod chart;
mod csv;
mod document;
mod explain;
mod grid;
mod json;
mod levels;
mod numbers;
pub mod page;
mod quarters;
mod sentence;
pub mod svg;
mod table;
pub mod text;

pub use crate::csv::Csv;
pub use crate::document::{Document, Leaf};
pub use crate::json::Json;
pub use crate::table::Table;

/// A way to write answers down.
pub trait Format {
    /// Every strategy side by side.
    fn compare(&self, answer: &CompareAnswer) -> String;

    /// The model said back, number by number.
    fn explain(&self, explanation: &Explanation<'_>) -> String;
}

/// What `explain` says: the scenario, and what it does on average.
#[derive(Debug, Clone, Copy)]
pub struct Explanation<'a> {
    /// What the user wrote, with every number.
    pub scenario: &'a Scenario,
    /// Averages of a modest number of runs.
    pub realised: &'a Realised,
}
