//! Delay distributions made ready to be drawn from.

use rand_distr::{Distribution, Gamma};

use crate::delay::{Delay, Quantiles};
use crate::rng::Draws;

/// A delay ready to be drawn; all times in weeks.
#[derive(Debug, Clone)]
pub(crate) enum Sampler {
    Fixed(f64),
    Exponential { mean: f64 },
    Weibull { power: f64, scale: f64 },
    Gamma(Gamma<f64>),
    LogNormal { median: f64, sigma: f64 },
    Normal { mean: f64, sd: f64, min: f64 },
    Uniform { from: f64, width: f64 },
    Empirical(Quantiles),
}

impl Sampler {
    pub(crate) fn new(delay: &Delay) -> Self {
        match delay {
            Delay::Fixed(weeks) => Self::Fixed(weeks.get()),
            Delay::Exponential { mean } => Self::Exponential { mean: mean.get() },
            Delay::Weibull { shape, scale } if is_one(shape.get()) => {
                Self::Exponential { mean: scale.get() }
            }
            Delay::Weibull { shape, scale } => {
                Self::Weibull { power: 1.0 / shape.get(), scale: scale.get() }
            }
            Delay::Gamma { shape, mean } => Self::Gamma(
                Gamma::new(shape.get(), mean.get() / shape.get())
                    .expect("shape is positive, and misfits refuse a mean of zero"),
            ),
            Delay::LogNormal { median, sigma } => {
                Self::LogNormal { median: median.get(), sigma: sigma.get() }
            }
            Delay::Normal { mean, sd, min } => {
                Self::Normal { mean: mean.get(), sd: sd.get(), min: min.get() }
            }
            Delay::Uniform { from, to } => {
                Self::Uniform { from: from.get(), width: to.get() - from.get() }
            }
            Delay::Empirical(quantiles) => Self::Empirical(quantiles.clone()),
        }
    }

    /// The mean of a memoryless delay.
    pub(crate) fn memoryless_mean(&self) -> Option<f64> {
        match self {
            Self::Exponential { mean } => Some(*mean),
            _ => None,
        }
    }

    /// A delay in weeks.
    #[inline]
    pub(crate) fn draw(&self, draws: &mut Draws) -> f64 {
        match self {
            Self::Fixed(weeks) => *weeks,
            Self::Exponential { mean } => mean * draws.exponential(),
            Self::Weibull { power, scale } => scale * draws.exponential().powf(*power),
            Self::Gamma(gamma) => gamma.sample(draws),
            Self::LogNormal { median, sigma } => median * (sigma * draws.normal()).exp(),
            Self::Normal { mean, sd, min } => normal_above(*mean, *sd, *min, draws),
            Self::Uniform { from, width } => from + width * draws.uniform(),
            Self::Empirical(quantiles) => quantile(quantiles, draws.uniform()),
        }
    }
}

#[expect(clippy::float_cmp, reason = "only a shape of exactly one is memoryless")]
fn is_one(shape: f64) -> bool {
    shape == 1.0
}

/// Rejection: the cut is at most two standard deviations above the mean, so that at least one try
/// in 44 is accepted.
fn normal_above(mean: f64, sd: f64, min: f64, draws: &mut Draws) -> f64 {
    loop {
        let weeks = mean + sd * draws.normal();
        if weeks >= min {
            return weeks;
        }
    }
}

fn quantile(quantiles: &Quantiles, p: f64) -> f64 {
    let points = quantiles.points();
    let above = points.partition_point(|(chance, _)| chance.get() <= p).clamp(1, points.len() - 1);
    let ((p0, t0), (p1, t1)) = (points[above - 1], points[above]);
    t0.get() + (t1.get() - t0.get()) * (p - p0.get()) / (p1.get() - p0.get())
}
