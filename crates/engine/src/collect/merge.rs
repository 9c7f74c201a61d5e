//! Results of several threads made one. Everything collected is whole numbers, so that the order of
//! merging cannot matter.

use super::{Arrived, Collected};
use crate::estimate::{Paired, Sketch};
use crate::tally::Ledger;

impl Collected {
    pub(crate) fn merge(mut self, mut other: Self, ledger: &Ledger) -> Self {
        self.take_in(ledger);
        other.take_in(ledger);
        for (mine, theirs) in self.strategies.iter_mut().zip(&other.strategies) {
            merge_all(&mut mine.quarters, &theirs.quarters);
            merge_all(&mut mine.stages, &theirs.stages);
            mine.total.iter_mut().zip(&theirs.total).for_each(|(a, b)| a.merge(b));
        }
        for (mine, theirs) in self.comparisons.iter_mut().zip(&other.comparisons) {
            merge_pairs(&mut mine.quarters, &theirs.quarters);
            merge_pairs(&mut mine.cumulative, &theirs.cumulative);
            mine.total.iter_mut().zip(&theirs.total).for_each(|(a, b)| a.merge(b));
        }
        for (mine, theirs) in
            self.arrivals.iter_mut().flatten().zip(other.arrivals.iter().flatten())
        {
            mine.merge(theirs);
        }
        merge_all(&mut self.energy, &other.energy);
        self.deals.iter_mut().zip(&other.deals).for_each(|(a, b)| a.merge(b));
        self
    }
}

fn merge_all(mine: &mut [Vec<Sketch>], theirs: &[Vec<Sketch>]) {
    mine.iter_mut().flatten().zip(theirs.iter().flatten()).for_each(|(a, b)| a.merge(b));
}

fn merge_pairs(mine: &mut [Vec<Paired>], theirs: &[Vec<Paired>]) {
    mine.iter_mut().flatten().zip(theirs.iter().flatten()).for_each(|(a, b)| a.merge(b));
}

impl Arrived {
    fn merge(&mut self, other: &Self) {
        self.prospects.merge(&other.prospects);
        self.within.iter_mut().zip(&other.within).for_each(|(a, b)| a.merge(b));
        self.times.merge(&other.times);
    }
}
