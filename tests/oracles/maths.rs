//! The little mathematics that the known answers need.

/// A square matrix by rows.
pub(super) type Matrix<const N: usize> = [[f64; N]; N];

/// The product of two matrices.
pub(super) fn product<const N: usize>(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N> {
    let mut product = [[0.0; N]; N];
    for (row, found) in a.iter().zip(&mut product) {
        for (column, entry) in found.iter_mut().enumerate() {
            *entry = row.iter().zip(b).map(|(left, right)| left * right[column]).sum();
        }
    }
    product
}

/// A distribution over states, one step of a transition matrix later.
pub(super) fn step<const N: usize>(now: &[f64; N], chances: &Matrix<N>) -> [f64; N] {
    let mut next = [0.0; N];
    for (share, row) in now.iter().zip(chances) {
        next.iter_mut().zip(row).for_each(|(entry, chance)| *entry += share * chance);
    }
    next
}

/// `exp(rates * time)` by scaling and squaring the Taylor series: chances to stand in each state
/// after `time`, from intensities of moving between them (rows add up to nought).
pub(super) fn chances_after<const N: usize>(rates: &Matrix<N>, time: f64) -> Matrix<N> {
    const HALVINGS: i32 = 20;
    let small = rates.map(|row| row.map(|rate| rate * time / 2f64.powi(HALVINGS)));
    let mut sum = [[0.0; N]; N];
    let mut term = [[0.0; N]; N];
    (0..N).for_each(|at| term[at][at] = 1.0);
    for order in 1..10 {
        sum = plus(&sum, &term);
        term = product(&term, &small).map(|row| row.map(|entry| entry / f64::from(order)));
    }
    (0..HALVINGS).fold(sum, |chances, _| product(&chances, &chances))
}

fn plus<const N: usize>(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N> {
    let mut sum = *a;
    for (row, other) in sum.iter_mut().zip(b) {
        row.iter_mut().zip(other).for_each(|(entry, more)| *entry += more);
    }
    sum
}

/// The mean of a function of a standard Normal variable: the trapezoidal rule, which converges on
/// it faster than any power of the step.
pub(super) fn normal_mean<const N: usize>(of: impl Fn(f64) -> [f64; N]) -> [f64; N] {
    const STEP: f64 = 0.05;
    let mut mean = [0.0; N];
    for at in -200..=200 {
        let z = f64::from(at) * STEP;
        let density = (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt();
        mean.iter_mut().zip(of(z)).for_each(|(sum, value)| *sum += value * density * STEP);
    }
    mean
}

/// What is left of one after a time, with a half-life.
pub(super) fn left_after(time: f64, half_life: f64) -> f64 {
    0.5f64.powf(time / half_life)
}

#[test]
fn the_exponential_of_two_states_is_the_known_one() {
    let after = chances_after(&[[-0.3, 0.3], [0.1, -0.1]], 5.0);
    let leaves = 0.75 * (1.0 - (-2.0f64).exp());
    assert!((after[0][1] - leaves).abs() < 1e-9, "{after:?}");
}

#[test]
fn the_normal_mean_of_the_exponential_is_the_known_one() {
    let [mean] = normal_mean(|z| [(1.28 * z).exp()]);
    assert!((mean / (1.28f64 * 1.28 / 2.0).exp() - 1.0).abs() < 1e-12, "{mean}");
}
