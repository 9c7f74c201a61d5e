//! Numbers of a workbook.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::{Assumption, CHANCES, ESTIMATE, Numbers, Place, Shown};

/// The kinds of lines that a sheet holds; without one, the sheet says it in a column.
const SHEETS: [(&str, Option<&str>); 8] = [
    ("Levels", Some("level")),
    ("Stages", Some("stage")),
    ("Energy", Some("energy")),
    ("Largest customers", None),
    ("Differences", Some("difference")),
    ("Differences so far", Some("cumulative difference")),
    ("Ranking", None),
    ("Observed", None),
];

fn rows(path: &Path, sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// The lines of a sheet below its heads, each as its cells by the name of their column.
fn lines(path: &Path, sheet: &str) -> Vec<BTreeMap<String, Data>> {
    let rows = rows(path, sheet);
    let heads: Vec<String> = rows[0].iter().map(text).collect();
    let line = |row: &Vec<Data>| heads.iter().cloned().zip(row.iter().cloned()).collect();
    rows[1..].iter().map(line).collect()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        other => panic!("{other:?} is neither text nor a number"),
    }
}

fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(number) => Some(*number),
        _ => None,
    }
}

pub(crate) fn numbers(path: &Path) -> Numbers {
    let mut numbers = Numbers::new();
    for (sheet, kind) in SHEETS {
        for line in lines(path, sheet) {
            let cell = |name: &str| line.get(name).map(text).unwrap_or_default();
            for what in ESTIMATE.iter().chain(&CHANCES) {
                let place = Place {
                    kind: kind.map_or_else(|| cell("kind"), str::to_owned),
                    strategy: cell("strategy"),
                    baseline: cell("baseline"),
                    quarter: cell("quarter"),
                    metric: cell("metric"),
                    what: (*what).to_owned(),
                };
                numbers.extend(line.get(*what).and_then(number).map(|number| (place, number)));
            }
        }
    }
    numbers
}

/// A number of a strategy's levels, shown as it is.
fn level(strategy: &str, quarter: &str, metric: &str, what: &str, value: f64) -> Shown {
    let place = Place {
        kind: "level".to_owned(),
        strategy: strategy.to_owned(),
        baseline: String::new(),
        quarter: quarter.to_owned(),
        metric: metric.to_owned(),
        what: what.to_owned(),
    };
    Shown { place, value, rounded_by: 0.0 }
}

pub(crate) fn plans(path: &Path) -> Vec<Shown> {
    let mut shown = Vec::new();
    for line in lines(path, "Plans") {
        let [strategy, metric] = ["strategy", "metric"].map(|name| text(&line[name]));
        for (head, cell) in &line {
            let quarter = head.strip_prefix('Q').unwrap_or(head);
            let value = number(cell);
            shown.extend(value.map(|value| level(&strategy, quarter, &metric, "mean", value)));
        }
    }
    shown
}

pub(crate) fn summary(path: &Path) -> Vec<Shown> {
    let columns = [
        ("customers", "mean"),
        ("customers", "p10"),
        ("customers", "p90"),
        ("revenue", "mean"),
        ("pipeline", "mean"),
    ];
    let rows = rows(path, "Summary");
    let heads = rows.iter().position(|row| text(&row[0]).starts_with("plan, by Q")).unwrap();
    let plans = rows[heads + 1..].iter().take_while(|row| row[1] != Data::Empty);
    let of_plan = |row: &Vec<Data>| {
        let strategy = text(&row[0]);
        let cells = row[1..].iter().filter_map(number);
        let shown = columns.iter().zip(cells);
        shown
            .map(|((metric, what), value)| level(&strategy, "total", metric, what, value))
            .collect()
    };
    plans.flat_map(|row| -> Vec<Shown> { of_plan(row) }).collect()
}

pub(crate) fn chart_data(path: &Path) -> Vec<Shown> {
    let columns = [
        Some(("customers", "mean")),
        Some(("customers", "p10")),
        Some(("customers", "p90")),
        None,
        Some(("revenue", "mean")),
        Some(("pipeline", "mean")),
    ];
    let rows = rows(path, "Chart data");
    let mut shown = Vec::new();
    for row in &rows[2..] {
        let quarter = text(&row[0]).replace('Q', "");
        for (names, cells) in rows[0][1..].chunks(columns.len()).zip(row[1..].chunks(columns.len()))
        {
            for (column, cell) in columns.iter().zip(cells) {
                let value = number(cell).unwrap();
                shown.extend(
                    column.map(|(metric, what)| {
                        level(&text(&names[0]), &quarter, metric, what, value)
                    }),
                );
            }
        }
    }
    shown
}

pub(crate) fn assumptions(path: &Path) -> BTreeMap<String, Assumption> {
    let lines = lines(path, "Assumptions").into_iter();
    let stated = lines.filter(|line| text(&line["kind"]) == "stated");
    let assumption = |line: BTreeMap<String, Data>| {
        let [best, low, high] = ["best", "low", "high"].map(|name| number(&line[name]));
        let source = Some(text(&line["source"])).filter(|source| source != "no source given");
        (text(&line["path"]), (best, low, high, source))
    };
    stated.map(assumption).collect()
}

pub(crate) fn assert_no_formulas(path: &Path) {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        assert!(formulas.is_empty(), "{sheet} has formulas: {formulas:?}");
    }
}
