//! Outcome tables ready to be drawn from.

use crate::rng::{Chance, Draws};
use crate::sampler::Sampler;

/// An outcome table ready to be drawn from.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub outcomes: Vec<Outcome>,
    pub(super) law: Law,
}

#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub to: u8,
    pub goodwill: f64,
    pub promise: Option<Sampler>,
    pub lead: bool,
    /// Position in [`Compiled::outcome_names`].
    pub name: usize,
}

#[derive(Debug, Clone)]
pub(super) enum Law {
    /// Nothing to draw.
    Certain,
    /// The same for everybody: cumulative chances.
    Level(Vec<Chance>),
    /// Tilted: weight and class of pull per outcome, and the pulls, the least first.
    Tilted { weights: Vec<(f64, usize)>, pulls: Vec<f64> },
}

/// Pulls for which there is space at hand; a table rarely has more than three.
const FEW_PULLS: usize = 8;

impl Table {
    /// The outcome that the dice show; receptivity is in log-odds.
    #[inline(always)]
    pub(crate) fn pick(&self, dice: &mut Draws, receptivity: impl FnOnce() -> f64) -> &Outcome {
        let at = match &self.law {
            Law::Certain => 0,
            Law::Level(cumulative) => {
                let word = dice.word();
                // Counting beats searching: which outcome it is cannot be predicted.
                cumulative.iter().map(|chance| usize::from(!chance.covers(word))).sum()
            }
            Law::Tilted { weights, pulls } => {
                pick_tilted(weights, pulls, dice.word(), receptivity())
            }
        };
        &self.outcomes[at]
    }
}

#[inline(never)]
fn pick_tilted(weights: &[(f64, usize)], pulls: &[f64], word: u64, x: f64) -> usize {
    let (mut few, mut many) = ([0.0; FEW_PULLS], Vec::new());
    let factors = if pulls.len() <= FEW_PULLS {
        &mut few[..pulls.len()]
    } else {
        many.resize(pulls.len(), 0.0);
        &mut many[..]
    };
    // Odds relative to the greatest possible: nothing overflows, however receptive the prospect is.
    let greatest = if x < 0.0 { pulls[0] } else { pulls[pulls.len() - 1] };
    for (factor, pull) in factors.iter_mut().zip(pulls) {
        let below = (pull - greatest) * x;
        *factor = if below < 0.0 { below.exp() } else { 1.0 };
    }
    pick_weighted(weights, factors, word)
}

fn pick_weighted(weights: &[(f64, usize)], factors: &[f64], word: u64) -> usize {
    let total: f64 = weights.iter().map(|&(weight, class)| weight * factors[class]).sum();
    let mut left = (word >> 11) as f64 / (1u64 << 53) as f64 * total;
    let mut last = 0;
    for (at, &(weight, class)) in weights.iter().enumerate() {
        if weight > 0.0 {
            last = at;
            left -= weight * factors[class];
            if left < 0.0 {
                return at;
            }
        }
    }
    last
}

/// Cumulative chances of weights; the last that is possible is certain.
pub(super) fn cumulative(weights: &[f64]) -> Vec<Chance> {
    let total: f64 = weights.iter().sum();
    let last = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
    let mut sum = 0.0;
    let mut chances = Vec::with_capacity(weights.len());
    for (at, weight) in weights.iter().enumerate() {
        sum += weight;
        chances.push(Chance::new(if at >= last { 1.0 } else { sum / total }));
    }
    chances
}
