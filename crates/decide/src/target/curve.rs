//! The chance of success against a number that can be varied, and the least value that gives a
//! wanted chance: stochastic root finding in the same worlds.
//!
//! Retrospective approximation (Chen and Schmeiser 2001, doi:10.1080/07408170108936827): the root is
//! first found in few worlds on a wide grid, then in many worlds on a narrow one around it; all values
//! are tried in the same worlds, so the curve is smooth where single runs are not. What noise leaves
//! of bumps is taken out by the monotone fit of Ayer et al. (1955, doi:10.1214/aoms/1177728423).
//! The interval on the answer are the values at which the wanted chance is not refused by the
//! interval of Wilson (1927, doi:10.1080/01621459.1927.10502953) on the chance: a test turned
//! around, so that it holds the true value as often as it says if the true chance is monotone.

use super::fit::{falling, rising, wilson};

/// The chance at one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The value that was tried.
    pub value: f64,
    /// Worlds that it was tried in.
    pub worlds: u64,
    /// Share of worlds in which it succeeded.
    pub chance: f64,
    /// The same after the monotone fit.
    pub fitted: f64,
    /// Interval on the chance, at [`Search::trust`].
    pub interval: (f64, f64),
}

/// Which way the chance goes as the value grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More brings more success: the least value that is enough is looked for.
    Rising,
    /// More brings less success: the greatest value that is still good is looked for.
    Falling,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Search<'a> {
    /// Values that are told apart, from the least to the greatest; at least two.
    pub values: &'a [f64],
    /// Chances that are wanted, such as 0.5, 0.8, 0.9.
    pub wanted: &'a [f64],
    /// Worlds to try in at the end.
    pub worlds: u64,
    /// How often an interval is to hold the truth, such as 0.95.
    pub trust: f64,
}

/// The value that gives a wanted chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Root {
    /// The wanted chance.
    pub wanted: f64,
    /// The value: the least that is enough (rising) or the greatest that still is (falling); `None`
    /// when none of those tried is.
    pub value: Option<f64>,
    /// What it may be as far as so few worlds can tell; `None` at an end means beyond what was tried.
    pub interval: (Option<f64>, Option<f64>),
}

/// A chance by value, and where it reaches what is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Which way the chance goes.
    pub direction: Direction,
    /// Every value tried, from the least to the greatest, with the most worlds it was tried in.
    pub points: Vec<CurvePoint>,
    /// One per wanted chance.
    pub roots: Vec<Root>,
    /// The value from which on more makes it visibly worse again, if there is one.
    pub peak: Option<f64>,
}

/// Values of the first, wide grid.
const WIDE: usize = 11;
/// Values of the second, narrow grid.
const NARROW: usize = 12;
/// The wide grid is tried in this share of the worlds, but in no fewer than [`FEWEST`].
const WIDE_SHARE: u64 = 4;
const FEWEST: u64 = 50;
/// Looks beyond an interval that leaves the narrow grid.
const LOOKS: usize = 3;

/// Lives that a search takes at most.
pub(crate) fn lives(values: usize, worlds: u64) -> u64 {
    let (wide, narrow) = (WIDE.min(values) as u64, NARROW.min(values) as u64);
    wide * wide_worlds(worlds) + (narrow + 2 * LOOKS as u64) * worlds
}

fn wide_worlds(worlds: u64) -> u64 {
    (worlds / WIDE_SHARE).max(FEWEST).min(worlds)
}

/// Searches for the values that give the wanted chances. `succeeds` tries values in so many worlds and
/// says in how many each succeeded.
///
/// # Errors
/// What `succeeds` fails with.
///
/// # Panics
/// Without values.
pub fn search<E>(
    search: &Search<'_>,
    mut succeeds: impl FnMut(&[f64], u64) -> Result<Vec<u64>, E>,
) -> Result<Curve, E> {
    let values = search.values;
    let mut tried = Tried { trust: search.trust, at: Vec::new() };
    let wide = spread(0, values.len() - 1, WIDE);
    tried.add(values, &wide, wide_worlds(search.worlds), &mut succeeds)?;
    let direction = tried.direction();
    let end = tried.peak(direction);
    let mut window = tried.window(values, direction, search, end);
    for look in 0..=LOOKS {
        let narrow =
            if look == 0 { spread(window.0, window.1, NARROW) } else { vec![window.0, window.1] };
        tried.add(values, &narrow, search.worlds, &mut succeeds)?;
        let wider = tried.wider(values, direction, search, (window, end));
        if wider == window {
            break;
        }
        window = wider;
    }
    Ok(tried.curve(values, direction, search, end))
}

/// About `count` positions from `first` to `last`, both included, evenly.
fn spread(first: usize, last: usize, count: usize) -> Vec<usize> {
    let steps = count.max(2) - 1;
    let mut at: Vec<usize> =
        (0..=steps).map(|step| first + ((last - first) * step + steps / 2) / steps).collect();
    at.dedup();
    at
}

/// What was tried, by position of the value.
struct Tried {
    trust: f64,
    at: Vec<(usize, u64, u64)>,
}

/// The last position that is looked at; beyond it more makes it worse.
type End = Option<usize>;

impl Tried {
    fn add<E>(
        &mut self,
        values: &[f64],
        positions: &[usize],
        worlds: u64,
        succeeds: &mut impl FnMut(&[f64], u64) -> Result<Vec<u64>, E>,
    ) -> Result<(), E> {
        let is_known = |at: &usize| self.at.iter().any(|(known, n, _)| known == at && *n >= worlds);
        let new: Vec<usize> = positions.iter().copied().filter(|at| !is_known(at)).collect();
        if new.is_empty() {
            return Ok(());
        }
        let wanted: Vec<f64> = new.iter().map(|at| values[*at]).collect();
        let successes = succeeds(&wanted, worlds)?;
        self.at.retain(|(known, ..)| !new.contains(known));
        self.at.extend(new.into_iter().zip(successes).map(|(at, hits)| (at, worlds, hits)));
        self.at.sort_unstable();
        Ok(())
    }

    fn chances(&self) -> Vec<f64> {
        self.at.iter().map(|(_, worlds, hits)| *hits as f64 / *worlds as f64).collect()
    }

    fn weights(&self) -> Vec<f64> {
        self.at.iter().map(|(_, worlds, _)| *worlds as f64).collect()
    }

    /// The direction whose monotone fit is nearer.
    fn direction(&self) -> Direction {
        let (chances, weights) = (self.chances(), self.weights());
        let off = |fit: Vec<f64>| -> f64 {
            chances.iter().zip(fit).map(|(chance, fit)| (chance - fit).powi(2)).sum()
        };
        let falls = off(falling(&chances, &weights)) + 1e-12 < off(rising(&chances, &weights));
        if falls { Direction::Falling } else { Direction::Rising }
    }

    /// Where a rising chance visibly turns: it is the highest there, and visibly lower at the end.
    fn peak(&self, direction: Direction) -> End {
        if direction == Direction::Falling {
            return None;
        }
        let chances = self.chances();
        let last = chances.len() - 1;
        let highest = (0..=last).rev().max_by(|a, b| chances[*a].total_cmp(&chances[*b]))?;
        let (top, end) = (self.interval_at(highest).0, self.interval_at(last).1);
        (top > end && highest < last).then(|| self.at[highest].0)
    }

    fn interval_at(&self, point: usize) -> (f64, f64) {
        let (_, worlds, hits) = self.at[point];
        wilson(hits, worlds, self.trust)
    }

    /// The positions between which everything wanted lies, with room for noise.
    fn window(
        &self,
        values: &[f64],
        direction: Direction,
        search: &Search<'_>,
        end: End,
    ) -> (usize, usize) {
        let top = end.unwrap_or(values.len() - 1);
        let points = self.points(values, direction, end);
        let roots = search.wanted.iter().map(|wanted| root(&points, direction, *wanted));
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for root in roots {
            let (from, to) = root.interval;
            low = low.min(from.unwrap_or(values[0]));
            high = high.max(to.unwrap_or(values[top]));
        }
        let first = values.iter().rposition(|value| *value <= low).unwrap_or(0);
        let last = values.iter().position(|value| *value >= high).unwrap_or(top).min(top);
        (first.min(last), last)
    }

    /// The window once more, wider where an interval reaches its edge.
    fn wider(
        &self,
        values: &[f64],
        direction: Direction,
        search: &Search<'_>,
        (window, end): ((usize, usize), End),
    ) -> (usize, usize) {
        let top = end.unwrap_or(values.len() - 1);
        let step = (window.1 - window.0).max(4) / 2;
        let points = self.best_points(values, direction, search, end);
        let reach = |wanted: &f64| root(&points, direction, *wanted).interval;
        let leaves_below = search
            .wanted
            .iter()
            .any(|wanted| reach(wanted).0.is_none_or(|low| low <= values[window.0]));
        let leaves_above = search
            .wanted
            .iter()
            .any(|wanted| reach(wanted).1.is_none_or(|high| high >= values[window.1]));
        let low = if leaves_below { window.0.saturating_sub(step) } else { window.0 };
        let high = if leaves_above { (window.1 + step).min(top) } else { window.1 };
        (low, high)
    }

    fn points(&self, values: &[f64], direction: Direction, end: End) -> Vec<CurvePoint> {
        let kept: Vec<usize> = (0..self.at.len())
            .filter(|point| end.is_none_or(|end| self.at[*point].0 <= end))
            .collect();
        let chances: Vec<f64> = kept.iter().map(|point| self.chances()[*point]).collect();
        let weights: Vec<f64> = kept.iter().map(|point| self.weights()[*point]).collect();
        let fitted = match direction {
            Direction::Rising => rising(&chances, &weights),
            Direction::Falling => falling(&chances, &weights),
        };
        let point = |(at, (point, chance)): (usize, (&usize, &f64))| CurvePoint {
            value: values[self.at[*point].0],
            worlds: self.at[*point].1,
            chance: *chance,
            fitted: fitted[at],
            interval: self.interval_at(*point),
        };
        kept.iter().zip(&chances).enumerate().map(point).collect()
    }

    /// The points that were tried in the most worlds.
    fn best_points(
        &self,
        values: &[f64],
        direction: Direction,
        search: &Search<'_>,
        end: End,
    ) -> Vec<CurvePoint> {
        let only = Self {
            trust: self.trust,
            at: self.at.iter().copied().filter(|(_, worlds, _)| *worlds == search.worlds).collect(),
        };
        only.points(values, direction, end)
    }

    fn curve(&self, values: &[f64], direction: Direction, search: &Search<'_>, end: End) -> Curve {
        let best = self.best_points(values, direction, search, end);
        let beyond =
            |root: Root| Root { interval: Self::at_ends(values, root, direction, &best), ..root };
        let find = |wanted: &f64| beyond(root(&best, direction, *wanted));
        let mut points = self.points(values, direction, None);
        if end.is_some() {
            // A fit that only rises says nothing beyond the peak.
            for point in &mut points {
                point.fitted = point.chance;
            }
        }
        Curve {
            direction,
            points,
            roots: search.wanted.iter().map(find).collect(),
            peak: end.map(|at| values[at]),
        }
    }

    /// Where even the easiest value tried may be enough, the interval begins there: there is
    /// nothing easier to try.
    fn at_ends(
        values: &[f64],
        root: Root,
        direction: Direction,
        best: &[CurvePoint],
    ) -> (Option<f64>, Option<f64>) {
        let easiest = match direction {
            Direction::Rising => values[0],
            Direction::Falling => values[values.len() - 1],
        };
        let is_tried = |point: &CurvePoint| (point.value - easiest).abs() < 1e-12;
        let may_do = best.iter().any(|point| is_tried(point) && point.interval.1 >= root.wanted);
        let edge = may_do.then_some(easiest);
        let (low, high) = root.interval;
        match direction {
            Direction::Rising => (low.or(edge), high),
            Direction::Falling => (low, high.or(edge)),
        }
    }
}

/// Where the fitted chance reaches what is wanted, and between which values the wanted chance is not
/// refused.
fn root(points: &[CurvePoint], direction: Direction, wanted: f64) -> Root {
    match direction {
        Direction::Rising => rising_root(points, wanted),
        Direction::Falling => {
            let mirrored: Vec<CurvePoint> = points
                .iter()
                .rev()
                .map(|point| CurvePoint { value: -point.value, ..*point })
                .collect();
            let found = rising_root(&mirrored, wanted);
            let (low, high) = found.interval;
            Root {
                value: found.value.map(|value| -value),
                interval: (high.map(|value| -value), low.map(|value| -value)),
                ..found
            }
        }
    }
}

fn rising_root(points: &[CurvePoint], wanted: f64) -> Root {
    let crossing = |height: &dyn Fn(&CurvePoint) -> f64, from: usize| {
        let reached = (from..points.len()).find(|at| height(&points[*at]) >= wanted)?;
        if reached == 0 {
            return Some((points[0].value, true));
        }
        let (before, after) = (&points[reached - 1], &points[reached]);
        let (low, high) = (height(before), height(after));
        let share = if high > low { ((wanted - low) / (high - low)).clamp(0.0, 1.0) } else { 1.0 };
        Some((before.value + share * (after.value - before.value), false))
    };
    let lower = |point: &CurvePoint| point.interval.0;
    let upper = |point: &CurvePoint| point.interval.1;
    let last_short = points.iter().rposition(|point| lower(point) < wanted).map_or(0, |at| at + 1);
    let inside =
        |found: Option<(f64, bool)>| found.filter(|(_, edge)| !edge).map(|(value, _)| value);
    Root {
        wanted,
        value: crossing(&|point| point.fitted, 0).map(|(value, _)| value),
        interval: (
            inside(crossing(&upper, 0)),
            crossing(&lower, last_short).map(|(value, _)| value),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn positions_are_spread_from_end_to_end() {
        assert_eq!(spread(0, 80, 5), [0, 20, 40, 60, 80]);
        assert_eq!(spread(3, 5, 12), [3, 4, 5]);
        assert_eq!(spread(4, 4, 12), [4]);
    }
}
