//! Who is due when: days that hold prospects, and lines that are served in order.

/// Nobody.
const NONE: u32 = u32::MAX;

/// Prospects filed under a coming working day: each under one day at most, moved or taken out at no
/// cost that grows. Doubly linked through arrays, so nothing is allocated while a rep works.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    first: Vec<u32>,
    links: Vec<Link>,
    days: usize,
}

#[derive(Debug, Clone, Copy)]
struct Link {
    before: u32,
    after: u32,
    /// Position in `first`, or `NONE` when not filed.
    place: u32,
}

const UNFILED: Link = Link { before: NONE, after: NONE, place: NONE };

impl Agenda {
    /// Empties the agenda and makes room for so many lines of days and so many prospects.
    pub(crate) fn reset(&mut self, lines: usize, days: usize, prospects: usize) {
        self.days = days;
        self.first.clear();
        self.first.resize(lines * days, NONE);
        self.links.clear();
        self.links.resize(prospects, UNFILED);
    }

    /// Makes room for one more prospect.
    pub(crate) fn grow(&mut self) {
        self.links.push(UNFILED);
    }

    /// Files a prospect under a day of a line, wherever it was before; a day past the end is never.
    #[inline]
    pub(crate) fn file(&mut self, line: usize, day: u32, id: u32) {
        let never = day as usize >= self.days;
        let place = if never { NONE } else { (line * self.days + day as usize) as u32 };
        if self.links[id as usize].place == place {
            return;
        }
        self.remove(id);
        if never {
            return;
        }
        let after = std::mem::replace(&mut self.first[place as usize], id);
        if after != NONE {
            self.links[after as usize].before = id;
        }
        self.links[id as usize] = Link { before: NONE, after, place };
    }

    #[inline]
    pub(crate) fn remove(&mut self, id: u32) {
        let Link { before, after, place } = self.links[id as usize];
        if place == NONE {
            return;
        }
        if before == NONE {
            self.first[place as usize] = after;
        } else {
            self.links[before as usize].after = after;
        }
        if after != NONE {
            self.links[after as usize].before = before;
        }
        self.links[id as usize] = UNFILED;
    }

    /// Takes everybody filed under a day of a line, in order of their numbers.
    pub(crate) fn take(&mut self, line: usize, day: u32, into: &mut Vec<u32>) {
        let start = into.len();
        let mut id = std::mem::replace(&mut self.first[line * self.days + day as usize], NONE);
        while id != NONE {
            into.push(id);
            id = std::mem::replace(&mut self.links[id as usize], UNFILED).after;
        }
        into[start..].sort_unstable();
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
    fn a_prospect_stands_under_its_latest_day_only() {
        let mut agenda = Agenda::default();
        agenda.reset(1, 10, 5);
        for (day, id) in [(3, 4), (3, 1), (3, 2), (5, 1), (3, 0), (99, 2)] {
            agenda.file(0, day, id);
        }
        let (mut third, mut fifth) = (Vec::new(), Vec::new());
        agenda.take(0, 3, &mut third);
        agenda.take(0, 5, &mut fifth);
        assert_eq!((third, fifth), (vec![0, 4], vec![1]));
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
