//! The earliest of several smooth delays, drawn as one: when it comes, and which it is.
//!
//! The cumulative hazard of the earliest of independent delays is the sum of theirs, and given when
//! it comes, each of them is it in proportion to its hazard then (Beyersmann, Latouche, Buchholz
//! and Schumacher 2009, doi:10.1002/sim.3516). The quantile function of the earliest is tabulated
//! as cubics through exact values and slopes (Hormann and Leydold 2003, doi:10.1145/945511.945517),
//! in cells that get finer towards both ends. What a cubic would miss by more than is tolerated,
//! and the outermost tails, are solved for as they are drawn.

use crate::smooth::Smooth;

mod solve;

use solve::{Rivals, Standing};

/// Halvings of the distance to the end on each side of the median, and cells in each.
const HALVINGS: usize = 12;
const CELLS: usize = 32;
/// Rows of cells on each side: behind the halvings comes the tail, which is not tabulated.
const ROWS: usize = HALVINGS + 1;

/// Greatest error of a tabulated delay, as an error of its probability: it takes 10^16 draws to see.
const TOLERATED: f64 = 1e-8;
/// Greatest error of the tabulated chance that a delay is the earliest: 10^12 draws.
const TOLERATED_SHARE: f64 = 1e-6;

/// The earliest of several smooth delays.
#[derive(Debug, Clone)]
pub(crate) struct Race {
    rivals: Rivals,
    /// Median in weeks, from where the tails are solved for.
    median: f64,
    /// Cubics of the delay in weeks within each cell, the constant first; not numbers where there
    /// is none.
    delays: Vec<[f64; 4]>,
    /// Cubics of the chance that the earliest is among the first one, two, ... of the laws: for each
    /// cell one fewer than there are laws.
    shares: Vec<[f32; 4]>,
}

/// How the earliest came out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finish {
    pub weeks: f64,
    place: Place,
}

/// Where a word points in the table.
#[derive(Debug, Clone, Copy)]
struct Place {
    cell: usize,
    /// How far into the cell, from 0 to 1.
    within: f64,
}

impl Place {
    /// The top bit says which end is nearer, the leading zeros how many halvings from it, the next
    /// bits which cell, the rest where in it.
    #[inline(always)]
    fn of(word: u64) -> Self {
        let high = word >> 63;
        let distance = distance(word);
        let halvings = distance.leading_zeros() as usize;
        let bits = distance << (halvings & 63) << 1;
        let row = (halvings - 1).min(HALVINGS);
        let cell = (high as usize * ROWS + row) * CELLS + (bits >> 59) as usize;
        Self { cell, within: (bits << 5 >> 11) as f64 * (1.0 / (1u64 << 53) as f64) }
    }
}

/// Distance of a word to the nearer end, in steps of 2^-64.
#[inline(always)]
fn distance(word: u64) -> u64 {
    (word ^ (word as i64 >> 63) as u64) | 1
}

/// Distance from the end at which a cell of a row begins; cells may be cut into fractions.
fn probability(row: usize, cell: f64) -> f64 {
    (1.0 + cell / CELLS as f64) / (1u64 << (row + 2)) as f64
}

impl Race {
    pub(crate) fn new(laws: Vec<Smooth>) -> Self {
        let rivals = Rivals::new(laws);
        let cells = 2 * ROWS * CELLS;
        let mut race = Self {
            median: rivals.median(),
            delays: vec![[f64::NAN; 4]; cells],
            shares: vec![[f32::NAN; 4]; cells * rivals.thresholds()],
            rivals,
        };
        race.tabulate(false);
        race.tabulate(true);
        race
    }

    /// From the median outwards, so that each solution starts next to the one before.
    fn tabulate(&mut self, high: bool) {
        let mut end = self.rivals.at(high, 0.5, self.median);
        for row in 0..HALVINGS {
            for cell in (0..CELLS).rev() {
                let begin = self.rivals.at(high, probability(row, cell as f64), end.weeks);
                let middle = probability(row, cell as f64 + 0.5);
                let middle = self.rivals.at(high, middle, begin.weeks);
                let width = probability(row, 1.0) - probability(row, 0.0);
                let at = (usize::from(high) * ROWS + row) * CELLS + cell;
                self.fit_cell(at, width, [&begin, &middle, &end]);
                end = begin;
            }
        }
    }

    fn fit_cell(&mut self, cell: usize, width: f64, [begin, middle, end]: [&Standing; 3]) {
        let thresholds = self.rivals.thresholds();
        let delay = cubic(begin.delay(width), end.delay(width));
        let error = (value(&delay, 0.5) - middle.weeks).abs() * middle.density();
        let mut accurate = error <= TOLERATED;
        for threshold in 0..thresholds {
            let share = cubic(begin.share(threshold, width), end.share(threshold, width));
            let (expected, _) = middle.share(threshold, width);
            accurate &= (value(&share, 0.5) - expected).abs() <= TOLERATED_SHARE;
            self.shares[cell * thresholds + threshold] = share.map(|c| c as f32);
        }
        if accurate {
            self.delays[cell] = delay;
        }
    }

    /// How the earliest comes out when the dice show this word.
    #[inline(always)]
    pub(crate) fn finish(&self, word: u64) -> Finish {
        let place = Place::of(word);
        let weeks = value(&self.delays[place.cell], place.within);
        if weeks.is_nan() {
            return self.solve(word);
        }
        Finish { weeks, place }
    }

    #[cold]
    #[inline(never)]
    fn solve(&self, word: u64) -> Finish {
        let probability = distance(word) as f64 / (1u64 << 32) as f64 / (1u64 << 32) as f64;
        let weeks = self.rivals.at(word >> 63 == 1, probability, self.median).weeks;
        Finish { weeks, place: Place { cell: usize::MAX, within: 0.0 } }
    }

    /// Position of the law that came first, when the dice show this word.
    #[inline(always)]
    pub(crate) fn first(&self, finish: &Finish, dice: impl FnOnce() -> u64) -> usize {
        let thresholds = self.rivals.thresholds();
        if thresholds == 0 {
            return 0;
        }
        let share = (dice() >> 40) as f32 * (1.0 / (1u32 << 24) as f32);
        if finish.place.cell == usize::MAX {
            return self.rivals.first(finish.weeks, share.into());
        }
        let within = finish.place.within as f32;
        let cubics = &self.shares[finish.place.cell * thresholds..][..thresholds];
        cubics
            .iter()
            .map(|c| ((c[3] * within + c[2]) * within + c[1]) * within + c[0])
            .map(|below| usize::from(share >= below))
            .sum()
    }
}

/// The cubic from 0 to 1 with these values and slopes at its ends.
fn cubic((begin, rise): (f64, f64), (end, last_rise): (f64, f64)) -> [f64; 4] {
    let change = end - begin;
    [begin, rise, 3.0 * change - 2.0 * rise - last_rise, rise + last_rise - 2.0 * change]
}

#[inline(always)]
fn value(cubic: &[f64; 4], at: f64) -> f64 {
    ((cubic[3] * at + cubic[2]) * at + cubic[1]) * at + cubic[0]
}
