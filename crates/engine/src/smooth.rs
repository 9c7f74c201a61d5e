//! Delay laws with a smooth density, by their hazards.

use statrs::function::erf::erfc;
use statrs::function::gamma::{gamma_lr, gamma_ur, ln_gamma};

use crate::delay::Delay;

const LN_SQRT_2_PI: f64 = 0.918_938_533_204_672_7;

/// How pressing the end of a wait is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hazards {
    /// Minus the logarithm of the chance to have waited so long.
    pub cumulative: f64,
    /// The density over that chance, per week.
    pub per_week: f64,
}

/// A law on positive times with a smooth density and no upper end; times in weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Smooth {
    Exponential { mean: f64 },
    Weibull { shape: f64, scale: f64 },
    Gamma { shape: f64, scale: f64 },
    LogNormal { median: f64, sigma: f64 },
}

impl Smooth {
    /// The law of a delay, if it is one of these.
    pub(crate) fn of(delay: &Delay) -> Option<Self> {
        match delay {
            Delay::Exponential { mean } => Some(Self::Exponential { mean: mean.get() }),
            Delay::Weibull { shape, scale } => {
                Some(Self::Weibull { shape: shape.get(), scale: scale.get() })
            }
            Delay::Gamma { shape, mean } => {
                Some(Self::Gamma { shape: shape.get(), scale: mean.get() / shape.get() })
            }
            Delay::LogNormal { median, sigma } => {
                Some(Self::LogNormal { median: median.get(), sigma: sigma.get() })
            }
            Delay::Fixed(_)
            | Delay::Normal { .. }
            | Delay::Uniform { .. }
            | Delay::Empirical(_) => None,
        }
    }

    /// A time that is neither early nor late.
    pub(crate) fn typical(&self) -> f64 {
        match *self {
            Self::Exponential { mean: time }
            | Self::Weibull { scale: time, .. }
            | Self::LogNormal { median: time, .. } => time,
            Self::Gamma { shape, scale } => shape * scale,
        }
    }

    /// Hazards at a time above zero.
    pub(crate) fn hazards(&self, weeks: f64) -> Hazards {
        let cumulative = self.cumulative_hazard(weeks);
        let per_week = match *self {
            Self::Exponential { mean } => 1.0 / mean,
            Self::Weibull { shape, .. } => shape * cumulative / weeks,
            Self::Gamma { shape, scale } => {
                let x = weeks / scale;
                let ln_density = (shape - 1.0) * x.ln() - x - ln_gamma(shape) - scale.ln();
                (ln_density + cumulative).exp()
            }
            Self::LogNormal { median, sigma } => {
                let z = (weeks / median).ln() / sigma;
                let ln_density = -0.5 * z * z - LN_SQRT_2_PI - (sigma * weeks).ln();
                (ln_density + cumulative).exp()
            }
        };
        Hazards { cumulative, per_week }
    }

    /// When the cumulative hazard reaches a value, where a formula says so.
    pub(crate) fn when(&self, cumulative: f64) -> Option<f64> {
        match *self {
            Self::Exponential { mean } => Some(mean * cumulative),
            Self::Weibull { shape, scale } => Some(scale * cumulative.powf(1.0 / shape)),
            Self::Gamma { .. } | Self::LogNormal { .. } => None,
        }
    }

    fn cumulative_hazard(&self, weeks: f64) -> f64 {
        match *self {
            Self::Exponential { mean } => weeks / mean,
            Self::Weibull { shape, scale } => (weeks / scale).powf(shape),
            Self::Gamma { shape, scale } => {
                let x = (weeks / scale).clamp(f64::MIN_POSITIVE, f64::MAX);
                if x < shape { -(-gamma_lr(shape, x)).ln_1p() } else { -gamma_ur(shape, x).ln() }
            }
            Self::LogNormal { median, sigma } => {
                let z = (weeks / median).ln() / sigma * std::f64::consts::FRAC_1_SQRT_2;
                if z < 0.0 { -(-0.5 * erfc(-z)).ln_1p() } else { -(0.5 * erfc(z)).ln() }
            }
        }
    }

    /// Relative slope of a hazard: its change per week over itself.
    pub(crate) fn relative_slope(&self, weeks: f64, hazard: f64) -> f64 {
        match *self {
            Self::Exponential { .. } => 0.0,
            Self::Weibull { shape, .. } => (shape - 1.0) / weeks,
            Self::Gamma { shape, scale } => (shape - 1.0) / weeks - 1.0 / scale + hazard,
            Self::LogNormal { median, sigma } => {
                hazard - (1.0 + (weeks / median).ln() / (sigma * sigma)) / weeks
            }
        }
    }
}
