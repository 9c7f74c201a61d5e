//! JSON with the names that programs rely on. Names may be added, never changed.

use longview_decide::answer::{
    CompareAnswer, ComparisonAnswer, Difference, Identity, OriginKind, StrategyAnswer,
};
use longview_decide::diary::Diary;
use longview_decide::explain::{Averages, FreshList, StatedAndRealised};
use longview_decide::largest::Held;
use longview_decide::observed::{Beside, BesideUnit};
use longview_decide::precision::{CONFIDENCE, Interval, Quantiles, Sureness, Width};
use longview_decide::ranking::Ranking;
use longview_decide::verdict::{Course, Standing, Verdict};
use longview_engine::estimate::Estimate;
use longview_engine::metric::{Metric, Unit};
use longview_scenario::Knob;
use serde_json::{Map, Value, json};

use crate::text::misleads;
use crate::{Explanation, Format, ignorance, ranking, sentence};

/// JSON.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

impl Format for Json {
    fn compare(&self, answer: &CompareAnswer) -> String {
        let mut told = json!({
            "schema": "longview/compare/1",
            "scenario": identity(&answer.scenario),
            "seed": answer.seed,
            "replications": answer.replications,
            "baseline": answer.strategies[answer.baseline].name,
            "units": units(&answer.metrics),
            "strategies": list(&answer.strategies, |found| strategy(answer, found)),
            "largest_customers_by_chance": list(&answer.largest_by_chance, held),
            "comparisons": list(&answer.comparisons, |found| comparison(answer, found)),
            "verdicts": (0..answer.verdicts.len()).map(|at| verdict(answer, at)).collect::<Vec<_>>(),
            "observed": list(&answer.observed, beside),
            "ranking": list(ranking::rankings(answer), |found| ranking(answer, found)),
            "precision": answer.sureness.as_ref().map(sureness),
        });
        if let Some(split) = ignorance::json(answer) {
            told["ignorance"] = split;
        }
        text(&told)
    }

    fn explain(&self, explanation: &Explanation<'_>) -> String {
        let Explanation { scenario, realised } = explanation;
        text(&json!({
            "schema": "longview/explain/1",
            "scenario": identity(&realised.scenario),
            "about": scenario.about,
            "model": scenario.model_title,
            "numbers": list(&scenario.knobs, knob),
            "seed": realised.seed,
            "replications": realised.replications,
            "fresh_lists": list(&realised.fresh, fresh_list),
            "strategies": list(&realised.strategies, averages),
        }))
    }
}

/// The document as text. What could drive a terminal is written as `\u009b`, which reads back as the
/// same letter; it can only stand in a string.
pub(crate) fn text(value: &Value) -> String {
    let written = format!("{value:#}\n");
    written.chars().fold(String::with_capacity(written.len()), |mut safe, letter| {
        match letter {
            '\n' => safe.push('\n'),
            _ if misleads(letter) => safe.extend(format!("\\u{:04x}", u32::from(letter)).chars()),
            _ => safe.push(letter),
        }
        safe
    })
}

pub(crate) fn list<T>(all: &[T], one: impl Fn(&T) -> Value) -> Value {
    Value::Array(all.iter().map(one).collect())
}

/// JSON has no infinities; a number that is not finite is left empty. Nought has no sign.
pub(crate) fn number(value: f64) -> Value {
    serde_json::Number::from_f64(value + 0.0).map_or(Value::Null, Value::Number)
}

pub(crate) fn optional(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

pub(crate) fn identity(scenario: &Identity) -> Value {
    json!({
        "title": scenario.title,
        "hash": scenario.hash,
        "quarters": scenario.quarters,
        "reps": scenario.reps,
        "currency": scenario.currency,
    })
}

/// What a metric is measured in, as outputs name it.
pub(crate) fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Hours => "hours",
        Unit::Money => "money",
        Unit::Days => "working days",
    }
}

fn units(metrics: &[Metric]) -> Value {
    let named = metrics.iter().map(|metric| (metric.name.clone(), unit_name(metric.unit).into()));
    Value::Object(named.collect())
}

pub(crate) fn estimate(estimate: &Estimate) -> Value {
    json!({
        "mean": number(estimate.mean),
        "mcse": number(estimate.mcse),
        "p10": number(estimate.p10),
        "p50": number(estimate.p50),
        "p90": number(estimate.p90),
    })
}

fn difference(found: &Difference) -> Value {
    json!({
        "difference": estimate(&found.difference),
        "probability_better": number(found.probability_better),
        "probability_equal": number(found.probability_equal),
    })
}

/// An estimate with the intervals of its quantiles.
fn known(found: &Estimate, intervals: &Quantiles) -> Value {
    let mut value = estimate(found);
    for (name, Interval { low, high }) in ["p10", "p50", "p90"].iter().zip(intervals) {
        value[format!("{name}_interval")] = json!([optional(*low), optional(*high)]);
    }
    value
}

fn total(answer: &CompareAnswer, found: &StrategyAnswer) -> Value {
    let row: Vec<_> = found.total.iter().zip(&found.intervals).collect();
    Value::Object(by_metric(&answer.metrics, &row, |(found, intervals)| known(found, intervals)))
}

fn total_difference(answer: &CompareAnswer, found: &ComparisonAnswer) -> Value {
    let row: Vec<_> = found.total.iter().zip(&found.intervals).collect();
    Value::Object(by_metric(&answer.metrics, &row, |(found, intervals)| {
        let mut value = difference(found);
        value["difference"] = known(&found.difference, intervals);
        value
    }))
}

fn ranking(answer: &CompareAnswer, found: &Ranking) -> Value {
    let quarters = found.quarters.iter().zip(1u32..).map(|(row, quarter)| {
        let ranks = answer.strategies.iter().zip(row).map(|(strategy, rank)| {
            json!({
                "strategy": strategy.name,
                "probability_best": number(rank.best),
                "probability_best_mcse": number(rank.best_error),
                "expected_regret": number(rank.regret),
                "expected_regret_mcse": number(rank.regret_error),
            })
        });
        json!({"quarter": quarter, "strategies": ranks.collect::<Vec<_>>()})
    });
    json!({"metric": found.metric.name, "quarters": quarters.collect::<Vec<_>>()})
}

fn sureness(found: &Sureness) -> Value {
    let (share, amount) = match found.wanted.width {
        Width::Share(share) => (Some(share), None),
        Width::Amount(amount) => (None, Some(amount)),
    };
    let numbers = |all: &[f64]| list(all, |width| number(*width));
    json!({
        "metric": found.wanted.metric,
        "share_of_level": optional(share),
        "amount": optional(amount),
        "confidence": CONFIDENCE,
        "reached": found.reached,
        "at_most": found.at_most,
        "half_widths": numbers(&found.levels),
        "half_widths_of_differences": numbers(&found.differences),
    })
}

fn by_metric<T>(metrics: &[Metric], row: &[T], one: impl Fn(&T) -> Value) -> Map<String, Value> {
    metrics.iter().zip(row).map(|(metric, found)| (metric.name.clone(), one(found))).collect()
}

fn by_quarter<T>(metrics: &[Metric], rows: &[Vec<T>], one: impl Fn(&T) -> Value + Copy) -> Value {
    let quarters = rows.iter().zip(1u32..).map(|(row, quarter)| {
        let mut object = Map::new();
        object.insert("quarter".to_owned(), quarter.into());
        object.extend(by_metric(metrics, row, one));
        Value::Object(object)
    });
    Value::Array(quarters.collect())
}

fn strategy(answer: &CompareAnswer, found: &StrategyAnswer) -> Value {
    let stages = list(&found.stages, |stage| {
        json!({
            "stage": stage.stage,
            "at_quarter_end": list(&stage.at_quarter_end, estimate),
        })
    });
    let origins = found.origins.iter().map(|origin| {
        let counted =
            json!({"customers": estimate(&origin.customers), "share": number(origin.share)});
        (origin_name(origin.from).to_owned(), counted)
    });
    json!({
        "name": found.name,
        "title": found.title,
        "quarters": by_quarter(&answer.metrics, &found.quarters, estimate),
        "total": total(answer, found),
        "stages": stages,
        "origins": origins.collect::<Map<_, _>>(),
        "energy": list(&found.energy, estimate),
        "largest_customers": list(&found.largest, held),
        "diary": found.diary.as_ref().map(diary),
    })
}

fn diary(found: &Diary) -> Value {
    let days = found.leads.iter().zip(1u32..).filter(|(lead, _)| **lead);
    json!({
        "replication": found.replication,
        "longest_dry_spell": found.longest_dry_spell().len(),
        "working_days": found.leads.len(),
        "days_with_lead": days.map(|(_, day)| day).collect::<Vec<_>>(),
    })
}

fn held(found: &Held) -> Value {
    json!({
        "share_of_customers": number(found.customers),
        "share_of_revenue": number(found.revenue),
    })
}

fn origin_name(from: OriginKind) -> &'static str {
    match from {
        OriginKind::FirstContactAppointment => "first_contact_appointment",
        OriginKind::InBetween => "in_between",
        OriginKind::Inbound => "inbound",
    }
}

fn comparison(answer: &CompareAnswer, found: &ComparisonAnswer) -> Value {
    json!({
        "strategy": answer.strategies[found.strategy].name,
        "baseline": answer.strategies[found.baseline].name,
        "total": total_difference(answer, found),
        "quarters": by_quarter(&answer.metrics, &found.quarters, difference),
        "cumulative": by_quarter(&answer.metrics, &found.cumulative, difference),
    })
}

fn verdict(answer: &CompareAnswer, at: usize) -> Value {
    let (kind, course) = match &answer.verdicts[at] {
        Verdict::Baseline => ("baseline", None),
        Verdict::Identical => ("identical", None),
        Verdict::TooFewRuns => ("too_few_runs", None),
        Verdict::Judged(course) => ("judged", Some(course)),
    };
    json!({
        "strategy": answer.strategies[at].name,
        "verdict": kind,
        "behind_until_quarter": course.and_then(|course| course.behind_until),
        "ahead_from_quarter": course.and_then(|course| course.ahead_from),
        "cumulative_customers": course.map(standings),
        "sentence": sentence::sentence(answer, at),
    })
}

fn standings(course: &Course) -> Vec<&'static str> {
    let name = |standing: &Standing| match standing {
        Standing::Behind => "behind",
        Standing::Level => "no visible difference",
        Standing::Ahead => "ahead",
    };
    course.standings.iter().map(name).collect()
}

/// What an observed figure is measured in, as outputs name it.
pub(crate) fn beside_unit_name(unit: BesideUnit) -> &'static str {
    match unit {
        BesideUnit::Share => "share",
        BesideUnit::Days => "days",
        BesideUnit::Ratio => "ratio",
    }
}

fn beside(found: &Beside) -> Value {
    json!({
        "name": found.name,
        "unit": beside_unit_name(found.unit),
        "strategy": found.strategy,
        "observed": number(found.observed),
        "observed_standard_error": optional(found.observed_error),
        "simulated": optional(found.simulated),
        "simulated_standard_error": optional(found.simulated_error),
        "difference": optional(found.difference()),
        "standard_errors_apart": optional(found.errors_apart()),
        "source": found.source,
    })
}

fn knob(knob: &Knob) -> Value {
    json!({
        "path": knob.path,
        "unit": knob.unit,
        "about": knob.about,
        "best": number(knob.best),
        "low": optional(knob.interval.map(|(low, _)| low)),
        "high": optional(knob.interval.map(|(_, high)| high)),
        "written": knob.written,
        "source": knob.source,
    })
}

fn fresh_list(found: &FreshList) -> Value {
    let pair = |pair: &StatedAndRealised| json!({"name": pair.name, "stated": number(pair.stated), "realised": optional(pair.realised)});
    json!({
        "activity": found.activity,
        "reach": pair(&found.reach),
        "outcomes": list(&found.outcomes, pair),
    })
}

fn averages(found: &Averages) -> Value {
    let outcomes = found.outcomes.iter().map(|(name, share)| (name.clone(), number(*share)));
    json!({
        "name": found.strategy,
        "dials": number(found.dials),
        "conversations": number(found.conversations),
        "conversations_per_dial": optional(found.conversations_per_dial),
        "appointments_per_conversation": optional(found.appointments_per_conversation),
        "held_per_appointment": optional(found.held_per_appointment),
        "customers_per_twelve_conversations": optional(found.customers_per_twelve),
        "outcome_shares": outcomes.collect::<Map<_, _>>(),
    })
}
