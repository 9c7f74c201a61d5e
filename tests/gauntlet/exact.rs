//! Delays drawn in the plainest way there is, apart from the engine: the quantile function of a
//! uniform number from another generator. With them the gauntlet must find nothing.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use statrs::distribution::{ContinuousCDF, Gamma, Normal};

use super::law::Law;

/// Uniform numbers that owe nothing to the engine.
pub struct Dice(Xoshiro256PlusPlus);

impl Dice {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// Evenly spread between 0 and 1, both excluded.
    pub fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// A whole number below a bound, which is so small against 2^64 that all are equally likely.
    pub fn below(&mut self, bound: u16) -> u16 {
        u16::try_from(self.0.next_u64() % u64::from(bound)).unwrap_or(0)
    }
}

/// A delay of this law.
pub fn draw(law: &Law, dice: &mut Dice) -> f64 {
    let u = dice.uniform();
    match law {
        Law::Exponential { mean } => -mean * u.ln(),
        Law::Weibull { shape, scale } => scale * (-u.ln()).powf(1.0 / shape),
        Law::Gamma { shape, mean } => mean / shape * gamma(*shape, u, dice),
        Law::LogNormal { median, sigma } => {
            median * (sigma * Normal::standard().inverse_cdf(u)).exp()
        }
        Law::Normal { mean, sd, min } => {
            // From above, because the cut may leave only the upper tail.
            let above = Normal::standard().sf((min - mean) / sd);
            mean - sd * Normal::standard().inverse_cdf(u * above)
        }
        Law::Fixed(_) | Law::Uniform { .. } | Law::Empirical(_) => law.time(u),
    }
}

/// Below a shape of one the quantile function is too steep near nought to be inverted well, so the
/// law of the next shape is shortened by a power of another uniform number (Stuart 1962,
/// doi:10.1111/j.2517-6161.1962.tb00465.x).
fn gamma(shape: f64, u: f64, dice: &mut Dice) -> f64 {
    let whole = |shape| Gamma::new(shape, 1.0).expect("a shape above zero").inverse_cdf(u);
    if shape < 1.0 { whole(shape + 1.0) * dice.uniform().powf(1.0 / shape) } else { whole(shape) }
}
