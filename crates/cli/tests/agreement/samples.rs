//! Samples are the replications that the answer is made of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use parquet::file::reader::FileReader;
use parquet::record::Field;
use tempfile::TempDir;

use crate::{Place, json, parquet as columns};

/// Strategy, quarter, metric.
type Series = (String, i32, String);

/// Enough for more than one group of rows.
const REPLICATIONS: usize = 1_100;

fn run(folder: &Path, threads: &str) {
    let mut longview = Command::cargo_bin("longview").unwrap();
    longview.current_dir(folder).args(["compare", "--threads", threads]);
    longview.args(["--set", "quarters=2", "--set", "market.prospects=300"]);
    longview.args(["--replications", &REPLICATIONS.to_string(), "-o", "answer.json"]);
    longview.args(["--samples", &format!("{threads}.parquet")]);
    longview.assert().success();
}

/// The values of every series by replication. Rows are sorted by replication.
fn series(path: &Path) -> BTreeMap<Series, Vec<f64>> {
    let reader = columns::reader(path);
    assert!(reader.num_row_groups() > 1, "all in one group");
    let mut series = BTreeMap::<Series, Vec<f64>>::new();
    let mut last = 0;
    for row in reader.get_row_iter(None).unwrap() {
        let fields: Vec<Field> =
            row.unwrap().get_column_iter().map(|(_, field)| field.clone()).collect();
        let [
            Field::Str(strategy),
            Field::Long(replication),
            Field::Int(quarter),
            Field::Str(metric),
            Field::Double(value),
        ] = fields.as_slice()
        else {
            panic!("{fields:?}")
        };
        assert!((last..=last + 1).contains(replication), "{replication} after {last}");
        last = *replication;
        let values = series.entry((strategy.clone(), *quarter, metric.clone())).or_default();
        assert_eq!(values.len(), usize::try_from(last).unwrap(), "{strategy} {metric}");
        values.push(*value);
    }
    series
}

#[test]
fn samples_are_what_the_answer_is_made_of_on_any_number_of_threads() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), "1");
    run(folder.path(), "2");
    let [one, two] = ["1.parquet", "2.parquet"].map(|name| folder.path().join(name));
    assert_eq!(fs::read(&one).unwrap(), fs::read(&two).unwrap());

    let answer = json::numbers(&folder.path().join("answer.json"));
    let series = series(&one);
    let mut compared = 0;
    for ((strategy, quarter, metric), values) in &series {
        assert_eq!(values.len(), REPLICATIONS);
        let place = |what: &str| Place {
            kind: "level".to_owned(),
            strategy: strategy.clone(),
            baseline: String::new(),
            quarter: quarter.to_string(),
            metric: metric.clone(),
            what: what.to_owned(),
        };
        let mean = values.iter().sum::<f64>() / REPLICATIONS as f64;
        let known = answer[&place("mean")];
        // What a sum of so many floats may be off.
        assert!((mean - known).abs() <= 1e-12 * known.abs(), "{:?} {mean} {known}", place("mean"));
        compared += 1;
    }
    let levels = answer.keys().filter(|place| place.kind == "level" && place.quarter != "total");
    assert_eq!(compared, levels.filter(|place| place.what == "mean").count());

    let better = |quarter: i32| {
        let of = |name: &str| &series[&(name.to_owned(), quarter, "customers".to_owned())];
        let pairs = of("long-view").iter().zip(of("today"));
        pairs.filter(|(strategy, baseline)| strategy > baseline).count() as f64
    };
    for quarter in [1, 2] {
        let place = Place {
            kind: "difference".to_owned(),
            strategy: "long-view".to_owned(),
            baseline: "today".to_owned(),
            quarter: quarter.to_string(),
            metric: "customers".to_owned(),
            what: "probability_better".to_owned(),
        };
        let share = better(quarter) / REPLICATIONS as f64;
        assert!((share - answer[&place]).abs() < 1e-12, "Q{quarter} {share}");
    }
}
