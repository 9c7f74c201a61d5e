//! How long to watch a rep before calling the rep below par is fair.
//!
//! A count over some weeks is held against what a rep at par brings. The rule "so many or fewer is
//! below par" is wrong in two ways: it accuses a rep who is at par and has bad luck, or it misses one
//! who is not. The weeks told here are the fewest from which on a rule exists that keeps both chances
//! small. Counts are Poisson, or negative binomial where the worlds scatter more than that
//! (Anscombe 1949, doi:10.2307/3001918), with the dispersion that the worlds show; weeks are taken as
//! independent and alike.

use longview_engine::metric::Id;
use statrs::distribution::{DiscreteCDF, NegativeBinomial, Poisson};

/// The chance that a rep at par is called below it.
pub const ACCUSED: f64 = 0.05;
/// The chance that a rep who is below par is noticed.
pub const NOTICED: f64 = 0.8;
/// What a rep brings who should be noticed, as a share of par.
pub const SHORTFALLS: [f64; 2] = [0.7, 0.5];
/// Ten years.
const LONGEST: u32 = 520;

/// What a rep at par brings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Output {
    /// What is counted.
    pub id: Id,
    /// On average in a week.
    pub a_week: f64,
    /// Variance of the count over its mean; 1 is Poisson, less is taken as 1.
    pub dispersion: f64,
}

/// How long to count one thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParCheck {
    /// What is counted, and how it comes.
    pub output: Output,
    /// What the rep brings who should be noticed, as a share of par.
    pub share: f64,
    /// The rule; `None` when ten years are not enough.
    pub rule: Option<Rule>,
}

/// "So many or fewer in so many weeks is below par."
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Weeks to count.
    pub weeks: u32,
    /// So many or fewer is below par.
    pub at_most: u64,
    /// What a rep at par brings in that time, on average.
    pub expected: f64,
    /// The chance that a rep at par is accused all the same.
    pub accused: f64,
    /// The chance that the rep who is below par is noticed.
    pub noticed: f64,
}

/// A check of each output for each shortfall.
pub(super) fn checks(outputs: &[Output]) -> Vec<ParCheck> {
    let each = |output: &Output| {
        let output = *output;
        SHORTFALLS.map(|share| ParCheck { output, share, rule: rule(&output, share) })
    };
    outputs.iter().flat_map(each).collect()
}

/// The rule with the fewest weeks, such that there is one for any longer time as well: counts are
/// whole, so now and then a longer time is worse than a shorter one.
pub fn rule(output: &Output, share: f64) -> Option<Rule> {
    if output.a_week <= 0.0 {
        return None;
    }
    let mut at_most = None;
    let mut good: Option<Rule> = None;
    for weeks in 1..=LONGEST {
        let expected = output.a_week * f64::from(weeks);
        let par = Count::new(expected, output.dispersion);
        while par.at_most(at_most.map_or(0, |most: u64| most + 1)) <= ACCUSED {
            at_most = Some(at_most.map_or(0, |most| most + 1));
        }
        good = at_most
            .map(|at_most| {
                let below = Count::new(share * expected, output.dispersion);
                let (accused, noticed) = (par.at_most(at_most), below.at_most(at_most));
                Rule { weeks, at_most, expected, accused, noticed }
            })
            .filter(|rule| rule.noticed >= NOTICED)
            .map(|rule| good.unwrap_or(rule));
    }
    good
}

/// The law of a count.
enum Count {
    Poisson(Poisson),
    Scattered(NegativeBinomial),
    /// Nothing ever comes.
    Nothing,
}

impl Count {
    fn new(mean: f64, dispersion: f64) -> Self {
        /// Less scatter than this is no different from Poisson.
        const NONE: f64 = 1.001;
        if dispersion > NONE {
            let size = mean / (dispersion - 1.0);
            let law = NegativeBinomial::new(size, 1.0 / dispersion);
            law.map_or(Self::Nothing, Self::Scattered)
        } else {
            Poisson::new(mean).map_or(Self::Nothing, Self::Poisson)
        }
    }

    /// The chance of so many or fewer.
    fn at_most(&self, count: u64) -> f64 {
        match self {
            Self::Poisson(law) => law.cdf(count),
            Self::Scattered(law) => law.cdf(count),
            Self::Nothing => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use longview_engine::metric::Id;

    use super::{Output, rule};

    /// Poisson with mean 2 a week against 1: in 9 weeks 18 are expected, 10 or fewer come with chance
    /// 0.0304 at par; with half of it 0.7060. 12 weeks: 24, 15 or fewer 0.0344 and 0.8444.
    #[test]
    fn the_rule_keeps_both_chances() {
        let found =
            rule(&Output { id: Id::Appointments, a_week: 2.0, dispersion: 1.0 }, 0.5).unwrap();
        assert!(found.accused <= 0.05 && found.noticed >= 0.8, "{found:?}");
        assert!((8..=14).contains(&found.weeks), "{found:?}");
    }

    #[test]
    fn more_scatter_takes_longer_and_nothing_is_never_judged() {
        let weeks = |dispersion: f64, a_week: f64| {
            rule(&Output { id: Id::Appointments, a_week, dispersion }, 0.7).map(|rule| rule.weeks)
        };
        assert!(weeks(1.0, 2.0) < weeks(2.0, 2.0));
        assert_eq!(weeks(1.0, 0.0), None);
        assert_eq!(weeks(1.0, 0.01), None);
    }
}
