//! What is not known: every number with an interval as a distribution, drawn by address.
//!
//! A *score* is a standard Normal number. The value of an uncertain number is a rising function of
//! its score (see [`law::Law`]), so a draw of all numbers is a list of scores, and a value at a given
//! quantile is the value at that quantile's score. Numbers that the scenario says hang together have
//! correlated scores (a Gaussian copula).

use longview_scenario::Scenario;

use law::Law;

pub mod draw;
pub mod hinges;
pub mod law;
pub mod normal;

use hinges::Hinges;

/// An uncertain number of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsure {
    /// Its path.
    pub path: String,
    /// Its unit.
    pub unit: &'static str,
    /// Best guess, in the unit.
    pub about: f64,
    /// Low end of its 90 % interval.
    pub low: f64,
    /// High end of its 90 % interval.
    pub high: f64,
    /// How likely which value is.
    pub law: Law,
}

/// Everything in a scenario that is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// The numbers that have an interval, in the order of the scenario.
    pub numbers: Vec<Unsure>,
    /// Which of them hang together.
    pub hinges: Hinges,
}

/// A path as people read it: `model.activity.cold_call.on.stranger.no.weight` is
/// `cold_call.stranger.no.weight`. Requests may name numbers so.
pub fn short(path: &str) -> String {
    let path = path.strip_prefix("model.").unwrap_or(path);
    let kinds = ["activity.", "stage."];
    let path = kinds.iter().find_map(|kind| path.strip_prefix(kind)).unwrap_or(path);
    path.replace(".on.", ".").replace(".timer.", ".").replace(".outcomes.", ".")
}

/// What is simulated rather than what the world is like.
const EXTENT: [&str; 3] = ["quarters", "run_out", "replications"];

impl Uncertain {
    /// The numbers of a scenario that have an interval.
    pub fn of(scenario: &Scenario) -> Self {
        let numbers: Vec<Unsure> = scenario
            .knobs
            .iter()
            .filter(|knob| !EXTENT.contains(&knob.path.as_str()))
            .filter_map(|knob| {
                let (low, high) = knob.interval.filter(|(low, high)| low < high)?;
                Some(Unsure {
                    path: knob.path.clone(),
                    unit: knob.unit,
                    about: knob.best,
                    low,
                    high,
                    law: Law::of(knob, low, high),
                })
            })
            .collect();
        let hinges = Hinges::of(&numbers, &scenario.correlated);
        Self { numbers, hinges }
    }

    /// Independent scores of every number in one draw, whatever was drawn before.
    pub fn scores(&self, seed: u64, draw: u64) -> Vec<f64> {
        self.numbers.iter().map(|number| draw::score(seed, draw, &number.path)).collect()
    }

    /// The values at independent scores: scores of numbers that hang together are mixed first.
    pub fn values(&self, scores: &[f64]) -> Vec<(String, f64)> {
        let mixed = self.hinges.mixed(scores);
        let pairs = self.numbers.iter().zip(mixed);
        pairs.map(|(number, score)| (number.path.clone(), number.law.at(score))).collect()
    }
}
