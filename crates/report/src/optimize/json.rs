//! The best week for programs.

use longview_decide::optimize::select::Guarantee;
use longview_decide::optimize::{Candidate, Flat, Objective, OptimizeAnswer, Present};
use longview_engine::estimate::Estimate;
use serde_json::{Map, Value, json};

use super::words::{name, strategy, value};
use crate::json::identity;

pub(super) fn answer(answer: &OptimizeAnswer) -> Value {
    json!({
        "schema": "longview/optimize/1",
        "scenario": identity(&answer.scenario),
        "seed": answer.seed,
        "replications": answer.worlds,
        "objective": objective(answer),
        "hours": answer.space.hours,
        "strategy": answer.space.plan,
        "candidates": answer.candidates.iter().map(|found| candidate(answer, found)).collect::<Vec<_>>(),
        "as_they_are": answer.present.iter().map(present).collect::<Vec<_>>(),
        "guarantee": answer.guarantee.map(guarantee),
        "one_at_a_time": answer.flat.iter().map(|found| flat(answer, found)).collect::<Vec<_>>(),
        "one_at_a_time_replications": answer.flat_worlds,
        "toml": strategy(answer),
    })
}

fn objective(answer: &OptimizeAnswer) -> Value {
    match &answer.objective {
        Objective::Revenue => json!({ "maximise": "revenue", "by_quarter": answer.quarters }),
        Objective::Goal(goal) => {
            json!({ "maximise": "chance", "goal": crate::target::goal_json(goal) })
        }
        Objective::Cautious(share) => json!({
            "maximise": "revenue_quantile",
            "quantile": share,
            "by_quarter": answer.quarters,
        }),
    }
}

fn mean(found: &Estimate) -> Value {
    json!({ "mean": found.mean, "mcse": found.mcse })
}

fn candidate(answer: &OptimizeAnswer, found: &Candidate) -> Value {
    let space = &answer.space;
    let (hours, _) = found.place.split_at(space.parts.len());
    let hours = space.parts.iter().zip(hours);
    let hours: Map<String, Value> =
        hours.map(|(part, steps)| (part.key.to_owned(), json!(space.hours_of(*steps)))).collect();
    let keys: Map<String, Value> =
        space.keys(&found.place).into_iter().map(|(key, value)| (key, json!(value))).collect();
    json!({
        "score": found.score,
        "give_or_take": found.give_or_take,
        "chance_best": found.chance_best,
        "expected_regret": found.regret,
        "hours": hours,
        "keys": keys,
        "customers": mean(&found.customers),
        "revenue": mean(&found.revenue),
        "opt_outs": mean(&found.opt_outs),
    })
}

fn present(found: &Present) -> Value {
    json!({
        "strategy": found.plan,
        "score": found.score,
        "best_brings_more": [found.behind.0, found.behind.1],
        "customers": mean(&found.customers),
        "revenue": mean(&found.revenue),
        "opt_outs": mean(&found.opt_outs),
    })
}

fn guarantee(found: Guarantee) -> Value {
    json!({
        "procedure": "Nelson and Matejcik 1995",
        "confidence": 1.0 - longview_decide::optimize::select::MISS,
        "half_width": found.half_width,
        "at_most_below_the_best": found.at_most_below,
    })
}

fn flat(answer: &OptimizeAnswer, found: &Flat) -> Value {
    let say = |steps: i32| value(answer, found.dimension, steps);
    let tried = found.tried.iter().map(|tried| {
        json!({
            "value": say(tried.steps),
            "loss": tried.loss,
            "loss_interval": [tried.interval.0, tried.interval.1],
        })
    });
    json!({
        "choice": name(answer, found),
        "no_visible_difference": [say(found.steps.0), say(found.steps.1)],
        "lost_there_at_most": found.at_most,
        "tried": tried.collect::<Vec<_>>(),
    })
}
