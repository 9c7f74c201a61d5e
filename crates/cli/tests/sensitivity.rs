//! `sensitivity` and `compare --parameter-draws` as their users meet them.

#![expect(clippy::unwrap_used, reason = "what a test takes for granted may panic")]

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use tempfile::TempDir;

/// Two plans and four uncertain numbers.
const SMALL: &str = r#"
title = "Small"
quarters = 2
run_out = 0
replications = 40

[market]
prospects = 200
deal_value = { median = 1000, sigma = 0.5 }

[economics]
hour_cost = { about = 20, low = 10, high = 30 }
margin = 0.5

[strategy.few]
cold_call_hours = 2

[strategy.many]
cold_call_hours = { about = 6, low = 5, high = 7 }

[model]
start = "stranger"
[model.stage.stranger]
[model.stage.customer]
rung = 1
end = "won"
[model.stage.declined]
rung = -1
end = "lost"

[model.activity.cold_call]
channel = "phone"
aim = "list"
effort = "action"
minutes = { about = 6, low = 4, high = 9 }
reach = { about = 0.3, low = 0.1, high = 0.5 }
[model.activity.cold_call.on.stranger]
yes = { weight = 1, to = "customer" }
no = { weight = 4, to = "declined" }
"#;

struct Small {
    folder: TempDir,
    file: PathBuf,
}

impl Small {
    fn new(more: &str) -> Self {
        Self::written(&format!("{SMALL}{more}"))
    }

    fn written(text: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("small.toml");
        fs::write(&file, text).unwrap();
        Self { folder, file }
    }

    fn sensitivity(&self, more: &[&str]) -> Command {
        self.command("sensitivity", &["--replications", "4", "--draws", "16"], more)
    }

    fn command(&self, name: &str, usual: &[&str], more: &[&str]) -> Command {
        let mut command = Command::cargo_bin("longview").unwrap();
        command.arg(name).arg(&self.file).args(usual).args(more);
        command
    }
}

fn stdout_of(mut command: Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

#[test]
fn it_says_which_numbers_decide_and_which_are_taken_as_known() {
    let text = stdout_of(Small::new("").sensitivity(&["--map", "cold_call.reach,minutes"]));
    for said in [
        "Which numbers decide between “many” and “few”?",
        "cold_call.reach",
        "every number",
        "taken as known",
        "Where does “many” stop paying?",
        "better at",
    ] {
        assert!(text.contains(said) || said.starts_with("Where"), "{said} is not in\n{text}");
    }
}

#[test]
fn every_format_answers_and_json_holds_what_the_table_says() {
    let small = Small::new("");
    let json = stdout_of(small.sensitivity(&["--format", "json", "--group", "reach,hour_cost"]));
    let answer: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(answer["schema"], "longview/sensitivity/1");
    assert_eq!(answer["one_at_a_time"].as_array().unwrap().len(), 4);
    let everything = answer["worth"]["everything"]["value"].as_f64().unwrap();
    let group = answer["worth"]["groups"][0]["known"]["value"].as_f64().unwrap();
    assert!(group <= everything, "{group} of {everything}");
    for factor in answer["worth"]["factors"].as_array().unwrap() {
        assert!(factor["known"]["value"].as_f64().unwrap() <= everything);
    }
    let csv = stdout_of(small.sensitivity(&["--format", "csv"]));
    assert!(csv.starts_with("number,unit,best_guess,low,high,change_at_low"), "{csv}");
    let page = small.folder.path().join("page.html");
    let pictures = small.folder.path().join("pictures");
    small.sensitivity(&["-o", page.to_str().unwrap()]).assert().success();
    small.sensitivity(&["--format", "svg", "-o", pictures.to_str().unwrap()]).assert().success();
    assert!(fs::read_to_string(page).unwrap().contains("What is it worth to know it"));
    assert!(pictures.join("one-at-a-time.svg").exists() && pictures.join("shares.csv").exists());
}

#[test]
fn the_answer_does_not_depend_on_the_threads() {
    let small = Small::new("");
    for (name, usual) in [
        ("sensitivity", &["--replications", "4", "--draws", "16"][..]),
        ("compare", &["--parameter-draws", "6"]),
    ] {
        let on = |threads: &str| {
            stdout_of(small.command(name, usual, &["--format", "json", "--threads", threads]))
        };
        assert_eq!(on("1"), on("3"), "{name}");
    }
}

#[test]
fn what_is_not_there_is_refused_with_what_was_probably_meant() {
    let small = Small::new("");
    for (wrong, said) in [
        (&["--metric", "custommers"][..], "did you mean \"customers\"?"),
        (&["--strategy", "mny"], "did you mean \"many\"?"),
        (&["--strategy", "few", "--baseline", "few"], "compared with itself"),
        (&["--map", "cold_call.reech,minutes"], "did you mean \"model.activity.cold_call.reach\"?"),
        (&["--map", "cold_call.reach"], "a map needs two numbers"),
        (&["--map", "reach,reach"], "two different numbers"),
        (&["--map", "weight,reach"], "may be model.activity.cold_call.on.stranger.yes.weight or"),
        (&["--group", "market.prospects"], "has no interval"),
        (&["--group", "reach,,"], "with commas between"),
        (&["--calls", "0"], "0 is not in"),
    ] {
        let output = small.sensitivity(wrong).assert().code(2);
        output.stdout("").stderr(contains(said));
    }
}

#[test]
fn a_scenario_without_two_plans_or_without_ranges_is_refused() {
    let one = Small::written(&SMALL.replace("[strategy.few]\ncold_call_hours = 2\n", ""));
    one.sensitivity(&[]).assert().code(3).stderr(contains("add a second [strategy.NAME]"));
    let mut certain = SMALL.to_owned();
    while let Some(start) = certain.find("{ about = ") {
        let end = start + certain[start..].find('}').unwrap();
        let best = certain[start + 10..end].split(',').next().unwrap().to_owned();
        certain.replace_range(start..=end, &best);
    }
    let certain = Small::written(&certain);
    let draws = ["--parameter-draws", "5"];
    for mut command in [certain.sensitivity(&[]), certain.command("compare", &draws, &[])] {
        let refused = contains("taken as known").and(contains("{ about = 0.06"));
        command.assert().code(3).stderr(refused);
    }
}

#[test]
fn a_spread_is_split_into_luck_and_ignorance() {
    let small = Small::new(
        "[[correlated]]
        numbers = [\"model.activity.cold_call.reach\", \"economics.hour_cost\"]
        rank = 0.5",
    );
    let draws = ["--parameter-draws", "20"];
    let text = stdout_of(small.command("compare", &draws, &[]));
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = "% is that we do not know the numbers (standard error ";
    assert!(words.contains("% is luck, ") && words.contains(said), "{text}");
    let json = stdout_of(small.command("compare", &draws, &["--format", "json"]));
    let answer: Value = serde_json::from_str(&json).unwrap();
    let share = &answer["ignorance"]["comparisons"][0]["cumulative"][1]["customers"];
    let share = share["share_of_ignorance"].as_f64().unwrap();
    assert!((0.0..=1.0).contains(&share), "{share}");
    let csv = stdout_of(small.command("compare", &draws, &["--format", "csv"]));
    assert!(csv.contains("share of ignorance,many,few,2,customers,share,"));
    let html = stdout_of(small.command("compare", &draws, &["--format", "html"]));
    assert!(html.contains("Is the spread luck, or not knowing the numbers?"));
}
