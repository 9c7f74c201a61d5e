//! Charts as a few lines of text, from the same description as the big ones.

use crate::chart::{Chart, Drawing, Lot, Series};
use crate::svg::scale::figure;
use crate::text::{cut, plain, width, wrap};

/// Eighths of a cell, from nothing to all of it.
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Names are cut beyond this width.
const WIDEST_NAME: usize = 24;
/// More points than this are left out evenly.
const MOST_POINTS: usize = 40;

/// The chart in a few lines, none wider than `columns`; nothing for forms that need more room.
pub(crate) fn draw(chart: &Chart, columns: usize) -> Option<String> {
    let drawn = match &chart.drawing {
        Drawing::Lines(series) if is_even(series) => sparks(chart, series),
        Drawing::Dots(lots) => wrap(&dots(lots), columns, "  ") + "\n",
        Drawing::Lines(_)
        | Drawing::Areas(_)
        | Drawing::Columns(_)
        | Drawing::Bars(_)
        | Drawing::Points(_)
        | Drawing::Calendar(_) => return None,
    };
    Some(format!("{}\n{drawn}", wrap(&plain(&chart.question), columns, "  ")))
}

/// Whether the points of all series stand at the same places, as far from each other: that is how
/// letters stand.
fn is_even(series: &[Series]) -> bool {
    let places = |one: &Series| one.points.iter().map(|point| point.x).collect::<Vec<f64>>();
    let Some(first) = series.first().map(places) else { return true };
    let step = |pair: &[f64]| pair[1] - pair[0];
    let steps: Vec<f64> = first.windows(2).map(step).collect();
    let alike = |step: &f64| (step - steps[0]).abs() <= 1e-9 * steps[0].abs();
    steps.iter().all(alike) && series.iter().all(|one| places(one) == first)
}

/// A row per series, all on one scale that begins at nought or below.
fn sparks(chart: &Chart, series: &[Series]) -> String {
    let values = || series.iter().flat_map(|one| &one.points).map(|point| point.y);
    let lowest = values().fold(0.0, f64::min);
    let most = values().fold(lowest, f64::max);
    let names: Vec<String> = series.iter().map(|one| cut(&plain(&one.name), WIDEST_NAME)).collect();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let rows = series.iter().zip(names).map(|(one, name)| {
        let room = " ".repeat(widest - width(&name));
        let every = one.points.len().div_ceil(MOST_POINTS).max(1);
        let levels = one.points.iter().step_by(every).map(|point| level(point.y, lowest, most));
        let ends = match one.points.as_slice() {
            [first, .., last] => {
                let [first, last] = [first, last].map(|end| figure(end.y, chart.y.measure()));
                format!("  {first} to {last}")
            }
            _ => String::new(),
        };
        format!("  {name}{room}  {}{ends}\n", levels.collect::<String>())
    });
    rows.collect()
}

fn level(value: f64, least: f64, most: f64) -> char {
    let share = if most > least { (value - least) / (most - least) } else { 0.0 };
    let steps = LEVELS.iter().zip(1u32..).find(|(_, at)| share * 8.0 <= f64::from(*at));
    steps.map_or(LEVELS[LEVELS.len() - 1], |(level, _)| *level)
}

/// "●● appointment, ●●● callback".
fn dots(lots: &[Lot]) -> String {
    let told = lots.iter().map(|lot| {
        let dots = "●".repeat(lot.count as usize);
        format!("{dots} {}", plain(&lot.name))
    });
    format!("  {}", told.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::{dots, level};
    use crate::chart::{Hue, Lot};

    #[test]
    fn levels_fill_a_cell_in_eighths() {
        let drawn: String =
            [0.0, 1.0, 4.5, 8.0, 9.0].iter().map(|value| level(*value, 0.0, 8.0)).collect();
        assert_eq!(drawn, "▁▁▅██");
        assert_eq!(level(3.0, 3.0, 3.0), '▁');
    }

    #[test]
    fn dots_can_be_counted() {
        let lot = |name: &str, count| Lot { name: name.into(), count, hue: Hue::Quiet };
        let told = dots(&[lot("appointment", 2), lot("no", 1)]);
        assert_eq!(told, "  ●● appointment, ● no");
    }
}
