//! One prospect's path: what it is, what happens to it by itself, and what an encounter does to it.
//!
//! Nothing here knows of calendars, lists or hours. A prospect is advanced when somebody looks at
//! it; because every draw is addressed, when that is makes no difference to what happened.

use crate::compiled::{Compiled, Decay, Outcome, REACH_CLASSES, STAY, Table};
use crate::model::End;
use crate::rng::{Chance, Draws, Person, Purpose};
use crate::tally::{Count, Ledger, Tally, quarter_of};
use crate::units::WORKING_DAYS_PER_WEEK;

/// No promise, no day.
pub(crate) const NO_DAY: u16 = u16::MAX;

/// One person on a rep's list: all that an attempt needs, in one line of the cache.
#[derive(Debug, Clone)]
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
const BORN: u16 = 64;
/// The promise stands in the rep's agenda.
const FILED: u16 = 256;
/// Among the few that are called first.
const VITAL: u16 = 128;
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

/// When something happens: in weeks, and in the quarter that counts it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub weeks: f64,
    pub quarter: usize,
    /// The working day whose work it is; none for what happens by itself.
    work_day: u16,
}

impl Moment {
    /// The start of a working day.
    pub(crate) fn of_day(day: u16) -> Self {
        Self {
            weeks: f64::from(day) / f64::from(WORKING_DAYS_PER_WEEK),
            quarter: crate::tally::quarter_of_day(day),
            work_day: day,
        }
    }

    #[inline]
    fn at(weeks: f64, quarters: usize) -> Self {
        Self { weeks, quarter: quarter_of(weeks, quarters), work_day: NO_DAY }
    }

    /// The working day that has begun, and the time since in working days, below one.
    fn day_and_rest(&self) -> (u16, f64) {
        if self.work_day != NO_DAY {
            return (self.work_day, 0.0);
        }
        let days = self.weeks * f64::from(WORKING_DAYS_PER_WEEK);
        // What follows at once on work of a day must not fall before it by a rounding.
        let day = (days + 1e-9) as u16;
        (day, (days - f64::from(day)).max(0.0))
    }
}

/// Everything a path needs besides the prospect itself.
pub(crate) struct Life<'a> {
    pub model: &'a Compiled,
    pub ledger: &'a Ledger,
    pub tally: &'a mut Tally,
    /// Log-odds that the rep's skill adds.
    pub skill: f64,
}

/// A place in the list where nobody has looked yet.
const UNBORN: Prospect = Prospect {
    luck: Person::NOBODY,
    goodwill: 0.0,
    fatigue: 0.0,
    timer_at: f64::INFINITY,
    // Whoever looks at the prospect for the first time finds that something is to be done.
    need_at: f64::NEG_INFINITY,
    fit: f32::NAN,
    timer: 0,
    flags: 0,
    stocks_day: 0,
    promise_day: NO_DAY,
    touched_day: NO_DAY,
    misses: 0,
    first_met_quarter: 0,
    reach_class: 0,
    stage: 0,
    segment: 0,
};

impl Prospect {
    #[inline]
    pub(crate) fn is_born(&self) -> bool {
        self.flags & BORN != 0
    }

    pub(crate) fn was_reached(&self) -> bool {
        self.flags & REACHED != 0
    }

    /// A promised contact that nobody has attempted yet.
    pub(crate) fn is_owed(&self) -> bool {
        self.promise_day != NO_DAY && self.flags & OWED != 0
    }

    /// The attempt is made: the promise counts as kept, whoever answers.
    pub(crate) fn settle(&mut self) -> bool {
        let owed = self.is_owed();
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
    pub(crate) fn coming(stage: u8, segment: u8) -> Self {
        Self { stage, segment, ..UNBORN }
    }

    pub(crate) fn mark_vital(&mut self) {
        self.flags |= VITAL;
    }

    #[inline]
    pub(crate) fn is_vital(&self) -> bool {
        self.flags & VITAL != 0
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
    pub(crate) fn settle_stocks(&mut self, model: &Compiled, day: u16) {
        let days = day - self.stocks_day;
        if days > 0 {
            self.goodwill *= model.goodwill_decay.over_days(days);
            self.fatigue *= model.fatigue_decay.over_days(days);
            self.stocks_day = day;
        }
    }

    pub(crate) fn add_goodwill(&mut self, amount: f64) {
        self.goodwill = (self.goodwill + amount).max(0.0);
    }

    /// Goodwill at a moment no earlier than the day of the stocks.
    pub(crate) fn goodwill_at(&mut self, model: &Compiled, now: &Moment) -> f64 {
        let (day, rest) = now.day_and_rest();
        self.settle_stocks(model, day);
        self.goodwill * left_over(&model.goodwill_decay, rest)
    }

    /// Fatigue at a moment no earlier than the day of the stocks.
    fn fatigue_at(&mut self, model: &Compiled, now: &Moment) -> f64 {
        let (day, rest) = now.day_and_rest();
        self.settle_stocks(model, day);
        self.fatigue * left_over(&model.fatigue_decay, rest)
    }

    /// Adds goodwill; between two working days it is kept as the amount that has decayed to it by
    /// then.
    fn add_goodwill_at(&mut self, model: &Compiled, amount: f64, now: &Moment) {
        let standing = self.goodwill_at(model, now);
        let left = left_over(&model.goodwill_decay, now.day_and_rest().1);
        self.goodwill = (standing + amount).max(0.0) / left;
    }
}

fn left_over(decay: &Decay, rest: f64) -> f64 {
    if rest > 0.0 { decay.over(rest) } else { 1.0 }
}

impl Life<'_> {
    /// Brings to life the prospect behind a name that nobody has looked at, as it stood when it came
    /// onto the list.
    #[inline]
    pub(crate) fn bear(&self, prospect: &mut Prospect, luck: Person, at: f64, slots: &mut Slots) {
        prospect.luck = luck;
        prospect.flags |= BORN;
        prospect.need_at = f64::INFINITY;
        prospect.stocks_day = (at * f64::from(WORKING_DAYS_PER_WEEK)) as u16;
        slots.counts.iter_mut().for_each(|count| *count = 0);
        if let Some(since) = self.model.since_slot {
            slots.times[since] = at;
        }
        if self.model.reach_varies {
            let word = prospect.draws(Purpose::REACHABILITY, 0).word();
            prospect.reach_class = (word >> (64 - REACH_CLASSES.trailing_zeros())) as u16;
        }
        self.start_need(prospect, at);
        self.start_timers(prospect, slots, at);
    }

    fn start_need(&self, prospect: &mut Prospect, at: f64) {
        let Some(need) = &self.model.need else { return };
        let mut draws = prospect.draws(Purpose::NEED_START, 0);
        let in_market = draws.happens(need.in_at_start);
        prospect.flags |= if in_market { IN_MARKET } else { 0 };
        let mean = if in_market { need.in_mean } else { need.out_mean };
        prospect.need_at = at + mean * draws.exponential();
    }

    /// Lets everything happen to the prospect that happens by itself up to `until` weeks: timers and
    /// need, in time order, timers first. Says whether anything did.
    #[inline]
    pub(crate) fn advance(
        &mut self,
        prospect: &mut Prospect,
        slots: &mut Slots,
        until: f64,
    ) -> bool {
        let mut moved = false;
        while prospect.next_at() <= until {
            moved = true;
            if prospect.timer_at <= prospect.need_at {
                self.fire_timer(prospect, slots);
            } else {
                self.turn_need(prospect, slots);
            }
        }
        moved
    }

    #[inline(always)]
    fn fire_timer(&mut self, prospect: &mut Prospect, slots: &mut Slots) {
        let model = self.model;
        let at = usize::from(prospect.timer);
        let timer = &model.timers[at];
        let now = Moment::at(prospect.timer_at, self.ledger.quarters);
        if timer.jump != STAY {
            self.meet(prospect, slots, timer.jump, &now, Origin::Timer);
            return self.enter(prospect, slots, timer.jump, &now, Origin::Timer);
        }
        let occurrence = slots.counts[timer.slot];
        let mut dice = prospect.draws(Purpose::timer_outcome(at), occurrence);
        let outcome = self.pick(prospect, &timer.table, &mut dice, &now);
        let promise = prospect.draws(Purpose::timer_promise(at), occurrence);
        let before = prospect.stage;
        self.apply(prospect, slots, outcome, promise, &now, Origin::Timer);
        if prospect.stage == before {
            self.restart_timer(prospect, slots, at, now.weeks);
        }
    }

    #[inline(always)]
    fn start_timers(&self, prospect: &mut Prospect, slots: &mut Slots, now: f64) {
        let stage = &self.model.stages[usize::from(prospect.stage)];
        prospect.timer_at = f64::INFINITY;
        if stage.timers.is_empty() {
            return;
        }
        if stage.keeps_latents {
            return self.start_latents(prospect, slots, now);
        }
        slots.counts[stage.slot] += 1;
        let occurrence = slots.counts[stage.slot];
        let (mut earliest, mut timer) = (f64::INFINITY, 0);
        if let Some(merged) = &stage.merged {
            let first = merged.which[0].1;
            earliest =
                merged.mean * prospect.draws(Purpose::timer(first), occurrence).exponential();
            let dice = prospect.draws(Purpose::which_timer(first), occurrence).word();
            let fires = merged.which.iter().find(|(chance, _)| chance.covers(dice));
            timer = fires.map_or(first, |(_, at)| *at);
        }
        for (at, delay) in &stage.lone {
            let latent = delay.draw(&mut prospect.draws(Purpose::timer(*at), occurrence));
            if latent < earliest {
                (earliest, timer) = (latent, *at);
            }
        }
        prospect.timer_at = now + earliest;
        prospect.timer = timer as u16;
    }

    fn start_latents(&self, prospect: &mut Prospect, slots: &mut Slots, now: f64) {
        for at in self.model.stages[usize::from(prospect.stage)].timers.clone() {
            self.draw_latent(prospect, slots, at, now);
        }
        self.earliest_latent(prospect, slots);
    }

    /// An outcome that stays in the stage restarts its own timer only.
    fn restart_timer(&self, prospect: &mut Prospect, slots: &mut Slots, at: usize, now: f64) {
        let stage = &self.model.stages[usize::from(prospect.stage)];
        if stage.keeps_latents {
            self.draw_latent(prospect, slots, at, now);
            self.earliest_latent(prospect, slots);
        } else {
            self.start_timers(prospect, slots, now);
        }
    }

    fn draw_latent(&self, prospect: &Prospect, slots: &mut Slots, at: usize, now: f64) {
        let (timer, stage) = (&self.model.timers[at], usize::from(prospect.stage));
        let stage = &self.model.stages[stage];
        slots.counts[timer.slot] += 1;
        let mut draws = prospect.draws(Purpose::timer(at), slots.counts[timer.slot]);
        slots.times[stage.latent_slot + at - stage.timers.start] =
            now + timer.delay.draw(&mut draws);
    }

    fn earliest_latent(&self, prospect: &mut Prospect, slots: &Slots) {
        let stage = &self.model.stages[usize::from(prospect.stage)];
        let latents = &slots.times[stage.latent_slot..][..stage.timers.len()];
        let earliest = latents.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
        let (at, fires_at) = earliest.expect("a stage that keeps latent times has timers");
        prospect.timer = (stage.timers.start + at) as u16;
        prospect.timer_at = *fires_at;
    }

    /// A spell of need begins or ends.
    fn turn_need(&mut self, prospect: &mut Prospect, slots: &mut Slots) {
        let model = self.model;
        let need = model.need.as_ref().expect("only a model with need has spells that end");
        let now = Moment::at(prospect.need_at, self.ledger.quarters);
        prospect.flags ^= IN_MARKET;
        slots.counts[self.model.spell_slot] += 1;
        let spell = slots.counts[self.model.spell_slot];
        let began = prospect.flags & IN_MARKET != 0;
        let mean = if began { need.in_mean } else { need.out_mean };
        let length = prospect.draws(Purpose::NEED_SPELL, spell).exponential();
        prospect.need_at = now.weeks + mean * length;
        if began {
            self.call_us(prospect, slots, spell, &now);
        } else {
            self.buy_elsewhere(prospect, slots, spell, &now);
        }
    }

    fn buy_elsewhere(
        &mut self,
        prospect: &mut Prospect,
        slots: &mut Slots,
        spell: u32,
        now: &Moment,
    ) {
        let need = self.model.need.as_ref().expect("only a model with need has spells that end");
        let decided = self.model.stages[usize::from(prospect.stage)].decided;
        let mut dice = prospect.draws(Purpose::BOUGHT_ELSEWHERE, spell);
        if !decided && dice.happens(need.bought_elsewhere) {
            self.enter(prospect, slots, need.lost_to, now, Origin::Timer);
        }
    }

    /// The chance of a call is nought for whom we never reached, and rises with goodwill.
    fn call_us(&mut self, prospect: &mut Prospect, slots: &mut Slots, spell: u32, now: &Moment) {
        let model = self.model;
        let calls = model.need.as_ref().and_then(|need| need.calls_us.as_ref());
        let Some(calls) = calls.filter(|_| prospect.was_reached()) else { return };
        let Some(table) = &calls.tables[usize::from(prospect.stage)] else { return };
        let goodwill = prospect.goodwill_at(model, now);
        let chance = calls.at_most * goodwill / (goodwill + calls.half_at);
        if prospect.draws(Purpose::CALLS_US, spell).happens(Chance::new(chance)) {
            let mut dice = prospect.draws(Purpose::CALL_OUTCOME, spell);
            let outcome = self.pick(prospect, table, &mut dice, now);
            let promise = prospect.draws(Purpose::CALL_PROMISE, spell);
            self.apply(prospect, slots, outcome, promise, now, Origin::OwnCall);
        }
    }

    /// The outcome that an encounter leads to.
    pub(crate) fn pick<'t>(
        &self,
        prospect: &mut Prospect,
        table: &'t Table,
        dice: &mut Draws,
        now: &Moment,
    ) -> &'t Outcome {
        if let [only] = table.outcomes.as_slice() {
            return only;
        }
        let x = if table.is_tilted() { self.receptivity(prospect, now) } else { 0.0 };
        table.pick(dice.word(), x)
    }

    fn receptivity(&self, prospect: &mut Prospect, now: &Moment) -> f64 {
        let r = &self.model.receptivity;
        if prospect.fit.is_nan() {
            let segment = &self.model.segments[usize::from(prospect.segment)];
            let score = prospect.draws(Purpose::FIT, 0).normal();
            prospect.fit = (segment.fit_mean + segment.fit_sd * score) as f32;
        }
        let goodwill = prospect.goodwill_at(self.model, now);
        let fatigue = prospect.fatigue_at(self.model, now);
        let in_market = prospect.flags & IN_MARKET != 0;
        let need = if in_market { r.in_market } else { r.out_of_market };
        f64::from(prospect.fit) + self.skill + r.goodwill * goodwill + need
            - r.fatigue * (fatigue - r.free).max(0.0)
    }

    /// What an outcome does to the prospect.
    #[inline]
    pub(crate) fn apply(
        &mut self,
        prospect: &mut Prospect,
        slots: &mut Slots,
        outcome: &Outcome,
        mut promise: Draws,
        now: &Moment,
        origin: Origin,
    ) {
        self.meet(prospect, slots, outcome.to, now, origin);
        if self.model.tracks_goodwill {
            prospect.add_goodwill_at(self.model, outcome.goodwill, now);
        }
        if outcome.lead {
            self.tally.lead(now.quarter);
        }
        if outcome.to != STAY {
            self.enter(prospect, slots, outcome.to, now, origin);
        }
        if let Some(delay) = &outcome.promise {
            self.promise(prospect, now.weeks + delay.draw(&mut promise), now);
        }
    }

    #[inline]
    fn meet(
        &self,
        prospect: &mut Prospect,
        slots: &mut Slots,
        to: u8,
        now: &Moment,
        origin: Origin,
    ) {
        if origin == Origin::Ours && prospect.flags & REACHED == 0 {
            prospect.flags |= REACHED;
            if let Some(since) = self.model.since_slot {
                slots.times[since] = now.weeks;
            }
        }
        if prospect.flags & MET == 0 {
            prospect.flags |= MET;
            prospect.first_met_quarter = now.quarter as u16;
            let books = to != STAY && self.model.stages[usize::from(to)].appointment;
            prospect.flags |= if books { FIRST_BOOKED } else { 0 };
        }
    }

    /// The rep owes a contact, or a meeting is booked, on the first working day at or after `at`.
    fn promise(&mut self, prospect: &mut Prospect, at: f64, now: &Moment) {
        let stage = &self.model.stages[usize::from(prospect.stage)];
        if stage.end.is_some() || stage.keeper.is_none() {
            return;
        }
        prospect.promise_day = crate::compiled::working_days(at).min(u32::from(NO_DAY) - 1) as u16;
        prospect.misses = 0;
        prospect.flags &= !(OWED | FILED);
        if !stage.booked {
            prospect.flags |= OWED;
            self.tally.count(now.quarter, Count::PromisesMade, 1);
        }
    }

    /// The prospect moves to another stage: its promise lapses, its clocks restart.
    #[inline]
    pub(crate) fn enter(
        &mut self,
        prospect: &mut Prospect,
        slots: &mut Slots,
        to: u8,
        now: &Moment,
        origin: Origin,
    ) {
        let stages = &self.model.stages;
        let (old, new) = (&stages[usize::from(prospect.stage)], &stages[usize::from(to)]);
        self.tally.moved(now.quarter, prospect.stage, to);
        prospect.stage = to;
        prospect.promise_day = NO_DAY;
        if new.committed && !old.committed {
            prospect.flags &= !INBOUND;
            prospect.flags |= if origin == Origin::OwnCall { INBOUND } else { 0 };
        }
        if new.remarkable {
            self.remark(prospect, slots, now);
        }
        if new.end.is_none() {
            self.start_timers(prospect, slots, now.weeks);
        }
    }

    /// What is counted, timed or ended by entering a stage.
    fn remark(&mut self, prospect: &mut Prospect, slots: &mut Slots, now: &Moment) {
        let stage = &self.model.stages[usize::from(prospect.stage)];
        if stage.probes != 0 {
            self.probe(slots, stage.probes, now);
        }
        match stage.end {
            None => self.tally.count(now.quarter, Count::Appointments, stage.appointment.into()),
            Some(end) => self.finish(prospect, end, now),
        }
    }

    fn finish(&mut self, prospect: &mut Prospect, end: End, now: &Moment) {
        prospect.timer_at = f64::INFINITY;
        prospect.need_at = f64::INFINITY;
        prospect.flags |= ENDED;
        match end {
            End::Won => self.win(prospect, now),
            End::OptedOut => self.tally.count(now.quarter, Count::OptOuts, 1),
            End::Lost => {}
        }
    }

    fn win(&mut self, prospect: &Prospect, now: &Moment) {
        let began = match prospect.flags & (FIRST_BOOKED | INBOUND) {
            0 => Count::FromInBetween,
            INBOUND => Count::Inbound,
            _ => Count::FromFirstContactAppointment,
        };
        let cents = prospect.deal_value(self.model);
        self.tally.count(now.quarter, began, 1);
        self.tally.count(now.quarter, Count::Revenue, cents);
        self.tally.expected(prospect.first_met_quarter.into(), now.quarter, cents);
    }

    /// Times the first entry into the stages of each probe.
    fn probe(&mut self, slots: &mut Slots, asked: u32, now: &Moment) {
        let since = self.model.since_slot.map_or(0.0, |slot| slots.times[slot]);
        let answered = &mut slots.counts[self.model.probed_slot];
        for probe in 0..self.ledger.probes.len() {
            if asked & !*answered & (1 << probe) != 0 {
                self.tally.arrived(self.ledger, probe, now.weeks - since);
            }
        }
        *answered |= asked;
    }
}
