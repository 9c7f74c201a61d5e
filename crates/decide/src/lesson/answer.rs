//! What a lesson answers.

use longview_engine::estimate::Estimate;
use longview_engine::metric::Unit;

use super::{Condition, Judgement, Lesson, Number, Predict};
use crate::answer::CompareAnswer;
use crate::boundary::Found;

/// A lesson carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct LessonAnswer {
    /// The lesson.
    pub lesson: &'static Lesson,
    /// Its plans, side by side.
    pub compare: CompareAnswer,
    /// Runs at each value that was tried in search of a turn.
    pub search_replications: u64,
    /// What to guess, and what is right.
    pub prediction: Prediction,
    /// What the runs say of each condition.
    pub findings: Vec<Finding>,
    /// What they say of the claim.
    pub verdict: Verdict,
    /// Where it turns, a number each.
    pub boundaries: Vec<Boundary>,
    /// How many hours a fair judgement takes, where the lesson is about that.
    pub judgement: Option<Judgement>,
}

/// What the runs say of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every condition holds.
    Holds,
    /// Some condition fails.
    Fails,
    /// None fails, and some cannot be told.
    Open,
}

/// What the runs say of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds by more than two standard errors.
    Holds,
    /// It fails by more than two standard errors.
    Fails,
    /// Neither.
    Open,
}

/// A condition and what the runs say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The condition.
    pub condition: Condition,
    /// What was measured, in the unit of the score.
    pub value: Estimate,
    /// What it is measured in.
    pub measured: Measured,
    /// What follows.
    pub standing: Standing,
}

/// What a score is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// As its metric is.
    Metric(Unit),
    /// A share, from 0 to 1.
    Share,
    /// So many times.
    Times,
}

/// What to guess, and what is right.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// The question and its choices.
    pub predict: Predict,
    /// What was measured.
    pub value: Estimate,
    /// What it is measured in.
    pub measured: Measured,
    /// The choice that is right, by position.
    pub right: Chosen,
}

/// Which choice is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// This one.
    Clearly(usize),
    /// This one, but the runs do not rule out the other.
    Narrowly(usize, usize),
}

/// A number, and where the claim turns along it.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundary {
    /// The number.
    pub number: Number,
    /// Its value in the scenario.
    pub default: f64,
    /// The values that are plausible.
    pub plausible: Plausible,
    /// The margin of the condition at the values tried, and its turns.
    pub found: Found,
    /// What holds over the plausible values.
    pub within: Within,
    /// What the margin is measured in.
    pub measured: Measured,
}

/// A range of plausible values, and who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Plausible {
    /// The smallest.
    pub low: f64,
    /// The largest.
    pub high: f64,
    /// Where the range comes from.
    pub source: String,
}

/// What the condition does over the plausible values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Holds at all of them.
    Holds,
    /// Fails at all of them.
    Fails,
    /// Turns between some of them.
    Turns,
    /// Holds at some of them, and cannot be told at the others.
    HoldsWhereTold,
    /// Fails at some of them, and cannot be told at the others.
    FailsWhereTold,
    /// Cannot be told at any of them.
    Open,
}

impl Standing {
    /// Of a value with its error that should lie above a threshold.
    pub fn of(value: f64, mcse: f64, above: f64) -> Self {
        let margin = value - above;
        if margin.abs() <= crate::verdict::VISIBLE_ERRORS * mcse || margin.abs() <= 0.0 {
            Self::Open
        } else if margin > 0.0 {
            Self::Holds
        } else {
            Self::Fails
        }
    }
}

impl Verdict {
    /// Of a claim whose conditions stand so.
    pub fn of(findings: &[Finding]) -> Self {
        let any = |standing| findings.iter().any(|finding| finding.standing == standing);
        if any(Standing::Fails) {
            Self::Fails
        } else if any(Standing::Open) {
            Self::Open
        } else {
            Self::Holds
        }
    }
}

impl Chosen {
    /// The choice for a value known up to an error.
    pub fn of(choices: &[(&str, f64)], value: f64, mcse: f64) -> Self {
        let choice = |value: f64| {
            let at = choices.iter().position(|(_, below)| value < *below);
            at.unwrap_or(choices.len().saturating_sub(1))
        };
        let spread = crate::verdict::VISIBLE_ERRORS * mcse;
        let right = choice(value);
        let others = [choice(value - spread), choice(value + spread)];
        let other = others.into_iter().find(|other| *other != right);
        other.map_or(Self::Clearly(right), |other| Self::Narrowly(right, other))
    }

    /// The position of the right choice.
    pub fn position(self) -> usize {
        match self {
            Self::Clearly(right) | Self::Narrowly(right, _) => right,
        }
    }
}

impl Boundary {
    /// The condition as a sentence about a value of the number.
    pub fn words(&self, lesson: &Lesson) -> &'static str {
        self.number.says.unwrap_or(lesson.conditions[self.number.condition].words)
    }
}

impl Within {
    /// Of the points that lie within a range.
    pub fn of(found: &Found, plausible: &Plausible) -> Self {
        let inside = |at: f64| (plausible.low..=plausible.high).contains(&at);
        let signs: Vec<Option<bool>> =
            found.curve.iter().filter(|p| inside(p.at)).map(crate::boundary::Point::sign).collect();
        let any = |sign| signs.contains(&sign);
        match (any(Some(true)), any(Some(false)), any(None)) {
            (true, true, _) => Self::Turns,
            (true, false, false) => Self::Holds,
            (false, true, false) => Self::Fails,
            (true, false, true) => Self::HoldsWhereTold,
            (false, true, true) => Self::FailsWhereTold,
            (false, false, _) => Self::Open,
        }
    }
}
