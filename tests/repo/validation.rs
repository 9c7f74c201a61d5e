//! The table of known answers is complete, and names what exists.

use std::collections::BTreeSet;

use longview_tests::table::{HEADER, Row, measured, renewed, rows};
use longview_tests::{Figure, project};

use super::tests::tests;

fn table() -> Vec<Row> {
    let text = std::fs::read_to_string(project().join("docs/validation.md")).unwrap();
    let rows = rows(&text);
    assert!(!rows.is_empty(), "docs/validation.md has no table that begins with {HEADER}");
    rows
}

const COMMAND: &str = "cargo run --profile test -p longview-tests --bin validation";

#[test]
fn every_row_of_the_validation_table_is_filled_and_names_tests_that_exist() {
    let known = tests();
    for row in table() {
        for test in &row.tests {
            assert!(known.contains(test), "docs/validation.md names a test {test}");
        }
        let cells = [&row.claim, &row.source, &row.tolerance, &row.figure];
        let filled = cells.iter().all(|cell| !cell.is_empty()) && !row.tests.is_empty();
        assert!(filled, "docs/validation.md: fill the row \"{}\", then run {COMMAND}", row.claim);
    }
}

/// Whoever adds a known answer says what it shows.
#[test]
fn every_known_answer_and_property_is_in_the_validation_table() {
    let named: BTreeSet<String> = table().into_iter().flat_map(|row| row.tests).collect();
    let listed = ["oracles::", "properties::", "determinism::"];
    for test in tests() {
        let must = listed.iter().any(|module| test.starts_with(module));
        assert!(!must || named.contains(&test), "docs/validation.md lacks a row for `{test}`");
    }
}

#[test]
fn no_test_is_in_the_validation_table_twice() {
    let mut named = BTreeSet::new();
    for test in table().into_iter().flat_map(|row| row.tests) {
        assert!(named.insert(test.clone()), "docs/validation.md names {test} twice");
    }
}

#[test]
fn what_tests_measured_goes_into_the_last_two_columns() {
    let off = |errors, allowed| Figure::Off { errors, allowed };
    let output = format!(
        "test a::b ... ok\ntest c::d ... ok\ntest e::f ... ok\n---- a::b stdout ----\n\
        {} first\n{} second\nanything else\n---- c::d stdout ----\n{} third\n",
        off(-2.26, 0.0123),
        off(1.0, 0.5),
        Figure::Exact
    );
    let table = |rows: [&str; 3]| {
        format!("Text\n\n{HEADER}\n|---|---|---|---|---|\n{}\n\n| x |\n", rows.join("\n"))
    };
    let before = table([
        "| A | B | `a::b`, `c::d` | | old |",
        "| C | D | `longview_x::e::f` | | |",
        "| E | F | `c::d` | | |",
    ]);
    let after = table([
        "| A | B | `a::b`, `c::d` | 4 s.e. = 50 %; exact | 2.3 s.e. (2); exact (1) |",
        "| C | D | `longview_x::e::f` | holds or fails | holds |",
        "| E | F | `c::d` | exact | exact (1) |",
    ]);
    assert_eq!(renewed(&before, &measured(&output)), Ok(after));
    let nothing_ran = renewed(&before, &measured(""));
    assert_eq!(nothing_ran, Err("a::b".to_owned()));
}
