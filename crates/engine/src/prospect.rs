//! One prospect's path: what it is, what happens to it by itself, and what an encounter does to it.
//!
//! Nothing here knows of calendars, lists or hours. A prospect is advanced when somebody looks at
//! it; because every draw is addressed, when that is makes no difference to what happened.

mod clocks;
mod life;
mod moment;

pub(crate) use life::Life;
pub(crate) use moment::{Moment, ROUNDING_DAYS};

use crate::compiled::{Compiled, Decay, Fading};
use crate::rng::{Draws, Person, Purpose};
use crate::units::WORKING_DAYS_PER_WEEK;
use crate::week::Task;

/// No promise, no day.
pub(crate) const NO_DAY: u16 = u16::MAX;

/// One person on a rep's list: all that an attempt needs, in one line of the cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Prospect {
    luck: Person,
    /// Goodwill and fatigue as they stood on working day `stocks_day`.
    goodwill: f64,
    pub fatigue: f64,
    /// When the earliest timer of the stage fires, and which; infinite when there is none.
    timer_at: f64,
    /// When the present spell of need ends; infinite when need plays no part.
    need_at: f64,
    /// Log-odds; not a number until somebody meets the prospect.
    fit: f32,
    timer: u16,
    flags: u16,
    stocks_day: u16,
    /// Working day on which the rep owes the next contact.
    pub promise_day: u16,
    /// Working day of the last attempt.
    pub touched_day: u16,
    /// Attempts in a row on the present promise that reached nobody.
    pub misses: u16,
    first_met_quarter: u16,
    reach_class: u16,
    /// Before this working day a name that stands where every name starts is as it was when its turn
    /// last came: nothing has happened to it. Nought where that has to be looked up.
    quiet_until: u16,
    pub stage: u8,
    pub segment: u8,
}

const IN_MARKET: u16 = 1;
/// Reached by one of our activities.
const REACHED: u16 = 2;
/// Had an encounter of any kind.
const MET: u16 = 4;
/// The first encounter booked an appointment.
const FIRST_BOOKED: u16 = 8;
/// What led to the present commitment was the prospect's own call.
const INBOUND: u16 = 16;
/// The promise is for a contact (not a meeting) and has not been attempted yet.
const OWED: u16 = 32;
/// The promise stands in the rep's agenda.
const FILED: u16 = 256;
/// Stands in one of the ends.
const ENDED: u16 = 512;

/// Counters and latent times of one prospect, kept apart because their number depends on the model.
pub(crate) struct Slots<'a> {
    /// Starts of timers, spells of need, stages probed.
    pub counts: &'a mut [u32],
    /// Times in weeks: latent ones where a timer's outcome may stay in the stage, and since when
    /// probes measure.
    pub times: &'a mut [f64],
}

impl<'a> Slots<'a> {
    /// Those of one prospect, with which everybody's begin from here on.
    #[inline]
    pub(crate) fn of(
        model: &Compiled,
        counts: &'a mut [u32],
        times: &'a mut [f64],
        id: usize,
    ) -> Self {
        Self {
            counts: &mut counts[id * model.count_slots..],
            times: &mut times[id * model.time_slots..],
        }
    }
}

/// Where an encounter comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// One of our activities.
    Ours,
    /// A timer.
    Timer,
    /// The prospect's own call.
    OwnCall,
}

/// Nobody in particular.
const NOBODY: Prospect = Prospect {
    luck: Person::NOBODY,
    goodwill: 0.0,
    fatigue: 0.0,
    timer_at: f64::INFINITY,
    need_at: f64::INFINITY,
    fit: f32::NAN,
    timer: 0,
    flags: 0,
    stocks_day: 0,
    promise_day: NO_DAY,
    touched_day: NO_DAY,
    misses: 0,
    first_met_quarter: 0,
    reach_class: 0,
    quiet_until: NO_DAY,
    stage: 0,
    segment: 0,
};

impl Prospect {
    pub(crate) fn was_reached(&self) -> bool {
        self.flags & REACHED != 0
    }

    /// Another try on the present promise reached nobody: whether there will be one more.
    #[inline]
    pub(crate) fn misses_again(&mut self, task: &Task, number: u32) -> bool {
        let miss = &task.on_miss;
        self.misses = self.misses.saturating_add(1);
        u32::from(self.misses) < miss.max_attempts
            && (miss.again.is_certain()
                || self.draws(Purpose::again(task.activity), number).happens(miss.again))
    }

    /// A promised contact that nobody has attempted yet.
    pub(crate) fn is_owed(&self) -> bool {
        self.promise_day != NO_DAY && self.flags & OWED != 0
    }

    /// The attempt is made: the promise counts as kept, whoever answers.
    #[inline]
    pub(crate) fn settle(&mut self) -> bool {
        let owed = self.flags & OWED != 0;
        self.flags &= !OWED;
        owed
    }

    pub(crate) fn is_filed(&self) -> bool {
        self.flags & FILED != 0
    }

    pub(crate) fn mark_filed(&mut self) {
        self.flags |= FILED;
    }

    /// A name that nobody has looked at.
    #[inline]
    pub(crate) fn coming(luck: Person, stage: u8, segment: u8) -> Self {
        Self { luck, stage, segment, ..NOBODY }
    }

    pub(crate) fn has_timer(&self) -> bool {
        self.timer_at < f64::INFINITY
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.flags & ENDED != 0
    }

    /// Neither reached yet nor ended.
    #[inline]
    pub(crate) fn is_fresh(&self) -> bool {
        self.flags & (REACHED | ENDED) == 0
    }

    /// Whether this is a name at the start of which nothing has to be looked up on that day.
    #[inline(always)]
    pub(crate) fn is_quiet(&self, day: u16) -> bool {
        day < self.quiet_until
    }

    /// A name at the start has been looked up: it stays as it is until something happens to it.
    #[inline]
    pub(crate) fn keep_quiet(&mut self) {
        self.quiet_until = (self.next_at() * f64::from(WORKING_DAYS_PER_WEEK)) as u16;
    }

    /// When something happens to this prospect by itself, in weeks.
    #[inline]
    pub(crate) fn next_at(&self) -> f64 {
        if self.timer_at < self.need_at { self.timer_at } else { self.need_at }
    }

    pub(crate) fn draws(&self, purpose: Purpose, occurrence: u32) -> Draws {
        self.luck.draws(purpose, occurrence)
    }

    #[inline]
    pub(crate) fn reach_class(&self) -> usize {
        self.reach_class.into()
    }

    /// Value of a sale to this prospect, in cents.
    pub(crate) fn deal_value(&self, model: &Compiled) -> i64 {
        let segment = &model.segments[usize::from(self.segment)];
        if segment.value_sigma > 0.0 {
            (segment.value_median_cents * (segment.value_sigma * self.value_score()).exp()).round()
                as i64
        } else {
            segment.value_median_cents as i64
        }
    }

    /// Standard Normal score of the deal value.
    pub(crate) fn value_score(&self) -> f64 {
        self.luck.draws(Purpose::DEAL_VALUE, 0).normal()
    }

    /// Lets goodwill and fatigue decay to a working day.
    #[inline]
    pub(crate) fn settle_stocks(&mut self, fading: &Fading, day: u16) {
        debug_assert!(day >= self.stocks_day, "stocks are never asked for in the past");
        let days = day.saturating_sub(self.stocks_day);
        if days > 0 {
            let left = fading.over_days(days);
            self.goodwill *= left.goodwill;
            self.fatigue *= left.fatigue;
            self.stocks_day = day;
        }
    }

    #[inline]
    pub(crate) fn add_goodwill(&mut self, amount: f64) {
        self.goodwill = (self.goodwill + amount).max(0.0);
    }

    /// Goodwill at a moment no earlier than the day of the stocks.
    pub(crate) fn goodwill_at(&mut self, model: &Compiled, now: &Moment) -> f64 {
        let (day, rest) = now.day_and_rest();
        self.settle_stocks(&model.fading, day);
        self.goodwill * left_over(model.fading.goodwill, rest)
    }

    /// Fatigue at a moment no earlier than the day of the stocks.
    fn fatigue_at(&mut self, model: &Compiled, now: &Moment) -> f64 {
        let (day, rest) = now.day_and_rest();
        self.settle_stocks(&model.fading, day);
        self.fatigue * left_over(model.fading.fatigue, rest)
    }

    /// Adds goodwill; between two working days it is kept as the amount that has decayed to it by
    /// then.
    fn add_goodwill_at(&mut self, model: &Compiled, amount: f64, now: &Moment) {
        let standing = self.goodwill_at(model, now);
        let left = left_over(model.fading.goodwill, now.day_and_rest().1);
        self.goodwill = (standing + amount).max(0.0) / left;
    }
}

fn left_over(decay: Decay, rest: f64) -> f64 {
    if rest > 0.0 { decay.over(rest) } else { 1.0 }
}
