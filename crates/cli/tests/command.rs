//! The command as its users meet it: exit codes, streams, files.

#![expect(clippy::unwrap_used, reason = "what a test takes for granted may panic")]

use std::fs;
use std::path::Path;
use std::process::Stdio;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty, starts_with};
use tempfile::TempDir;

/// Settings that make the built-in scenario small.
const SMALL: [&str; 6] =
    ["--set", "quarters=2", "--set", "market.prospects=400", "--replications", "40"];

fn longview(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("longview").unwrap();
    command.args(arguments);
    command
}

fn small_compare(more: &[&str]) -> Command {
    let mut command = longview(&["compare"]);
    command.args(SMALL).args(more);
    command
}

fn stdout_of(mut command: Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The starter scenario, with one text replaced by another.
fn edited(folder: &TempDir, old: &str, new: &str) -> String {
    let path = folder.path().join("edited.toml");
    longview(&["init"]).arg(&path).assert().success();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "the starter has no {old}");
    fs::write(&path, text.replace(old, new)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_answer_goes_to_stdout_and_nothing_else_does() {
    small_compare(&[])
        .assert()
        .code(0)
        .stdout(contains("customers").and(contains("seed 1, 40 replications")))
        .stderr(is_empty());
}

#[test]
fn without_a_terminal_there_are_no_colours() {
    for command in [small_compare(&[]), longview(&["explain", "--replications", "2"])] {
        assert!(!stdout_of(command).contains('\u{1b}'));
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    for wrong in [
        &["compare", "--replications", "0"][..],
        &["compare", "--replications", "10000001"],
        &["compare", "--threads", "0"],
        &["compare", "--format", "xml"],
        &["compare", "--set", "no-equals-sign"],
        &["compare", "-o", "answer.toml"],
        &["compare", "--baseline", "longview"],
        &["frobnicate"],
        &[],
    ] {
        longview(wrong).assert().code(2).stdout(is_empty());
    }
}

#[test]
fn an_unknown_baseline_is_told_the_nearest() {
    small_compare(&["--baseline", "longview"])
        .assert()
        .code(2)
        .stdout(is_empty())
        .stderr(contains("did you mean \"long-view\"?"));
}

#[test]
fn an_invalid_scenario_ends_with_3_and_writes_nothing() {
    let folder = TempDir::new().unwrap();
    let wrong = edited(&folder, "quarters = 8", "quarters = -8");
    let answer = folder.path().join("answer.json");
    longview(&["compare", &wrong, "-o"])
        .arg(&answer)
        .assert()
        .code(3)
        .stdout(is_empty())
        .stderr(contains("edited.toml").and(contains("-8")));
    assert_eq!(files_in(folder.path()), ["edited.toml"]);
    longview(&["check", &wrong]).assert().code(3).stdout(is_empty());
}

#[test]
fn a_scenario_that_is_not_there_ends_with_4_and_lists_what_is() {
    longview(&["compare", "ten-hour"]).assert().code(4).stdout(is_empty()).stderr(
        starts_with("error: there is no file ten-hour")
            .and(contains("did you mean \"ten-hours\"?")),
    );
}

#[test]
fn a_folder_is_no_scenario() {
    let folder = TempDir::new().unwrap();
    longview(&["compare"]).arg(folder.path()).assert().code(3).stdout(is_empty());
}

#[test]
fn a_path_wins_over_a_built_in_name() {
    let folder = TempDir::new().unwrap();
    let mine = edited(&folder, "My week", "Mine and nobody else's");
    fs::rename(mine, folder.path().join("ten-hours")).unwrap();
    longview(&["check", "ten-hours"])
        .current_dir(folder.path())
        .assert()
        .success()
        .stdout(contains("Mine and nobody else's"));
}

#[test]
fn an_unwritable_path_is_refused_before_the_run() {
    let folder = TempDir::new().unwrap();
    let nowhere = folder.path().join("no/such/folder/answer.json");
    // Ten million replications would take far longer than a test may.
    longview(&["compare", "--replications", "10000000", "-o"])
        .arg(&nowhere)
        .timeout(std::time::Duration::from_secs(20))
        .assert()
        .code(4)
        .stdout(is_empty())
        .stderr(contains("cannot write"));
    longview(&["compare", "--replications", "10000000", "--format", "json", "-o"])
        .arg(folder.path())
        .timeout(std::time::Duration::from_secs(20))
        .assert()
        .code(4)
        .stderr(contains("it is a folder"));
    assert!(files_in(folder.path()).is_empty());
}

#[test]
fn files_get_the_format_of_their_name_and_stdout_stays_empty() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (table, json, csv) = (path("a.txt"), path("a.json"), path("a.csv"));
    small_compare(&["-o", &table, "-o", &json, "-o", &csv])
        .assert()
        .success()
        .stdout(is_empty())
        .stderr(contains("wrote").and(contains("a.csv")));
    assert_eq!(files_in(folder.path()), ["a.csv", "a.json", "a.txt"]);
    assert_eq!(fs::read_to_string(table).unwrap(), stdout_of(small_compare(&[])));
    assert_eq!(fs::read_to_string(json).unwrap(), stdout_of(small_compare(&["--format", "json"])));
    assert_eq!(fs::read_to_string(csv).unwrap(), stdout_of(small_compare(&["--format", "csv"])));
}

#[test]
fn a_failed_run_leaves_the_old_answer_and_no_other_file() {
    let folder = TempDir::new().unwrap();
    let answer = folder.path().join("answer.json");
    fs::write(&answer, "old").unwrap();
    let nowhere = folder.path().join("no/answer.csv");
    small_compare(&["-o", answer.to_str().unwrap(), "-o", nowhere.to_str().unwrap()])
        .assert()
        .code(4);
    assert_eq!(fs::read_to_string(&answer).unwrap(), "old");
    small_compare(&["-o", answer.to_str().unwrap()]).assert().success();
    assert!(fs::read_to_string(&answer).unwrap().starts_with("{\n"));
    assert_eq!(files_in(folder.path()), ["answer.json"]);
}

#[test]
fn the_scenario_is_never_written_over_and_no_file_is_asked_for_twice() {
    let folder = TempDir::new().unwrap();
    let mine = edited(&folder, "My week", "Mine");
    let before = fs::read_to_string(&mine).unwrap();
    longview(&["compare", &mine, "--format", "json", "-o", &mine]).assert().code(2);
    assert_eq!(fs::read_to_string(&mine).unwrap(), before);
    let answer = folder.path().join("a.json");
    fs::write(&answer, "").unwrap();
    longview(&["compare", "-o"]).arg(&answer).arg("-o").arg(&answer).assert().code(2);
}

#[cfg(unix)]
#[test]
fn links_and_devices_stay_what_they_are() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = TempDir::new().unwrap();
    let (real, link) = (folder.path().join("real.json"), folder.path().join("link.json"));
    fs::write(&real, "old").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &link).unwrap();
    small_compare(&["-o", link.to_str().unwrap()]).assert().success();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().starts_with("{\n"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    small_compare(&["--format", "json", "-o", "/dev/null"]).assert().success();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn the_answer_does_not_depend_on_the_threads() {
    for format in ["table", "json", "csv"] {
        let on = |threads: &str| {
            stdout_of(small_compare(&["--format", format, "--threads", threads])).into_bytes()
        };
        assert_eq!(on("1"), on("2"), "{format}");
    }
}

/// The stacks of so many threads do not fit into the space allowed.
#[cfg(target_os = "linux")]
#[test]
fn where_the_system_refuses_threads_one_does_the_work() {
    let program = assert_cmd::cargo::cargo_bin("longview");
    let settings = "--format csv --set quarters=2 --set market.prospects=400 --replications 40";
    let on = |space: &str, threads: &str| {
        let program = program.display();
        let line = format!("ulimit -v {space}; '{program}' compare {settings} --threads {threads}");
        let mut shell = Command::new("sh");
        shell.args(["-c", &line]);
        stdout_of(shell)
    };
    assert_eq!(on("120000", "80"), on("unlimited", "1"));
}

#[test]
fn another_seed_gives_another_answer() {
    let with = |seed: &str| stdout_of(small_compare(&["--format", "json", "--seed", seed]));
    assert_ne!(with("1"), with("2"));
}

#[test]
fn identical_strategies_differ_by_exactly_zero() {
    let folder = TempDir::new().unwrap();
    let path = edited(&folder, "[strategy.today]", "[strategy.zero]");
    let text = fs::read_to_string(&path).unwrap();
    let (head, week) = text.split_once("[strategy.zero]").unwrap();
    let week = week.split_once("[strategy.long-view]").unwrap().0;
    let twins = format!("{head}[strategy.one]\n{week}\n[strategy.two]\n{week}");
    fs::write(&path, twins).unwrap();
    let mut command = longview(&["compare", &path, "--format", "json"]);
    command.args(SMALL);
    let answer: serde_json::Value = serde_json::from_str(&stdout_of(command)).unwrap();
    let total = answer["comparisons"][0]["total"].as_object().unwrap();
    assert!(total.len() > 25, "{} metrics", total.len());
    for (metric, found) in total {
        for key in ["mean", "mcse", "p10", "p50", "p90"] {
            assert_eq!(found["difference"][key], 0.0, "{metric} {key}");
        }
        assert_eq!(found["probability_equal"], 1.0, "{metric}");
    }
    assert_eq!(answer["verdicts"][1]["verdict"], "identical");
    let customers = &answer["strategies"][0]["total"]["customers"]["mean"];
    assert!(customers.as_f64().unwrap() > 0.0, "nothing was compared");
}

#[test]
fn escape_sequences_in_titles_do_not_reach_the_terminal() {
    let folder = TempDir::new().unwrap();
    let path = edited(&folder, "My week", "\\u001b]0;pwned\\u0007");
    for command in ["check", "compare", "explain"] {
        let said = longview(&[command, &path]).assert().code(3).get_output().clone();
        for stream in [said.stdout, said.stderr] {
            assert!(!stream.contains(&0x1b) && !stream.contains(&0x07), "{command}");
        }
    }
    longview(&["compare", "no\u{1b}]0;pwned\u{7}where"])
        .assert()
        .code(4)
        .stderr(contains("no\\u{1b}]0;pwned").and(contains('\u{1b}').not()));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("longview"))
        .args(["compare", "--format", "csv"])
        .args(SMALL)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success(), "{}", ended.status);
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_no_file() {
    let folder = TempDir::new().unwrap();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("longview"))
        .args(["compare", "--replications", "10000000", "-o", "answer.json"])
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(child.try_wait().unwrap().is_none(), "it should still run");
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(files_in(folder.path()).is_empty());
}

#[test]
fn init_writes_a_valid_scenario_once() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("mine.toml");
    longview(&["init"]).arg(&path).assert().success().stdout(is_empty());
    longview(&["check"]).arg(&path).assert().success().stdout(contains("2 strategies"));
    fs::write(&path, "mine").unwrap();
    longview(&["init"]).arg(&path).assert().code(4).stderr(contains("--force"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    longview(&["init", "--force"]).arg(&path).assert().success();
    assert!(fs::read_to_string(&path).unwrap().contains("[strategy.today]"));
}

#[test]
fn check_looks_at_every_file_and_ends_with_the_worst() {
    let folder = TempDir::new().unwrap();
    let wrong = edited(&folder, "quarters = 8", "quarters = -8");
    longview(&["check", "ten-hours", &wrong, "ten-hours"])
        .assert()
        .code(3)
        .stdout(contains("ten-hours: fine").count(2))
        .stderr(contains("-8"));
    longview(&["check", &wrong, "not-there.toml"]).assert().code(4);
}

#[test]
fn settings_change_the_scenario_and_its_hash() {
    let hash = |arguments: &[&str]| {
        let said = stdout_of(longview(arguments));
        said.trim_end().rsplit(' ').next().unwrap().to_owned()
    };
    let plain = hash(&["check", "ten-hours"]);
    let changed = hash(&["check", "ten-hours", "--set", "strategy.today.cold_call_hours=12"]);
    assert_eq!((plain.len(), changed.len()), (16, 16));
    assert_ne!(plain, changed);
    longview(&["check", "ten-hours", "--set", "strategy.today.cold_cal_hours=12"])
        .assert()
        .code(3)
        .stderr(contains("cold_call_hours"));
}

#[test]
fn explain_says_every_number_with_its_source() {
    let said = stdout_of(longview(&["explain", "--replications", "2"]));
    for wanted in ["Activity: cold calls", "no source given", "stated", "fresh list", "Need"] {
        assert!(said.contains(wanted), "{wanted} is missing");
    }
    let numbers = stdout_of(longview(&["explain", "--replications", "2", "--format", "json"]));
    let numbers: serde_json::Value = serde_json::from_str(&numbers).unwrap();
    let reach = "model.activity.cold_call.reach";
    let all = numbers["numbers"].as_array().unwrap();
    assert!(all.iter().any(|number| number["path"] == reach && number["source"].is_string()));
}

#[test]
fn built_in_scenarios_are_listed_printed_and_valid() {
    let listed = stdout_of(longview(&["scenarios"]));
    let scenarios = listed.split("Models:").next().unwrap();
    let names: Vec<&str> =
        scenarios.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names[0], "ten-hours");
    longview(&["check"]).args(&names).assert().success();
    let text = stdout_of(longview(&["scenarios", "ten-hours"]));
    assert!(text.contains("[strategy.today]"));
    longview(&["scenarios", "nothing-like-it"]).assert().code(2);
}

#[test]
fn schema_and_completions_are_data() {
    for arguments in [&["schema"][..], &["schema", "--model"]] {
        let schema: serde_json::Value =
            serde_json::from_str(&stdout_of(longview(arguments))).unwrap();
        assert!(schema["$schema"].is_string());
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(stdout_of(longview(&["completions", shell])).contains("longview"));
    }
}

/// What `worth` prints as credits is what the scenario that it writes is judged by.
#[test]
fn the_scorecard_that_is_written_is_accepted_and_used() {
    let folder = TempDir::new().unwrap();
    let card = folder.path().join("card.toml");
    let card = card.to_str().unwrap();
    let mut command = longview(&["worth", "ten-hours", "--format", "json", "--scorecard", card]);
    command.args(SMALL);
    let answer: serde_json::Value = serde_json::from_str(&stdout_of(command)).unwrap();
    let credits = answer["scorecard"].as_object().unwrap();
    assert!(credits["appointment"] == 1.0 && credits.len() >= 5, "{credits:?}");
    let read = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&stdout_of(longview(arguments))).unwrap()
    };
    let explained = read(&["explain", card, "--replications", "1", "--format", "json"]);
    let numbers = explained["numbers"].as_array().unwrap();
    for (outcome, credit) in credits {
        let path = format!("model.energy.progress.{outcome}");
        let number = numbers.iter().find(|number| number["path"] == path.as_str()).unwrap();
        assert_eq!(number["best"], *credit, "{path}");
    }
    let text = fs::read_to_string(card).unwrap();
    let judged = text.split("[strategy.long-view]").nth(1).unwrap();
    assert!(judged.contains("scorecard = \"progress\""), "{text}");
}

#[test]
fn what_worth_cannot_value_is_refused_before_it_runs() {
    let refused = |more: &[&str]| longview(&["worth"]).args(more).assert().code(2);
    refused(&["--strategy", "long-veiw"]).stderr(contains("did you mean \"long-view\"?"));
    refused(&["--quarter", "9"]).stderr(contains("there is no quarter 9: the scenario has 8"));
    refused(&["--replications", "5"]).stderr(contains("30"));
    let folder = TempDir::new().unwrap();
    let nowhere = folder.path().join("missing").join("card.toml");
    longview(&["worth", "--scorecard"]).arg(nowhere).assert().code(4);
    assert!(files_in(folder.path()).is_empty());
}

/// A small comparison that runs until it is sure enough.
fn sure_compare(more: &[&str]) -> Command {
    let mut command = longview(&["compare"]);
    command.args(&SMALL[..4]).args(more);
    command
}

#[test]
fn an_answer_is_as_sure_as_asked_for_or_says_that_it_is_not() {
    let told = stdout_of(sure_compare(&["--precision", "0.2 customers", "--format", "json"]));
    let answer: serde_json::Value = serde_json::from_str(&told).unwrap();
    let sure = &answer["precision"];
    assert!(sure["reached"] == true && sure["metric"] == "customers", "{sure}");
    let widths = sure["half_widths"].as_array().unwrap();
    assert!(widths.iter().all(|width| width.as_f64().unwrap() <= 0.2), "{sure}");
    assert!(answer["replications"].as_u64().unwrap() >= 30);
    sure_compare(&["--precision", "0.001", "--at-most", "40"])
        .assert()
        .success()
        .stdout(contains("Not as sure as asked for").and(contains("40 replications")));
}

#[test]
fn a_precision_that_makes_no_sense_is_refused() {
    let refused = |more: &[&str]| sure_compare(more).assert().code(2);
    refused(&["--precision", "1% custmers"]).stderr(contains("did you mean \"customers\"?"));
    refused(&["--precision", "0%"]).stderr(contains("is no precision"));
    refused(&["--precision", "1%", "--replications", "40"]).stderr(contains("cannot be used"));
    refused(&["--at-most", "40"]).stderr(contains("--precision"));
}
