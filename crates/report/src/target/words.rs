//! A target in sentences.

use longview_decide::goal::{Goal, Sense};
use longview_decide::lever::Lever;
use longview_decide::target::curve::Direction;
use longview_decide::target::par::{ACCUSED, NOTICED};
use longview_decide::target::{LeverAnswer, Obstacle, Reason, TargetAnswer};
use longview_engine::metric::Unit;

use crate::numbers::{grouped, of_hundred, of_worlds, trimmed};
use crate::spoken;

/// "12 customers or more by the end of Q4".
pub(crate) fn goal(goal: &Goal) -> String {
    let value = amount(goal, goal.value);
    let side = match goal.sense {
        Sense::AtLeast => format!("{value} or more"),
        Sense::MoreThan => format!("more than {value}"),
        Sense::AtMost => format!("{value} or fewer"),
        Sense::LessThan => format!("fewer than {value}"),
    };
    format!("{side} by the end of Q{}", goal.quarter)
}

/// "12 customers", "250,000 of revenue".
pub(super) fn amount(goal: &Goal, value: f64) -> String {
    let name = goal.metric.name.replace('_', " ");
    match goal.metric.unit {
        Unit::Count | Unit::Hours => format!("{} {name}", trimmed(value, 1)),
        Unit::Days => format!("{} days ({name})", trimmed(value, 1)),
        Unit::Money => format!("{} of {name}", grouped(value, 0)),
    }
}

/// A value of what is varied, with the decimals of its step.
pub(crate) fn value(lever: &Lever, value: f64) -> String {
    let decimals = if lever.step >= 1.0 {
        0
    } else if lever.step >= 0.1 {
        1
    } else {
        2
    };
    trimmed(value, decimals)
}

/// An estimate of such a value, with a digit more.
pub(super) fn finer(lever: &Lever, value: f64) -> String {
    self::value(&Lever { step: lever.step / 10.0, ..lever.clone() }, value)
}

/// The same with its unit: "27 hours a week".
pub(crate) fn with_unit(lever: &Lever, at: f64) -> String {
    match lever.unit {
        "chance" | "share" | "number" | "units" => value(lever, at),
        unit => format!("{} {unit}", value(lever, at)),
    }
}

/// Every sentence of the answer.
pub(super) fn answer(answer: &TargetAnswer) -> Vec<String> {
    answer.levers.iter().map(|found| sentence(answer, found)).collect()
}

fn sentence(answer: &TargetAnswer, found: &LeverAnswer) -> String {
    let start = format!("{}, {}: ", found.lever.plan, spoken::lever(&found.lever.name));
    let said = match &found.obstacle {
        Some(obstacle) => out_of_reach(answer, found, obstacle),
        None => enough(answer, found),
    };
    format!("{start}{} {}", said.trim_end(), present(answer, found))
}

fn enough(answer: &TargetAnswer, found: &LeverAnswer) -> String {
    let level = found.answer();
    let needed = level.value.map_or_else(String::new, |at| with_unit(&found.lever, at));
    let easiest = match found.curve.direction {
        Direction::Rising => found.lever.range.0,
        Direction::Falling => found.lever.range.1,
    };
    let is_easiest = level.value.is_some_and(|at| (at - easiest).abs() < 1e-9);
    let side = match found.curve.direction {
        _ if is_easiest => "is enough already",
        Direction::Rising => "is enough",
        Direction::Falling => "is the most that still does",
    };
    let chance = level.chance.unwrap_or(level.confidence);
    format!(
        "{needed} {side}; {} worlds reach the goal. {}",
        of_worlds(chance, answer.worlds),
        interval(answer, found)
    )
}

/// How sure the answer itself is.
fn interval(answer: &TargetAnswer, found: &LeverAnswer) -> String {
    let (low, high) = found.answer().root.interval;
    let say = |at: f64| finer(&found.lever, at);
    let range = match (low, high) {
        (Some(low), Some(high)) if say(low) == say(high) => return String::new(),
        (Some(low), Some(high)) => format!("between {} and {}", say(low), say(high)),
        (Some(low), None) => format!("at {} or above", say(low)),
        (None, Some(high)) => format!("at {} or below", say(high)),
        (None, None) => return "So few worlds cannot tell it from any other value.".to_owned(),
    };
    format!(
        "With endlessly many worlds it would lie {range}, 19 times of 20 ({} were tried).",
        grouped(answer.worlds as f64, 0)
    )
}

fn present(answer: &TargetAnswer, found: &LeverAnswer) -> String {
    let now = match found.lever.now {
        Some(now) => format!("As it is ({}),", value(&found.lever, now)),
        None => "As it is (none),".to_owned(),
    };
    format!("{now} {} worlds do.", of_worlds(found.present.chance, answer.worlds))
}

fn out_of_reach(answer: &TargetAnswer, found: &LeverAnswer, obstacle: &Obstacle) -> String {
    let reasons: Vec<String> = obstacle
        .reasons
        .iter()
        .map(|reason| self::reason(*reason, &found.lever, answer.confidence))
        .collect();
    let why = if reasons.is_empty() {
        "Nothing single stands in the way: this number alone does not carry it.".to_owned()
    } else {
        reasons.join(" ")
    };
    format!(
        "out of reach with a chance of {}. The best is {}, and {} worlds reach the goal with it; \
         within reach with that chance is: {}. {why}",
        of_hundred(answer.confidence),
        with_unit(&found.lever, obstacle.value),
        of_hundred(obstacle.chance),
        within(answer, obstacle),
    )
}

fn within(answer: &TargetAnswer, obstacle: &Obstacle) -> String {
    let value = amount(&answer.goal, obstacle.within_reach);
    if answer.goal.sense.wants_more() {
        format!("{value} or more")
    } else {
        format!("{value} or fewer")
    }
}

fn reason(reason: Reason, lever: &Lever, confidence: f64) -> String {
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    match reason {
        Reason::ListExhausted { idle } => format!(
            "The list runs out: {} of the planned hours find nobody left to turn to.",
            percent(idle)
        ),
        Reason::HoursExhausted { worked } => {
            format!("The hours run out: {} of the desk's time is worked.", percent(worked))
        }
        Reason::Pest { peak, times } => format!(
            "More does harm: beyond {} the chance falls, and {} times as many people want no more of us.",
            with_unit(lever, peak),
            trimmed(times, 1)
        ),
        Reason::Slow { quarter } => format!(
            "It takes longer: with that it is reached by the end of Q{quarter} in {} worlds.",
            of_hundred(confidence)
        ),
        Reason::MoreCouldBeTried => format!(
            "Nobody tried more than {}; --up-to says how far to go.",
            with_unit(lever, lever.range.1)
        ),
    }
}

/// When the effect can be seen.
pub(super) fn lag(found: &LeverAnswer) -> Option<String> {
    let lag = found.lag?;
    let when = |quarter: Option<u32>| {
        quarter
            .map_or_else(|| "not by the deadline".to_owned(), |at| format!("by the end of Q{at}"))
    };
    Some(format!(
        "The lag until the effect is seen: more appointments than with the plan as it is, in four \
         worlds of five: {}; more customers: {}. Before that, fewer customers are no sign that it \
         does not work.",
        when(lag.appointments),
        when(lag.customers)
    ))
}

pub(super) fn par() -> &'static str {
    "A rep who does everything right also has bad weeks. A rule such as “so many or fewer in so many \
     weeks is below par” accuses somebody at par in at most 5 of 100 cases, and notices a rep who \
     brings that much less in at least 80 of 100. Below are the fewest weeks for which there is such \
     a rule. Who judges earlier judges luck."
}

/// How it was done.
pub(super) fn method(answer: &TargetAnswer) -> Vec<String> {
    vec![
        format!(
            "Every value was tried in the same worlds, with the same people and the same luck: first a \
             few values in some of the worlds, then values around the answer in {} worlds (retrospective \
             approximation, Chen and Schmeiser 2001, doi:10.1080/07408170108936827). Bumps that noise \
             leaves are pooled (Ayer et al. 1955, doi:10.1214/aoms/1177728423). The interval holds the \
             values that a test on the chance (Wilson 1927, doi:10.1080/01621459.1927.10502953) does not \
             refuse. It is wrong if the chance does not go one way as the number grows, and it knows \
             nothing of how sure the assumptions are.",
            grouped(answer.worlds as f64, 0)
        ),
        format!(
            "Below par: counts are Poisson, or negative binomial where the worlds scatter more, with the \
             scatter that the worlds show. At most {} of 100 reps at par are accused, at least {} of 100 \
             who are below are noticed. Weeks are taken as alike and independent; a plan that is new \
             brings less in its first months than on average, so do not count those.",
            100.0 * ACCUSED,
            100.0 * NOTICED
        ),
    ]
}
