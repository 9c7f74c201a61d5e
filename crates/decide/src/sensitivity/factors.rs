//! Which numbers are looked at one by one, and which all together.

use super::answer::Factor;
use super::chosen::Chosen;
use super::effort::Effort;
use super::tornado::Swing;
use crate::uncertain::Uncertain;

/// The numbers in factors: a factor is a number, or several that hang together.
pub(super) struct Factors {
    /// Positions of the numbers of each factor that is looked at by itself.
    pub(super) singled: Vec<Vec<usize>>,
    /// Positions of all other numbers, which make one factor.
    pub(super) rest: Vec<usize>,
    paths: Vec<String>,
}

impl Factors {
    pub(super) fn factor(&self, numbers: &[usize]) -> Factor {
        Factor { paths: numbers.iter().map(|at| self.paths[*at].clone()).collect() }
    }

    /// The numbers that have a dimension of their own, factor by factor.
    pub(super) fn dimensions(&self) -> Vec<usize> {
        self.singled.iter().flatten().copied().collect()
    }
}

/// Numbers that groups name, and those that swing most.
pub(super) fn choose(
    uncertain: &Uncertain,
    chosen: &Chosen,
    swings: &[Swing],
    effort: &Effort,
) -> Factors {
    let named = chosen.groups.iter().flatten().copied();
    let moving = swings.iter().filter(|swing| swing.size() > 0.0).map(|swing| swing.number);
    let named_count = chosen.groups.iter().flatten().count();
    let mut singled: Vec<Vec<usize>> = Vec::new();
    for (at, number) in named.chain(moving).enumerate() {
        let is_taken = singled.iter().flatten().any(|taken| *taken == number);
        if !is_taken && (at < named_count || singled.len() < effort.singled_out) {
            singled.push(uncertain.hinges.with(number));
        }
    }
    let numbers = 0..uncertain.numbers.len();
    let rest = numbers.filter(|at| !singled.iter().flatten().any(|taken| taken == at)).collect();
    let paths = uncertain.numbers.iter().map(|number| number.path.clone()).collect();
    Factors { singled, rest, paths }
}

/// The most factors that can come of it, with the rest as one.
pub(super) fn most(uncertain: &Uncertain, chosen: &Chosen, effort: &Effort) -> usize {
    let mut named: Vec<usize> = chosen.groups.iter().flatten().copied().collect();
    named.sort_unstable();
    named.dedup();
    let singled = named.len().max(effort.singled_out).min(uncertain.numbers.len());
    singled + usize::from(singled < uncertain.numbers.len())
}
