//! Delay distributions made ready to be drawn from.

use std::sync::Arc;

use crate::delay::{Delay, Quantiles};
use crate::race::Race;
use crate::rng::Draws;
use crate::smooth::Smooth;

/// A delay ready to be drawn; all times in weeks.
#[derive(Debug, Clone)]
pub(crate) enum Sampler {
    Fixed(f64),
    Exponential {
        mean: f64,
    },
    /// Any other smooth law: a race with nobody else.
    Smooth(Arc<Race>),
    Normal {
        mean: f64,
        sd: f64,
        min: f64,
    },
    Uniform {
        from: f64,
        width: f64,
    },
    Empirical(Quantiles),
}

/// Makes delays ready, each table once.
#[derive(Debug, Default)]
pub(crate) struct Tables(Vec<(Vec<Smooth>, Arc<Race>)>);

impl Tables {
    pub(crate) fn sampler(&mut self, delay: &Delay) -> Sampler {
        match delay {
            Delay::Exponential { mean } => Sampler::Exponential { mean: mean.get() },
            Delay::Weibull { .. } | Delay::Gamma { .. } | Delay::LogNormal { .. } => {
                let law = Smooth::of(delay).expect("these laws are smooth");
                Sampler::Smooth(self.race(vec![law]))
            }
            Delay::Fixed(weeks) => Sampler::Fixed(weeks.get()),
            Delay::Normal { mean, sd, min } => {
                Sampler::Normal { mean: mean.get(), sd: sd.get(), min: min.get() }
            }
            Delay::Uniform { from, to } => {
                Sampler::Uniform { from: from.get(), width: to.get() - from.get() }
            }
            Delay::Empirical(quantiles) => Sampler::Empirical(quantiles.clone()),
        }
    }

    /// The race of several laws.
    pub(crate) fn race(&mut self, laws: Vec<Smooth>) -> Arc<Race> {
        if let Some((_, known)) = self.0.iter().find(|(others, _)| *others == laws) {
            return Arc::clone(known);
        }
        let race = Arc::new(Race::new(laws.clone()));
        self.0.push((laws, Arc::clone(&race)));
        race
    }
}

impl Sampler {
    /// A delay in weeks.
    #[inline]
    pub(crate) fn draw(&self, draws: &mut Draws) -> f64 {
        match self {
            Self::Fixed(weeks) => *weeks,
            Self::Exponential { mean } => mean * draws.exponential(),
            Self::Smooth(race) => race.finish(draws.word()).weeks,
            Self::Normal { mean, sd, min } => normal_above(*mean, *sd, *min, draws),
            Self::Uniform { from, width } => from + width * draws.uniform(),
            Self::Empirical(quantiles) => quantile(quantiles, draws.uniform()),
        }
    }
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
