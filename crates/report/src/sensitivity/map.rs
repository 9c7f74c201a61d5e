//! At which values of two numbers does the plan stop paying?

use longview_decide::sensitivity::answer::{Mean, SensitivityAnswer};
use longview_decide::sensitivity::map::{Axis as Side, Map};
use longview_decide::uncertain::short;

use super::words;
use super::words::{quoted, thing, value};
use crate::chart::{Axis, Chart, Drawing, Hue, Measure, Point, Series};
use crate::page::{Cells, Grid, Part, Section};
use crate::text::plain;

pub(super) fn section(answer: &SensitivityAnswer, map: &Map, at: usize) -> Section {
    let parts = vec![
        Part::Text(verdict(answer, map)),
        Part::Picture(chart(answer, map, at)),
        Part::Table(grid(answer, map)),
    ];
    super::section(&format!("{} and {}", name(&map.a), name(&map.b)), parts)
}

fn name(side: &Side) -> String {
    plain(&short(&side.path))
}

/// Who is better at a cell; nobody, where the runs cannot tell.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    Strategy,
    Baseline,
    Level,
}

fn standing(answer: &SensitivityAnswer, cell: &Mean) -> Standing {
    match (cell.is_visible(), answer.outcome.improves(cell.mean)) {
        (false, _) => Standing::Level,
        (true, true) => Standing::Strategy,
        (true, false) => Standing::Baseline,
    }
}

fn verdict(answer: &SensitivityAnswer, map: &Map) -> String {
    let cells: Vec<Standing> =
        map.cells.iter().flatten().map(|cell| standing(answer, cell)).collect();
    let count = |which: Standing| cells.iter().filter(|cell| **cell == which).count();
    let (strategy, baseline) = (quoted(&answer.sides.strategy), quoted(&answer.sides.baseline));
    let seen = format!(
        "Of {} pairs of values {strategy} is better at {}, {baseline} at {}, and at {} the runs cannot tell.",
        cells.len(),
        count(Standing::Strategy),
        count(Standing::Baseline),
        count(Standing::Level)
    );
    let border = if map.even.is_empty() {
        "Within these ranges the average difference never changes sign."
    } else {
        "Where the average difference changes sign, the picture has a border; it is as sure as the cells \
         beside it."
    };
    format!("{seen} {border} All other numbers are at their best guesses.")
}

fn chart(answer: &SensitivityAnswer, map: &Map, at: usize) -> Chart {
    let (strategy, baseline) = (quoted(&answer.sides.strategy), quoted(&answer.sides.baseline));
    let of = |which: Standing| -> Vec<Point> {
        let rows = map.b.values.iter().zip(&map.cells);
        rows.flat_map(|(up, row)| map.a.values.iter().zip(row).map(move |pair| (*up, pair)))
            .filter(|(_, (_, cell))| standing(answer, cell) == which)
            .map(|(up, (across, _))| Point::new(*across, up))
            .collect()
    };
    let series = |name: String, hue: Hue, points: Vec<Point>| Series { name, hue, points };
    let all = vec![
        series(format!("{baseline} better"), Hue::Nth(0), of(Standing::Baseline)),
        series(format!("{strategy} better"), Hue::Nth(1), of(Standing::Strategy)),
        series("cannot tell".to_owned(), Hue::Quiet, of(Standing::Level)),
        series(
            "even".to_owned(),
            Hue::Nth(3),
            map.even.iter().map(|(across, up)| Point::new(*across, *up)).collect(),
        ),
    ];
    Chart {
        name: format!("map-{}", at + 1),
        question: format!("Where does {strategy} stop paying?"),
        reading: format!(
            "At each mark the {} of {strategy} and {baseline} were compared; diamonds lie where the \
             average difference is nought.",
            thing(answer)
        ),
        alt: verdict(answer, map),
        x: axis(&map.a),
        y: axis(&map.b),
        drawing: Drawing::Points(all.into_iter().filter(|one| !one.points.is_empty()).collect()),
        marks: Vec::new(),
    }
}

/// A little wider than its values, so that marks lie inside.
fn axis(side: &Side) -> Axis {
    let measure = if side.unit == "chance" { Measure::Share } else { Measure::Plain };
    let title = match side.unit {
        "chance" => name(side),
        unit => format!("{}, {unit}", name(side)),
    };
    let mut axis = Axis::numbers(title, measure);
    if let [first, .., last] = side.values.as_slice() {
        let room = 0.06 * (last - first);
        axis.limits = Some((first - room, last + room));
    }
    axis
}

fn grid(answer: &SensitivityAnswer, map: &Map) -> Grid {
    let heads = map.a.values.iter().map(|across| value(*across, "")).collect();
    let rows = map.b.values.iter().zip(&map.cells).rev().map(|(up, row)| {
        let cells = row.iter().map(|cell| {
            let mark = if cell.is_visible() { "" } else { "?" };
            format!("{}{mark}", words::signed(cell.mean, cell.error))
        });
        (value(*up, map.b.unit), cells.collect())
    });
    Grid {
        caption: format!(
            "{} of {} less {}: {} across, {} down; ? where two standard errors hide the sign",
            thing(answer),
            plain(&answer.sides.strategy),
            plain(&answer.sides.baseline),
            name(&map.a),
            name(&map.b)
        ),
        corner: name(&map.b),
        heads,
        rows: rows.collect(),
        cells: Cells::Numbers,
    }
}
