//! The relationship model: stages, the timers that run in them, what an encounter can lead to, and
//! the activities that bring encounters about. Checked values only; nothing here runs.
//!
//! The model says how a prospect behaves. Who is on the list is [`crate::market`]; how a rep spends
//! the week is [`crate::plan`].

use crate::delay::Delay;
use crate::units::{Positive, Probability, Real, Weeks, WorkTime};

/// Position of a stage in [`Model::stages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StageId(pub usize);

/// Position of an activity in [`Model::activities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActivityId(pub usize);

/// How prospects move through relationship stages: a semi-Markov multi-state model with encounters.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The stages, in the order of the file. At most 255.
    pub stages: Vec<Stage>,
    /// Where every prospect starts.
    pub start: StageId,
    /// The activities, in the order of the file. At most 32.
    pub activities: Vec<Activity>,
    /// When a prospect needs what we sell; `None` when need plays no part.
    pub need: Option<Need>,
    /// How fit, goodwill, need and fatigue tilt outcome tables.
    pub receptivity: Receptivity,
    /// Time in which goodwill falls to one half (Nerlove and Arrow 1962).
    pub goodwill_half_life: Weeks,
    /// How often is too often.
    pub fatigue: Fatigue,
    /// The chance that an attempt ends the relationship for good; `None` when nobody opts out.
    pub opt_out: Option<OptOut>,
    /// Beta concentration of the chance to reach a person; `None` when all are alike.
    pub reachability: Option<Positive>,
}

/// A rung of the relationship ladder, or one of its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// The name that the scenario uses.
    pub name: String,
    /// Height on the ladder; an outcome that leads higher is pulled up by receptivity.
    pub rung: i32,
    /// `None` while the prospect is open.
    pub end: Option<End>,
    /// Past the point where need decides: the end of an in-market spell no longer loses the prospect.
    pub decided: bool,
    /// Entering this stage counts as an appointment made.
    pub appointment: bool,
    /// What may happen by itself, each with its own latent delay; the earliest fires.
    pub timers: Vec<Timer>,
}

/// How a relationship ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Became a customer.
    Won,
    /// Declined, or bought elsewhere.
    Lost,
    /// Asked never to be contacted again.
    OptedOut,
}

/// A competing cause of leaving a stage, or of something happening in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Timer {
    /// The name that the scenario uses.
    pub name: String,
    /// Latent delay, drawn on entry to the stage.
    pub delay: Delay,
    /// What happens when it fires first.
    pub outcomes: OutcomeTable,
}

/// What an encounter can lead to: at least one outcome, weights not all zero.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeTable {
    /// The outcomes, in the order of the file. At most 64.
    pub outcomes: Vec<Outcome>,
}

/// One way an encounter can end.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The name that the scenario uses; equal names in several tables are counted together.
    pub name: String,
    /// Share of the population average, before normalisation; at least zero.
    pub weight: f64,
    /// The stage it leads to; `None` stays.
    pub to: Option<StageId>,
    /// Added to the prospect's goodwill, which never falls below zero.
    pub goodwill: Real,
    /// Delay until the rep owes the next contact (or until the meeting takes place).
    pub promise: Option<Delay>,
    /// Counts as a lead.
    pub lead: bool,
    /// Exponent of receptivity; `None` takes the sign of the change of rung.
    pub pull: Option<Real>,
}

/// Something the rep does.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// The name that the scenario uses.
    pub name: String,
    /// How it reaches people; decides what is counted as a dial, a conversation, a reply.
    pub channel: Channel,
    /// Whom it is aimed at.
    pub aim: Aim,
    /// Whether the prospect can say yes or no to a commitment in it.
    pub effort: Effort,
    /// Working time per attempt.
    pub time: WorkTime,
    /// The chance that an attempt becomes an encounter (for a meeting: the show chance), on average.
    pub reach: Probability,
    /// Whether reachability differs by person for this activity.
    pub reach_varies: bool,
    /// Fatigue added by an attempt.
    pub fatigue: Real,
    /// What an attempt that reaches nobody leaves behind.
    pub on_miss: OnMiss,
    /// The outcome table by stage (same length as [`Model::stages`]); a prospect in a stage without
    /// a table is never aimed at.
    pub tables: Vec<Option<OutcomeTable>>,
}

/// How an activity reaches people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// Attempts are dials; an encounter is a conversation (a contact).
    Phone,
    /// Attempts are letters or messages; an encounter is a reply. A segment's letter quality
    /// multiplies the chance of it.
    Mail,
    /// An encounter is a meeting held.
    Meeting,
    /// An encounter is an order asked for.
    Ask,
}

/// Whom an activity is aimed at.
#[derive(Debug, Clone, PartialEq)]
pub enum Aim {
    /// Names never reached, in list order.
    List,
    /// Promises due, oldest due day first.
    Promises,
    /// Meetings booked: held when due, before everything else.
    Booked,
    /// Open prospects not touched for a while, longest-waiting first.
    Cadence(Cadence),
    /// Not scheduled: follows on an encounter by the ask policy.
    Ask,
}

/// The rhythm of staying in touch.
#[derive(Debug, Clone, PartialEq)]
pub struct Cadence {
    /// The gap since the last touch, rounded up to a working day; at least one working day.
    pub every: Weeks,
    /// The stages in which prospects are kept in touch with.
    pub stages: Vec<StageId>,
    /// Touches of this cadence per prospect at most; `None` without limit.
    pub touches: Option<u32>,
}

/// Motion or action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Busy, but nobody can say yes or no.
    Motion,
    /// The prospect can say yes or no to a commitment.
    Action,
}

/// What an attempt that reaches nobody leaves behind.
#[derive(Debug, Clone, PartialEq)]
pub struct OnMiss {
    /// Time until the next attempt may be made (list: until the name is back on the list; zero sends
    /// it to the back at once). For promises and meetings at least one working day passes.
    pub retry: Weeks,
    /// Attempts without reaching the person after which it is given up: a name then leaves the list,
    /// a promise lapses.
    pub max_attempts: Option<u32>,
    /// For promises and meetings: the chance that the miss is followed by another attempt at all
    /// (a no-show that is rescheduled).
    pub again: Probability,
    /// Where the prospect stands when there is no other attempt; `None` stays.
    pub then: Option<StageId>,
    /// Goodwill added by the miss: an unanswered call is still noticed.
    pub goodwill: Real,
}

/// The need clock: alternating out-of-market and in-market spells of exponential lengths, started
/// in its stationary state. It does not depend on what we do.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// Mean length of an out-of-market spell, above zero.
    pub out_of_market: Weeks,
    /// Mean length of an in-market spell, above zero.
    pub in_market: Weeks,
    /// The chance that a spell that ends without a sale ended in a purchase elsewhere.
    pub bought_elsewhere: Probability,
    /// Where those who bought elsewhere stand.
    pub lost_to: StageId,
    /// Whether prospects call us when a spell begins; `None` when they never do.
    pub calls_us: Option<CallsUs>,
}

/// The prospect's own call when an in-market spell begins: the chance is
/// `at_most * G / (G + half_at)` with goodwill `G`, and nought while it was never reached.
#[derive(Debug, Clone, PartialEq)]
pub struct CallsUs {
    /// The chance that goodwill can raise it to.
    pub at_most: Probability,
    /// Goodwill at which half of that is reached.
    pub half_at: Positive,
    /// The outcome table by stage (same length as [`Model::stages`]).
    pub tables: Vec<Option<OutcomeTable>>,
}

/// Receptivity in log-odds:
/// `x = fit + goodwill * G + (in_market or out_of_market) - fatigue * max(0, F - F_free)`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Receptivity {
    /// Log-odds per unit of goodwill.
    pub goodwill: Real,
    /// Log-odds while in the market.
    pub in_market: Real,
    /// Log-odds while out of the market.
    pub out_of_market: Real,
    /// Log-odds lost per unit of fatigue above the free level.
    pub fatigue: Real,
}

/// The stock of recent touches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fatigue {
    /// Time in which fatigue falls to one half; above zero.
    pub half_life: Weeks,
    /// The level below which nobody minds.
    pub free: Real,
}

/// The chance that an attempt makes the prospect opt out: `base + slope * max(0, F - F_free)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OptOut {
    /// The chance below the free level of fatigue.
    pub base: Probability,
    /// Added chance per unit of fatigue above it; at least zero.
    pub slope: Real,
    /// The stage of those who opted out.
    pub to: StageId,
}
