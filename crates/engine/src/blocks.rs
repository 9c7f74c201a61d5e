//! How a block of the week is spent: task after task, until nobody is eligible, the block is spent, or
//! the day; and what follows on each attempt.

use crate::odds::Attempted;
use crate::shift::{MOST_ACTIVITIES, Shift};
use crate::week::{ATTEMPT, Block, Budget, Task};

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
            match self.serve(block, task, &mut budget) {
                Spent::Nobody => {}
                Spent::Budget => return budget,
                // Crowded out: only what is less than one attempt is kept for tomorrow.
                Spent::Day => return budget.min(task.cost - 1),
            }
        }
        self.idle(block, budget)
    }

    /// What came of the attempts of a task. It waits until no more can be made, because it changes
    /// nothing about whom to try today: what it files falls due tomorrow at the earliest.
    pub(crate) fn see_to_sequels(&mut self, block: &Block, task: &Task, budget: &mut i64) {
        let mut sequels = std::mem::take(&mut self.desk.sequels);
        for sequel in sequels.drain(..) {
            self.follow(block, task, budget, sequel);
        }
        self.desk.sequels = sequels;
    }

    /// What follows on an attempt, and the time that asking took.
    pub(crate) fn follow(
        &mut self,
        block: &Block,
        task: &Task,
        budget: &mut i64,
        what: (Sequel, u32, u32),
    ) {
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
    pub(crate) fn spend(&mut self, task: &Task, attempts: u32, budget: &mut i64) {
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
pub(crate) enum Spent {
    Nobody,
    Budget,
    Day,
}

impl Spent {
    /// Which of the two it is that does not allow another attempt.
    pub(crate) fn of(task: &Task, budget: i64) -> Self {
        if budget < task.cost { Self::Budget } else { Self::Day }
    }
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
    pub(crate) fn of(attempted: Attempted) -> Self {
        match attempted {
            Attempted::OptedOut => Self::OptOut,
            Attempted::Reached => Self::Encounter,
            Attempted::Missed => Self::Refile,
        }
    }
}

/// Attempts that the block and the day allow: the last one may run over the day.
pub(crate) fn affordable(task: &Task, budget: i64, day_left: i64) -> u32 {
    let by_block = if task.cost > 0 { budget / task.cost } else { i64::MAX };
    let by_day = if task.time > 0 { (day_left + task.time - 1) / task.time } else { i64::MAX };
    u32::try_from(by_block.min(by_day).max(0)).unwrap_or(u32::MAX)
}
