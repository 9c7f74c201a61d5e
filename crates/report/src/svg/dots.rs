//! A dot for each of a few things, by kind: what people can count.

use super::ink::Ink;
use super::pen::{Pen, Side};
use super::{Canvas, Key, Setting, words};
use crate::chart::Lot;
use crate::text::plain;

/// Dots in a row.
const ROW: usize = 6;
/// Width of a dot's place in letters.
const PLACE: f64 = 3.4;
const RADIUS: f64 = 1.3;

/// Where dots and their names stand.
struct Layout {
    left: f64,
    rows: usize,
    place: f64,
    names: (f64, f64),
}

impl Layout {
    fn new(lots: &[Lot], canvas: &Canvas, top: f64) -> Self {
        let letter = canvas.letter;
        let left = if canvas.setting == Setting::Alone { letter } else { 0.0 };
        let dots: u32 = lots.iter().map(|lot| lot.count).sum();
        let rows = (dots as usize).div_ceil(ROW);
        let place = PLACE * letter;
        let below = (left, top + rows as f64 * place + letter);
        let aside = (left + ROW as f64 * place + 1.5 * letter, top + letter);
        Self { left, rows, place, names: if canvas.key == Key::Above { below } else { aside } }
    }
}

/// The height of a line with a name, in letters.
const NAME: f64 = 1.75;

/// The height that dots and names take.
pub(super) fn height(lots: &[Lot], canvas: &Canvas) -> f64 {
    let layout = Layout::new(lots, canvas, 0.0);
    let dots = layout.rows as f64 * layout.place;
    let names = layout.names.1 + lots.len() as f64 * NAME * canvas.letter;
    dots.max(names) + 0.5 * canvas.letter
}

pub(super) fn draw(lots: &[Lot], canvas: &Canvas, top: f64, pen: &mut Pen) {
    let (letter, layout) = (canvas.letter, Layout::new(lots, canvas, top));
    let each = lots.iter().flat_map(|lot| (0..lot.count).map(move |_| lot));
    for (at, lot) in each.enumerate() {
        let x = layout.left + ((at % ROW) as f64 + 0.5) * layout.place;
        let y = top + ((at / ROW) as f64 + 0.5) * layout.place;
        pen.marker((x, y), RADIUS * letter, lot.hue);
    }
    let (left, first) = layout.names;
    for (at, lot) in lots.iter().enumerate() {
        let y = first + at as f64 * NAME * letter;
        pen.marker((left + 0.5 * letter, y), 0.5 * letter, lot.hue);
        let said = format!("{} {}", lot.count, plain(&lot.name));
        let room = canvas.width - left - 1.6 * letter;
        let said = words::cut(&said, letter, room);
        let place = (left + 1.6 * letter, y + 0.35 * letter);
        pen.text(place, Side::Right, letter, Ink::Word, &said);
    }
}
