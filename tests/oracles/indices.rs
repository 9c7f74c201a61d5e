//! Shares of the variance: functions whose Sobol indices are known.

use std::f64::consts::PI;

use longview_decide::sensitivity::design::{self, Rows};
use longview_decide::sensitivity::indices::{Indices, indices};
use longview_tests::{SEED, assert_close};
use rand_distr::{Distribution, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

const ROWS: usize = 8192;

fn judge(what: &str, found: &Indices, first: &[f64], total: &[f64]) {
    for (factor, expected) in first.iter().enumerate() {
        let one = found.first[factor];
        assert_close(&format!("{what}, {factor} alone"), one.value, *expected, one.error);
    }
    for (factor, expected) in total.iter().enumerate() {
        let one = found.total[factor];
        assert_close(&format!("{what}, {factor} with others"), one.value, *expected, one.error);
    }
}

/// `sin x + 7 sin^2 y + 0.1 z^4 sin x` for x, y, z evenly between -pi and pi: variance
/// `49 / 8 + 0.1 pi^4 / 5 + 0.01 pi^8 / 18 + 1 / 2`.
fn ishigami(shares: &[f64]) -> f64 {
    let [x, y, z] = [0, 1, 2].map(|at| PI * (2.0 * shares[at] - 1.0));
    x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin()
}

fn ishigami_parts() -> (f64, [f64; 3], [f64; 3]) {
    let of_x = 0.5 * (1.0 + 0.1 * PI.powi(4) / 5.0).powi(2);
    let of_y = 49.0 / 8.0;
    let together = 0.01 * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
    let all = of_x + of_y + together;
    let first = [of_x, of_y, 0.0].map(|part| part / all);
    let total = [of_x + together, of_y, together].map(|part| part / all);
    (all, first, total)
}

#[test]
fn the_indices_of_the_ishigami_function_are_the_known_ones() {
    let (variance, first, total) = ishigami_parts();
    let found = indices(&design::rows(3, ROWS, SEED, ishigami), SEED);
    judge("Ishigami", &found, &first, &total);
    assert_close("its variance", found.variance.value, variance, found.variance.error);
}

/// The product of `(|4 x - 2| + a) / (1 + a)`: every factor has variance `v = 1 / (3 (1 + a)^2)`, and
/// the product `prod (1 + v) - 1`.
#[test]
fn the_indices_of_the_g_function_are_the_known_ones() {
    const A: [f64; 6] = [0.0, 0.5, 3.0, 9.0, 99.0, 99.0];
    let function = |shares: &[f64]| -> f64 {
        let pairs = shares.iter().zip(A);
        pairs.map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
    };
    let parts = A.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let all: f64 = parts.iter().map(|part| 1.0 + part).product();
    let first = parts.map(|part| part / (all - 1.0));
    let total = parts.map(|part| part * all / (1.0 + part) / (all - 1.0));
    let found = indices(&design::rows(A.len(), ROWS, SEED, function), SEED);
    judge("g function", &found, &first, &total);
}

/// Luck of the size of the function itself, which is the same for points that share it and differs
/// from row to row, leaves the indices where they are; nor does the variance grow by it.
#[test]
fn luck_does_not_count_as_ignorance() {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(SEED);
    let mut noise = || -> f64 {
        let score: f64 = StandardNormal.sample(&mut rng);
        3.7 * score
    };
    let Rows { mut first, mut again, mut other, mut exchanged } =
        design::rows(3, ROWS, SEED, ishigami);
    for row in 0..ROWS {
        let [one, two] = [noise(), noise()];
        first[row] += one;
        other[row] += one;
        again[row] += two;
        for column in &mut exchanged {
            column[row] += two;
        }
    }
    let (variance, alone, total) = ishigami_parts();
    let found = indices(&Rows { first, again, other, exchanged }, SEED);
    judge("Ishigami with luck", &found, &alone, &total);
    assert_close("its variance", found.variance.value, variance, found.variance.error);
}
