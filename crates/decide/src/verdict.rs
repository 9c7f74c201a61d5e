//! Who is ahead, and from when: cumulative customers of paired runs, quarter by quarter.

use longview_engine::metric::Id;

use crate::answer::{ComparisonAnswer, Difference};

/// Below this many runs the standard error is itself too uncertain to judge by.
pub const FEWEST_RUNS: u64 = 30;

/// A difference is visible when it is more than this many Monte Carlo standard errors from nought.
pub const VISIBLE_ERRORS: f64 = 2.0;

/// What the runs say about one strategy.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The others are compared with it.
    Baseline,
    /// Every metric of every quarter was equal to the baseline's in every run.
    Identical,
    /// Fewer than [`FEWEST_RUNS`] runs.
    TooFewRuns,
    /// Judged on cumulative customers.
    Judged(Course),
}

/// How a strategy stands against the baseline over the quarters.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// At the end of each quarter, first quarter first.
    pub standings: Vec<Standing>,
    /// The last quarter (counted from 1) of the time behind with which the course begins.
    pub behind_until: Option<usize>,
    /// The first quarter (counted from 1) from which it is ahead in every quarter to the end.
    pub ahead_from: Option<usize>,
}

/// Cumulative customers against the baseline's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Visibly fewer.
    Behind,
    /// No visible difference.
    Level,
    /// Visibly more.
    Ahead,
}

/// Quarters in a row, counted from 1, with the same standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// Behind, level or ahead.
    pub standing: Standing,
    /// The first quarter.
    pub from: usize,
    /// The last quarter.
    pub to: usize,
}

impl Course {
    /// A course from the standings by quarter.
    pub fn new(standings: Vec<Standing>) -> Self {
        let spells = spells(&standings);
        let last = spells.last().filter(|spell| spell.standing == Standing::Ahead);
        let ahead_from = last.map(|spell| spell.from);
        let before_any_lead = spells.iter().take_while(|spell| spell.standing != Standing::Ahead);
        let behind_until = before_any_lead
            .filter(|spell| spell.standing == Standing::Behind)
            .last()
            .map(|spell| spell.to);
        Self { standings, behind_until, ahead_from }
    }

    /// The standings as quarters in a row.
    pub fn spells(&self) -> Vec<Spell> {
        spells(&self.standings)
    }
}

fn spells(standings: &[Standing]) -> Vec<Spell> {
    let mut from = 1;
    standings
        .chunk_by(|a, b| a == b)
        .map(|run| {
            let spell = Spell { standing: run[0], from, to: from + run.len() - 1 };
            from += run.len();
            spell
        })
        .collect()
}

impl Standing {
    /// Where a difference of cumulative customers puts a strategy.
    pub fn of(difference: &Difference) -> Self {
        let customers = difference.difference;
        if customers.mean.abs() <= VISIBLE_ERRORS * customers.mcse {
            Self::Level
        } else if customers.mean > 0.0 {
            Self::Ahead
        } else {
            Self::Behind
        }
    }
}

/// One verdict per strategy, in order.
pub(crate) fn all(
    strategies: usize,
    replications: u64,
    comparisons: &[ComparisonAnswer],
) -> Vec<Verdict> {
    let of = |strategy| comparisons.iter().find(|found| found.strategy == strategy);
    (0..strategies)
        .map(|strategy| of(strategy).map_or(Verdict::Baseline, |found| judge(found, replications)))
        .collect()
}

fn judge(comparison: &ComparisonAnswer, replications: u64) -> Verdict {
    if is_identical(comparison) {
        Verdict::Identical
    } else if replications < FEWEST_RUNS {
        Verdict::TooFewRuns
    } else {
        let customers = comparison.cumulative.iter().map(|row| &row[Id::Customers as usize]);
        Verdict::Judged(Course::new(customers.map(Standing::of).collect()))
    }
}

fn is_identical(comparison: &ComparisonAnswer) -> bool {
    let rows = comparison.quarters.iter().chain([&comparison.total]);
    rows.flatten().all(|difference| difference.probability_equal >= 1.0)
}

#[cfg(test)]
mod tests {
    use super::{Course, Spell, Standing};
    use Standing::{Ahead, Behind, Level};

    fn course(standings: &[Standing]) -> (Option<usize>, Option<usize>) {
        let course = Course::new(standings.to_vec());
        (course.behind_until, course.ahead_from)
    }

    #[test]
    fn behind_first_then_ahead() {
        assert_eq!(course(&[Behind, Behind, Level, Ahead]), (Some(2), Some(4)));
    }

    #[test]
    fn a_lead_that_is_lost_again_is_no_lead_to_the_end() {
        assert_eq!(course(&[Ahead, Ahead, Level]), (None, None));
        assert_eq!(course(&[Ahead, Behind, Behind]), (None, None));
        assert_eq!(course(&[Level, Behind, Level]), (Some(2), None));
        assert_eq!(course(&[Behind, Ahead, Behind, Ahead]), (Some(1), Some(4)));
    }

    #[test]
    fn spells_cover_every_quarter_once() {
        let spells = Course::new(vec![Behind, Behind, Level, Ahead]).spells();
        let expected = [(Behind, 1, 2), (Level, 3, 3), (Ahead, 4, 4)]
            .map(|(standing, from, to)| Spell { standing, from, to });
        assert_eq!(spells, expected);
        assert_eq!(Course::new(vec![]).spells(), []);
    }
}
