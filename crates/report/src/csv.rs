//! CSV: the tidy tables of an answer as text.

use longview_decide::answer::CompareAnswer;

use crate::chart::{Figure, Figures};
use crate::text::plain;
use crate::tidy::{self, Quarter, Tidy, Values};
use crate::told::{DataTable, Datum};
use crate::{Explanation, Format};

/// CSV with a header line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Csv;

impl Format for Csv {
    fn compare(&self, answer: &CompareAnswer) -> String {
        text(&tidy::compare(answer))
    }

    fn explain(&self, explanation: &Explanation<'_>) -> String {
        text(&tidy::explain(explanation))
    }
}

/// The figures of a chart, with a header line.
pub(crate) fn figures(figures: &Figures) -> String {
    let heads: Vec<String> = figures.heads.iter().map(|head| cell(head)).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut lines = Lines::new(&heads);
    for row in &figures.rows {
        lines.push(row.iter().map(|figure| match figure {
            Figure::Text(text) => cell(text),
            Figure::Number(number) => digit(*number),
            Figure::Empty => String::new(),
        }));
    }
    lines.finish()
}

/// A table, with a header line.
pub(crate) fn table(table: &DataTable) -> String {
    let heads: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let mut lines = Lines::new(&heads);
    for row in &table.rows {
        lines.push(row.iter().map(|datum| match datum {
            Datum::Text(text) => cell(text),
            Datum::Nothing | Datum::Number(_) => datum.number().map_or_else(String::new, digit),
        }));
    }
    lines.finish()
}

fn text(tidy: &Tidy<'_>) -> String {
    let heads: Vec<&str> = tidy.columns.iter().map(|column| column.name).collect();
    let mut lines = Lines::new(&heads);
    for line in 0..tidy.lines() {
        lines.push(tidy.columns.iter().map(|column| shown(&column.values, line)));
    }
    lines.finish()
}

fn shown(values: &Values<'_>, line: usize) -> String {
    match values {
        Values::Text(texts) => texts[line].map_or_else(String::new, cell),
        Values::Owned(texts) => texts[line].as_deref().map_or_else(String::new, cell),
        Values::Number(numbers) => numbers[line].map_or_else(String::new, digit),
        Values::Count(counts) => counts[line].to_string(),
        Values::Quarter(quarters) => match quarters[line] {
            Quarter::At(quarter) => quarter.to_string(),
            Quarter::Total => "total".to_owned(),
            Quarter::Nowhere => String::new(),
        },
    }
}

/// Lines of CSV under a header.
struct Lines {
    writer: csv::Writer<Vec<u8>>,
}

impl Lines {
    fn new(header: &[&str]) -> Self {
        let mut lines = Self { writer: csv::Writer::from_writer(Vec::new()) };
        lines.push(header);
        lines
    }

    fn push<T: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.writer.write_record(cells).expect("memory takes every line, and lines of one length");
    }

    fn finish(self) -> String {
        let bytes = self.writer.into_inner().expect("memory can be flushed");
        String::from_utf8(bytes).expect("every cell was text")
    }
}

/// A text cell that no spreadsheet takes for a formula: an apostrophe stands before every sign that
/// could begin one, at the start and after a semicolon, which separates cells where the comma is the
/// decimal sign (OWASP, CSV injection).
fn cell(text: &str) -> String {
    let text = plain(text);
    if is_number(&text) {
        return text;
    }
    let parts: Vec<String> = text.split(';').map(defused).collect();
    parts.join(";")
}

fn is_number(text: &str) -> bool {
    text.ends_with(|last: char| last.is_ascii_digit()) && text.parse::<f64>().is_ok()
}

fn defused(part: &str) -> String {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let start = part.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '"');
    if start.starts_with(SIGNS) { format!("'{part}") } else { part.to_owned() }
}

/// The shortest digits that read back as the same number; nought has no sign.
fn digit(value: f64) -> String {
    (value + 0.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        let pairs = [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-2+3", "'-2+3"),
            ("@x", "'@x"),
            (" =1", "' =1"),
            ("\t=1", "' =1"),
            ("\r\n=1", "'  =1"),
            ("\"=1", "'\"=1"),
            ("＝1", "'＝1"),
            ("a;=1; +2;b", "a;'=1;' +2;b"),
            ("-inf", "'-inf"),
            ("a=b", "a=b"),
            ("-0.5", "-0.5"),
            ("", ""),
        ];
        for (text, wanted) in pairs {
            assert_eq!(cell(text), wanted, "{text:?}");
        }
    }
}
