//! What becomes of people: of a block's conversations, of those who buy, of everybody met.

use longview_decide::answer::{CompareAnswer, StrategyAnswer};
use longview_engine::metric::Id;
use longview_engine::model::{End, Stage};

use super::{PARTS, happens, name, names, part, quarters, quoted};
use crate::Compared;
use crate::chart::{Axis, Chart, Drawing, Hue, Lot, Measure, Point, Series};
use crate::levels::BY_OUTCOME;
use crate::numbers;
use crate::spoken;

/// What ten hours on a fresh list give with the default numbers, and what people can count.
const DOZEN: u32 = 12;
const DOZEN_WORD: &str = "twelve";

/// Of twelve conversations of the first quarter, how many ended how?
pub(super) fn conversations(answer: &CompareAnswer) -> Option<Chart> {
    let strategy = &answer.strategies[answer.baseline];
    let first = strategy.quarters.first()?;
    let outcomes = answer.metrics.iter().zip(first).filter_map(|(metric, found)| {
        Some((metric.name.strip_prefix(BY_OUTCOME)?.to_owned(), found.mean))
    });
    let outcomes: Vec<(String, f64)> = outcomes.filter(|(_, mean)| *mean > 0.0).collect();
    let sum: f64 = outcomes.iter().map(|(_, mean)| mean).sum();
    if outcomes.is_empty() || sum <= 0.0 {
        return None;
    }
    let shares: Vec<f64> = outcomes.iter().map(|(_, mean)| mean / sum).collect();
    let lots: Vec<Lot> = numbers::apportioned(&shares, DOZEN)
        .into_iter()
        .zip(&outcomes)
        .enumerate()
        .filter(|(_, (count, _))| *count > 0)
        .map(|(at, (count, (outcome, _)))| Lot {
            name: spoken::key(outcome),
            count,
            hue: Hue::Nth(at),
        })
        .collect();
    let told: Vec<String> = lots.iter().map(|lot| format!("{} {}", lot.count, lot.name)).collect();
    let plan = quoted(answer, answer.baseline);
    Some(Chart {
        name: "conversations".to_owned(),
        question: format!("What becomes of {DOZEN_WORD} conversations?"),
        reading: format!(
            "Out of {DOZEN_WORD} conversations of the first quarter under {plan}, to the nearest whole one. \
             A count of appointments forgets all the others."
        ),
        alt: format!("{DOZEN} dots: {}.", told.join(", ")),
        x: Axis::names("outcome", Vec::new()),
        y: Axis::numbers("conversations", Measure::Count),
        drawing: Drawing::Dots(lots),
        marks: Vec::new(),
    })
}

/// How customers began.
pub(super) fn origins(answer: &CompareAnswer) -> Option<Chart> {
    let kinds = [
        "appointment at the first conversation",
        "something else first, won later",
        "they called us",
    ];
    let parts = kinds.iter().enumerate().map(|(at, kind)| {
        part(answer, kind, PARTS[at], |strategy| strategy.origins[at].customers.mean)
    });
    let told = answer.strategies.iter().enumerate().map(|(at, strategy)| {
        let shares = strategy.origins.map(|origin| numbers::percent(origin.share));
        let [first, between, inbound] = shares;
        let name = name(answer, at);
        format!(
            "{name}: {first} by an appointment at the first conversation, {between} won later, {inbound} called us"
        )
    });
    happens(answer, Id::Customers).then(|| Chart {
        name: "origins".to_owned(),
        question: "Where do customers come from?".to_owned(),
        reading: "How the first conversation with those who bought had ended.".to_owned(),
        alt: format!("{}.", told.collect::<Vec<_>>().join("; ")),
        x: Axis::names("plan", names(answer)),
        y: Axis::numbers(
            format!("customers by Q{}, average", answer.scenario.quarters),
            Measure::Count,
        ),
        drawing: Drawing::Bars(parts.collect()),
        marks: Vec::new(),
    })
}

/// Where everybody stands who was moved and not lost, at the end of each quarter: a picture per
/// strategy, all on one scale. Most of those who buy elsewhere never heard of us, and would hide
/// everybody else.
pub(super) fn standing(compared: &Compared<'_>) -> Vec<Chart> {
    let answer = compared.answer;
    if quarters(answer) < 2 {
        return Vec::new();
    }
    let kinds = kinds(compared);
    let layers: Vec<Vec<Series>> = answer
        .strategies
        .iter()
        .map(|strategy| layers(strategy, &kinds, quarters(answer)))
        .collect();
    let highest = layers.iter().map(|layers| highest(layers)).fold(0.0, f64::max);
    if highest <= 0.0 {
        return Vec::new();
    }
    let charts = layers.into_iter().enumerate();
    charts.map(|(at, layers)| standing_of(answer, at, layers, highest)).collect()
}

fn standing_of(answer: &CompareAnswer, at: usize, layers: Vec<Series>, highest: f64) -> Chart {
    let told = layers.iter().filter_map(|layer| {
        let last = layer.points.last().filter(|last| last.y > 0.0)?;
        Some(format!("{} {}", numbers::short(last.y.round()), layer.name))
    });
    let told: Vec<String> = told.collect();
    let mut y = Axis::numbers("people who know us or bought", Measure::Count);
    y.limits = Some((0.0, highest));
    Chart {
        name: format!("standing-{}", at + 1),
        question: format!("Where do people stand under {}?", quoted(answer, at)),
        reading:
            "Everybody who has left the list of strangers, whether we moved them or they bought \
                  elsewhere by themselves, at the end of each quarter, on average."
                .to_owned(),
        alt: format!(
            "At the end of Q{}, on average: {}.",
            answer.scenario.quarters,
            told.join(", ")
        ),
        x: Axis::quarters(quarters(answer)),
        y,
        drawing: Drawing::Areas(layers),
        marks: Vec::new(),
    }
}

/// How high the layers stand upon each other.
fn highest(layers: &[Series]) -> f64 {
    let places = layers.first().map_or(0, |layer| layer.points.len());
    let sum = |place: usize| -> f64 { layers.iter().map(|layer| layer.points[place].y).sum() };
    (0..places).map(sum).fold(0.0, f64::max)
}

/// Stages that share a layer; the same for every plan, so that they can be compared.
struct Kind {
    name: String,
    hue: Hue,
    stages: Vec<usize>,
}

/// Layers from the bottom up: those who bought, then those who may, the highest rung first. The
/// thinnest share one, so that there is a colour for each.
fn kinds(compared: &Compared<'_>) -> Vec<Kind> {
    let model = &compared.scenario.experiment.model;
    let mut stages: Vec<(usize, i64, f64)> = model
        .stages
        .iter()
        .enumerate()
        .filter(|(at, stage)| *at != model.start.0 && matches!(stage.end, None | Some(End::Won)))
        .map(|(at, stage)| (at, depth(stage), thickness(compared.answer, at)))
        .filter(|(_, _, thickness)| *thickness > 0.0)
        .collect();
    let mut sizes: Vec<f64> = stages.iter().map(|(_, _, thickness)| *thickness).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    let thin = sizes.get(Hue::COUNT).copied().unwrap_or(0.0);
    let is_shown =
        |at: usize, thickness: f64| thickness > thin || model.stages[at].end == Some(End::Won);
    stages.sort_by_key(|(_, depth, _)| *depth);
    let (shown, rest): (Vec<_>, Vec<_>) =
        stages.into_iter().partition(|(at, _, thickness)| is_shown(*at, *thickness));
    let mut kinds: Vec<Kind> = shown
        .iter()
        .enumerate()
        .map(|(hue, (at, ..))| Kind {
            name: spoken::key(&model.stages[*at].name),
            hue: Hue::Nth(hue),
            stages: vec![*at],
        })
        .collect();
    if !rest.is_empty() {
        let stages = rest.iter().map(|(at, ..)| *at).collect();
        kinds.push(Kind { name: "others".to_owned(), hue: Hue::Quiet, stages });
    }
    kinds
}

/// Who bought lies at the bottom, then the highest rung first.
fn depth(stage: &Stage) -> i64 {
    if stage.end.is_some() { i64::MIN } else { -i64::from(stage.rung) }
}

/// The most people that stand in a stage under any plan.
fn thickness(answer: &CompareAnswer, stage: usize) -> f64 {
    let found = answer.strategies.iter().filter_map(|strategy| strategy.stages.get(stage));
    found.flat_map(|stage| &stage.at_quarter_end).map(|end| end.mean).fold(0.0, f64::max)
}

fn layers(strategy: &StrategyAnswer, kinds: &[Kind], quarters: usize) -> Vec<Series> {
    let layer = |kind: &Kind| {
        let at = |quarter: usize| -> f64 {
            let stages = kind.stages.iter().filter_map(|stage| strategy.stages.get(*stage));
            stages.filter_map(|stage| Some(stage.at_quarter_end.get(quarter)?.mean)).sum()
        };
        let points = (0..quarters).map(|quarter| Point::new(quarter as f64, at(quarter)));
        Series { name: kind.name.clone(), hue: kind.hue, points: points.collect() }
    };
    kinds.iter().map(layer).collect()
}
