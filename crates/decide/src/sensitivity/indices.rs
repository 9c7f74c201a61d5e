//! Sobol indices: which share of what is not known comes from which factor.
//!
//! With `a` and `a'` the values at the first draw with the first and the second luck, `b` at the
//! second draw, and `c` with one factor exchanged (second luck), averages over rows estimate, free of
//! luck:
//!
//! - the variance of what would be seen without luck: `cov(a, a')`;
//! - the factor's own part: `(b - mean) (c - k a')` about their means. With `k = 1` this is the form
//!   of Saltelli and others 2010, doi:10.1016/j.cpc.2009.09.018, best where the part is small; with
//!   `k = 0` that of Sobol 1993, best where it is large. As `b a'` has mean nought, `k` is that of a
//!   control variate: the one with the least variance;
//! - its part with all its interactions: `(c - a') (c + a' - 2 a) / 2`, which without luck is the
//!   `(c - a)^2 / 2` of Jansen 1999, doi:10.1016/S0010-4655(98)00154-4, and from which the part that
//!   luck has in common cancels.
//!
//! Intervals are bootstrap percentiles over rows (Archer, Saltelli and Sobol 1997,
//! doi:10.1080/00949659708811825); with scrambled low-discrepancy points they are rather too wide.

use super::answer::Estimated;
use super::design::Rows;
use crate::uncertain::draw;

/// What the rows say.
#[derive(Debug, Clone, PartialEq)]
pub struct Indices {
    /// Variance without luck.
    pub variance: Estimated,
    /// By factor: share of the variance that is its own.
    pub first: Vec<Estimated>,
    /// By factor: share of the variance that it has a part in.
    pub total: Vec<Estimated>,
}

/// Bootstrap repetitions.
pub const AGAIN: usize = 400;

/// The indices of every factor.
pub fn indices(rows: &Rows, seed: u64) -> Indices {
    let count = rows.first.len();
    let all: Vec<usize> = (0..count).collect();
    let best = parts(rows, &all);
    let again: Vec<Parts> = (0..AGAIN).map(|turn| parts(rows, &drawn(count, seed, turn))).collect();
    let estimated = |of: &dyn Fn(&Parts) -> f64| {
        Estimated::new(of(&best), again.iter().map(of).filter(|value| value.is_finite()).collect())
    };
    let factors = 0..rows.exchanged.len();
    Indices {
        variance: estimated(&|parts| parts.variance),
        first: factors
            .clone()
            .map(|at| estimated(&|parts| parts.own[at] / parts.variance))
            .collect(),
        total: factors.map(|at| estimated(&|parts| parts.total[at] / parts.variance)).collect(),
    }
}

/// Rows drawn with replacement, by address.
pub(super) fn drawn(count: usize, seed: u64, turn: usize) -> Vec<usize> {
    let row = |at: usize| {
        let share = draw::share(&[seed, draw::name("bootstrap"), turn as u64, at as u64]);
        whole(share * count as f64).min(count - 1)
    };
    (0..count).map(row).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list")]
fn whole(place: f64) -> usize {
    place as usize
}

struct Parts {
    variance: f64,
    own: Vec<f64>,
    total: Vec<f64>,
}

fn parts(rows: &Rows, picked: &[usize]) -> Parts {
    let n = picked.len() as f64;
    let Rows { first: a, again: a2, exchanged, .. } = rows;
    let average = |of: &dyn Fn(usize) -> f64| picked.iter().map(|row| of(*row)).sum::<f64>() / n;
    let mean = average(&|row| f64::midpoint(a[row], a2[row]));
    let total =
        |c: &Vec<f64>| average(&|row| (c[row] - a2[row]) * (c[row] + a2[row] - 2.0 * a[row]) / 2.0);
    Parts {
        variance: average(&|row| (a[row] - mean) * (a2[row] - mean)) * n / (n - 1.0),
        own: (0..exchanged.len()).map(|factor| own(rows, factor, picked)).collect(),
        total: exchanged.iter().map(total).collect(),
    }
}

/// The variance that is a factor's own, in squared units.
pub(super) fn own(rows: &Rows, factor: usize, picked: &[usize]) -> f64 {
    let n = picked.len() as f64;
    let centred = |column: &Vec<f64>| -> Vec<f64> {
        let mean = picked.iter().map(|row| column[*row]).sum::<f64>() / n;
        picked.iter().map(|row| column[*row] - mean).collect()
    };
    let [a, b, c] = [&rows.again, &rows.other, &rows.exchanged[factor]].map(centred);
    let product = |other: &[f64]| -> Vec<f64> { b.iter().zip(other).map(|(b, x)| b * x).collect() };
    let (wanted, control) = (product(&c), product(&a));
    let [mean, off] = [&wanted, &control].map(|values| values.iter().sum::<f64>() / n);
    let (mut joint, mut alone) = (0.0, 0.0);
    for (value, known) in wanted.iter().zip(&control) {
        joint += (value - mean) * (known - off);
        alone += (known - off).powi(2);
    }
    let weight = if alone > 0.0 { joint / alone } else { 0.0 };
    (mean - weight * off) * n / (n - 1.0)
}
