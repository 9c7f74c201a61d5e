//! Places without lines: one thing against another.

use super::Canvas;
use super::frame::{Extent, Frame, span};
use super::ink::Ink;
use super::pen::{Pen, Place, Side};
use super::{head, words};
use crate::chart::{Chart, Series};
use crate::text::plain;

pub(super) fn draw(chart: &Chart, series: &[Series], canvas: &Canvas, top: f64, pen: &mut Pen) {
    let frame = Frame::new(chart, canvas, top, &extent(series, canvas));
    frame.axes(chart, pen);
    let size = 0.4 * frame.letter;
    let mut taken: Vec<Room> = Vec::new();
    for one in series {
        for point in &one.points {
            let (x, y) = frame.at(point.x, point.y);
            pen.marker((x, y), size, one.hue);
            taken.push([x - size, x + size, y - size, y + size]);
        }
    }
    if head::has_key(chart, canvas) {
        return;
    }
    for one in series {
        if let Some(last) = one.points.last() {
            let label = free(&frame, one, frame.at(last.x, last.y), &taken);
            pen.text(label.place, label.side, frame.letter, Ink::Word, &label.said);
            taken.push(label.room);
        }
    }
}

/// Left, right, top, bottom.
type Room = [f64; 4];

fn extent(series: &[Series], canvas: &Canvas) -> Extent {
    let points = || series.iter().flat_map(|one| &one.points);
    let wide = span(points().map(|point| point.x).chain([0.0]));
    let room = 0.06 * (wide.1 - wide.0);
    Extent {
        x: (wide.0, wide.1 + room),
        y: span(points().map(|point| point.y).chain([0.0])),
        beside: 0.0,
        inset: canvas.letter,
    }
}

/// A name beside a point.
struct Label {
    place: Place,
    side: Side,
    said: String,
    room: Room,
}

/// The first of a few places at which the name is inside the plot and upon nothing else.
fn free(frame: &Frame, series: &Series, (x, y): Place, taken: &[Room]) -> Label {
    let letter = frame.letter;
    let said = words::cut(&plain(&series.name), letter, 0.45 * (frame.across.1 - frame.across.0));
    let width = words::width(&said, letter);
    let label = |side: Side, dy: f64| {
        let (place, left) = match side {
            Side::Right => ((x + 0.7 * letter, y + dy), x + 0.7 * letter),
            Side::Left => ((x - 0.7 * letter, y + dy), x - 0.7 * letter - width),
            Side::Middle => ((x, y + dy), x - width / 2.0),
        };
        let room = [left, left + width, place.1 - letter, place.1 + 0.3 * letter];
        Label { place, side, said: said.clone(), room }
    };
    let tries = [
        (Side::Right, 0.35),
        (Side::Left, 0.35),
        (Side::Middle, -0.8),
        (Side::Middle, 1.5),
        (Side::Right, -0.9),
        (Side::Right, 1.6),
        (Side::Left, -0.9),
        (Side::Left, 1.6),
    ];
    let mut labels = tries.map(|(side, dy)| label(side, dy * letter)).into_iter();
    let inside = |label: &Label| label.room[0] >= frame.across.0 && label.room[1] <= frame.across.1;
    let alone = |label: &Label| taken.iter().all(|other| !meet(&label.room, other));
    labels.find(|one| inside(one) && alone(one)).unwrap_or_else(|| label(Side::Left, 0.35 * letter))
}

fn meet(a: &Room, b: &Room) -> bool {
    a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3]
}
