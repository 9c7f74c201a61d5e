//! Attempts in a row. Most change nothing about whom to try next: they are made here in short loops
//! that end at the first prospect of whom more has to be known; what comes of them is noted.

use crate::attempt::{Attempted, Today};
use crate::blocks::Sequel;
use crate::compiled::StageSet;
use crate::desk::Office;
use crate::prospect::{NO_DAY, Prospect};
use crate::week::Task;

/// A task of today, and what makes an attempt of it more than a plain one.
pub(crate) struct Plain<'a> {
    pub task: &'a Task,
    pub today: Today<'a>,
    /// The working day on which who was missed is tried again.
    pub again_on: u16,
    /// Whoever is reached may be asked at once, which takes time from the day.
    pub may_ask: bool,
    /// A miss may be one too many.
    pub may_give_up: bool,
    /// The attempt, counted from 1, at which a name is given up.
    pub most: u32,
    /// Stages in which a miss puts off the next touch of a cadence.
    in_cadence: StageSet,
    /// Stages in which it changes nothing for the rep.
    stages: StageSet,
    /// Names stand in such a stage at the start.
    from_start: bool,
}

/// What attempts read and change.
pub(crate) struct Files<'a> {
    pub people: &'a mut [Prospect],
    /// Attempts so far, by prospect.
    pub attempts: &'a mut [u32],
    /// Takes in who was missed.
    pub missed: &'a mut Vec<u32>,
    /// Takes in what else came of it.
    pub sequels: &'a mut Vec<(Sequel, u32, u32)>,
}

impl<'a> Plain<'a> {
    pub(crate) fn of(office: &Office<'a>, task: &'a Task, today: u16) -> Self {
        let miss = &task.on_miss;
        let stages = task.serves.without(office.week.in_cadence);
        Self {
            task,
            today: Today::of(office.model, task, today),
            again_on: today + miss.retry_days,
            may_ask: office.week.may_take_time(task.activity),
            may_give_up: miss.max_attempts < u32::MAX || !miss.again.is_certain(),
            most: miss.max_attempts,
            in_cadence: office.week.in_cadence,
            stages,
            from_start: stages.contains(office.model.start),
        }
    }

    pub(crate) fn puts_off_touch(&self, prospect: &Prospect) -> bool {
        self.in_cadence.contains(prospect.stage)
    }

    /// Calls names that nobody need look up; says how many.
    #[inline(never)]
    pub(crate) fn call(&self, names: &[u32], files: Files) -> usize {
        if !self.from_start {
            return 0;
        }
        let Self { today, most, may_ask, .. } = *self;
        let Files { people, attempts, missed, sequels } = files;
        for (calls, &id) in names.iter().enumerate() {
            let (prospect, made) = (&mut people[id as usize], &mut attempts[id as usize]);
            if !prospect.is_quiet(today.day) || *made + 1 >= most {
                return calls;
            }
            let attempted = today.try_to_reach(prospect, *made);
            *made += 1;
            if attempted == Attempted::Missed {
                missed.push(id);
            } else {
                sequels.push((Sequel::of(attempted), id, *made - 1));
                if may_ask {
                    return calls + 1;
                }
            }
        }
        names.len()
    }

    /// Tries promises that hold, each given with the day since when it is due, and puts off those
    /// that are missed; says how many, and how many of them were tried for the first time.
    #[inline(never)]
    pub(crate) fn keep(&self, due: &[(u16, u32)], files: Files) -> (usize, i64) {
        let Self { today, stages, again_on, may_ask, .. } = *self;
        let Files { people, attempts, missed, sequels } = files;
        let mut kept = 0;
        for (calls, &(since, id)) in due.iter().enumerate() {
            let (prospect, made) = (&mut people[id as usize], &mut attempts[id as usize]);
            if prospect.promise_day != since || !stages.contains(prospect.stage) {
                return (calls, kept);
            }
            kept += i64::from(prospect.settle());
            let attempted = today.try_to_reach(prospect, *made);
            *made += 1;
            if attempted == Attempted::Missed {
                prospect.promise_day = again_on;
                missed.push(id);
            } else {
                // It may stand in the line twice.
                prospect.promise_day = NO_DAY;
                sequels.push((Sequel::of(attempted), id, *made - 1));
                if may_ask {
                    return (calls + 1, kept);
                }
            }
        }
        (due.len(), kept)
    }
}
