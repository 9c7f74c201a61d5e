//! What a target answers.

use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;

use super::curve::{Curve, Root};
use super::obstacle::Obstacle;
use super::par::ParCheck;
use crate::answer::Identity;
use crate::goal::Goal;
use crate::lever::Lever;

/// The reverse funnel: what a week consists of, from effort to result.
pub const FUNNEL: [Id; 6] =
    [Id::Hours, Id::Dials, Id::Contacts, Id::Appointments, Id::Asks, Id::Customers];

/// How much is enough.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetAnswer {
    /// The scenario.
    pub scenario: Identity,
    /// What is to be reached.
    pub goal: Goal,
    /// With this chance.
    pub confidence: f64,
    /// How often the intervals on the answers are to hold the truth.
    pub trust: f64,
    /// Same seed, same answer.
    pub seed: u64,
    /// Worlds that each value near the answer was tried in.
    pub worlds: u64,
    /// One for each number and plan.
    pub levers: Vec<LeverAnswer>,
}

/// How much of one number is enough, in one plan.
#[derive(Debug, Clone, PartialEq)]
pub struct LeverAnswer {
    /// The number.
    pub lever: Lever,
    /// The chance of the goal against it.
    pub curve: Curve,
    /// The plan as it is.
    pub present: Present,
    /// One for each chance that a week is told for, the least first.
    pub levels: Vec<Level>,
    /// Position among the levels of the chance that was asked for.
    pub asked_for: usize,
    /// When the plan that is enough shows more than the plan as it is; `None` when the goal is out of
    /// reach, or when that plan asks for no more than today's.
    pub lag: Option<Lag>,
    /// Why the goal is out of reach; `None` when it is not.
    pub obstacle: Option<Obstacle>,
    /// What each rep is to do, month by month; with the best value tried where the goal is out of
    /// reach.
    pub reps: Vec<RepTargets>,
    /// How long to watch a rep before a judgement is fair.
    pub par: Vec<ParCheck>,
}

impl LeverAnswer {
    /// The level that was asked for.
    pub fn answer(&self) -> &Level {
        &self.levels[self.asked_for]
    }
}

/// The plan as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Present {
    /// Share of worlds in which it reaches the goal.
    pub chance: f64,
    /// Interval on that chance.
    pub interval: (f64, f64),
    /// An average week of a rep, in the order of [`FUNNEL`].
    pub week: Vec<Estimate>,
}

/// The week that gives one chance.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// The chance.
    pub confidence: f64,
    /// The value that gives it, with its interval.
    pub root: Root,
    /// The value to plan with: the next step on the safe side.
    pub value: Option<f64>,
    /// Share of worlds in which that value reaches the goal.
    pub chance: Option<f64>,
    /// An average week of a rep with that value, in the order of [`FUNNEL`].
    pub week: Option<Vec<Estimate>>,
}

/// The first quarters (counted from 1) by whose end there is more than with the plan as it is, since
/// the start and in four worlds of five at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lag {
    /// More appointments.
    pub appointments: Option<u32>,
    /// More customers.
    pub customers: Option<u32>,
}

/// What one rep is to do.
#[derive(Debug, Clone, PartialEq)]
pub struct RepTargets {
    /// The rep, counted from 1.
    pub rep: u32,
    /// By month (three to a quarter), in the order of [`FUNNEL`]: averages. Months of a quarter share
    /// it evenly, for the engine counts by quarter.
    pub months: Vec<Vec<f64>>,
}
