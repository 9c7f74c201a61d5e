//! Numbers of a CSV file.

use std::collections::BTreeMap;
use std::path::Path;

use crate::{Assumption, CHANCES, ESTIMATE, Numbers, Place};

/// The lines, each as its cells by the name of their column.
fn lines(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

/// The text as it was before it was kept from being a formula.
fn unquoted(text: &str) -> String {
    text.strip_prefix('\'').unwrap_or(text).to_owned()
}

pub(crate) fn numbers(path: &Path) -> Numbers {
    let mut numbers = Numbers::new();
    for line in lines(path) {
        for what in ESTIMATE.iter().chain(&CHANCES) {
            if line[*what].is_empty() {
                continue;
            }
            let text = |name: &str| unquoted(&line[name]);
            let place = Place {
                kind: text("kind"),
                strategy: text("strategy"),
                baseline: text("baseline"),
                quarter: text("quarter"),
                metric: text("metric"),
                what: (*what).to_owned(),
            };
            numbers.insert(place, line[*what].parse().unwrap());
        }
    }
    numbers
}

pub(crate) fn assumptions(path: &Path) -> BTreeMap<String, Assumption> {
    let stated = lines(path).into_iter().filter(|line| line["kind"] == "stated");
    let assumption = |line: BTreeMap<String, String>| {
        let [best, low, high] = ["best", "low", "high"].map(|name| line[name].parse().ok());
        let source = unquoted(&line["source"]);
        let source = (source != "no source given").then_some(source);
        (unquoted(&line["path"]), (best, low, high, source))
    };
    stated.map(assumption).collect()
}
