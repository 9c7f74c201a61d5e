//! The right thing to count: what outcomes, hours and rungs are worth, in every form.

use longview_decide::worth::{FirstTalks, HourWorth, Measured, OutcomeWorth, Worth, WorthAnswer};
use longview_scenario::Scenario;

use crate::behind::{Origin, assumed};
use crate::numbers;
use crate::page::{Page, Part, Section};
use crate::spoken;
use crate::text::plain;
use crate::told::Told;

mod figures;
mod pictures;
mod scorecard;
mod tables;

pub use scorecard::{NoScorecard, scorecard};

/// The answer in every form. `settings` are what was changed on the command line, `command` is what
/// was typed there besides.
pub fn told(
    answer: &WorthAnswer,
    scenario: &Scenario,
    settings: &[String],
    command: &[String],
) -> Told {
    let WorthAnswer { seed, replications, .. } = *answer;
    let origin = Origin { scenario, settings, command, seed, replications };
    Told {
        page: page(answer, &origin),
        tables: [figures::tables(answer), vec![assumed(scenario)]].concat(),
        json: figures::json(answer),
    }
}

fn page(answer: &WorthAnswer, origin: &Origin<'_>) -> Page {
    let mut sections = first_talks(answer);
    sections.extend([hours(answer), rungs(answer), card(answer)]);
    sections.push(origin.section(method(answer), Vec::new()));
    Page {
        over: answer.scenario.title.clone(),
        question: format!("What is worth counting under “{}”?", plain(&answer.strategy)),
        answer: said(answer),
        sections,
        foot: origin.foot(),
        links: Vec::new(),
    }
}

/// A value with the digits that it earns.
fn value(found: Measured) -> String {
    numbers::mean(found.value, found.mcse)
}

/// The answer in sentences, the one that matters most first.
fn said(answer: &WorthAnswer) -> Vec<String> {
    let mut said: Vec<String> = answer.first_talks.iter().filter_map(in_appointments).collect();
    said.extend(answer.first_talks.iter().filter_map(forgotten));
    said.extend(best_hour(answer));
    said.push(format!(
        "This holds for this plan: where nobody keeps the promise, a call-back is worth less. What \
         comes after the end of Q{} is not counted.",
        answer.until_quarter
    ));
    said
}

/// "Counted in appointments, ...".
fn in_appointments(talks: &FirstTalks) -> Option<String> {
    let booked = talks.outcomes.iter().find(|found| found.appointment)?;
    let others: Vec<String> = talks
        .outcomes
        .iter()
        .filter(|found| !found.appointment)
        .filter_map(|found| {
            let worth = found.worth.in_appointments?;
            Some(format!("{} {}", spoken::key(&found.outcome), value(worth)))
        })
        .collect();
    let customers = value(booked.worth.customers);
    let one = tables::one_encounter(talks);
    (!others.is_empty()).then(|| {
        format!(
            "{one} that ends in an appointment is worth {customers} customers. Counted in such \
             appointments, the other outcomes are worth: {}.",
            others.join(", ")
        )
    })
}

/// How much of what first encounters bring a count of appointments forgets.
fn forgotten(talks: &FirstTalks) -> Option<String> {
    let brings = |found: &OutcomeWorth| found.share.value * found.worth.customers.value.max(0.0);
    let all: f64 = talks.outcomes.iter().map(brings).sum();
    let booked: f64 = talks.outcomes.iter().filter(|found| found.appointment).map(brings).sum();
    let customers = talks.any?.customers;
    (all > 0.0 && customers.is_visible()).then(|| {
        format!(
            "Of the customers that come of {}, {} come of those that did not end in an appointment.",
            tables::encounters(talks),
            numbers::percent(1.0 - booked / all)
        )
    })
}

/// The activity into which another hour is put best, as far as the runs can tell.
fn best_hour(answer: &WorthAnswer) -> Option<String> {
    let mut hours: Vec<&HourWorth> = answer.hours.iter().collect();
    hours.sort_by(|a, b| b.worth.customers.value.total_cmp(&a.worth.customers.value));
    let [best, others @ ..] = hours.as_slice() else { return None };
    let worth = best.worth.customers;
    if !worth.is_visible() {
        return Some(
            "One more hour a week makes no visible difference, whatever it is put into.".to_owned(),
        );
    }
    let told = format!(
        "One more hour brings most when it is put into {}: {} customers for each hour, net {} {}",
        spoken::activity(&best.activity),
        value(worth),
        plain(&answer.economics.currency),
        value(best.worth.net)
    );
    let rival = others.iter().find(|other| is_close(best.worth, other.worth));
    Some(match rival {
        Some(rival) => format!(
            "{told}; {} comes so near that these runs cannot tell them apart.",
            spoken::activity(&rival.activity)
        ),
        None => format!("{told}."),
    })
}

/// Whether two worths may well be in the other order. Their errors are taken as independent, which
/// under the same luck they are not; that errs on the side of not telling.
fn is_close(best: Worth, other: Worth) -> bool {
    let apart = best.customers.value - other.customers.value;
    apart <= 2.0 * best.customers.mcse.hypot(other.customers.mcse)
}

fn first_talks(answer: &WorthAnswer) -> Vec<Section> {
    let section = |talks: &FirstTalks| {
        let mut parts: Vec<Part> =
            pictures::outcomes(answer, talks).map(Part::Picture).into_iter().collect();
        parts.push(Part::Table(tables::outcomes(answer, talks)));
        Section { heading: tables::one_encounter(talks), parts }
    };
    answer.first_talks.iter().map(section).collect()
}

fn hours(answer: &WorthAnswer) -> Section {
    let mut parts: Vec<Part> = pictures::hours(answer).map(Part::Picture).into_iter().collect();
    parts.push(Part::Table(tables::hours(answer)));
    Section { heading: "One more hour a week".to_owned(), parts }
}

fn rungs(answer: &WorthAnswer) -> Section {
    let mut parts: Vec<Part> = pictures::rungs(answer).map(Part::Picture).into_iter().collect();
    parts.push(Part::Table(tables::rungs(answer)));
    Section {
        heading: format!("Somebody on the ladder at the end of Q{}", answer.through_quarter),
        parts,
    }
}

fn card(answer: &WorthAnswer) -> Section {
    let heading = "A scorecard that counts what it is worth".to_owned();
    let Some(card) = scorecard::weights(answer) else {
        let why =
            "No scorecard: it is not visible in these runs what an appointment is worth, and \
                   without it there is nothing to count the others in."
                .to_owned();
        return Section { heading, parts: vec![Part::Text(why)] };
    };
    let how = "In place of the weights of the model, for a plan with scorecard = \"progress\"; \
               --scorecard FILE writes the scenario with them. An outcome is then credited with what \
               it is worth, whoever it comes from. Do not pay by it: what is paid for is soon reported.";
    Section { heading, parts: vec![Part::Text(how.to_owned()), Part::AsWritten(card)] }
}

fn method(answer: &WorthAnswer) -> Vec<String> {
    let WorthAnswer { through_quarter, until_quarter, economics, .. } = answer;
    let paragraph = |said: &str| said.to_owned();
    vec![
        paragraph(
            "Every figure is a thought experiment: the plan and its twin met the same people with the \
             same luck, over and over, and one thing was different. What the twin lacks, or has more, \
             is what that one thing is worth. Nothing is fitted to anything.",
        ),
        format!(
            "An outcome: in the twin, nobody whose first conversation ended so through Q{through_quarter} \
             got anything of it, and nobody turned to them again. An hour: the twin has one hour a week \
             more for one activity through Q{through_quarter}. A rung: in the twin everybody who stood \
             there at the end of Q{through_quarter} was gone. All is counted to the end of Q{until_quarter}."
        ),
        format!(
            "A worth is that of those whom an outcome comes from, who differ: people in need are found \
             more often among appointments. It is an average over all of them at once, not the worth of \
             one more. Net is margin ({}) less the cost of the hours ({} an hour in {}), the hours that \
             follow included; hours that a twin saves go to whatever its plan does next.",
            numbers::percent(economics.margin),
            numbers::trimmed(economics.hour_cost, 2),
            plain(&economics.currency)
        ),
        paragraph(
            "Bands reach two standard errors to each side: the true average lies within in about nineteen cases of twenty.",
        ),
    ]
}
