//! Attempts in a row: one task on one day, from the front of a line until nobody is left or no more
//! are allowed. What comes of them is noted, and seen to when the row is made.

use crate::compiled::StageSet;
use crate::desk::Office;
use crate::notes::{Notes, Sequel};
use crate::odds::{Attempted, Odds};
use crate::prospect::{NO_DAY, Prospect};
use crate::week::Task;

/// The rules of a row.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub task: &'a Task,
    /// The working day on which who was missed is tried again.
    pub again_on: u16,
    today: u16,
    /// Stages in which a miss puts off the next touch of a cadence.
    in_cadence: Option<&'a StageSet>,
    /// A missed promise may be one too many.
    may_give_up: bool,
}

/// What attempts read and change.
pub(crate) struct Files<'a> {
    pub people: &'a mut [Prospect],
    /// Attempts so far, by prospect.
    pub attempts: &'a mut [u32],
    /// Takes in what came of it.
    pub notes: &'a mut Notes,
}

/// Touches of cadences, by prospect and cadence.
pub(crate) struct Touches<'a> {
    pub cadences: usize,
    /// The day from which the next is due.
    pub due: &'a mut [u16],
    /// So many were made.
    pub made: &'a mut [u32],
}

/// A row that was made.
pub(crate) struct Made {
    /// Entries taken off the line.
    pub taken: usize,
    pub attempts: u32,
    pub stop: Stop,
}

/// What ends a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Nobody is left.
    Nobody,
    /// No more attempts are allowed.
    Spent,
    /// The activity has nothing to say to whom the front names.
    NotForThis,
}

/// What has become of a name on the list.
pub(crate) enum Name {
    /// Reached, or gone for good.
    Gone,
    /// Where this activity has nothing to say.
    NotForThis,
    Ready,
}

impl<'a> Row<'a> {
    pub(crate) fn of(office: &Office<'a>, task: &'a Task, today: u16) -> Self {
        let (week, miss) = (office.week, &task.on_miss);
        Self {
            task,
            again_on: today + miss.retry_days,
            today,
            in_cadence: (!week.cadences.is_empty()).then_some(&week.in_cadence),
            may_give_up: miss.max_attempts < u32::MAX || !miss.again.is_certain(),
        }
    }

    /// Calls names; those to whom something may have happened are looked up first.
    #[inline(always)]
    pub(crate) fn call(
        self,
        odds: impl Odds,
        (names, most): (&[u32], u32),
        files: Files,
        mut look_up: impl FnMut(&mut Prospect, u32) -> Name,
    ) -> Made {
        let Files { people, attempts: tries, notes } = files;
        let max_attempts = self.task.on_miss.max_attempts;
        let mut attempts = 0;
        for (taken, &id) in names.iter().enumerate() {
            let prospect = &mut people[id as usize];
            if !prospect.is_quiet(self.today) {
                match look_up(prospect, id) {
                    Name::Ready => {}
                    Name::Gone => continue,
                    Name::NotForThis => return Made { taken, attempts, stop: Stop::NotForThis },
                }
            }
            if attempts == most {
                return Made { taken, attempts, stop: Stop::Spent };
            }
            attempts += 1;
            let number = count_attempt(&mut tries[id as usize]);
            let attempted = odds.attempt(prospect, number);
            let gives_up = attempted == Attempted::Missed && number + 1 >= max_attempts;
            notes.take((id, number), attempted, gives_up, || self.puts_off_touch(prospect));
        }
        Made { taken: names.len(), attempts, stop: Stop::Nobody }
    }

    /// Tries promises, each given with the day since when it is due; says how many of them were tried
    /// for the first time. An entry holds while its promise does, and while it is this activity that
    /// keeps it.
    #[inline(always)]
    pub(crate) fn keep(
        self,
        odds: impl Odds,
        (due, most): (&[(u16, u32)], u32),
        files: Files,
    ) -> (Made, i64) {
        let Files { people, attempts: tries, notes } = files;
        let serves = self.task.serves;
        let (mut attempts, mut kept) = (0, 0);
        for (taken, &(since, id)) in due.iter().enumerate() {
            let prospect = &mut people[id as usize];
            if prospect.promise_day != since || !serves.contains(prospect.stage) {
                continue;
            }
            if attempts == most {
                return (Made { taken, attempts, stop: Stop::Spent }, kept);
            }
            attempts += 1;
            kept += i64::from(prospect.settle());
            let number = count_attempt(&mut tries[id as usize]);
            let attempted = odds.attempt(prospect, number);
            let missed = attempted == Attempted::Missed;
            let gives_up = missed && self.may_give_up && !prospect.misses_again(self.task, number);
            // Who is missed stays where it is, so the same line will find it; who is not may stand in
            // the line twice.
            prospect.promise_day = if missed && !gives_up { self.again_on } else { NO_DAY };
            notes.take((id, number), attempted, gives_up, || self.puts_off_touch(prospect));
        }
        (Made { taken: due.len(), attempts, stop: Stop::Nobody }, kept)
    }

    /// Touches who waits for it, each given with the day since when. An entry holds while nothing has
    /// put the touch off; the touch made, the next one is due when it is filed.
    #[inline(always)]
    pub(crate) fn touch(
        self,
        odds: impl Odds,
        (waiting, most): (&[(u16, u32)], u32),
        files: Files,
        touches: &mut Touches,
    ) -> Made {
        let Files { people, attempts: tries, notes } = files;
        let mut attempts = 0;
        for (taken, &(since, id)) in waiting.iter().enumerate() {
            let at = id as usize * touches.cadences + self.task.cadence;
            if touches.due[at] != since {
                continue;
            }
            if attempts == most {
                return Made { taken, attempts, stop: Stop::Spent };
            }
            attempts += 1;
            touches.due[at] = NO_DAY;
            touches.made[at] += 1;
            let number = count_attempt(&mut tries[id as usize]);
            let attempted = odds.attempt(&mut people[id as usize], number);
            notes.sequels.push((Sequel::of(attempted), id, number));
        }
        Made { taken: waiting.len(), attempts, stop: Stop::Nobody }
    }

    #[inline(always)]
    fn puts_off_touch(&self, prospect: &Prospect) -> bool {
        self.in_cadence.is_some_and(|stages| stages.contains(prospect.stage))
    }
}

/// Counts an attempt; says its number, from nought.
#[inline(always)]
pub(crate) fn count_attempt(attempts: &mut u32) -> u32 {
    *attempts += 1;
    *attempts - 1
}
