//! The space that a rep's work needs: who stands where, what is owed when. Used again for every
//! replication, so that nothing is allocated while a rep works.

use crate::compiled::Compiled;
use crate::newborn::refill;
use crate::notes::Notes;
use crate::prospect::{NO_DAY, Prospect, Slots};
use crate::queues::{Agenda, Line, List};
use crate::roster;
use crate::tally::Ledger;
use crate::units::WORKING_DAYS_PER_QUARTER;
use crate::week::Week;

/// The space that a rep's work needs, used again for the next replication.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    pub people: Vec<Prospect>,
    pub counts: Vec<u32>,
    pub times: Vec<f64>,
    /// Attempts so far by activity and prospect: those of one activity lie together.
    pub attempts: Vec<Vec<u32>>,
    /// By segment, where the strategy focuses on the vital few.
    pub rankings: Vec<roster::Ranking>,
    /// When something will happen by itself that the rep must know of.
    pub calendar: Agenda,
    pub promised: Agenda,
    /// Missed names, by segment and whether they are among the vital few.
    pub returning: Agenda,
    /// By cadence and segment.
    pub touching: Agenda,
    /// By prospect and cadence: the day from which a touch is due, and touches so far.
    pub touch_due: Vec<u16>,
    pub touches: Vec<u32>,
    pub lists: Vec<List>,
    /// Promises due, by activity that keeps them and segment.
    pub owed: Vec<Line>,
    /// Touches due, by cadence and segment.
    pub waiting: Vec<Line>,
    /// What a block could not spend yesterday, in the unit of its budget.
    pub carried: Vec<i64>,
    pub opened: Vec<u32>,
    pub notes: Notes,
}

/// What every rep of an experiment shares.
#[derive(Clone, Copy)]
pub(crate) struct Office<'a> {
    pub model: &'a Compiled,
    pub ledger: &'a Ledger,
    pub segments: &'a [crate::market::Segment],
    pub week: &'a Week,
}

impl Desk {
    /// Clears what the work on other people left behind.
    pub(crate) fn reset(&mut self, office: &Office) {
        let (model, week) = (office.model, office.week);
        let (segments, names) = (office.segments.len(), self.people.len());
        self.attempts.resize_with(model.activities.len(), Vec::new);
        self.attempts.iter_mut().for_each(|attempts| refill(attempts, names, 0));
        self.rankings.clear();
        refill(&mut self.touch_due, names * week.cadences.len(), NO_DAY);
        refill(&mut self.touches, names * week.cadences.len(), 0);
        refill(&mut self.carried, week.blocks.len(), 0);
        let days = office.ledger.quarters * WORKING_DAYS_PER_QUARTER as usize;
        self.calendar.reset(1, days);
        self.promised.reset(model.keepers * segments, days);
        self.returning.reset(2 * segments, days);
        self.touching.reset(week.cadences.len() * segments, days);
        clear(&mut self.lists, segments, List::clear);
        clear(&mut self.owed, model.keepers * segments, Line::clear);
        clear(&mut self.waiting, week.cadences.len() * segments, Line::clear);
    }

    /// Makes room for a new name; says its number.
    pub(crate) fn grow(&mut self, newcomer: Prospect) -> u32 {
        let id = self.people.len();
        let before = id.max(1);
        let (counts, times) = (self.counts.len() / before, self.times.len() / before);
        let cadences = self.touches.len() / before;
        self.people.push(newcomer);
        self.counts.resize((id + 1) * counts, 0);
        self.times.resize((id + 1) * times, f64::INFINITY);
        self.attempts.iter_mut().for_each(|attempts| attempts.push(0));
        self.touch_due.resize((id + 1) * cadences, NO_DAY);
        self.touches.resize((id + 1) * cadences, 0);
        id as u32
    }

    /// A prospect with its counters and times.
    #[inline]
    pub(crate) fn open_file(&mut self, model: &Compiled, id: u32) -> (&mut Prospect, Slots<'_>) {
        let id = id as usize;
        let slots = Slots::of(model, &mut self.counts, &mut self.times, id);
        (&mut self.people[id], slots)
    }
}

/// Empties lines and makes sure that there are enough; what is too many keeps its space.
fn clear<T: Default>(lines: &mut Vec<T>, needed: usize, empty: fn(&mut T)) {
    lines.iter_mut().for_each(empty);
    lines.resize_with(needed.max(lines.len()), T::default);
}
