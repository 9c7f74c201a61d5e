//! What becomes of people: of a block's conversations, of those who buy, of everybody met.

use longview_decide::answer::{CompareAnswer, StageAnswer, StrategyAnswer};
use longview_engine::metric::Id;
use longview_engine::model::End;

use super::{happens, name, names, part, quarters};
use crate::Compared;
use crate::chart::{Axis, Chart, Drawing, Hue, Lot, Measure, Point, Series};
use crate::levels::BY_OUTCOME;
use crate::numbers;
use crate::text::plain;

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
        .map(|(at, (count, (outcome, _)))| Lot { name: words(outcome), count, hue: Hue::Nth(at) })
        .collect();
    let told: Vec<String> = lots.iter().map(|lot| format!("{} {}", lot.count, lot.name)).collect();
    let plan = name(answer, answer.baseline);
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
    let parts = kinds
        .iter()
        .enumerate()
        .map(|(at, kind)| part(answer, kind, at, |strategy| strategy.origins[at].customers.mean));
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

/// Where everybody who was met stands at the end of each quarter, a picture per strategy.
pub(super) fn standing(compared: &Compared<'_>) -> Vec<Chart> {
    let answer = compared.answer;
    let highest =
        answer.strategies.iter().map(|strategy| met(compared, strategy)).fold(0.0, f64::max);
    let one = |(at, strategy): (usize, &StrategyAnswer)| {
        let series = layers(compared, strategy);
        let name = name(answer, at);
        let told = series.iter().filter_map(|layer| {
            let last = layer.points.last()?;
            Some(format!("{} {}", numbers::short(last.y), layer.name))
        });
        let alt = format!(
            "At the end of Q{}, on average: {}.",
            answer.scenario.quarters,
            told.collect::<Vec<_>>().join(", ")
        );
        let mut y = Axis::numbers("people spoken with or written to", Measure::Count);
        y.limits = Some((0.0, highest));
        Chart {
            name: format!("standing-{}", at + 1),
            question: format!("Where do people stand under {name}?"),
            reading: "Everybody who has left the list of strangers, at the end of each quarter, on average."
                .to_owned(),
            alt,
            x: Axis::quarters(quarters(answer)),
            y,
            drawing: Drawing::Areas(series),
            marks: Vec::new(),
        }
    };
    if highest <= 0.0 || quarters(answer) < 2 {
        return Vec::new();
    }
    answer.strategies.iter().enumerate().map(one).collect()
}

/// The most people who had left the first stage at the end of any quarter.
fn met(compared: &Compared<'_>, strategy: &StrategyAnswer) -> f64 {
    let stages = stages(compared, strategy);
    let quarters = quarters(compared.answer);
    let at = |quarter: usize| -> f64 {
        stages.iter().filter_map(|(stage, _)| mean(stage, quarter)).sum()
    };
    (0..quarters).map(at).fold(0.0, f64::max)
}

fn mean(stage: &StageAnswer, quarter: usize) -> Option<f64> {
    stage.at_quarter_end.get(quarter).map(|found| found.mean)
}

/// The stages after the first, those at the top who ended well, at the bottom those who are gone.
fn stages<'a>(
    compared: &Compared<'_>,
    strategy: &'a StrategyAnswer,
) -> Vec<(&'a StageAnswer, i32)> {
    let model = &compared.scenario.experiment.model;
    let stages = strategy.stages.iter().zip(&model.stages).enumerate();
    let mut found: Vec<(&StageAnswer, i32)> = stages
        .filter(|(at, _)| *at != model.start.0)
        .map(|(_, (answer, stage))| match stage.end {
            Some(End::OptedOut) => (answer, i32::MIN),
            Some(End::Lost) => (answer, i32::MIN + 1),
            Some(End::Won) => (answer, i32::MAX),
            None => (answer, stage.rung),
        })
        .filter(|(answer, _)| answer.at_quarter_end.iter().any(|found| found.mean > 0.0))
        .collect();
    found.sort_by_key(|(_, height)| *height);
    found
}

/// The stages as layers; the thinnest share one, so that there is a colour for each.
fn layers(compared: &Compared<'_>, strategy: &StrategyAnswer) -> Vec<Series> {
    let stages = stages(compared, strategy);
    let most = |stage: &StageAnswer| {
        stage.at_quarter_end.iter().map(|found| found.mean).fold(0.0, f64::max)
    };
    let mut sizes: Vec<f64> = stages.iter().map(|(stage, _)| most(stage)).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    let thin = if sizes.len() > Hue::COUNT { sizes[Hue::COUNT - 1] } else { 0.0 };
    let (shown, rest): (Vec<_>, Vec<_>) = stages.iter().partition(|(stage, _)| most(stage) > thin);
    let quarters = quarters(compared.answer);
    let layer = |name: String, hue: Hue, of: &[&(&StageAnswer, i32)]| {
        let at = |quarter: usize| of.iter().filter_map(|(stage, _)| mean(stage, quarter)).sum();
        let points = (0..quarters).map(|quarter| Point::new(quarter as f64, at(quarter)));
        Series { name, hue, points: points.collect() }
    };
    let mut layers = Vec::new();
    if !rest.is_empty() {
        layers.push(layer("others".to_owned(), Hue::Quiet, &rest));
    }
    layers.extend(shown.iter().enumerate().map(|(at, stage)| {
        layer(words(&stage.0.stage), Hue::Nth(at), std::slice::from_ref(stage))
    }));
    layers
}

/// A name from a file as words: "not-ready" is "not ready".
fn words(name: &str) -> String {
    plain(name).replace(['_', '-'], " ")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_become_words() {
        assert_eq!(words("not-ready_yet"), "not ready yet");
    }
}
