//! How sure an answer is wanted, and when a run is sure enough.
//!
//! The rule is that of Hoad, Robinson and Davies 2010, doi:10.1057/jors.2009.121: replications go on
//! until the half-width of the 95 % interval of every mean that is asked for (by Student's t) is no
//! greater than wanted, and stays so for as many replications more as their look-ahead says: 5, or 5
//! in a hundred of those made. It begins with [`FEWEST`] instead of their three, because counts of
//! rare things may look certain at first.

use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use longview_engine::estimate::Sketch;
use longview_engine::metric::Metric;
use longview_engine::run::{Levels, Observer};
use statrs::distribution::{ContinuousCDF, StudentsT};
use thiserror::Error;

mod interval;

pub use interval::{Interval, QUANTILES, Quantiles, Ranks};

/// Replications before the rule is asked first.
pub const FEWEST: u64 = crate::verdict::FEWEST_RUNS;
/// The chance that an interval holds the true value.
pub const CONFIDENCE: f64 = 0.95;
/// The look-ahead: so many replications, per hundred made if these are more than a hundred.
const LOOK_AHEAD: u64 = 5;

/// How wide an interval may be to each side of its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// This part of the level. A difference is held to the level of the baseline, for it may be
    /// nought.
    Share(f64),
    /// So much, in the unit of the metric.
    Amount(f64),
}

/// How sure an answer is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Precision {
    /// The half-width of the interval of every level over the horizon, and of every difference to
    /// the baseline.
    pub width: Width,
    /// The name of the metric.
    pub metric: String,
}

/// A text that says no precision.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("\"{0}\" is no precision: write it as 1%, 0.1 customers or 2% revenue, above nought")]
pub struct NoPrecision(String);

impl FromStr for Precision {
    type Err = NoPrecision;

    fn from_str(text: &str) -> Result<Self, NoPrecision> {
        let refused = || NoPrecision(text.to_owned());
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, rest) = text.split_at(end);
        let size: f64 = number.parse().map_err(|_| refused())?;
        let (width, metric) = match rest.trim_start().strip_prefix('%') {
            Some(metric) => (Width::Share(size / 100.0), metric.trim()),
            // "1e3" is no amount of "e3".
            None if rest.starts_with(|c: char| !c.is_whitespace()) => return Err(refused()),
            None => (Width::Amount(size), rest.trim_start()),
        };
        let is_name = metric.chars().all(|c| c.is_alphanumeric() || "-_. ".contains(c));
        if size <= 0.0 || !size.is_finite() || !is_name {
            return Err(refused());
        }
        let metric = if metric.is_empty() { "customers" } else { metric };
        Ok(Self { width, metric: metric.to_owned() })
    }
}

/// How sure an answer became.
#[derive(Debug, Clone, PartialEq)]
pub struct Sureness {
    /// What was wanted.
    pub wanted: Precision,
    /// The most replications that were allowed.
    pub at_most: u64,
    /// Whether it was reached.
    pub reached: bool,
    /// The half-width of each strategy's level, in the unit of the metric, strategy by strategy.
    pub levels: Vec<f64>,
    /// The same of the differences to the baseline; nought for the baseline itself.
    pub differences: Vec<f64>,
}

/// Watches a run, and ends it when it is sure enough.
pub(crate) struct Watch<'a> {
    wanted: &'a Precision,
    metric: usize,
    per_unit: f64,
    baseline: usize,
    observer: &'a dyn Observer,
    seen: Mutex<Seen>,
}

/// What has been seen so far.
#[derive(Default)]
struct Seen {
    levels: Vec<Sketch>,
    differences: Vec<Sketch>,
    /// Replications after which everything was sure enough, and has been since.
    sure_since: Option<u64>,
    is_enough: bool,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(
        wanted: &'a Precision,
        (metric, found): (usize, &Metric),
        baseline: usize,
        observer: &'a dyn Observer,
    ) -> Self {
        let per_unit = found.unit.per_unit();
        Self { wanted, metric, per_unit, baseline, observer, seen: Mutex::default() }
    }

    /// How sure it became, where so many replications were allowed.
    pub(crate) fn sureness(self, at_most: u64) -> Sureness {
        let seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        let widths = |all: &[Sketch]| -> Vec<f64> {
            all.iter().map(|one| half_width(one) / self.per_unit).collect()
        };
        Sureness {
            wanted: self.wanted.clone(),
            at_most,
            reached: seen.is_enough,
            levels: widths(&seen.levels),
            differences: widths(&seen.differences),
        }
    }

    fn push(&self, seen: &mut Seen, strategies: &[Levels]) {
        seen.levels.resize_with(strategies.len(), Sketch::default);
        seen.differences.resize_with(strategies.len(), Sketch::default);
        let total = |levels: &Levels| levels.cumulative.last().map_or(0, |row| row[self.metric]);
        let baseline = total(&strategies[self.baseline]);
        for (at, levels) in strategies.iter().enumerate() {
            seen.levels[at].push(total(levels));
            seen.differences[at].push(total(levels) - baseline);
        }
    }

    /// Whether every interval is as narrow as wanted.
    fn is_sure(&self, seen: &Seen) -> bool {
        let level = |at: usize| seen.levels[at].mean();
        (0..seen.levels.len()).all(|at| {
            self.is_narrow(&seen.levels[at], level(at))
                && self.is_narrow(&seen.differences[at], level(self.baseline))
        })
    }

    fn is_narrow(&self, of: &Sketch, level: f64) -> bool {
        let wanted = match self.wanted.width {
            Width::Share(share) => share * level.abs(),
            Width::Amount(amount) => amount * self.per_unit,
        };
        // Student's t is wider than the Normal law: most cases need no t.
        of.standard_error() * NORMAL <= wanted && half_width(of) <= wanted
    }
}

/// The 97.5 % quantile of the Normal law, rounded down.
const NORMAL: f64 = 1.959;

/// Half the 95 % interval of a mean, by Student's t.
fn half_width(of: &Sketch) -> f64 {
    let error = of.standard_error();
    if error <= 0.0 || of.count() < 2 {
        return 0.0;
    }
    let t = StudentsT::new(0.0, 1.0, (of.count() - 1) as f64);
    t.map_or(f64::INFINITY, |t| t.inverse_cdf(f64::midpoint(1.0, CONFIDENCE)) * error)
}

fn look_ahead(replications: u64) -> u64 {
    LOOK_AHEAD * replications.max(100) / 100
}

impl Observer for Watch<'_> {
    fn begins(&self, metrics: &[Metric]) {
        self.observer.begins(metrics);
    }

    fn advanced(&self, replications: u64) {
        self.observer.advanced(replications);
    }

    fn replicated(&self, replication: u64, strategies: &[Levels]) {
        self.observer.replicated(replication, strategies);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        self.push(&mut seen, strategies);
        let made = replication + 1;
        if made < FEWEST || !self.is_sure(&seen) {
            seen.sure_since = None;
            return;
        }
        let since = *seen.sure_since.get_or_insert(made);
        seen.is_enough = made >= since + look_ahead(since);
    }

    fn wants_order(&self) -> bool {
        true
    }

    fn has_enough(&self) -> bool {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).is_enough
    }
}

#[cfg(test)]
mod tests {
    use super::{Precision, Width, half_width, look_ahead};
    use longview_engine::estimate::Sketch;

    #[test]
    fn precisions_are_read() {
        let read = |text: &str| {
            let found: Precision = text.parse().unwrap();
            (found.width, found.metric)
        };
        assert_eq!(read("1%"), (Width::Share(0.01), "customers".to_owned()));
        assert_eq!(read(" 2.5 % revenue"), (Width::Share(0.025), "revenue".to_owned()));
        assert_eq!(read("0.1 customers"), (Width::Amount(0.1), "customers".to_owned()));
        assert_eq!(read("500"), (Width::Amount(500.0), "customers".to_owned()));
        for wrong in ["", "%", "0%", "-1%", "1e3", "one", "1 % of \u{1b}", "nan"] {
            assert!(wrong.parse::<Precision>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_look_ahead_grows_in_proportion_from_a_hundred_on() {
        assert_eq!([30, 100, 101, 1000].map(look_ahead), [5, 5, 5, 50]);
    }

    /// Student 1908: the 97.5 % quantile at nine degrees of freedom is 2.262157.
    #[test]
    fn the_half_width_is_that_of_students_t() {
        let mut sketch = Sketch::default();
        (1..=10).for_each(|value| sketch.push(value));
        let known = 2.262_157 * (55.0f64 / 6.0 / 10.0).sqrt();
        assert!((half_width(&sketch) - known).abs() < 1e-5);
    }
}
