//! The desk as a plain loop: one rep, twenty dials a working day, promises before strangers, for
//! eight quarters. Queues by due day, no abstraction.

use std::collections::VecDeque;
use std::mem;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

use crate::uniform::open01;

/// Quarters worked.
pub const QUARTERS: usize = 8;
/// Names on the list.
pub const PROSPECTS: u16 = 2_000;

const DAYS_PER_QUARTER: usize = 65;
const DAYS: usize = QUARTERS * DAYS_PER_QUARTER;
const DIALS_PER_DAY: usize = 20;
const REACH: f64 = 0.12;
const TO_MEETING: usize = 10;
const TO_MEET_LATER: usize = 80;
const TO_IMPRESSION: usize = 30;
const CALLBACK_MEAN: f64 = 65.0;
const WORDS: usize = PROSPECTS.div_ceil(64) as usize;

/// What one replication brought, by quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Became customers.
    pub customers: [u32; QUARTERS],
    /// Live talks.
    pub contacts: [u32; QUARTERS],
    /// Appointments made.
    pub appointments: [u32; QUARTERS],
    /// Calls made.
    pub dials: [u32; QUARTERS],
}

/// The promises due on one day, by prospect: a bit each, so that they come out in order of id.
#[derive(Clone)]
struct DueDay {
    /// Which words have a bit.
    used: u32,
    words: [u64; WORDS],
}

impl DueDay {
    const NOBODY: Self = Self { used: 0, words: [0; WORDS] };

    fn insert(&mut self, id: u16) {
        let word = usize::from(id / 64);
        self.used |= 1 << word;
        self.words[word] |= 1 << (id % 64);
    }

    #[expect(clippy::cast_possible_truncation, reason = "ids are below 2,000")]
    fn pop(&mut self) -> Option<u16> {
        if self.used == 0 {
            return None;
        }
        let word = self.used.trailing_zeros();
        let bits = &mut self.words[word as usize];
        let bit = bits.trailing_zeros();
        *bits &= *bits - 1;
        if *bits == 0 {
            self.used &= self.used - 1;
        }
        Some((word * 64 + bit) as u16)
    }
}

/// A desk whose queues are used again by every replication.
pub struct Desk {
    rng: Xoshiro256PlusPlus,
    /// Promises by due day.
    due: Vec<DueDay>,
    /// No promise is due before this day.
    oldest: usize,
    /// Who is met on each day.
    meetings: Vec<Vec<u16>>,
    /// Names never reached.
    strangers: VecDeque<u16>,
    counts: Counts,
}

impl Desk {
    /// A desk with luck of its own.
    pub fn new(seed: u64) -> Self {
        Self {
            rng: Xoshiro256PlusPlus::seed_from_u64(seed),
            due: vec![DueDay::NOBODY; DAYS],
            oldest: 0,
            meetings: vec![Vec::new(); DAYS],
            strangers: VecDeque::with_capacity(usize::from(PROSPECTS)),
            counts: Counts::default(),
        }
    }

    /// Eight quarters with a fresh list.
    pub fn replicate(&mut self) -> Counts {
        self.due[self.oldest..].fill(DueDay::NOBODY);
        self.oldest = 0;
        self.strangers.clear();
        self.strangers.extend(0..PROSPECTS);
        self.counts = Counts::default();
        for today in 0..DAYS {
            self.work(today);
        }
        self.counts
    }

    fn work(&mut self, today: usize) {
        let met = mem::take(&mut self.meetings[today]);
        for &id in &met {
            self.meet(id, today);
        }
        self.meetings[today] = met;
        self.meetings[today].clear();
        for _ in 0..DIALS_PER_DAY {
            self.dial(today);
        }
    }

    fn dial(&mut self, today: usize) {
        if let Some(id) = self.promised(today) {
            self.count(today, |counts| &mut counts.dials);
            if self.reaches() { self.keep(id, today) } else { self.promise(id, today + 1) }
        } else if let Some(id) = self.strangers.pop_front() {
            self.count(today, |counts| &mut counts.dials);
            if self.reaches() { self.introduce(id, today) } else { self.strangers.push_back(id) }
        }
    }

    fn promised(&mut self, today: usize) -> Option<u16> {
        loop {
            if let Some(id) = self.due[self.oldest].pop() {
                return Some(id);
            }
            if self.oldest == today {
                return None;
            }
            self.oldest += 1;
        }
    }

    fn introduce(&mut self, id: u16, today: usize) {
        self.count(today, |counts| &mut counts.contacts);
        let twelfth = open01(&mut self.rng) * 12.0;
        if twelfth < 2.0 {
            self.book(id, today);
        } else if twelfth < 5.0 {
            self.call_back(id, today);
        } else if twelfth < 6.0 {
            self.promise(id, today + TO_MEET_LATER);
        } else if twelfth < 9.0 {
            self.promise(id, today + TO_IMPRESSION);
        }
    }

    fn keep(&mut self, id: u16, today: usize) {
        self.count(today, |counts| &mut counts.contacts);
        let u = open01(&mut self.rng);
        if u < 0.35 {
            self.book(id, today);
        } else if u < 0.70 {
            self.call_back(id, today);
        }
    }

    fn meet(&mut self, id: u16, today: usize) {
        let u = open01(&mut self.rng);
        if u < 0.25 {
            self.count(today, |counts| &mut counts.customers);
        } else if u < 0.70 {
            self.call_back(id, today);
        }
    }

    fn book(&mut self, id: u16, today: usize) {
        self.count(today, |counts| &mut counts.appointments);
        if let Some(meetings) = self.meetings.get_mut(today + TO_MEETING) {
            meetings.push(id);
        }
    }

    /// The delay is Gamma of shape 4: four exponential times in a row.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a delay is positive, and one beyond the last day is as good as never"
    )]
    fn call_back(&mut self, id: u16, today: usize) {
        let product: f64 = (0..4).map(|_| open01(&mut self.rng)).product();
        let days = -product.ln() * (CALLBACK_MEAN / 4.0);
        self.promise(id, today + days.ceil() as usize);
    }

    fn promise(&mut self, id: u16, day: usize) {
        if let Some(due) = self.due.get_mut(day) {
            due.insert(id);
        }
    }

    fn reaches(&mut self) -> bool {
        open01(&mut self.rng) < REACH
    }

    fn count(&mut self, today: usize, of: impl Fn(&mut Counts) -> &mut [u32; QUARTERS]) {
        of(&mut self.counts)[today / DAYS_PER_QUARTER] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::Desk;
    use crate::known::{Averages, desk_deviation};

    /// Oracle: averages over 600,000 replications, on which seven programs agree.
    #[test]
    fn ten_thousand_desks_bring_the_known_averages() {
        let mut desk = Desk::new(1);
        let deviation = desk_deviation(&Averages::of((0..10_000).map(|_| desk.replicate())));
        assert!(deviation < 4.0, "{deviation:.2} standard errors");
    }

    #[test]
    fn every_quarter_has_1300_dials() {
        assert_eq!(Desk::new(2).replicate().dials, [1_300; 8]);
    }

    #[test]
    fn a_desk_used_again_starts_afresh() {
        let mut used = Desk::new(3);
        used.replicate();
        let mut fresh = Desk { rng: used.rng.clone(), ..Desk::new(0) };
        assert_eq!(used.replicate(), fresh.replicate());
    }
}
