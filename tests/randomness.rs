//! The random words in several orders of reading.
//!
//! A word is a function of its address, so there are as many ways to read them one after the other
//! as there are parts of an address. In each of them they must look independent and evenly spread.

pub mod checks;

use longview_engine::luck::{Address, word, words};

/// An order of reading: which part of the address counts up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// One decision of one prospect, time after time.
    Occurrences,
    /// One decision, prospect by prospect.
    Prospects,
    /// One decision of one prospect, replication by replication.
    Replications,
    /// One decision of one prospect, rep by rep.
    Reps,
    /// All decisions of one prospect, one after the other.
    Purposes,
    /// One decision of one prospect, seed by seed.
    Seeds,
    /// The further words of one decision, then those of its next occurrence.
    Words,
    /// Much as a run reads: replication, prospect, occurrence, and six decisions each time.
    Run,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 8] = [
        Self::Occurrences,
        Self::Prospects,
        Self::Replications,
        Self::Reps,
        Self::Purposes,
        Self::Seeds,
        Self::Words,
        Self::Run,
    ];

    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Occurrences => "occurrences",
            Self::Prospects => "prospects",
            Self::Replications => "replications",
            Self::Reps => "reps",
            Self::Purposes => "purposes",
            Self::Seeds => "seeds",
            Self::Words => "words",
            Self::Run => "run",
        }
    }

    /// The order of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }

    /// The words in this order, without end for all practical purposes.
    pub fn read(self, seed: u64) -> Box<dyn Iterator<Item = u64>> {
        if self == Self::Words {
            return Box::new(
                (0..=u32::MAX)
                    .flat_map(move |occurrence| words(&Address { occurrence, ..one(seed) })),
            );
        }
        Box::new((0..u64::MAX).map(move |at| word(&self.address(seed, at))))
    }

    /// Where the word at a position stands.
    fn address(self, seed: u64, at: u64) -> Address {
        let (low, high) = split(at);
        let one = one(seed);
        let next = Address { purpose: one.purpose.wrapping_add(low_16(high.into())), ..one };
        match self {
            Self::Occurrences => Address { occurrence: low, ..next },
            Self::Prospects => Address { prospect: low, ..next },
            Self::Reps => Address { rep: low, ..next },
            Self::Replications => Address { replication: at, ..one },
            Self::Seeds => Address { seed: seed.wrapping_add(at), ..one },
            Self::Purposes => Address { purpose: low_16(at), occurrence: split(at >> 16).0, ..one },
            Self::Words | Self::Run => as_in_a_run(seed, at),
        }
    }
}

/// Reached or not, by the first activity; the first prospect of the first rep.
fn one(seed: u64) -> Address {
    Address { seed, purpose: 512, ..Address::default() }
}

/// Fit, deal value, reached or not, outcome, and two timers of a thousand prospects, four times each.
fn as_in_a_run(seed: u64, at: u64) -> Address {
    const PURPOSES: [u16; 6] = [1, 3, 512, 544, 4096, 4097];
    let (at, purpose) = (at / 6, PURPOSES[split(at % 6).0 as usize]);
    let (at, occurrence) = (at / 4, split(at % 4).0);
    let (replication, prospect) = (at / 1000, split(at % 1000).0);
    Address { seed, replication, prospect, purpose, occurrence, ..Address::default() }
}

/// The lower and the upper half.
fn split(at: u64) -> (u32, u32) {
    let bytes = at.to_le_bytes();
    let half = |from: usize| {
        u32::from_le_bytes([bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]])
    };
    (half(0), half(4))
}

fn low_16(at: u64) -> u16 {
    let bytes = at.to_le_bytes();
    u16::from_le_bytes([bytes[0], bytes[1]])
}
