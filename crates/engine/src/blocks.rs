//! How a block of the week is spent: task after task, until nobody is eligible, the block is spent, or
//! the day; and what follows on each attempt.

use crate::notes::Sequel;
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

    /// What came of a row of attempts.
    pub(crate) fn see_to_sequels(&mut self, block: &Block, task: &Task, budget: &mut i64) {
        for at in 0..self.desk.notes.sequels.len() {
            self.follow(block, task, budget, self.desk.notes.sequels[at]);
        }
        self.desk.notes.sequels.clear();
    }

    /// What follows on an attempt, and the time that asking took.
    fn follow(&mut self, block: &Block, task: &Task, budget: &mut i64, what: (Sequel, u32, u32)) {
        let (sequel, id, number) = what;
        match sequel {
            Sequel::OptOut => self.opt_out(id),
            Sequel::Encounter => self.encounter(task, id, number),
            Sequel::GiveUp => self.give_up(task, id),
            Sequel::Touched => self.file_touches(id),
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

/// Attempts that the block and the day allow if each takes so much more of the time than it costs: the
/// last one may run over the day.
#[inline(always)]
pub(crate) fn affordable(block: &Block, task: &Task, more: i64, budget: i64, day_left: i64) -> u32 {
    let more_of_block = if matches!(block.budget, Budget::Time(_)) { more } else { 0 };
    let by_block = match task.cost + more_of_block {
        0 => i64::MAX,
        cost => (budget - task.cost + cost) / cost,
    };
    let time = task.time + more;
    let lasts = by_block.checked_mul(time).is_some_and(|needed| needed <= day_left);
    let affordable =
        if lasts || time == 0 { by_block } else { by_block.min((day_left - 1 + time) / time) };
    u32::try_from(affordable.max(0)).unwrap_or(u32::MAX)
}
