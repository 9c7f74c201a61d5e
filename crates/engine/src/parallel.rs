//! Replications on several threads: the only module that knows of threads.
//!
//! Replications are folded per thread and merged at the end; because everything collected is whole
//! numbers, the answer has the same bits however the work was split.

use crate::collect::Collected;
use crate::replicate::{Prepared, Scratch};
use crate::runplan::{Observer, RunPlan};
use crate::tally::Tally;

/// What a thread carries from replication to replication.
struct Hand {
    scratch: Scratch,
    team: Vec<Tally>,
    rep: Vec<Tally>,
    collected: Collected,
}

impl Hand {
    fn new(prepared: &Prepared, plan: &RunPlan) -> Self {
        Self {
            scratch: Scratch::default(),
            team: prepared.tallies(),
            rep: prepared.tallies(),
            collected: Collected::new(prepared, plan),
        }
    }

    /// Runs one replication of the whole team.
    fn replicate(
        mut self,
        prepared: &Prepared,
        plan: &RunPlan,
        replication: u64,
        observer: &dyn Observer,
    ) -> Self {
        prepared.work(&mut self.scratch, plan.seed, replication, 0, &mut self.team);
        for rep in 1..prepared.reps() {
            prepared.work(&mut self.scratch, plan.seed, replication, rep, &mut self.rep);
            self.team.iter_mut().zip(&self.rep).for_each(|(team, rep)| team.add(rep));
        }
        observer.replicated(replication, &self.collected.push(prepared, &self.team));
        observer.advanced(1);
        self
    }
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn collect(prepared: &Prepared, plan: &RunPlan, observer: &dyn Observer) -> Collected {
    let mut hand = Hand::new(prepared, plan);
    for replication in 0..plan.replications {
        hand = hand.replicate(prepared, plan, replication, observer);
    }
    hand.collected
}

/// Runs all replications.
#[cfg(feature = "rayon")]
pub(crate) fn collect(prepared: &Prepared, plan: &RunPlan, observer: &dyn Observer) -> Collected {
    let threads = plan.threads.map_or(0, std::num::NonZeroUsize::get);
    // Without threads of its own (the system refuses them) the run falls back on the shared pool.
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| fold(prepared, plan, observer)),
        Err(_) => fold(prepared, plan, observer),
    }
}

#[cfg(feature = "rayon")]
fn fold(prepared: &Prepared, plan: &RunPlan, observer: &dyn Observer) -> Collected {
    use rayon::prelude::*;
    let few = plan.replications < 4 * rayon::current_num_threads() as u64;
    if few && prepared.reps() > 1 {
        return fold_reps(prepared, plan, observer);
    }
    (0..plan.replications)
        .into_par_iter()
        .fold(
            || Hand::new(prepared, plan),
            |hand, replication| hand.replicate(prepared, plan, replication, observer),
        )
        .map(|hand| hand.collected)
        .reduce_with(|mine, theirs| mine.merge(&theirs))
        .unwrap_or_else(|| Collected::new(prepared, plan))
}

/// Few replications of a large team: its reps are spread over the threads instead.
#[cfg(feature = "rayon")]
fn fold_reps(prepared: &Prepared, plan: &RunPlan, observer: &dyn Observer) -> Collected {
    let mut collected = Collected::new(prepared, plan);
    for replication in 0..plan.replications {
        let levels = collected.push(prepared, &work_together(prepared, plan, replication));
        observer.replicated(replication, &levels);
        observer.advanced(1);
    }
    collected
}

#[cfg(feature = "rayon")]
fn work_together(prepared: &Prepared, plan: &RunPlan, replication: u64) -> Vec<Tally> {
    use rayon::prelude::*;
    let add = |mut team: Vec<Tally>, rep: Vec<Tally>| {
        team.iter_mut().zip(&rep).for_each(|(team, rep)| team.add(rep));
        team
    };
    (0..prepared.reps())
        .into_par_iter()
        .fold(
            || (Scratch::default(), prepared.tallies(), prepared.tallies()),
            |(mut scratch, team, mut own), rep| {
                prepared.work(&mut scratch, plan.seed, replication, rep, &mut own);
                let team = add(team, own.clone());
                (scratch, team, own)
            },
        )
        .map(|(_, team, _)| team)
        .reduce(|| prepared.tallies(), add)
}
