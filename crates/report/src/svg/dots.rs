//! A dot for each of a few things, a row per kind: what people can count.

use super::ink::Ink;
use super::pen::{Pen, Side};
use super::{Canvas, Setting, words};
use crate::chart::Lot;
use crate::text::plain;

/// Height of a row in letters.
const ROW: f64 = 2.1;
/// Width of a dot's place in letters.
const PLACE: f64 = 1.9;
const RADIUS: f64 = 0.75;

/// The height that the rows take.
pub(super) fn height(lots: &[Lot], canvas: &Canvas) -> f64 {
    (lots.len() as f64 * ROW + 0.6) * canvas.letter
}

pub(super) fn draw(lots: &[Lot], canvas: &Canvas, top: f64, pen: &mut Pen) {
    let letter = canvas.letter;
    let left = if canvas.setting == Setting::Alone { letter } else { 0.0 };
    let most = lots.iter().map(|lot| lot.count).max().unwrap_or(0);
    let names = left + (f64::from(most) * PLACE + 0.5) * letter;
    for (row, lot) in lots.iter().enumerate() {
        let y = top + (row as f64 + 0.6) * ROW * letter;
        for at in 0..lot.count {
            let x = left + (f64::from(at) + 0.5) * PLACE * letter;
            pen.dot((x, y), RADIUS * letter, lot.hue);
        }
        let said = format!("{} × {}", lot.count, plain(&lot.name));
        let said = words::cut(&said, letter, canvas.width - names);
        pen.text((names, y + 0.35 * letter), Side::Right, letter, Ink::Word, &said);
    }
}
