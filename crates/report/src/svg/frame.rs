//! The axes of a plot: margins, grid, names of places, marks.

use super::head::LINE;
use super::ink::Ink;
use super::pen::{Dash, Pen, Place, Side};
use super::scale::{Scale, label};
use super::{Canvas, Setting, words};
use crate::chart::{At, Axis, Chart, Mark, Measure};
use crate::text::plain;

/// A plot with its scales.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) letter: f64,
    /// Left and right end of the plot.
    pub(super) across: (f64, f64),
    /// Upper and lower end of the plot.
    pub(super) down: (f64, f64),
    pub(super) x: Scale,
    pub(super) y: Scale,
}

/// What a plot needs to know of its data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Least and greatest place.
    pub(super) x: (f64, f64),
    /// Least and greatest value.
    pub(super) y: (f64, f64),
    /// Room at the right for labels.
    pub(super) beside: f64,
    /// Room between the ends of x and the edges of the plot.
    pub(super) inset: f64,
}

impl Frame {
    /// Lays the plot out below `top`.
    pub(super) fn new(chart: &Chart, canvas: &Canvas, top: f64, extent: &Extent) -> Self {
        let letter = canvas.letter;
        let margin = if canvas.setting == Setting::Alone { letter } else { 0.0 };
        let values = chart.y.limits.unwrap_or_else(|| with_marks(extent.y, &chart.marks));
        let measure = chart.y.measure();
        let down = (top + LINE * letter + 0.5 * letter, canvas.height - margin - 2.9 * letter);
        let y = match chart.y.limits {
            Some(limits) => Scale::new(limits, (down.1, down.0)),
            None => Scale::round(values, (down.1, down.0), measure),
        };
        let labels =
            y.ticks(measure).into_iter().map(|tick| words::width(&label(tick, measure), letter));
        let left = margin + labels.fold(0.0, f64::max) + 0.6 * letter;
        let places = chart.x.limits.unwrap_or(extent.x);
        let right = half_of_last(&chart.x, places.1, letter) - extent.inset;
        let right = extent.beside.max(0.8 * letter).max(right);
        let across = (left, canvas.width - margin - right);
        let x = Scale::new(places, (across.0 + extent.inset, across.1 - extent.inset));
        Self { letter, across, down, x, y }
    }

    /// A place of the data in the picture.
    pub(super) fn at(&self, x: f64, y: f64) -> Place {
        (self.x.at(x), self.y.at(y))
    }

    /// Draws the axes and what they are called.
    pub(super) fn axes(&self, chart: &Chart, pen: &mut Pen) {
        self.heights(&chart.y, pen);
        self.places(&chart.x, pen);
        for mark in &chart.marks {
            self.mark(chart, mark, pen);
        }
    }

    fn heights(&self, axis: &Axis, pen: &mut Pen) {
        let title = (self.across.0 - self.left_words(axis), self.down.0 - 0.9 * self.letter);
        pen.text(title, Side::Right, self.letter, Ink::Aside, &plain(&axis.title));
        for tick in self.y.ticks(axis.measure()) {
            let y = self.y.at(tick);
            pen.line(&[(self.across.0, y), (self.across.1, y)], Ink::Grid, 1.0, Dash::None);
            let place = (self.across.0 - 0.5 * self.letter, y + 0.35 * self.letter);
            pen.text(place, Side::Left, self.letter, Ink::Aside, &label(tick, axis.measure()));
        }
    }

    /// The width of the names of heights.
    fn left_words(&self, axis: &Axis) -> f64 {
        let measure = axis.measure();
        let widths = self.y.ticks(measure).into_iter();
        let widest = widths.map(|tick| words::width(&label(tick, measure), self.letter));
        widest.fold(0.0, f64::max) + 0.5 * self.letter
    }

    fn places(&self, axis: &Axis, pen: &mut Pen) {
        let names = names(axis, self.x);
        let y = self.down.1 + 1.25 * self.letter;
        let widest =
            names.iter().map(|(_, name)| words::width(name, self.letter)).fold(0.0, f64::max);
        let apart = match names.as_slice() {
            [(first, _), (second, _), ..] => self.x.at(*second) - self.x.at(*first),
            _ => f64::INFINITY,
        };
        let every = every(widest + 0.6 * self.letter, apart);
        for (place, name) in names.iter().step_by(every) {
            let name = words::cut(name, self.letter, apart * every as f64);
            pen.text((self.x.at(*place), y), Side::Middle, self.letter, Ink::Aside, &name);
        }
        let middle = f64::midpoint(self.across.0, self.across.1);
        let title = (middle, y + 1.35 * self.letter);
        pen.text(title, Side::Middle, self.letter, Ink::Aside, &plain(&axis.title));
    }

    fn mark(&self, chart: &Chart, mark: &Mark, pen: &mut Pen) {
        match mark.at {
            At::Height(value) => self.mark_height(chart, value, &mark.label, pen),
            At::Place(value) => self.mark_place(chart, value, &mark.label, pen),
        }
    }

    /// The label stands at that end of its line, above or below, where it is furthest from the data.
    fn mark_height(&self, chart: &Chart, value: f64, label: &str, pen: &mut Pen) {
        let (y, letter) = (self.y.at(value), self.letter);
        pen.line(&[(self.across.0, y), (self.across.1, y)], Ink::Aside, 1.2, Dash::Fine);
        let ends = [
            (self.across.0 + 0.4 * letter, Side::Right),
            (self.across.1 - 0.4 * letter, Side::Left),
        ];
        let places = ends.into_iter().flat_map(|(x, side)| {
            [y - 0.45 * letter, y + 1.05 * letter].map(|base| ((x, base), side))
        });
        let inside = |base: f64| base - letter > self.down.0 - 0.6 * letter && base < self.down.1;
        let free =
            |(place, side): &(Place, Side)| self.distance(chart, place.1 - 0.35 * letter, *side);
        let best =
            places.filter(|(place, _)| inside(place.1)).max_by(|a, b| free(a).total_cmp(&free(b)));
        if let Some((place, side)) = best {
            pen.text(place, side, 0.93 * letter, Ink::Aside, &plain(label));
        }
    }

    /// How far the data stay from this height near this place.
    fn room(&self, chart: &Chart, x: f64, y: f64) -> f64 {
        let near = 0.1 * (self.across.1 - self.across.0);
        let points = chart.series().iter().flat_map(|series| &series.points);
        let near = points.filter(|point| (self.x.at(point.x) - x).abs() < near);
        near.map(|point| (self.y.at(point.y) - y).abs()).fold(f64::INFINITY, f64::min)
    }

    /// How far the data stay from this height in the third of the plot at one side.
    fn distance(&self, chart: &Chart, y: f64, side: Side) -> f64 {
        let third = (self.across.1 - self.across.0) / 3.0;
        let near = |x: f64| match side {
            Side::Left => x >= self.across.1 - third,
            Side::Right | Side::Middle => x <= self.across.0 + third,
        };
        let points = chart.series().iter().flat_map(|series| &series.points);
        let heights =
            points.filter(|point| near(self.x.at(point.x))).map(|point| self.y.at(point.y));
        heights.map(|height| (height - y).abs()).fold(f64::INFINITY, f64::min)
    }

    /// The label stands at the end of its line, above or below, where it is furthest from the data.
    fn mark_place(&self, chart: &Chart, value: f64, label: &str, pen: &mut Pen) {
        let (x, letter) = (self.x.at(value), self.letter);
        pen.line(&[(x, self.down.0), (x, self.down.1)], Ink::Aside, 1.2, Dash::Fine);
        let label = plain(label);
        let is_far_right = x + words::width(&label, letter) > self.across.1;
        let (dx, side) = if is_far_right { (-0.4, Side::Left) } else { (0.4, Side::Right) };
        let ends = [self.down.0 + 0.9 * letter, self.down.1 - 0.5 * letter];
        let y = if self.room(chart, x, ends[1]) > self.room(chart, x, ends[0]) {
            ends[1]
        } else {
            ends[0]
        };
        let place = (x + dx * letter, y);
        pen.text(place, side, 0.93 * letter, Ink::Aside, &label);
    }
}

/// The half of the name of the last number of an axis, which stands beyond the plot.
fn half_of_last(axis: &Axis, last: f64, letter: f64) -> f64 {
    match &axis.scale {
        crate::chart::Scale::Names(_) => 0.0,
        crate::chart::Scale::Numbers(measure) => words::width(&label(last, measure), letter) / 2.0,
    }
}

/// Every so many names are written, so that they do not run into each other. Up to a name in two
/// they are cut instead.
fn every(width: f64, apart: f64) -> usize {
    (1..=1000).find(|every| *every as f64 * apart >= width).unwrap_or(1)
}

fn names(axis: &Axis, scale: Scale) -> Vec<(f64, String)> {
    match &axis.scale {
        crate::chart::Scale::Names(names) => {
            (0u32..).map(f64::from).zip(names.iter().map(|name| plain(name))).collect()
        }
        crate::chart::Scale::Numbers(measure) => {
            scale.ticks(measure).into_iter().map(|tick| (tick, label(tick, measure))).collect()
        }
    }
}

fn with_marks(values: (f64, f64), marks: &[Mark]) -> (f64, f64) {
    marks.iter().fold(values, |(least, most), mark| match mark.at {
        At::Height(value) => (least.min(value), most.max(value)),
        At::Place(_) => (least, most),
    })
}

/// The least and the greatest of some values; nought to one where there are none.
pub(super) fn span(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let finite = values.filter(|value| value.is_finite());
    let (least, most) = finite
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), value| (a.min(value), b.max(value)));
    if least <= most { (least, most) } else { (0.0, 1.0) }
}

/// The places of x that a chart spans.
pub(super) fn places(chart: &Chart) -> (f64, f64) {
    match &chart.x.scale {
        crate::chart::Scale::Names(names) => (0.0, names.len().saturating_sub(1) as f64),
        crate::chart::Scale::Numbers(
            Measure::Share | Measure::Count | Measure::Money(_) | Measure::Plain,
        ) => {
            let points = chart.series().iter().flat_map(|series| &series.points);
            let marks = chart.marks.iter().filter_map(|mark| match mark.at {
                At::Place(x) => Some(x),
                At::Height(_) => None,
            });
            span(points.map(|point| point.x).chain(marks))
        }
    }
}
