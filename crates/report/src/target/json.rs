//! A target for programs.

use longview_decide::goal::Goal;
use longview_decide::target::curve::{CurvePoint, Direction};
use longview_decide::target::par::{ACCUSED, NOTICED, ParCheck};
use longview_decide::target::{
    FUNNEL, Lag, Level, LeverAnswer, Obstacle, Reason, RepTargets, TargetAnswer,
};
use longview_engine::estimate::Estimate;
use serde_json::{Map, Value, json};

use crate::json::identity;

pub(super) fn answer(answer: &TargetAnswer) -> Value {
    json!({
        "schema": "longview/target/1",
        "scenario": identity(&answer.scenario),
        "seed": answer.seed,
        "replications": answer.worlds,
        "goal": goal(&answer.goal),
        "confidence": answer.confidence,
        "interval_confidence": answer.trust,
        "answers": answer.levers.iter().map(lever).collect::<Vec<_>>(),
    })
}

pub(crate) fn goal(goal: &Goal) -> Value {
    json!({
        "text": goal.text,
        "metric": goal.metric.name,
        "sense": goal.sense.sign(),
        "value": goal.value,
        "quarter": goal.quarter,
    })
}

fn lever(found: &LeverAnswer) -> Value {
    let lever = &found.lever;
    json!({
        "strategy": lever.plan,
        "varied": lever.name,
        "path": lever.path,
        "unit": lever.unit,
        "range": [lever.range.0, lever.range.1],
        "step": lever.step,
        "direction": match found.curve.direction {
            Direction::Rising => "rising",
            Direction::Falling => "falling",
        },
        "peak": found.curve.peak,
        "as_it_is": {
            "value": lever.now,
            "chance": found.present.chance,
            "chance_interval": pair(found.present.interval),
            "week": week(&found.present.week),
        },
        "levels": found.levels.iter().map(level).collect::<Vec<_>>(),
        "lag": found.lag.map(lag),
        "out_of_reach": found.obstacle.as_ref().map(obstacle),
        "curve": found.curve.points.iter().map(point).collect::<Vec<_>>(),
        "rep_targets": found.reps.iter().map(rep).collect::<Vec<_>>(),
        "below_par": found.par.iter().map(par).collect::<Vec<_>>(),
    })
}

fn pair((low, high): (f64, f64)) -> Value {
    json!([low, high])
}

/// An average week of a rep.
fn week(week: &[Estimate]) -> Value {
    let entry = |(id, found): (&longview_engine::metric::Id, &Estimate)| {
        (id.metric().name, json!({ "mean": found.mean, "mcse": found.mcse }))
    };
    Value::Object(FUNNEL.iter().zip(week).map(entry).collect::<Map<_, _>>())
}

fn level(level: &Level) -> Value {
    let (low, high) = level.root.interval;
    json!({
        "confidence": level.confidence,
        "value": level.root.value,
        "interval": [low, high],
        "value_to_plan_with": level.value,
        "chance": level.chance,
        "week": level.week.as_deref().map(week),
    })
}

fn lag(lag: Lag) -> Value {
    json!({ "appointments_by_quarter": lag.appointments, "customers_by_quarter": lag.customers })
}

fn obstacle(found: &Obstacle) -> Value {
    json!({
        "best_value": found.value,
        "chance": found.chance,
        "chance_interval": pair(found.interval),
        "within_reach": found.within_reach,
        "reasons": found.reasons.iter().map(|reason| self::reason(*reason)).collect::<Vec<_>>(),
    })
}

fn reason(reason: Reason) -> Value {
    match reason {
        Reason::ListExhausted { idle } => json!({ "reason": "list_exhausted", "idle_share": idle }),
        Reason::HoursExhausted { worked } => {
            json!({ "reason": "hours_exhausted", "worked_share": worked })
        }
        Reason::Pest { peak, times } => {
            json!({ "reason": "pest", "peak": peak, "opt_outs_times": times })
        }
        Reason::Slow { quarter } => json!({ "reason": "slow", "reached_by_quarter": quarter }),
        Reason::MoreCouldBeTried => json!({ "reason": "more_could_be_tried" }),
    }
}

fn point(point: &CurvePoint) -> Value {
    json!({
        "value": point.value,
        "worlds": point.worlds,
        "chance": point.chance,
        "fitted": point.fitted,
        "chance_interval": pair(point.interval),
    })
}

fn rep(rep: &RepTargets) -> Value {
    let by_metric = FUNNEL.iter().enumerate().map(|(at, id)| {
        let months: Vec<f64> = rep.months.iter().map(|month| month[at]).collect();
        (id.metric().name, json!(months))
    });
    json!({ "rep": rep.rep, "months": Value::Object(by_metric.collect::<Map<_, _>>()) })
}

fn par(check: &ParCheck) -> Value {
    json!({
        "metric": check.output.id.metric().name,
        "par_a_week": check.output.a_week,
        "dispersion": check.output.dispersion,
        "share_of_par": check.share,
        "at_most_chance_accused": ACCUSED,
        "at_least_chance_noticed": NOTICED,
        "weeks": check.rule.map(|rule| rule.weeks),
        "below_par_at_most": check.rule.map(|rule| rule.at_most),
        "chance_accused": check.rule.map(|rule| rule.accused),
        "chance_noticed": check.rule.map(|rule| rule.noticed),
    })
}
