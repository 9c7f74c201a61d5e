//! Randomness by address: a score is a function of seed, draw and path, never of an order.
//!
//! Method: the parts of the address are absorbed one after the other by the output function of
//! `SplitMix64` (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195), a path by its FNV-1a hash
//! (Fowler, Noll, Vo).

use super::normal;

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// A word that belongs to an address of several parts.
pub fn word(address: &[u64]) -> u64 {
    address
        .iter()
        .fold(GOLDEN, |key, part| mix(key ^ mix(part.wrapping_add(1).wrapping_mul(GOLDEN))))
}

/// A number for a name.
pub fn name(text: &str) -> u64 {
    let absorb = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, absorb)
}

/// A number strictly between 0 and 1 that belongs to an address.
pub fn share(address: &[u64]) -> f64 {
    ((word(address) >> 11) as f64 + 0.5) / (1u64 << 53) as f64
}

/// The score of the number at `path` in one draw.
pub fn score(seed: u64, draw: u64, path: &str) -> f64 {
    normal::score_at(share(&[seed, draw, name(path)]))
}

/// The seed of the luck in one draw: luck and ignorance are drawn apart.
pub fn luck(seed: u64, draw: u64) -> u64 {
    word(&[seed, draw, name("luck")])
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn a_score_depends_on_its_address_alone_and_on_every_part_of_it() {
        let first = score(1, 2, "a.b");
        let others = [score(2, 2, "a.b"), score(1, 3, "a.b"), score(1, 2, "a.c")];
        assert!((score(1, 2, "a.b") - first).abs() < f64::EPSILON);
        assert!(others.iter().all(|other| (other - first).abs() > 1e-6));
    }

    #[test]
    fn scores_are_standard_normal() {
        let n = 20_000u32;
        let scores: Vec<f64> = (0..n).map(|draw| score(1, u64::from(draw), "x")).collect();
        let mean = scores.iter().sum::<f64>() / f64::from(n);
        let square = scores.iter().map(|score| score * score).sum::<f64>() / f64::from(n);
        // Standard errors 1 and the root of 2, over the root of n.
        assert!(mean.abs() < 4.0 / f64::from(n).sqrt(), "{mean}");
        assert!((square - 1.0).abs() < 4.0 * (2.0 / f64::from(n)).sqrt(), "{square}");
    }
}
