//! Lines with bands: how something goes, and how far it may stray.

use super::frame::{Extent, Frame, places, span};
use super::ink::Ink;
use super::pen::{Dash, Pen, Place, Side};
use super::{Canvas, Key, words};
use crate::chart::{Chart, Point, Scale, Series};
use crate::text::plain;

/// How much of the ground a band covers.
const BAND: f64 = 0.17;
/// Lines with more points than this have a marker at their end only.
const MARKED: usize = 26;
/// The most of the width that labels at the side take.
const SIDE: f64 = 0.28;

pub(super) fn draw(chart: &Chart, series: &[Series], canvas: &Canvas, top: f64, pen: &mut Pen) {
    let frame = Frame::new(chart, canvas, top, &extent(chart, series, canvas));
    frame.axes(chart, pen);
    let has_bands = series.len() <= Chart::MOST_BANDS;
    for (at, one) in series.iter().enumerate() {
        if has_bands {
            band(&frame, one, pen);
        } else {
            whisker(&frame, one, at as f64 - (series.len() - 1) as f64 / 2.0, pen);
        }
    }
    for one in series {
        line(&frame, one, pen);
    }
    if canvas.key == Key::Beside {
        let ends = series.iter().filter_map(|one| Some((one, one.points.last()?.y)));
        beside(&frame, canvas, &ends.collect::<Vec<_>>(), pen);
    }
}

fn extent(chart: &Chart, series: &[Series], canvas: &Canvas) -> Extent {
    let points = series.iter().flat_map(|one| &one.points);
    let values = points.flat_map(|point| {
        let (low, high) = point.range.unwrap_or((point.y, point.y));
        [low, point.y, high, 0.0]
    });
    let is_named = matches!(chart.x.scale, Scale::Names(_));
    Extent {
        x: places(chart),
        y: span(values),
        beside: side(series, canvas),
        inset: if is_named { canvas.letter } else { 0.0 },
    }
}

/// The room for names at the side.
pub(super) fn side(series: &[Series], canvas: &Canvas) -> f64 {
    if canvas.key == Key::Above {
        return 0.0;
    }
    let widest = series.iter().map(|one| words::width(&plain(&one.name), canvas.letter));
    (widest.fold(0.0, f64::max) + 1.6 * canvas.letter).min(SIDE * canvas.width)
}

fn band(frame: &Frame, series: &Series, pen: &mut Pen) {
    let ranged: Vec<(&Point, (f64, f64))> =
        series.points.iter().filter_map(|point| Some((point, point.range?))).collect();
    let edge = |end: fn((f64, f64)) -> f64| -> Vec<Place> {
        ranged.iter().map(|(point, range)| frame.at(point.x, end(*range))).collect()
    };
    let (lower, upper) = (edge(|range| range.0), edge(|range| range.1));
    let ink = Ink::Hue(series.hue);
    if let ([low], [high]) = (lower.as_slice(), upper.as_slice()) {
        pen.line(&[*low, *high], ink, 1.5, Dash::None);
    } else if !ranged.is_empty() {
        pen.band(&upper, &lower, ink, BAND);
    }
}

/// The last range as an upright line, a little aside of those of the other series.
fn whisker(frame: &Frame, series: &Series, aside: f64, pen: &mut Pen) {
    let last = series.points.last();
    if let Some((x, (low, high))) = last.and_then(|last| Some((last.x, last.range?))) {
        let end = |value: f64| (frame.x.at(x) + 0.3 * frame.letter * aside, frame.y.at(value));
        pen.line(&[end(low), end(high)], Ink::Hue(series.hue), 1.6, Dash::None);
    }
}

fn line(frame: &Frame, series: &Series, pen: &mut Pen) {
    let at: Vec<Place> = series.points.iter().map(|point| frame.at(point.x, point.y)).collect();
    let dash = if series.hue == crate::chart::Hue::Quiet { Dash::Fine } else { Dash::None };
    pen.line(&at, Ink::Hue(series.hue), 2.2, dash);
    let marked = if at.len() > MARKED { &at[at.len() - 1..] } else { &at[..] };
    for place in marked {
        pen.marker(*place, 0.29 * frame.letter, series.hue);
    }
}

/// Names beside the plot at the heights of what they name, as far as they make way for each other.
pub(super) fn beside(frame: &Frame, canvas: &Canvas, named: &[(&Series, f64)], pen: &mut Pen) {
    let letter = frame.letter;
    let wanted: Vec<f64> = named.iter().map(|(_, value)| frame.y.at(*value)).collect();
    let heights = words::spread(&wanted, 1.2 * letter, frame.down);
    let left = frame.across.1 + 0.9 * letter;
    for ((series, _), y) in named.iter().zip(heights) {
        pen.marker((left, y), 0.29 * letter, series.hue);
        let room = canvas.width - left - 0.6 * letter;
        let name = words::cut(&plain(&series.name), letter, room);
        let place = (left + 0.6 * letter, y + 0.35 * letter);
        pen.text(place, Side::Right, letter, Ink::Word, &name);
    }
}
