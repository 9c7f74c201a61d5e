//! Where the rep will find a prospect again: the calendar, the promises, the cadences.

use crate::prospect::{NO_DAY, ROUNDING_DAYS};
use crate::queues::Line;
use crate::shift::Shift;
use crate::units::WORKING_DAYS_PER_WEEK;

impl Shift<'_> {
    /// Puts a prospect where the rep will find it: calendar, promises, cadences.
    #[inline(always)]
    pub(crate) fn refile(&mut self, id: u32) {
        self.watch(id);
        self.file_promise(id);
        if !self.office.week.cadences.is_empty() {
            self.file_touches(id);
        }
    }

    /// Everybody of whom the rep may have to hear is watched; a name on the list is caught up with
    /// when its turn comes.
    fn watch(&mut self, id: u32) {
        let prospect = &self.desk.people[id as usize];
        if prospect.next_at() == f64::INFINITY {
            return;
        }
        let concerns = prospect.has_timer()
            || prospect.was_reached()
            || prospect.promise_day != NO_DAY
            || self.office.week.in_cadence.contains(prospect.stage);
        if concerns {
            let day = first_day_at(prospect.next_at()).max(self.open_day);
            self.desk.calendar.file(0, day, id);
        }
    }

    #[inline(always)]
    pub(crate) fn file_promise(&mut self, id: u32) {
        let prospect = &mut self.desk.people[id as usize];
        if prospect.promise_day == NO_DAY || prospect.is_filed() {
            return;
        }
        let day = prospect.promise_day.max(self.open_day);
        prospect.promise_day = day;
        prospect.mark_filed();
        let stage = &self.office.model.stages[usize::from(prospect.stage)];
        let keeper = stage.keeper.expect("a promise is only made where somebody keeps it");
        let line = keeper * self.office.segments.len() + usize::from(prospect.segment);
        self.desk.promised.file(line, day, id);
    }

    /// Puts a prospect where the cadences will find it.
    pub(crate) fn file_touches(&mut self, id: u32) {
        let count = self.office.week.cadences.len();
        for cadence in 0..count {
            let rhythm = &self.office.week.cadences[cadence];
            let prospect = &self.desk.people[id as usize];
            let at = id as usize * count + cadence;
            let kept = rhythm.stages[usize::from(prospect.stage)]
                && self.desk.touches[at] < rhythm.touches;
            let due = match prospect.touched_day {
                _ if !kept => NO_DAY,
                NO_DAY => 0,
                touched => touched + rhythm.gap_days,
            };
            if due == self.desk.touch_due[at] {
                continue;
            }
            self.desk.touch_due[at] = due;
            if kept {
                let day = due.max(self.open_day);
                let line = cadence * self.office.segments.len() + usize::from(prospect.segment);
                self.desk.touching.file(line, day, id);
            }
        }
    }

    /// Promised contacts that fell due and that nobody has attempted yet.
    pub(crate) fn overdue(&self) -> i64 {
        let waiting = self.desk.owed.iter().flat_map(Line::waiting);
        let mut owed: Vec<u32> = waiting
            .filter(|(day, id)| {
                let prospect = &self.desk.people[*id as usize];
                prospect.promise_day == *day && prospect.is_owed()
            })
            .map(|(_, id)| *id)
            .collect();
        owed.sort_unstable();
        owed.dedup();
        owed.len() as i64
    }
}

/// The first working day on whose morning a time in weeks has come.
fn first_day_at(weeks: f64) -> u16 {
    let days = weeks * f64::from(WORKING_DAYS_PER_WEEK);
    let whole = days as u16;
    whole.saturating_add(u16::from(f64::from(whole) + ROUNDING_DAYS < days))
}
