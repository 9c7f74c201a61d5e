//! Pages and pictures as users get them: files and folders that appear whole or not at all.

#![expect(clippy::unwrap_used, reason = "what a test takes for granted may panic")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty, starts_with};
use tempfile::TempDir;

fn small_compare(more: &[&str]) -> Command {
    let mut command = Command::cargo_bin("longview").unwrap();
    let small = ["--set", "quarters=2", "--set", "market.prospects=400", "--replications", "40"];
    command.arg("compare").args(small).args(more);
    command
}

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_page_is_made_where_a_name_or_a_format_asks_for_one() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("report.html");
    let named = file.to_str().unwrap();
    small_compare(&["-o", named]).assert().code(0).stdout(is_empty());
    let page = fs::read_to_string(&file).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("--set &#39;quarters=2&#39;"));
    let printed = small_compare(&["--format", "html"]).assert().code(0).get_output().stdout.clone();
    assert_eq!(String::from_utf8(printed).unwrap(), page);
}

#[test]
fn pictures_go_into_a_folder_that_can_be_replaced() {
    let folder = TempDir::new().unwrap();
    let pictures = folder.path().join("pictures");
    let named = pictures.to_str().unwrap();
    small_compare(&["--format", "png", "-o", named]).assert().code(0);
    assert!(fs::read(pictures.join("customers.png")).unwrap().starts_with(b"\x89PNG"));
    small_compare(&["--format", "svg", "-o", named]).assert().code(0);
    let files = files_in(&pictures);
    assert!(files.contains(&"customers.svg".to_owned()) && files.contains(&"customers.csv".into()));
    assert!(!files.contains(&"customers.png".to_owned()), "the old ones are gone: {files:?}");
    let contents = fs::read_to_string(pictures.join("contents.txt")).unwrap();
    assert!(contents.contains("seed 1, 40 replications"), "{contents}");
    assert_eq!(files_in(folder.path()), ["pictures"]);
}

#[test]
fn a_folder_with_something_of_somebody_else_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let pictures = folder.path().join("pictures");
    let named = pictures.to_str().unwrap();
    fs::create_dir(&pictures).unwrap();
    small_compare(&["--format", "svg", "-o", named]).assert().code(0);
    fs::write(pictures.join("crm.csv"), "mine").unwrap();
    let before = files_in(&pictures);
    small_compare(&["--format", "svg", "-o", named])
        .assert()
        .code(4)
        .stderr(contains("it holds crm.csv, which longview did not write").and(contains("hint: ")));
    assert_eq!(files_in(&pictures), before);
    small_compare(&["--format", "svg", "-o", pictures.join("crm.csv").to_str().unwrap()])
        .assert()
        .code(4)
        .stderr(contains("it is no folder"));
    assert_eq!(fs::read_to_string(pictures.join("crm.csv")).unwrap(), "mine");
}

#[test]
fn a_folder_that_cannot_be_made_is_refused_before_the_run() {
    let mut long = Command::cargo_bin("longview").unwrap();
    long.args(["compare", "--replications", "9000000", "--format", "svg", "-o", "/nowhere/at/all"])
        .timeout(std::time::Duration::from_mins(1))
        .assert()
        .code(4)
        .stderr(starts_with("error: cannot write /nowhere/at/all"));
}

#[test]
fn what_a_command_does_not_offer_is_refused_with_what_it_does() {
    small_compare(&["--format", "svg"])
        .assert()
        .code(2)
        .stderr(contains("several files").and(contains("-o pictures")));
    let mut explain = Command::cargo_bin("longview").unwrap();
    explain
        .args(["explain", "--format", "svg"])
        .assert()
        .code(2)
        .stderr(contains("hint: it does as table, json, csv, html, xlsx or parquet"));
    let mut named = Command::cargo_bin("longview").unwrap();
    named
        .args(["explain", "-o", "x.svg"])
        .assert()
        .code(2)
        .stderr(contains(".html, .xlsx or .parquet"));
}

#[test]
fn a_scenario_inside_the_folder_is_never_replaced() {
    let folder = TempDir::new().unwrap();
    let scenario = folder.path().join("my-week.toml");
    Command::cargo_bin("longview").unwrap().arg("init").arg(&scenario).assert().success();
    let mut command = Command::cargo_bin("longview").unwrap();
    command
        .arg("compare")
        .arg(&scenario)
        .args(["--replications", "1", "--format", "svg", "-o"])
        .arg(folder.path())
        .assert()
        .failure();
    assert_eq!(files_in(folder.path()), ["my-week.toml"]);
}
