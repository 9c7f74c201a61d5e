//! The numbers of a scenario, one by one.

/// A number of the scenario: where it is, what it is, how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Knob {
    /// Such as `model.activity.cold_call.reach`.
    pub path: String,
    /// Such as "chance", "weeks", "hours a week".
    pub unit: &'static str,
    /// What the key means, in a line.
    pub about: &'static str,
    /// Best guess, in the unit.
    pub best: f64,
    /// 90 % interval, in the unit.
    pub interval: Option<(f64, f64)>,
    /// Smallest and largest value accepted, in the unit.
    pub limits: (f64, f64),
    /// Whether it is a number of whole things, such as attempts.
    pub whole: bool,
    /// Where it comes from.
    pub source: Option<String>,
    /// How the author wrote it, such as "13 weeks".
    pub written: String,
}
