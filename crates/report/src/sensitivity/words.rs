//! How figures and numbers of the analysis are written.

use longview_decide::sensitivity::answer::{Estimated, Factor, Mean, SensitivityAnswer};
use longview_decide::uncertain::short;
use longview_engine::metric::Unit;

use crate::chart::Measure;
use crate::text::plain;
use crate::{numbers, spoken};

/// What amounts are measured in.
pub(super) fn measure(answer: &SensitivityAnswer) -> Measure {
    match answer.outcome.unit {
        Unit::Money => Measure::Money(plain(&answer.scenario.currency)),
        Unit::Count => Measure::Count,
        Unit::Hours | Unit::Days => Measure::Plain,
    }
}

/// "EUR 197,000" or "19.3 customers".
pub(super) fn amount(answer: &SensitivityAnswer, mean: f64, error: f64) -> String {
    let said = figure(mean, error);
    match answer.outcome.unit {
        Unit::Money => format!("{} {said}", plain(&answer.scenario.currency)),
        Unit::Hours => format!("{said} hours"),
        Unit::Days => format!("{said} days"),
        Unit::Count => format!("{said} {}", thing(answer)),
    }
}

/// Less than this buys nothing, and wins nobody.
const NEXT_TO_NOTHING: f64 = 0.005;

/// A figure with the digits that its error earns, cut to whole numbers from a thousand on.
pub(super) fn figure(mean: f64, error: f64) -> String {
    if mean.abs() < NEXT_TO_NOTHING && (error.is_nan() || error < NEXT_TO_NOTHING) {
        "0".to_owned()
    } else if error > 0.0 && error.is_finite() {
        numbers::mean(mean, error)
    } else if mean.abs() >= 1_000.0 {
        numbers::grouped(mean, 0)
    } else {
        numbers::trimmed(mean, 2)
    }
}

/// The same with its sign.
pub(super) fn signed(mean: f64, error: f64) -> String {
    let said = figure(mean, error);
    let is_nought = !said.contains(|digit: char| ('1'..='9').contains(&digit));
    if mean > 0.0 && !is_nought { format!("+{said}") } else { said }
}

/// What is compared, as a thing: "margin", "opt outs".
pub(super) fn thing(answer: &SensitivityAnswer) -> String {
    plain(&answer.outcome.name).replace('_', " ")
}

/// "“long-view”".
pub(super) fn quoted(name: &str) -> String {
    format!("“{}”", plain(name))
}

/// The name of a factor: its number, or its numbers.
pub(super) fn factor(factor: &Factor) -> String {
    factor.paths.iter().map(|path| plain(&short(path))).collect::<Vec<_>>().join(" + ")
}

/// The same in a sentence.
pub(super) fn spoken_factor(factor: &Factor) -> String {
    let numbers: Vec<String> =
        factor.paths.iter().map(|path| spoken::number(&short(path))).collect();
    numbers.join(" with ")
}

/// A mean and its standard error, in two lines of a cell.
pub(super) fn cell(mean: &Mean) -> String {
    let error =
        if mean.error.is_finite() { numbers::standard_error(mean.error) } else { "?".into() };
    format!("{}\n± {error}", signed(mean.mean, mean.error))
}

/// A share and its range in two lines of a cell.
pub(super) fn share_cell(share: &Estimated) -> String {
    format!("{}\n{}–{}", percent(share.value), hundredths(share.low), percent(share.high))
}

/// Whole hundredths: the ranges earn no more.
pub(super) fn percent(share: f64) -> String {
    format!("{} %", hundredths(share))
}

fn hundredths(share: f64) -> String {
    numbers::grouped(100.0 * share, 0)
}

/// A value of a number: "0.06", "12.9 weeks".
pub(super) fn value(value: f64, unit: &str) -> String {
    let size = value.abs();
    let decimals = if size >= 100.0 {
        0
    } else if size >= 1.0 {
        1
    } else {
        4
    };
    let said = numbers::trimmed(value, decimals);
    match unit {
        "weeks" | "minutes" => format!("{said} {unit}"),
        _ => said,
    }
}

/// The range of an estimate: eight bootstrap estimates of ten.
pub(super) fn range(found: &Estimated) -> (f64, f64) {
    (found.low, found.high)
}

/// The range that holds the true mean eight times of ten.
pub(super) fn around(mean: &Mean) -> Option<(f64, f64)> {
    const EIGHT_OF_TEN: f64 = 1.2816;
    let half = EIGHT_OF_TEN * mean.error;
    half.is_finite().then_some((mean.mean - half, mean.mean + half))
}
