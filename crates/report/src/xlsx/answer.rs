//! The sheets of any answer: the first says it in words, the others hold its tables.

use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, Worksheet, XlsxError};

use crate::told::{DataColumn, DataTable, Kind, Told};
use crate::xlsx::sheet::{Cell, MOST_ROWS, Sheet};
use crate::xlsx::style::{Styles, measured, safe};

/// The name of the first sheet.
const FIRST: &str = "answer";
/// Width of the texts of the first sheet, in letters.
const LINE: u32 = 100;
const NAMES: u32 = 28;
const LINE_HEIGHT: u32 = 16;
const A4: u8 = 9;
/// Columns of words that stay in sight when a sheet is moved.
const MOST_KEPT: usize = 3;

/// Writes every sheet.
pub(super) fn write(book: &mut Workbook, told: &Told) -> Result<(), XlsxError> {
    let mut names = vec![FIRST.to_owned()];
    let mut sheets = Vec::new();
    for table in &told.tables {
        // A table without rows has a sheet too: its heads say what is missing.
        let parts = table.rows.len().div_ceil(MOST_ROWS).max(1);
        for part in 0..parts {
            let name = free(&table.name, &names);
            names.push(name.clone());
            sheets.push((name, table, part * MOST_ROWS));
        }
    }
    let contents: Vec<(&str, &str)> =
        sheets.iter().map(|(name, table, _)| (name.as_str(), table.caption.as_str())).collect();
    say(book.add_worksheet().set_name(FIRST)?, told, &contents)?;
    for (name, table, from) in sheets {
        let rows = table.rows.iter().skip(from).take(MOST_ROWS);
        fill(Sheet::new(book, &name, &heads(table))?, table, rows)?;
    }
    Ok(())
}

/// A name for a sheet that no other has: Excel takes 31 letters, small ones as large.
fn free(wanted: &str, taken: &[String]) -> String {
    const LONGEST: usize = 31;
    const FORBIDDEN: &str = "[]:*?/\\'";
    let start: String = wanted.chars().filter(|letter| !FORBIDDEN.contains(*letter)).collect();
    let is_free = |name: &String| !name.is_empty() && taken.iter().all(|other| !same(other, name));
    let ends = (1..).map(|at| if at == 1 { String::new() } else { format!(" {at}") });
    let mut names = ends.map(|end| {
        let room = LONGEST.saturating_sub(end.len());
        start.chars().take(room).chain(end.chars()).collect::<String>()
    });
    names.find(is_free).expect("there are more numbers than sheets")
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The question, the answer in sentences, what the other sheets hold, and what was run.
fn say(sheet: &mut Worksheet, told: &Told, contents: &[(&str, &str)]) -> Result<(), XlsxError> {
    let styles = Styles::new();
    sheet.set_screen_gridlines(false).set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_column_width(0, NAMES)?.set_column_width(1, LINE)?;
    sheet.write_string_with_format(0, 0, safe(&told.page.question), &styles.title)?;
    let mut row = 2;
    for said in &told.page.answer {
        paragraph(sheet, &styles, row, said)?;
        row += 1;
    }
    row += 1;
    for (column, head) in [(0, "sheet"), (1, "what it holds")] {
        sheet.write_string_with_format(row, column, head, &styles.head)?;
    }
    for (name, caption) in contents {
        row += 1;
        sheet.write_string(row, 0, safe(name))?.write_string(row, 1, safe(caption))?;
    }
    sheet.write_string_with_format(row + 2, 0, safe(&told.page.foot), &styles.quiet)?;
    Ok(())
}

/// A paragraph over both columns, as high as its lines.
fn paragraph(
    sheet: &mut Worksheet,
    styles: &Styles,
    row: RowNum,
    said: &str,
) -> Result<(), XlsxError> {
    let text = safe(said);
    sheet.merge_range(row, 0, row, 1, &text, &styles.paragraph)?;
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let lines = letters.div_ceil(LINE + NAMES).max(1);
    sheet.set_row_height(row, f64::from(lines.saturating_mul(LINE_HEIGHT))).map(drop)
}

fn heads(table: &DataTable) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

fn fill<'t>(
    mut sheet: Sheet<'_>,
    table: &DataTable,
    rows: impl Iterator<Item = &'t Vec<crate::told::Datum>>,
) -> Result<(), XlsxError> {
    let formats: Vec<Format> = (0..table.columns.len()).map(|at| format(table, at)).collect();
    for data in rows {
        let mut row = sheet.row();
        for (datum, format) in data.iter().zip(&formats) {
            let number = || datum.number().map(|number| Cell::Formatted(number, format));
            let cell = datum.words().map(Cell::Text).or_else(number);
            row.put(&cell.unwrap_or(Cell::Nothing))?;
        }
    }
    sheet.finish(kept(&table.columns))
}

/// The words at the left, which say what a row is about.
fn kept(columns: &[DataColumn]) -> ColNum {
    let words = columns.iter().take_while(|column| column.kind == Kind::Text);
    ColNum::try_from(words.take(MOST_KEPT).count()).unwrap_or(0)
}

/// How the numbers of a column look: all with the same decimals, so that they stand under each other.
fn format(table: &DataTable, column: usize) -> Format {
    match &table.columns[column].kind {
        Kind::Text => Format::new(),
        Kind::Number(measure) => {
            let numbers = table.rows.iter().filter_map(|row| row.get(column)?.number());
            measured(measure, numbers)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::free;

    #[test]
    fn sheets_have_names_of_their_own() {
        let taken = ["answer".to_owned(), "x".repeat(31)];
        assert_eq!(free("by-quarter", &taken), "by-quarter");
        assert_eq!(free("Answer", &taken), "Answer 2");
        assert_eq!(free(&"x".repeat(40), &taken), format!("{} 2", "x".repeat(29)));
        assert_eq!(free("a/b:c", &taken), "abc");
        assert_eq!(free("", &taken), " 2");
    }
}
