//! Of the spread of an answer, how much is luck, and how much is not knowing the numbers?
//!
//! The uncertain numbers are drawn again and again; with each draw the whole is repeated a few times
//! with luck of its own. By the law of total variance a figure varies by
//! `mean of the variances within draws + variance of the draws' means`: luck and ignorance. The means
//! of a few repetitions vary by luck too; that part is taken off: with `w` the mean variance within
//! draws, `b` the variance of the means of `r` repetitions, ignorance is `b - w / r` (one-way analysis
//! of variance; O'Hagan, Stevenson and Madan 2007, doi:10.1002/hec.1199). Below nought it counts as
//! nought. The error of the share is that of the jackknife over draws.

use std::num::NonZeroUsize;

use longview_engine::metric::{Id, Metric};
use longview_engine::run::{Levels, Misfit, Observer, RunPlan};
use longview_scenario::{Problems, Scenario};
use thiserror::Error;

use crate::replications::Replications;
use crate::share_work;
use crate::uncertain::{Uncertain, draw};

/// How to split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IgnoranceRequest {
    /// Same seed, same answer.
    pub seed: u64,
    /// Draws of the uncertain numbers; two at least.
    pub draws: u64,
    /// Repetitions with each draw; two at least.
    pub repetitions: u64,
    /// Position of the strategy that the others are compared with.
    pub baseline: usize,
    /// Threads to use; `None` uses every core. The answer does not depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum IgnoranceError {
    /// No number of the scenario has an interval.
    #[error(
        "every number of the scenario is taken as known, so there is nothing to draw\nhint: write what is not sure as {{ about = 0.06, low = 0.03, high = 0.20 }}"
    )]
    NothingUncertain,
    /// Drawn numbers make the scenario impossible.
    #[error("uncertain numbers make the scenario impossible together; narrow their intervals\n{}", .0.render(false))]
    Impossible(Problems),
    /// A checked scenario gave an experiment that does not fit together.
    #[error("the experiment does not fit together: {}", .0.iter().map(|one| one.0.as_str()).collect::<Vec<_>>().join("; "))]
    Misfits(Vec<Misfit>),
}

/// Every figure of a comparison, split.
#[derive(Debug, Clone, PartialEq)]
pub struct Ignorance {
    /// Draws of the uncertain numbers.
    pub draws: u64,
    /// Repetitions with each draw.
    pub repetitions: u64,
    /// Uncertain numbers.
    pub numbers: usize,
    /// What was counted.
    pub metrics: Vec<Metric>,
    /// By strategy, quarter and metric: from the start to the quarter's end.
    pub strategies: Vec<Vec<Vec<Split>>>,
    /// By strategy, but for the baseline: its position, and the same for strategy less baseline.
    pub comparisons: Vec<(usize, Vec<Vec<Split>>)>,
}

/// A figure over all draws and repetitions, in the unit of its metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// Mean over everything.
    pub mean: f64,
    /// Standard error of the mean, over draws.
    pub error: f64,
    /// One world in ten is at or below this, whatever the numbers and the luck.
    pub p10: f64,
    /// One world in ten is above this.
    pub p90: f64,
    /// Variance by luck.
    pub luck: f64,
    /// Variance by not knowing the numbers.
    pub ignorance: f64,
    /// Share of the variance that comes from not knowing the numbers; nought where nothing varies.
    pub share: f64,
    /// Its standard error.
    pub share_error: f64,
}

/// Splits every figure of a comparison.
///
/// # Errors
/// When nothing is uncertain, or drawn numbers make the scenario impossible.
pub fn ignorance(
    scenario: &Scenario,
    request: &IgnoranceRequest,
    observer: &dyn Observer,
) -> Result<Ignorance, IgnoranceError> {
    let uncertain = Uncertain::of(scenario);
    if uncertain.numbers.is_empty() {
        return Err(IgnoranceError::NothingUncertain);
    }
    let world = World { scenario, uncertain: &uncertain, request, observer };
    let count = usize::try_from(request.draws).unwrap_or(usize::MAX);
    let threads = share_work::threads(request.threads);
    let drawn = share_work::each(count, threads, |at| world.draw(at))?;
    let metrics = drawn.first().map(|one| one.metrics.clone()).unwrap_or_default();
    let reader = Reader { drawn: &drawn, metrics: &metrics };
    let all = 0..scenario.experiment.strategies.len();
    let others = all.clone().filter(|at| *at != request.baseline);
    Ok(Ignorance {
        draws: request.draws,
        repetitions: request.repetitions,
        numbers: uncertain.numbers.len(),
        strategies: all.map(|at| reader.levels(at)).collect(),
        comparisons: others.map(|at| (at, reader.differences(at, request.baseline))).collect(),
        metrics,
    })
}

/// What a draw is made of.
struct World<'a> {
    scenario: &'a Scenario,
    uncertain: &'a Uncertain,
    request: &'a IgnoranceRequest,
    observer: &'a dyn Observer,
}

/// What one draw gave: the levels of every strategy in every repetition.
struct Drawn {
    metrics: Vec<Metric>,
    repetitions: Vec<Vec<Levels>>,
}

impl World<'_> {
    fn draw(&self, at: usize) -> Result<Drawn, IgnoranceError> {
        let IgnoranceRequest { seed, repetitions, baseline, .. } = *self.request;
        let values = self.uncertain.values(&self.uncertain.scores(seed, at as u64));
        let scenario = self.scenario.with(&values).map_err(IgnoranceError::Impossible)?;
        let plan = RunPlan {
            seed: draw::luck(seed, at as u64),
            replications: repetitions,
            baseline,
            threads: NonZeroUsize::new(1),
        };
        let experiment = &scenario.experiment;
        let replications = Replications { experiment, plan: &plan, observer: self.observer };
        let (results, repetitions) =
            replications.kept(<[Levels]>::to_vec).map_err(IgnoranceError::Misfits)?;
        Ok(Drawn { metrics: results.metrics, repetitions })
    }
}

/// Reads figures off what was drawn.
struct Reader<'a> {
    drawn: &'a [Drawn],
    metrics: &'a [Metric],
}

impl Reader<'_> {
    fn levels(&self, strategy: usize) -> Vec<Vec<Split>> {
        self.splits(|levels, quarter, metric| levels[strategy].cumulative[quarter][metric] as f64)
    }

    fn differences(&self, strategy: usize, baseline: usize) -> Vec<Vec<Split>> {
        self.splits(|levels, quarter, metric| {
            let of = |at: usize| levels[at].cumulative[quarter][metric];
            (of(strategy) - of(baseline)) as f64
        })
    }

    /// By quarter and metric.
    fn splits(&self, of: impl Fn(&[Levels], usize, usize) -> f64) -> Vec<Vec<Split>> {
        let first = self.drawn.first().and_then(|one| one.repetitions.first());
        let quarters = first.map_or(0, |levels| levels[0].cumulative.len());
        let split = |quarter: usize, metric: usize| {
            let per_unit = self.metrics[metric].unit.per_unit();
            let values: Vec<Vec<f64>> = self
                .drawn
                .iter()
                .map(|one| {
                    let repetitions = one.repetitions.iter();
                    repetitions.map(|levels| of(levels, quarter, metric) / per_unit).collect()
                })
                .collect();
            Split::of(&values)
        };
        (0..quarters)
            .map(|quarter| (0..self.metrics.len()).map(|metric| split(quarter, metric)).collect())
            .collect()
    }
}

impl Ignorance {
    /// The customers of strategy less baseline over the horizon.
    pub fn customers(&self, comparison: usize) -> Option<&Split> {
        self.comparisons.get(comparison)?.1.last()?.get(Id::Customers as usize)
    }
}

impl Split {
    /// Splits values by draw, then repetition; as many repetitions, two at least, in every draw.
    pub fn of(values: &[Vec<f64>]) -> Self {
        let (draws, each) = (values.len() as f64, values.first().map_or(0, Vec::len) as f64);
        let parts: Vec<(f64, f64)> = values.iter().map(|draw| mean_and_variance(draw)).collect();
        let sums = Sums::of(&parts);
        let (luck, ignorance) = sums.parts(draws, each);
        let share = share(luck, ignorance);
        let left_out: Vec<f64> = parts
            .iter()
            .map(|part| {
                let (luck, ignorance) = sums.without(part).parts(draws - 1.0, each);
                self::share(luck, ignorance)
            })
            .collect();
        let (_, between) = sums.mean_and_variance(draws);
        let mut all: Vec<f64> = values.iter().flatten().copied().collect();
        all.sort_by(f64::total_cmp);
        let quantile = |tenth: usize| {
            let rank = (all.len() * tenth).div_ceil(10).max(1);
            all.get(rank - 1).copied().unwrap_or_default()
        };
        Self {
            mean: sums.means / draws,
            error: (between / draws).sqrt(),
            p10: quantile(1),
            p90: quantile(9),
            luck,
            ignorance,
            share,
            share_error: jackknife(&left_out),
        }
    }

    /// Standard deviation of everything.
    pub fn sd(&self) -> f64 {
        (self.luck + self.ignorance).sqrt()
    }
}

fn share(luck: f64, ignorance: f64) -> f64 {
    if luck + ignorance > 0.0 { ignorance / (luck + ignorance) } else { 0.0 }
}

fn mean_and_variance(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, squares / (n - 1.0))
}

/// Sums over draws, about a middle so that squares do not swallow what matters.
#[derive(Debug, Clone, Copy)]
struct Sums {
    middle: f64,
    means: f64,
    off: f64,
    squares: f64,
    within: f64,
}

impl Sums {
    fn of(parts: &[(f64, f64)]) -> Self {
        let means: f64 = parts.iter().map(|(mean, _)| mean).sum();
        let middle = means / parts.len() as f64;
        Self {
            middle,
            means,
            off: parts.iter().map(|(mean, _)| mean - middle).sum(),
            squares: parts.iter().map(|(mean, _)| (mean - middle).powi(2)).sum(),
            within: parts.iter().map(|(_, variance)| variance).sum(),
        }
    }

    fn without(self, (mean, variance): &(f64, f64)) -> Self {
        let off = mean - self.middle;
        Self {
            means: self.means - mean,
            off: self.off - off,
            squares: self.squares - off * off,
            within: self.within - variance,
            ..self
        }
    }

    fn mean_and_variance(self, draws: f64) -> (f64, f64) {
        let variance = if draws > 1.0 {
            (self.squares - self.off * self.off / draws) / (draws - 1.0)
        } else {
            0.0
        };
        (self.means / draws, variance.max(0.0))
    }

    /// Variance by luck and by ignorance.
    fn parts(self, draws: f64, each: f64) -> (f64, f64) {
        let luck = (self.within / draws).max(0.0);
        let (_, between) = self.mean_and_variance(draws);
        (luck, (between - luck / each).max(0.0))
    }
}

/// The standard error of an estimate from its values with one left out each (Tukey's jackknife).
fn jackknife(left_out: &[f64]) -> f64 {
    let n = left_out.len() as f64;
    let mean = left_out.iter().sum::<f64>() / n;
    let squares: f64 = left_out.iter().map(|one| (one - mean).powi(2)).sum();
    ((n - 1.0) / n * squares).sqrt()
}
