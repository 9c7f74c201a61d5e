//! Payback as JSON.

use longview_decide::payback::{Chance, Harvest, PaybackAnswer, PaybackPlan, Split};
use serde_json::{Value, json};

use crate::json::{estimate, identity, list, number};

/// The whole answer.
pub(super) fn answer(answer: &PaybackAnswer) -> Value {
    json!({
        "schema": "longview/payback/1",
        "scenario": identity(&answer.scenario),
        "seed": answer.seed,
        "replications": answer.replications,
        "hours": number(answer.hours),
        "hour_cost": number(answer.economics.hour_cost),
        "margin": number(answer.economics.margin),
        "plans": list(&answer.plans, plan),
    })
}

fn plan(found: &PaybackPlan) -> Value {
    json!({
        "name": found.name,
        "title": found.title,
        "weeks": found.weeks,
        "block_hours": estimate(&found.block_hours),
        "follow_up_hours": estimate(&found.follow_up_hours),
        "quarters": list(&found.quarters, harvest),
        "cumulative": list(&found.so_far, harvest),
        "break_even_quarter": found.break_even,
        "paid_back_after_blocks": list(&found.after_blocks, chance),
        "enough_blocks": found.enough_blocks,
    })
}

fn harvest(found: &Harvest) -> Value {
    json!({
        "customers": split(&found.customers),
        "margin": split(&found.margin),
        "cost": estimate(&found.cost),
        "net": estimate(&found.net),
        "paid_back": share(found.paid_back),
        "without_customers": share(found.without_customers),
    })
}

fn split(found: &Split) -> Value {
    json!({
        "all": estimate(&found.all),
        "first_contact_appointment": estimate(&found.appointments),
        "others": estimate(&found.others),
    })
}

fn chance(found: &Chance) -> Value {
    json!({
        "blocks": found.blocks,
        "chance": number(found.chance),
        "mcse": number(found.mcse),
    })
}

fn share((share, mcse): (f64, f64)) -> Value {
    json!({ "share": number(share), "mcse": number(mcse) })
}
