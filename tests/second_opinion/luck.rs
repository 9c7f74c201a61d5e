//! Chance: one generator whose numbers are taken in the order in which they are needed.

use longview_engine::delay::{Delay, Quantiles};
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, Gamma, Poisson, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;

pub(super) struct Luck(Xoshiro256PlusPlus);

impl Luck {
    pub(super) fn seeded(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// Evenly spread between 0 and 1, 1 excluded.
    pub(super) fn share(&mut self) -> f64 {
        self.0.random()
    }

    pub(super) fn happens(&mut self, chance: f64) -> bool {
        self.share() < chance
    }

    pub(super) fn one_of(&mut self, many: usize) -> usize {
        self.0.random_range(0..many)
    }

    pub(super) fn normal(&mut self) -> f64 {
        self.0.sample(StandardNormal)
    }

    pub(super) fn exponential(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.share()).ln()
    }

    pub(super) fn gamma(&mut self, shape: f64, mean: f64) -> f64 {
        let law = Gamma::new(shape, mean / shape).expect("shape and mean are above zero");
        law.sample(&mut self.0)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few names a week"
    )]
    pub(super) fn poisson(&mut self, mean: f64) -> usize {
        // A Gamma of small shape may be nought to the last digit.
        if mean <= f64::MIN_POSITIVE {
            return 0;
        }
        Poisson::new(mean).expect("the mean is above zero").sample(&mut self.0) as usize
    }

    /// One of several with these chances, which add up to one.
    pub(super) fn pick(&mut self, chances: &[f64]) -> usize {
        let mut left = self.share();
        for (at, chance) in chances.iter().enumerate() {
            left -= chance;
            if left < 0.0 {
                return at;
            }
        }
        // Only rounding can bring us here.
        chances.iter().rposition(|chance| *chance > 0.0).expect("something is possible")
    }

    /// A delay in weeks.
    pub(super) fn delay(&mut self, law: &Delay) -> f64 {
        match law {
            Delay::Fixed(value) => value.get(),
            Delay::Exponential { mean } => self.exponential(mean.get()),
            Delay::Weibull { shape, scale } => {
                scale.get() * self.exponential(1.0).powf(1.0 / shape.get())
            }
            Delay::Gamma { shape, mean } => self.gamma(shape.get(), mean.get()),
            Delay::LogNormal { median, sigma } => {
                median.get() * (sigma.get() * self.normal()).exp()
            }
            Delay::Normal { mean, sd, min } => loop {
                let delay = mean.get() + sd.get() * self.normal();
                if delay >= min.get() {
                    return delay;
                }
            },
            Delay::Uniform { from, to } => from.get() + (to.get() - from.get()) * self.share(),
            Delay::Empirical(quantiles) => quantile(quantiles, self.share()),
        }
    }
}

/// Between two points the quantile function is a straight line.
fn quantile(quantiles: &Quantiles, chance: f64) -> f64 {
    let points = quantiles.points();
    let beyond = points.iter().position(|(at, _)| at.get() > chance).expect("chance is below 1");
    let ((from, low), (to, high)) = (points[beyond - 1], points[beyond]);
    let part = (chance - from.get()) / (to.get() - from.get());
    low.get() + part * (high.get() - low.get())
}
