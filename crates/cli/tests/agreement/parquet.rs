//! Numbers of a parquet file.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};

use crate::{Assumption, CHANCES, ESTIMATE, Numbers, Place};

pub(crate) fn reader(path: &Path) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(path).unwrap()).unwrap()
}

/// The fields of a row by the name of their column.
fn fields(row: &Row) -> BTreeMap<&str, &Field> {
    row.get_column_iter().map(|(name, field)| (name.as_str(), field)).collect()
}

fn text(field: &Field) -> String {
    match field {
        Field::Str(text) => text.clone(),
        Field::Int(number) => number.to_string(),
        Field::Null => String::new(),
        other => panic!("{other} is no text"),
    }
}

fn number(field: &Field) -> Option<f64> {
    match field {
        Field::Double(number) => Some(*number),
        Field::Null => None,
        other => panic!("{other} is no number"),
    }
}

pub(crate) fn numbers(path: &Path) -> Numbers {
    let mut numbers = Numbers::new();
    for row in reader(path).get_row_iter(None).unwrap() {
        let row = row.unwrap();
        let fields = fields(&row);
        assert!(matches!(fields["seed"], Field::ULong(1)), "{}", fields["seed"]);
        let kind = text(fields["kind"]);
        // Lines of totals have no quarter, and so have those that know none.
        let quarter = match text(fields["quarter"]) {
            empty if empty.is_empty() && !["observed", "simulated"].contains(&kind.as_str()) => {
                "total".to_owned()
            }
            other => other,
        };
        for what in ESTIMATE.iter().chain(&CHANCES) {
            let place = Place {
                kind: kind.clone(),
                strategy: text(fields["strategy"]),
                baseline: text(fields["baseline"]),
                quarter: quarter.clone(),
                metric: text(fields["metric"]),
                what: (*what).to_owned(),
            };
            numbers.extend(number(fields[what]).map(|number| (place, number)));
        }
    }
    numbers
}

pub(crate) fn assumptions(path: &Path) -> BTreeMap<String, Assumption> {
    let mut assumptions = BTreeMap::new();
    for row in reader(path).get_row_iter(None).unwrap() {
        let row = row.unwrap();
        let fields = fields(&row);
        if text(fields["kind"]) == "stated" {
            let [best, low, high] = ["best", "low", "high"].map(|name| number(fields[name]));
            let source = Some(text(fields["source"])).filter(|source| source != "no source given");
            assumptions.insert(text(fields["path"]), (best, low, high, source));
        }
    }
    assumptions
}
