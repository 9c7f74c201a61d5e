//! What the Rust programs share: the two workloads, tallies, the arguments and the answer.
//!
//! Cohort: prospects drift through stages for 104 weeks; each open stage lasts until the earliest
//! of its Weibull times. Desk: one rep makes 20 dials a working day for 520 days, promises before
//! strangers. The unit of work is a prospect of the cohort and a replication of the desk.

pub mod cohort;
pub mod desk;

use std::error::Error;
use std::io::{self, Write};

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
/// What a simulation says in the end.
pub use serde_json::Value as Answer;
use serde_json::json;

/// Quarters of both workloads.
pub const QUARTERS: usize = 8;

/// The generator of all programs here.
pub type Rng = Xoshiro256PlusPlus;

/// A workload given to a tool: so much of it, with this luck; what comes out is its answer.
pub type Workload = fn(u64, Rng) -> Result<Answer, Box<dyn Error>>;

/// Runs `PROGRAM WORKLOAD SIZE SEED` and prints the answer as JSON.
///
/// # Errors
/// When the arguments are not of that form, or the simulation fails.
pub fn run(cohort: Workload, desk: Workload) -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, size, seed] = arguments.as_slice() else {
        return Err("expected WORKLOAD SIZE SEED".into());
    };
    let workload = match name.as_str() {
        "cohort" => cohort,
        "desk" => desk,
        other => return Err(format!("expected cohort or desk, found {other}").into()),
    };
    let (size, seed) = (size.parse()?, seed.parse()?);
    let mut answer = workload(size, Rng::seed_from_u64(seed))?;
    answer["workload"] = json!(name);
    answer["size"] = json!(size);
    answer["seed"] = json!(seed);
    writeln!(io::stdout(), "{answer}")?;
    Ok(())
}

/// Splits so many prospects into populations of at most so many.
pub fn populations(size: u64, most: u64) -> impl Iterator<Item = u64> {
    (0..size.div_ceil(most)).map(move |number| most.min(size - number * most))
}
