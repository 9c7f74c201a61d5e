//! A second opinion: a plain simulator of the same model, written from `docs/model.md` alone, and the
//! comparison of what it says with what the engine says.
//!
//! It is written to be read, not to be fast: day by day, prospect by prospect, with one ordinary
//! sequential random generator and queues that are put in order anew every morning. With the engine
//! it shares the description of an experiment and the names of the metrics, and no code. So where
//! both agree on random scenarios, the page says what the engine does.

mod attempt;
mod budget;
mod counts;
mod day;
mod features;
mod judge;
mod life;
mod list;
mod luck;
mod prospect;
mod reach;
mod rep;
mod setting;
mod tables;
mod time;
mod twist;
mod verdict;

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use longview_engine::experiment::Experiment;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::random_scenario::{Written, write};
use crate::{accepted, read};

pub use features::{FEATURES, Feature};
pub use judge::{Label, Opinion, Trial, of_the_engine, of_the_page};
pub use twist::Twist;
pub use verdict::{Comparison, Family, Verdict, compared};

/// The random scenario of this number.
pub fn scenario(number: u64) -> Written {
    /// More than a scenario has to decide.
    const CHOICES: usize = 1000;
    let mut luck = Xoshiro256PlusPlus::seed_from_u64(number);
    let numbers: Vec<u16> = (0..CHOICES).map(|_| luck.random()).collect();
    write(&numbers)
}

/// The experiment of the random scenario of this number, with one of its plans.
pub fn experiment(number: u64) -> Experiment {
    let mut experiment = accepted(read(&scenario(number).text)).experiment;
    let plans = experiment.strategies.len() as u64;
    let one = usize::try_from(number % plans).expect("a scenario has few plans");
    experiment.strategies = vec![experiment.strategies.swap_remove(one)];
    experiment
}

/// Both opinions on the random scenario of this number, compared; the plain simulator's once for each
/// twist.
pub fn second_opinion(number: u64, replications: u32, twists: &[Twist]) -> Vec<Vec<Comparison>> {
    let experiment = experiment(number);
    let trial = Trial { seed: number, replications };
    let engine = of_the_engine(&experiment, trial);
    let page = |twist: &Twist| of_the_page(&experiment, trial, &engine, *twist);
    twists.iter().map(|twist| compared(number, trial, &engine, &page(twist))).collect()
}

/// Both opinions on many random scenarios, on every core: a verdict for each twist.
///
/// # Panics
/// When one of the scenarios cannot run.
pub fn second_opinions(scenarios: Range<u64>, replications: u32, twists: &[Twist]) -> Vec<Verdict> {
    let next = AtomicU64::new(scenarios.start);
    let work = || {
        let mut own = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= scenarios.end {
                return own;
            }
            own.push(second_opinion(number, replications, twists));
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let all: Vec<Vec<Vec<Comparison>>> = thread::scope(|scope| {
        let at_work: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        at_work.into_iter().flat_map(|one| one.join().expect("a scenario that can run")).collect()
    });
    let of_twist = |at: usize| all.iter().flat_map(move |scenario| scenario[at].iter().cloned());
    (0..twists.len()).map(|at| Verdict::new(of_twist(at).collect())).collect()
}
