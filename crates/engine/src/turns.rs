//! Whose turn it is: the next name of a list, the oldest promise, the touch that waits longest.

use crate::attempt::Attempted;
use crate::blocks::{Sequel, Spent, affordable};
use crate::desk::Desk;
use crate::prospect::NO_DAY;
use crate::queues::{Fifo, Line};
use crate::row::{Files, Plain};
use crate::shift::Shift;
use crate::tally::Count;
use crate::week::{Block, Task};

impl Shift<'_> {
    pub(crate) fn work_list(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
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
                Stop::Pause => {}
            }
        }
    }

    /// Calls names; what came of the calls is noted and seen to afterwards.
    fn call_names(
        &mut self,
        task: &Task,
        names: &mut Fifo<u32>,
        line: usize,
        budget: &mut i64,
    ) -> Stop {
        let plain = Plain::of(&self.office, task, self.today);
        let affordable = affordable(task, *budget, self.day_left);
        // Names passed over since the last call: when it is everybody, nobody is eligible.
        let (mut calls, mut passed_over) = (0, 0);
        names.compact();
        let stop = loop {
            let sequels = self.desk.sequels.len();
            let known = self.call_known(&plain, names, line, affordable - calls);
            if known > 0 {
                (calls, passed_over) = (calls + known, 0);
            }
            if plain.may_ask && self.desk.sequels.len() > sequels {
                break Stop::Pause;
            }
            let Some(id) = names.front() else { break Stop::Nobody };
            match self.look_up(task, id) {
                Name::Gone => names.pop(),
                Name::NotForThis => {
                    names.send_back(1);
                    passed_over += 1;
                    if passed_over > names.len() {
                        break Stop::Nobody;
                    }
                }
                Name::Ready if calls >= affordable => break Stop::Spent,
                Name::Ready => {
                    names.pop();
                    (calls, passed_over) = (calls + 1, 0);
                    let attempted = self.call(&plain, names, line, id);
                    if plain.may_ask && attempted != Attempted::Missed {
                        break Stop::Pause;
                    }
                }
            }
        };
        self.spend(task, calls, budget);
        stop
    }

    /// Makes the calls at the front of the list before which nobody need be looked up; says how many.
    fn call_known(
        &mut self,
        plain: &Plain,
        names: &mut Fifo<u32>,
        line: usize,
        affordable: u32,
    ) -> u32 {
        let Desk { people, attempts, missed, sequels, returning, .. } = &mut *self.desk;
        let attempts = &mut attempts[plain.task.activity];
        let calls = plain.call(names.next(affordable), Files { people, attempts, missed, sequels });
        names.skip(calls);
        if plain.task.on_miss.retry_days == 0 {
            names.extend(missed.iter().copied());
        } else if let Some(again) = returning.day(line, plain.again_on) {
            again.append(missed);
        }
        missed.clear();
        calls as u32
    }

    /// What has become of a name by now.
    fn look_up(&mut self, task: &Task, id: u32) -> Name {
        if self.desk.people[id as usize].next_at() <= self.now.until() {
            self.catch_up(id);
        }
        let prospect = &mut self.desk.people[id as usize];
        if !prospect.is_fresh() {
            return Name::Gone;
        }
        if !task.serves.contains(prospect.stage) {
            return Name::NotForThis;
        }
        if prospect.stage == self.office.model.start {
            prospect.keep_quiet();
        }
        Name::Ready
    }

    /// One call, and where the name goes when it is missed.
    fn call(&mut self, plain: &Plain, names: &mut Fifo<u32>, line: usize, id: u32) -> Attempted {
        let number = self.desk.attempt_number(id, plain.task.activity);
        let prospect = &mut self.desk.people[id as usize];
        let attempted = plain.today.try_to_reach(prospect, number);
        let gives_up = number + 1 >= plain.most;
        if attempted != Attempted::Missed {
            self.desk.sequels.push((Sequel::of(attempted), id, number));
        } else if gives_up {
            self.desk.sequels.push((Sequel::GiveUp, id, number));
        } else {
            if plain.puts_off_touch(prospect) {
                self.desk.sequels.push((Sequel::Refile, id, number));
            }
            match plain.task.on_miss.retry_days {
                0 => names.push(id),
                _ => self.desk.returning.file(line, plain.again_on, id),
            }
        }
        attempted
    }

    pub(crate) fn work_promises(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
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
                Stop::Pause => {}
            }
        };
        self.desk.owed[task.line] = due;
        spent
    }

    /// Tries promises that are due.
    fn keep_promises(&mut self, task: &Task, due: &mut Line, budget: &mut i64) -> Stop {
        let plain = Plain::of(&self.office, task, self.today);
        let affordable = affordable(task, *budget, self.day_left);
        let mut calls = 0;
        due.compact();
        let stop = loop {
            let sequels = self.desk.sequels.len();
            calls += self.keep_known(&plain, due, affordable - calls);
            if plain.may_ask && self.desk.sequels.len() > sequels {
                break Stop::Pause;
            }
            let Some((since, id)) = due.front() else { break Stop::Nobody };
            let prospect = &self.desk.people[id as usize];
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
            if self.keep_promise(&plain, id) != Attempted::Missed && plain.may_ask {
                break Stop::Pause;
            }
        };
        self.spend(task, calls, budget);
        stop
    }

    /// Makes the calls at the front of a line of promises before which nobody need be looked up; says
    /// how many.
    fn keep_known(&mut self, plain: &Plain, due: &mut Line, affordable: u32) -> u32 {
        if plain.may_give_up {
            return 0;
        }
        let Desk { people, attempts, missed, sequels, promised, .. } = &mut *self.desk;
        let attempts = &mut attempts[plain.task.activity];
        let files = Files { people, attempts, missed, sequels };
        let (calls, kept) = plain.keep(due.next(affordable), files);
        due.skip(calls);
        if let Some(again) = promised.day(plain.task.line, plain.again_on) {
            again.append(missed);
        }
        missed.clear();
        self.life.tally.count(self.now.quarter, Count::PromisesKept, kept);
        calls as u32
    }

    /// One attempt to keep a promise, and when it will be tried again.
    fn keep_promise(&mut self, plain: &Plain, id: u32) -> Attempted {
        let task = plain.task;
        let number = self.desk.attempt_number(id, task.activity);
        let prospect = &mut self.desk.people[id as usize];
        let kept = prospect.settle();
        let attempted = plain.today.try_to_reach(prospect, number);
        if attempted != Attempted::Missed {
            // It may stand in the line twice.
            prospect.promise_day = NO_DAY;
            self.desk.sequels.push((Sequel::of(attempted), id, number));
        } else if plain.may_give_up && !prospect.misses_again(task, number) {
            prospect.promise_day = NO_DAY;
            self.desk.sequels.push((Sequel::GiveUp, id, number));
        } else {
            // The prospect stays where it is, so the same line will find it.
            prospect.promise_day = plain.again_on;
            if plain.puts_off_touch(prospect) {
                self.desk.sequels.push((Sequel::Refile, id, number));
            }
            self.desk.promised.file(task.line, plain.again_on, id);
        }
        self.life.tally.count(self.now.quarter, Count::PromisesKept, kept.into());
        attempted
    }

    pub(crate) fn work_cadence(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        let plain = Plain::of(&self.office, task, self.today);
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
            self.desk.touches[id as usize * cadences + task.cadence] += 1;
            let number = self.desk.attempt_number(id, task.activity);
            let attempted = plain.today.try_to_reach(&mut self.desk.people[id as usize], number);
            self.follow(block, task, budget, (Sequel::of(attempted), id, number));
        };
        self.desk.waiting[task.line] = waiting;
        spent
    }
}

/// What ends a run of attempts.
enum Stop {
    /// Nobody is eligible.
    Nobody,
    /// The block or the day allows no other attempt.
    Spent,
    /// What comes now may take time from the day.
    Pause,
}

/// What has become of a name on the list.
enum Name {
    /// Reached, or gone for good.
    Gone,
    /// Where this activity has nothing to say.
    NotForThis,
    Ready,
}
