//! The split of the week as bars, and how level the ground is around the best.

use longview_decide::optimize::{Flat, Objective, OptimizeAnswer};

use super::tables::{PLACES, SHOWN};
use super::words::{apart, between, name, parts, value};
use crate::chart::{At, Axis, Chart, Drawing, Hue, Mark, Measure, Point, Scale, Series};
use crate::text::plain;

/// Where the hours go, in the best plans that were kept.
pub(super) fn split(answer: &OptimizeAnswer) -> Chart {
    let space = &answer.space;
    let drawn = &answer.candidates[..answer.candidates.len().min(SHOWN)];
    let places = PLACES.map(str::to_owned);
    let series = space.parts.iter().enumerate().map(|(part, found)| Series {
        name: found.name.to_owned(),
        hue: Hue::Nth(part),
        points: (0u32..)
            .zip(drawn)
            .map(|(x, plan)| Point::new(f64::from(x), space.hours_of(plan.place[part])))
            .collect(),
    });
    Chart {
        name: "split".to_owned(),
        question: "Where do the hours of the best week go?".to_owned(),
        reading: "Hours of a week by what they are spent on, in the best plans that the search kept. Where \
                  bars differ and the plans are worth the same, it does not matter."
            .to_owned(),
        alt: format!("Hours of the best week: {}.", parts(space, &answer.best().place).join(", ")),
        x: Axis::names("plan", places.into_iter().take(drawn.len()).collect()),
        y: Axis::numbers("hours a week", Measure::Plain),
        drawing: Drawing::Bars(series.collect()),
        marks: Vec::new(),
    }
}

/// A picture per choice that has a few values in numbers.
pub(super) fn flat(answer: &OptimizeAnswer) -> Vec<Chart> {
    let is_number = |flat: &&Flat| {
        let dial = flat.dimension.checked_sub(answer.space.parts.len());
        dial.is_none_or(|at| answer.space.dials[at].words.is_empty()) && flat.tried.len() > 2
    };
    answer.flat.iter().filter(is_number).map(|flat| ground(answer, flat)).collect()
}

fn ground(answer: &OptimizeAnswer, flat: &Flat) -> Chart {
    let name = name(answer, flat);
    let file = name.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let points = flat.tried.iter().map(|tried| Point {
        x: at(answer, flat.dimension, tried.steps),
        y: -tried.loss,
        range: Some((-tried.interval.1, -tried.interval.0)),
    });
    let (title, measure) = match answer.objective {
        Objective::Goal(_) => ("chance, less that of the best".to_owned(), Measure::Share),
        Objective::Revenue | Objective::Cautious(_) => {
            let currency = plain(&answer.scenario.currency);
            (format!("revenue less that of the best, {currency}"), Measure::Money(currency))
        }
    };
    let best = value(answer, flat.dimension, answer.best().place[flat.dimension]);
    Chart {
        name: format!("flat-{file}"),
        question: format!("How much does it matter: {name}?"),
        reading:
            "The best plan with this one number changed; other hours give way in proportion. Where \
                  the band touches the dashed line, nobody could tell the difference."
                .to_owned(),
        alt: format!(
            "Best at {best}; no visible difference {}, where at most {} is lost.",
            between(answer, flat),
            apart(answer, flat.at_most)
        ),
        x: Axis { title: name, scale: Scale::Numbers(Measure::Plain), limits: None },
        y: Axis::numbers(title, measure),
        drawing: Drawing::Lines(vec![Series {
            name: "best plan".to_owned(),
            hue: Hue::Nth(0),
            points: points.collect(),
        }]),
        marks: vec![Mark { at: At::Height(0.0), label: "as the best".to_owned() }],
    }
}

fn at(answer: &OptimizeAnswer, dimension: usize, steps: i32) -> f64 {
    let space = &answer.space;
    match dimension.checked_sub(space.parts.len()) {
        None => space.hours_of(steps),
        Some(dial) => space.dials[dial].values[usize::try_from(steps).unwrap_or(0)],
    }
}
