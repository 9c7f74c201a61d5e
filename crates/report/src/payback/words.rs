//! What a payback says, in sentences.

use longview_decide::payback::{ENOUGH, PaybackAnswer, PaybackPlan};

use crate::numbers;
use crate::text::plain;

/// "10 hours".
pub(super) fn hours(answer: &PaybackAnswer) -> String {
    let hours = numbers::trimmed(answer.hours, 2);
    if hours == "1" { "1 hour".to_owned() } else { format!("{hours} hours") }
}

pub(super) fn name(plan: &PaybackPlan) -> String {
    format!("“{}”", plain(&plan.name))
}

/// What a block brings and costs, and when it has paid.
pub(super) fn plan(answer: &PaybackAnswer, plan: &PaybackPlan) -> String {
    let currency = plain(&answer.scenario.currency);
    let Some(end) = plan.so_far.last() else { return String::new() };
    format!(
        "{}: a block costs {} with all that follows from it, and in {} quarters brings a margin of {} on average. {}{}",
        name(plan),
        numbers::money(&currency, &end.cost),
        plan.so_far.len(),
        numbers::money(&currency, &end.margin.all),
        break_even(plan),
        enough(plan)
    )
}

fn break_even(plan: &PaybackPlan) -> String {
    let last = plan.after_blocks.last();
    match plan.break_even {
        Some(quarter) if last.is_some_and(|found| found.chance < 0.5) => format!(
            "On average the margin covers the cost from Q{quarter} on, but that average rests on a few big deals"
        ),
        Some(quarter) => format!("On average the margin covers the cost from Q{quarter} on"),
        None => "On average the margin does not visibly cover the cost in that time".to_owned(),
    }
}

fn enough(plan: &PaybackPlan) -> String {
    let first = plan.after_blocks.first();
    let single = first.map_or_else(String::new, |found| {
        format!("; a single block has paid back in {}", numbers::of_hundred(found.chance))
    });
    let enough = match plan.enough_blocks {
        Some(1) => String::new(),
        Some(blocks) => {
            format!(", {blocks} blocks together in {} or more", numbers::of_hundred(ENOUGH))
        }
        None => {
            format!(", and no number of blocks that was tried in {}", numbers::of_hundred(ENOUGH))
        }
    };
    format!("{single}{enough}.")
}

/// Who buys, and how it began.
pub(super) fn customers(plan: &PaybackPlan) -> String {
    let Some(end) = plan.so_far.last() else { return String::new() };
    let all = end.customers.all;
    let parts = [end.customers.appointments.mean, end.customers.others.mean];
    let (parts, sum) = numbers::adding_up(&parts, numbers::earned_decimals(all.mcse));
    let share = if all.mean > 0.0 {
        format!(" ({} of them)", numbers::percent(end.customers.others.mean / all.mean))
    } else {
        String::new()
    };
    format!(
        "{}: {sum} customers a block on average, {} with an appointment at the first conversation and {} others{share}. \
         No customer at all in {} blocks.",
        name(plan),
        parts[0],
        parts[1],
        numbers::of_hundred(end.without_customers.0)
    )
}

/// Where the hours go.
pub(super) fn effort(plan: &PaybackPlan) -> String {
    let mean = |found: &longview_engine::estimate::Estimate| numbers::mean(found.mean, found.mcse);
    let weeks = if plan.weeks == 1 { "week" } else { "weeks" };
    format!(
        "{}: {} hours of calls in {} {weeks}, then {} hours for what follows: promises, letters, meetings, asks.",
        name(plan),
        mean(&plan.block_hours),
        plan.weeks,
        mean(&plan.follow_up_hours)
    )
}

/// What is worked, and at which prices.
pub(super) fn introduction(answer: &PaybackAnswer) -> String {
    let Prices { cost, margin } = prices(answer);
    format!(
        "A block: {} of calls to new names, and nobody new after that; what follows from them goes on by the rules of each plan, \
         and takes the time it needs. {cost}, and {margin} of the revenue is margin.",
        hours(answer)
    )
}

struct Prices {
    cost: String,
    margin: String,
}

fn prices(answer: &PaybackAnswer) -> Prices {
    let economics = &answer.economics;
    let cost = if economics.hour_cost > 0.0 {
        let cost = numbers::trimmed(economics.hour_cost, 2);
        format!("Every hour costs {} {cost}", plain(&economics.currency))
    } else {
        "The scenario gives no price of an hour (economics.hour_cost), so hours cost nothing"
            .to_owned()
    };
    Prices { cost, margin: numbers::percent(economics.margin) }
}
