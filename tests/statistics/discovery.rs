//! Many tests at once: which results are odder than chance allows among so many?

use std::fmt::{self, Display, Formatter};

/// The share of false alarms among all alarms that is allowed; if nothing is wrong at all, this is
/// the chance of a single one.
pub const FALSE_DISCOVERIES: f64 = 0.01;

/// One test and its p-value.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What was tested.
    pub case: String,
    /// How.
    pub check: &'static str,
    /// The chance of something at least this odd if all is well.
    pub p: f64,
}

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}: p = {:.2e}", self.case, self.check, self.p)
    }
}

/// What is left of many findings when the false ones are kept to their share: Benjamini and
/// Yekutieli 2001, doi:10.1214/aos/1013699998, which holds however the tests depend on each other.
#[derive(Debug)]
pub struct Discoveries<'a> {
    /// The findings that chance does not explain, the oddest first.
    pub made: Vec<&'a Finding>,
    /// The oddest finding, whether it is explained by chance or not.
    pub oddest: Option<&'a Finding>,
    /// The p-value of the oddest, adjusted for how many there are: a discovery if it is at most
    /// [`FALSE_DISCOVERIES`].
    pub adjusted: f64,
}

impl<'a> Discoveries<'a> {
    /// Judges all findings together.
    pub fn among(findings: &'a [Finding]) -> Self {
        let mut sorted: Vec<&Finding> = findings.iter().collect();
        // What is not a number is the oddest of all.
        let key = |finding: &Finding| if finding.p.is_nan() { 0.0 } else { finding.p };
        sorted.sort_by(|a, b| key(a).total_cmp(&key(b)));
        let stretch = stretch(sorted.len());
        let adjusted = |rank: usize| key(sorted[rank]) * stretch / (rank + 1) as f64;
        let made = (0..sorted.len()).rev().find(|rank| adjusted(*rank) <= FALSE_DISCOVERIES);
        let smallest = (0..sorted.len()).map(adjusted).fold(1.0, f64::min);
        let oddest = sorted.first().copied();
        sorted.truncate(made.map_or(0, |rank| rank + 1));
        Self { made: sorted, oddest, adjusted: smallest }
    }
}

/// By what the smallest of so many p-values is multiplied: their number times its harmonic sum.
pub fn stretch(findings: usize) -> f64 {
    findings as f64 * (1..=findings).map(|rank| 1.0 / rank as f64).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::{Discoveries, Finding};

    fn made(ps: &[f64]) -> usize {
        let finding = |p: &f64| Finding { case: String::new(), check: "", p: *p };
        Discoveries::among(&ps.iter().map(finding).collect::<Vec<_>>()).made.len()
    }

    /// Of four, the first must be at most 0.01 / 4 / (1 + 1/2 + 1/3 + 1/4) = 0.0012, the second 0.0024.
    #[test]
    fn the_line_rises_with_the_rank() {
        assert_eq!(made(&[0.9, 0.5, 0.0011, 0.9]), 1);
        assert_eq!(made(&[0.9, 0.5, 0.0013, 0.9]), 0);
        // Neither alone, but both together.
        assert_eq!(made(&[0.0023, 0.5, 0.0022, 0.9]), 2);
        assert_eq!(made(&[0.5, f64::NAN, 0.9, 0.9]), 1);
    }
}
