//! Who is due when: days that hold prospects, and lines that are served in order.

/// Prospects filed under coming working days. Whoever is filed anew keeps the old entry too: it is
/// for the reader to see, when the day is opened, that it no longer holds.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    days: Vec<Vec<u32>>,
    days_per_line: usize,
}

impl Agenda {
    /// Empties the agenda and makes room for so many lines of so many days.
    pub(crate) fn reset(&mut self, lines: usize, days: usize) {
        self.days_per_line = days;
        self.days.iter_mut().for_each(Vec::clear);
        self.days.resize_with(lines * days, Vec::new);
    }

    /// Files a prospect under a day of a line; a day past the end never comes.
    #[inline]
    pub(crate) fn file(&mut self, line: usize, day: u32, id: u32) {
        if (day as usize) < self.days_per_line {
            self.days[line * self.days_per_line + day as usize].push(id);
        }
    }

    /// Everybody filed under a day of a line, in the order of their numbers, once each.
    pub(crate) fn open(&mut self, line: usize, day: u32) -> &[u32] {
        let entries = &mut self.days[line * self.days_per_line + day as usize];
        entries.sort_unstable();
        entries.dedup();
        entries
    }
}

/// Prospects that are due, first come first served, each with the day since when. Entries of
/// prospects that are no longer due are skipped when their turn comes.
#[derive(Debug, Default)]
pub(crate) struct Line {
    waiting: Vec<(u32, u32)>,
    served: usize,
}

impl Line {
    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
        self.served = 0;
    }

    pub(crate) fn push(&mut self, day: u32, id: u32) {
        self.waiting.push((day, id));
    }

    /// The first entry that is still due.
    #[inline]
    pub(crate) fn front(&mut self, mut is_due: impl FnMut(u32, u32) -> bool) -> Option<u32> {
        while let Some(&(day, id)) = self.waiting.get(self.served) {
            if is_due(day, id) {
                return Some(id);
            }
            self.pop();
        }
        None
    }

    #[inline]
    pub(crate) fn pop(&mut self) {
        self.served += 1;
        if self.served == self.waiting.len() {
            self.clear();
        } else if self.served >= COMPACT && self.served * 2 > self.waiting.len() {
            self.waiting.drain(..self.served);
            self.served = 0;
        }
    }

    /// Everybody who waits, due or not.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.waiting[self.served..].iter().copied()
    }
}

/// Served entries that may pile up before the space is used again.
const COMPACT: usize = 4096;

/// Names never reached, in list order: first those to be called first, then the rest.
#[derive(Debug, Default)]
pub(crate) struct List {
    vital: std::collections::VecDeque<u32>,
    rest: std::collections::VecDeque<u32>,
}

impl List {
    pub(crate) fn clear(&mut self) {
        self.vital.clear();
        self.rest.clear();
    }

    pub(crate) fn extend(&mut self, ids: std::ops::Range<u32>) {
        self.rest.extend(ids);
    }

    pub(crate) fn push_back(&mut self, id: u32, vital: bool) {
        if vital { self.vital.push_back(id) } else { self.rest.push_back(id) }
    }

    /// Takes the first name.
    #[inline]
    pub(crate) fn pop_front(&mut self) -> Option<(u32, bool)> {
        match self.vital.pop_front() {
            Some(id) => Some((id, true)),
            None => self.rest.pop_front().map(|id| (id, false)),
        }
    }

    pub(crate) fn push_front(&mut self, id: u32, vital: bool) {
        if vital { self.vital.push_front(id) } else { self.rest.push_front(id) }
    }

    pub(crate) fn len(&self) -> usize {
        self.vital.len() + self.rest.len()
    }
}

#[cfg(test)]
mod tests {
    use super::{Agenda, Line};

    #[test]
    fn a_day_opens_in_order_of_numbers_and_names_nobody_twice() {
        let mut agenda = Agenda::default();
        agenda.reset(2, 10);
        for (line, day, id) in [(0, 3, 4), (0, 3, 1), (0, 3, 4), (1, 3, 2), (0, 99, 0)] {
            agenda.file(line, day, id);
        }
        assert_eq!((agenda.open(0, 3), agenda.open(1, 9)), (&[1, 4][..], &[][..]));
    }

    #[test]
    fn a_line_skips_those_no_longer_due() {
        let mut line = Line::default();
        [(1, 7), (1, 8), (2, 7)].into_iter().for_each(|(day, id)| line.push(day, id));
        let due = |day: u32, id: u32| (day, id) != (1, 7);
        assert_eq!(line.front(due), Some(8));
        line.pop();
        assert_eq!(line.front(due), Some(7));
        line.pop();
        assert_eq!(line.front(due), None);
    }
}
