//! The claims of coaches as experiments: a question, the plans that are compared, a verdict that is
//! read off the runs, and the value of a number at which the verdict turns.
//!
//! A [`Lesson`] is data; [`teach`](fn@teach) is the one mechanism that carries all of them out. No
//! verdict is written down anywhere: what a lesson claims may fail, and then it says so.

mod answer;
mod catalogue;
mod judgement;
mod score;
mod teach;

use longview_engine::metric::Id;

pub use answer::{
    Boundary, Chosen, Finding, LessonAnswer, Measured, Plausible, Prediction, Standing, Verdict,
    Within,
};
pub use catalogue::lessons;
pub use judgement::{ByHours, Fair, Judgement, Tally, TwoReps};
pub use score::{Misread, measure};
pub use teach::{LessonError, LessonRequest, boundary, scenario, teach};

use crate::boundary::Spacing;

/// A claim and how it is tried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lesson {
    /// What it is called by.
    pub name: &'static str,
    /// The question as a coach would ask it.
    pub question: &'static str,
    /// What is said, as a sentence that may be true or false.
    pub claim: &'static str,
    /// What to guess before the answer is shown.
    pub predict: Predict,
    /// The built-in scenario that holds the plans.
    pub scenario: &'static str,
    /// What must hold for the claim to hold.
    pub conditions: &'static [Condition],
    /// The numbers at which it may turn, the most important one first.
    pub numbers: &'static [Number],
    /// Whether the hours needed for a fair judgement are worked out too.
    pub judges: bool,
    /// What to talk about afterwards.
    pub discuss: &'static [&'static str],
}

/// Something that can be true or false of the runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Condition {
    /// It as a sentence.
    pub words: &'static str,
    /// What is measured.
    pub score: Score,
    /// It holds when the score is above this.
    pub above: f64,
}

/// What is measured, on plans of the scenario by name. The larger the better for the claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Score {
    /// A metric of one plan less so many `times` that of another, run by run.
    Lead {
        /// The metric.
        metric: Id,
        /// The plan that should have more.
        of: &'static str,
        /// The plan that should have less.
        over: &'static str,
        /// The other plan's number counts so many times.
        times: f64,
    },
    /// How many times as much of a metric one plan has as another.
    Ratio {
        /// The metric.
        metric: Id,
        /// The plan whose number is divided.
        of: &'static str,
        /// The plan whose number divides it.
        to: &'static str,
    },
    /// The share of a metric that comes after a quarter.
    Later {
        /// The metric.
        metric: Id,
        /// The plan.
        of: &'static str,
        /// The last quarter that does not count, from 1.
        quarter: u32,
    },
    /// The share of a metric that comes by the end of a quarter.
    Sooner {
        /// The metric.
        metric: Id,
        /// The plan.
        of: &'static str,
        /// The last quarter that counts, from 1.
        quarter: u32,
    },
    /// The share of one metric in another.
    Share {
        /// The part.
        part: Id,
        /// The whole.
        whole: Id,
        /// The plan.
        of: &'static str,
    },
    /// The share of runs in which a metric is at most so much.
    AtMost {
        /// The metric.
        metric: Id,
        /// The plan.
        of: &'static str,
        /// So much.
        most: f64,
    },
    /// The share of working days with a lead.
    DaysWithLead {
        /// The plan.
        of: &'static str,
    },
}

/// What to guess first: choices in rising order of a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Predict {
    /// The question put to the room.
    pub prompt: &'static str,
    /// What decides which choice is right.
    pub score: Score,
    /// Each choice with the value below which it is right; the last has no end.
    pub choices: &'static [(&'static str, f64)],
}

/// A number of the scenario at which a claim may turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// What it is, in words.
    pub words: &'static str,
    /// What it is counted in, for people.
    pub unit: &'static str,
    /// The knobs that are set, each to so many times the number.
    pub paths: &'static [(&'static str, f64)],
    /// Whether the number is the value itself, or a factor on the best guesses.
    pub how: How,
    /// Which condition is searched, by position.
    pub condition: usize,
    /// The condition in other words, where they name the number's own value.
    pub says: Option<&'static str>,
    /// The values searched, wider than what is plausible.
    pub search: (f64, f64),
    /// How they are spaced.
    pub spacing: Spacing,
    /// The values that are plausible, where the model does not say; and why.
    pub plausible: Option<(f64, f64, &'static str)>,
}

/// How a number acts on its knobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is the value.
    Value,
    /// It multiplies the best guesses.
    Factor,
}

impl Score {
    /// The plans that it is about.
    pub fn plans(&self) -> Vec<&'static str> {
        match *self {
            Self::Lead { of, over, .. } => vec![of, over],
            Self::Ratio { of, to, .. } => vec![of, to],
            Self::Later { of, .. }
            | Self::Sooner { of, .. }
            | Self::Share { of, .. }
            | Self::AtMost { of, .. }
            | Self::DaysWithLead { of } => vec![of],
        }
    }
}
