//! Runs the tests that have known answers, and writes what they measured into `docs/validation.md`.

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use longview_tests::project;
use longview_tests::table::{measured, renewed};

/// The tests of the whole and those within the engine, but for those that look at the table itself.
const TESTS: [&str; 10] = [
    "test",
    "--package=longview-tests",
    "--package=longview-engine",
    "--lib",
    "--test=main",
    "--",
    "--show-output",
    "--color=never",
    "--skip=repo::",
    "--skip=scenarios::",
];

fn page() -> PathBuf {
    project().join("docs/validation.md")
}

fn renew() -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let tests = Command::new(cargo).args(TESTS).stderr(Stdio::inherit()).output();
    let tests = tests.map_err(|error| format!("cannot run cargo: {error}"))?;
    let output = String::from_utf8_lossy(&tests.stdout);
    if !tests.status.success() {
        return Err(format!("{output}\ntests fail; nothing was written"));
    }
    let document = std::fs::read_to_string(page()).map_err(|error| error.to_string())?;
    let renewed = renewed(&document, &measured(&output))
        .map_err(|test| format!("docs/validation.md names {test}, which did not run"))?;
    std::fs::write(page(), renewed).map_err(|error| error.to_string())
}

#[expect(clippy::print_stderr, reason = "this is a command")]
fn main() -> ExitCode {
    match renew() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
