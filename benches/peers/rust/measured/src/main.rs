//! Runs a program and writes what it used to a file: `measured FILE PROGRAM ARGUMENT...`.
//!
//! A process of a few hundred kilobytes, because the system counts the memory of whoever starts a
//! program into the program's peak. Linux says the peak in KiB.

use std::error::Error;
use std::process::{Command, ExitCode};
use std::time::Instant;
use std::{env, fs};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;
use serde_json::json;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let file = arguments.next().ok_or("expected FILE PROGRAM ARGUMENT...")?;
    let program = arguments.next().ok_or("expected FILE PROGRAM ARGUMENT...")?;
    let start = Instant::now();
    let status = Command::new(program).args(arguments).status()?;
    let wall = start.elapsed();
    let used = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let said = json!({
        "cpu_seconds": seconds(used.user_time()) + seconds(used.system_time()),
        "wall_seconds": wall.as_secs_f64(),
        "peak_kib": used.max_rss(),
    });
    fs::write(file, said.to_string())?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn seconds(time: TimeVal) -> f64 {
    time.tv_sec() as f64 + time.tv_usec() as f64 * 1e-6
}
