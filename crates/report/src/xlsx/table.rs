//! Tidy tables as sheets: lines of a kind in a sheet, columns that say something.

use rust_xlsxwriter::{ColNum, Workbook, XlsxError};

use crate::json::unit_name;
use crate::tidy::{Column, Quarter, Tidy, Values};
use crate::xlsx::sheet::{Cell, MOST_ROWS, Sheet};
use crate::xlsx::style::Look;

/// What is the same in every line and stands among the assumptions.
const SAME: [&str; 3] = ["scenario", "seed", "replications"];
/// Columns that stay in sight when the sheet is moved.
const KEPT: [&str; 5] = ["kind", "strategy", "baseline", "quarter", "path"];

/// Writes the lines of these kinds, if there are any; more than fit a sheet go on in another.
pub(super) fn write(
    book: &mut Workbook,
    name: &str,
    tidy: &Tidy<'_>,
    kinds: &[&str],
    currency: &str,
) -> Result<(), XlsxError> {
    let is_wanted =
        |line: &usize| tidy.text("kind", *line).is_some_and(|kind| kinds.contains(&kind));
    let lines: Vec<usize> = (0..tidy.lines()).filter(is_wanted).collect();
    let columns: Vec<&Column<'_>> =
        tidy.columns.iter().filter(|column| is_told(column, &lines, kinds.len() > 1)).collect();
    let heads: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let kept = heads.iter().take_while(|head| KEPT.contains(head)).count();
    for (part, lines) in (1..).zip(lines.chunks(MOST_ROWS)) {
        let name = if part == 1 { name.to_owned() } else { format!("{name} {part}") };
        let mut sheet = Sheet::new(book, &name, &heads)?;
        for line in lines {
            let mut row = sheet.row();
            for column in &columns {
                row.put(&cell(tidy, column, *line, currency))?;
            }
        }
        sheet.finish(ColNum::try_from(kept).unwrap_or(0))?;
    }
    Ok(())
}

fn is_told(column: &Column<'_>, lines: &[usize], several_kinds: bool) -> bool {
    let says_something = |line: &usize| match &column.values {
        Values::Text(texts) => texts[*line].is_some(),
        Values::Owned(texts) => texts[*line].is_some(),
        Values::Number(numbers) => numbers[*line].is_some(),
        Values::Quarter(quarters) => quarters[*line] != Quarter::Nowhere,
        Values::Count(_) => true,
    };
    let is_known = SAME.contains(&column.name) || (column.name == "kind" && !several_kinds);
    !is_known && lines.iter().any(says_something)
}

fn cell<'t>(
    tidy: &'t Tidy<'_>,
    column: &'t Column<'_>,
    line: usize,
    currency: &'t str,
) -> Cell<'t> {
    match &column.values {
        Values::Text(_) | Values::Owned(_) => match tidy.text(column.name, line) {
            Some("money") if column.name == "unit" => Cell::Text(currency),
            Some(text) => Cell::Text(text),
            None => Cell::Nothing,
        },
        Values::Number(numbers) => numbers[line].map_or(Cell::Nothing, |number| {
            Cell::Number(number, look(tidy, column.name, line, number))
        }),
        Values::Count(counts) => Cell::Number(counts[line] as f64, Look::AsIs),
        Values::Quarter(quarters) => match quarters[line] {
            Quarter::At(quarter) => Cell::Number(f64::from(quarter), Look::AsIs),
            Quarter::Total => Cell::Text("total"),
            Quarter::Nowhere => Cell::Nothing,
        },
    }
}

/// How the number of a column looks in a line.
fn look(tidy: &Tidy<'_>, column: &str, line: usize, value: f64) -> Look {
    use longview_engine::metric::Unit::{Count, Days, Hours, Money};
    let unit = tidy.text("unit", line).unwrap_or_default();
    let is_metric = [Count, Hours, Money, Days].map(unit_name).contains(&unit);
    match column {
        "probability_better" | "probability_equal" => Look::Percent,
        "mean" | "p10" | "p50" | "p90" if unit == "share" => Look::Percent,
        "mean" if is_metric => Look::mean(value, tidy.number("mcse", line).unwrap_or(0.0)),
        "mcse" if is_metric => Look::error(value),
        "p10" | "p50" | "p90" => Look::quantile(unit),
        _ => Look::AsIs,
    }
}
