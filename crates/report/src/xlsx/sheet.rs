//! A sheet with one table: heads that stay in sight, then row after row.

use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, Worksheet, XlsxError};

use crate::xlsx::style::{Look, Styles, safe};

/// Rows of a sheet below its heads.
pub(super) const MOST_ROWS: usize = 1_000_000;
/// The widest that a column gets, in pixels.
const WIDEST: u32 = 420;
/// Rows that column widths are fitted to.
const FITTED_ROWS: RowNum = 2_000;
const A4: u8 = 9;

/// A sheet in the making.
pub(super) struct Sheet<'a> {
    page: &'a mut Worksheet,
    styles: Styles,
    rows: RowNum,
    columns: ColNum,
}

/// A row in the making, from left to right.
pub(super) struct Row<'s, 'a> {
    sheet: &'s mut Sheet<'a>,
    at: RowNum,
    next: ColNum,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(
        book: &'a mut Workbook,
        name: &str,
        heads: &[impl AsRef<str>],
    ) -> Result<Self, XlsxError> {
        let styles = Styles::new();
        let page = book.add_worksheet().set_name(name)?;
        let mut columns = 0;
        for head in heads {
            page.write_string_with_format(0, columns, safe(head.as_ref()), &styles.head)?;
            columns += 1;
        }
        Ok(Self { page, styles, rows: 0, columns })
    }

    /// The next row.
    pub(super) fn row(&mut self) -> Row<'_, 'a> {
        self.rows += 1;
        Row { at: self.rows, sheet: self, next: 0 }
    }

    /// Heads and the first so many columns stay in sight, and rows can be chosen by their values.
    pub(super) fn finish(self, kept_columns: ColNum) -> Result<(), XlsxError> {
        self.page.autofilter(0, 0, self.rows, self.columns.saturating_sub(1))?;
        self.finish_below(1, kept_columns)
    }

    /// So many rows and columns stay in sight; on paper it is as wide as a page.
    pub(super) fn finish_below(self, rows: RowNum, columns: ColNum) -> Result<(), XlsxError> {
        let page = self.page;
        page.set_freeze_panes(rows, columns)?;
        page.set_autofit_max_row(FITTED_ROWS).set_autofit_max_width(WIDEST).autofit();
        page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        page.set_repeat_rows(0, 0)?.set_footer("&L&A&R&P of &N");
        Ok(())
    }
}

/// What a cell holds.
pub(super) enum Cell<'t> {
    Text(&'t str),
    Number(f64, Look),
    Formatted(f64, &'t Format),
    Nothing,
}

impl Row<'_, '_> {
    pub(super) fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        self.put(&Cell::Text(text))
    }

    pub(super) fn number(&mut self, value: f64, look: Look) -> Result<(), XlsxError> {
        self.put(&Cell::Number(value, look))
    }

    /// Fills the next cell.
    pub(super) fn put(&mut self, cell: &Cell<'_>) -> Result<(), XlsxError> {
        let Sheet { page, styles, .. } = &mut *self.sheet;
        // Nought has no sign.
        let written = match *cell {
            Cell::Text(text) => page.write_string(self.at, self.next, safe(text)).map(drop),
            Cell::Number(value, look) => {
                let format = styles.number(look);
                page.write_number_with_format(self.at, self.next, value + 0.0, format).map(drop)
            }
            Cell::Formatted(value, format) => {
                page.write_number_with_format(self.at, self.next, value + 0.0, format).map(drop)
            }
            Cell::Nothing => Ok(()),
        };
        self.next += 1;
        written
    }
}
