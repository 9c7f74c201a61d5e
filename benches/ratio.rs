//! Prints how the engine stands beside the plain loops: what each does per processor second on the
//! same fixed work, timed in turn in one process, and their ratio beside its budget; how long the
//! default scenario takes; and how much memory a run holds at most.
//!
//! `cargo bench -p longview-benches --bench ratio`, with `-- --write FILE` to keep the text.

mod report;
mod sections;

use std::env;
use std::error::Error;
use std::fs;

use report::Report;

/// Asks this program to run one workload and say how much memory it held: a process of its own per
/// figure, because a peak never falls.
const PEAK_MEMORY: &str = "--peak-memory";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [PEAK_MEMORY, workload, replications] => {
            sections::hold_memory(workload, replications.parse()?)
        }
        ["--write", file, "--bench"] => Ok(fs::write(file, measure()?)?),
        ["--bench"] => measure().map(drop),
        other if other.contains(&"--bench") => {
            Err(format!("expected nothing or `--write FILE`, found {other:?}").into())
        }
        // Without `--bench` the program is being tested, not timed.
        _ => Ok(()),
    }
}

fn measure() -> Result<String, Box<dyn Error>> {
    let mut report = Report::default();
    sections::machine(&mut report)?;
    sections::speed(&mut report)?;
    sections::waiting(&mut report)?;
    sections::memory(&mut report)?;
    Ok(report.into_text())
}
