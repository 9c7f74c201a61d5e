//! `longview payback` as its users meet it.

use std::fs;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty};
use serde_json::Value;
use tempfile::TempDir;

const FEW: [&str; 4] = ["--set", "quarters=2", "--replications", "80"];

fn payback(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("longview").expect("the command is built");
    command.arg("payback").args(FEW).args(arguments);
    command
}

#[test]
fn a_block_says_when_it_has_paid() {
    payback(&["--hours", "5"])
        .assert()
        .success()
        .stdout(contains("5 hours of calls: what comes back, and when?").and(contains("paid back")))
        .stderr(is_empty());
}

#[test]
fn hours_that_are_no_work_are_refused() {
    for hours in ["0", "-3", "NaN", "1e9", "ten"] {
        let assert = payback(&["--hours", hours]).assert().code(2).stdout(is_empty());
        assert.stderr(contains("hours"));
    }
}

#[test]
fn a_plan_that_calls_nobody_new_is_refused() {
    let nobody = ["motion-vs-action", "--hours", "4"];
    payback(&nobody).assert().success();
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("nobody.toml");
    let text = "title = \"Nobody new\"\nquarters = 2\nmodel = \"relationship\"\n[market]\nprospects = 10\n\
                deal_value = { median = 1, sigma = 0 }\n[strategy.promises]\nfollow_up_hours = 3\n";
    fs::write(&file, text).expect("the scenario");
    let mut command = Command::cargo_bin("longview").expect("the command is built");
    command.arg("payback").arg(&file).assert().code(3).stderr(contains("turns to new names"));
}

#[test]
fn the_answer_goes_to_files_of_every_kind() {
    let folder = TempDir::new().expect("a folder");
    let files = ["payback.json", "payback.csv", "payback.html", "payback.xlsx", "payback.parquet"];
    let mut command = payback(&[]);
    for file in files {
        command.arg("-o").arg(folder.path().join(file));
    }
    command.assert().success().stdout(is_empty());
    let read = |file: &str| fs::read(folder.path().join(file)).expect("the file");
    let json: Value = serde_json::from_slice(&read("payback.json")).expect("JSON");
    assert_eq!(json["schema"], "longview/payback/1");
    let csv = String::from_utf8(read("payback.csv")).expect("text");
    let plan = &json["plans"][0];
    let mean = plan["cumulative"][1]["net"]["mean"].as_f64().expect("a number");
    let name = plan["name"].as_str().expect("a name");
    let line = format!("{name},2,so far,margin_less_cost,EUR,{mean},");
    assert!(csv.lines().any(|found| found.starts_with(&line)), "{line}");
    assert!(read("payback.html").starts_with(b"<!DOCTYPE html>"));
    assert!(
        read("payback.xlsx").starts_with(b"PK") && read("payback.parquet").starts_with(b"PAR1")
    );
}
