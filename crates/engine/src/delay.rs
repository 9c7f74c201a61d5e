//! How long something takes: the delay distributions of timers and promises.

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

    /// The points.
    pub fn points(&self) -> &[(Probability, Weeks)] {
        &self.points
    }
}

impl Delay {
    /// Whether the delay is always nought, so that a loop of such timers would never end.
    pub fn is_always_zero(&self) -> bool {
        match self {
            Self::Fixed(weeks) => weeks.get() <= 0.0,
            Self::Uniform { to, .. } => to.get() <= 0.0,
            Self::Empirical(q) => q.points.iter().all(|(_, weeks)| weeks.get() <= 0.0),
            _ => false,
        }
    }
}
