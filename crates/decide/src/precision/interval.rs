//! Intervals of quantiles, from the order of the replications alone.

use longview_engine::estimate::Sketch;
use statrs::distribution::{Binomial, DiscreteCDF};

use super::CONFIDENCE;

/// The quantiles that every estimate has.
pub const QUANTILES: [f64; 3] = [0.1, 0.5, 0.9];

/// Where a quantile lies with a chance of at least [`CONFIDENCE`]; an end that is `None` is open, for
/// the replications are too few to close it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Interval {
    /// The lower end, in the unit of the metric.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

/// The intervals of all [`QUANTILES`] of one number.
pub type Quantiles = [Interval; 3];

/// Which replications, counted from the lowest, the intervals of so many replications end at.
///
/// So many of `n` independent replications as a binomial number says lie at or below the quantile
/// `p`, whatever the law (Conover 1999, *Practical Nonparametric Statistics*, section 3.2): the interval ends at the
/// ranks that this number passes on either side with a chance of at most half of what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranks {
    replications: u64,
    /// By quantile: the ranks of the lower and the upper end.
    ends: [[Option<u64>; 2]; 3],
}

impl Ranks {
    /// The ranks for so many replications.
    pub fn new(replications: u64) -> Self {
        let ends = QUANTILES.map(|p| match Binomial::new(p, replications) {
            Ok(below) if replications > 0 => ends(&below, replications),
            _ => [None, None],
        });
        Self { replications, ends }
    }

    /// The intervals of the quantiles, in the unit of the metric, of which `per_unit` whole numbers
    /// make one.
    pub fn intervals(&self, of: &Sketch, per_unit: f64) -> Quantiles {
        let value = |rank: u64| {
            let share = (rank as f64 - 0.5) / self.replications as f64;
            of.quantile(share) / per_unit
        };
        self.ends.map(|[low, high]| Interval { low: low.map(value), high: high.map(value) })
    }
}

fn ends(below: &Binomial, replications: u64) -> [Option<u64>; 2] {
    let tail = (1.0 - CONFIDENCE) / 2.0;
    let low = below.inverse_cdf(tail);
    let high = below.inverse_cdf(1.0 - tail) + 1;
    [(low >= 1).then_some(low), (high <= replications).then_some(high)]
}

#[cfg(test)]
mod tests {
    use super::{Interval, Ranks};
    use longview_engine::estimate::Sketch;

    /// From a table of the binomial law: of 20 cases the median lies
    /// between the 6th and the 15th with a chance of 0.9586.
    #[test]
    fn the_median_of_twenty_lies_between_the_sixth_and_the_fifteenth() {
        let mut sketch = Sketch::default();
        (1..=20).for_each(|value| sketch.push(value));
        let [low, median, high] = Ranks::new(20).intervals(&sketch, 1.0);
        assert_eq!(median, Interval { low: Some(6.0), high: Some(15.0) });
        assert_eq!((low.low, high.high), (None, None), "twenty are too few for the outer ends");
    }

    #[test]
    fn without_replications_everything_is_open() {
        assert_eq!(Ranks::new(0).intervals(&Sketch::default(), 1.0), [Interval::default(); 3]);
    }
}
