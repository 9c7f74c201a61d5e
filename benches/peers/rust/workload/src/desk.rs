//! The desk: the rep's papers and rules. When the days begin and when appointments fall due is the
//! business of the tool.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::sync::LazyLock;

use rand::RngExt;
use rand_distr::{Distribution, Gamma};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{QUARTERS, Rng};

const PROSPECTS: u32 = 2_000;
const DAYS_PER_QUARTER: u32 = 65;
/// Working days.
pub const DAYS: u32 = QUARTERS as u32 * DAYS_PER_QUARTER;
/// Working days until an appointment takes place.
pub const TO_MEETING: u32 = 10;
const DIALS_PER_DAY: u32 = 20;
const REACH: f64 = 0.12;
const TO_MEET_LATER: u32 = 80;
const TO_IMPRESSION: u32 = 30;

/// In working days.
static CALLBACK_DELAY: LazyLock<Gamma<f64>> =
    LazyLock::new(|| Gamma::new(4.0, 65.0 / 4.0).expect("shape and scale are above nought"));

/// What the desk brought, by quarter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Counts {
    customers: [u64; QUARTERS],
    contacts: [u64; QUARTERS],
    appointments: [u64; QUARTERS],
    dials: [u64; QUARTERS],
}

impl Counts {
    /// Adds what another replication brought.
    pub fn add(&mut self, other: &Self) {
        let add = |to: &mut [u64; QUARTERS], more: &[u64; QUARTERS]| {
            to.iter_mut().zip(more).for_each(|(count, more)| *count += more);
        };
        add(&mut self.customers, &other.customers);
        add(&mut self.contacts, &other.contacts);
        add(&mut self.appointments, &other.appointments);
        add(&mut self.dials, &other.dials);
    }

    /// Sums over all replications, by quarter.
    pub fn answer(&self) -> Value {
        json!(self)
    }
}

/// The papers of one rep.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Desk {
    rng: Rng,
    /// Due day and prospect, the oldest first, ties by number.
    promises: BinaryHeap<Reverse<(u32, u32)>>,
    strangers: VecDeque<u32>,
    /// Who was given an appointment today.
    pub booked: Vec<u32>,
    pub counts: Counts,
}

impl Desk {
    /// A desk with a fresh list.
    pub fn new(rng: Rng) -> Self {
        Self {
            rng,
            promises: BinaryHeap::new(),
            strangers: (0..PROSPECTS).collect(),
            booked: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// The generator, for the next replication.
    pub fn rng(&self) -> Rng {
        self.rng.clone()
    }

    /// The dials of a day. Appointments made are left in `booked`.
    pub fn work(&mut self, today: u32) {
        for _ in 0..DIALS_PER_DAY {
            self.counts.dials[quarter(today)] += 1;
            match self.promises.peek() {
                Some(&Reverse((day, prospect))) if day <= today => {
                    self.promises.pop();
                    self.call_promised(prospect, today);
                }
                _ => self.call_stranger(today),
            }
        }
    }

    fn call_promised(&mut self, prospect: u32, today: u32) {
        if !self.rng.random_bool(REACH) {
            return self.promise(prospect, today + 1);
        }
        self.counts.contacts[quarter(today)] += 1;
        let chance: f64 = self.rng.random();
        if chance < 0.35 {
            self.book(prospect, today);
        } else if chance < 0.70 {
            self.call_back(prospect, today);
        }
    }

    fn call_stranger(&mut self, today: u32) {
        let Some(prospect) = self.strangers.pop_front() else { return };
        if !self.rng.random_bool(REACH) {
            return self.strangers.push_back(prospect);
        }
        self.counts.contacts[quarter(today)] += 1;
        let twelfth = self.rng.random::<f64>() * 12.0;
        if twelfth < 2.0 {
            self.book(prospect, today);
        } else if twelfth < 5.0 {
            self.call_back(prospect, today);
        } else if twelfth < 6.0 {
            self.promise(prospect, today + TO_MEET_LATER);
        } else if twelfth < 9.0 {
            self.promise(prospect, today + TO_IMPRESSION);
        }
    }

    /// An appointment takes place.
    pub fn meet(&mut self, prospect: u32, today: u32) {
        let chance: f64 = self.rng.random();
        if chance < 0.25 {
            self.counts.customers[quarter(today)] += 1;
        } else if chance < 0.70 {
            self.call_back(prospect, today);
        }
    }

    fn book(&mut self, prospect: u32, today: u32) {
        self.counts.appointments[quarter(today)] += 1;
        self.booked.push(prospect);
    }

    fn call_back(&mut self, prospect: u32, today: u32) {
        let days = CALLBACK_DELAY.sample(&mut self.rng).ceil();
        self.promise(prospect, today + days as u32);
    }

    fn promise(&mut self, prospect: u32, day: u32) {
        self.promises.push(Reverse((day, prospect)));
    }
}

fn quarter(day: u32) -> usize {
    (day / DAYS_PER_QUARTER) as usize
}
