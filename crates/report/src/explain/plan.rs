//! Market, desk, prices and weekly plans in words.

use longview_engine::market::{Market, Segment, Skill, Team};
use longview_engine::model::Model;
use longview_engine::plan::{Amount, AskPolicy, Block, Rhythm, Strategy};
use longview_scenario::{Economics, Scenario};

use super::{Group, words};
use crate::numbers::{grouped, three_digits, trimmed};
use crate::spoken;
use crate::text::plain;

/// The chapters on everything but the model.
pub(super) fn groups(scenario: &Scenario) -> Vec<Group> {
    let experiment = &scenario.experiment;
    let currency = &scenario.economics.currency;
    let mut groups = vec![
        Group::new("The market", "market", market(&experiment.market, currency)),
        Group::new("The desk", "desk", vec![desk(&experiment.team)]),
        Group::new("Prices", "economics", vec![prices(&scenario.economics)]),
    ];
    groups.extend(experiment.strategies.iter().map(|strategy| {
        let sentences = week(&experiment.model, &experiment.market, strategy);
        let name = &strategy.name;
        Group::new(format!("Plan: {name}"), format!("strategy.{name}"), sentences)
    }));
    groups
}

fn market(market: &Market, currency: &str) -> Vec<String> {
    let several = market.segments.len() > 1;
    market.segments.iter().map(|segment| list_of(segment, several, currency)).collect()
}

fn list_of(segment: &Segment, several: bool, currency: &str) -> String {
    /// The 90 % point of the standard normal law.
    const NINE_IN_TEN: f64 = 1.281_551_565_544_6;
    let median = segment.deal_value.median.as_units();
    let one_in_ten = median * (NINE_IN_TEN * segment.deal_value.sigma.get()).exp();
    let currency = plain(currency);
    let whose = if several {
        format!(
            "{}, with {} of the time: ",
            plain(&segment.name),
            words::chance(segment.time_share.get())
        )
    } else {
        String::new()
    };
    let money = |amount: f64| format!("{currency} {}", grouped(three_digits(amount), 0));
    let arrivals = segment.arrivals.map_or_else(String::new, |arrivals| {
        format!(" {} new names arrive in a week.", trimmed(arrivals.mean.get(), 2))
    });
    format!(
        "{whose}Each rep has a list of {} names. Half of the customers are worth more than {}, one in ten more than {}.{arrivals}",
        grouped(f64::from(segment.prospects), 0),
        money(median),
        money(one_in_ten)
    )
}

fn desk(team: &Team) -> String {
    let reps = if team.reps == 1 {
        "One rep works".to_owned()
    } else {
        format!("{} reps work", team.reps)
    };
    let each = if team.reps == 1 { "" } else { " each" };
    let skill = match &team.skill {
        Skill::Same => String::new(),
        Skill::Spread(sd) => format!(" Reps differ in skill by {} log-odds.", sd.get()),
        Skill::Each(_) => " Each rep has a skill of their own.".to_owned(),
    };
    format!(
        "{reps} {} hours a week{each} at most.{skill}",
        trimmed(team.hours_per_week.as_hours(), 2)
    )
}

fn prices(economics: &Economics) -> String {
    format!(
        "A selling hour costs {} {}; {} of the revenue is margin.",
        plain(&economics.currency),
        trimmed(economics.hour_cost, 2),
        words::chance(economics.margin)
    )
}

fn week(model: &Model, market: &Market, strategy: &Strategy) -> Vec<String> {
    let blocks: Vec<String> = strategy.blocks.iter().map(|found| block(model, found)).collect();
    let first = if blocks.is_empty() {
        "Nothing is scheduled but the meetings that come due.".to_owned()
    } else {
        format!("A week, after the meetings that are due: {}.", blocks.join("; then "))
    };
    let ask = strategy
        .ask
        .as_ref()
        .map_or("Never asks for the sale.".to_owned(), |found| ask(model, found));
    let mut sentences = vec![first, ask];
    sentences.extend(strategy.focus.map(|focus| {
        format!(
            "Calls the most promising {} of the list first; the guess of what a prospect is worth is right to {} (0 is blind, 100 % is perfect).",
            words::chance(focus.top.get()),
            words::chance(focus.accuracy.get())
        )
    }));
    if let Rhythm::Bursts { on, off } = strategy.rhythm {
        sentences.push(format!("Works in bursts: weeks on {on}, weeks off {off}."));
    }
    sentences.extend(strategy.time_shares.as_ref().map(|shares| {
        let named = market.segments.iter().zip(shares);
        let told = named.map(|(segment, share)| {
            format!("{} {}", plain(&segment.name), words::chance(share.get()))
        });
        format!("Time by segment: {}.", words::list(&told.collect::<Vec<_>>()))
    }));
    if strategy.energy.is_some() {
        sentences.push("The rep's energy rises and falls with what the scorecard credits (the evidence for this is indirect).".to_owned());
    }
    sentences
}

fn block(model: &Model, block: &Block) -> String {
    let amount = match block.amount {
        Amount::Time(time) => format!("{} hours of", trimmed(time.as_hours(), 2)),
        Amount::Attempts(count) => format!("{} attempts at", trimmed(count.get(), 2)),
        Amount::AsNeeded => "as needed,".to_owned(),
    };
    let tasks = block.tasks.iter().map(|task| {
        let name = spoken::activity(&model.activities[task.activity.0].name);
        let cadence = task.cadence.as_ref().map(|cadence| {
            let stages: Vec<String> =
                cadence.stages.iter().map(|stage| words::stage_name(model, *stage)).collect();
            let most =
                cadence.touches.map_or_else(String::new, |most| format!(", at most {most} times"));
            format!(
                " (every {} to those who are {}{most})",
                words::time(cadence.every.get()),
                words::list(&stages)
            )
        });
        name + &cadence.unwrap_or_default()
    });
    let until = match block.until {
        None => String::new(),
        Some(1) => ", in the first week only".to_owned(),
        Some(weeks) => format!(", in the first {weeks} weeks only"),
    };
    format!("{amount} {}{until}", tasks.collect::<Vec<_>>().join(", else "))
}

fn ask(model: &Model, ask: &AskPolicy) -> String {
    let after: Vec<String> =
        ask.after.iter().map(|after| spoken::activity(&model.activities[after.0].name)).collect();
    let goodwill = ask.goodwill.map_or_else(String::new, |least| {
        format!(" and goodwill is at least {}", trimmed(least.get(), 2))
    });
    format!(
        "Asks for the sale after {} with a chance of {} when the prospect stands at \"{}\" or higher{goodwill}.",
        words::list(&after),
        words::chance(ask.chance.get()),
        words::stage_name(model, ask.from)
    )
}
