//! The laws of delay as mathematics: survival, density, and a coordinate in which each is smooth.

use longview_engine::delay::{Delay, Quantiles};
use longview_engine::units::{Positive, Probability, Weeks};
use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::gamma::{gamma_ur, ln_gamma};

/// A law of delay, in weeks. What is straight between points (fixed, uniform, empirical) is one kind.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "every parameter stands in the formula of its law")]
pub enum Law {
    /// Survival `exp(-t / mean)`.
    Exponential { mean: f64 },
    /// Survival `exp(-(t / scale)^shape)`.
    Weibull { shape: f64, scale: f64 },
    /// Shape and mean.
    Gamma { shape: f64, mean: f64 },
    /// `median exp(sigma Z)`.
    LogNormal { median: f64, sigma: f64 },
    /// `mean + sd Z`, given that it is at least `min`.
    Normal { mean: f64, sd: f64, min: f64 },
    /// Always the same.
    Fixed(f64),
    /// Evenly between two times.
    Uniform { from: f64, to: f64 },
    /// Straight between points (chance, weeks).
    Empirical(Vec<(f64, f64)>),
}

impl Law {
    /// The same as the engine takes it.
    pub fn delay(&self) -> Delay {
        let weeks = |weeks: f64| Weeks::new(weeks).expect("a time");
        let positive = |value: f64| Positive::new(value).expect("above zero");
        match self {
            Self::Exponential { mean } => Delay::Exponential { mean: weeks(*mean) },
            Self::Weibull { shape, scale } => {
                Delay::Weibull { shape: positive(*shape), scale: weeks(*scale) }
            }
            Self::Gamma { shape, mean } => {
                Delay::Gamma { shape: positive(*shape), mean: weeks(*mean) }
            }
            Self::LogNormal { median, sigma } => {
                Delay::LogNormal { median: weeks(*median), sigma: positive(*sigma) }
            }
            Self::Normal { mean, sd, min } => {
                Delay::Normal { mean: weeks(*mean), sd: weeks(*sd), min: weeks(*min) }
            }
            Self::Fixed(time) => Delay::Fixed(weeks(*time)),
            Self::Uniform { from, to } => Delay::Uniform { from: weeks(*from), to: weeks(*to) },
            Self::Empirical(points) => {
                let chance = |chance: f64| Probability::new(chance).expect("a chance");
                let points = points.iter().map(|(p, t)| (chance(*p), weeks(*t))).collect();
                Delay::Empirical(Quantiles::new(points).expect("a quantile function"))
            }
        }
    }

    /// The law of so many times the delay.
    #[must_use]
    pub fn stretched(&self, by: f64) -> Self {
        match self.clone() {
            Self::Exponential { mean } => Self::Exponential { mean: by * mean },
            Self::Weibull { shape, scale } => Self::Weibull { shape, scale: by * scale },
            Self::Gamma { shape, mean } => Self::Gamma { shape, mean: by * mean },
            Self::LogNormal { median, sigma } => Self::LogNormal { median: by * median, sigma },
            Self::Normal { mean, sd, min } => {
                Self::Normal { mean: by * mean, sd: by * sd, min: by * min }
            }
            Self::Fixed(time) => Self::Fixed(by * time),
            Self::Uniform { from, to } => Self::Uniform { from: by * from, to: by * to },
            Self::Empirical(points) => {
                Self::Empirical(points.into_iter().map(|(p, t)| (p, by * t)).collect())
            }
        }
    }

    /// The law with so many times its shape or spread; `None` where there is nothing of the kind.
    #[must_use]
    pub fn reshaped(&self, by: f64) -> Option<Self> {
        match self.clone() {
            Self::Weibull { shape, scale } => Some(Self::Weibull { shape: by * shape, scale }),
            Self::Gamma { shape, mean } => Some(Self::Gamma { shape: by * shape, mean }),
            Self::LogNormal { median, sigma } => {
                Some(Self::LogNormal { median, sigma: by * sigma })
            }
            Self::Normal { mean, sd, min } => Some(Self::Normal { mean, sd: by * sd, min }),
            _ => None,
        }
    }

    /// The chance that the delay is longer.
    pub fn survival(&self, time: f64) -> f64 {
        match self {
            Self::Exponential { mean } => (-time / mean).exp(),
            Self::Weibull { shape, scale } => (-(time / scale).powf(*shape)).exp(),
            Self::Gamma { shape, mean } if time > 0.0 => gamma_ur(*shape, time * shape / mean),
            Self::LogNormal { median, sigma } if time > 0.0 => {
                Normal::standard().sf((time / median).ln() / sigma)
            }
            Self::Normal { mean, sd, min } if time > *min => {
                let normal = Normal::standard();
                normal.sf((time - mean) / sd) / normal.sf((min - mean) / sd)
            }
            Self::Fixed(_) | Self::Uniform { .. } | Self::Empirical(_) => {
                1.0 - reached(&self.points(), time)
            }
            _ => 1.0,
        }
    }

    /// The intensity with which it ends at a time, given that it did not before.
    pub fn hazard(&self, time: f64) -> f64 {
        let y = self.coordinate(time, 0.0).0;
        if y <= self.span().0 {
            return 0.0;
        }
        let step = 1e-6 * (1.0 + y.abs());
        let speed = (self.time(y + step) - self.time(y - step)) / (2.0 * step);
        self.weight(y) / speed / self.survival(time)
    }

    /// Whether some delays are exactly the same.
    pub fn jumps(&self) -> bool {
        self.points().windows(2).any(|two| two[1].1 <= two[0].1)
    }

    /// Times at which survival jumps or has a corner.
    pub fn corners(&self) -> Vec<f64> {
        match self {
            Self::Normal { min, .. } => vec![*min],
            _ => self.points().into_iter().map(|(_, time)| time).collect(),
        }
    }

    /// The quantile function where it is straight between points, else no points.
    fn points(&self) -> Vec<(f64, f64)> {
        match self {
            Self::Fixed(time) => vec![(0.0, *time), (1.0, *time)],
            Self::Uniform { from, to } => vec![(0.0, *from), (1.0, *to)],
            Self::Empirical(points) => points.clone(),
            _ => Vec::new(),
        }
    }

    /// From where to where the coordinate runs; what is beyond has a chance below 10^-19.
    pub fn span(&self) -> (f64, f64) {
        match self {
            Self::LogNormal { .. } => (-9.2, 9.2),
            Self::Normal { mean, sd, min } => {
                let from = ((min - mean) / sd).max(-9.2);
                (from, 9.2 + from.max(0.0))
            }
            Self::Gamma { shape, .. } => {
                // Both tails fall like exp(-|y|), and the middle is about two roots of the shape wide.
                let middle = shape.max(1.0) * (std::f64::consts::E - 1.0).ln();
                let reach = 44.0 + 20.0 * shape.sqrt();
                (middle.min(0.0) - reach, middle + reach)
            }
            Self::Exponential { .. } | Self::Weibull { .. } => (-44.0, 44.0),
            _ => (0.0, 1.0),
        }
    }

    /// The time at a coordinate.
    pub fn time(&self, y: f64) -> f64 {
        match self {
            // The cumulative hazard is ln(1 + e^y), so that y is logistic.
            Self::Exponential { mean } => mean * softplus(y),
            Self::Weibull { shape, scale } => scale * softplus(y).powf(1.0 / shape),
            Self::Gamma { shape, mean } => mean * softplus(y / shape),
            Self::LogNormal { median, sigma } => median * (sigma * y).exp(),
            Self::Normal { mean, sd, .. } => mean + sd * y,
            _ => along(&self.points(), y),
        }
    }

    /// The density of the coordinate.
    pub fn weight(&self, y: f64) -> f64 {
        match self {
            Self::Exponential { .. } | Self::Weibull { .. } => sigmoid(y) * sigmoid(-y),
            Self::Gamma { shape, .. } => {
                let x = shape * softplus(y / shape);
                ((shape - 1.0) * x.ln() - x - ln_gamma(*shape)).exp() * sigmoid(y / shape)
            }
            Self::LogNormal { .. } => bell(y),
            Self::Normal { mean, sd, min } => bell(y) / Normal::standard().sf((min - mean) / sd),
            _ => 1.0,
        }
    }

    /// The coordinates that a time can have: one, but for rounding by so much, or where many delays
    /// are the same.
    pub fn coordinate(&self, time: f64, rounding: f64) -> (f64, f64) {
        let (low, high) = (time - rounding, time + rounding);
        match self {
            Self::Fixed(_) | Self::Uniform { .. } | Self::Empirical(_) => {
                // What was added up from several delays is at its point but for rounding.
                let points = self.points();
                let margin = 1e-12 * time.abs();
                (reached_before(&points, low - margin), reached(&points, high + margin))
            }
            _ if rounding > 0.0 => (self.smooth_coordinate(low), self.smooth_coordinate(high)),
            _ => {
                let y = self.smooth_coordinate(time);
                (y, y)
            }
        }
    }

    fn smooth_coordinate(&self, time: f64) -> f64 {
        match self {
            Self::Exponential { mean } => unsoftplus(time / mean),
            Self::Weibull { shape, scale } => unsoftplus((time / scale).max(0.0).powf(*shape)),
            Self::Gamma { shape, mean } => shape * unsoftplus(time / mean),
            Self::LogNormal { median, sigma } => (time.max(0.0) / median).ln() / sigma,
            Self::Normal { mean, sd, .. } => (time - mean) / sd,
            _ => time,
        }
    }
}

fn softplus(y: f64) -> f64 {
    if y > 35.0 { y + (-y).exp() } else { y.exp().ln_1p() }
}

fn unsoftplus(x: f64) -> f64 {
    if x <= 0.0 { f64::NEG_INFINITY } else { x + (-(-x).exp_m1()).ln() }
}

fn sigmoid(y: f64) -> f64 {
    1.0 / (1.0 + (-y).exp())
}

fn bell(z: f64) -> f64 {
    (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

/// The delay at a chance.
fn along(points: &[(f64, f64)], p: f64) -> f64 {
    let above = points.partition_point(|point| point.0 <= p).clamp(1, points.len() - 1);
    let ((p0, t0), (p1, t1)) = (points[above - 1], points[above]);
    t0 + (t1 - t0) * ((p - p0) / (p1 - p0)).clamp(0.0, 1.0)
}

/// The chance that the delay is at most this.
fn reached(points: &[(f64, f64)], time: f64) -> f64 {
    between(points, points.partition_point(|point| point.1 <= time), time)
}

/// The chance that the delay is less than this.
fn reached_before(points: &[(f64, f64)], time: f64) -> f64 {
    between(points, points.partition_point(|point| point.1 < time), time)
}

fn between(points: &[(f64, f64)], above: usize, time: f64) -> f64 {
    let Some((p1, t1)) = points.get(above) else { return 1.0 };
    let Some((p0, t0)) = above.checked_sub(1).map(|below| points[below]) else { return 0.0 };
    p0 + (p1 - p0) * (time - t0) / (t1 - t0)
}
