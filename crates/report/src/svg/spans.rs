//! Lying bars that may go either way from nought, a thin one per series, each with its range.

use super::ink::Ink;
use super::pen::{Dash, Pen, Side};
use super::scale::{Scale, figure};
use super::{Canvas, Setting, head, words};
use crate::chart::{Chart, Hue, Point, Series};
use crate::text::plain;

/// Height of a bar in letters.
const BAR: f64 = 0.95;

/// Whether bars need this form: where something is below nought, or has a range.
pub(super) fn needed(series: &[Series]) -> bool {
    let points = || series.iter().flat_map(|one| &one.points);
    points().any(|point| point.y < 0.0 || point.range.is_some())
}

/// The height that the bars of so many rows take.
pub(super) fn height(rows: usize, series: &[Series], canvas: &Canvas) -> f64 {
    rows as f64 * row(series, canvas) + 2.2 * canvas.letter
}

fn row(series: &[Series], canvas: &Canvas) -> f64 {
    (head::LINE + BAR * series.len() as f64 + 0.6) * canvas.letter
}

pub(super) fn draw(
    chart: &Chart,
    (names, series): (&[String], &[Series]),
    canvas: &Canvas,
    top: f64,
    pen: &mut Pen,
) {
    let letter = canvas.letter;
    let margin = if canvas.setting == Setting::Alone { letter } else { 0.0 };
    let spans = Spans::new(chart, series, canvas, margin);
    for (at, name) in names.iter().enumerate() {
        let y = top + at as f64 * row(series, canvas) + letter;
        let name = words::cut(name, letter, canvas.width - 2.0 * margin);
        pen.text((margin, y), Side::Right, letter, Ink::Word, &name);
        spans.nought(y + 0.3 * letter, series.len(), pen);
        for (place, one) in series.iter().enumerate() {
            let above = y + (0.4 + BAR * place as f64) * letter;
            if let Some(point) = one.points.iter().find(|point| (point.x - at as f64).abs() < 0.5) {
                spans.bar(chart, point, one.hue, above, pen);
            }
        }
    }
    let bottom = top + names.len() as f64 * row(series, canvas);
    let foot = bottom + 1.1 * letter;
    pen.text((margin, foot), Side::Right, letter, Ink::Aside, &plain(&chart.y.title));
}

struct Spans {
    scale: Scale,
    letter: f64,
    right: f64,
}

impl Spans {
    /// Figures stand beyond the ends of bars, so that room is kept at both sides.
    fn new(chart: &Chart, series: &[Series], canvas: &Canvas, margin: f64) -> Self {
        let points = || series.iter().flat_map(|one| &one.points);
        let ends = points().flat_map(|point| {
            let (low, high) = point.range.unwrap_or((point.y, point.y));
            [point.y, low, high]
        });
        let finite = ends.filter(|end| end.is_finite());
        let (least, most) =
            finite.fold((0.0, 0.0), |(a, b), end| (f64::min(a, end), f64::max(b, end)));
        let (least, most) = chart.y.limits.unwrap_or((least, most));
        let said = points().map(|point| said(chart, point));
        let widest = said.map(|said| words::width(&said, 0.9 * canvas.letter)).fold(0.0, f64::max);
        let room = widest + 0.9 * canvas.letter;
        let left = margin + if least < 0.0 { room } else { 0.0 };
        let right = canvas.width - margin;
        Self {
            scale: Scale::new((least, most), (left, right - room)),
            letter: canvas.letter,
            right,
        }
    }

    /// The line from which so many bars begin; it leaves names alone.
    fn nought(&self, top: f64, bars: usize, pen: &mut Pen) {
        let (x, bottom) = (self.scale.at(0.0), top + (BAR * bars as f64 + 0.1) * self.letter);
        pen.line(&[(x, top), (x, bottom)], Ink::Aside, 1.0, Dash::None);
    }

    fn bar(&self, chart: &Chart, point: &Point, hue: Hue, top: f64, pen: &mut Pen) {
        let (nought, end) = (self.scale.at(0.0), self.scale.at(point.y));
        let height = (BAR - 0.15) * self.letter;
        pen.rect((nought.min(end), top), ((end - nought).abs(), height), Ink::Hue(hue));
        let (low, high) = point.range.unwrap_or((point.y, point.y));
        let [low, high] = [low, high].map(|value| self.scale.at(value));
        let middle = top + height / 2.0;
        if high > low {
            pen.line(&[(low, middle), (high, middle)], Ink::Word, 1.2, Dash::None);
        }
        let base = middle + 0.32 * self.letter;
        let (place, side) = if point.y < 0.0 {
            ((low.min(end) - 0.35 * self.letter, base), Side::Left)
        } else {
            ((high.max(end) + 0.35 * self.letter, base), Side::Right)
        };
        let place = (place.0.min(self.right), place.1);
        pen.text(place, side, 0.9 * self.letter, Ink::Aside, &said(chart, point));
    }
}

fn said(chart: &Chart, point: &Point) -> String {
    figure(point.y, chart.y.measure())
}
