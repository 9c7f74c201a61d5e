//! `longview lesson` as its users meet it.

use std::fs;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty};
use serde_json::Value;
use tempfile::TempDir;

fn longview(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("longview").expect("the command is built");
    command.args(arguments);
    command
}

#[test]
fn without_a_name_the_lessons_are_listed() {
    longview(&["lesson"])
        .assert()
        .success()
        .stdout(contains("bad-week").and(contains("Is this week bad luck or a bad week?")));
}

#[test]
fn a_misspelt_lesson_is_refused_with_the_nearest_name() {
    longview(&["lesson", "ten-hour"])
        .assert()
        .code(2)
        .stderr(contains("there is no lesson \"ten-hour\" (did you mean \"ten-hours\"?)"));
}

#[test]
fn a_lesson_says_where_its_claim_turns() {
    let few = ["lesson", "bad-week", "--replications", "60", "--search-replications", "20"];
    let mut command = longview(&few);
    let output = command.args(["--format", "json"]).assert().success().get_output().stdout.clone();
    let found: Value = serde_json::from_slice(&output).expect("JSON");
    assert_eq!(found["schema"], "longview/lesson/1");
    assert_eq!((&found["seed"], &found["replications"]), (&1.into(), &60.into()));
    let boundary = &found["boundaries"][0];
    assert_eq!(boundary["paths"][0], "strategy.healthy.block.1.hours");
    assert!(boundary["curve"].as_array().is_some_and(|curve| curve.len() >= 5));
}

#[test]
fn a_setting_that_takes_the_lesson_apart_is_refused() {
    let missing =
        ["lesson", "bad-week", "--replications", "2", "--set", "strategy.healthy.block=[]"];
    longview(&missing).assert().code(3).stderr(contains("block"));
}

#[test]
fn a_lesson_is_a_page_too() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("lesson.html");
    let few = ["lesson", "bad-week", "--replications", "20", "--search-replications", "4"];
    longview(&few).arg("-o").arg(&file).assert().success().stdout(is_empty());
    let page = fs::read_to_string(&file).expect("the page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("Guess first"));
}

#[test]
fn all_lessons_go_to_one_folder_that_can_be_replaced() {
    let folder = TempDir::new().expect("a folder");
    let handout = folder.path().join("handout");
    fs::create_dir(&handout).expect("the folder of an earlier handout");
    fs::write(handout.join("contents.txt"), "old.html\tAn old page\n").expect("its contents");
    fs::write(handout.join("old.html"), "").expect("its page");
    let few = ["lesson", "--all", "--replications", "2", "--search-replications", "2"];
    longview(&few).arg("-o").arg(&handout).assert().success().stdout(is_empty());
    let index = fs::read_to_string(handout.join("index.html")).expect("the index");
    let pages = fs::read_dir(&handout).expect("the folder").count();
    assert_eq!(pages, index.matches("<li><a href=").count() + 2);
    assert_eq!(fs::read_dir(folder.path()).expect("the parent").count(), 1);
}

#[test]
fn a_handout_needs_a_folder_and_pages() {
    longview(&["lesson", "--all"]).assert().code(2).stderr(contains("hint: name it"));
    longview(&["lesson", "--all", "--format", "json", "-o", "handout"])
        .assert()
        .code(2)
        .stderr(contains("a set of pages is html"));
    longview(&["lesson", "ask", "--all", "-o", "handout"]).assert().code(2);
}
