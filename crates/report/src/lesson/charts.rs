//! The pictures of a lesson.

use longview_decide::boundary::{Crossing, Edge, Side};
use longview_decide::lesson::{Boundary, LessonAnswer, Measured};
use longview_engine::metric::Unit;

use super::{Taught, words};
use crate::chart::{At, Axis, Chart, Drawing, Hue, Mark, Measure, Point, Series};
use crate::text::plain;
use crate::{Compared, charts};

/// What a comparison shows of a lesson's plans, by the names of its charts.
fn wanted(lesson: &str) -> &'static [&'static str] {
    match lesson {
        "ten-hours" => &["customers-difference", "origins", "conversations"],
        "bad-week" => &[],
        "motion-or-action" => &["customers-difference", "hours"],
        "ask" => &["customers-difference", "pipeline"],
        "vital-few" => &["revenue-difference", "largest-customers", "touches"],
        "pest" => &["customers-difference", "opt-outs"],
        "every-day" => &["calendar", "dry-spells"],
        "patience" => &["customers", "customers-difference"],
        _ => &["customers-difference", "customers"],
    }
}

/// What became of the plans.
pub(super) fn outcome(taught: &Taught<'_>) -> Vec<Chart> {
    let Taught { answer, scenario, settings } = *taught;
    let all = charts::compare(&Compared { answer: &answer.compare, scenario, settings });
    let named = |name: &&str| all.iter().find(|chart| chart.name == **name).cloned();
    wanted(answer.lesson.name).iter().filter_map(named).collect()
}

/// What was found at the values tried of a number, with the place where the claim turns.
pub(super) fn boundary(answer: &LessonAnswer, at: usize) -> Chart {
    let found = &answer.boundaries[at];
    let condition = answer.lesson.conditions[found.number.condition];
    let window = window(found);
    let curve = || found.found.curve.iter().filter(|point| point.at <= window.1);
    let points: Vec<Point> =
        curve().map(|point| Point::new(point.at, point.margin + condition.above)).collect();
    let here = words::number_value(found, found.default);
    let mut series = vec![Series { name: "found".to_owned(), hue: Hue::Nth(0), points }];
    series.extend(curve().find(|point| is_same(point.at, found.default)).map(|point| Series {
        name: format!("here: {here}"),
        hue: Hue::Nth(1),
        points: vec![Point::new(point.at, point.margin + condition.above)],
    }));
    series.push(plausible(found, condition.above));
    let mut x = Axis::numbers(found.number.unit, measure_of_number(found));
    x.limits = Some(window);
    Chart {
        name: format!("turn-{}", at + 1),
        question: format!("How does it depend on {}?", found.number.words),
        reading: format!(
            "Each point is an average over the runs with that value and nothing else changed. Above the \
             dashed line the claim is true. The short line on it is what is plausible; {here} is what the plans ran with."
        ),
        alt: alt(answer, found),
        x,
        y: Axis::numbers(words::scored(answer, found), measure(answer, found.measured)),
        drawing: Drawing::Lines(series),
        marks: marks(answer, found),
    }
}

/// Further than this beyond what matters nothing is drawn.
const BEYOND: f64 = 1.5;

/// The values that are drawn: from the least tried to a little beyond what is plausible, what the
/// plans ran with, and where the claim turns.
fn window(found: &Boundary) -> (f64, f64) {
    let (low, high) = found.number.search;
    let turns = found.found.crossings.iter().map(|turn| turn.between.1);
    let edges = found.found.edges.iter().map(|edge| edge.at);
    let most = turns.chain(edges).fold(found.plausible.high.max(found.default), f64::max);
    let tried = found.found.curve.iter().map(|point| point.at);
    let last = tried.filter(|at| *at >= BEYOND * most).fold(high, f64::min);
    (low, last)
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

fn plausible(found: &Boundary, height: f64) -> Series {
    let ends = [found.plausible.low, found.plausible.high];
    Series {
        name: "plausible".to_owned(),
        hue: Hue::Quiet,
        points: ends.map(|at| Point::new(at, height)).to_vec(),
    }
}

fn measure_of_number(found: &Boundary) -> Measure {
    if words::is_chance(found) { Measure::Share } else { Measure::Plain }
}

fn measure(answer: &LessonAnswer, measured: Measured) -> Measure {
    match measured {
        Measured::Metric(Unit::Money) => Measure::Money(plain(&answer.compare.scenario.currency)),
        Measured::Metric(Unit::Count) => Measure::Count,
        Measured::Metric(_) | Measured::Times => Measure::Plain,
        Measured::Share => Measure::Share,
    }
}

fn marks(answer: &LessonAnswer, found: &Boundary) -> Vec<Mark> {
    let above = answer.lesson.conditions[found.number.condition].above;
    let height = Mark { at: At::Height(above), label: words::threshold(answer, found) };
    let turn = |turn: &Crossing| Mark {
        at: At::Place(turn.at),
        label: format!("turns at {}", words::turn_value(found, turn)),
    };
    let edge = |edge: &Edge| Mark { at: At::Place(edge.at), label: words::edge_mark(edge) };
    let crossings = found.found.crossings.iter().map(turn);
    let edges = found.found.edges.iter().map(edge);
    [height].into_iter().chain(crossings).chain(edges).collect()
}

fn alt(answer: &LessonAnswer, found: &Boundary) -> String {
    let sides = found.found.crossings.iter().map(|turn| {
        let side = match turn.holds {
            Side::Below => "below",
            Side::Above => "above",
        };
        format!("The claim is true {side} {}.", words::turn_value(found, turn))
    });
    let sides: Vec<String> = sides.collect();
    let told = if sides.is_empty() { words::turn(answer, found) } else { sides.join(" ") };
    format!("{} against {}. {told}", words::scored(answer, found), found.number.words)
}
