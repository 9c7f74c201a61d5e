//! The names of a rep's list: whose number is whose, who arrives later, who is worth calling first.

use std::ops::Range;

use rand_distr::{Distribution, Gamma, Poisson};

use crate::compiled::Compiled;
use crate::market::{Arrivals, Segment};
use crate::plan::Focus;
use crate::rng::{Purpose, World};

/// The numbers of the names of each segment on the list at the start.
pub(crate) fn ranges(segments: &[Segment]) -> impl Iterator<Item = Range<u32>> + '_ {
    segments.iter().scan(0, |next, segment| {
        let range = *next..*next + segment.prospects;
        *next = range.end;
        Some(range)
    })
}

/// New names of a segment in a week: negative binomial, drawn as a Poisson number whose mean is
/// Gamma; Poisson in the limit.
pub(crate) fn arrivals(arrivals: &Arrivals, world: World, segment: usize, week: u32) -> u32 {
    let mut draws = world.rep().draws(Purpose::arrivals(segment), week);
    let mean = match arrivals.dispersion {
        Some(size) => {
            let size = size.get();
            let gamma = Gamma::new(size, arrivals.mean.get() / size);
            gamma.expect("mean and dispersion are positive").sample(&mut draws)
        }
        None => arrivals.mean.get(),
    };
    // A Gamma mean may underflow to nought, which Poisson refuses: then nobody arrives.
    Poisson::new(mean).map_or(0, |poisson| poisson.sample(&mut draws) as u32)
}

/// Who is among the vital few of a segment, as well as one can tell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranking {
    accuracy: f64,
    noise: f64,
    /// Scores from here up are vital.
    from: f64,
}

impl Ranking {
    /// A ranking of a segment's names by their scores, without a mark yet.
    pub(crate) fn new(model: &Compiled, focus: &Focus, segment: usize) -> Self {
        // Where all deals are worth the same, nothing tells one name from another.
        let telling = model.segments[segment].value_sigma > 0.0;
        let accuracy = if telling { focus.accuracy.get() } else { 0.0 };
        Self { accuracy, noise: (1.0 - accuracy * accuracy).sqrt(), from: f64::INFINITY }
    }

    /// Sets the mark by the names on the list at the start; later names are held to the same.
    pub(crate) fn marked(self, focus: &Focus, mut scores: Vec<f64>) -> Self {
        let vital = (focus.top.get() * scores.len() as f64).round() as usize;
        let from = match vital {
            0 => f64::INFINITY,
            vital => *scores.select_nth_unstable_by(vital - 1, |a, b| b.total_cmp(a)).1,
        };
        Self { from, ..self }
    }

    /// How much a name seems to be worth.
    pub(crate) fn score(&self, world: World, id: u32) -> f64 {
        let luck = world.person(id);
        let value = luck.draws(Purpose::DEAL_VALUE, 0).normal();
        self.accuracy * value + self.noise * luck.draws(Purpose::SCORE, 0).normal()
    }

    pub(crate) fn is_vital(&self, score: f64) -> bool {
        score >= self.from
    }
}
