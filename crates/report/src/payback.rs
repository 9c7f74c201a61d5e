//! One block of effort in every form: what it costs, what comes back, and when it has paid.

use longview_decide::payback::PaybackAnswer;
use longview_scenario::Scenario;

use crate::behind::assumed;
use crate::told::Told;

mod charts;
mod json;
mod page;
mod tables;
mod words;

/// A payback with everything that a page says about it.
#[derive(Debug, Clone, Copy)]
pub struct PaidBack<'a> {
    /// What came out.
    pub answer: &'a PaybackAnswer,
    /// What ran.
    pub scenario: &'a Scenario,
    /// What was changed on the command line: "PATH=VALUE".
    pub settings: &'a [String],
}

/// The answer in every form.
pub fn told(found: &PaidBack<'_>) -> Told {
    Told {
        page: page::page(found),
        tables: [tables::all(found.answer), vec![assumed(found.scenario)]].concat(),
        json: json::answer(found.answer),
    }
}
