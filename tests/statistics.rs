//! Tests of hypotheses: how likely is it that chance alone gives something at least this odd?
//!
//! Every p-value here is uniform between 0 and 1 if the hypothesis holds: discrete counts are judged
//! by randomised p-values, so that many of them can be judged together.

mod discovery;
mod spread;

pub use discovery::{Discoveries, FALSE_DISCOVERIES, Finding, stretch};
pub use spread::{Place, anderson_darling, bin, evenly, kolmogorov, largest, smallest};

use statrs::distribution::{
    Binomial, ChiSquared, ContinuousCDF, Discrete, DiscreteCDF, Normal, Poisson,
};

/// Pearson's test that counts come from these expected ones, which add up to the same total.
pub fn chi_square(observed: &[f64], expected: &[f64]) -> f64 {
    let squares = observed.iter().zip(expected).map(|(o, e)| (o - e) * (o - e) / e);
    sum_of_squares(squares.sum(), observed.len() as f64 - 1.0)
}

/// The chance that the squares of so many standard Normal variables add up to more.
pub fn sum_of_squares(sum: f64, degrees: f64) -> f64 {
    ChiSquared::new(degrees).expect("more than one count").sf(sum)
}

/// Both sides of a standard Normal variable.
pub fn two_sided(z: f64) -> f64 {
    2.0 * Normal::standard().sf(z.abs())
}

/// Both sides of a Binomial count, with `coin` (uniform) to decide how much of the count itself is
/// beyond it.
pub fn binomial(count: u64, of: u64, chance: f64, coin: f64) -> f64 {
    let law = Binomial::new(chance, of).expect("a chance between 0 and 1");
    either_side(&law, count, coin)
}

/// The same of a Poisson count.
pub fn poisson(count: u64, mean: f64, coin: f64) -> f64 {
    either_side(&Poisson::new(mean).expect("a mean above zero"), count, coin)
}

fn either_side<L: DiscreteCDF<u64, f64> + Discrete<u64, f64>>(
    law: &L,
    count: u64,
    coin: f64,
) -> f64 {
    let here = law.pmf(count);
    let below = if count == 0 { 0.0 } else { law.cdf(count - 1) };
    doubled((below + coin * here).min(law.sf(count) + (1.0 - coin) * here))
}

/// A p-value for either side from the smaller of the two.
fn doubled(one_side: f64) -> f64 {
    (2.0 * one_side).clamp(0.0, 1.0)
}

/// Whether pairs of uniform variables are uncorrelated: the mean of their products, which is nearly
/// Normal for many.
pub fn uncorrelated(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0f64);
    for (a, b) in pairs {
        sum += 12.0 * (a - 0.5) * (b - 0.5);
        count += 1.0;
    }
    two_sided(sum / count.sqrt())
}
