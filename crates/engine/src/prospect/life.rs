//! What happens to a prospect by itself, and what an encounter does to it.

use super::{
    ENDED, FILED, FIRST_BOOKED, IN_MARKET, INBOUND, MET, Moment, NO_DAY, OWED, Origin, Prospect,
    REACHED, Slots,
};
use crate::compiled::{Compiled, Outcome, STAY, Table};
use crate::model::End;
use crate::rng::{Chance, Draws, Purpose};
use crate::tally::{Count, Ledger, Tally};

/// Everything a path needs besides the prospect itself.
pub(crate) struct Life<'a> {
    pub model: &'a Compiled,
    pub ledger: &'a Ledger,
    pub tally: &'a mut Tally,
    /// Log-odds that the rep's skill adds.
    pub skill: f64,
}

impl Life<'_> {
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
            self.model.restart_timer(prospect, slots, at, now.weeks);
        }
    }

    /// A spell of need begins or ends.
    #[inline(always)]
    fn turn_need(&mut self, prospect: &mut Prospect, slots: &mut Slots) {
        let need = self.model.need.as_ref().expect("only a model with need has spells that end");
        let at = prospect.need_at;
        prospect.flags ^= IN_MARKET;
        slots.counts[self.model.spell_slot] += 1;
        let spell = slots.counts[self.model.spell_slot];
        let began = prospect.flags & IN_MARKET != 0;
        let mean = if began { need.in_mean } else { need.out_mean };
        let length = prospect.draws(Purpose::NEED_SPELL, spell).exponential();
        prospect.need_at = at + mean * length;
        if began {
            if prospect.was_reached() {
                self.call_us(prospect, slots, spell, at);
            }
        } else if prospect.draws(Purpose::BOUGHT_ELSEWHERE, spell).happens(need.bought_elsewhere) {
            self.buy_elsewhere(prospect, slots, need.lost_to, at);
        }
    }

    fn buy_elsewhere(&mut self, prospect: &mut Prospect, slots: &mut Slots, to: u8, at: f64) {
        if !self.model.stages[usize::from(prospect.stage)].decided {
            let now = Moment::at(at, self.ledger.quarters);
            self.enter(prospect, slots, to, &now, Origin::Timer);
        }
    }

    /// Whom we have reached may call, the more likely the more goodwill there is.
    fn call_us(&mut self, prospect: &mut Prospect, slots: &mut Slots, spell: u32, at: f64) {
        let model = self.model;
        let Some(calls) = model.need.as_ref().and_then(|need| need.calls_us.as_ref()) else {
            return;
        };
        let Some(table) = &calls.tables[usize::from(prospect.stage)] else { return };
        let now = Moment::at(at, self.ledger.quarters);
        let goodwill = prospect.goodwill_at(model, &now);
        let chance = calls.at_most * goodwill / (goodwill + calls.half_at);
        if prospect.draws(Purpose::CALLS_US, spell).happens(Chance::new(chance)) {
            let mut dice = prospect.draws(Purpose::CALL_OUTCOME, spell);
            let outcome = self.pick(prospect, table, &mut dice, &now);
            let promise = prospect.draws(Purpose::CALL_PROMISE, spell);
            self.apply(prospect, slots, outcome, promise, &now, Origin::OwnCall);
        }
    }

    /// The outcome that an encounter leads to.
    #[inline(always)]
    pub(crate) fn pick<'t>(
        &self,
        prospect: &mut Prospect,
        table: &'t Table,
        dice: &mut Draws,
        now: &Moment,
    ) -> &'t Outcome {
        table.pick(dice, || self.receptivity(prospect, now))
    }

    #[inline(never)]
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
    #[inline(always)]
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
            prospect.quiet_until = 0;
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
        prospect.quiet_until = 0;
        prospect.promise_day = NO_DAY;
        if new.committed && !old.committed {
            prospect.flags &= !INBOUND;
            prospect.flags |= if origin == Origin::OwnCall { INBOUND } else { 0 };
        }
        if new.remarkable {
            self.remark(prospect, slots, now);
        }
        if new.end.is_none() {
            self.model.start_timers(prospect, slots, now.weeks);
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
        self.tally.sold(self.ledger, now.quarter, cents);
        if began == Count::FromFirstContactAppointment {
            self.tally.count(now.quarter, Count::RevenueFromFirstContactAppointment, cents);
        }
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
