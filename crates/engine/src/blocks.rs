//! How a block of the week is spent: whom to try next, until nobody is eligible, the block is spent,
//! or the day.

use crate::attempt::{Attempted, Today};
use crate::compiled::StageSet;
use crate::desk::Desk;
use crate::prospect::{NO_DAY, Prospect};
use crate::queues::{Fifo, Line};
use crate::shift::{MOST_ACTIVITIES, Shift};
use crate::tally::Count;
use crate::week::{ATTEMPT, Block, Budget, Served, Task, Week};

impl Shift<'_> {
    pub(crate) fn work_blocks(&mut self) {
        let week = self.office.week;
        for (at, block) in week.blocks.iter().enumerate() {
            if self.today >= block.until {
                continue;
            }
            let carried = self.desk.carried[at];
            let budget = match block.budget {
                Budget::AsNeeded => i64::MAX,
                Budget::Time(today) | Budget::Attempts(today) if week.energy.is_none() => {
                    today + carried
                }
                Budget::Time(today) | Budget::Attempts(today) => {
                    (today as f64 * self.energy) as i64 + carried
                }
            };
            self.desk.carried[at] = self.work_block(block, budget);
        }
    }

    /// Spends a block's budget of today; says what is carried over to tomorrow.
    ///
    /// Nobody falls due during a day, so a task that finds nobody eligible is done with: serving the
    /// tasks one after the other is giving each attempt to the first that has somebody.
    pub(crate) fn work_block(&mut self, block: &Block, mut budget: i64) -> i64 {
        for task in &block.tasks {
            let spent = match task.aim {
                Served::List => self.work_list(block, task, &mut budget),
                Served::Promises => self.work_promises(block, task, &mut budget),
                Served::Cadence(_) => self.work_cadence(block, task, &mut budget),
            };
            match spent {
                Spent::Nobody => {}
                Spent::Budget => return budget,
                // Crowded out: only what is less than one attempt is kept for tomorrow.
                Spent::Day => return budget.min(task.cost - 1),
            }
        }
        self.idle(block, budget)
    }

    fn work_list(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        for vital in [true, false] {
            if self.desk.lists[task.line].part(vital).is_empty() {
                continue;
            }
            let mut names = std::mem::take(self.desk.lists[task.line].part(vital));
            let line = 2 * task.line + usize::from(vital);
            let spent = self.work_names(block, task, &mut names, line, budget);
            *self.desk.lists[task.line].part(vital) = names;
            if spent != Spent::Nobody {
                return spent;
            }
        }
        Spent::Nobody
    }

    fn work_names(
        &mut self,
        block: &Block,
        task: &Task,
        names: &mut Fifo<u32>,
        line: usize,
        budget: &mut i64,
    ) -> Spent {
        loop {
            let stop = self.call_names(task, names, line, budget);
            self.see_to_sequels(block, task, budget);
            match stop {
                Stop::Nobody => return Spent::Nobody,
                Stop::Spent => return Spent::of(task, *budget),
                Stop::Look(id) => self.catch_up(id),
                Stop::Pause => {}
            }
        }
    }

    /// Calls names. Most attempts are plain misses: here they share one loop in which nothing has to
    /// be looked up twice; what else came of them is noted and seen to afterwards.
    #[inline(never)]
    fn call_names(
        &mut self,
        task: &Task,
        names: &mut Fifo<u32>,
        line: usize,
        budget: &mut i64,
    ) -> Stop {
        let Desk { people, attempts, returning, sequels, .. } = &mut *self.desk;
        let (people, attempts) = (&mut people[..], &mut attempts[task.activity][..]);
        let activity = &self.office.model.activities[task.activity];
        let day = Today::of(self.office.model, activity, task, self.today);
        let mut missed = returning.day(line, self.today + task.on_miss.retry_days);
        let rules = Rules::of(self.office.week, task);
        let affordable = affordable(task, *budget, self.day_left);
        let until = self.now.until();
        // Names passed over since the last call: when it is everybody, nobody is eligible.
        let (mut calls, mut passed_over) = (0, 0);
        names.compact();
        let stop = loop {
            let Some(id) = names.front() else { break Stop::Nobody };
            let prospect = &mut people[id as usize];
            if prospect.next_at() <= until {
                break Stop::Look(id);
            }
            if !prospect.is_fresh() {
                names.pop();
                continue;
            }
            if !task.serves.contains(prospect.stage) {
                names.pop();
                names.push(id);
                passed_over += 1;
                if passed_over > names.len() {
                    break Stop::Nobody;
                }
                continue;
            }
            if calls >= affordable {
                break Stop::Spent;
            }
            names.pop();
            (calls, passed_over) = (calls + 1, 0);
            let number = count(attempts, id);
            let attempted = day.try_to_reach(prospect, number);
            if attempted != Attempted::Missed {
                sequels.push((Sequel::of(attempted), id, number));
                if rules.may_ask {
                    break Stop::Pause;
                }
                continue;
            }
            if rules.may_give_up && number + 1 >= task.on_miss.max_attempts {
                sequels.push((Sequel::GiveUp, id, number));
                continue;
            }
            if task.on_miss.retry_days == 0 {
                names.push(id);
            } else if let Some(missed) = &mut missed {
                missed.push(id);
            }
            if rules.in_cadence(prospect) {
                sequels.push((Sequel::Refile, id, number));
            }
        };
        self.spend(task, calls, budget);
        stop
    }

    fn work_promises(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        if self.desk.owed[task.line].is_empty() {
            return Spent::Nobody;
        }
        let mut due = std::mem::take(&mut self.desk.owed[task.line]);
        let spent = loop {
            let stop = self.keep_promises(task, &mut due, budget);
            self.see_to_sequels(block, task, budget);
            match stop {
                Stop::Nobody => break Spent::Nobody,
                Stop::Spent => break Spent::of(task, *budget),
                Stop::Look(_) | Stop::Pause => {}
            }
        };
        self.desk.owed[task.line] = due;
        spent
    }

    /// Tries promises that are due.
    #[inline(never)]
    fn keep_promises(&mut self, task: &Task, due: &mut Line, budget: &mut i64) -> Stop {
        let Desk { people, attempts, promised, sequels, .. } = &mut *self.desk;
        let (people, attempts) = (&mut people[..], &mut attempts[task.activity][..]);
        let activity = &self.office.model.activities[task.activity];
        let day = Today::of(self.office.model, activity, task, self.today);
        let again_on = self.today + task.on_miss.retry_days;
        let mut missed = promised.day(task.line, again_on);
        let rules = Rules::of(self.office.week, task);
        let affordable = affordable(task, *budget, self.day_left);
        let (mut calls, mut kept) = (0, 0);
        due.compact();
        let stop = loop {
            let Some((since, id)) = due.front() else { break Stop::Nobody };
            let prospect = &mut people[id as usize];
            // An entry holds while its promise does, and while it is this activity that keeps it.
            if prospect.promise_day != since || !task.serves.contains(prospect.stage) {
                due.pop();
                continue;
            }
            if calls >= affordable {
                break Stop::Spent;
            }
            due.pop();
            calls += 1;
            let number = count(attempts, id);
            kept += i64::from(prospect.settle());
            let attempted = day.try_to_reach(prospect, number);
            if attempted != Attempted::Missed {
                // It may stand in the line twice.
                prospect.promise_day = NO_DAY;
                sequels.push((Sequel::of(attempted), id, number));
                if rules.may_ask {
                    break Stop::Pause;
                }
                continue;
            }
            if rules.may_give_up && !prospect.misses_again(task, number) {
                prospect.promise_day = NO_DAY;
                sequels.push((Sequel::GiveUp, id, number));
                continue;
            }
            // The prospect stays where it is, so the same line will find it.
            prospect.promise_day = again_on;
            if let Some(missed) = &mut missed {
                missed.push(id);
            }
            if rules.in_cadence(prospect) {
                sequels.push((Sequel::Refile, id, number));
            }
        };
        self.spend(task, calls, budget);
        self.life.tally.count(self.now.quarter, Count::PromisesKept, kept);
        stop
    }

    #[inline(never)]
    fn work_cadence(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        let mut waiting = std::mem::take(&mut self.desk.waiting[task.line]);
        let cadences = self.office.week.cadences.len();
        let spent = loop {
            let due = &self.desk.touch_due;
            let is_due = |since, id: u32| due[id as usize * cadences + task.cadence] == since;
            let next = waiting.first(|(since, id)| is_due(since, id));
            let Some((_, id)) = next else { break Spent::Nobody };
            if affordable(task, *budget, self.day_left) == 0 {
                break Spent::of(task, *budget);
            }
            self.spend(task, 1, budget);
            waiting.pop();
            let Desk { people, attempts, touches, .. } = &mut *self.desk;
            touches[id as usize * cadences + task.cadence] += 1;
            let number = count(&mut attempts[task.activity], id);
            let activity = &self.office.model.activities[task.activity];
            let day = Today::of(self.office.model, activity, task, self.today);
            let attempted = day.try_to_reach(&mut people[id as usize], number);
            self.follow(block, task, budget, (Sequel::of(attempted), id, number));
        };
        self.desk.waiting[task.line] = waiting;
        spent
    }

    /// What came of the attempts of a task. It waits until no more can be made, because it changes
    /// nothing about whom to try today: what it files falls due tomorrow at the earliest.
    fn see_to_sequels(&mut self, block: &Block, task: &Task, budget: &mut i64) {
        let mut sequels = std::mem::take(&mut self.desk.sequels);
        for sequel in sequels.drain(..) {
            self.follow(block, task, budget, sequel);
        }
        self.desk.sequels = sequels;
    }

    /// What follows on an attempt, and the time that asking took.
    fn follow(&mut self, block: &Block, task: &Task, budget: &mut i64, what: (Sequel, u32, u32)) {
        let (sequel, id, number) = what;
        match sequel {
            Sequel::OptOut => self.opt_out(id),
            Sequel::Encounter => self.encounter(task, id, number),
            Sequel::GiveUp => self.give_up(task, id),
            Sequel::Refile => self.refile(id),
        }
        let asked_for = std::mem::take(&mut self.asked_for);
        self.day_left -= asked_for;
        if matches!(block.budget, Budget::Time(_)) {
            *budget -= asked_for;
        }
    }

    /// Takes attempts from the block and the day.
    fn spend(&mut self, task: &Task, attempts: u32, budget: &mut i64) {
        *budget -= i64::from(attempts) * task.cost;
        self.day_left -= i64::from(attempts) * task.time;
        self.tried[task.activity % MOST_ACTIVITIES] += attempts;
    }

    /// Nobody is eligible: time is lost, a part of an attempt is kept.
    fn idle(&mut self, block: &Block, budget: i64) -> i64 {
        match block.budget {
            Budget::Time(_) if budget > 0 => {
                self.unused += budget;
                0
            }
            Budget::Attempts(_) => budget.min(ATTEMPT - 1),
            _ => budget.min(0),
        }
    }
}

/// What brought a task to its end for today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spent {
    Nobody,
    Budget,
    Day,
}

impl Spent {
    /// Which of the two it is that does not allow another attempt.
    fn of(task: &Task, budget: i64) -> Self {
        if budget < task.cost { Self::Budget } else { Self::Day }
    }
}

/// What ends a run of attempts.
enum Stop {
    /// Nobody is eligible.
    Nobody,
    /// The block or the day allows no other attempt.
    Spent,
    /// Something has happened to the prospect meanwhile.
    Look(u32),
    /// What comes now may take time from the day.
    Pause,
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sequel {
    OptOut,
    Encounter,
    /// Missed once too often.
    GiveUp,
    /// Missed, which puts off the next touch of a cadence.
    Refile,
}

impl Sequel {
    fn of(attempted: Attempted) -> Self {
        match attempted {
            Attempted::OptedOut => Self::OptOut,
            Attempted::Reached => Self::Encounter,
            Attempted::Missed => Self::Refile,
        }
    }
}

/// Attempts that the block and the day allow: the last one may run over the day.
fn affordable(task: &Task, budget: i64, day_left: i64) -> u32 {
    let by_block = if task.cost > 0 { budget / task.cost } else { i64::MAX };
    let by_day = if task.time > 0 { (day_left + task.time - 1) / task.time } else { i64::MAX };
    u32::try_from(by_block.min(by_day).max(0)).unwrap_or(u32::MAX)
}

/// What need not be looked at again for every attempt.
struct Rules {
    /// A reached prospect may be asked at once, which takes time from the day.
    may_ask: bool,
    /// A miss may be one too many.
    may_give_up: bool,
    /// Stages in which an attempt puts off the next touch.
    cadences: Option<StageSet>,
}

impl Rules {
    fn of(week: &Week, task: &Task) -> Self {
        let miss = &task.on_miss;
        Self {
            may_ask: week.may_take_time(task.activity),
            may_give_up: miss.max_attempts < u32::MAX || !miss.again.is_certain(),
            cadences: (!week.cadences.is_empty()).then_some(week.in_cadence),
        }
    }

    #[inline(always)]
    fn in_cadence(&self, prospect: &Prospect) -> bool {
        self.cadences.is_some_and(|stages| stages.contains(prospect.stage))
    }
}

/// Counts an attempt of an activity; says how many there were on this prospect before.
#[inline(always)]
fn count(attempts: &mut [u32], id: u32) -> u32 {
    let count = &mut attempts[id as usize];
    *count += 1;
    *count - 1
}
