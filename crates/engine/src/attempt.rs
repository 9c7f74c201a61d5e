//! What comes of an attempt that did not miss: an encounter, an ask, an opt-out.

use crate::compiled::{Outcome, STAY, Table};
use crate::model::{Channel, End};
use crate::prospect::Origin;
use crate::rng::{Chance, Purpose};
use crate::row::count_attempt;
use crate::shift::{MOST_ACTIVITIES, Shift};
use crate::tally::Count;
use crate::week::{Ask, Task};

impl<'a> Shift<'a> {
    pub(crate) fn opt_out(&mut self, id: u32) {
        if let Some(opt_out) = &self.office.model.opt_out {
            self.enter(id, opt_out.to);
        }
        self.refile(id);
    }

    fn enter(&mut self, id: u32, to: u8) {
        let (prospect, mut slots) = self.desk.open_file(self.office.model, id);
        self.life.enter(prospect, &mut slots, to, &self.now, Origin::Ours);
    }

    /// Nobody tries this prospect again, at least not so.
    pub(crate) fn give_up(&mut self, task: &Task, id: u32) {
        let then = task.on_miss.then;
        if then != STAY && then != self.desk.people[id as usize].stage {
            self.enter(id, then);
        }
        self.refile(id);
    }

    pub(crate) fn encounter(&mut self, task: &Task, id: u32, number: u32) {
        let model = self.office.model;
        let activity = &model.activities[task.activity];
        self.life.tally.reached(self.now.quarter, task.activity);
        let prospect = &mut self.desk.people[id as usize];
        let table = activity.tables[usize::from(prospect.stage)].as_ref();
        let table = table.expect("a prospect without a table is never aimed at");
        let outcome = self.lead_to(table, task.activity, id, number);
        if activity.channel == Channel::Phone {
            self.life.tally.spoke(self.now.quarter, outcome.name);
        }
        self.ask_for_the_sale(task.activity, id, number, outcome);
        self.refile(id);
    }

    /// Draws what an encounter leads to and lets it happen.
    #[inline(always)]
    fn lead_to(&mut self, table: &'a Table, activity: usize, id: u32, number: u32) -> &'a Outcome {
        let prospect = &mut self.desk.people[id as usize];
        let mut dice = prospect.draws(Purpose::outcome(activity), number);
        let drawn = self.life.pick(prospect, table, &mut dice, &self.now);
        let outcome = self.or_instead(drawn, activity, id);
        let (prospect, mut slots) = self.desk.open_file(self.office.model, id);
        let promise = prospect.draws(Purpose::promise(activity), number);
        self.life.apply(prospect, &mut slots, outcome, promise, &self.now, Origin::Ours);
        self.credit(drawn);
        outcome
    }

    fn credit(&mut self, outcome: &Outcome) {
        let Some(effort) = &self.office.week.energy else { return };
        let books =
            outcome.to != STAY && self.office.model.stages[usize::from(outcome.to)].appointment;
        self.credit += effort.by_outcome[outcome.name];
        self.credit += if books { effort.by_appointment } else { 0.0 };
    }

    /// The ask follows at once on an encounter that left the prospect open and booked nothing.
    fn ask_for_the_sale(&mut self, after: usize, id: u32, number: u32, outcome: &Outcome) {
        let model = self.office.model;
        let Some(ask) = &self.office.week.ask else { return };
        if !ask.after[after] || !self.may_ask(ask, id, outcome) {
            return;
        }
        let willing =
            ask.chance * if self.office.week.energy.is_some() { self.energy } else { 1.0 };
        let mut dice = self.desk.people[id as usize].draws(Purpose::ask(after), number);
        if !dice.happens(Chance::new(willing)) {
            return;
        }
        let stage = usize::from(self.desk.people[id as usize].stage);
        let activity = &model.activities[ask.activity];
        let Some(table) = activity.tables[stage].as_ref() else { return };
        let number = count_attempt(&mut self.desk.attempts[ask.activity][id as usize]);
        self.tried[ask.activity % MOST_ACTIVITIES] += 1;
        self.life.tally.reached(self.now.quarter, ask.activity);
        self.asked_for += activity.time;
        self.desk.people[id as usize].fatigue += activity.fatigue;
        let outcome = self.lead_to(table, ask.activity, id, number);
        let accepted = outcome.to != STAY && {
            let to = &model.stages[usize::from(outcome.to)];
            to.decided || to.end == Some(End::Won)
        };
        self.life.tally.count(self.now.quarter, Count::AsksAccepted, accepted.into());
    }

    fn may_ask(&mut self, ask: &Ask, id: u32, outcome: &Outcome) -> bool {
        let model = self.office.model;
        let prospect = &mut self.desk.people[id as usize];
        let stage = &model.stages[usize::from(prospect.stage)];
        let booked = outcome.to != STAY && model.stages[usize::from(outcome.to)].appointment;
        let warm = ask.goodwill.is_none_or(|least| prospect.goodwill_at(model, &self.now) >= least);
        stage.end.is_none() && !stage.decided && !booked && stage.rung >= ask.from_rung && warm
    }
}
