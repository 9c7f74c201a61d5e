//! The distribution of a number that is given as a best guess and a 90 % interval.
//!
//! The best guess is the median, the ends are the points that 5 % and 95 % do not exceed. The family
//! follows from what the number is:
//!
//! - a chance or share: **beta**, fitted to the two ends (two quantiles determine it: van Dorp and
//!   Mazzuchi 2000, Journal of Statistical Computation and Simulation 67);
//! - a positive quantity: **log-normal**, fitted to the two ends;
//! - a number that may be negative: **Normal**, fitted to the two ends.
//!
//! A family with two parameters meets two numbers; where its median is not the best guess, the two
//! halves are stretched: the score `z` of the family is replaced by the score that rises in one
//! straight line from the low end to the best guess and in another from there to the high end. All
//! three numbers are then met exactly, and nothing changes where they were met already. (Of a
//! log-normal it is the law whose logarithm has two Normal halves, joined at the median; a law that
//! is made of its quantiles, as in Keelin and Powley 2011, doi:10.1287/deca.1110.0213.)
//!
//! An end that lies at the limit of what is possible (a chance of 0) is nobody's 5 % point: that half
//! is spread evenly between the limit and the best guess. Where the best guess is itself the end, the
//! half is that one value.

use longview_scenario::Knob;
use statrs::function::beta::{beta_reg, inv_beta_reg};

use super::normal::{END, score_at, share_below};

/// How likely which value of an uncertain number is.
#[derive(Debug, Clone, PartialEq)]
pub struct Law {
    low: Half,
    high: Half,
    limits: (f64, f64),
    whole: bool,
}

/// The values on one side of the best guess.
#[derive(Debug, Clone, PartialEq)]
enum Half {
    /// Nothing but the best guess.
    Point(f64),
    /// Evenly from the best guess to where it would end.
    Even { about: f64, end: f64 },
    /// A family, at scores that are stretched around the best guess.
    Family { family: Family, middle: f64, slope: f64 },
}

/// A family of laws, by what they make of a score.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Family {
    Beta { a: f64, b: f64 },
    LogNormal { middle: f64, sd: f64 },
    Normal { middle: f64, sd: f64 },
}

impl Law {
    /// The law of a number with these ends.
    pub(super) fn of(knob: &Knob, low: f64, high: f64) -> Self {
        Self::new(&Three { about: knob.best, low, high }, knob.limits, knob.whole)
    }

    /// The law of three numbers, within limits; whole numbers are rounded.
    pub fn new(three: &Three, limits: (f64, f64), whole: bool) -> Self {
        let family = three.family(limits);
        let [low, high] = [(three.low, -END), (three.high, END)]
            .map(|(end, score)| three.half(end, score, limits, family));
        Self { low, high, limits, whole }
    }

    /// The value at a score.
    pub fn at(&self, score: f64) -> f64 {
        let half = if score < 0.0 { &self.low } else { &self.high };
        let value = half.at(score).clamp(self.limits.0, self.limits.1);
        if self.whole { value.round() } else { value }
    }
}

/// A best guess and the ends of its 90 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Three {
    /// Best guess.
    pub about: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * (a.abs() + b.abs())
}

impl Three {
    fn family(&self, limits: (f64, f64)) -> Option<Family> {
        let is_share = limits.0 >= 0.0 && limits.1 <= 1.0;
        let (low, high) = (self.low, self.high);
        if is_share {
            (low > 0.0 && high < 1.0).then(|| beta(low, high))
        } else if low > 0.0 {
            let (low, high) = (low.ln(), high.ln());
            Some(Family::LogNormal {
                middle: f64::midpoint(low, high),
                sd: (high - low) / (2.0 * END),
            })
        } else if limits.0 < 0.0 {
            Some(Family::Normal {
                middle: f64::midpoint(low, high),
                sd: (high - low) / (2.0 * END),
            })
        } else {
            None
        }
    }

    /// The half towards an end, which stands at this score.
    fn half(&self, end: f64, at: f64, limits: (f64, f64), family: Option<Family>) -> Half {
        let about = self.about;
        let is_limit = same(end, limits.0) || same(end, limits.1);
        match family.or_else(|| self.one_sided(limits)) {
            _ if same(end, about) => Half::Point(about),
            Some(family) if !is_limit => {
                let middle = family.score_of(about);
                let slope = (at - middle) / at;
                // A best guess that is the other end may lie beyond this half's family.
                if middle.is_finite() && slope > 0.0 {
                    return Half::Family { family, middle, slope };
                }
                Half::Even { about, end: about + (end - about) / 0.9 }
            }
            _ if is_limit => Half::Even { about, end },
            _ => Half::Even { about, end: about + (end - about) / 0.9 },
        }
    }

    /// A family for the half away from a limit: its median is the best guess, and it meets the end.
    fn one_sided(&self, limits: (f64, f64)) -> Option<Family> {
        let is_share = limits.0 >= 0.0 && limits.1 <= 1.0;
        if is_share || self.about <= 0.0 || same(self.about, self.high) {
            return None;
        }
        let sd = (self.high / self.about).ln() / END;
        Some(Family::LogNormal { middle: self.about.ln(), sd })
    }
}

impl Half {
    fn at(&self, score: f64) -> f64 {
        match *self {
            Self::Point(about) => about,
            Self::Even { about, end } => {
                about + (end - about) * (2.0 * share_below(score.abs()) - 1.0)
            }
            Self::Family { family, middle, slope } => family.at(middle + slope * score),
        }
    }
}

impl Family {
    fn at(self, score: f64) -> f64 {
        match self {
            Self::Beta { a, b } => {
                inv_beta_reg(a, b, share_below(score).clamp(f64::MIN_POSITIVE, 1.0 - 1e-16))
            }
            Self::LogNormal { middle, sd } => (middle + sd * score).exp(),
            Self::Normal { middle, sd } => middle + sd * score,
        }
    }

    fn score_of(self, value: f64) -> f64 {
        match self {
            Self::Beta { a, b } => score_at(beta_reg(a, b, value)),
            Self::LogNormal { middle, sd } => (value.ln() - middle) / sd,
            Self::Normal { middle, sd } => (value - middle) / sd,
        }
    }
}

/// The beta law of which 5 % lie below `low` and 95 % below `high`: for each concentration the mean
/// that meets the low end, then the concentration that meets the high one.
fn beta(low: f64, high: f64) -> Family {
    let with = |log_concentration: f64| {
        let all = log_concentration.exp();
        let mean = halved((0.0, 1.0), |mean| {
            let mean = mean.clamp(1e-12, 1.0 - 1e-12);
            beta_reg(mean * all, (1.0 - mean) * all, low) > 0.05
        });
        (mean * all, (1.0 - mean) * all)
    };
    let concentration = halved((-6.0, 25.0), |log| {
        let (a, b) = with(log);
        beta_reg(a, b, high) < 0.95
    });
    let (a, b) = with(concentration);
    Family::Beta { a, b }
}

/// Where a condition that holds below turns, by halving.
fn halved((mut from, mut to): (f64, f64), holds: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..60 {
        let middle = f64::midpoint(from, to);
        if holds(middle) {
            from = middle;
        } else {
            to = middle;
        }
    }
    f64::midpoint(from, to)
}

#[cfg(test)]
mod tests {
    use super::{Law, Three};
    use crate::uncertain::normal::{END, score_at, share_below};

    const CHANCE: (f64, f64) = (0.0, 1.0);
    const SIZE: (f64, f64) = (0.0, 1e9);

    fn law(about: f64, low: f64, high: f64, limits: (f64, f64)) -> Law {
        Law::new(&Three { about, low, high }, limits, false)
    }

    #[test]
    fn three_numbers_are_met_wherever_they_can_be() {
        for (about, low, high, limits) in [
            (0.06, 0.03, 0.2, CHANCE),
            (0.02, 0.005, 0.08, CHANCE),
            (0.97, 0.9, 0.99, CHANCE),
            (0.5, 0.45, 0.56, CHANCE),
            (0.3, 0.001, 0.999, CHANCE),
            (3.0, 1.5, 6.0, SIZE),
            (2.0, 0.5, 3.0, SIZE),
            (-1.0, -1.3, -0.7, (-100.0, 100.0)),
            (0.0, -1.0, 3.0, (-100.0, 100.0)),
        ] {
            let law = law(about, low, high, limits);
            for (score, expected) in [(-END, low), (0.0, about), (END, high)] {
                let found = law.at(score);
                let off = (found - expected).abs() / (high - low);
                assert!(off < 1e-6, "{about} in {low} to {high}: {found}, not {expected}");
            }
        }
    }

    #[test]
    fn laws_rise_and_stay_within_their_limits() {
        for (about, low, high, limits) in [
            (0.06, 0.03, 0.2, CHANCE),
            (0.04, 0.0, 0.1, CHANCE),
            (0.0, 0.0, 0.003, CHANCE),
            (0.9, 0.9, 1.0, CHANCE),
            (1.7, 0.0, 4.5, SIZE),
            (0.0, 0.0, 2.0, SIZE),
            (4.5, 0.0, 4.5, SIZE),
            (2.0, 2.0, 5.0, SIZE),
            (0.0, 0.0, 1.0, (-50.0, 50.0)),
        ] {
            let law = law(about, low, high, limits);
            let values: Vec<f64> = (-600..=600).map(|at| law.at(f64::from(at) / 100.0)).collect();
            assert!(
                values.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12),
                "{about} {low} {high}"
            );
            assert!(values.iter().all(|value| (limits.0..=limits.1).contains(value)), "{about}");
            assert!((law.at(0.0) - about).abs() < 1e-9, "{about}");
        }
    }

    /// Log-symmetric numbers leave the log-normal law as it is; a beta law its own three quantiles.
    #[test]
    fn a_family_that_meets_all_three_is_not_stretched() {
        let known = law(1.0, (-END).exp(), END.exp(), SIZE);
        assert!((known.at(0.7) - 0.7f64.exp()).abs() < 1e-12);
        let quantile = |share| statrs::function::beta::inv_beta_reg(2.0, 5.0, share);
        let beta = law(quantile(0.5), quantile(0.05), quantile(0.95), CHANCE);
        for share in [0.001, 0.2, 0.7, 0.99] {
            let (found, expected) = (beta.at(score_at(share)), quantile(share));
            assert!((found - expected).abs() < 1e-6, "{share}: {found}, not {expected}");
        }
    }

    #[test]
    fn an_end_at_the_limit_spreads_its_half_evenly() {
        let law = law(0.04, 0.0, 0.1, CHANCE);
        for share in [0.1, 0.25, 0.4] {
            assert!((law.at(score_at(share)) - 0.04 * 2.0 * share).abs() < 1e-9, "{share}");
        }
        assert!((law.at(END) - 0.1).abs() < 1e-9 && (share_below(END) - 0.95).abs() < 1e-9);
    }

    #[test]
    fn whole_numbers_are_drawn_whole() {
        let law = Law::new(&Three { about: 8.0, low: 3.0, high: 10.0 }, (1.0, 1e5), true);
        for score in [-9.0, -1.0, 0.3, 1.2, 5.0] {
            let value = law.at(score);
            assert!((value - value.round()).abs() < 1e-12 && value >= 1.0, "{value}");
        }
    }
}
