//! Outcome tables tilted by receptivity, and the weights that give the stated averages.

use longview_engine::experiment::Experiment;
use longview_engine::model::{Model, Outcome, OutcomeTable};
use longview_engine::units::Real;

use super::twist::Twist;

/// An outcome table for one stage with its weights solved.
pub(super) struct Table<'a> {
    pub(super) outcomes: &'a [Outcome],
    /// What the file states, adding up to one.
    pub(super) shares: Vec<f64>,
    weights: Vec<f64>,
    pulls: Vec<f64>,
}

impl<'a> Table<'a> {
    pub(super) fn new(
        table: &'a OutcomeTable,
        stage: usize,
        model: &Model,
        population: &Population,
        twist: Twist,
    ) -> Self {
        let outcomes = table.outcomes.as_slice();
        let all: f64 = outcomes.iter().map(|outcome| outcome.weight).sum();
        let shares: Vec<f64> = outcomes.iter().map(|outcome| outcome.weight / all).collect();
        let pulls = outcomes.iter().map(|outcome| pull(outcome, stage, model)).collect();
        let mut solved = Self { outcomes, weights: shares.clone(), shares, pulls };
        if twist != Twist::SharesTakenForWeights {
            solved.solve(population);
        }
        solved
    }

    /// The chances of the outcomes at this receptivity.
    pub(super) fn chances(&self, receptivity: f64) -> Vec<f64> {
        let tilts = self.pulls.iter().map(|pull| pull * receptivity);
        // What is common to all cancels; without it nothing can overflow.
        let strongest = tilts.clone().fold(f64::NEG_INFINITY, f64::max);
        let tilted: Vec<f64> =
            self.weights.iter().zip(tilts).map(|(w, tilt)| w * (tilt - strongest).exp()).collect();
        let all: f64 = tilted.iter().sum();
        tilted.into_iter().map(|one| one / all).collect()
    }

    /// The fixed point on alternative-specific constants: Train 2009, section 2.8.
    fn solve(&mut self, population: &Population) {
        const CLOSE: f64 = 1e-10;
        const MOST_ROUNDS: usize = 20_000;
        for _ in 0..MOST_ROUNDS {
            let averages = self.averages(population);
            let mut off = 0.0_f64;
            for (at, average) in averages.iter().enumerate().filter(|(_, a)| **a > 0.0) {
                self.weights[at] *= self.shares[at] / average;
                off = off.max((average - self.shares[at]).abs());
            }
            if off < CLOSE {
                return;
            }
        }
        panic!("the weights of {:?} were not found", self.shares);
    }

    fn averages(&self, population: &Population) -> Vec<f64> {
        let mut averages = vec![0.0; self.weights.len()];
        for (receptivity, share) in &population.0 {
            for (average, chance) in averages.iter_mut().zip(self.chances(*receptivity)) {
                *average += share * chance;
            }
        }
        averages
    }
}

/// Where it is not given: which way the outcome leads on the ladder.
fn pull(outcome: &Outcome, stage: usize, model: &Model) -> f64 {
    let rung = |stage: usize| model.stages[stage].rung;
    let change = outcome.to.map_or(0, |to| rung(to.0) - rung(stage));
    outcome.pull.map_or(f64::from(change.signum()), Real::get)
}

/// Receptivity in a fresh population, as points with their shares.
pub(super) struct Population(Vec<(f64, f64)>);

impl Population {
    pub(super) fn fresh(experiment: &Experiment) -> Self {
        let segments = &experiment.market.segments;
        let names: f64 = segments.iter().map(|segment| f64::from(segment.prospects)).sum();
        let mut points = Vec::new();
        for segment in segments {
            let share = f64::from(segment.prospects) / names;
            for (need, need_share) in by_need(&experiment.model) {
                for (z, density) in standard_normal() {
                    let fit = segment.fit_mean.get() + segment.fit_sd.get() * z;
                    points.push((fit + need, share * need_share * density));
                }
            }
        }
        Self(points)
    }
}

/// What need adds to receptivity, and for which share of the people.
fn by_need(model: &Model) -> Vec<(f64, f64)> {
    let (inside, outside) =
        (model.receptivity.in_market.get(), model.receptivity.out_of_market.get());
    match &model.need {
        None => vec![(outside, 1.0)],
        Some(need) => {
            let in_market =
                need.in_market.get() / (need.in_market.get() + need.out_of_market.get());
            vec![(inside, in_market), (outside, 1.0 - in_market)]
        }
    }
}

/// The standard Normal law in narrow strips, each by its middle.
fn standard_normal() -> impl Iterator<Item = (f64, f64)> {
    const STRIPS: i32 = 70;
    const WIDTH: f64 = 0.2;
    (0..STRIPS).map(|strip| {
        let z = (f64::from(strip - STRIPS / 2) + 0.5) * WIDTH;
        (z, WIDTH * (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt())
    })
}
