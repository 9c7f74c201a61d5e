//! Areas upon areas: the parts of a whole, and how they change.

use super::frame::{Extent, Frame, places};
use super::ink::Ink;
use super::lines::{beside, side};
use super::pen::{Dash, Pen, Place};
use super::{Canvas, Key};
use crate::chart::{Chart, Series};

/// How much of the ground an area covers.
const COVER: f64 = 0.82;

pub(super) fn draw(chart: &Chart, series: &[Series], canvas: &Canvas, top: f64, pen: &mut Pen) {
    let edges = edges(series);
    let highest = edges.iter().flatten().copied().fold(0.0, f64::max);
    let extent =
        Extent { x: places(chart), y: (0.0, highest), beside: side(series, canvas), inset: 0.0 };
    let frame = Frame::new(chart, canvas, top, &extent);
    frame.axes(chart, pen);
    for (at, one) in series.iter().enumerate() {
        let edge = |heights: &[f64]| -> Vec<Place> {
            one.points.iter().zip(heights).map(|(point, y)| frame.at(point.x, *y)).collect()
        };
        let (lower, upper) = (edge(&edges[at]), edge(&edges[at + 1]));
        pen.band(&upper, &lower, Ink::Hue(one.hue), COVER);
        pen.line(&upper, Ink::Ground, 1.2, Dash::None);
    }
    if canvas.key == Key::Beside {
        beside(&frame, canvas, &middles(series, &edges), pen);
    }
}

/// The lower edge of the first area, and the upper edge of each.
fn edges(series: &[Series]) -> Vec<Vec<f64>> {
    let places = series.iter().map(|one| one.points.len()).max().unwrap_or(0);
    let mut edges = vec![vec![0.0; places]];
    for one in series {
        let below = edges.last().cloned().unwrap_or_default();
        let values = one.points.iter().map(|point| point.y.max(0.0));
        edges.push(below.iter().zip(values).map(|(edge, value)| edge + value).collect());
    }
    edges
}

/// Each area with the height of its middle at the right end.
fn middles<'a>(series: &'a [Series], edges: &[Vec<f64>]) -> Vec<(&'a Series, f64)> {
    let ends: Vec<f64> = edges.iter().filter_map(|edge| edge.last().copied()).collect();
    series
        .iter()
        .zip(ends.windows(2))
        .map(|(one, ends)| (one, f64::midpoint(ends[0], ends[1])))
        .collect()
}
