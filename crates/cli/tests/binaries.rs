//! Answers that are no text: where they may go, and that they appear whole or not at all.

#![expect(clippy::unwrap_used, reason = "what a test takes for granted may panic")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use tempfile::TempDir;

/// Far longer than a test may take.
const FOR_EVER: [&str; 2] = ["--replications", "10000000"];
const LIMIT: Duration = Duration::from_secs(20);

fn compare(folder: &Path, more: &[&str]) -> Command {
    let mut command = Command::cargo_bin("longview").unwrap();
    command.current_dir(folder).args(["compare", "--set", "quarters=2"]);
    command.args(["--set", "market.prospects=400"]).args(more);
    command
}

fn files_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_no_text_goes_to_a_pipe_with_the_same_bytes_every_time() {
    let folder = TempDir::new().unwrap();
    for (format, start) in [("xlsx", &b"PK"[..]), ("parquet", b"PAR1")] {
        let bytes = |threads: &str| {
            let arguments = ["--replications", "40", "--format", format, "--threads", threads];
            compare(folder.path(), &arguments).assert().success().get_output().stdout.clone()
        };
        let one = bytes("1");
        assert!(one.starts_with(start), "{format}");
        assert!(one == bytes("2"), "{format} differs");
    }
}

#[test]
fn samples_that_cannot_be_written_are_refused_before_the_run() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.parquet"), "old").unwrap();
    let refused = |samples: &[&str], code: i32, why: &str| {
        compare(folder.path(), &FOR_EVER)
            .args(samples)
            .timeout(LIMIT)
            .assert()
            .code(code)
            .stdout(predicates::str::is_empty())
            .stderr(contains(why));
    };
    refused(&["--samples", "no/such/folder/a.parquet"], 4, "cannot write");
    refused(&["--samples", "a.csv"], 2, "samples are a .parquet file");
    refused(&["-o", "a.parquet", "--samples", "a.parquet"], 2, "asked for twice");
    assert_eq!(files_in(folder.path()), ["a.parquet"]);
}

#[test]
fn samples_appear_beside_the_answer() {
    let folder = TempDir::new().unwrap();
    compare(folder.path(), &["--replications", "5", "--samples", "a.parquet"])
        .assert()
        .success()
        .stdout(contains("customers"))
        .stderr(contains("wrote a.parquet"));
    compare(folder.path(), &["--replications", "5", "--samples", "b.parquet", "-o", "b.json"])
        .assert()
        .success()
        .stderr(contains("wrote b.parquet").and(contains("wrote b.json")));
    assert_eq!(files_in(folder.path()), ["a.parquet", "b.json", "b.parquet"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_the_run_at_once_and_no_answer_appears() {
    let folder = TempDir::new().unwrap();
    compare(folder.path(), &FOR_EVER)
        .args(["--samples", "/dev/full", "-o", "answer.json"])
        .timeout(LIMIT)
        .assert()
        .code(4)
        .stderr(contains("cannot write /dev/full").and(contains("No space left")));
    assert!(files_in(folder.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_no_samples() {
    let folder = TempDir::new().unwrap();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("longview"))
        .args(["compare", "--samples", "samples.parquet"])
        .args(FOR_EVER)
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    let began = std::time::Instant::now();
    while files_in(folder.path()).is_empty() {
        assert!(began.elapsed() < LIMIT, "it should be writing");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(child.try_wait().unwrap().is_none(), "it should still run");
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(files_in(folder.path()).is_empty());
}
