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
        let needed = (lines * days).max(self.days.len());
        self.days.resize_with(needed, Vec::new);
    }

    /// Files a prospect under a day of a line.
    #[inline]
    pub(crate) fn file(&mut self, line: usize, day: u16, id: u32) {
        if let Some(entries) = self.day(line, day) {
            entries.push(id);
        }
    }

    /// The entries of a day of a line; none of a day past the end, which never comes.
    pub(crate) fn day(&mut self, line: usize, day: u16) -> Option<&mut Vec<u32>> {
        let comes = usize::from(day) < self.days_per_line;
        comes.then(|| &mut self.days[line * self.days_per_line + usize::from(day)])
    }

    /// Everybody filed under a day of a line, in the order of filing.
    pub(crate) fn as_filed(&self, line: usize, day: u16) -> &[u32] {
        &self.days[line * self.days_per_line + usize::from(day)]
    }

    /// Everybody filed under a day of a line, in the order of their numbers; whoever was filed under
    /// it twice stands there twice.
    pub(crate) fn open(&mut self, line: usize, day: u16) -> &[u32] {
        let entries = &mut self.days[line * self.days_per_line + usize::from(day)];
        if entries.len() > 1 {
            sort_nearly_sorted(entries);
        }
        entries
    }
}

/// Sorts entries that end in a long sorted run, as a day does that was filled by yesterday's misses:
/// the few before the run are put into their places.
fn sort_nearly_sorted(entries: &mut [u32]) {
    const FEW: usize = 8;
    let descents = entries.windows(2).rposition(|pair| pair[0] > pair[1]);
    let before_run = descents.map_or(0, |at| at + 1);
    if before_run > FEW {
        return entries.sort_unstable();
    }
    for at in (0..before_run).rev() {
        let smaller = entries[at + 1..].partition_point(|later| *later < entries[at]);
        entries[at..=at + smaller].rotate_left(1);
    }
}

/// First come, first served.
#[derive(Debug)]
pub(crate) struct Fifo<T> {
    entries: Vec<T>,
    served: usize,
}

impl<T> Default for Fifo<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), served: 0 }
    }
}

/// Served entries that may pile up before their space is used again: few, so that a line stays in
/// the nearest cache.
const COMPACT: usize = 256;

impl<T: Copy> Fifo<T> {
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.served = 0;
    }

    #[inline]
    pub(crate) fn push(&mut self, entry: T) {
        self.entries.push(entry);
    }

    pub(crate) fn extend(&mut self, entries: impl Iterator<Item = T>) {
        self.entries.extend(entries);
    }

    /// Takes so many off the front.
    pub(crate) fn skip(&mut self, served: usize) {
        self.served += served;
    }

    /// Sends so many from the front to the back.
    pub(crate) fn send_back(&mut self, served: usize) {
        self.entries.extend_from_within(self.served..self.served + served);
        self.served += served;
    }

    /// Uses the space of served entries again, when there are many.
    pub(crate) fn compact(&mut self) {
        if self.served >= COMPACT && self.served * 2 >= self.entries.len() {
            self.entries.drain(..self.served);
            self.served = 0;
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len() - self.served
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn waiting(&self) -> &[T] {
        &self.entries[self.served..]
    }
}

/// Prospects that are due, each with the day since when.
pub(crate) type Line = Fifo<(u16, u32)>;

/// Names never reached, in list order: first those to be called first, then the rest.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub vital: Fifo<u32>,
    pub rest: Fifo<u32>,
}

impl List {
    pub(crate) fn clear(&mut self) {
        self.vital.clear();
        self.rest.clear();
    }

    pub(crate) fn push(&mut self, id: u32, vital: bool) {
        self.part(vital).push(id);
    }

    /// Those to be called first, or the rest.
    pub(crate) fn part(&mut self, vital: bool) -> &mut Fifo<u32> {
        if vital { &mut self.vital } else { &mut self.rest }
    }
}

#[cfg(test)]
mod tests {
    use super::{Agenda, Fifo, sort_nearly_sorted};

    #[test]
    fn a_day_opens_in_order_of_numbers() {
        let mut agenda = Agenda::default();
        agenda.reset(2, 10);
        for (line, day, id) in [(0, 3, 4), (0, 3, 1), (0, 3, 4), (1, 3, 2), (0, 99, 0)] {
            agenda.file(line, day, id);
        }
        assert_eq!(agenda.open(0, 3), [1, 4, 4]);
        assert!(agenda.open(1, 9).is_empty());
    }

    #[test]
    fn sorting_by_the_run_is_sorting() {
        for seed in 0..200u32 {
            let length = seed % 23;
            let entry = |i: u32| (seed * 7919 + i * if i < seed % 12 { 104_729 } else { 3 }) % 4001;
            let mut entries: Vec<u32> = (0..length).map(entry).collect();
            let mut sorted = entries.clone();
            sorted.sort_unstable();
            sort_nearly_sorted(&mut entries);
            assert_eq!(entries, sorted);
        }
    }

    #[test]
    fn served_entries_make_room() {
        let mut fifo = Fifo::default();
        for n in 0..100_000u32 {
            fifo.push(n);
            assert_eq!(fifo.waiting(), [n]);
            fifo.skip(1);
            fifo.compact();
        }
        assert!(fifo.entries.len() < 1000 && fifo.waiting().is_empty());
    }
}
