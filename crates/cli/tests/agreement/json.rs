//! Numbers of a JSON document.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{Assumption, CHANCES, ESTIMATE, Numbers, Place};

fn document(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// A place in a line about a strategy.
fn place(kind: &str, strategy: &str, baseline: &str, quarter: &str) -> Place {
    let [kind, strategy, baseline, quarter] =
        [kind, strategy, baseline, quarter].map(str::to_owned);
    Place { kind, strategy, baseline, quarter, metric: String::new(), what: String::new() }
}

pub(crate) fn numbers(path: &Path) -> Numbers {
    let found = document(path);
    let mut numbers = Numbers::new();
    for strategy in list(&found["strategies"]) {
        let name = text(&strategy["name"]);
        each_quarter(strategy, "quarters", |quarter, metric, estimate| {
            let place = Place { metric, ..place("level", &name, "", &quarter) };
            put(&mut numbers, &place, estimate, &ESTIMATE);
        });
        for (quarter, estimate) in (1..).zip(list(&strategy["energy"])) {
            let place = place("energy", &name, "", &format!("{quarter}"));
            let place = Place { metric: "energy".to_owned(), ..place };
            put(&mut numbers, &place, estimate, &ESTIMATE);
        }
        let of_plan = place("largest customers", &name, "", "total");
        held(&mut numbers, &of_plan, &strategy["largest_customers"]);
        for stage in list(&strategy["stages"]) {
            for (quarter, estimate) in (1..).zip(list(&stage["at_quarter_end"])) {
                let place = place("stage", &name, "", &format!("{quarter}"));
                let place = Place { metric: text(&stage["stage"]), ..place };
                put(&mut numbers, &place, estimate, &ESTIMATE);
            }
        }
    }
    let by_chance = place("largest customers by chance", "", "", "total");
    held(&mut numbers, &by_chance, &found["largest_customers_by_chance"]);
    for comparison in list(&found["comparisons"]) {
        let [name, baseline] = ["strategy", "baseline"].map(|key| text(&comparison[key]));
        for (kind, rows) in [("difference", "quarters"), ("cumulative difference", "cumulative")] {
            each_quarter(comparison, rows, |quarter, metric, found| {
                if kind == "difference" || quarter != "total" {
                    let place = Place { metric, ..place(kind, &name, &baseline, &quarter) };
                    put(&mut numbers, &place, &found["difference"], &ESTIMATE);
                    put(&mut numbers, &place, found, &CHANCES);
                }
            });
        }
    }
    for figure in list(&found["observed"]) {
        for kind in ["observed", "simulated"] {
            let place = place(kind, &text(&figure["strategy"]), "", "");
            let place = Place { metric: text(&figure["name"]), ..place };
            let error = &figure[format!("{kind}_standard_error")];
            let estimate = serde_json::json!({"mean": figure[kind], "mcse": error});
            put(&mut numbers, &place, &estimate, &ESTIMATE[..2]);
        }
    }
    for ranking in list(&found["ranking"]) {
        put_ranks(&mut numbers, ranking);
    }
    numbers
}

/// How surely each plan is best, and what it lacks.
fn put_ranks(numbers: &mut Numbers, ranking: &Value) {
    for row in list(&ranking["quarters"]) {
        for rank in list(&row["strategies"]) {
            for kind in ["probability best", "expected regret"] {
                let key = kind.replace(' ', "_");
                let place = place(kind, &text(&rank["strategy"]), "", &row["quarter"].to_string());
                let place = Place { metric: text(&ranking["metric"]), ..place };
                let error = &rank[format!("{key}_mcse")];
                let estimate = serde_json::json!({"mean": rank[&key], "mcse": error});
                put(numbers, &place, &estimate, &ESTIMATE[..2]);
            }
        }
    }
}

/// Every metric of every quarter, then of the total.
fn each_quarter(found: &Value, rows: &str, mut take: impl FnMut(String, String, &Value)) {
    let quarters = list(&found[rows]).iter().map(|row| (row["quarter"].to_string(), row));
    for (quarter, row) in quarters.chain([("total".to_owned(), &found["total"])]) {
        for (metric, value) in row.as_object().unwrap() {
            if metric != "quarter" {
                take(quarter.clone(), metric.clone(), value);
            }
        }
    }
}

/// What the largest customers hold, a number per share of the customers.
fn held(numbers: &mut Numbers, at: &Place, found: &Value) {
    for held in list(found) {
        let percent = 100.0 * held["share_of_customers"].as_f64().unwrap();
        let metric = format!("revenue_share_of_largest_{percent:.0}_percent");
        let share = serde_json::json!({"mean": held["share_of_revenue"]});
        put(numbers, &Place { metric, ..at.clone() }, &share, &ESTIMATE[..1]);
    }
}

fn put(numbers: &mut Numbers, place: &Place, found: &Value, names: &[&str]) {
    for what in names {
        if let Some(number) = found[what].as_f64() {
            numbers.insert(Place { what: (*what).to_owned(), ..place.clone() }, number);
        }
    }
}

pub(crate) fn assumptions(path: &Path) -> BTreeMap<String, Assumption> {
    let found = document(path);
    let numbers = list(&found["numbers"]).iter().map(|number| {
        let [best, low, high] = ["best", "low", "high"].map(|key| number[key].as_f64());
        (text(&number["path"]), (best, low, high, number["source"].as_str().map(str::to_owned)))
    });
    numbers.collect()
}
