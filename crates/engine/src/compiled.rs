//! The model as flat tables for the hot loop: no names, no options to look through, chances as
//! whole numbers, averages solved. Built once per experiment.

mod builder;
mod decay;
mod table;

pub(crate) use builder::compile;
pub(crate) use decay::{Decay, Fading, Stocks};
pub(crate) use table::{Outcome, Table};

use std::sync::Arc;

use crate::model::{Channel, End};
use crate::race::Race;
use crate::rng::Chance;
use crate::sampler::Sampler;
use crate::units::WORKING_DAYS_PER_WEEK;

/// No stage: the prospect stays where it is.
pub(crate) const STAY: u8 = u8::MAX;

/// The compiled model.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each says what the hot loop may leave out")]
pub(crate) struct Compiled {
    pub stages: Vec<Stage>,
    pub timers: Vec<Timer>,
    pub activities: Vec<Activity>,
    pub start: u8,
    pub need: Option<Need>,
    pub receptivity: Receptivity,
    pub opt_out: Option<OptOut>,
    /// Names of outcomes, in order of first appearance in the model.
    pub outcome_names: Vec<String>,
    /// Counters per prospect: starts of timers, and the next two.
    pub count_slots: usize,
    /// The counter of spells of need.
    pub spell_slot: usize,
    /// The bits of the probes that the prospect has answered.
    pub probed_slot: usize,
    /// Times per prospect: latent ones where some outcome of a timer stays, and the next.
    pub time_slots: usize,
    /// Since when probes measure, if there are any.
    pub since_slot: Option<usize>,
    /// Activities that keep promises or hold meetings.
    pub keepers: usize,
    pub tracks_goodwill: bool,
    /// Nothing is drawn at birth.
    pub plain_birth: bool,
    /// Some people are harder to reach than others.
    pub reach_varies: bool,
    /// Goodwill or fatigue matter at all.
    pub tracks_stocks: bool,
    pub fading: Fading,
    pub segments: Vec<Segment>,
}

#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each answers its own question in the hot loop")]
pub(crate) struct Stage {
    pub rung: i32,
    pub end: Option<End>,
    pub decided: bool,
    pub appointment: bool,
    /// All timers of the stage: positions in [`Compiled::timers`].
    pub timers: std::ops::Range<usize>,
    /// Slot that counts how often its timers started, where they always start together.
    pub slot: usize,
    /// Timers that are drawn one by one.
    pub lone: Vec<(usize, Sampler)>,
    /// Timers with smooth delays, of which only the earliest is drawn.
    pub contest: Option<Contest>,
    /// Some outcome of a timer stays, so the others' latent times must be kept.
    pub keeps_latents: bool,
    /// First slot for latent times.
    pub latent_slot: usize,
    /// Which of the keepers of promises keeps those made in this stage.
    pub keeper: Option<usize>,
    /// ... and what it keeps are meetings.
    pub booked: bool,
    /// Bits of the experiment's probes that this stage answers.
    pub probes: u32,
    /// An appointment, an agreement or a sale.
    pub committed: bool,
    /// Entering it is more than a move: it is counted, timed, or the end.
    pub remarkable: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Contest {
    pub race: Arc<Race>,
    /// The timers that run in it.
    pub timers: Vec<usize>,
}

#[derive(Debug, Clone)]
pub(crate) struct Timer {
    pub table: Table,
    /// Slot that counts its starts (shared by the timers of a stage that always start together).
    pub slot: usize,
    /// Where it leads when that is all it does, `STAY` otherwise: a plain transition.
    pub jump: u8,
}

#[derive(Debug, Clone)]
pub(crate) struct Activity {
    pub channel: Channel,
    /// Working time per attempt, in milliseconds.
    pub time: i64,
    /// Position among the keepers of promises, if it is one.
    pub keeper: usize,
    pub fatigue: f64,
    pub on_miss: OnMiss,
    pub tables: Vec<Option<Table>>,
    /// Chance to reach by segment and class of reachability.
    pub reach: Vec<f64>,
    /// The same, as the bound below which a word means "reached" when fatigue is free: the words
    /// below the base chance of opting out come first.
    pub reached_below: Vec<Chance>,
    /// Classes of reachability told apart: one if all people are alike.
    pub classes: usize,
}

impl Activity {
    /// Where the chances to reach the people of a segment stand.
    #[inline]
    pub(crate) fn classes_in(&self, segment: usize) -> std::ops::Range<usize> {
        segment * self.classes..(segment + 1) * self.classes
    }
}

/// What an attempt that reaches nobody leaves behind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OnMiss {
    pub goodwill: f64,
    pub retry_days: u16,
    pub max_attempts: u32,
    pub again: Chance,
    pub then: u8,
}

/// Stages, a bit each: whether one is among them takes no look at a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct StageSet([u64; 4]);

impl StageSet {
    pub(crate) fn of(contained: impl Iterator<Item = bool>) -> Self {
        let mut set = Self::default();
        for (stage, is_in) in contained.enumerate() {
            set.0[stage / 64] |= u64::from(is_in) << (stage % 64);
        }
        set
    }

    #[inline]
    pub(crate) fn contains(&self, stage: u8) -> bool {
        self.0[usize::from(stage >> 6)] >> (stage & 63) & 1 == 1
    }
}

/// Classes of equally many prospects into which reachability is cut.
pub(crate) const REACH_CLASSES: usize = 1024;

#[derive(Debug, Clone)]
pub(crate) struct Need {
    pub out_mean: f64,
    pub in_mean: f64,
    pub in_at_start: Chance,
    pub bought_elsewhere: Chance,
    pub lost_to: u8,
    pub calls_us: Option<CallsUs>,
}

#[derive(Debug, Clone)]
pub(crate) struct CallsUs {
    pub at_most: f64,
    pub half_at: f64,
    pub tables: Vec<Option<Table>>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Receptivity {
    pub goodwill: f64,
    pub in_market: f64,
    pub out_of_market: f64,
    pub fatigue: f64,
    pub free: f64,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct OptOut {
    pub base: f64,
    pub base_chance: Chance,
    pub slope: f64,
    pub to: u8,
}

#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub fit_mean: f64,
    pub fit_sd: f64,
    pub value_median_cents: f64,
    pub value_sigma: f64,
}

/// Whole working days that cover a time in weeks. The margin of a millionth of a day keeps "10
/// working days" at 10 although 10 / 5 weeks is not a round binary number.
pub(crate) fn working_days(weeks: f64) -> u32 {
    let days = weeks * f64::from(WORKING_DAYS_PER_WEEK) - 1e-6;
    let whole = days as u32;
    whole.saturating_add(u32::from(days > f64::from(whole)))
}

/// A gap in working days; one that is longer than any run is as good as any other such.
pub(crate) fn capped(days: u32) -> u16 {
    days.min(u32::from(u16::MAX) / 2) as u16
}
