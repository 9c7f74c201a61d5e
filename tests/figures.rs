//! Figures that tests measure, beside what they should be.
//!
//! A test that passes keeps them to itself. The program `validation` asks for them and writes them
//! into `docs/validation.md`.

use std::fmt::{self, Display};
use std::str::FromStr;

use longview_engine::estimate::Sketch;

/// Standard errors that a simulated figure may be off: one in 16,000 is further off by chance, and
/// the seed is fixed.
pub const STANDARD_ERRORS: f64 = 4.0;

/// How a figure that a test measured compares to what it should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// Off by so many standard errors, where the tolerance is so large a part of what it should be.
    Off {
        /// Standard errors.
        errors: f64,
        /// Part of the expected value that it may be off; nought if nothing was expected.
        allowed: f64,
    },
    /// What it should be, to the digit.
    Exact,
}

impl Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off { errors, allowed } => write!(f, "figure: off {errors:.4} {allowed:.3e}"),
            Self::Exact => write!(f, "figure: exact"),
        }
    }
}

/// The text is not a figure.
#[derive(Debug, PartialEq, Eq)]
pub struct NoFigure;

impl FromStr for Figure {
    type Err = NoFigure;

    fn from_str(line: &str) -> Result<Self, NoFigure> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |word: &str| word.parse().map_err(|_| NoFigure);
        match words[..] {
            ["figure:", "exact", ..] => Ok(Self::Exact),
            ["figure:", "off", errors, allowed, ..] => {
                Ok(Self::Off { errors: number(errors)?, allowed: number(allowed)? })
            }
            _ => Err(NoFigure),
        }
    }
}

#[expect(clippy::print_stdout, reason = "what a test prints is kept unless somebody asks for it")]
fn report(what: &str, figure: Figure) {
    println!("{figure} {what}");
}

/// Says that something holds exactly.
pub fn holds(what: &str) {
    report(what, Figure::Exact);
}

/// A figure and what it should be.
#[track_caller]
pub fn assert_close(what: &str, found: f64, expected: f64, standard_error: f64) {
    assert!(standard_error > 0.0, "{what}: nothing varies");
    let errors = (found - expected) / standard_error;
    let tolerance = STANDARD_ERRORS * standard_error;
    let allowed = if expected == 0.0 { 0.0 } else { tolerance / expected.abs() };
    report(what, Figure::Off { errors, allowed });
    assert!(
        errors.abs() <= STANDARD_ERRORS,
        "{what}: found {found}, expected {expected}, which is {errors:.2} standard errors off"
    );
}

/// A mean over replications and what it should be, judged by its own standard error.
#[track_caller]
pub fn assert_mean(what: &str, found: &Sketch, expected: f64) {
    assert_close(what, found.mean(), expected, found.standard_error());
}

/// The standard error of a share of so many independent cases.
pub fn binomial_error(chance: f64, cases: f64) -> f64 {
    (chance * (1.0 - chance) / cases).sqrt()
}

/// A count of independent cases and the chance of each, judged by the binomial standard error; what
/// is certain is so in every replication.
#[track_caller]
pub fn assert_share(what: &str, found: &Sketch, cases_each: f64, chance: f64) {
    if chance <= 0.0 || chance >= 1.0 {
        return assert_always(what, found, chance * cases_each);
    }
    let cases = cases_each * found.count() as f64;
    assert_close(what, found.mean() / cases_each, chance, binomial_error(chance, cases));
}

/// A number that is the same in every replication.
#[track_caller]
pub fn assert_always(what: &str, found: &Sketch, expected: f64) {
    let seen = (found.quantile(0.0), found.mean(), found.quantile(1.0));
    assert!(found.variance() <= 0.0, "{what} varies: {seen:?}, expected {expected}");
    assert_exactly(what, seen.1, expected);
}

/// A number that leaves nothing to chance.
#[track_caller]
pub fn assert_exactly(what: &str, found: f64, expected: f64) {
    let margin = (1e-12 * expected.abs()).max(1e-9);
    assert!((found - expected).abs() < margin, "{what}: found {found}, expected {expected}");
    holds(what);
}

/// A number that is known to so many digits after the point.
#[track_caller]
pub fn assert_digits(what: &str, found: f64, expected: f64, digits: i32) {
    let half = 0.5 * 10f64.powi(-digits) * (1.0 + 1e-6);
    assert!((found - expected).abs() <= half, "{what}: found {found}, expected {expected}");
    holds(what);
}

/// Every part of a distribution over replications that is not too rare to judge: how often the
/// number is at most this, for each of these.
#[track_caller]
pub fn assert_distribution(
    what: &str,
    found: &Sketch,
    values: impl Iterator<Item = u32>,
    at_most: impl Fn(u32) -> f64,
) {
    const SEEN_AT_LEAST: f64 = 20.0;
    let replications = found.count() as f64;
    for value in values {
        let chance = at_most(value);
        if chance.min(1.0 - chance) * replications >= SEEN_AT_LEAST {
            let share = share_at_most(found, value.into());
            let error = binomial_error(chance, replications);
            assert_close(&format!("{what}, at most {value}"), share, chance, error);
        }
    }
}

/// Share of the replications in which a number is at most so much; exact below 1,024.
pub fn share_at_most(found: &Sketch, value: f64) -> f64 {
    let replications = found.count() as f64;
    let ranks: Vec<u64> = (0..found.count()).collect();
    let of_rank = |rank: u64| found.quantile((rank as f64 + 0.5) / replications);
    ranks.partition_point(|rank| of_rank(*rank) <= value) as f64 / replications
}
