//! Whose turn it is: the next name of a list, the oldest promise, the touch that waits longest.

use crate::blocks::{Spent, affordable};
use crate::desk::Desk;
use crate::odds::{Level, Swayed};
use crate::prospect::{Prospect, Slots};
use crate::row::{Files, Made, Name, Row, Stop, Touches};
use crate::shift::Shift;
use crate::tally::Count;
use crate::week::{Block, Served, Task};

impl Shift<'_> {
    /// Serves a task until nobody is eligible, or the block or the day allows no other attempt; of a
    /// list, the vital few first.
    pub(crate) fn serve(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        let vital_first = task.aim == Served::List && !self.desk.lists[task.line].vital.is_empty();
        if vital_first {
            let spent = self.serve_line(block, task, true, budget);
            if spent != Spent::Nobody {
                return spent;
            }
        }
        if self.has_entries(task) {
            self.serve_line(block, task, false, budget)
        } else {
            Spent::Nobody
        }
    }

    fn has_entries(&self, task: &Task) -> bool {
        match task.aim {
            Served::List => !self.desk.lists[task.line].rest.is_empty(),
            Served::Promises => !self.desk.owed[task.line].is_empty(),
            Served::Cadence(_) => !self.desk.waiting[task.line].is_empty(),
        }
    }

    fn serve_line(&mut self, block: &Block, task: &Task, vital: bool, budget: &mut i64) -> Spent {
        let asking = self.office.week.ask_time(task.activity);
        loop {
            let most = self.in_a_row(block, task, asking, *budget);
            let (attempts, stop) = match task.aim {
                Served::List => self.call_names(task, vital, most),
                Served::Promises => self.keep_promises(task, most),
                Served::Cadence(_) => self.touch(task, most),
            };
            self.spend(task, attempts, budget);
            self.see_to_sequels(block, task, budget);
            if stop != Stop::Spent {
                return Spent::Nobody;
            }
            if asking == 0 || affordable(block, task, 0, *budget, self.day_left) == 0 {
                return Spent::of(task, *budget);
            }
        }
    }

    /// Attempts that may be made before what comes of the first is seen to. That changes nothing about
    /// whom to try today, because what it files falls due tomorrow at the earliest; but whoever is
    /// reached may be asked at once, which takes time, too.
    #[inline(always)]
    fn in_a_row(&self, block: &Block, task: &Task, asking: i64, budget: i64) -> u32 {
        let with = |more| affordable(block, task, more, budget, self.day_left);
        let most = with(0);
        if asking == 0 { most } else { with(asking).max(1).min(most) }
    }

    /// Calls names of a list; what came of the calls is noted.
    fn call_names(&mut self, task: &Task, vital: bool, most: u32) -> (u32, Stop) {
        let row = Row::of(&self.office, task, self.today);
        self.desk.lists[task.line].part(vital).compact();
        // Names passed over since the last call: when it is everybody, nobody is eligible.
        let (mut calls, mut passed_over) = (0, 0);
        let stop = loop {
            let made = self.call_row(&row, vital, most - calls);
            if made.attempts > 0 {
                (calls, passed_over) = (calls + made.attempts, 0);
            }
            let names = self.desk.lists[task.line].part(vital);
            match made.stop {
                Stop::NotForThis => {
                    names.send_back(1);
                    passed_over += 1;
                    if passed_over > names.len() {
                        break Stop::Nobody;
                    }
                }
                // Who was missed may be back at the end of the list already.
                Stop::Nobody if !names.is_empty() => {}
                stop => break stop,
            }
        };
        (calls, stop)
    }

    fn call_row(&mut self, row: &Row, vital: bool, most: u32) -> Made {
        let Self { desk, life, office, now, today, .. } = self;
        let Desk { people, counts, times, attempts, notes, returning, lists, .. } = &mut **desk;
        let (task, until, model) = (row.task, now.until(), office.model);
        let look_up = |prospect: &mut Prospect, id: u32| {
            if prospect.next_at() <= until {
                life.advance(prospect, &mut Slots::of(model, counts, times, id as usize), until);
            }
            if !prospect.is_fresh() {
                return Name::Gone;
            }
            if !task.serves.contains(prospect.stage) {
                return Name::NotForThis;
            }
            if prospect.stage == model.start {
                prospect.keep_quiet();
            }
            Name::Ready
        };
        let attempts = &mut attempts[task.activity];
        let names = lists[task.line].part(vital);
        let (line, files) = ((names.waiting(), most), Files { people, attempts, notes });
        let made = if model.tracks_stocks {
            row.call(Swayed::of(model, task, *today), line, files, look_up)
        } else {
            row.call(Level::of(model, task, *today), line, files, look_up)
        };
        names.skip(made.taken);
        if task.on_miss.retry_days == 0 {
            names.extend(notes.missed.drain(..));
        } else if let Some(again) = returning.day(2 * task.line + usize::from(vital), row.again_on)
        {
            again.append(&mut notes.missed);
        }
        notes.missed.clear();
        made
    }

    /// Tries promises that are due, the oldest first.
    fn keep_promises(&mut self, task: &Task, most: u32) -> (u32, Stop) {
        let Desk { people, attempts, notes, promised, owed, .. } = &mut *self.desk;
        let due = &mut owed[task.line];
        due.compact();
        let (model, row) = (self.office.model, Row::of(&self.office, task, self.today));
        let attempts = &mut attempts[task.activity];
        let (line, files) = ((due.waiting(), most), Files { people, attempts, notes });
        let (made, kept) = if model.tracks_stocks {
            row.keep(Swayed::of(model, task, self.today), line, files)
        } else {
            row.keep(Level::of(model, task, self.today), line, files)
        };
        due.skip(made.taken);
        if let Some(again) = promised.day(task.line, row.again_on) {
            again.append(&mut notes.missed);
        }
        notes.missed.clear();
        self.life.tally.count(self.now.quarter, Count::PromisesKept, kept);
        (made.attempts, made.stop)
    }

    /// Makes the touches of a cadence that are due, the oldest first.
    fn touch(&mut self, task: &Task, most: u32) -> (u32, Stop) {
        let Desk { people, attempts, notes, waiting, touch_due, touches, .. } = &mut *self.desk;
        let waiting = &mut waiting[task.line];
        waiting.compact();
        let (model, row) = (self.office.model, Row::of(&self.office, task, self.today));
        let cadences = self.office.week.cadences.len();
        let mut touches = Touches { cadences, due: touch_due, made: touches };
        let attempts = &mut attempts[task.activity];
        let (line, files) = ((waiting.waiting(), most), Files { people, attempts, notes });
        let made = if model.tracks_stocks {
            row.touch(Swayed::of(model, task, self.today), line, files, &mut touches)
        } else {
            row.touch(Level::of(model, task, self.today), line, files, &mut touches)
        };
        waiting.skip(made.taken);
        (made.attempts, made.stop)
    }
}
