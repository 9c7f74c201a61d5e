//! What happens to a prospect: encounters, stages and their timers, need.

use longview_engine::metric::Id;
use longview_engine::model::{End, Outcome};

use super::prospect::{Met, Next, Promise};
use super::rep::Rep;
use super::setting::Setting;
use super::tables::Table;
use super::time::{A_MOMENT, When, working_days};
use super::twist::Twist;

/// From what an encounter came.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Cause {
    OurActivity,
    Timer,
    OwnCall,
}

impl<'a> Rep<'a> {
    /// Everything that happens by itself to one prospect up to a moment, in time order.
    pub(super) fn advance(&mut self, who: usize, until: f64) {
        while let Some((moment, next)) = self.people[who].next_by_itself() {
            if moment > until + A_MOMENT {
                return;
            }
            match next {
                Next::Timer(timer) => self.fire(who, timer, moment),
                Next::Need => self.turn_need(who, moment),
            }
        }
    }

    fn fire(&mut self, who: usize, timer: usize, moment: f64) {
        let (setting, stage) = (self.setting, self.people[who].stage);
        let table = &setting.on_timer[stage][timer];
        let outcome = self.encounter(who, table, Cause::Timer, When::ByItself(moment));
        if Setting::leads_elsewhere(outcome, stage).is_some() {
            return;
        }
        if setting.twist == Twist::AllTimersRestart {
            return self.start_timers(who, moment);
        }
        let again = self.luck.delay(&setting.model.stages[stage].timers[timer].delay);
        self.people[who].timers[timer] = moment + again;
    }

    pub(super) fn start_timers(&mut self, who: usize, moment: f64) {
        let timers = &self.setting.model.stages[self.people[who].stage].timers;
        self.people[who].timers =
            timers.iter().map(|timer| moment + self.luck.delay(&timer.delay)).collect();
    }

    fn turn_need(&mut self, who: usize, moment: f64) {
        let need = self.setting.model.need.as_ref().expect("only need turns");
        let person = &mut self.people[who];
        person.in_market = !person.in_market;
        let mean = if person.in_market { need.in_market } else { need.out_of_market };
        person.spell_ends = moment + self.luck.exponential(mean.get());
        if person.in_market {
            self.may_call_us(who, moment);
        } else if !self.setting.model.stages[person.stage].decided
            && self.luck.happens(need.bought_elsewhere.get())
        {
            self.enter(who, need.lost_to.0, When::ByItself(moment), false);
        }
    }

    fn may_call_us(&mut self, who: usize, moment: f64) {
        let (setting, person) = (self.setting, &self.people[who]);
        let calls = setting.model.need.as_ref().and_then(|need| need.calls_us.as_ref());
        let table = setting.on_own_call.get(person.stage).and_then(Option::as_ref);
        let (Some(calls), Some(table), true) = (calls, table, person.reached) else { return };
        let goodwill = person.goodwill.now(moment);
        let chance = calls.at_most.get() * goodwill / (goodwill + calls.half_at.get());
        if self.luck.happens(chance) {
            self.encounter(who, table, Cause::OwnCall, When::ByItself(moment));
        }
    }

    /// Something happens to a prospect: an outcome is drawn, and does what it does.
    pub(super) fn encounter(
        &mut self,
        who: usize,
        table: &'a Table<'a>,
        cause: Cause,
        when: When,
    ) -> &'a Outcome {
        let chances = table.chances(self.log_odds_of(who, when.moment()));
        let outcome = &table.outcomes[self.luck.pick(&chances)];
        let to = Setting::leads_elsewhere(outcome, self.people[who].stage);
        self.meet(who, to, cause, when);
        self.people[who].goodwill.add(outcome.goodwill.get(), when.moment());
        if outcome.lead {
            self.counts.one(Id::Leads, when.quarter());
            self.today.leads += 1;
        }
        if let Some(to) = to {
            self.enter(who, to, when, cause == Cause::OwnCall);
        }
        if let Some(delay) = &outcome.promise {
            let delay = self.luck.delay(delay);
            self.promise(who, delay, when);
        }
        outcome
    }

    fn meet(&mut self, who: usize, to: Option<usize>, cause: Cause, when: When) {
        let stages = &self.setting.model.stages;
        let person = &mut self.people[who];
        person.reached |= cause == Cause::OurActivity;
        person.met.get_or_insert(Met {
            quarter: when.quarter(),
            led_to_appointment: to.is_some_and(|to| stages[to].appointment),
        });
    }

    /// A prospect enters another stage, whatever brought it there.
    pub(super) fn enter(&mut self, who: usize, to: usize, when: When, by_own_call: bool) {
        let stages = &self.setting.model.stages;
        let from = self.people[who].stage;
        if from == to {
            return;
        }
        if let Some(commitment) = self.setting.commitment
            && stages[from].rung < commitment
            && stages[to].rung >= commitment
        {
            self.people[who].own_call_led_to_commitment = by_own_call;
        }
        self.people[who].promise = None;
        self.people[who].stage = to;
        self.stand_in_cadences(who, when);
        match stages[to].end {
            None => {
                if stages[to].appointment {
                    self.counts.one(Id::Appointments, when.quarter());
                }
                self.start_timers(who, when.moment());
            }
            Some(end) => self.finish(who, end, when),
        }
    }

    fn stand_in_cadences(&mut self, who: usize, when: When) {
        let person = &mut self.people[who];
        for (kept, since) in self.setting.cadences.iter().zip(&mut person.stands_since) {
            let stands = kept.stages[person.stage];
            *since = stands.then(|| since.unwrap_or(when.next_morning()));
        }
    }

    fn finish(&mut self, who: usize, end: End, when: When) {
        self.people[who].timers.clear();
        self.people[who].spell_ends = f64::INFINITY;
        match end {
            End::Won => self.win(who, when.quarter()),
            End::OptedOut => self.counts.one(Id::OptOuts, when.quarter()),
            End::Lost => {}
        }
    }

    fn win(&mut self, who: usize, quarter: usize) {
        let person = &self.people[who];
        let inbound =
            person.own_call_led_to_commitment && self.setting.twist != Twist::OwnCallsForgotten;
        let origin = match person.met {
            Some(Met { led_to_appointment: true, .. }) => Id::CustomersFromFirstContactAppointment,
            _ if inbound => Id::CustomersInbound,
            _ => Id::CustomersFromInBetween,
        };
        self.counts.one(origin, quarter);
        self.counts.one(Id::Customers, quarter);
        self.counts.add(Id::Revenue, quarter, person.cents);
        if origin == Id::CustomersFromFirstContactAppointment {
            self.counts.add(Id::RevenueFromFirstContactAppointment, quarter, person.cents);
        }
        // In hindsight the sale stood in the pipeline since they met.
        for before in person.met.map_or(quarter, |met| met.quarter)..quarter {
            self.counts.add(Id::Pipeline, before, person.cents);
        }
    }

    /// The rep owes the next contact; a new promise replaces the old one.
    fn promise(&mut self, who: usize, delay: f64, when: When) {
        let Some(keeper) = self.setting.keeper_in(self.people[who].stage) else { return };
        let mut due = working_days(when.moment() + delay);
        if self.setting.twist == Twist::PromisesRoundedDown {
            due = due.saturating_sub(1);
        }
        if let When::ByWork(day) = when {
            due = due.max(day + 1);
        }
        if !self.setting.is_meeting(keeper) {
            self.counts.one(Id::PromisesMade, when.quarter());
        }
        self.people[who].promise = Some(Promise { due, keeper, attempted: false, misses: 0 });
    }
}
