//! How long something takes: the delay distributions of timers and promises.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::gamma::gamma_ur;
use thiserror::Error;

use crate::units::{Positive, Probability, Weeks};

/// The law of a latent delay, in weeks.
#[derive(Debug, Clone, PartialEq)]
pub enum Delay {
    /// Always the same.
    Fixed(Weeks),
    /// Memoryless with this mean, above zero.
    Exponential {
        /// The mean.
        mean: Weeks,
    },
    /// Survival `exp(-(t / scale)^shape)`.
    Weibull {
        /// Below 1 the chance falls with waiting, above 1 it rises.
        shape: Positive,
        /// About 63 % have happened by then; above zero.
        scale: Weeks,
    },
    /// Gamma with this shape and mean.
    Gamma {
        /// The shape `k`; the scale is `mean / k`.
        shape: Positive,
        /// The mean, above zero.
        mean: Weeks,
    },
    /// Log-normal: its logarithm is Normal(ln median, sigma).
    LogNormal {
        /// Half take longer; above zero.
        median: Weeks,
        /// Standard deviation of the logarithm.
        sigma: Positive,
    },
    /// Normal given that it is at least `min`.
    Normal {
        /// Mean before the cut.
        mean: Weeks,
        /// Standard deviation before the cut; above zero.
        sd: Weeks,
        /// Shorter delays do not occur; at most two standard deviations above the mean.
        min: Weeks,
    },
    /// Evenly spread.
    Uniform {
        /// The shortest.
        from: Weeks,
        /// The longest; at least `from`.
        to: Weeks,
    },
    /// A quantile function through measured points.
    Empirical(Quantiles),
}

/// A quantile function that is linear between given points.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantiles {
    points: Vec<(Probability, Weeks)>,
}

/// Why points are not a quantile function.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum QuantilesError {
    /// Fewer than two points.
    #[error("needs at least two points")]
    TooFew,
    /// The first chance is not 0 or the last is not 1.
    #[error("chances must run from 0 to 1")]
    Ends,
    /// Chances do not rise strictly, or delays fall.
    #[error("chances must rise and delays must not fall (point {0})")]
    Order(usize),
}

impl Quantiles {
    /// Points (chance, delay): chances rise strictly from 0 to 1, delays do not fall.
    ///
    /// # Errors
    /// When the points are not a quantile function.
    pub fn new(points: Vec<(Probability, Weeks)>) -> Result<Self, QuantilesError> {
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return Err(QuantilesError::TooFew);
        };
        if points.len() < 2 {
            return Err(QuantilesError::TooFew);
        }
        if first.0 > Probability::NEVER || last.0 < Probability::ALWAYS {
            return Err(QuantilesError::Ends);
        }
        match points.windows(2).position(|pair| pair[0].0 >= pair[1].0 || pair[0].1 > pair[1].1) {
            Some(at) => Err(QuantilesError::Order(at + 1)),
            None => Ok(Self { points }),
        }
    }

    fn chance_of_at_least(&self, weeks: f64) -> f64 {
        let reach = |(_, value): &(Probability, Weeks)| value.get() >= weeks;
        let Some(at) = self.points.iter().position(reach) else { return 0.0 };
        let Some(before) = at.checked_sub(1) else { return 1.0 };
        let ((p0, t0), (p1, t1)) = (self.points[before], self.points[at]);
        let part = (weeks - t0.get()) / (t1.get() - t0.get());
        1.0 - (p0.get() + (p1.get() - p0.get()) * part)
    }

    /// The points.
    pub fn points(&self) -> &[(Probability, Weeks)] {
        &self.points
    }
}

impl Delay {
    /// The chance that the delay is at least `weeks` long, which are above nought.
    pub fn chance_of_at_least(&self, weeks: Weeks) -> f64 {
        let t = weeks.get();
        let sure = |is_so: bool| if is_so { 1.0 } else { 0.0 };
        let beyond = |z: f64| Normal::standard().sf(z);
        match self {
            Self::Fixed(value) => sure(*value >= weeks),
            Self::Exponential { mean } => (-t / mean.get()).exp(),
            Self::Weibull { shape, scale } => (-(t / scale.get()).powf(shape.get())).exp(),
            Self::Gamma { shape, mean } => gamma_ur(shape.get(), shape.get() * t / mean.get()),
            Self::LogNormal { median, sigma } => beyond((t / median.get()).ln() / sigma.get()),
            Self::Normal { mean, sd, min } => {
                let beyond = |t: f64| beyond((t - mean.get()) / sd.get());
                beyond(t.max(min.get())) / beyond(min.get())
            }
            Self::Uniform { from, to } if from >= to => sure(*from >= weeks),
            Self::Uniform { from, to } => {
                ((to.get() - t) / (to.get() - from.get())).clamp(0.0, 1.0)
            }
            Self::Empirical(quantiles) => quantiles.chance_of_at_least(t),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Delay, Quantiles};
    use crate::units::{Positive, Probability, Weeks};

    fn weeks(weeks: f64) -> Weeks {
        Weeks::new(weeks).unwrap()
    }

    fn number(number: f64) -> Positive {
        Positive::new(number).unwrap()
    }

    #[test]
    fn every_law_has_its_chance_of_lasting() {
        let e = (-1.0f64).exp();
        let points = [(0.0, 0.0), (0.2, 1.0), (1.0, 5.0)];
        let points = points.map(|(p, t)| (Probability::new(p).unwrap(), weeks(t)));
        let cases = [
            (Delay::Fixed(weeks(2.0)), 2.0, 1.0),
            (Delay::Fixed(weeks(2.0)), 2.1, 0.0),
            (Delay::Exponential { mean: weeks(3.0) }, 3.0, e),
            (Delay::Weibull { shape: number(0.5), scale: weeks(3.0) }, 3.0, e),
            (Delay::Gamma { shape: number(1.0), mean: weeks(3.0) }, 3.0, e),
            // Erlang: exp(-2) (1 + 2).
            (Delay::Gamma { shape: number(2.0), mean: weeks(1.0) }, 1.0, 3.0 * e * e),
            (Delay::LogNormal { median: weeks(5.0), sigma: number(2.0) }, 5.0, 0.5),
            (Delay::Normal { mean: weeks(5.0), sd: weeks(1.0), min: weeks(5.0) }, 4.0, 1.0),
            (Delay::Normal { mean: weeks(50.0), sd: weeks(1.0), min: weeks(0.0) }, 50.0, 0.5),
            (Delay::Uniform { from: weeks(1.0), to: weeks(5.0) }, 4.0, 0.25),
            (Delay::Uniform { from: weeks(1.0), to: weeks(1.0) }, 1.0, 1.0),
            (Delay::Empirical(Quantiles::new(points.to_vec()).unwrap()), 0.5, 0.9),
            (Delay::Empirical(Quantiles::new(points.to_vec()).unwrap()), 3.0, 0.4),
            (Delay::Empirical(Quantiles::new(points.to_vec()).unwrap()), 6.0, 0.0),
        ];
        for (delay, t, chance) in cases {
            let found = delay.chance_of_at_least(weeks(t));
            assert!((found - chance).abs() < 1e-12, "{delay:?} at {t}: {found}, not {chance}");
        }
    }
}
