//! What it is worth to know: the value of perfect information, of everything, of parts and of groups.
//!
//! Whoever knows some of the numbers takes the strategy that is better on average given them; the gain
//! over taking the one that is better on average over everything is the worth of knowing (Raiffa and
//! Schlaifer 1961; the parts by regression: Strong, Oakley and Brennan 2014,
//! doi:10.1177/0272989X13505910). The averages come from a [`Surrogate`]; the numbers that it does not
//! name add a Normal part with the variance that the design found for them.
//!
//! The worth of a set is never below that of a part of it: it is computed for every set of factors,
//! and a set has the largest worth of any of its parts. The mean of the larger of two averages over a
//! finite number of points would fall short of that by a rounding only.

use super::design::share;
use super::surrogate::Surrogate;
use crate::uncertain::normal;

/// Scores at which the averages are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// By point: scores of the surrogate's dimensions.
    pub scores: Vec<Vec<f64>>,
    /// By point: the score of all other numbers together.
    pub rest: Vec<f64>,
}

impl Points {
    /// So many scrambled low-discrepancy points with Normal scores.
    pub fn normal(dimensions: usize, count: usize, seed: u64) -> Self {
        let score = |point, dimension| normal::score_at(share(point, dimension, seed));
        Self {
            scores: (0..count)
                .map(|point| (0..dimensions).map(|dimension| score(point, dimension)).collect())
                .collect(),
            rest: (0..count).map(|point| score(point, dimensions)).collect(),
        }
    }
}

/// Sets of factors as bits: factor 0 is the lowest; all other numbers together are the bit after the
/// last factor.
pub type Set = usize;

/// A surrogate seen as factors, at points.
pub struct Knowing {
    mean: f64,
    /// Factors of a term, and its part at every point.
    parts: Vec<(Set, Vec<f64>)>,
    points: usize,
    factors: usize,
}

impl Knowing {
    /// `factor_of` says which factor each dimension of the surrogate belongs to, of so many factors;
    /// `rest` is the standard deviation that all other numbers bring.
    pub fn new(surrogate: &Surrogate, points: &Points, factor_of: &[usize], rest: f64) -> Self {
        let factors = factor_of.iter().max().map_or(0, |last| last + 1);
        let part = |(term, weight): &(super::surrogate::Term, f64)| {
            let set = term.dimensions().iter().fold(0, |set, at| set | (1 << factor_of[*at]));
            (set, points.scores.iter().map(|point| weight * term.at(point)).collect())
        };
        let others = (1 << factors, points.rest.iter().map(|score| rest * score).collect());
        Self {
            mean: surrogate.mean,
            parts: surrogate.terms.iter().map(part).chain([others]).collect(),
            points: points.scores.len(),
            factors,
        }
    }

    /// Everything, the other numbers included.
    pub fn everything(&self) -> Set {
        (1 << (self.factors + 1)) - 1
    }

    /// By point: the average difference given the factors of a set.
    fn given(&self, set: Set) -> Vec<f64> {
        let mut sums = vec![self.mean; self.points];
        for (_, parts) in self.parts.iter().filter(|(named, _)| named & !set == 0) {
            sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        }
        sums
    }

    /// Share of points at which the strategy that is worse on average is the better one.
    pub fn chance_wrong(&self) -> f64 {
        let all = self.given(self.everything());
        let is_wrong = |value: &&f64| **value * self.mean < 0.0;
        all.iter().filter(is_wrong).count() as f64 / all.len() as f64
    }

    /// The worth of knowing a set, by itself. What the points' own mean is off is taken out.
    pub fn worth(&self, set: Set) -> f64 {
        let given = self.given(set);
        let n = given.len() as f64;
        let off = given.iter().sum::<f64>() / n - self.mean;
        let gained = given.iter().map(|value| (value - off).max(0.0)).sum::<f64>() / n;
        (gained - self.mean.max(0.0)).max(0.0)
    }

    /// The worth of every set, none below that of its parts.
    pub fn worths(&self) -> Vec<f64> {
        let mut worths = vec![0.0];
        for set in 1..=self.everything() {
            let own = self.worth(set);
            let members = (0..=self.factors).filter(|at| set & (1 << at) != 0);
            let parts = members.map(|at| worths[set & !(1 << at)]);
            worths.push(parts.fold(own, f64::max));
        }
        worths
    }
}
