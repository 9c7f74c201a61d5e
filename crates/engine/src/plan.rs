//! How a rep spends the week: strategies.

use crate::model::{ActivityId, Cadence, StageId};
use crate::units::{Positive, Probability, Real, Weeks, WorkTime};

/// A weekly plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Strategy {
    /// The name that the scenario uses.
    pub name: String,
    /// Blocks of the week, served in this order every working day, after meetings.
    pub blocks: Vec<Block>,
    /// When the rep asks for the sale; `None` never asks.
    pub ask: Option<AskPolicy>,
    /// Which names are called first; `None` takes the list as it comes.
    pub focus: Option<Focus>,
    /// Steady, or weeks on and weeks off.
    pub rhythm: Rhythm,
    /// Share of every block's time by segment (same order as the market's segments); `None` takes
    /// the market's shares.
    pub time_shares: Option<Vec<Probability>>,
    /// The rep's energy and the scorecard that feeds it; `None` leaves energy out.
    pub energy: Option<Energy>,
    /// A thought experiment on those who stand on one rung at one time; `None` for a plan as it is.
    pub departure: Option<Departure>,
    /// A thought experiment on first encounters that ended in one way; `None` for a plan as it is.
    pub undone: Option<Undone>,
}

/// What if everybody who stands in one stage at a quarter's end were gone?
///
/// On the morning of the first working day after that end, before anything is done, they move to
/// another stage. Everybody else keeps the luck they have, so what is missing afterwards is what
/// those people would have brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    /// At the end of this quarter, counted from 1; nought is the start of the run.
    pub after_quarter: u32,
    /// Who goes: everybody who stands there.
    pub from: StageId,
    /// Where they go.
    pub to: StageId,
}

/// What if first encounters that ended in one way had come to nothing?
///
/// Whoever was never reached before and comes out of an encounter of this activity with this outcome
/// gets nothing of it (no goodwill, no promise, no lead) and moves to another stage instead. Everybody
/// else keeps the luck they have, so what is missing afterwards is what those outcomes have brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The activity that reached them.
    pub activity: ActivityId,
    /// The name of the outcome; one that never comes up undoes nothing.
    pub outcome: String,
    /// Encounters of the quarters up to this one, counted from 1; later ones stand.
    pub through_quarter: u32,
    /// Where those move who came out with it.
    pub to: StageId,
}

/// A part of the week.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// How much of it there is.
    pub amount: Amount,
    /// What is done in it: each attempt goes to the first task that has somebody eligible.
    pub tasks: Vec<Task>,
    /// Weeks from the start after which it is done no more; `None` goes on to the end.
    pub until: Option<u32>,
}

/// How much of a block there is in a week; each working day gets a fifth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// So much working time a week.
    Time(WorkTime),
    /// So many attempts a week.
    Attempts(Positive),
    /// As long as there is somebody eligible and time left in the day.
    AsNeeded,
}

/// One thing to do in a block.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The activity.
    pub activity: ActivityId,
    /// A cadence of this strategy that replaces the activity's own aim.
    pub cadence: Option<Cadence>,
}

/// When the rep asks for the sale: at once after an encounter that left the prospect open and did
/// not just book an appointment.
#[derive(Debug, Clone, PartialEq)]
pub struct AskPolicy {
    /// The activity whose tables say what comes of it.
    pub activity: ActivityId,
    /// Encounters of these activities may be followed by an ask.
    pub after: Vec<ActivityId>,
    /// The prospect must now stand at or above this stage's rung.
    pub from: StageId,
    /// Goodwill needed; `None` asks regardless.
    pub goodwill: Option<Real>,
    /// The chance that the rep asks when all of this holds.
    pub chance: Probability,
}

/// Call the vital few first, as well as one can tell them: names are scored by
/// `accuracy * z + sqrt(1 - accuracy^2) * noise`, with `z` the standardised log deal value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Focus {
    /// Share of the list that is called first.
    pub top: Probability,
    /// Correlation of the score with log deal value.
    pub accuracy: Probability,
}

/// The rhythm of the weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Every week alike.
    Steady,
    /// Blocks in the first `on` weeks of every `on + off`; meetings are always held.
    Bursts {
        /// Weeks with blocks; at least one.
        on: u32,
        /// Weeks without.
        off: u32,
    },
}

/// The rep's energy, between a floor and 1; it scales the time of blocks and the chance to ask.
///
/// At the end of every working day, with `S` the credit of the scorecard for the day and `S*` what
/// the planned blocks would credit on a fresh list (nought on days without blocks):
///
/// ```text
/// E <- E + recovery (1 - E) + gain max(0, S - S*) - loss_aversion gain max(0, S* - S)
///        - cost_per_hour hours_worked
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Energy {
    /// Energy on the first day.
    pub start: Probability,
    /// Lowest energy.
    pub floor: Probability,
    /// Share of the missing energy that a day gives back.
    pub recovery: Probability,
    /// Energy gained per unit of credit above what was expected.
    pub gain: Real,
    /// How many times as steeply energy falls with what is missing.
    pub loss_aversion: Real,
    /// Energy used per hour worked.
    pub cost_per_hour: Real,
    /// What counts.
    pub scorecard: Scorecard,
}

/// What the rep's success is judged by.
#[derive(Debug, Clone, PartialEq)]
pub enum Scorecard {
    /// One for every appointment made.
    Appointments,
    /// A weight per outcome, by name; outcomes not listed count nothing.
    Progress(Vec<(String, Real)>),
}

/// Time simulated: the quarters that are reported, and those that follow so that the expected
/// pipeline of the last quarters is not cheated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// Quarters reported.
    pub quarters: u32,
    /// Quarters the run goes on past them.
    pub run_out: u32,
}

/// A measured time to a stage, for comparison with observed data.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    /// The first entry into any of these stages is timed, from the first contact (from the start of
    /// the prospect where nobody was contacted).
    pub stages: Vec<StageId>,
    /// Entries within these times are counted exactly.
    pub by: Vec<Weeks>,
    /// Quantiles of the time among those who get there before the run ends.
    pub quantiles: Vec<Probability>,
}
