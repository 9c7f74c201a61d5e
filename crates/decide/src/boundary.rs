//! Where does a claim stop being true? The value of one number at which a margin turns its sign,
//! found by search.
//!
//! The margin is estimated by simulation, with the same people and the same luck at every value of
//! the number, so that the curve is smooth enough to be searched. A point counts only where its
//! margin is more than two standard errors from nought; where two such points differ in sign, the
//! search closes in between them. The interval of a crossing holds every value at which the margin
//! plus or minus two standard errors is nought. Where no two points differ in sign, the search
//! closes in on the edges at which the margin begins to be visible.

use crate::verdict::VISIBLE_ERRORS;

/// Over which values, and how closely.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    /// The smallest value tried.
    pub low: f64,
    /// The largest value tried.
    pub high: f64,
    /// How values lie between them.
    pub spacing: Spacing,
    /// Values tried first, both ends included; at least two.
    pub grid: usize,
    /// Values tried in any case.
    pub also: Vec<f64>,
    /// Further values tried where the sign turns, per turn.
    pub refinements: usize,
}

/// How values lie on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// Evenly.
    Even,
    /// Evenly in proportion; for values above nought.
    Ratio,
    /// Whole numbers, evenly.
    Whole,
}

/// The margin of a claim at one value: above nought it holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The value.
    pub at: f64,
    /// By how much the claim holds.
    pub margin: f64,
    /// The Monte Carlo standard error of it.
    pub mcse: f64,
}

/// Where the margin turns its sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The value.
    pub at: f64,
    /// The smallest and the largest value that the runs leave possible.
    pub between: (f64, f64),
    /// On which side of it the claim holds.
    pub holds: Side,
}

/// Where the margin begins to be visible on one side, and cannot be told on the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The value.
    pub at: f64,
    /// On which side of it the margin is visible.
    pub visible: Side,
    /// Whether the claim holds there.
    pub holds: bool,
}

/// A side of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At smaller values.
    Below,
    /// At larger values.
    Above,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// Every value tried, in order.
    pub curve: Vec<Point>,
    /// Every turn, in order.
    pub crossings: Vec<Crossing>,
    /// Where there is no turn: every edge of what can be told, in order.
    pub edges: Vec<Edge>,
}

impl Point {
    /// The sign of the margin where it is visible.
    pub fn sign(&self) -> Option<bool> {
        (self.margin.abs() > VISIBLE_ERRORS * self.mcse).then_some(self.margin > 0.0)
    }
}

impl Spacing {
    fn line(self, value: f64) -> f64 {
        if self == Self::Ratio { value.ln() } else { value }
    }

    fn value(self, line: f64) -> f64 {
        match self {
            Self::Even => line,
            Self::Ratio => line.exp(),
            Self::Whole => line.round(),
        }
    }
}

/// Searches the values for turns of the margin; `evaluate` gives the margin and its standard error.
///
/// # Errors
/// With the first error of `evaluate`.
pub fn search<E>(
    search: &Search,
    mut evaluate: impl FnMut(f64) -> Result<(f64, f64), E>,
) -> Result<Found, E> {
    let mut curve = Vec::new();
    for at in first_values(search) {
        add(&mut curve, at, &mut evaluate)?;
    }
    for _ in 0..search.refinements {
        for (from, to) in targets(&curve) {
            if let Some(at) = next_value(search.spacing, &curve[from..=to]) {
                add(&mut curve, at, &mut evaluate)?;
            }
        }
    }
    let turns = turns(&curve);
    let edges = if turns.is_empty() { edges(&curve) } else { Vec::new() };
    Ok(Found {
        crossings: turns.into_iter().rev().map(|(from, to)| crossing(&curve[from..=to])).collect(),
        edges: edges.into_iter().rev().map(|at| edge(&curve[at], &curve[at + 1])).collect(),
        curve,
    })
}

fn first_values(search: &Search) -> Vec<f64> {
    let spacing = search.spacing;
    let (low, high) = (spacing.line(search.low), spacing.line(search.high));
    let last = search.grid.max(2) - 1;
    let also = search.also.iter().copied().filter(|at| (search.low..=search.high).contains(at));
    let mut values: Vec<f64> = [search.low, search.high].into_iter().chain(also).collect();
    // A value of the grid that is next to one that is tried anyway would say nothing new.
    let near = (high - low) / (2 * last) as f64;
    for at in (1..last).map(|at| low + (high - low) * at as f64 / last as f64) {
        if values.iter().all(|known| (spacing.line(*known) - at).abs() > near) {
            values.push(spacing.value(at));
        }
    }
    values
}

fn add<E>(
    curve: &mut Vec<Point>,
    at: f64,
    evaluate: &mut impl FnMut(f64) -> Result<(f64, f64), E>,
) -> Result<(), E> {
    if let Err(place) = curve.binary_search_by(|point| point.at.total_cmp(&at)) {
        let (margin, mcse) = evaluate(at)?;
        curve.insert(place, Point { at, margin, mcse });
    }
    Ok(())
}

/// Pairs of neighbours among the points with a visible sign whose signs differ, last pair first, so
/// that what is added to one pair leaves the others where they are.
fn turns(curve: &[Point]) -> Vec<(usize, usize)> {
    let signs = curve.iter().enumerate().filter_map(|(at, point)| Some((at, point.sign()?)));
    let visible: Vec<(usize, bool)> = signs.collect();
    let pairs = visible.windows(2).filter(|pair| pair[0].1 != pair[1].1);
    let mut turns: Vec<(usize, usize)> = pairs.map(|pair| (pair[0].0, pair[1].0)).collect();
    turns.reverse();
    turns
}

/// Where to look more closely.
fn targets(curve: &[Point]) -> Vec<(usize, usize)> {
    let turns = turns(curve);
    if turns.is_empty() {
        return edges(curve).into_iter().map(|at| (at, at + 1)).collect();
    }
    turns
}

/// The first of every two neighbours of which one is visible and the other is not, last first.
fn edges(curve: &[Point]) -> Vec<usize> {
    let told = |point: &Point| point.sign().is_some();
    let edges = (1..curve.len()).filter(|at| told(&curve[at - 1]) != told(&curve[*at]));
    edges.rev().map(|at| at - 1).collect()
}

fn edge(before: &Point, after: &Point) -> Edge {
    let excess = |point: &Point| point.margin.abs() - VISIBLE_ERRORS * point.mcse;
    let (from, to) = (excess(before), excess(after));
    let (visible, seen) = if to > from { (Side::Above, after) } else { (Side::Below, before) };
    let at = before.at + (after.at - before.at) * from / (from - to);
    Edge { at, visible, holds: seen.margin > 0.0 }
}

/// The next value to try: where the curve between two points seems to turn, but not too near to
/// what is known; the middle where it does not turn. `None` when only more runs would tell more.
fn next_value(spacing: Spacing, points: &[Point]) -> Option<f64> {
    const NEAREST: f64 = 0.15;
    if let [a, b] = points
        && (a.sign().is_none() || b.sign().is_none())
    {
        return new_value(spacing, points, f64::midpoint(spacing.line(a.at), spacing.line(b.at)));
    }
    let guess = spacing.line(zero(points, |point| point.margin));
    let after = points.partition_point(|point| spacing.line(point.at) <= guess);
    let after = after.clamp(1, points.len() - 1);
    let [before, after] = [&points[after - 1], &points[after]];
    if before.sign().is_none() && after.sign().is_none() {
        return None;
    }
    let [from, to] = [before, after].map(|point| spacing.line(point.at));
    let margin = NEAREST * (to - from);
    new_value(spacing, points, guess.clamp(from + margin, to - margin))
}

fn new_value(spacing: Spacing, points: &[Point], line: f64) -> Option<f64> {
    let at = spacing.value(line);
    let is_new = points.iter().all(|point| (point.at - at).abs() > 1e-9 * point.at.abs().max(1e-9));
    is_new.then_some(at)
}

fn crossing(points: &[Point]) -> Crossing {
    let of = |errors: f64| zero(points, |point| point.margin + errors * point.mcse);
    let ends = [of(-VISIBLE_ERRORS), of(VISIBLE_ERRORS)];
    Crossing {
        at: of(0.0),
        between: (ends[0].min(ends[1]), ends[0].max(ends[1])),
        holds: if points[0].margin > 0.0 { Side::Below } else { Side::Above },
    }
}

/// Where straight lines through the points first turn from the sign of the first to that of the last.
fn zero(points: &[Point], height: impl Fn(&Point) -> f64) -> f64 {
    let rising = height(&points[0]) < 0.0;
    let turned = |point: &Point| (height(point) >= 0.0) == rising;
    let Some(after) = points.iter().position(turned) else { return points[points.len() - 1].at };
    if after == 0 {
        return points[0].at;
    }
    let [a, b] = [&points[after - 1], &points[after]];
    let (from, to) = (height(a), height(b));
    a.at + (b.at - a.at) * from / (from - to)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::{Search, Side, Spacing, search};

    fn over(low: f64, high: f64, spacing: Spacing) -> Search {
        Search { low, high, spacing, grid: 5, also: vec![], refinements: 4 }
    }

    #[test]
    fn a_root_is_found_with_the_interval_of_its_error() {
        let exact = |x: f64| Ok::<_, Infallible>((x.powi(2) - 0.3, 0.02));
        let Ok(found) = search(&over(0.0, 2.0, Spacing::Even), exact);
        let [crossing] = found.crossings.as_slice() else { panic!("{found:?}") };
        assert!((crossing.at - 0.3f64.sqrt()).abs() < 0.005, "{crossing:?}");
        assert!((crossing.between.0 - 0.26f64.sqrt()).abs() < 0.01, "{crossing:?}");
        assert!((crossing.between.1 - 0.34f64.sqrt()).abs() < 0.01, "{crossing:?}");
        assert_eq!(crossing.holds, Side::Above);
        assert!(found.curve.len() <= 9, "{} values", found.curve.len());
    }

    #[test]
    fn every_turn_is_found_and_whole_numbers_stay_whole() {
        let hill = |x: f64| Ok::<_, Infallible>((1.0 - (x - 10.0).powi(2) / 16.0, 0.01));
        let Ok(found) = search(&over(1.0, 20.0, Spacing::Whole), hill);
        let at: Vec<f64> = found.crossings.iter().map(|crossing| crossing.at).collect();
        assert!(found.curve.iter().all(|point| point.at.fract() == 0.0));
        assert!(at.len() == 2 && (at[0] - 6.0).abs() < 0.5 && (at[1] - 14.0).abs() < 0.5, "{at:?}");
    }

    /// Visible above 0.4, where the error is 0.2; nowhere false.
    #[test]
    fn where_there_is_no_turn_the_edge_of_what_can_be_told_is_found() {
        let rising = |x: f64| Ok::<_, Infallible>((x, 0.2));
        let Ok(found) = search(&over(0.0, 4.0, Spacing::Even), rising);
        let [edge] = found.edges.as_slice() else { panic!("{found:?}") };
        assert!((edge.at - 0.4).abs() < 1e-9 && edge.holds, "{edge:?}");
        assert!(edge.visible == Side::Above && found.crossings.is_empty());
    }

    #[test]
    fn where_nothing_is_visible_there_is_no_turn() {
        let noise = |x: f64| Ok::<_, Infallible>((0.1 * (7.0 * x).sin(), 0.2));
        let Ok(found) = search(&over(0.1, 10.0, Spacing::Ratio), noise);
        assert!(found.crossings.is_empty() && found.edges.is_empty());
        assert_eq!(found.curve.len(), 5);
    }
}
