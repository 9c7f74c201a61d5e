//! What stands above a plot: the question and the key, where they are wanted there.

use super::ink::Ink;
use super::pen::{Pen, Side};
use super::{Canvas, Key, Setting, words};
use crate::chart::{Chart, Drawing, Hue, Series};
use crate::text::plain;

/// Size of the question in letters.
const QUESTION: f64 = 1.4;
/// Height of a line in letters.
pub(super) const LINE: f64 = 1.45;

/// Draws the question and the key, and says where they end.
pub(super) fn draw(chart: &Chart, canvas: &Canvas, pen: &mut Pen) -> f64 {
    let top = question(chart, canvas, pen);
    key(chart, canvas, top, pen)
}

/// The height that the head takes.
pub(super) fn height(chart: &Chart, canvas: &Canvas) -> f64 {
    draw(chart, canvas, &mut Pen::default())
}

fn question(chart: &Chart, canvas: &Canvas, pen: &mut Pen) -> f64 {
    if canvas.setting == Setting::Page {
        return 0.0;
    }
    let margin = canvas.letter;
    let room = canvas.width - 2.0 * margin;
    let mut y = 0.8 * margin;
    for (said, size, ink) in [
        (&chart.question, QUESTION * canvas.letter, Ink::Word),
        (&chart.reading, canvas.letter, Ink::Aside),
    ] {
        for line in words::lines(&plain(said), size, room, 3) {
            y += LINE * size;
            pen.text((margin, y - 0.4 * size), Side::Right, size, ink, &line);
        }
    }
    y + 0.4 * margin
}

/// Names of so many points find a place beside them.
const FEW_POINTS: usize = 3;

/// Whether the names of series stand above the plot.
pub(super) fn has_key(chart: &Chart, canvas: &Canvas) -> bool {
    match &chart.drawing {
        Drawing::Bars(_) | Drawing::Columns(_) => chart.series().len() > 1,
        Drawing::Lines(_) | Drawing::Areas(_) => canvas.key == Key::Above,
        Drawing::Points(series) => canvas.key == Key::Above || series.len() > FEW_POINTS,
        Drawing::Dots(_) | Drawing::Calendar(_) => false,
    }
}

fn key(chart: &Chart, canvas: &Canvas, top: f64, pen: &mut Pen) -> f64 {
    if !has_key(chart, canvas) {
        return top;
    }
    let letter = canvas.letter;
    let margin = if canvas.setting == Setting::Alone { letter } else { 0.0 };
    let (sign, gap) = (1.2 * letter, letter);
    let (mut x, mut y) = (margin, top + letter);
    for series in in_order(chart) {
        let name = words::cut(&plain(&series.name), letter, canvas.width - 2.0 * margin - sign);
        let width = sign + words::width(&name, letter);
        if x > margin && x + width > canvas.width - margin {
            (x, y) = (margin, y + LINE * letter);
        }
        sign_of(chart, series.hue, (x + 0.4 * letter, y - 0.35 * letter), letter, pen);
        pen.text((x + sign, y), Side::Right, letter, Ink::Word, &name);
        x += width + gap;
    }
    y + 0.8 * letter
}

/// Areas are named from the top downwards, as they lie.
fn in_order(chart: &Chart) -> Vec<&Series> {
    let series = chart.series().iter();
    if matches!(chart.drawing, Drawing::Areas(_)) {
        series.rev().collect()
    } else {
        series.collect()
    }
}

fn sign_of(chart: &Chart, hue: Hue, (x, y): (f64, f64), letter: f64, pen: &mut Pen) {
    if matches!(chart.drawing, Drawing::Lines(_) | Drawing::Points(_)) {
        pen.marker((x, y), 0.35 * letter, hue);
    } else {
        let side = 0.75 * letter;
        pen.rect((x - side / 2.0, y - side / 2.0), (side, side), Ink::Hue(hue));
    }
}
