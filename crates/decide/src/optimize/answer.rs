//! What an optimisation answers.

use longview_engine::estimate::Estimate;

use super::select::Guarantee;
use super::space::{Place, Space};
use crate::answer::Identity;
use crate::goal::Goal;

/// What makes a plan the best.
#[derive(Debug, Clone, PartialEq)]
pub enum Objective {
    /// The revenue of an average world.
    Revenue,
    /// The chance to reach a goal.
    Goal(Goal),
    /// The revenue that all but this share of worlds reach: for those who must not be unlucky.
    Cautious(f64),
}

/// The best week, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub struct OptimizeAnswer {
    /// The scenario, with the desk's hours as asked for.
    pub scenario: Identity,
    /// What makes a plan the best.
    pub objective: Objective,
    /// Quarters that count.
    pub quarters: u32,
    /// Same seed, same answer.
    pub seed: u64,
    /// Worlds of the last comparison; the search never saw them.
    pub worlds: u64,
    /// What could be chosen.
    pub space: Space,
    /// The plans kept for the last comparison, the best first.
    pub candidates: Vec<Candidate>,
    /// The plans of the scenario as they are, in the same worlds.
    pub present: Vec<Present>,
    /// The guarantee on the choice; `None` for a cautious choice, for which there is no such
    /// procedure.
    pub guarantee: Option<Guarantee>,
    /// Where other values make no difference that anyone could see.
    pub flat: Vec<Flat>,
    /// Worlds of the comparison that [`Self::flat`] rests on.
    pub flat_worlds: u64,
}

impl OptimizeAnswer {
    /// The plan that is chosen.
    pub fn best(&self) -> &Candidate {
        &self.candidates[0]
    }
}

/// A plan that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Where it is.
    pub place: Place,
    /// What it is worth: currency, or a chance.
    pub score: f64,
    /// Half the width of the interval of its own on that, 19 times of 20.
    pub give_or_take: f64,
    /// The chance that it is the best of those kept.
    pub chance_best: f64,
    /// What the best of them brings more, on average: the expected regret of choosing it.
    pub regret: f64,
    /// Customers.
    pub customers: Estimate,
    /// Revenue.
    pub revenue: Estimate,
    /// People who want no more of us.
    pub opt_outs: Estimate,
}

/// A plan of the scenario as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Present {
    /// Its name.
    pub plan: String,
    /// What it is worth.
    pub score: f64,
    /// What the chosen plan brings more, 19 times of 20.
    pub behind: (f64, f64),
    /// Customers.
    pub customers: Estimate,
    /// Revenue.
    pub revenue: Estimate,
    /// People who want no more of us.
    pub opt_outs: Estimate,
}

/// How much one choice matters around the best plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Flat {
    /// Position of the choice, hours first.
    pub dimension: usize,
    /// Steps from the least to the greatest value around the best one that is not visibly worse.
    pub steps: (i32, i32),
    /// Within these steps no more than so much is lost, 39 times of 40.
    pub at_most: f64,
    /// Every value tried, by steps, the best one among them.
    pub tried: Vec<Tried>,
}

/// The best plan with another value of one choice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tried {
    /// The value, in steps of the lattice.
    pub steps: i32,
    /// What is lost against the best plan; less than nought when it brings more.
    pub loss: f64,
    /// Interval on that, 19 times of 20.
    pub interval: (f64, f64),
}
