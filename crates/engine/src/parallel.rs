//! Replications on several threads: the only module that knows of threads.
//!
//! Replications are folded per thread and merged at the end; because everything collected is whole
//! numbers, the answer has the same bits however the work was split.

#[cfg(feature = "rayon")]
use std::ops::ControlFlow;

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

    /// Runs one replication of the whole team and takes it in.
    fn replicate(
        &mut self,
        prepared: &Prepared,
        plan: &RunPlan,
        replication: u64,
        observer: &dyn Observer,
    ) {
        self.work(prepared, plan, replication);
        observer.replicated(replication, self.collected.push(prepared, &self.team));
        observer.advanced(1);
    }

    /// Runs one replication of the whole team.
    fn work(&mut self, prepared: &Prepared, plan: &RunPlan, replication: u64) {
        prepared.work(&mut self.scratch, plan.seed, replication, 0, &mut self.team);
        for rep in 1..prepared.reps() {
            prepared.work(&mut self.scratch, plan.seed, replication, rep, &mut self.rep);
            self.team.iter_mut().zip(&self.rep).for_each(|(team, rep)| team.add(rep));
        }
    }
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn collect(prepared: &Prepared, plan: &RunPlan, observer: &dyn Observer) -> Collected {
    let mut hand = Hand::new(prepared, plan);
    for replication in 0..plan.replications {
        hand.replicate(prepared, plan, replication, observer);
        if observer.has_enough() {
            break;
        }
    }
    merged(prepared, plan, vec![hand.collected])
}

/// What several threads have collected.
fn merged(prepared: &Prepared, plan: &RunPlan, by_thread: Vec<Collected>) -> Collected {
    let merged = by_thread.into_iter().reduce(|mine, theirs| mine.merge(theirs, &prepared.ledger));
    merged.unwrap_or_else(|| Collected::new(prepared, plan))
}

/// Runs all replications.
#[cfg(feature = "rayon")]
pub(crate) fn collect(prepared: &Prepared, plan: &RunPlan, observer: &dyn Observer) -> Collected {
    let threads = plan.threads.map_or(0, std::num::NonZeroUsize::get);
    let own = rayon::ThreadPoolBuilder::new().num_threads(threads);
    // Where the system refuses threads, the one that asks does the work.
    let alone = || rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    match own.build().or_else(|_| alone()) {
        Ok(pool) => pool.install(|| fold(prepared, plan, observer)),
        // It does so already, and is the pool.
        Err(_) => fold(prepared, plan, observer),
    }
}

#[cfg(feature = "rayon")]
fn fold(prepared: &Prepared, plan: &RunPlan, observer: &dyn Observer) -> Collected {
    use std::sync::atomic::{AtomicU64, Ordering};

    let few = plan.replications < 4 * rayon::current_num_threads() as u64;
    if few && prepared.reps() > 1 {
        return fold_reps(prepared, plan, observer);
    }
    if observer.wants_order() {
        return fold_in_order(prepared, plan, observer);
    }
    // A hand per thread, which takes the next replication whenever it is free.
    let next = AtomicU64::new(0);
    let by_thread = rayon::broadcast(|_| {
        let mut hand = Hand::new(prepared, plan);
        loop {
            let replication = next.fetch_add(1, Ordering::Relaxed);
            if replication >= plan.replications {
                return hand.collected;
            }
            hand.replicate(prepared, plan, replication, observer);
        }
    });
    merged(prepared, plan, by_thread)
}

/// Replications taken in one by one, in their order: threads share a window of them at a time, and
/// one takes in the last window while the next is worked on.
#[cfg(feature = "rayon")]
fn fold_in_order(prepared: &Prepared, plan: &RunPlan, observer: &dyn Observer) -> Collected {
    let length = WINDOW * rayon::current_num_threads();
    let mut collected = Collected::new(prepared, plan);
    let mut done: (u64, Vec<Vec<Tally>>) = (0, Vec::new());
    for first in (0..plan.replications).step_by(length) {
        let window = first..plan.replications.min(first + length as u64);
        let take_in = || take_in(&mut collected, prepared, observer, &done);
        let (teams, goes_on) = rayon::join(|| work_window(prepared, plan, window), take_in);
        if goes_on.is_break() {
            return collected;
        }
        done = (first, teams);
    }
    // There is nothing after the last window that it could end.
    let _ = take_in(&mut collected, prepared, observer, &done);
    collected
}

/// Replications per thread in a window: enough that threads seldom wait for one another, few enough
/// to be kept in memory.
#[cfg(feature = "rayon")]
const WINDOW: usize = 32;

#[cfg(feature = "rayon")]
fn work_window(
    prepared: &Prepared,
    plan: &RunPlan,
    window: std::ops::Range<u64>,
) -> Vec<Vec<Tally>> {
    use rayon::prelude::*;
    let replicate = |hand: &mut Hand, replication| {
        hand.work(prepared, plan, replication);
        hand.team.clone()
    };
    window.into_par_iter().map_init(|| Hand::new(prepared, plan), replicate).collect()
}

#[cfg(feature = "rayon")]
fn take_in(
    collected: &mut Collected,
    prepared: &Prepared,
    observer: &dyn Observer,
    (first, teams): &(u64, Vec<Vec<Tally>>),
) -> ControlFlow<()> {
    for (replication, team) in (*first..).zip(teams) {
        observer.replicated(replication, collected.push(prepared, team));
        observer.advanced(1);
        if observer.has_enough() {
            return ControlFlow::Break(());
        }
    }
    ControlFlow::Continue(())
}

/// Few replications of a large team: its reps are spread over the threads instead.
#[cfg(feature = "rayon")]
fn fold_reps(prepared: &Prepared, plan: &RunPlan, observer: &dyn Observer) -> Collected {
    let mut collected = Collected::new(prepared, plan);
    for replication in 0..plan.replications {
        let levels = collected.push(prepared, &work_together(prepared, plan, replication));
        observer.replicated(replication, levels);
        observer.advanced(1);
        if observer.has_enough() {
            break;
        }
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
