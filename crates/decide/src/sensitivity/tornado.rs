//! Every uncertain number to its low and its high end, one at a time.
//!
//! Each end meets the same people with the same luck as the best guesses (common random numbers), so
//! what is left is mostly the number's own effect. At first sight every number gets a few
//! replications; the ones that seem to move the difference most are looked at again with fresh luck,
//! and that second look alone is told of them, so that nobody is taken in by a lucky first one.

use super::answer::Mean;
use super::effort::Effort;
use super::request::SensitivityError;
use super::runner::{Job, Runner};
use super::seed;
use crate::uncertain::{Uncertain, Unsure};

/// What a number does to the difference at its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// Position among the uncertain numbers.
    pub number: usize,
    /// Its path.
    pub path: String,
    /// Its unit.
    pub unit: &'static str,
    /// Best guess, low end, high end, in the unit.
    pub three: [f64; 3],
    /// How much the difference changes where the number is at its low end.
    pub at_low: Mean,
    /// How much the difference changes where the number is at its high end.
    pub at_high: Mean,
    /// Whether it was looked at a second time.
    pub closer: bool,
}

impl Swing {
    /// The larger of its two changes.
    pub fn size(&self) -> f64 {
        self.at_low.mean.abs().max(self.at_high.mean.abs())
    }

    /// Whether either change is more than two standard errors from nought.
    pub fn is_visible(&self) -> bool {
        self.at_low.is_visible() || self.at_high.is_visible()
    }
}

/// All swings, the largest first, and the difference at the best guesses.
pub(super) struct Swings {
    pub(super) base: Mean,
    pub(super) swings: Vec<Swing>,
}

pub(super) fn swings(
    runner: &Runner<'_>,
    uncertain: &Uncertain,
    effort: &Effort,
    of: u64,
) -> Result<Swings, SensitivityError> {
    let all: Vec<usize> = (0..uncertain.numbers.len()).collect();
    let glance = Look { seed: seed(of, "glance", 0), replications: effort.glance, closer: false };
    let (_, mut swings) = glance.at(runner, uncertain, &all)?;
    sort(&mut swings);
    let closest: Vec<usize> = swings.iter().take(effort.closer).map(|swing| swing.number).collect();
    let look = Look { seed: seed(of, "look", 0), replications: effort.look, closer: true };
    let (base, seen) = look.at(runner, uncertain, &closest)?;
    swings.splice(..closest.len(), seen);
    sort(&mut swings[..closest.len()]);
    Ok(Swings { base, swings })
}

fn sort(swings: &mut [Swing]) {
    swings.sort_by(|a, b| b.size().total_cmp(&a.size()));
}

struct Look {
    seed: u64,
    replications: u64,
    closer: bool,
}

impl Look {
    /// The base, and the swings of these numbers.
    fn at(
        &self,
        runner: &Runner<'_>,
        uncertain: &Uncertain,
        numbers: &[usize],
    ) -> Result<(Mean, Vec<Swing>), SensitivityError> {
        let job = |values: Vec<(String, f64)>| Job {
            values,
            seed: self.seed,
            replications: self.replications,
        };
        let ends = numbers.iter().flat_map(|at| {
            let Unsure { path, low, high, .. } = &uncertain.numbers[*at];
            [low, high].map(|end| job(vec![(path.clone(), *end)]))
        });
        let jobs: Vec<Job> = std::iter::once(job(Vec::new())).chain(ends).collect();
        let found = runner.all(&jobs)?;
        let (base, ends) = found.split_first().expect("the base was run");
        let swings = numbers.iter().zip(ends.chunks(2)).map(|(at, ends)| {
            let change = |end: &Vec<f64>| {
                let changes: Vec<f64> = end.iter().zip(base).map(|(a, b)| a - b).collect();
                Mean::of(&changes)
            };
            self.swing(*at, &uncertain.numbers[*at], change(&ends[0]), change(&ends[1]))
        });
        Ok((Mean::of(base), swings.collect()))
    }

    fn swing(&self, number: usize, unsure: &Unsure, at_low: Mean, at_high: Mean) -> Swing {
        Swing {
            number,
            path: unsure.path.clone(),
            unit: unsure.unit,
            three: [unsure.about, unsure.low, unsure.high],
            at_low,
            at_high,
            closer: self.closer,
        }
    }
}
