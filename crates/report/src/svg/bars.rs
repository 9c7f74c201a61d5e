//! Lying bars made of parts, a row per name.

use super::head::LINE;
use super::ink::Ink;
use super::pen::{Pen, Side};
use super::scale::figure;
use super::{Canvas, Setting, spans, words};
use crate::chart::{Chart, Scale, Series};
use crate::text::plain;

/// Height of a bar in letters.
const BAR: f64 = 1.9;

/// The height that the bars take.
pub(super) fn height(chart: &Chart, canvas: &Canvas) -> f64 {
    if spans::needed(chart.series()) {
        return spans::height(rows(chart).len(), chart.series(), canvas);
    }
    rows(chart).len() as f64 * row(canvas) + 2.2 * canvas.letter
}

fn row(canvas: &Canvas) -> f64 {
    (LINE + BAR + 0.7) * canvas.letter
}

fn rows(chart: &Chart) -> Vec<String> {
    match &chart.x.scale {
        Scale::Names(names) => names.iter().map(|name| plain(name)).collect(),
        Scale::Numbers(_) => Vec::new(),
    }
}

pub(super) fn draw(chart: &Chart, series: &[Series], canvas: &Canvas, top: f64, pen: &mut Pen) {
    let letter = canvas.letter;
    let margin = if canvas.setting == Setting::Alone { letter } else { 0.0 };
    let rows = rows(chart);
    if spans::needed(series) {
        return spans::draw(chart, (&rows, series), canvas, top, pen);
    }
    let totals: Vec<f64> = (0..rows.len()).map(|row| total(series, row)).collect();
    let longest =
        chart.y.limits.map_or_else(|| totals.iter().copied().fold(0.0, f64::max), |l| l.1);
    let beside =
        totals.iter().map(|total| words::width(&figure(*total, chart.y.measure()), letter));
    let room = canvas.width - 2.0 * margin - beside.fold(0.0, f64::max) - letter;
    for (at, name) in rows.iter().enumerate() {
        let y = top + at as f64 * row(canvas) + letter;
        let name = words::cut(name, letter, canvas.width - 2.0 * margin);
        pen.text((margin, y), Side::Right, letter, Ink::Word, &name);
        let bar = Bar {
            left: margin,
            top: y + 0.45 * letter,
            scale: room / longest.max(f64::MIN_POSITIVE),
            letter,
        };
        let end = bar.draw(chart, series, at, pen);
        let place = (end + 0.4 * letter, bar.top + (BAR / 2.0 + 0.35) * letter);
        pen.text(place, Side::Right, letter, Ink::Word, &figure(totals[at], chart.y.measure()));
    }
    let foot = top + rows.len() as f64 * row(canvas) + 1.1 * letter;
    pen.text((margin, foot), Side::Right, letter, Ink::Aside, &plain(&chart.y.title));
}

fn part(series: &Series, row: usize) -> f64 {
    let at = |x: f64| (x - row as f64).abs() < 0.5;
    series.points.iter().find(|point| at(point.x)).map_or(0.0, |point| point.y.max(0.0))
}

fn total(series: &[Series], row: usize) -> f64 {
    series.iter().map(|one| part(one, row)).sum()
}

struct Bar {
    left: f64,
    top: f64,
    /// Pixels of a unit.
    scale: f64,
    letter: f64,
}

impl Bar {
    /// Draws the parts end to end, and says where they end.
    fn draw(&self, chart: &Chart, series: &[Series], row: usize, pen: &mut Pen) -> f64 {
        let has_parts = series.len() > 1;
        series.iter().fold(self.left, |left, one| {
            let value = part(one, row);
            let width = value * self.scale;
            let size = (width - 1.0, BAR * self.letter);
            pen.rect((left, self.top), size, Ink::Hue(one.hue));
            let said = figure(value, chart.y.measure());
            if has_parts && words::width(&said, self.letter) + 0.6 * self.letter < width {
                let place = (left + width / 2.0, self.top + (BAR / 2.0 + 0.35) * self.letter);
                pen.text(place, Side::Middle, self.letter, Ink::Ground, &said);
            }
            left + width
        })
    }
}
