//! The text of the report: headings and rows of a table, printed as they come.

use std::io::{self, Write};

const NAME_WIDTH: usize = 50;
const CELL_WIDTH: usize = 13;

/// What has been reported so far.
#[derive(Default)]
pub(crate) struct Report {
    text: String,
}

impl Report {
    /// Prints a line and keeps it.
    pub(crate) fn line(&mut self, line: &str) -> io::Result<()> {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
        writeln!(io::stdout(), "{}", line.trim_end())
    }

    /// A row of the table: its name, then cells that line up at the right.
    pub(crate) fn row(&mut self, name: &str, cells: &[String]) -> io::Result<()> {
        let named = format!("{name:<NAME_WIDTH$}");
        self.line(&cells.iter().fold(named, |row, cell| format!("{row}{cell:>CELL_WIDTH$}")))
    }

    /// The heads of the columns that follow, after an empty line.
    pub(crate) fn heads(&mut self, name: &str, cells: &[&str]) -> io::Result<()> {
        self.line("")?;
        self.row(name, &cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>())
    }

    /// Everything reported.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// A large number in groups of three digits.
pub(crate) fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Whether a budget is kept.
pub(crate) fn verdict(kept: bool) -> String {
    if kept { "met" } else { "MISSED" }.to_owned()
}
