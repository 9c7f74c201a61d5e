//! The plain loops as a program of their own, to be timed beside others: `plain WORKLOAD SIZE SEED`
//! prints the answer as JSON. Size is in prospects of the cohort or replications of the desk.

use std::error::Error;
use std::io::{self, Write};

use longview_benches::plain_cohort;
use longview_benches::plain_desk::{Counts, Desk, QUARTERS};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [workload, size, seed] = arguments.as_slice() else {
        return Err("expected WORKLOAD SIZE SEED".into());
    };
    let (size, seed) = (size.parse()?, seed.parse()?);
    let answer = match workload.as_str() {
        "cohort" => json!({ "occupancy": plain_cohort::simulate(size, seed) }),
        "desk" => desk(size, seed),
        other => return Err(format!("expected cohort or desk, found {other}").into()),
    };
    writeln!(io::stdout(), "{answer}")?;
    Ok(())
}

/// Sums over replications by quarter; for customers and appointments of their squares too, so that
/// the deviation of one replication can be known.
fn desk(replications: u64, seed: u64) -> Value {
    let mut desk = Desk::new(seed);
    let mut sums = [[0_u64; QUARTERS]; 4];
    let mut squares = [[0_u64; QUARTERS]; 2];
    for _ in 0..replications {
        let Counts { customers, contacts, appointments, dials } = desk.replicate();
        for (sum, counts) in sums.iter_mut().zip([customers, contacts, appointments, dials]) {
            add(sum, counts, u64::from);
        }
        for (sum, counts) in squares.iter_mut().zip([customers, appointments]) {
            add(sum, counts, |count| u64::from(count).pow(2));
        }
    }
    let [customers, contacts, appointments, dials] = sums;
    let [customers_squared, appointments_squared] = squares;
    json!({
        "customers": customers,
        "contacts": contacts,
        "appointments": appointments,
        "dials": dials,
        "customers_squared": customers_squared,
        "appointments_squared": appointments_squared,
    })
}

fn add(sums: &mut [u64; QUARTERS], counts: [u32; QUARTERS], of: impl Fn(u32) -> u64) {
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += of(count);
    }
}
