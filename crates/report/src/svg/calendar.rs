//! A square for each working day: what a row of days looks like.

use longview_engine::units::{WEEKS_PER_QUARTER, WORKING_DAYS_PER_WEEK};

use super::head::LINE;
use super::ink::Ink;
use super::pen::{Pen, Place, Side};
use super::{Canvas, Key, Setting, words};
use crate::chart::{Calendar, Days, Hue};
use crate::text::plain;

/// Rows of squares.
const ROWS: usize = WORKING_DAYS_PER_WEEK as usize;
const QUARTER: usize = WEEKS_PER_QUARTER as usize;
/// The part of its place that a square fills.
const FILLED: f64 = 0.84;
/// The part of its square that a mark fills.
const MARK: f64 = 0.42;

/// The height that the days take.
pub(super) fn height(calendar: &Calendar, canvas: &Canvas) -> f64 {
    let layout = Layout::new(canvas);
    let block = |days: &Days| {
        let heading = layout.heading(days).len() as f64 * layout.line();
        heading + layout.bands(days) as f64 * layout.band()
    };
    let key = layout.key(calendar, 0.0, &mut Pen::default());
    key + calendar.blocks.iter().map(block).sum::<f64>()
}

pub(super) fn draw(calendar: &Calendar, canvas: &Canvas, top: f64, pen: &mut Pen) {
    let layout = Layout::new(canvas);
    let mut y = layout.key(calendar, top, pen);
    for days in &calendar.blocks {
        for line in layout.heading(days) {
            let place = (layout.left, y + layout.letter);
            pen.text(place, Side::Right, layout.letter, Ink::Word, &line);
            y += layout.line();
        }
        for band in 0..layout.bands(days) {
            layout.draw(days, band, y, pen);
            y += layout.band();
        }
    }
}

/// Where squares stand.
struct Layout {
    letter: f64,
    left: f64,
    right: f64,
    /// Weeks side by side.
    weeks: usize,
    /// Width of a day's place.
    place: f64,
}

impl Layout {
    fn new(canvas: &Canvas) -> Self {
        let left = if canvas.setting == Setting::Alone { canvas.letter } else { 0.0 };
        let right = canvas.width - left;
        let weeks = QUARTER * if canvas.key == Key::Beside { 4 } else { 2 };
        let place = (right - left) / weeks as f64;
        Self { letter: canvas.letter, left, right, weeks, place }
    }

    /// Draws what the squares mean, and says where that ends.
    fn key(&self, calendar: &Calendar, top: f64, pen: &mut Pen) -> f64 {
        let letter = self.letter;
        let (mut x, mut y) = (self.left, top + letter);
        let hue = calendar.blocks.first().map(|days| days.hue);
        let signs = [(hue, false), (None, false), (None, true)];
        for (said, (filled, marked)) in calendar.meanings.iter().zip(signs) {
            let width = 1.4 * letter + words::width(said, letter);
            if x > self.left && x + width > self.right {
                (x, y) = (self.left, y + LINE * letter);
            }
            square((x + 0.5 * letter, y - 0.35 * letter), 0.9 * letter, filled, marked, pen);
            pen.text((x + 1.4 * letter, y), Side::Right, letter, Ink::Word, said);
            x += width + letter;
        }
        y + 0.9 * letter
    }

    /// Height of a line.
    fn line(&self) -> f64 {
        LINE * self.letter
    }

    /// What stands above the days.
    fn heading(&self, days: &Days) -> Vec<String> {
        words::lines(&plain(&days.heading), self.letter, self.right - self.left, 2)
    }

    /// Height of some weeks with the names of their quarters.
    fn band(&self) -> f64 {
        ROWS as f64 * self.place + (LINE + 0.5) * self.letter
    }

    /// Bands that the days fill.
    fn bands(&self, days: &Days) -> usize {
        days.filled.len().div_ceil(self.weeks * ROWS)
    }

    fn draw(&self, days: &Days, band: usize, top: f64, pen: &mut Pen) {
        let first = band * self.weeks * ROWS;
        let last = days.filled.len().min(first + self.weeks * ROWS);
        let squares = top + LINE * self.letter;
        for week in (first / ROWS..last.div_ceil(ROWS)).step_by(QUARTER) {
            let x = self.left + (week - first / ROWS) as f64 * self.place;
            let said = format!("Q{}", week / QUARTER + 1);
            let place = (x, squares - 0.4 * self.letter);
            pen.text(place, Side::Right, 0.93 * self.letter, Ink::Aside, &said);
        }
        for day in first..last {
            let (week, row) = ((day - first) / ROWS, day % ROWS);
            let place = (
                self.left + (week as f64 + 0.5) * self.place,
                squares + (row as f64 + 0.5) * self.place,
            );
            let filled = days.filled[day].then_some(days.hue);
            square(place, self.place * FILLED, filled, days.marked.contains(&day), pen);
        }
    }
}

/// A day around this place.
fn square((x, y): Place, side: f64, filled: Option<Hue>, marked: bool, pen: &mut Pen) {
    let mut rect = |side: f64, ink| {
        pen.rect((x - side / 2.0, y - side / 2.0), (side, side), ink);
    };
    rect(side, filled.map_or(Ink::Grid, Ink::Hue));
    if marked {
        rect(side * MARK, Ink::Aside);
    }
}
