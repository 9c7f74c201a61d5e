//! Upright columns side by side.

use super::Canvas;
use super::frame::{Extent, Frame, span};
use super::ink::Ink;
use super::pen::{Dash, Pen, Side};
use super::scale::figure;
use super::words;
use crate::chart::{Chart, Point, Scale, Series};

/// The share of its slot that a group of columns takes.
const FILLED: f64 = 0.78;

pub(super) fn draw(chart: &Chart, series: &[Series], canvas: &Canvas, top: f64, pen: &mut Pen) {
    let slots = slots(chart, series);
    let frame = Frame::new(chart, canvas, top, &extent(series, slots));
    frame.axes(chart, pen);
    let slot = (frame.across.1 - frame.across.0) / slots as f64;
    let width = FILLED * slot / series.len().max(1) as f64;
    for (at, one) in series.iter().enumerate() {
        let aside = (at as f64 - (series.len() - 1) as f64 / 2.0) * width;
        for point in &one.points {
            column(&frame, one, point, (frame.x.at(point.x) + aside, width), pen);
            value(&frame, chart, point, (frame.x.at(point.x) + aside, width), pen);
        }
    }
}

fn slots(chart: &Chart, series: &[Series]) -> usize {
    match &chart.x.scale {
        Scale::Names(names) => names.len().max(1),
        Scale::Numbers(_) => series.iter().map(|one| one.points.len()).max().unwrap_or(1).max(1),
    }
}

/// Half a slot is left free at either end.
fn extent(series: &[Series], slots: usize) -> Extent {
    let points = series.iter().flat_map(|one| &one.points);
    let values = points.flat_map(|point| {
        let (low, high) = point.range.unwrap_or((point.y, point.y));
        [low, point.y, high, 0.0]
    });
    Extent { x: (-0.5, slots as f64 - 0.5), y: span(values), beside: 0.0, inset: 0.0 }
}

fn column(
    frame: &Frame,
    series: &Series,
    point: &Point,
    (middle, width): (f64, f64),
    pen: &mut Pen,
) {
    let (foot, head) = (frame.y.at(0.0), frame.y.at(point.y));
    let left = middle - 0.46 * width;
    let size = (0.92 * width, (foot - head).abs());
    pen.rect((left, foot.min(head)), size, Ink::Hue(series.hue));
    if let Some((low, high)) = point.range {
        let ends = [(middle, frame.y.at(low)), (middle, frame.y.at(high))];
        pen.line(&ends, Ink::Word, 1.3, Dash::None);
    }
}

/// The value above its column, where there is room for it and no range in its way.
fn value(frame: &Frame, chart: &Chart, point: &Point, (middle, width): (f64, f64), pen: &mut Pen) {
    let (said, size) = (figure(point.y, chart.y.measure()), 0.86 * frame.letter);
    if point.range.is_none() && words::width(&said, size) < 1.1 * width {
        let place = (middle, frame.y.at(point.y.max(0.0)) - 0.35 * size);
        pen.text(place, Side::Middle, size, Ink::Word, &said);
    }
}
