//! Which of many plans is best, how surely, and what it costs to choose another.
//!
//! Every replication is a world in which all plans meet the same people with the same luck. In each
//! the best plan is known: the share of worlds in which a plan is best is its probability to be best
//! (ties are shared out evenly), and what it lacks to the best of its world, on average, is its
//! expected regret.

use std::sync::Mutex;

use longview_engine::metric::{Better, Id, Metric};
use longview_engine::run::Levels;

use crate::share_work::{locked, taken};

/// The metrics by which plans are ranked: more is better in each.
pub const RANKED_BY: [Id; 2] = [Id::Customers, Id::Revenue];

/// Plans ranked by one metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// The metric.
    pub metric: Metric,
    /// By quarter, then strategy: from the start to the end of the quarter.
    pub quarters: Vec<Vec<Rank>>,
}

/// How one plan does among all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rank {
    /// The probability that it is best: the share of worlds, ties shared out evenly.
    pub best: f64,
    /// The Monte Carlo standard error of it.
    pub best_error: f64,
    /// The expected regret: what it lacks to the best of its world, on average, in the unit of the
    /// metric.
    pub regret: f64,
    /// The Monte Carlo standard error of it.
    pub regret_error: f64,
}

impl Ranking {
    /// The ranks at the end of the horizon, by strategy.
    pub fn last(&self) -> &[Rank] {
        self.quarters.last().map_or(&[], Vec::as_slice)
    }
}

/// Takes the replications in, in any order.
#[derive(Default)]
pub(crate) struct Ranker {
    /// By metric, quarter and strategy.
    seen: Mutex<[Vec<Vec<Counted>>; RANKED_BY.len()]>,
}

/// What was counted of one plan.
#[derive(Debug, Clone, Default)]
struct Counted {
    replications: u64,
    /// Replications in which it was best together with so many others.
    best_with: Vec<u64>,
    regret: i128,
    regret_squared: i128,
}

impl Ranker {
    pub(crate) fn take_in(&self, strategies: &[Levels]) {
        let mut seen = locked(&self.seen);
        for (quarters, id) in seen.iter_mut().zip(RANKED_BY) {
            take_in(quarters, strategies, id as usize);
        }
    }

    pub(crate) fn rankings(self) -> Vec<Ranking> {
        let seen = taken(self.seen);
        let ranking = |(quarters, id): (Vec<Vec<Counted>>, Id)| {
            let metric = id.metric();
            debug_assert_eq!(metric.better, Better::More);
            let per_unit = metric.unit.per_unit();
            let ranks = |row: &Vec<Counted>| row.iter().map(|one| one.rank(per_unit)).collect();
            Ranking { quarters: quarters.iter().map(ranks).collect(), metric }
        };
        seen.into_iter().zip(RANKED_BY).map(ranking).collect()
    }
}

fn take_in(quarters: &mut Vec<Vec<Counted>>, strategies: &[Levels], metric: usize) {
    let reported = strategies.first().map_or(0, |levels| levels.cumulative.len());
    quarters.resize_with(reported, Vec::new);
    for (quarter, row) in quarters.iter_mut().enumerate() {
        let value = |levels: &Levels| levels.cumulative[quarter][metric];
        let best = strategies.iter().map(value).max().unwrap_or(0);
        let equals = strategies.iter().filter(|levels| value(levels) == best).count();
        row.resize_with(strategies.len(), Counted::default);
        for (counted, levels) in row.iter_mut().zip(strategies) {
            counted.push(i128::from(best - value(levels)), equals - 1);
        }
    }
}

impl Counted {
    fn push(&mut self, regret: i128, others: usize) {
        self.replications += 1;
        self.regret += regret;
        self.regret_squared += regret * regret;
        if regret == 0 {
            let kinds = self.best_with.len().max(others + 1);
            self.best_with.resize(kinds, 0);
            self.best_with[others] += 1;
        }
    }

    fn rank(&self, per_unit: f64) -> Rank {
        let count = self.replications.max(1) as f64;
        let share = |power: i32| -> f64 {
            let credit =
                |(others, times): (usize, &u64)| *times as f64 / ((others + 1) as f64).powi(power);
            // The sum of nothing is -0.0, and nobody wants to read "-0".
            (0.0 + self.best_with.iter().enumerate().map(credit).sum::<f64>()) / count
        };
        let regret = self.regret as f64 / count;
        let error = |mean: f64, square: f64| {
            ((square - mean * mean).max(0.0) / (count - 1.0).max(1.0)).sqrt()
        };
        Rank {
            best: share(1),
            best_error: error(share(1), share(2)),
            regret: regret / per_unit,
            regret_error: error(regret, self.regret_squared as f64 / count) / per_unit,
        }
    }
}
