//! The answer in sentences.

use longview_decide::sensitivity::answer::{SensitivityAnswer, Worth};
use longview_decide::sensitivity::tornado::Swing;
use longview_decide::uncertain::short;

use super::words::{amount, percent, quoted, signed, spoken_factor, thing, value};
use crate::{numbers, spoken};

pub(super) fn question(answer: &SensitivityAnswer) -> String {
    let (strategy, baseline) = (quoted(&answer.sides.strategy), quoted(&answer.sides.baseline));
    format!("Which numbers decide between {strategy} and {baseline}?")
}

pub(super) fn sentences(answer: &SensitivityAnswer) -> Vec<String> {
    let mut told = vec![base(answer)];
    told.extend(first(answer));
    told.push(turning(answer));
    told.push(spread(answer));
    told.extend(answer.worth.as_ref().map(|worth| knowing(answer, worth)));
    told
}

/// "At the best guesses long-view brings EUR 197,000 more margin than today by Q8."
fn base(answer: &SensitivityAnswer) -> String {
    let base = answer.base;
    let more = if base.mean < 0.0 { "less" } else { "more" };
    let said = amount(answer, base.mean.abs(), base.error);
    let of = if answer.outcome.is_money() { format!(" {}", thing(answer)) } else { String::new() };
    format!(
        "At the best guesses {} brings {said} {more}{of} than {} by Q{}, give or take {}.",
        quoted(&answer.sides.strategy),
        quoted(&answer.sides.baseline),
        answer.scenario.quarters,
        numbers::standard_error(2.0 * base.error)
    )
}

/// What moves it most.
fn first(answer: &SensitivityAnswer) -> Option<String> {
    let swing = answer.swings.first().filter(|swing| swing.is_visible())?;
    let [_, low, high] = swing.three;
    Some(format!(
        "It moves most with {}: {} where that is {}, {} where it is {}.",
        spoken::number(&short(&swing.path)),
        signed(swing.at_low.mean, swing.at_low.error),
        value(low, swing.unit),
        signed(swing.at_high.mean, swing.at_high.error),
        value(high, swing.unit)
    ))
}

/// Whether any number by itself turns the answer round.
fn turning(answer: &SensitivityAnswer) -> String {
    let turns = |swing: &&Swing| {
        [swing.at_low, swing.at_high].iter().any(|end| {
            let moved = answer.base.mean + end.mean;
            let error = answer.base.error.hypot(end.error);
            moved * answer.base.mean < 0.0 && moved.abs() > 2.0 * error
        })
    };
    let found: Vec<String> = answer
        .swings
        .iter()
        .filter(turns)
        .map(|swing| spoken::number(&short(&swing.path)))
        .collect();
    match found.as_slice() {
        [] => "No number turns that round by itself, between the ends of its range.".to_owned(),
        [one] => format!("One number turns that round by itself: {one}."),
        many => format!("Each of these turns that round by itself: {}.", many.join(", ")),
    }
}

/// How much the average difference varies, and with what.
fn spread(answer: &SensitivityAnswer) -> String {
    let shares = &answer.shares;
    let sd = shares.variance.value.max(0.0).sqrt();
    let error = if sd > 0.0 { shares.variance.error / (2.0 * sd) } else { 0.0 };
    let most = match shares.factors.first() {
        None => String::new(),
        Some(first) if first.with_others.low > 0.0 => format!(
            " Of what makes it vary, {} has a part in {} ({} to {}).",
            spoken_factor(&first.factor),
            percent(first.with_others.value.min(1.0)),
            percent(first.with_others.low),
            percent(first.with_others.high.min(1.0))
        ),
        Some(_) => {
            " Which number has most part in that cannot be told from so few draws.".to_owned()
        }
    };
    format!(
        "Where all {} uncertain numbers vary together, the average difference is {}, and \
         typically {} away from that.{most}",
        answer.swings.len(),
        amount(answer, shares.mean.mean, shares.mean.error),
        amount(answer, sd, error)
    )
}

/// What knowing is worth, and what to measure first.
fn knowing(answer: &SensitivityAnswer, worth: &Worth) -> String {
    let better = if worth.mean < 0.0 { &answer.sides.baseline } else { &answer.sides.strategy };
    let money = |found: f64| amount(answer, found, worth.everything.error);
    let risk = format!(
        "On average over all that is not known {} is the better choice, and in {} draws of the numbers \
         it is the wrong one. To know every number would be worth {} at most by Q{} ({} to {}).",
        quoted(better),
        numbers::of_hundred(worth.chance_wrong.value),
        money(worth.everything.value),
        answer.scenario.quarters,
        money(worth.everything.low),
        money(worth.everything.high)
    );
    format!("{risk} {}", measuring(answer, worth))
}

fn measuring(answer: &SensitivityAnswer, worth: &Worth) -> String {
    let first = worth.factors.first().filter(|first| first.known.low > 0.0);
    let Some(first) = first else {
        return "No single number is seen to be worth measuring before choosing: knowing it would hardly \
                ever change the choice."
            .to_owned();
    };
    let name = spoken_factor(&first.factor);
    let known = amount(answer, first.known.value, first.known.error);
    let measured = worth.factors.iter().filter_map(|one| Some((one.measured?, one)));
    let best = measured.max_by(|(a, _), (b, _)| a.total_cmp(b)).filter(|(gain, _)| *gain > 0.0);
    let calls = best.map_or_else(String::new, |(gain, one)| {
        format!(
            " Of what {} calls can show, measure {} first: worth {}.",
            worth.calls,
            spoken_factor(&one.factor),
            amount(answer, gain, one.known.error)
        )
    });
    format!("To know {name} alone would be worth {known}.{calls}")
}
