//! A map of two numbers: where the one strategy is better, and where it stops paying.

use longview_scenario::Knob;

use super::answer::Mean;
use super::effort::Effort;
use super::request::SensitivityError;
use super::runner::{Job, Runner};
use super::seed;

/// A number along one side of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Its path.
    pub path: String,
    /// Its unit.
    pub unit: &'static str,
    /// Best guess.
    pub about: f64,
    /// From the least to the greatest value of the map.
    pub values: Vec<f64>,
    whole: bool,
    range: (f64, f64),
}

/// The two numbers of a map.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axes {
    pub(super) a: Axis,
    pub(super) b: Axis,
}

/// The difference at values of two numbers, all others at their best guesses.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Across.
    pub a: Axis,
    /// Upwards.
    pub b: Axis,
    /// By value of `b`, then of `a`.
    pub cells: Vec<Vec<Mean>>,
    /// Places (a, b) between neighbouring cells at which the mean difference is nought, by straight
    /// lines between cells.
    pub even: Vec<(f64, f64)>,
}

impl Axis {
    /// Over the number's interval; without one from half to twice the best guess, within its limits.
    pub(super) fn of(knob: &Knob) -> Self {
        let (half, twice) = (knob.best / 2.0, knob.best * 2.0);
        let around = (half.min(twice), half.max(twice));
        let (low, high) = knob.interval.filter(|(low, high)| low < high).unwrap_or(around);
        let range = (low.max(knob.limits.0), high.min(knob.limits.1));
        Self {
            path: knob.path.clone(),
            unit: knob.unit,
            about: knob.best,
            values: Vec::new(),
            whole: knob.whole,
            range,
        }
    }

    /// With so many values, fewer where whole numbers are few.
    fn stepped(&self, steps: usize) -> Self {
        let (from, to) = self.range;
        let at = |step: usize| from + (to - from) * step as f64 / (steps - 1) as f64;
        let mut values: Vec<f64> = (0..steps).map(at).collect();
        if self.whole {
            values = values.into_iter().map(f64::round).collect();
        }
        values.dedup_by(|a, b| (*a - *b).abs() <= 1e-12 * b.abs());
        Self { values, ..self.clone() }
    }
}

pub(super) fn map(
    runner: &Runner<'_>,
    axes: &Axes,
    effort: &Effort,
    of: u64,
) -> Result<Map, SensitivityError> {
    let (a, b) = (axes.a.stepped(effort.steps), axes.b.stepped(effort.steps));
    let seed = seed(of, "map", 0);
    let job = |b_at: f64, a_at: f64| Job {
        values: vec![(b.path.clone(), b_at), (a.path.clone(), a_at)],
        seed,
        replications: effort.cell,
    };
    let jobs: Vec<Job> =
        b.values.iter().flat_map(|up| a.values.iter().map(|across| job(*up, *across))).collect();
    let found = runner.all(&jobs)?;
    let cells: Vec<Vec<Mean>> = found
        .chunks(a.values.len())
        .map(|row| row.iter().map(|cell| Mean::of(cell)).collect())
        .collect();
    let even = even(&a.values, &b.values, &cells);
    Ok(Map { a, b, cells, even })
}

/// Where the sign changes between neighbours.
pub fn even(a: &[f64], b: &[f64], cells: &[Vec<Mean>]) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    let crossing = |from: f64, to: f64| (from * to < 0.0).then(|| from / (from - to));
    for (row, up) in b.iter().enumerate() {
        for at in 1..a.len() {
            let ends = (cells[row][at - 1].mean, cells[row][at].mean);
            let share = crossing(ends.0, ends.1);
            found.extend(share.map(|share| (a[at - 1] + share * (a[at] - a[at - 1]), *up)));
        }
    }
    for (column, across) in a.iter().enumerate() {
        for at in 1..b.len() {
            let ends = (cells[at - 1][column].mean, cells[at][column].mean);
            let share = crossing(ends.0, ends.1);
            found.extend(share.map(|share| (*across, b[at - 1] + share * (b[at] - b[at - 1]))));
        }
    }
    found.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.total_cmp(&y.1)));
    found
}
