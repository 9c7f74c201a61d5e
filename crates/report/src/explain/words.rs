//! Durations, delays and outcomes in words.

use longview_engine::delay::Delay;
use longview_engine::model::{Model, Outcome, OutcomeTable, StageId};
use longview_engine::units::{DAYS_PER_WEEK, WORKING_DAYS_PER_WEEK, Weeks};

use crate::numbers;
use crate::text::plain;

/// Units of time, the preferred ones first: how many make a week, one, many.
const UNITS: [(f64, &str, &str); 5] = [
    (1.0, "week", "weeks"),
    (DAYS_PER_WEEK, "day", "days"),
    (WORKING_DAYS_PER_WEEK as f64, "working day", "working days"),
    (12.0 / 52.0, "month", "months"),
    (168.0, "hour", "hours"),
];

/// A length of time in the first unit that makes it a whole number.
pub(super) fn time(weeks: f64) -> String {
    const CLOSE: f64 = 1e-6;
    if weeks <= 0.0 {
        return "no time".to_owned();
    }
    let whole = UNITS.iter().find(|(per_week, _, _)| {
        let count = weeks * per_week;
        count > 1.0 - CLOSE && (count - count.round()).abs() < CLOSE * count.max(1.0)
    });
    let (per_week, one, many) = whole.unwrap_or(match weeks * DAYS_PER_WEEK {
        hours if hours < 1.0 => &UNITS[4],
        days if days < DAYS_PER_WEEK => &UNITS[1],
        _ => &UNITS[0],
    });
    let count = numbers::trimmed(weeks * per_week, 2);
    let unit = if count == "1" { one } else { many };
    format!("{count} {unit}")
}

/// A chance or a share, with all the digits that somebody wrote.
pub(super) fn chance(value: f64) -> String {
    format!("{} %", numbers::trimmed(100.0 * value, 2))
}

/// A number in its unit.
pub(super) fn value(value: f64, unit: &str, currency: &str) -> String {
    match unit {
        "weeks" => time(value),
        "chance" | "share" => chance(value),
        "currency" => format!("{} {}", plain(currency), numbers::trimmed(value, 2)),
        "number" | "units" | "log-odds" | "weight" | "rung" => numbers::trimmed(value, 4),
        _ => {
            let number = numbers::trimmed(value, 4);
            let unit = if number == "1" { unit.trim_end_matches('s') } else { unit };
            format!("{number} {unit}")
        }
    }
}

/// "between 2 weeks and 30 days", "about 60 days (half take longer)".
pub(super) fn delay(delay: &Delay) -> String {
    let say = |weeks: &Weeks| time(weeks.get());
    match delay {
        Delay::Fixed(value) => format!("{} exactly", say(value)),
        Delay::Exponential { mean } => format!("{} on average, at any moment alike", say(mean)),
        Delay::Weibull { shape, scale } => {
            format!("a Weibull time of scale {} and shape {}", say(scale), shape.get())
        }
        Delay::Gamma { shape, mean } => {
            format!("{} on average (gamma, shape {})", say(mean), shape.get())
        }
        Delay::LogNormal { median, sigma } => {
            format!(
                "half within {}, with a long tail (log-normal, sigma {})",
                say(median),
                sigma.get()
            )
        }
        Delay::Normal { mean, sd, min } => {
            let least =
                if min.get() > 0.0 { format!(", at least {}", say(min)) } else { String::new() };
            format!("{}, give or take {}{least}", say(mean), say(sd))
        }
        Delay::Uniform { from, to } => format!("between {} and {}", say(from), say(to)),
        Delay::Empirical(quantiles) => {
            let points = quantiles.points();
            let ends = points.first().zip(points.last());
            ends.map_or_else(String::new, |((_, from), (_, to))| {
                format!("as measured, between {} and {}", say(from), say(to))
            })
        }
    }
}

/// Every outcome of a table with its share, one per line.
pub(super) fn outcomes(model: &Model, table: &OutcomeTable) -> Vec<String> {
    let weights: f64 = table.outcomes.iter().map(|outcome| outcome.weight).sum();
    let share = |outcome: &Outcome| numbers::percent(outcome.weight / weights);
    table
        .outcomes
        .iter()
        .map(|one| format!("    {} {}: {}", share(one), plain(&one.name), consequences(model, one)))
        .collect()
}

fn consequences(model: &Model, outcome: &Outcome) -> String {
    let mut told = vec![match outcome.to {
        Some(stage) => format!("now \"{}\"", stage_name(model, stage)),
        None => "stays".to_owned(),
    }];
    let goodwill = outcome.goodwill.get();
    if goodwill != 0.0 {
        let word = if goodwill > 0.0 { "more" } else { "less" };
        told.push(format!("{} {word} goodwill", numbers::trimmed(goodwill.abs(), 3)));
    }
    if let Some(promise) = &outcome.promise {
        told.push(format!("next contact promised in {}", delay(promise)));
    }
    if outcome.lead {
        told.push("a lead".to_owned());
    }
    told.join(", ")
}

/// The name of a stage.
pub(super) fn stage_name(model: &Model, stage: StageId) -> String {
    model.stages.get(stage.0).map_or_else(String::new, |stage| plain(&stage.name))
}

/// "a, b and c".
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{list, time, value};

    #[test]
    fn time_is_told_in_the_unit_that_fits() {
        let told = [13.0, 90.0 / 7.0, 0.6, 52.0 / 3.0, 0.0, 1.0, 0.4 / 7.0].map(time);
        assert_eq!(
            told,
            ["13 weeks", "90 days", "3 working days", "4 months", "no time", "1 week", "9.6 hours"]
        );
    }

    #[test]
    fn values_are_told_in_their_unit() {
        assert_eq!(value(0.06, "chance", "EUR"), "6 %");
        assert_eq!(value(5000.0, "currency", "EUR"), "EUR 5,000");
        assert_eq!(value(10.0, "hours a week", "EUR"), "10 hours a week");
        assert_eq!(list(&["a", "b", "c"].map(str::to_owned)), "a, b and c");
    }
}
