//! A folder of pictures: each chart in a file of its own, beside its figures.

use crate::chart::Chart;
use crate::document::{Document, Leaf};
use crate::text::plain;
use crate::{csv, png, svg};

/// The form of the pictures in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// Lines that stay sharp at any size.
    Svg,
    /// Dots, for programs that take nothing else.
    Png,
}

/// The file that says what the others are: a name and a question per line.
pub const CONTENTS: &str = "contents.txt";

/// The charts as files, and what they show as CSV. `made_by` says how they came about.
pub fn folder(charts: &[Chart], kind: PictureKind, made_by: &str) -> Document {
    let mut artist = Artist::new(kind);
    let mut contents = String::new();
    let mut leaves = Vec::new();
    for chart in charts {
        let figures = csv::figures(&chart.figures()).into_bytes();
        let figures = Leaf { name: format!("{}.csv", chart.name), bytes: figures };
        for leaf in [artist.draw(chart), figures] {
            contents.extend([leaf.name.as_str(), "\t", &plain(&chart.question), "\n"]);
            leaves.push(leaf);
        }
    }
    contents.extend(["\n", &plain(made_by), "\n"]);
    leaves.push(Leaf { name: CONTENTS.to_owned(), bytes: contents.into_bytes() });
    Document::Folder(leaves)
}

/// Draws; keeps the fonts of PNG.
enum Artist {
    Svg,
    Png(png::Painter),
}

impl Artist {
    fn new(kind: PictureKind) -> Self {
        match kind {
            PictureKind::Svg => Self::Svg,
            PictureKind::Png => Self::Png(png::Painter::new()),
        }
    }

    fn draw(&mut self, chart: &Chart) -> Leaf {
        let drawn = svg::draw(chart, &svg::ALONE);
        match self {
            Self::Svg => Leaf { name: format!("{}.svg", chart.name), bytes: drawn.into_bytes() },
            Self::Png(painter) => {
                Leaf { name: format!("{}.png", chart.name), bytes: painter.paint(&drawn) }
            }
        }
    }
}
