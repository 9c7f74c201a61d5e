//! Lessons as JSON.

use longview_decide::boundary::{Crossing, Edge, Point, Side};
use longview_decide::lesson::{
    Boundary, ByHours, Fair, Finding, Judgement, Lesson, LessonAnswer, Measured, Prediction,
    Standing, Tally, Verdict, Within,
};
use longview_engine::metric::Id;
use serde_json::{Map, Value, json};

use super::words;
use crate::json::{estimate, identity, list as array, number, unit_name};

/// One lesson.
pub(super) fn answer(answer: &LessonAnswer) -> Value {
    let compare = &answer.compare;
    json!({
        "schema": "longview/lesson/1",
        "lesson": described(answer.lesson),
        "scenario": identity(&compare.scenario),
        "seed": compare.seed,
        "replications": compare.replications,
        "search_replications": answer.search_replications,
        "prediction": prediction(answer, &answer.prediction),
        "verdict": verdict_name(answer.verdict),
        "sentence": words::verdict(answer),
        "findings": array(&answer.findings, |found| finding(answer, found)),
        "boundaries": array(&answer.boundaries, |found| boundary(answer, found)),
        "judgement": answer.judgement.as_ref().map_or(Value::Null, judgement),
        "plans": array(&compare.strategies, |plan| {
            let metrics = Id::ALL.iter().map(|id| (id.metric().name, estimate(&plan.total[*id as usize])));
            json!({ "name": plan.name, "title": plan.title, "total": metrics.collect::<Map<_, _>>() })
        }),
    })
}

/// A lesson before it is carried out.
pub(super) fn described(lesson: &Lesson) -> Value {
    json!({
        "name": lesson.name,
        "question": lesson.question,
        "claim": lesson.claim,
        "scenario": lesson.scenario,
    })
}

fn prediction(answer: &LessonAnswer, found: &Prediction) -> Value {
    let choices: Vec<&str> = found.predict.choices.iter().map(|(choice, _)| *choice).collect();
    json!({
        "prompt": found.predict.prompt,
        "choices": choices,
        "right": found.right.position(),
        "value": estimate(&found.value),
        "unit": measured_name(found.measured),
        "sentence": words::revealed(answer, found),
    })
}

fn finding(answer: &LessonAnswer, found: &Finding) -> Value {
    json!({
        "condition": found.condition.words,
        "value": estimate(&found.value),
        "above": number(found.condition.above),
        "unit": measured_name(found.measured),
        "standing": standing_name(found.standing),
        "sentence": words::finding(answer, found),
    })
}

fn boundary(answer: &LessonAnswer, found: &Boundary) -> Value {
    let paths: Vec<&str> = found.number.paths.iter().map(|(path, _)| *path).collect();
    json!({
        "number": found.number.words,
        "unit": found.number.unit,
        "paths": paths,
        "condition": found.words(answer.lesson),
        "default": number(found.default),
        "plausible": {
            "low": number(found.plausible.low),
            "high": number(found.plausible.high),
            "source": found.plausible.source,
        },
        "searched": [number(found.number.search.0), number(found.number.search.1)],
        "within_plausible": within_name(found.within),
        "turns": array(&found.found.crossings, crossing),
        "edges": array(&found.found.edges, edge),
        "curve": array(&found.found.curve, point),
        "margin_unit": measured_name(found.measured),
        "sentence": words::turn(answer, found),
    })
}

fn crossing(found: &Crossing) -> Value {
    json!({
        "at": number(found.at),
        "low": number(found.between.0),
        "high": number(found.between.1),
        "holds": match found.holds { Side::Below => "below", Side::Above => "above" },
    })
}

fn edge(found: &Edge) -> Value {
    json!({
        "at": number(found.at),
        "visible": match found.visible { Side::Below => "below", Side::Above => "above" },
        "holds": found.holds,
    })
}

fn point(found: &Point) -> Value {
    json!({ "at": number(found.at), "margin": number(found.margin), "mcse": number(found.mcse) })
}

fn judgement(found: &Judgement) -> Value {
    json!({
        "hours": number(found.hours),
        "attempts": found.attempts,
        "conversations_per_attempt": number(found.talk),
        "appointments_per_conversation": number(found.booked),
        "appointments": array(&found.tally, tally),
        "fair": array(&found.fair, fair),
        "two_reps": {
            "conversations_each": found.two_reps.conversations,
            "hours_each": number(found.two_reps.hours),
        },
        "by_hours": array(&found.by_hours, by_hours),
    })
}

fn tally(found: &Tally) -> Value {
    json!({
        "appointments": found.appointments,
        "exact": number(found.exact),
        "simulated": number(found.simulated),
        "mcse": number(found.mcse),
    })
}

fn fair(found: &Fair) -> Value {
    json!({
        "as_good": number(found.as_good),
        "hours": found.hours,
        "fails_at": found.fails_at,
        "false_alarm": number(found.false_alarm),
        "miss": number(found.miss),
    })
}

fn by_hours(found: &ByHours) -> Value {
    json!({
        "hours": found.hours,
        "none": number(found.none),
        "at_most_one": number(found.at_most_one),
        "half_as_good_found_out": number(found.found_out),
    })
}

/// What a score is measured in, as outputs name it.
pub(super) fn measured_name(measured: Measured) -> &'static str {
    match measured {
        Measured::Metric(unit) => unit_name(unit),
        Measured::Share => "share",
        Measured::Times => "times",
    }
}

pub(super) fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Fails => "fails",
        Verdict::Open => "cannot be told",
    }
}

pub(super) fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Holds => "holds",
        Standing::Fails => "fails",
        Standing::Open => "cannot be told",
    }
}

pub(super) fn within_name(within: Within) -> &'static str {
    match within {
        Within::Holds => "holds",
        Within::Fails => "fails",
        Within::Turns => "turns",
        Within::HoldsWhereTold => "holds where it can be told",
        Within::FailsWhereTold => "fails where it can be told",
        Within::Open => "cannot be told",
    }
}
