//! The table of known answers in `docs/validation.md`: reading it, and writing down what tests measured.

use std::collections::BTreeMap;

use crate::figures::Figure;

/// How the table begins.
pub const HEADER: &str = "| claim | source | test | tolerance | latest figure |";

/// A claim and the tests that hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is claimed.
    pub claim: String,
    /// Where the known answer comes from.
    pub source: String,
    /// Paths of tests.
    pub tests: Vec<String>,
    /// How far a figure may be off.
    pub tolerance: String,
    /// What was measured last.
    pub figure: String,
}

/// What tests measured, by their names as cargo prints them.
pub type Measured = BTreeMap<String, Vec<Figure>>;

/// The rows of the table, in order.
pub fn rows(document: &str) -> Vec<Row> {
    let below = document.lines().skip_while(|line| *line != HEADER).skip(2);
    below.map_while(read).collect()
}

fn read(line: &str) -> Option<Row> {
    let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').collect();
    let [claim, source, tests, tolerance, figure] = cells[..] else { return None };
    let text = |cell: &str| cell.trim().to_owned();
    let tests = tests.split('`').skip(1).step_by(2).map(text).collect();
    let [claim, source, tolerance, figure] = [claim, source, tolerance, figure].map(text);
    Some(Row { claim, source, tests, tolerance, figure })
}

fn written(row: &Row) -> String {
    let tests: Vec<String> = row.tests.iter().map(|test| format!("`{test}`")).collect();
    let cells = [&row.claim, &row.source, &tests.join(", "), &row.tolerance, &row.figure];
    format!("| {} |", cells.map(String::as_str).join(" | "))
}

/// The document with the last two columns of its table as measured.
///
/// # Errors
/// With the test that did not run, if there is one.
pub fn renewed(document: &str, measured: &Measured) -> Result<String, String> {
    let mut lines = Vec::new();
    let mut in_table = false;
    for line in document.lines() {
        in_table = line == HEADER || in_table && line.starts_with('|');
        match read(line).filter(|row| in_table && !row.tests.is_empty()) {
            Some(row) => lines.push(written(&measured_row(row, measured)?)),
            None => lines.push(line.to_owned()),
        }
    }
    Ok(lines.join("\n") + "\n")
}

fn measured_row(row: Row, measured: &Measured) -> Result<Row, String> {
    let mut figures = Vec::new();
    for test in &row.tests {
        figures.extend_from_slice(measured.get(printed(test)).ok_or_else(|| test.clone())?);
    }
    let [tolerance, figure] = summary(&figures);
    Ok(Row { tolerance, figure, ..row })
}

/// The name that cargo prints for a test: without the crate, if it has one.
pub fn printed(test: &str) -> &str {
    let path = test.strip_prefix("longview_").and_then(|path| path.split_once("::"));
    path.map_or(test, |(_, path)| path)
}

/// How far figures may be off, and how far they are.
fn summary(figures: &[Figure]) -> [String; 2] {
    let mut allowed = Vec::new();
    let mut worst = 0.0f64;
    for figure in figures {
        if let Figure::Off { errors, allowed: part } = figure {
            allowed.push(*part);
            worst = worst.max(errors.abs());
        }
    }
    let exact = figures.len() - allowed.len();
    let (mut tolerance, mut figure) = (Vec::new(), Vec::new());
    if !allowed.is_empty() {
        tolerance.push(format!("4 s.e. = {}", median(&mut allowed)));
        figure.push(format!("{worst:.1} s.e. ({})", allowed.len()));
    }
    if exact > 0 {
        tolerance.push("exact".to_owned());
        figure.push(format!("exact ({exact})"));
    }
    if figures.is_empty() {
        tolerance.push("holds or fails".to_owned());
        figure.push("holds".to_owned());
    }
    [tolerance, figure].map(|parts| parts.join("; "))
}

/// In percent, to two digits.
fn median(allowed: &mut [f64]) -> String {
    allowed.sort_by(f64::total_cmp);
    let percent = 100.0 * allowed[allowed.len() / 2];
    let places = if percent < 0.095 { 2 } else { usize::from(percent < 9.5) };
    format!("{percent:.places$} %")
}

/// What a run of cargo with `--show-output` printed.
pub fn measured(output: &str) -> Measured {
    let mut measured = Measured::new();
    let mut current = None;
    for line in output.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["test", name, "...", "ok"] => _ = measured.entry(name.to_owned()).or_default(),
            ["----", name, "stdout", "----"] => current = Some(name.to_owned()),
            _ => {
                if let (Some(name), Ok(figure)) = (&current, line.parse()) {
                    measured.entry(name.clone()).or_default().push(figure);
                }
            }
        }
    }
    measured
}
