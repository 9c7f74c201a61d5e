//! A window on the random words by their address, for whoever wants to test them. A simulation does
//! not need it.

use crate::rng::{Draws, Purpose, World};

/// Where a random word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Address {
    /// The seed of the run.
    pub seed: u64,
    /// The replication, from 0.
    pub replication: u64,
    /// The rep, from 0.
    pub rep: u32,
    /// The prospect, by its place on the rep's list, from 0.
    pub prospect: u32,
    /// The number of what is decided; `docs/model.md` has them all.
    pub purpose: u16,
    /// The how-manieth time it is decided.
    pub occurrence: u32,
}

/// The first word at an address, which is all that most decisions take.
#[inline]
pub fn word(address: &Address) -> u64 {
    draws(address).word()
}

/// All 65,536 words at an address, in the order in which a decision that needs several takes them.
pub fn words(address: &Address) -> impl Iterator<Item = u64> + use<> {
    let mut draws = draws(address);
    (0..=u16::MAX).map(move |_| draws.word())
}

#[inline]
fn draws(address: &Address) -> Draws {
    let Address { seed, replication, rep, prospect, purpose, occurrence } = *address;
    World::new(seed, replication, rep).person(prospect).draws(Purpose(purpose), occurrence)
}

#[cfg(test)]
mod tests {
    use super::{Address, word, words};
    use crate::rng::{Purpose, World};

    #[test]
    fn the_words_are_those_that_the_engine_draws() {
        let address = Address {
            seed: 1,
            replication: 2,
            rep: 3,
            prospect: 4,
            purpose: 0x1005,
            occurrence: 6,
        };
        let mut drawn = World::new(1, 2, 3).person(4).draws(Purpose::timer(5), 6);
        assert_eq!(word(&address), drawn.clone().word());
        assert!(words(&address).take(100).all(|word| word == drawn.word()));
    }
}
