//! What a lesson says, in sentences that are chosen by its numbers.

use longview_decide::boundary::{Crossing, Edge, Side};
use longview_decide::lesson::{
    Boundary, Chosen, Finding, How, LessonAnswer, Measured, Prediction, Score, Standing, Verdict,
    Within,
};
use longview_engine::estimate::Estimate;
use longview_engine::metric::{Id, Unit};

use super::Taught;
use crate::behind::in_quotes;
use crate::numbers;
use crate::text::plain;

/// Whether the claim holds.
pub(super) fn verdict(answer: &LessonAnswer) -> String {
    let verdict = match answer.verdict {
        Verdict::Holds => "With these numbers the claim holds.",
        Verdict::Fails if answer.findings.len() == 1 => {
            "With these numbers the claim does not hold."
        }
        Verdict::Fails => "With these numbers the claim does not hold as a whole.",
        Verdict::Open => "These runs do not decide it: what there is of a difference may be luck.",
    };
    verdict.to_owned()
}

/// The same in a word or two.
pub(super) fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Fails => "does not hold",
        Verdict::Open => "cannot be told",
    }
}

/// What the plans have in common.
pub(super) fn about(taught: &Taught<'_>) -> String {
    let scenario = taught.scenario;
    plain(scenario.about.as_ref().unwrap_or(&scenario.title))
}

/// Changes of numbers as they would be typed.
pub(super) fn settings(taught: &Taught<'_>) -> String {
    let said = |setting: &String| format!(" --set {}", in_quotes(setting));
    taught.settings.iter().map(said).collect()
}

/// What the runs say of one condition.
pub(super) fn finding(answer: &LessonAnswer, finding: &Finding) -> String {
    let standing = match finding.standing {
        Standing::Holds => "yes",
        Standing::Fails => "no",
        Standing::Open => "cannot be told",
    };
    let found = if let Score::Lead { metric, of, over, times } = finding.condition.score {
        lead(answer, (metric, times), [of, over], finding)
    } else {
        let value = value(answer, finding.measured, &finding.value);
        let needed = amount(answer, finding.measured, finding.condition.above);
        format!("{value}, where more than {needed} is claimed")
    };
    format!("{}: {standing}; {found}.", capital(finding.condition.words))
}

/// "all-twelve has 5.7 more customers than appointments-only (the difference in eight worlds of ten:
/// 1 to 11)".
fn lead(
    answer: &LessonAnswer,
    (metric, times): (Id, f64),
    [of, over]: [&str; 2],
    finding: &Finding,
) -> String {
    let difference = finding.value;
    let thing = thing(metric);
    let word = match (difference.mean < 0.0, metric.metric().unit) {
        (false, _) => "more",
        (true, Unit::Count) => "fewer",
        (true, _) => "less",
    };
    let whom = so_many(times, over);
    let size = Estimate { mean: difference.mean.abs(), ..difference };
    let size = value(answer, finding.measured, &size);
    let [low, high] =
        [difference.p10, difference.p90].map(|end| amount(answer, finding.measured, end));
    format!(
        "“{of}” has {size} {word} {thing} than {whom} (the difference in eight worlds of ten: {low} to {high})"
    )
}

/// An average with the digits that it earns.
pub(super) fn value(answer: &LessonAnswer, measured: Measured, estimate: &Estimate) -> String {
    let currency = plain(&answer.compare.scenario.currency);
    match measured {
        Measured::Metric(Unit::Money) => numbers::money(&currency, estimate),
        Measured::Metric(_) => numbers::mean(estimate.mean, estimate.mcse),
        Measured::Share => {
            format!("{} %", numbers::mean(100.0 * estimate.mean, 100.0 * estimate.mcse))
        }
        Measured::Times => format!("{} times", numbers::mean(estimate.mean, estimate.mcse)),
    }
}

/// A number that is no average.
fn amount(answer: &LessonAnswer, measured: Measured, value: f64) -> String {
    match measured {
        Measured::Metric(Unit::Money) => {
            let currency = plain(&answer.compare.scenario.currency);
            format!("{currency} {}", numbers::grouped(numbers::three_digits(value), 0))
        }
        Measured::Metric(_) => numbers::trimmed(value, 1),
        Measured::Share => format!("{} %", numbers::trimmed(100.0 * value, 1)),
        Measured::Times => format!("{} times", numbers::trimmed(value, 2)),
    }
}

/// Which choice is right, and by what.
pub(super) fn revealed(answer: &LessonAnswer, prediction: &Prediction) -> String {
    let found = found(answer, prediction);
    let named = |at: usize| format!("{}) {}", letter(at), prediction.predict.choices[at].0);
    match prediction.right {
        Chosen::Clearly(right) => format!("{} ({found}).", named(right)),
        Chosen::Narrowly(right, other) => {
            format!("{}, but {} is not ruled out ({found}).", named(right), named(other))
        }
    }
}

fn found(answer: &LessonAnswer, prediction: &Prediction) -> String {
    let value = value(answer, prediction.measured, &prediction.value);
    match prediction.predict.score {
        Score::Ratio { metric, of, to } => {
            format!("“{of}” has {value} the {} of “{to}”", thing(metric))
        }
        Score::Lead { metric, of, over, times } => {
            format!("{}: “{of}” less {} is {value}", thing(metric), so_many(times, over))
        }
        _ => format!("found: {value}"),
    }
}

/// a, b, c ...
pub(super) fn letter(at: usize) -> char {
    u8::try_from(at).map_or('?', |at| char::from(b'a'.saturating_add(at)))
}

/// The number and its value here, without what is found.
pub(super) fn asked(boundary: &Boundary) -> String {
    let here = number_value(boundary, boundary.default);
    format!("{}: {here} here.", capital(boundary.number.words))
}

/// What is plausible, and who says so.
pub(super) fn plausible(boundary: &Boundary) -> String {
    let range = span(boundary, boundary.plausible.low, boundary.plausible.high);
    format!("Plausible: {range} ({}).", plain(&boundary.plausible.source))
}

/// What is measured along a number, short enough for an axis.
pub(super) fn scored(answer: &LessonAnswer, boundary: &Boundary) -> String {
    match answer.lesson.conditions[boundary.number.condition].score {
        Score::Lead { metric, of, over, times } => {
            let currency = match metric.metric().unit {
                Unit::Money => format!(", {}", plain(&answer.compare.scenario.currency)),
                _ => String::new(),
            };
            format!("{}: “{of}” less {}{currency}", thing(metric), so_many(times, over))
        }
        Score::Ratio { metric, of, to } => format!("{}: “{of}” for each of “{to}”", thing(metric)),
        Score::Sooner { metric, quarter, .. } => {
            format!("share of {} by Q{quarter}", thing(metric))
        }
        Score::Later { metric, quarter, .. } => {
            format!("share of {} after Q{quarter}", thing(metric))
        }
        Score::Share { part, whole, .. } => format!("{} in {}", thing(part), thing(whole)),
        Score::AtMost { metric, most, .. } if most < 1.0 => {
            format!("share of runs without {}", thing(metric))
        }
        Score::AtMost { metric, most, .. } => {
            format!("share of runs with at most {} {}", numbers::trimmed(most, 2), thing(metric))
        }
        Score::DaysWithLead { .. } => "working days with a lead".to_owned(),
    }
}

/// What the line means above which the claim is true.
pub(super) fn threshold(answer: &LessonAnswer, boundary: &Boundary) -> String {
    let condition = answer.lesson.conditions[boundary.number.condition];
    match condition.score {
        Score::Lead { over, times, .. } => format!("as {}", so_many(times, over)),
        _ => format!("claimed: more than {}", amount(answer, boundary.measured, condition.above)),
    }
}

/// Two standard errors of what is measured.
pub(super) fn margin(measured: Measured, mcse: f64) -> String {
    match measured {
        Measured::Share => format!("{} %", numbers::standard_error(200.0 * mcse)),
        _ => numbers::standard_error(2.0 * mcse),
    }
}

fn thing(metric: Id) -> String {
    match metric {
        Id::OptOuts => "opt-outs".to_owned(),
        _ => metric.metric().name.replace('_', " "),
    }
}

fn so_many(times: f64, plan: &str) -> String {
    if times > 1.0 {
        format!("{} times “{plan}”", numbers::trimmed(times, 2))
    } else {
        format!("“{plan}”")
    }
}

/// Where it turns, or that it does not.
pub(super) fn turn(answer: &LessonAnswer, boundary: &Boundary) -> String {
    let words = boundary.words(answer.lesson);
    let within = match boundary.within {
        Within::Holds => "is true over all plausible values",
        Within::Fails => "is false over all plausible values",
        Within::Turns => "turns within the plausible values",
        Within::HoldsWhereTold => "is true over the plausible values where it can be told",
        Within::FailsWhereTold => "is false over the plausible values where it can be told",
        Within::Open => "cannot be told at any plausible value",
    };
    let found = &boundary.found;
    let turns = found.crossings.iter().map(|found| crossing(boundary, found));
    let edges = found.edges.iter().map(|found| edge(boundary, found));
    let mut told: Vec<String> = turns.chain(edges).collect();
    if found.crossings.is_empty() {
        let (low, high) = boundary.number.search;
        told.insert(0, format!("No turn was found {}.", span(boundary, low, high)));
    }
    format!("“{}” {within}. {}", capital(words), told.join(" "))
}

/// An edge of what can be told, beside a line.
pub(super) fn edge_mark(found: &Edge) -> String {
    let holds = if found.holds { "true" } else { "false" };
    match found.visible {
        Side::Below => format!("{holds} before this"),
        Side::Above => format!("{holds} from here on"),
    }
}

fn edge(boundary: &Boundary, found: &Edge) -> String {
    let at = number_value(boundary, found.at);
    let side = match found.visible {
        Side::Below => "below",
        Side::Above => "above",
    };
    let holds = if found.holds { "true" } else { "false" };
    format!(
        "It is visibly {holds} {side} about {at}, and cannot be told on the other side of that."
    )
}

fn crossing(boundary: &Boundary, found: &Crossing) -> String {
    let at = turn_value(boundary, found);
    let (low, high) = found.between;
    let width = high - low;
    let [low, high] = [low, high].map(|end| earned(boundary, end, width));
    let side = match found.holds {
        Side::Below => "true below it, false above it",
        Side::Above => "false below it, true above it",
    };
    format!("It turns at {at} (the runs leave {low} to {high} possible): {side}.")
}

/// Where it turns, in its unit, with the digits that its interval earns.
pub(super) fn turn_value(boundary: &Boundary, found: &Crossing) -> String {
    let width = found.between.1 - found.between.0;
    in_unit(boundary, &earned(boundary, found.at, width))
}

/// The interval is four standard errors wide.
fn earned(boundary: &Boundary, value: f64, width: f64) -> String {
    if width <= 0.0 {
        return bare_value(boundary, value);
    }
    if is_chance(boundary) {
        format!("{} %", numbers::mean(100.0 * value, 25.0 * width))
    } else {
        numbers::mean(value, width / 4.0)
    }
}

/// "from 2 to 5 weeks".
fn span(boundary: &Boundary, low: f64, high: f64) -> String {
    format!("from {} to {}", bare_value(boundary, low), number_value(boundary, high))
}

/// A value of the number, in its unit.
pub(super) fn number_value(boundary: &Boundary, value: f64) -> String {
    in_unit(boundary, &bare_value(boundary, value))
}

fn in_unit(boundary: &Boundary, bare: &str) -> String {
    let unit = boundary.number.unit;
    if bare == "1" && boundary.number.how == How::Factor {
        return "as guessed".to_owned();
    }
    if is_chance(boundary) {
        bare.to_owned()
    } else if bare == "1" && !unit.contains(' ') {
        format!("1 {}", unit.trim_end_matches('s'))
    } else {
        format!("{bare} {unit}")
    }
}

/// A value of the number, three digits of it, without its unit where that is a word.
pub(super) fn bare_value(boundary: &Boundary, value: f64) -> String {
    let scaled = if is_chance(boundary) { 100.0 * value } else { value };
    let decimals = match scaled.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 0.1 => 2,
        _ => 4,
    };
    let number = numbers::trimmed(scaled, decimals);
    if is_chance(boundary) { format!("{number} %") } else { number }
}

/// Whether the number is written in hundredths.
pub(super) fn is_chance(boundary: &Boundary) -> bool {
    boundary.number.unit == "chance"
}

/// The sentence with a capital letter.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
