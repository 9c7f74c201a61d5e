//! Answers as something to read or to read in: a table or a workbook for people, JSON, CSV and
//! parquet for programs.
//!
//! - [`Format`] is an answer as text: [`Table`], [`Json`], [`Csv`], one file each.
//! - [`charts`] reads pictures off an answer; each is a [`chart::Chart`], described once. [`svg`] draws
//!   it, [`pictures`] makes a folder of them.
//! - [`html`] makes a [`page::Page`] of an answer, which writes itself as one file of HTML.
//! - [`told::Told`] is an answer in every form at once: what newer questions are answered with.
//! - [`xlsx`] makes workbooks, [`parquet`] files for data tools, of the same tidy tables as [`Csv`].
//!
//! A format turns an answer into a [`Document`]; where that goes is not its business.

use longview_decide::answer::CompareAnswer;
use longview_decide::explain::Realised;
use longview_scenario::Scenario;

pub mod behind;
pub mod chart;
pub mod charts;
mod csv;
mod document;
mod explain;
mod grid;
pub mod html;
mod ignorance;
mod json;
pub mod lesson;
mod levels;
mod numbers;
pub mod optimize;
pub mod page;
pub mod parquet;
pub mod payback;
pub mod pictures;
mod png;
mod quarters;
mod ranking;
pub mod sensitivity;
mod sentence;
mod spoken;
mod sureness;
pub mod svg;
mod table;
pub mod target;
mod terminal;
pub mod text;
mod tidy;
pub mod told;
pub mod worth;
pub mod xlsx;

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

/// A comparison with everything that a page says about it.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// What came out.
    pub answer: &'a CompareAnswer,
    /// What ran.
    pub scenario: &'a Scenario,
    /// What was changed on the command line: "PATH=VALUE".
    pub settings: &'a [String],
}

/// What `explain` says: the scenario, and what it does on average.
#[derive(Debug, Clone, Copy)]
pub struct Explanation<'a> {
    /// What the user wrote, with every number.
    pub scenario: &'a Scenario,
    /// Averages of a modest number of runs.
    pub realised: &'a Realised,
}
