//! The chance of a goal against what is varied.

use longview_decide::target::{LeverAnswer, TargetAnswer};

use super::words::{self, with_unit};
use crate::chart::{At, Axis, Chart, Drawing, Hue, Mark, Measure, Point, Series};
use crate::numbers::of_hundred;
use crate::spoken;
use crate::text::plain;

/// A picture per number, with a line per plan.
pub(super) fn chances(answer: &TargetAnswer) -> Vec<Chart> {
    let mut names: Vec<&str> = Vec::new();
    for found in &answer.levers {
        if !names.contains(&found.lever.name.as_str()) {
            names.push(&found.lever.name);
        }
    }
    names.iter().map(|name| chance(answer, name)).collect()
}

fn chance(answer: &TargetAnswer, name: &str) -> Chart {
    let of_name: Vec<&LeverAnswer> =
        answer.levers.iter().filter(|found| found.lever.name == name).collect();
    let unit = of_name.first().map_or("", |found| found.lever.unit);
    let told: Vec<String> = of_name.iter().map(|found| told(found)).collect();
    let mut y = Axis::numbers("chance to reach the goal", Measure::Share);
    y.limits = Some((0.0, 1.0));
    let file = name.to_lowercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    Chart {
        name: format!("chance-by-{file}"),
        question: format!(
            "How likely are {}, by {}?",
            words::goal(&answer.goal),
            spoken::lever(name)
        ),
        reading: format!(
            "Each point is a plan with another value, in the same worlds. The band shows how far the \
             chance may be off for want of worlds. The dashed line is the chance that was asked for: {}.",
            of_hundred(answer.confidence)
        ),
        alt: format!("Chance to reach the goal. {}.", told.join("; ")),
        x: Axis::numbers(spoken::lever_in(name, unit), Measure::Plain),
        y,
        drawing: Drawing::Lines(of_name.iter().map(|found| series(found)).collect()),
        marks: marks(answer, &of_name),
    }
}

fn told(found: &LeverAnswer) -> String {
    let say = |point: Option<&longview_decide::target::curve::CurvePoint>| {
        point.map_or_else(String::new, |point| {
            format!("{} with {}", of_hundred(point.chance), with_unit(&found.lever, point.value))
        })
    };
    let points = &found.curve.points;
    format!("{}: {}, {}", found.lever.plan, say(points.first()), say(points.last()))
}

fn series(found: &LeverAnswer) -> Series {
    let points = found.curve.points.iter().map(|point| Point {
        x: point.value,
        y: point.fitted,
        range: Some((point.interval.0.min(point.fitted), point.interval.1.max(point.fitted))),
    });
    Series {
        name: plain(&found.lever.plan),
        hue: Hue::Nth(found.lever.strategy),
        points: points.collect(),
    }
}

fn marks(answer: &TargetAnswer, of_name: &[&LeverAnswer]) -> Vec<Mark> {
    let wanted = Mark { at: At::Height(answer.confidence), label: of_hundred(answer.confidence) };
    let answers = of_name.iter().filter_map(|found| {
        let value = found.answer().value?;
        Some(Mark { at: At::Place(value), label: words::value(&found.lever, value) })
    });
    std::iter::once(wanted).chain(answers).collect()
}
