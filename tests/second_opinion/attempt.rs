//! One attempt, and what follows on it at once.

use longview_engine::metric::Id;
use longview_engine::model::{Activity, Channel, Effort, Outcome, StageId};
use longview_engine::plan::AskPolicy;

use super::day::{By, Turn};
use super::life::Cause;
use super::rep::Rep;
use super::setting::Setting;
use super::time::{moment_of, working_days};
use super::twist::Twist;

/// What one draw decides.
#[derive(Clone, Copy, PartialEq)]
enum Became {
    OptedOut,
    Reached,
    Missed,
}

impl<'a> Rep<'a> {
    /// One try of one activity on one prospect. Says how long an ask after it took.
    pub(super) fn attempt(&mut self, turn: Turn) -> i64 {
        let (setting, Turn { who, activity: at, by }) = (self.setting, turn);
        let activity = &setting.model.activities[at];
        let moment = moment_of(self.today.number);
        let became = self.what_became(who, at, moment);
        self.spend(activity);
        self.count_attempt(activity, became);
        let late = setting.twist == Twist::FatigueAfterwards;
        if !late {
            self.people[who].fatigue.add(activity.fatigue.get(), moment);
        }
        self.people[who].last_attempt = Some(self.today.number);
        self.people[who].attempts[at] += 1;
        self.first_attempt(who, by);
        let asking = match became {
            Became::OptedOut => {
                let to = setting.model.opt_out.map(|opt_out| opt_out.to);
                self.move_to(who, to);
                0
            }
            Became::Reached => self.reach(turn, activity),
            Became::Missed => {
                self.people[who].goodwill.add(activity.on_miss.goodwill.get(), moment);
                self.miss(turn, activity);
                0
            }
        };
        if late {
            self.people[who].fatigue.add(activity.fatigue.get(), moment);
        }
        asking
    }

    fn what_became(&mut self, who: usize, activity: usize, moment: f64) -> Became {
        let excess = self.excess_fatigue(who, moment);
        let opts_out =
            self.setting.model.opt_out.map_or(0.0, |opt_out| {
                (opt_out.base.get() + opt_out.slope.get() * excess).min(1.0)
            });
        let person = &self.people[who];
        let reaches = self.setting.reach[activity][person.segment][person.reach_class];
        if self.setting.twist == Twist::OptOutAfterReach {
            return match (self.luck.happens(reaches), self.luck.happens(opts_out)) {
                (true, _) => Became::Reached,
                (false, true) => Became::OptedOut,
                (false, false) => Became::Missed,
            };
        }
        if self.luck.happens(opts_out) {
            Became::OptedOut
        } else if self.luck.happens(reaches) {
            Became::Reached
        } else {
            Became::Missed
        }
    }

    /// Time goes by, whoever answers.
    fn spend(&mut self, activity: &Activity) {
        let (millis, quarter) = (activity.time.millis(), self.by_work().quarter());
        self.today.left -= millis;
        self.today.worked += millis;
        let kind = match activity.effort {
            Effort::Motion => Id::MotionHours,
            Effort::Action => Id::ActionHours,
        };
        self.counts.add(Id::Hours, quarter, millis as f64);
        self.counts.add(kind, quarter, millis as f64);
    }

    fn count_attempt(&mut self, activity: &Activity, became: Became) {
        let quarter = self.by_work().quarter();
        let reached = became == Became::Reached;
        let counted: &[(Id, bool)] = match activity.channel {
            Channel::Phone => &[(Id::Attempts, true), (Id::Dials, true), (Id::Contacts, reached)],
            Channel::Mail => &[(Id::Attempts, true), (Id::Replies, reached)],
            Channel::Meeting => &[(Id::MeetingsHeld, reached)],
            Channel::Ask => &[(Id::Asks, reached)],
        };
        for (metric, _) in counted.iter().filter(|(_, counts)| *counts) {
            self.counts.one(*metric, quarter);
        }
    }

    /// The first attempt on a promise keeps it; a touch is a touch.
    fn first_attempt(&mut self, who: usize, by: By) {
        let quarter = self.by_work().quarter();
        let person = &mut self.people[who];
        if let By::Cadence(cadence) = by {
            person.touches[cadence] += 1;
        }
        if let (By::Promise, Some(promise)) = (by, &mut person.promise)
            && !promise.attempted
        {
            promise.attempted = true;
            if !self.setting.is_meeting(promise.keeper) {
                self.counts.one(Id::PromisesKept, quarter);
            }
        }
    }

    fn move_to(&mut self, who: usize, to: Option<StageId>) {
        if let Some(to) = to {
            self.enter(who, to.0, self.by_work(), false);
        }
    }

    fn reach(&mut self, turn: Turn, activity: &Activity) -> i64 {
        let (setting, who) = (self.setting, turn.who);
        if let By::Promise = turn.by {
            self.people[who].promise = None;
        }
        let stage = self.people[who].stage;
        let table = setting.on_reach[turn.activity][stage].as_ref().expect("it is aimed at");
        let outcome = self.encounter(who, table, Cause::OurActivity, self.by_work());
        self.today.credit += setting.credit(outcome, stage);
        if activity.channel == Channel::Phone {
            let quarter = self.by_work().quarter();
            self.counts.conversation(&outcome.name, quarter);
        }
        match &setting.strategy.ask {
            Some(policy) if self.asks(turn, policy, outcome, stage) => self.ask(who, policy),
            _ => 0,
        }
    }

    /// Whether the rep asks for the sale after this outcome, drawn in the stage `before`.
    fn asks(&mut self, turn: Turn, policy: &AskPolicy, outcome: &Outcome, before: usize) -> bool {
        let (stages, person) = (&self.setting.model.stages, &self.people[turn.who]);
        let stage = &stages[person.stage];
        let booked =
            Setting::leads_elsewhere(outcome, before).is_some_and(|to| stages[to].appointment);
        let goodwill = person.goodwill.now(moment_of(self.today.number));
        let appropriate = policy.after.iter().any(|after| after.0 == turn.activity)
            && stage.end.is_none()
            && !stage.decided
            && !booked
            && stage.rung >= stages[policy.from.0].rung
            && policy.goodwill.is_none_or(|needed| goodwill >= needed.get())
            && self.setting.on_reach[policy.activity.0][person.stage].is_some();
        appropriate && self.luck.happens(policy.chance.get() * self.energy)
    }

    fn ask(&mut self, who: usize, policy: &'a AskPolicy) -> i64 {
        let (setting, at) = (self.setting, policy.activity.0);
        let (activity, stage) = (&setting.model.activities[at], self.people[who].stage);
        if setting.twist != Twist::AsksTakeNoTime {
            self.spend(activity);
        }
        self.count_attempt(activity, Became::Reached);
        self.people[who].fatigue.add(activity.fatigue.get(), moment_of(self.today.number));
        let table = setting.on_reach[at][stage].as_ref().expect("it was looked for");
        let outcome = self.encounter(who, table, Cause::OurActivity, self.by_work());
        self.today.credit += setting.credit(outcome, stage);
        let to = Setting::leads_elsewhere(outcome, stage).map(|to| &setting.model.stages[to]);
        let accepted = |to: &longview_engine::model::Stage| {
            to.decided || to.end == Some(longview_engine::model::End::Won)
        };
        if to.is_some_and(accepted) {
            self.counts.one(Id::AsksAccepted, self.by_work().quarter());
        }
        if setting.twist == Twist::AsksTakeNoTime { 0 } else { activity.time.millis() }
    }

    fn miss(&mut self, turn: Turn, activity: &Activity) {
        match turn.by {
            By::List(which) => {
                let (who, miss) = (turn.who, &activity.on_miss);
                let tries = self.people[who].attempts[turn.activity];
                let segment = self.people[who].segment;
                if miss.max_attempts.is_some_and(|most| tries >= most) {
                    self.move_to(who, miss.then);
                } else if miss.retry.get() <= 0.0 {
                    self.lists[segment].goes_to_the_back(who, which);
                } else {
                    let day = self.today.number + working_days(miss.retry.get());
                    self.lists[segment].comes_back_on(day, who, which);
                }
            }
            By::Promise => self.miss_promise(turn.who, activity),
            By::Cadence(_) => {}
        }
    }

    fn miss_promise(&mut self, who: usize, activity: &Activity) {
        let miss = &activity.on_miss;
        let again = self.luck.happens(miss.again.get());
        let today = self.today.number;
        let promise = self.people[who].promise.as_mut().expect("it was due");
        promise.misses += 1;
        if again && miss.max_attempts.is_none_or(|most| promise.misses < most) {
            promise.due = today + working_days(miss.retry.get()).max(1);
        } else {
            self.people[who].promise = None;
            self.move_to(who, miss.then);
        }
    }
}
