//! Quick checks of the random words, small enough for every run of the tests. The battery of
//! `tests/randomness.sh` looks much closer.

use longview_engine::luck::{Address, word};

use super::Order;
use crate::gauntlet::exact::Dice;
use crate::statistics::{Finding, chi_square, poisson, sum_of_squares, two_sided, uncorrelated};

/// Words read in each order.
const WORDS: usize = 1 << 18;
/// Words drawn together as the birthdays of one year of 2^32 days.
const BIRTHDAYS: usize = 1 << 12;

/// All that is checked in one order of reading.
pub fn in_order(order: Order, seed: u64) -> Vec<Finding> {
    let words: Vec<u64> = order.read(seed).take(WORDS).collect();
    let mut dice = Dice::new(!seed);
    let high = |word: &u64| word >> 32;
    let low = |word: &u64| word & 0xFFFF_FFFF;
    let mut findings = vec![
        ("bits are fair coins", fair_bits(&words)),
        ("bytes are even", even_bytes(&words)),
        ("weights of neighbours uncorrelated", weights(&words)),
        ("pairs of high bits even", pairs(&words, |word| word.to_be_bytes()[0] >> 2)),
        ("pairs of low bits even", pairs(&words, |word| word.to_le_bytes()[0] & 63)),
        ("birthday spacings of the high half", birthdays(&words, high, dice.uniform())),
        ("birthday spacings of the low half", birthdays(&words, low, dice.uniform())),
    ];
    let lags = [
        ("uncorrelated at lag 1", 1),
        ("uncorrelated at lag 2", 2),
        ("uncorrelated at lag 3", 3),
        ("uncorrelated at lag 4", 4),
        ("uncorrelated at lag 16", 16),
        ("uncorrelated at lag 64", 64),
        ("uncorrelated at lag 1,000", 1_000),
    ];
    findings.extend(lags.map(|(check, lag)| (check, lagged(&words, lag))));
    let case = order.name();
    findings.into_iter().map(|(check, p)| Finding { case: case.to_owned(), check, p }).collect()
}

/// Ones in each of the 64 places.
fn fair_bits(words: &[u64]) -> f64 {
    let n = words.len() as f64;
    let square = |place: u32| {
        let ones = words.iter().filter(|word| *word >> place & 1 == 1).count() as f64;
        (2.0 * ones - n) * (2.0 * ones - n) / n
    };
    sum_of_squares((0..64).map(square).sum(), 64.0)
}

/// Every value of a byte, in each of its eight places.
fn even_bytes(words: &[u64]) -> f64 {
    let mut observed = vec![[0.0f64; 256]; 8];
    for word in words {
        let places = word.to_le_bytes().into_iter().zip(&mut observed);
        places.for_each(|(byte, counts)| counts[usize::from(byte)] += 1.0);
    }
    let expected = words.len() as f64 / 256.0;
    let squares = observed.iter().flatten().map(|o| (o - expected) * (o - expected) / expected);
    sum_of_squares(squares.sum(), 8.0 * 255.0)
}

/// The numbers of ones in words that follow on each other; their variance is 16.
fn weights(words: &[u64]) -> f64 {
    let excess = |word: u64| f64::from(word.count_ones()) - 32.0;
    let sum: f64 = words.windows(2).map(|two| excess(two[0]) * excess(two[1]) / 16.0).sum();
    two_sided(sum / (words.len() as f64 - 1.0).sqrt())
}

/// Six bits of each of two words, without overlap.
fn pairs(words: &[u64], bits: impl Fn(u64) -> u8) -> f64 {
    let mut observed = vec![0.0; 64 * 64];
    for two in words.chunks_exact(2) {
        observed[64 * usize::from(bits(two[0])) + usize::from(bits(two[1]))] += 1.0;
    }
    chi_square(&observed, &vec![words.len() as f64 / 2.0 / 4096.0; 4096])
}

/// Spacings between sorted birthdays repeat as often as a Poisson number with mean m^3 / 4n (Marsaglia
/// 1985; L'Ecuyer and Simard 2001, doi:10.1016/S0378-4754(00)00253-6).
fn birthdays(words: &[u64], day: impl Fn(&u64) -> u64, coin: f64) -> f64 {
    let repeated: u64 = words.chunks_exact(BIRTHDAYS).map(|year| repeats(year, &day)).sum();
    let years = (words.len() / BIRTHDAYS) as f64;
    let mean = (BIRTHDAYS as f64).powi(3) / 4.0 / 2f64.powi(32);
    poisson(repeated, years * mean, coin)
}

fn repeats(year: &[u64], day: impl Fn(&u64) -> u64) -> u64 {
    let mut days: Vec<u64> = year.iter().map(day).collect();
    days.sort_unstable();
    let mut spacings: Vec<u64> = days.windows(2).map(|two| two[1] - two[0]).collect();
    spacings.sort_unstable();
    spacings.windows(2).filter(|two| two[0] == two[1]).count() as u64
}

fn lagged(words: &[u64], lag: usize) -> f64 {
    let uniform = |word: u64| ((word >> 11) as f64 + 0.5) / (1u64 << 53) as f64;
    uncorrelated(words.iter().zip(&words[lag..]).map(|(a, b)| (uniform(*a), uniform(*b))))
}

/// A part of the address, the number of its bits, and the address with one of them turned.
type Part = (&'static str, u32, fn(Address, u32) -> Address);

const PARTS: [Part; 6] = [
    ("seed", 64, |at, bit| Address { seed: at.seed ^ 1 << bit, ..at }),
    ("replication", 64, |at, bit| Address { replication: at.replication ^ 1 << bit, ..at }),
    ("rep", 32, |at, bit| Address { rep: at.rep ^ 1 << bit, ..at }),
    ("prospect", 32, |at, bit| Address { prospect: at.prospect ^ 1 << bit, ..at }),
    ("purpose", 16, |at, bit| Address { purpose: at.purpose ^ 1 << bit, ..at }),
    ("occurrence", 32, |at, bit| Address { occurrence: at.occurrence ^ 1 << bit, ..at }),
];

/// Whoever turns one bit of the address turns every bit of the word with chance one half, and so many
/// of them together as independent coins would.
pub fn avalanche(addresses: u32, seed: u64) -> Vec<Finding> {
    let mut dice = Dice::new(seed);
    let mut findings = Vec::new();
    for (part, bits, turned) in PARTS {
        for bit in 0..bits {
            let case = format!("bit {bit} of the {part}");
            let differences = (0..addresses)
                .map(|_| random(&mut dice))
                .map(|at| word(&at) ^ word(&turned(at, bit)));
            let differences: Vec<u64> = differences.collect();
            let each = Finding { case, check: "turns each bit", p: fair_bits(&differences) };
            let p = independent_coins(&differences);
            findings.push(Finding { check: "turns bits independently", p, ..each.clone() });
            findings.push(each);
        }
    }
    findings
}

/// Small numbers, as a run has them, where a run has small numbers.
fn random(dice: &mut Dice) -> Address {
    Address {
        seed: dice.below(1_000).into(),
        replication: dice.below(60_000).into(),
        rep: dice.below(100).into(),
        prospect: dice.below(20_000).into(),
        purpose: dice.below(1 << 15),
        occurrence: dice.below(100).into(),
    }
}

/// How many bits are turned at a time: at most 26, as many as 38, and each number in between.
fn independent_coins(differences: &[u64]) -> f64 {
    use statrs::distribution::{Binomial, Discrete, DiscreteCDF};
    let law = Binomial::new(0.5, 64).expect("64 coins");
    let mut chances: Vec<f64> = (26..=38).map(|turned| law.pmf(turned)).collect();
    chances[0] = law.cdf(26);
    chances[12] = law.sf(37);
    let mut observed = vec![0.0; chances.len()];
    for difference in differences {
        observed[difference.count_ones().clamp(26, 38) as usize - 26] += 1.0;
    }
    let expected: Vec<f64> = chances.iter().map(|p| p * differences.len() as f64).collect();
    chi_square(&observed, &expected)
}
