//! Charts as SVG: small, readable without any style sheet, coloured by one where there is one.
//!
//! Not a plotting library: it draws the seven forms that a [`Chart`] can have, with labels beside
//! what they name, at sizes made for the place where they stand.

use crate::chart::{Chart, Drawing};
use pen::Pen;

mod areas;
mod bars;
mod calendar;
mod columns;
mod dots;
mod frame;
mod head;
pub(crate) mod ink;
mod lines;
mod pen;
mod points;
pub(crate) mod scale;
mod spans;
mod words;

/// The sheet that a chart is drawn on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
    /// Size of letters in pixels.
    pub letter: f64,
    /// Where names of series stand.
    pub key: Key,
    /// Whether the picture must speak for itself.
    pub setting: Setting,
}

/// Where the names of series stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Beside what they name.
    Beside,
    /// In rows above the picture, where there is no room at its side.
    Above,
}

/// What stands around a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// A page that shows the question and has the colours.
    Page,
    /// Nothing: the picture shows its question, and has its own colours.
    Alone,
}

/// A picture in the page of a screen or a sheet of paper.
pub const WIDE: Canvas =
    Canvas { width: 760.0, height: 360.0, letter: 14.0, key: Key::Beside, setting: Setting::Page };
/// A picture in the page of a telephone.
pub const NARROW: Canvas =
    Canvas { width: 340.0, height: 320.0, letter: 13.0, key: Key::Above, setting: Setting::Page };
/// A picture in a file of its own.
pub const ALONE: Canvas =
    Canvas { width: 960.0, height: 560.0, letter: 17.0, key: Key::Beside, setting: Setting::Alone };

/// The chart as one `<svg>` element.
pub fn draw(chart: &Chart, canvas: &Canvas) -> String {
    let mut pen = Pen::default();
    let canvas = &Canvas { height: height(chart, canvas), ..*canvas };
    let top = head::draw(chart, canvas, &mut pen);
    match &chart.drawing {
        Drawing::Lines(series) => lines::draw(chart, series, canvas, top, &mut pen),
        Drawing::Areas(series) => areas::draw(chart, series, canvas, top, &mut pen),
        Drawing::Columns(series) => columns::draw(chart, series, canvas, top, &mut pen),
        Drawing::Points(series) => points::draw(chart, series, canvas, top, &mut pen),
        Drawing::Bars(series) => bars::draw(chart, series, canvas, top, &mut pen),
        Drawing::Dots(lots) => dots::draw(lots, canvas, top, &mut pen),
        Drawing::Calendar(days) => calendar::draw(days, canvas, top, &mut pen),
    }
    element(chart, canvas, &pen.finish())
}

/// Bars, dots and days take the height that they need.
fn height(chart: &Chart, canvas: &Canvas) -> f64 {
    let head = head::height(chart, canvas);
    match &chart.drawing {
        Drawing::Bars(_) => head + bars::height(chart, canvas),
        Drawing::Dots(lots) => head + dots::height(lots, canvas),
        Drawing::Calendar(days) => head + calendar::height(days, canvas),
        _ => canvas.height.max(head + MIN_PLOT * canvas.letter),
    }
}

/// Whether it is so high on a telephone that half the width of a sheet of paper is too little.
fn is_tall(chart: &Chart) -> bool {
    const TALL: f64 = 1.3;
    height(chart, &NARROW) > TALL * NARROW.height
}

/// However many names stand above it, a plot keeps so many letters' height.
const MIN_PLOT: f64 = 16.0;

fn element(chart: &Chart, canvas: &Canvas, drawn: &str) -> String {
    let Canvas { width, height, .. } = canvas;
    let height = height.ceil();
    let (question, alt) = (pen::escape(&chart.question), pen::escape(&chart.alt));
    let opening = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="{FONT}" font-variant-numeric="tabular-nums""#
    );
    match canvas.setting {
        Setting::Page => {
            let class = if canvas.key == Key::Beside { "wide" } else { "narrow" };
            let tall = if is_tall(chart) { " tall" } else { "" };
            format!(
                r#"{opening} class="{class}{tall}" aria-label="{question} {alt}">{drawn}</svg>"#
            )
        }
        Setting::Alone => {
            let (rules, paper) = (ink::alone(), paper(canvas, height));
            format!(
                r#"{opening} width="{width}" height="{height}"><title>{question}</title><desc>{alt}</desc><style>{rules}</style>{paper}{drawn}</svg>"#
            ) + "\n"
        }
    }
}

/// Fonts of the reader's system; pictures of dots have the last but one built in.
const FONT: &str = "system-ui, 'Segoe UI', 'Liberation Sans', sans-serif";

fn paper(canvas: &Canvas, height: f64) -> String {
    let mut pen = Pen::default();
    pen.rect((0.0, 0.0), (canvas.width, height), ink::Ink::Ground);
    pen.finish()
}
