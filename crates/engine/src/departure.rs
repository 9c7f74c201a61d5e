//! The thought experiment that everybody on one rung is gone at a quarter's end.

use crate::prospect::Origin;
use crate::shift::Shift;
use crate::units::WORKING_DAYS_PER_QUARTER;

impl Shift<'_> {
    /// On its morning, carries out the strategy's departure, if it has one.
    pub(crate) fn let_go(&mut self) {
        let Some(departure) = self.office.week.departure else { return };
        let day = departure.after_quarter.saturating_mul(WORKING_DAYS_PER_QUARTER);
        if u32::from(self.today) != day {
            return;
        }
        for id in 0..self.desk.people.len() as u32 {
            self.catch_up(id);
            if usize::from(self.desk.people[id as usize].stage) == departure.from.0 {
                self.leave(id, departure.to.0 as u8);
            }
        }
    }

    fn leave(&mut self, id: u32, to: u8) {
        let now = self.now;
        let (prospect, mut slots) = self.desk.open_file(self.office.model, id);
        self.life.enter(prospect, &mut slots, to, &now, Origin::Timer);
        self.refile(id);
    }
}
