//! One run written in several formats: read back, all of them hold the same numbers.
//!
//! A format that holds every number belongs into [`WHOLE`], one that shows some of them (each
//! rounded by so much at most) into [`PARTS`].

#![expect(clippy::unwrap_used, reason = "what a test takes for granted may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

#[path = "agreement/csv.rs"]
mod csv;
#[path = "agreement/json.rs"]
mod json;
#[path = "agreement/parquet.rs"]
mod parquet;
#[path = "agreement/samples.rs"]
mod samples;
#[path = "agreement/xlsx.rs"]
mod xlsx;

/// Where a number of a comparison stands; of what has no baseline or quarter, those are empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    kind: String,
    strategy: String,
    baseline: String,
    /// Counted from 1, or `total`.
    quarter: String,
    metric: String,
    /// Such as `mean`.
    what: String,
}

type Numbers = BTreeMap<Place, f64>;

/// A shown number, and by how much it may have been rounded.
struct Shown {
    place: Place,
    value: f64,
    rounded_by: f64,
}

/// Reads every number of a file.
type ReadAll = fn(&Path) -> Numbers;
/// Reads the numbers that a part of a file shows.
type ReadSome = fn(&Path) -> Vec<Shown>;

/// The formats that hold every number, by the ending of their files.
const WHOLE: [(&str, ReadAll); 4] = [
    ("json", json::numbers),
    ("csv", csv::numbers),
    ("xlsx", xlsx::numbers),
    ("parquet", parquet::numbers),
];

/// What shows some of the numbers.
const PARTS: [(&str, &str, ReadSome); 3] = [
    ("the sheet Plans", "xlsx", xlsx::plans),
    ("the sheet Summary", "xlsx", xlsx::summary),
    ("the sheet Chart data", "xlsx", xlsx::chart_data),
];

/// The numbers that an estimate consists of.
const ESTIMATE: [&str; 5] = ["mean", "mcse", "p10", "p50", "p90"];
const CHANCES: [&str; 2] = ["probability_better", "probability_equal"];

/// Two plans and a third, with names that a spreadsheet could take for formulas, and observed
/// figures.
const SCENARIO: &str = r#"
title = "=HYPERLINK(\"http://example.com\")"
quarters = 3
model = "relationship"
[market]
prospects = 400
deal_value = { median = 5000, top_fifth_share = 0.67 }
[strategy.today]
cold_call_hours = 10
[strategy."=1+1"]
cold_call_hours = 7
follow_up_hours = 3
[strategy."@SUM(A1)"]
title = "<r></sst></r>"
emails = 50
scorecard = "progress"
[[observed]]
name = "=appointments among those and callbacks"
chance_of = "appointment"
among = ["appointment", "callback"]
value = 0.4
standard_error = 0.01
source = "=cmd|' /C calc'!A0"
"#;

/// The folder with one run's answers, and the scenario that was run.
fn run(command: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("scenario.toml"), SCENARIO).unwrap();
    let mut longview = Command::cargo_bin("longview").unwrap();
    longview.current_dir(folder.path()).args([command, "scenario.toml", "--replications", "60"]);
    for (ending, _) in WHOLE {
        longview.args(["-o", &format!("answer.{ending}")]);
    }
    longview.assert().success();
    folder
}

#[test]
fn every_format_holds_the_same_numbers() {
    let folder = run("compare");
    let read = |ending: &str| folder.path().join(format!("answer.{ending}"));
    let expected = json::numbers(&read("json"));
    assert!(expected.len() > 5_000, "{} numbers", expected.len());
    let others =
        ["cumulative difference", "observed", "simulated", "probability best", "expected regret"];
    let largest = ["largest customers", "largest customers by chance"];
    for kind in ["level", "stage", "energy", "difference"].iter().chain(&others).chain(&largest) {
        assert!(expected.keys().any(|place| place.kind == *kind), "there is no {kind}");
    }
    for (ending, numbers) in WHOLE {
        same(ending, &numbers(&read(ending)), &expected);
    }
    for (name, ending, shown) in PARTS {
        let shown = shown(&read(ending));
        assert!(!shown.is_empty(), "{name} shows nothing");
        for Shown { place, value, rounded_by } in shown {
            let known = expected.get(&place).unwrap_or_else(|| panic!("{name}: {place:?}?"));
            assert!((value - known).abs() <= rounded_by, "{name}: {place:?} {value} {known}");
        }
    }
}

/// To the last bit.
fn same(name: &str, found: &Numbers, expected: &Numbers) {
    for (place, value) in expected {
        let other = found.get(place).unwrap_or_else(|| panic!("{name} lacks {place:?}"));
        assert_eq!(value.to_bits(), other.to_bits(), "{name}: {place:?} {value} {other}");
    }
    let more = found.keys().find(|place| !expected.contains_key(place));
    assert!(more.is_none(), "{name} has {more:?} more");
}

#[test]
fn every_format_says_the_same_assumptions() {
    let folder = run("explain");
    let read = |ending: &str| folder.path().join(format!("answer.{ending}"));
    let expected = json::assumptions(&read("json"));
    assert!(expected.len() > 200, "{} assumptions", expected.len());
    assert_eq!(csv::assumptions(&read("csv")), expected);
    assert_eq!(parquet::assumptions(&read("parquet")), expected);
    assert_eq!(xlsx::assumptions(&read("xlsx")), expected);
    let compared = run("compare");
    let workbook = compared.path().join("answer.xlsx");
    assert_eq!(xlsx::assumptions(&workbook), expected, "of a comparison");
    xlsx::assert_no_formulas(&workbook);
}

/// A number of a scenario: best guess, low, high, and where it comes from.
type Assumption = (Option<f64>, Option<f64>, Option<f64>, Option<String>);
