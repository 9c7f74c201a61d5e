//! The first sheet: what the answer says, what each plan brings, and the charts.

use longview_decide::answer::CompareAnswer;
use longview_engine::metric::Id;
use rust_xlsxwriter::{ColNum, RowNum, Workbook, Worksheet, XlsxError};

use crate::text::plain;
use crate::xlsx::charts;
use crate::xlsx::style::{Look, Styles, safe};
use crate::{sentence, table};

const LAST_COLUMN: ColNum = 11;
/// Letters that fit a line of a paragraph.
const LINE: usize = 130;
const LINE_HEIGHT: usize = 16;
const FIRST_COLUMN_WIDTH: u32 = 24;
const COLUMN_WIDTH: u32 = 13;
const A4: u8 = 9;

/// Writes it.
pub(super) fn write(book: &mut Workbook, answer: &CompareAnswer) -> Result<(), XlsxError> {
    let styles = Styles::new();
    let sheet = book.add_worksheet().set_name("Summary")?;
    sheet.set_screen_gridlines(false).set_landscape().set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0).set_footer("&R&P of &N");
    sheet.set_column_width(0, FIRST_COLUMN_WIDTH)?;
    sheet.set_column_range_width(1, LAST_COLUMN, COLUMN_WIDTH)?;
    sheet.write_string_with_format(0, 0, safe(&answer.scenario.title), &styles.title)?;
    let mut row = 2;
    for paragraph in paragraphs(answer) {
        tell(sheet, &styles, row, &paragraph)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, safe(&table::footer(answer)), &styles.quiet)?;
    let row = totals(sheet, &styles, row + 2, answer)?;
    charts::insert(sheet, row + 1, answer)
}

/// The sentences of the answer.
fn paragraphs(answer: &CompareAnswer) -> Vec<String> {
    let of_strategy =
        |at: usize| [Some(sentence::sentence(answer, at)), sentence::money_sentence(answer, at)];
    let sentences = (0..answer.strategies.len()).flat_map(of_strategy);
    sentences.chain([sentence::precision(answer)]).flatten().collect()
}

fn tell(
    sheet: &mut Worksheet,
    styles: &Styles,
    row: RowNum,
    paragraph: &str,
) -> Result<(), XlsxError> {
    sheet.merge_range(row, 0, row, LAST_COLUMN, &safe(paragraph), &styles.paragraph)?;
    let lines = paragraph.chars().count().div_ceil(LINE);
    sheet.set_row_height(row, (lines * LINE_HEIGHT) as f64).map(drop)
}

/// What each plan brings over the whole horizon; gives the row after it.
fn totals(
    sheet: &mut Worksheet,
    styles: &Styles,
    first: RowNum,
    answer: &CompareAnswer,
) -> Result<RowNum, XlsxError> {
    let currency = plain(&answer.scenario.currency);
    let heads = [
        format!("plan, by Q{}", answer.scenario.quarters),
        "customers".to_owned(),
        "1 in 10 below".to_owned(),
        "1 in 10 above".to_owned(),
        format!("revenue, {currency}"),
        format!("pipeline, {currency}"),
    ];
    for (column, head) in (0..).zip(&heads) {
        sheet.write_string_with_format(first, column, safe(head), &styles.head)?;
    }
    let mut row = first;
    for strategy in &answer.strategies {
        row += 1;
        sheet.write_string(row, 0, safe(&strategy.name))?;
        let [customers, revenue, pipeline] =
            [Id::Customers, Id::Revenue, Id::Pipeline].map(|id| &strategy.total[id as usize]);
        let cells = [
            (customers.mean, Look::of_mean(customers)),
            (customers.p10, Look::Decimals(0)),
            (customers.p90, Look::Decimals(0)),
            (revenue.mean, Look::of_mean(revenue)),
            (pipeline.mean, Look::of_mean(pipeline)),
        ];
        for (column, (value, look)) in (1..).zip(cells) {
            sheet.write_number_with_format(row, column, value + 0.0, styles.number(look))?;
        }
    }
    Ok(row + 1)
}
