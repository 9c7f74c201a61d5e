//! Randomness by address: every draw is a pure function of (seed, replication, rep, prospect,
//! purpose, occurrence), never of what was drawn before.
//!
//! Method: a person's key is a hash of the first four; a draw is the output function of `SplitMix64`
//! (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195, with Stafford's constants) at the
//! position that purpose, occurrence and the count of words already taken make up. Positions of one
//! person never collide; keys of different people collide with a chance of about n^2 / 2^65.

use std::convert::Infallible;

use rand::TryRng;
use rand_distr::{Distribution, Exp1, StandardNormal};

/// Odd and without structure: 2^64 divided by the golden ratio.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The output function of `SplitMix64`: a bijection in which every input bit moves every output bit.
#[inline(always)]
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

fn absorb(key: u64, word: u64) -> u64 {
    mix(key ^ mix(word.wrapping_add(1).wrapping_mul(GOLDEN)))
}

/// The luck of one rep in one replication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct World(u64);

impl World {
    pub(crate) fn new(seed: u64, replication: u64, rep: u32) -> Self {
        Self(absorb(absorb(absorb(GOLDEN, seed), replication), u64::from(rep)))
    }

    /// The luck of one prospect.
    #[inline(always)]
    pub(crate) fn person(self, prospect: u32) -> Person {
        Person(mix(self.0.wrapping_add(u64::from(prospect).wrapping_mul(GOLDEN))))
    }

    /// The luck of the rep, apart from every prospect.
    pub(crate) fn rep(self) -> Person {
        Person(mix(!self.0))
    }
}

/// The luck of one prospect in one replication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Person(u64);

impl Person {
    /// Nobody's luck, for a place that is filled later.
    pub(crate) const NOBODY: Self = Self(0);

    /// The draws at an address.
    #[inline(always)]
    pub(crate) fn draws(self, purpose: Purpose, occurrence: u32) -> Draws {
        Draws { key: self.0, position: (u64::from(purpose.0) << 48) | u64::from(occurrence) }
    }
}

/// What a draw decides. New purposes take new numbers, so that an added purpose moves nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Purpose(pub(crate) u16);

impl Purpose {
    pub(crate) const FIT: Self = Self(1);
    pub(crate) const REACHABILITY: Self = Self(2);
    pub(crate) const DEAL_VALUE: Self = Self(3);
    pub(crate) const SCORE: Self = Self(4);
    pub(crate) const NEED_START: Self = Self(5);
    pub(crate) const NEED_SPELL: Self = Self(6);
    pub(crate) const BOUGHT_ELSEWHERE: Self = Self(7);
    pub(crate) const CALLS_US: Self = Self(8);
    pub(crate) const CALL_OUTCOME: Self = Self(9);
    pub(crate) const CALL_PROMISE: Self = Self(10);
    pub(crate) const SKILL: Self = Self(11);
    /// By segment.
    pub(crate) const fn arrivals(segment: usize) -> Self {
        Self(0x100 + segment as u16)
    }
    /// Whether an attempt opts out, reaches, or misses; by activity.
    #[inline(always)]
    pub(crate) const fn attempt(activity: usize) -> Self {
        Self(0x200 + activity as u16)
    }
    /// What an encounter leads to; by activity.
    pub(crate) const fn outcome(activity: usize) -> Self {
        Self(0x220 + activity as u16)
    }
    /// When the promise falls due that an encounter led to; by activity.
    pub(crate) const fn promise(activity: usize) -> Self {
        Self(0x240 + activity as u16)
    }
    /// Whether a miss is followed by another attempt; by activity.
    pub(crate) const fn again(activity: usize) -> Self {
        Self(0x260 + activity as u16)
    }
    /// Whether the rep asks after an encounter; by activity.
    pub(crate) const fn ask(activity: usize) -> Self {
        Self(0x280 + activity as u16)
    }
    /// A latent delay; by position among all timers of the model.
    #[inline(always)]
    pub(crate) const fn timer(timer: usize) -> Self {
        Self(0x1000 + timer as u16)
    }
    /// Which of several timers in a race fired; by the first of them.
    #[inline(always)]
    pub(crate) const fn which_timer(timer: usize) -> Self {
        Self(0x3000 + timer as u16)
    }
    /// What a timer leads to.
    pub(crate) const fn timer_outcome(timer: usize) -> Self {
        Self(0x5000 + timer as u16)
    }
    /// When the promise falls due that a timer led to.
    pub(crate) const fn timer_promise(timer: usize) -> Self {
        Self(0x7000 + timer as u16)
    }
}

/// The words at one address, in order. Most decisions take one.
#[derive(Debug, Clone)]
pub(crate) struct Draws {
    key: u64,
    position: u64,
}

/// Words at one address are this far apart: between occurrence (below) and purpose (above).
const NEXT_WORD: u64 = 1 << 32;

impl Draws {
    #[inline(always)]
    pub(crate) fn word(&mut self) -> u64 {
        // The rotation lets the high bits of the product, which every part of the position moves,
        // meet the low bits of the key.
        let word = mix(self.key.wrapping_add(self.position.wrapping_mul(GOLDEN).rotate_left(32)));
        self.position = self.position.wrapping_add(NEXT_WORD);
        word
    }

    /// Evenly spread in [0, 1).
    #[inline(always)]
    pub(crate) fn uniform(&mut self) -> f64 {
        (self.word() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Exponential with mean 1 (ziggurat, Marsaglia and Tsang 2000, doi:10.18637/jss.v005.i08).
    #[inline(always)]
    pub(crate) fn exponential(&mut self) -> f64 {
        Exp1.sample(self)
    }

    /// Normal with mean 0 and standard deviation 1 (ziggurat).
    #[inline(always)]
    pub(crate) fn normal(&mut self) -> f64 {
        StandardNormal.sample(self)
    }

    /// Whether something with this chance happens.
    #[inline(always)]
    pub(crate) fn happens(&mut self, chance: Chance) -> bool {
        chance.covers(self.word())
    }
}

impl TryRng for Draws {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.word() >> 32) as u32)
    }

    #[inline(always)]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.word().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// A probability in steps of 2^-63, so that deciding is one comparison and certainty is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(probability: f64) -> Self {
        Self((probability.clamp(0.0, 1.0) * (1u64 << 63) as f64) as u64)
    }

    pub(crate) fn is_certain(self) -> bool {
        self.0 >= 1 << 63
    }

    /// Whether the event happens when the dice show this word.
    #[inline(always)]
    pub(crate) fn covers(self, word: u64) -> bool {
        (word >> 1) < self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Chance, Purpose, World};

    #[test]
    fn a_draw_depends_on_its_address_alone() {
        let person = World::new(1, 2, 3).person(4);
        let mut first = person.draws(Purpose::attempt(0), 7);
        let words = (first.word(), first.word());
        person.draws(Purpose::attempt(1), 7).word();
        let mut again = person.draws(Purpose::attempt(0), 7);
        assert_eq!((again.word(), again.word()), words);
    }

    #[test]
    fn every_part_of_the_address_moves_the_draw() {
        let word = |seed, replication, rep, prospect, purpose, occurrence| {
            World::new(seed, replication, rep).person(prospect).draws(purpose, occurrence).word()
        };
        let all = [
            word(1, 1, 1, 1, Purpose::FIT, 1),
            word(2, 1, 1, 1, Purpose::FIT, 1),
            word(1, 2, 1, 1, Purpose::FIT, 1),
            word(1, 1, 2, 1, Purpose::FIT, 1),
            word(1, 1, 1, 2, Purpose::FIT, 1),
            word(1, 1, 1, 1, Purpose::DEAL_VALUE, 1),
            word(1, 1, 1, 1, Purpose::FIT, 2),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[..at].contains(one));
        }
    }

    #[test]
    fn certainty_is_certain_and_never_is_never() {
        assert!(Chance::new(1.0).covers(u64::MAX));
        assert!(!Chance::new(0.0).covers(0));
    }
}
