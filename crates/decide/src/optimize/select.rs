//! Which of a few plans is the best, and how sure that is.
//!
//! Two statements about the same worlds. The first is a guarantee of Nelson and Matejcik (1995,
//! doi:10.1287/mnsc.41.12.1935) that holds under common random numbers: of plans whose differences
//! all scatter alike (sphericity), the one with the highest average is the best, or no more than a
//! stated amount below the best, in 95 of 100 such selections. The second is a chance for each plan to
//! be the best, and what choosing it gives away, from the Bayesian bootstrap (Rubin 1981,
//! doi:10.1214/aos/1176345338) over worlds: it assumes that the worlds seen stand for all, needs no
//! sphericity, and works for quantiles as well.

use rand::{Rng, RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use statrs::distribution::{ChiSquared, Continuous, ContinuousCDF, Normal};

/// How often the guarantee may fail.
pub const MISS: f64 = 0.05;

/// A guaranteed selection.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guarantee {
    /// Position of the plan with the highest average.
    pub chosen: usize,
    /// Worlds that it took.
    pub worlds: u64,
    /// Standard deviation of the difference of two plans in one world, under sphericity.
    pub spread: f64,
    /// Half the width of the interval on every difference; the indifference zone that is earned.
    pub half_width: f64,
    /// How far below the best of the others the chosen plan may be at most; nought when it is the best
    /// for certain (as far as 95 of 100 are certain).
    pub at_most_below: f64,
}

/// The procedure for so many plans, of which the first stage sees so many worlds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Procedure {
    first: usize,
    critical: f64,
}

impl Procedure {
    /// For so many plans and so many worlds in the first stage; at least two of each, else nothing is
    /// left to chance.
    pub fn new(plans: usize, first: usize) -> Self {
        let degrees = plans.saturating_sub(1) as f64 * first.saturating_sub(1) as f64;
        let critical = if degrees > 0.0 { critical_value(plans - 1, degrees, MISS) } else { 0.0 };
        Self { first, critical }
    }

    /// Worlds that are needed so that a difference of `worth` is told: the second stage. `values` are
    /// those of the first, by plan, then world.
    pub fn worlds_for(&self, values: &[Vec<f64>], worth: f64) -> u64 {
        if worth <= 0.0 {
            return self.first as u64;
        }
        let needed = (self.critical * spread(values) / worth).powi(2).ceil();
        at_least(needed, self.first as u64)
    }

    /// Selects the plan with the highest average. The worlds of the first stage come first.
    pub fn select(&self, values: &[Vec<f64>]) -> Guarantee {
        let means: Vec<f64> = values.iter().map(|row| mean(row)).collect();
        let chosen = highest(&means);
        let worlds = values.first().map_or(0, Vec::len);
        let early = values.iter().map(|row| row[..self.first.min(row.len())].to_vec());
        let spread = spread(&early.collect::<Vec<_>>());
        let half_width = self.critical * spread / (worlds.max(1) as f64).sqrt();
        let others =
            means.iter().enumerate().filter(|(at, _)| *at != chosen).map(|(_, mean)| *mean);
        let ahead = others.fold(f64::INFINITY, |least, other| least.min(means[chosen] - other));
        let at_most_below = (half_width - ahead).max(0.0);
        Guarantee { chosen, worlds: worlds as u64, spread, half_width, at_most_below }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float of any size becomes the nearest whole number"
)]
fn at_least(needed: f64, fewest: u64) -> u64 {
    (needed as u64).max(fewest)
}

fn highest(values: &[f64]) -> usize {
    (0..values.len()).rev().max_by(|a, b| values[*a].total_cmp(&values[*b])).unwrap_or(0)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Standard deviation of the difference of two plans, when all pairs have the same one: what neither
/// the plan nor the world explains, doubled.
fn spread(values: &[Vec<f64>]) -> f64 {
    let (plans, worlds) = (values.len(), values.first().map_or(0, Vec::len));
    if plans < 2 || worlds < 2 {
        return 0.0;
    }
    let by_plan: Vec<f64> = values.iter().map(|row| mean(row)).collect();
    let all = mean(&by_plan);
    let mut left_over = 0.0;
    for world in 0..worlds {
        let here = values.iter().map(|row| row[world]).sum::<f64>() / plans as f64;
        let off = |(row, own): (&Vec<f64>, &f64)| (row[world] - own - here + all).powi(2);
        left_over += values.iter().zip(&by_plan).map(off).sum::<f64>();
    }
    (2.0 * left_over / ((plans - 1) as f64 * (worlds - 1) as f64)).sqrt()
}

/// The point that the greatest of so many Student variables with correlation one half exceeds with
/// chance `miss` (Dunnett 1955, doi:10.1080/01621459.1955.10501294): found by bisection on
/// `P = E_s E_z Phi(sqrt(2) g s + z)^others`, `s^2` chi-squared over its degrees.
pub fn critical_value(others: usize, degrees: f64, miss: f64) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        if below(middle, others, degrees) < 1.0 - miss { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// The chance that all are below `g`.
fn below(g: f64, others: usize, degrees: f64) -> f64 {
    const STEPS: u32 = 48;
    /// From here on the estimate of the spread is as good as known.
    const MANY: f64 = 2_000.0;
    let normal = Normal::standard();
    let power = i32::try_from(others).unwrap_or(i32::MAX);
    let given = |s: f64| {
        let inner =
            |z: f64| normal.pdf(z) * normal.cdf(std::f64::consts::SQRT_2 * g * s + z).powi(power);
        trapezoid(-8.0, 8.0, 2 * STEPS, &inner)
    };
    if degrees > MANY {
        return given(1.0);
    }
    let Ok(chi_squared) = ChiSquared::new(degrees) else { return given(1.0) };
    let width = 8.0 / (2.0 * degrees).sqrt();
    let density = |s: f64| 2.0 * degrees * s * chi_squared.pdf(degrees * s * s);
    trapezoid((1.0 - width).max(1e-9), 1.0 + width, STEPS, &|s| density(s) * given(s))
}

fn trapezoid(from: f64, to: f64, steps: u32, of: &dyn Fn(f64) -> f64) -> f64 {
    let width = (to - from) / f64::from(steps);
    let inner: f64 = (1..steps).map(|step| of(from + f64::from(step) * width)).sum();
    width * (inner + 0.5 * (of(from) + of(to)))
}

/// How worlds are summed up into one number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Score {
    /// Their mean.
    Mean,
    /// The value that this share of them does not exceed.
    Quantile(f64),
}

impl Score {
    /// Of these worlds.
    pub fn of(self, values: &[f64]) -> f64 {
        match self {
            Self::Mean => mean(values),
            Self::Quantile(share) => {
                let weights = vec![1.0; values.len()];
                quantile(values, &order(values), &weights, share)
            }
        }
    }
}

/// How likely each plan is the best, and what is given away by choosing it.
#[derive(Debug, Clone, PartialEq)]
pub struct Chances {
    /// By plan.
    pub best: Vec<f64>,
    /// What the best brings more than this plan, on average.
    pub regret: Vec<f64>,
    /// The scores of every draw: by draw, then plan.
    scores: Vec<Vec<f64>>,
}

/// Draws of the bootstrap.
const DRAWS: usize = 1_000;

impl Chances {
    /// Weighs the worlds anew many times, all plans alike.
    pub fn new(values: &[Vec<f64>], score: Score, seed: u64) -> Self {
        let orders: Vec<Vec<usize>> = values.iter().map(|row| order(row)).collect();
        let worlds = values.first().map_or(0, Vec::len);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let scores: Vec<Vec<f64>> = (0..DRAWS)
            .map(|_| {
                let weights: Vec<f64> = (0..worlds).map(|_| exponential(&mut random)).collect();
                let one = |(row, order): (&Vec<f64>, &Vec<usize>)| match score {
                    Score::Mean => weighted_mean(row, &weights),
                    Score::Quantile(share) => quantile(row, order, &weights, share),
                };
                values.iter().zip(&orders).map(one).collect()
            })
            .collect();
        let mut best = vec![0.0; values.len()];
        let mut regret = vec![0.0; values.len()];
        for draw in &scores {
            let most = draw.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let winners = draw.iter().filter(|score| **score >= most).count() as f64;
            for (at, score) in draw.iter().enumerate() {
                best[at] += if *score >= most { 1.0 / winners / DRAWS as f64 } else { 0.0 };
                regret[at] += (most - score) / DRAWS as f64;
            }
        }
        Self { best, regret, scores }
    }

    /// What one plan is worth: the ends of the middle 95 of 100 draws.
    pub fn interval(&self, plan: usize) -> (f64, f64) {
        middle(self.scores.iter().map(|draw| draw[plan]).collect())
    }

    /// What one plan brings more than another: the ends of the middle 95 of 100 draws.
    pub fn difference(&self, one: usize, other: usize) -> (f64, f64) {
        middle(self.scores.iter().map(|draw| draw[one] - draw[other]).collect())
    }
}

/// The ends of the middle 95 of 100.
fn middle(mut draws: Vec<f64>) -> (f64, f64) {
    draws.sort_by(f64::total_cmp);
    (draws[DRAWS / 40], draws[DRAWS - 1 - DRAWS / 40])
}

fn exponential(random: &mut impl Rng) -> f64 {
    -(1.0 - random.random::<f64>()).ln()
}

fn weighted_mean(values: &[f64], weights: &[f64]) -> f64 {
    let all: f64 = weights.iter().sum();
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>() / all
}

fn order(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    order
}

fn quantile(values: &[f64], order: &[usize], weights: &[f64], share: f64) -> f64 {
    let wanted = share * weights.iter().sum::<f64>();
    let mut seen = 0.0;
    for at in order {
        seen += weights[*at];
        if seen >= wanted {
            return values[*at];
        }
    }
    order.last().map_or(0.0, |at| values[*at])
}

#[cfg(test)]
mod tests {
    use super::{Procedure, Score, critical_value};

    /// Dunnett 1955, table 1a (one-sided, 95 %): of 1, 2, 3, 4 comparisons with 20 degrees of freedom,
    /// and with very many.
    #[test]
    fn critical_values_are_those_of_dunnett() {
        let known = [(1, 1.72, 1.64), (2, 2.03, 1.92), (3, 2.19, 2.06), (4, 2.30, 2.16)];
        for (others, twenty, many) in known {
            let found = [critical_value(others, 20.0, 0.05), critical_value(others, 1e6, 0.05)];
            assert!((found[0] - twenty).abs() < 0.0051, "{others}: {found:?}");
            assert!((found[1] - many).abs() < 0.0101, "{others}: {found:?}");
        }
    }

    /// By hand: plans that differ by exactly one in every world.
    #[test]
    fn what_never_differs_otherwise_is_certain() {
        let world = [3.0, 5.0, 1.0, 8.0];
        let more: Vec<f64> = world.iter().map(|value| value + 1.0).collect();
        let found = Procedure::new(2, 4).select(&[world.to_vec(), more]);
        assert_eq!(found.chosen, 1);
        assert!(found.spread < 1e-12 && found.at_most_below < 1e-12, "{found:?}");
    }

    #[test]
    fn a_quantile_is_the_least_value_that_the_share_does_not_exceed() {
        let values = [4.0, 1.0, 3.0, 2.0, 5.0];
        assert!((Score::Quantile(0.2).of(&values) - 1.0).abs() < 1e-12);
        assert!((Score::Quantile(0.21).of(&values) - 2.0).abs() < 1e-12);
        assert!((Score::Mean.of(&values) - 3.0).abs() < 1e-12);
    }
}
