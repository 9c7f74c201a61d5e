//! Stages, timers, activities, need, goodwill and fatigue in words.

use longview_engine::model::{
    Activity, Aim, CallsUs, Channel, Effort, End, Model, Need, OutcomeTable, Stage,
};
use longview_scenario::Scenario;

use super::{Group, words};
use crate::numbers::trimmed;
use crate::spoken;
use crate::text::plain;

/// The chapters on how prospects behave.
pub(super) fn groups(scenario: &Scenario) -> Vec<Group> {
    let model = &scenario.experiment.model;
    let mut groups = vec![Group::new("Stages", "model.stage", stages(model))];
    groups.extend(model.activities.iter().map(|activity| {
        let path = format!("model.activity.{}", activity.name);
        Group::new(
            format!("Activity: {}", spoken::activity(&activity.name)),
            path,
            what(model, activity),
        )
    }));
    groups.extend(
        model.need.as_ref().map(|found| Group::new("Need", "model.need", need(model, found))),
    );
    groups.push(Group::new("Receptivity", "model.receptivity", vec![receptivity()]));
    groups.push(Group::new("Goodwill", "model.goodwill", vec![goodwill(model)]));
    groups.push(Group::new("Fatigue", "model.fatigue", vec![fatigue(model)]));
    if model.opt_out.is_some() {
        groups.push(Group::new("Opting out", "model.opt_out", vec![opt_out(model)]));
    }
    if model.reachability.is_some() {
        groups.push(Group::new("Reachability", "model.reachability", vec![reachability()]));
    }
    if scenario.knobs.iter().any(|knob| knob.path.starts_with("model.energy.")) {
        groups.push(Group::new("Energy", "model.energy", vec![energy()]));
    }
    groups
}

fn stages(model: &Model) -> Vec<String> {
    let start = words::stage_name(model, model.start);
    let mut told = vec![format!("Every prospect starts as \"{start}\". From the lowest rung up:")];
    let mut order: Vec<&Stage> = model.stages.iter().collect();
    order.sort_by_key(|stage| stage.rung);
    for stage in order {
        told.push(format!("  {} (rung {}): {}", plain(&stage.name), stage.rung, standing(stage)));
        told.extend(stage.timers.iter().flat_map(|timer| {
            let first =
                format!("    by itself ({}): {}", plain(&timer.name), words::delay(&timer.delay));
            [first].into_iter().chain(indented(model, &timer.outcomes))
        }));
    }
    told
}

fn standing(stage: &Stage) -> String {
    match stage.end {
        Some(End::Won) => "the end: a customer".to_owned(),
        Some(End::Lost) => "the end: lost".to_owned(),
        Some(End::OptedOut) => "the end: never to be contacted again".to_owned(),
        None => {
            let appointment = if stage.appointment { ", an appointment made" } else { "" };
            let decided = if stage.decided { ", decided" } else { "" };
            format!("open{appointment}{decided}")
        }
    }
}

fn indented(model: &Model, table: &OutcomeTable) -> Vec<String> {
    words::outcomes(model, table).into_iter().map(|line| format!("  {line}")).collect()
}

fn what(model: &Model, activity: &Activity) -> Vec<String> {
    let minutes = activity.time.as_hours() * 60.0;
    let effort = match activity.effort {
        Effort::Motion => "Motion: nobody can say yes or no in it.",
        Effort::Action => "Action: the prospect can say yes or no.",
    };
    let mut told = vec![format!(
        "{}, {} minutes each, {}. {} {effort}",
        channel(activity.channel),
        trimmed(minutes, 2),
        aim(model, activity),
        reach(activity)
    )];
    for (stage, table) in model.stages.iter().zip(&activity.tables) {
        if let Some(table) = table {
            told.push(format!("  With those who are \"{}\":", plain(&stage.name)));
            told.extend(words::outcomes(model, table));
        }
    }
    told
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "By phone",
        Channel::Mail => "By letter or message",
        Channel::Meeting => "A meeting",
        Channel::Ask => "Asking for the sale",
    }
}

fn aim(model: &Model, activity: &Activity) -> String {
    match &activity.aim {
        Aim::List => "aimed at names of the list that were never reached".to_owned(),
        Aim::Promises => "aimed at promises that are due, the oldest first".to_owned(),
        Aim::Booked => "held when due, before everything else".to_owned(),
        Aim::Cadence(cadence) => {
            let stages: Vec<String> =
                cadence.stages.iter().map(|stage| words::stage_name(model, *stage)).collect();
            let every = words::time(cadence.every.get());
            format!("every {every} to those who are {}", words::list(&stages))
        }
        Aim::Ask => "at once after another encounter, by the plan's policy".to_owned(),
    }
}

fn reach(activity: &Activity) -> String {
    let share = words::chance(activity.reach.get());
    match activity.channel {
        Channel::Phone if activity.reach_varies => {
            format!(
                "{share} of the dials reach somebody; some people are easier to reach than others."
            )
        }
        Channel::Phone => format!("{share} of the dials reach somebody."),
        Channel::Mail => format!("{share} of them draw a response."),
        Channel::Meeting => format!("{share} of them take place."),
        Channel::Ask => String::new(),
    }
}

fn need(model: &Model, need: &Need) -> Vec<String> {
    let [out, inside] =
        [need.out_of_market, need.in_market].map(longview_engine::units::Weeks::get);
    let mut told = vec![format!(
        "A prospect does not need what we sell for {} on average, then needs it for {}: {} are in the market at any time. \
         {} of those who needed it and did not buy from us bought elsewhere and are \"{}\". What we do does not change this.",
        words::time(out),
        words::time(inside),
        words::chance(inside / (inside + out)),
        words::chance(need.bought_elsewhere.get()),
        words::stage_name(model, need.lost_to)
    )];
    told.extend(need.calls_us.iter().flat_map(|calls| calls_us(model, calls)));
    told
}

fn calls_us(model: &Model, calls: &CallsUs) -> Vec<String> {
    let mut told = vec![format!(
        "When the need begins, somebody who knows us may call: more likely with goodwill, up to {}, half of that at goodwill {}.",
        words::chance(calls.at_most.get()),
        trimmed(calls.half_at.get(), 2)
    )];
    for (stage, table) in model.stages.iter().zip(&calls.tables) {
        if let Some(table) = table {
            told.push(format!("  Called by those who are \"{}\":", plain(&stage.name)));
            told.extend(words::outcomes(model, table));
        }
    }
    told
}

fn receptivity() -> String {
    "The shares above are averages over prospects who are fresh. Goodwill and need move a prospect towards the better \
     outcomes, fatigue towards the worse; the numbers are log-odds (0.7 doubles the odds)."
        .to_owned()
}

fn reachability() -> String {
    "Some people are easier to reach than others: the lower the number, the more they differ."
        .to_owned()
}

fn energy() -> String {
    "The rep's energy matters only to plans that name a scorecard; the evidence for it is indirect."
        .to_owned()
}

fn goodwill(model: &Model) -> String {
    format!(
        "Left alone, half of the goodwill is gone after {}.",
        words::time(model.goodwill_half_life.get())
    )
}

fn fatigue(model: &Model) -> String {
    format!(
        "Every attempt tires a little; half of that is gone after {}. Up to {} nobody minds.",
        words::time(model.fatigue.half_life.get()),
        trimmed(model.fatigue.free.get(), 2)
    )
}

fn opt_out(model: &Model) -> String {
    model.opt_out.map_or_else(String::new, |found| {
        format!(
            "At every attempt {} ask never to be contacted again, and {} more for each unit of fatigue above what is free.",
            words::chance(found.base.get()),
            words::chance(found.slope.get())
        )
    })
}
