//! Who is on the list, and who works it.

use crate::units::{Cents, Positive, Probability, Real};

/// The prospects of one rep, in one or more segments.
#[derive(Debug, Clone, PartialEq)]
pub struct Market {
    /// The segments, in the order of the file; at least one, at most 64.
    pub segments: Vec<Segment>,
}

/// A client, a country, an industry: prospects that resemble each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// The name that the scenario uses.
    pub name: String,
    /// Names on each rep's list at the start.
    pub prospects: u32,
    /// How well we suit them, in log-odds: Normal with this mean ...
    pub fit_mean: Real,
    /// ... and this standard deviation, at least zero.
    pub fit_sd: Real,
    /// What a customer is worth.
    pub deal_value: DealValue,
    /// Multiplies the chance that a letter or message draws a reply; capped at certainty.
    pub letter: Positive,
    /// Share of every block's time that goes to this segment; the shares of a market add up to one.
    pub time_share: Probability,
    /// New names per week and rep.
    pub arrivals: Option<Arrivals>,
}

/// Log-normal deal value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DealValue {
    /// The value that half of the deals exceed.
    pub median: Cents,
    /// Standard deviation of its natural logarithm; at least zero.
    pub sigma: Real,
}

/// New names per week: negative binomial with variance `mean + mean^2 / dispersion`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrivals {
    /// Mean number per week.
    pub mean: Positive,
    /// Negative-binomial size; `None` is the Poisson limit.
    pub dispersion: Option<Positive>,
}

/// The reps.
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    /// Number of reps; each has a list of their own.
    pub reps: u32,
    /// Working hours per week and rep in all.
    pub hours_per_week: crate::units::WorkTime,
    /// How reps differ.
    pub skill: Skill,
}

/// How reps differ: log-odds added to the receptivity of everybody they reach.
#[derive(Debug, Clone, PartialEq)]
pub enum Skill {
    /// All alike.
    Same,
    /// Normal around nought with this standard deviation, drawn once per rep and replication.
    Spread(Positive),
    /// One value per rep.
    Each(Vec<Real>),
}
