//! `longview target` and `longview optimize` as a user meets them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty};
use tempfile::TempDir;

/// Small enough for a test.
const SMALL: [&str; 6] =
    ["--set", "quarters=2", "--set", "market.prospects=400", "--replications", "50"];

fn longview(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("longview").unwrap();
    command.args(arguments).args(SMALL);
    command
}

fn target(more: &[&str]) -> Command {
    let mut command = longview(&["target", "--goal", "customers >= 2 by Q2"]);
    command.args(more);
    command
}

fn stdout_of(mut command: Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

#[test]
fn a_target_is_told_with_its_week() {
    target(&[])
        .assert()
        .code(0)
        .stdout(contains("What does it take to reach").and(contains("dials a week")))
        .stdout(contains("before a judgement is fair").and(contains("seed 1, 50 replications")))
        .stderr(is_empty());
}

#[test]
fn a_target_answers_in_every_format() {
    let folder = TempDir::new().unwrap();
    let paths: Vec<String> = ["a.txt", "a.json", "a.csv", "a.html", "a.xlsx", "a.parquet"]
        .map(|name| folder.path().join(name).to_str().unwrap().to_owned())
        .to_vec();
    let mut command = target(&["--strategy", "today"]);
    command.args(paths.iter().flat_map(|path| ["-o", path.as_str()])).assert().success();
    let answer: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&paths[1]).unwrap()).unwrap();
    assert_eq!(answer["schema"], "longview/target/1");
    assert_eq!(answer["goal"]["metric"], "customers");
    assert_eq!(answer["answers"][0]["levels"].as_array().unwrap().len(), 3);
    let csv = fs::read_to_string(&paths[2]).unwrap();
    assert!(csv.starts_with("strategy,varied,unit,confidence,value,value_low"), "{csv}");
    let page = fs::read_to_string(&paths[3]).unwrap();
    assert!(page.contains("<svg") && page.contains("chance to reach the goal"));
    assert!(paths[4..].iter().all(|path| fs::metadata(path).unwrap().len() > 1_000));
}

#[test]
fn targets_of_each_rep_by_month_are_a_file_of_figures() {
    let command = target(&["--strategy", "today", "--format", "csv", "--per-rep"]);
    let csv = stdout_of(command);
    assert!(csv.starts_with("strategy,varied,unit,rep,month,metric,target"), "{csv}");
    // Six metrics in six months of one rep.
    assert_eq!(csv.lines().count(), 1 + 6 * 6);
}

#[test]
fn the_answer_of_a_target_does_not_depend_on_the_threads() {
    let on = |threads: &str| stdout_of(target(&["--format", "json", "--threads", threads]));
    assert_eq!(on("1"), on("2"));
}

#[test]
fn what_is_wrong_with_a_question_ends_with_2_and_says_what_to_do() {
    for (arguments, said) in [
        (&["target", "--goal", "custmers >= 2"][..], "did you mean `customers`?"),
        (&["target", "--goal", "customers >= 2 by Q9"], "the scenario has 2 quarters"),
        (&["target", "--goal", "customers >= 2", "--vary", "cold_cal_hours"], "`cold_call_hours`"),
        (&["target", "--goal", "customers >= 2", "--strategy", "tody"], "did you mean \"today\"?"),
        (&["target", "--goal", "customers >= 2", "--confidence", "1"], "nothing is certain"),
        (&["target", "--goal", "customers >= 2", "--confidence", "80"], "0.8 or 80%"),
        (&["target", "--goal", "customers >= 2", "--up-to", "-3"], "cannot go up to -3"),
        (&["target"], "--goal"),
        (&["optimize", "--goal", "custmers >= 2"], "did you mean `customers`?"),
        (&["optimize", "--strategy", "tody"], "did you mean \"today\"?"),
        (&["optimize", "--hours", "0"], "above 0 and up to 168"),
        (&["optimize", "--goal", "customers >= 2", "--cautious"], "cannot be used with"),
    ] {
        longview(arguments).assert().code(2).stderr(contains(said)).stdout(is_empty());
    }
}

#[test]
fn a_plan_in_blocks_is_refused_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("blocks.toml");
    let text = "title = \"Blocks\"
        quarters = 2
        model = \"relationship\"
        [market]
        prospects = 100
        deal_value = { median = 5000, sigma = 1 }
        [[strategy.long.block]]
        hours = 10
        do = [\"follow_up\", \"cold_call\"]";
    fs::write(&path, text).unwrap();
    let mut command = Command::cargo_bin("longview").unwrap();
    command.arg("optimize").arg(&path);
    command.assert().code(2).stderr(contains("written in blocks").and(contains("--strategy")));
}

#[test]
fn the_best_week_is_told_and_can_be_pasted_into_a_scenario() {
    let folder = TempDir::new().unwrap();
    let [best, answer] = ["best.toml", "answer.json"].map(|name| folder.path().join(name));
    let mut command = longview(&["optimize", "--hours", "13"]);
    command.arg("--write-strategy").arg(&best).arg("-o").arg(&answer).assert().success();
    let told: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&answer).unwrap()).unwrap();
    assert_eq!(told["schema"], "longview/optimize/1");
    let written = fs::read_to_string(&best).unwrap();
    assert_eq!(told["toml"], written.as_str());
    let scenario = folder.path().join("mine.toml");
    let mine = stdout_of({
        let mut command = Command::cargo_bin("longview").unwrap();
        command.args(["scenarios", "ten-hours"]);
        command
    });
    fs::write(&scenario, format!("{mine}\n{written}")).unwrap();
    let mut check = Command::cargo_bin("longview").unwrap();
    check.arg("check").arg(&scenario).assert().success().stdout(contains("3 strategies"));
    // What is there already is left alone.
    longview(&["optimize"]).arg("--write-strategy").arg(&best).assert().code(4);
    assert_eq!(fs::read_to_string(&best).unwrap(), written);
}
