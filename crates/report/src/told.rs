//! An answer in every form: what people read, what programs read, and what both look at.
//!
//! Whoever answers a question fills a [`Told`] once; the terminal, the page, the pictures and the
//! files of figures are read off it, so they cannot disagree.

use serde_json::Value;

use crate::chart::{Chart, Measure};
use crate::document::Document;
use crate::page::{Page, Part};
use crate::pictures::{self, PictureKind};
use crate::{csv, json, parquet, xlsx};

mod text;

/// An answer in every form.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// What people read, on paper, on a screen or in a terminal.
    pub page: Page,
    /// The figures, typed. The first table is the answer to the question: it alone is what CSV and
    /// parquet hold; a workbook has a sheet per table.
    pub tables: Vec<DataTable>,
    /// The whole answer for programs: an object that begins with its "schema".
    pub json: Value,
}

/// Figures in rows and columns, each column of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct DataTable {
    /// Lower-case letters, digits and hyphens, unique in its answer: the name of a sheet.
    pub name: String,
    /// What it shows.
    pub caption: String,
    /// What stands in the columns.
    pub columns: Vec<DataColumn>,
    /// As wide as the columns.
    pub rows: Vec<Vec<Datum>>,
}

/// A column of a [`DataTable`].
#[derive(Debug, Clone, PartialEq)]
pub struct DataColumn {
    /// Lower-case letters, digits and underscores, with the unit where the kind does not tell it:
    /// `cold_call_hours_a_week`.
    pub name: String,
    /// What stands in it.
    pub kind: Kind,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Words.
    Text,
    /// Numbers, of this measure.
    Number(Measure),
}

/// A cell of a [`DataTable`].
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Nothing is known here.
    Nothing,
    /// Words, in a column of words.
    Text(String),
    /// A number with all its digits, in a column of numbers.
    Number(f64),
}

impl Told {
    /// For a terminal of this many columns.
    pub fn text(&self, width: usize) -> Document {
        text::page(&self.page, width).into()
    }

    /// For programs.
    pub fn json(&self) -> Document {
        json::text(&self.json).into()
    }

    /// The answer as lines of numbers.
    pub fn csv(&self) -> Document {
        self.tables.first().map_or_else(String::new, csv::table).into()
    }

    /// The same lines for data tools.
    pub fn parquet(&self) -> Document {
        Document::Bytes(parquet::told(self))
    }

    /// A workbook: what the answer says, then every table.
    pub fn xlsx(&self) -> Document {
        Document::Bytes(xlsx::told(self))
    }

    /// A page in one file.
    pub fn html(&self) -> Document {
        self.page.html().into()
    }

    /// A folder of the pictures that the page shows.
    pub fn pictures(&self, kind: PictureKind) -> Document {
        pictures::folder(&self.charts(), kind, &self.page.foot)
    }

    /// Every picture of the page, in its order.
    pub fn charts(&self) -> Vec<Chart> {
        let mut charts = Vec::new();
        for section in &self.page.sections {
            collect(&section.parts, &mut charts);
        }
        charts
    }
}

fn collect(parts: &[Part], charts: &mut Vec<Chart>) {
    for part in parts {
        match part {
            Part::Picture(chart) => charts.push(chart.clone()),
            Part::Fold { parts, .. } | Part::Reveal { parts, .. } => collect(parts, charts),
            Part::Text(_)
            | Part::List(_)
            | Part::Table(_)
            | Part::AsWritten(_)
            | Part::Links(_) => {}
        }
    }
}

impl Datum {
    /// The number, where there is one.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            // Nought has no sign, and what is no number is not known.
            Self::Number(number) => Some(number + 0.0).filter(|number| number.is_finite()),
            Self::Nothing | Self::Text(_) => None,
        }
    }

    /// The words, where there are some.
    pub(crate) fn words(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Nothing | Self::Number(_) => None,
        }
    }
}

impl DataTable {
    /// A table without rows.
    pub fn new(name: &str, caption: &str, columns: Vec<DataColumn>) -> Self {
        Self { name: name.to_owned(), caption: caption.to_owned(), columns, rows: Vec::new() }
    }
}

impl DataColumn {
    /// A column of words.
    pub fn text(name: &str) -> Self {
        Self { name: name.to_owned(), kind: Kind::Text }
    }

    /// A column of numbers.
    pub fn number(name: &str, measure: Measure) -> Self {
        Self { name: name.to_owned(), kind: Kind::Number(measure) }
    }
}

impl From<f64> for Datum {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<T: Into<Self>> From<Option<T>> for Datum {
    fn from(known: Option<T>) -> Self {
        known.map_or(Self::Nothing, Into::into)
    }
}

#[cfg(test)]
mod tests;
