//! Misses in a row. Most attempts reach nobody and change nothing about whom to try next: they are
//! made here in short loops that end at the first prospect of whom more has to be known.

use crate::attempt::Today;
use crate::compiled::StageSet;
use crate::desk::Office;
use crate::prospect::Prospect;
use crate::week::Task;

/// A task of today, and what makes an attempt of it more than a miss.
pub(crate) struct Plain<'a> {
    pub task: &'a Task,
    pub today: Today<'a>,
    /// The working day on which who was missed is tried again.
    pub again_on: u16,
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

impl<'a> Plain<'a> {
    pub(crate) fn of(office: &Office<'a>, task: &'a Task, today: u16) -> Self {
        let miss = &task.on_miss;
        let stages = task.serves.without(office.week.in_cadence);
        Self {
            task,
            today: Today::of(office.model, task, today),
            again_on: today + miss.retry_days,
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

    /// Calls names that nobody need look up, as long as they miss; says how many.
    #[inline(never)]
    pub(crate) fn call(
        &self,
        names: &[u32],
        people: &mut [Prospect],
        attempts: &mut [u32],
    ) -> usize {
        if !self.from_start {
            return 0;
        }
        let Self { today, most, .. } = *self;
        let more_than_a_miss = |id: &u32| {
            let (prospect, made) = (&mut people[*id as usize], &mut attempts[*id as usize]);
            let plain =
                prospect.is_quiet(today.day) && *made + 1 < most && today.misses(prospect, *made);
            *made += u32::from(plain);
            !plain
        };
        names.iter().position(more_than_a_miss).unwrap_or(names.len())
    }

    /// Tries promises that hold, each given with the day since when it is due, as long as they miss,
    /// and puts them off; says how many, and how many of them were tried for the first time.
    #[inline(never)]
    pub(crate) fn keep(
        &self,
        due: &[(u16, u32)],
        people: &mut [Prospect],
        attempts: &mut [u32],
    ) -> (usize, i64) {
        let Self { today, stages, again_on, .. } = *self;
        let mut kept = 0;
        let more_than_a_miss = |(since, id): &(u16, u32)| {
            let (prospect, made) = (&mut people[*id as usize], &mut attempts[*id as usize]);
            let plain = prospect.promise_day == *since
                && stages.contains(prospect.stage)
                && today.misses(prospect, *made);
            if plain {
                prospect.promise_day = again_on;
                kept += i64::from(prospect.settle());
                *made += 1;
            }
            !plain
        };
        let stop = due.iter().position(more_than_a_miss);
        (stop.unwrap_or(due.len()), kept)
    }
}
