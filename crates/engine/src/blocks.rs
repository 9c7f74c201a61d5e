//! How a block of the week is spent: whom to try next, until nobody is eligible, the block is spent,
//! or the day.

use crate::attempt::{Attempted, try_to_reach};
use crate::desk::Desk;
use crate::prospect::NO_DAY;
use crate::queues::{Line, List};
use crate::shift::{MOST_ACTIVITIES, Shift};
use crate::tally::Count;
use crate::week::{ATTEMPT, Block, Budget, Served, Task};

impl Shift<'_> {
    pub(crate) fn work_blocks(&mut self) {
        let week = self.office.week;
        for (at, block) in week.blocks.iter().enumerate() {
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
        let mut list = std::mem::take(&mut self.desk.lists[task.line]);
        // Names passed over since the last call: when it is everybody, nobody is eligible.
        let mut passed_over = 0;
        let spent = loop {
            let called = self.tried[task.activity % MOST_ACTIVITIES];
            let stop = self.call_names(task, &mut list, budget);
            if self.tried[task.activity % MOST_ACTIVITIES] != called {
                passed_over = 0;
            }
            match stop {
                Stop::Spent(spent) => break spent,
                Stop::Look(id) => {
                    self.wake(id);
                    passed_over += usize::from(self.pass_over(task, &mut list, id));
                    if passed_over > list.len() {
                        break Spent::Nobody;
                    }
                }
                Stop::GiveUp(id) => self.give_up(task, id),
                Stop::Touched(id) => self.refile(id),
                Stop::Follow(what) => self.follow(block, task, budget, what),
            }
        };
        self.desk.lists[task.line] = list;
        spent
    }

    /// Calls names until something else than a plain miss comes up. Most attempts are plain misses:
    /// here they share one loop in which nothing has to be looked up twice.
    #[inline(never)]
    fn call_names(&mut self, task: &Task, list: &mut List, budget: &mut i64) -> Stop {
        let Desk { people, attempts, returning, .. } = &mut *self.desk;
        let attempts = &mut attempts[task.activity][..];
        let (model, week) = (self.office.model, self.office.week);
        let mut purse = Purse { block: *budget, day: self.day_left };
        let until = self.now.until();
        let mut calls = 0;
        let stop = loop {
            let Some(id) = list.front() else { break Stop::Spent(Spent::Nobody) };
            let prospect = &mut people[id as usize];
            let asleep = prospect.next_at() <= until;
            if asleep || !prospect.is_fresh() || !task.serves.contains(prospect.stage) {
                break Stop::Look(id);
            }
            if let Some(spent) = purse.spend(task) {
                break Stop::Spent(spent);
            }
            list.pop();
            calls += 1;
            let number = count(attempts, id);
            let attempted = try_to_reach(model, task, prospect, number, self.today);
            if attempted != Attempted::Missed {
                break Stop::Follow((attempted, id, number));
            }
            if number + 1 >= task.on_miss.max_attempts {
                break Stop::GiveUp(id);
            }
            if task.on_miss.retry_days == 0 {
                list.push(id, prospect.is_vital());
            } else {
                let line = 2 * task.line + usize::from(prospect.is_vital());
                returning.file(line, self.today + task.on_miss.retry_days, id);
            }
            if week.in_cadence.contains(prospect.stage) {
                break Stop::Touched(id);
            }
        };
        (*budget, self.day_left) = (purse.block, purse.day);
        self.tried[task.activity % MOST_ACTIVITIES] += calls;
        stop
    }

    /// Takes the first name off the list if it was reached or has ended, sends it to the back if the
    /// activity has nothing to say to it now. Says whether it was sent back.
    fn pass_over(&mut self, task: &Task, list: &mut List, id: u32) -> bool {
        let prospect = &self.desk.people[id as usize];
        let serves = task.serves.contains(prospect.stage);
        if prospect.is_fresh() && serves {
            return false;
        }
        list.pop();
        if prospect.is_fresh() {
            list.push(id, prospect.is_vital());
        }
        prospect.is_fresh()
    }

    fn work_promises(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        let mut due = std::mem::take(&mut self.desk.owed[task.line]);
        let spent = loop {
            match self.keep_promises(task, &mut due, budget) {
                Stop::Spent(spent) => break spent,
                Stop::Look(id) | Stop::Touched(id) => self.refile(id),
                Stop::GiveUp(id) => self.give_up(task, id),
                Stop::Follow(what) => self.follow(block, task, budget, what),
            }
        };
        self.desk.owed[task.line] = due;
        spent
    }

    /// Tries promises that are due until something else than a plain miss comes up.
    #[inline(never)]
    fn keep_promises(&mut self, task: &Task, due: &mut Line, budget: &mut i64) -> Stop {
        let Desk { people, attempts, promised, .. } = &mut *self.desk;
        let attempts = &mut attempts[task.activity][..];
        let (model, week) = (self.office.model, self.office.week);
        let mut purse = Purse { block: *budget, day: self.day_left };
        let (mut calls, mut kept) = (0, 0);
        let stop = loop {
            // An entry holds while its promise does, and while it is this activity that keeps it.
            let holds = |(day, id): (u16, u32)| {
                let prospect = &people[id as usize];
                prospect.promise_day == day && task.serves.contains(prospect.stage)
            };
            let Some((_, id)) = due.first(holds) else { break Stop::Spent(Spent::Nobody) };
            if let Some(spent) = purse.spend(task) {
                break Stop::Spent(spent);
            }
            due.pop();
            calls += 1;
            let number = count(attempts, id);
            let prospect = &mut people[id as usize];
            kept += i64::from(prospect.settle());
            let attempted = try_to_reach(model, task, prospect, number, self.today);
            if attempted != Attempted::Missed {
                break Stop::Follow((attempted, id, number));
            }
            if !prospect.misses_again(task, number) {
                prospect.promise_day = NO_DAY;
                break Stop::GiveUp(id);
            }
            // The prospect stays where it is, so the same line will find it.
            prospect.promise_day = self.today + task.on_miss.retry_days;
            promised.file(task.line, prospect.promise_day, id);
            if week.in_cadence.contains(prospect.stage) {
                break Stop::Touched(id);
            }
        };
        (*budget, self.day_left) = (purse.block, purse.day);
        self.tried[task.activity % MOST_ACTIVITIES] += calls;
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
            let mut purse = Purse { block: *budget, day: self.day_left };
            if let Some(spent) = purse.spend(task) {
                break spent;
            }
            (*budget, self.day_left) = (purse.block, purse.day);
            waiting.pop();
            self.tried[task.activity % MOST_ACTIVITIES] += 1;
            let Desk { people, attempts, touches, .. } = &mut *self.desk;
            touches[id as usize * cadences + task.cadence] += 1;
            let number = count(&mut attempts[task.activity], id);
            let prospect = &mut people[id as usize];
            match try_to_reach(self.office.model, task, prospect, number, self.today) {
                Attempted::Missed => self.refile(id),
                attempted => self.follow(block, task, budget, (attempted, id, number)),
            }
        };
        self.desk.waiting[task.line] = waiting;
        spent
    }

    /// What follows on an attempt that was not missed, and the time that asking took.
    fn follow(
        &mut self,
        block: &Block,
        task: &Task,
        budget: &mut i64,
        what: (Attempted, u32, u32),
    ) {
        let (attempted, id, number) = what;
        match attempted {
            Attempted::OptedOut => self.opt_out(id),
            _ => self.encounter(task, id, number),
        }
        let asked_for = std::mem::take(&mut self.asked_for);
        self.day_left -= asked_for;
        if matches!(block.budget, Budget::Time(_)) {
            *budget -= asked_for;
        }
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

/// What ends a run of plain misses.
enum Stop {
    /// Nobody is left, or the block or the day is spent.
    Spent(Spent),
    /// The prospect needs a closer look.
    Look(u32),
    /// Missed once too often.
    GiveUp(u32),
    /// Missed, which puts off the next touch of a cadence.
    Touched(u32),
    /// An attempt that was not missed: what it was, on whom, its number.
    Follow((Attempted, u32, u32)),
}

/// What is left to spend: of the block in the unit of its budget, of the day in milliseconds.
struct Purse {
    block: i64,
    day: i64,
}

impl Purse {
    /// Takes one attempt from the block and the day, unless one of them is spent.
    #[inline(always)]
    fn spend(&mut self, task: &Task) -> Option<Spent> {
        if self.block < task.cost {
            return Some(Spent::Budget);
        }
        if self.day <= 0 && task.time > 0 {
            return Some(Spent::Day);
        }
        self.block -= task.cost;
        self.day -= task.time;
        None
    }
}

/// Counts an attempt of an activity; says how many there were on this prospect before.
#[inline(always)]
fn count(attempts: &mut [u32], id: u32) -> u32 {
    let count = &mut attempts[id as usize];
    *count += 1;
    *count - 1
}
