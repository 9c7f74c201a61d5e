//! A table of labelled rows that takes as many columns as fit, and goes on below with the rest.

use std::ops::Range;

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Row, Width};

use crate::text;

/// Space before a column, and before each where that lets all of them stand side by side.
const GAP: u16 = 2;
const NARROW_GAP: u16 = 1;
/// Labels are cut beyond this width.
const WIDEST_LABEL: usize = 40;

/// Labelled rows under headed columns. A cell may have several lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    /// Heads of the columns after the labels.
    pub(crate) heads: Vec<String>,
    /// Rows: a label, and one cell per head.
    pub(crate) rows: Vec<(String, Vec<String>)>,
}

impl Grid {
    /// The same table for a page, under a caption.
    pub(crate) fn with_caption(self, caption: String) -> crate::page::Grid {
        let rows = self.rows.into_iter().map(|(label, cells)| (label.trim().to_owned(), cells));
        crate::page::Grid {
            caption,
            corner: "figure".to_owned(),
            heads: self.heads,
            rows: rows.collect(),
            cells: crate::page::Cells::Numbers,
        }
    }

    /// The rows as text, no line wider than `width` unless a single column is.
    pub(crate) fn render(&self, width: usize) -> String {
        let room = width.saturating_sub(self.label_width());
        let gap = self.gap(room);
        let panels = self.panels(room, gap).into_iter().map(|panel| self.panel(panel, gap));
        panels.collect::<Vec<_>>().join("\n")
    }

    fn gap(&self, room: usize) -> u16 {
        let fits = |gap: u16| self.range_width(0..self.heads.len(), gap) <= room;
        if !fits(GAP) && fits(NARROW_GAP) { NARROW_GAP } else { GAP }
    }

    fn label_width(&self) -> usize {
        let labels = self.rows.iter().map(|(label, _)| text::width(label));
        labels.max().unwrap_or(0).min(WIDEST_LABEL)
    }

    /// Splits the columns into ranges that fit into the room right of the labels, about as many in
    /// each.
    fn panels(&self, room: usize, gap: u16) -> Vec<Range<usize>> {
        let columns = self.heads.len();
        let parts = (1..columns).find(|parts| {
            even_ranges(columns, *parts)
                .into_iter()
                .all(|range| self.range_width(range, gap) <= room)
        });
        even_ranges(columns, parts.unwrap_or(columns.max(1)))
    }

    fn range_width(&self, columns: Range<usize>, gap: u16) -> usize {
        columns.map(|column| self.column_width(column) + usize::from(gap)).sum()
    }

    fn column_width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|(_, cells)| cells.get(column));
        let lines = cells.chain([&self.heads[column]]).flat_map(|cell| cell.lines());
        lines.map(text::width).max().unwrap_or(0)
    }

    fn panel(&self, columns: Range<usize>, gap: u16) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(row("", &self.heads[columns.clone()]));
        for (label, cells) in &self.rows {
            table.add_row(row(&text::cut(label, WIDEST_LABEL), &cells[columns.clone()]));
        }
        for column in table.column_iter_mut() {
            column.set_padding((if column.index == 0 { 0 } else { gap }, 0));
        }
        if let Some(labels) = table.column_mut(0) {
            let width = u16::try_from(self.label_width()).unwrap_or(u16::MAX);
            labels.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
        table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
    }
}

/// So many ranges that cover the columns; the longer ones come last.
fn even_ranges(columns: usize, parts: usize) -> Vec<Range<usize>> {
    (0..parts).map(|part| columns * part / parts..columns * (part + 1) / parts).collect()
}

fn row(label: &str, cells: &[String]) -> Row {
    let mut row = Row::new();
    row.add_cell(Cell::new(label));
    for cell in cells {
        row.add_cell(Cell::new(cell).set_alignment(CellAlignment::Right));
    }
    row
}

#[cfg(test)]
mod tests {
    use super::Grid;

    fn grid() -> Grid {
        let heads = ["Q1", "Q2", "Q3"].map(str::to_owned).to_vec();
        let row =
            |label: &str, cells: [&str; 3]| (label.to_owned(), cells.map(str::to_owned).to_vec());
        Grid {
            heads,
            rows: vec![row("dials", ["1,300", "7", ""]), row("asks", ["4\n1–9", "2", "3"])],
        }
    }

    #[test]
    fn everything_side_by_side_where_there_is_room() {
        let expected =
            "          Q1  Q2  Q3\ndials  1,300   7\nasks       4   2   3\n         1–9\n";
        assert_eq!(grid().render(20), expected);
    }

    #[test]
    fn columns_move_together_before_they_go_below() {
        let expected = "         Q1 Q2 Q3\ndials 1,300  7\nasks      4  2  3\n        1–9\n";
        assert_eq!(grid().render(17), expected);
    }

    #[test]
    fn columns_that_do_not_fit_go_below() {
        let expected = "          Q1\ndials  1,300\nasks       4\n         1–9\n\n       Q2  Q3\ndials   7\nasks    2   3\n";
        assert_eq!(grid().render(15), expected);
    }
}
