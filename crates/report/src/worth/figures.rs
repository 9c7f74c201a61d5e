//! The figures of it for programs, with all their digits.

use longview_decide::worth::{Measured, Worth, WorthAnswer};
use serde_json::{Map, Value, json};

use crate::chart::Measure;
use crate::json::{identity, list, number};
use crate::told::{DataColumn, DataTable, Datum};

pub(super) fn json(answer: &WorthAnswer) -> Value {
    let talks = list(&answer.first_talks, |talks| {
        json!({
            "activity": talks.activity,
            "spoken": talks.spoken,
            "per_run": number(talks.per_run),
            "any": talks.any.map(worth),
            "outcomes": list(&talks.outcomes, |found| json!({
                "outcome": found.outcome,
                "appointment": found.appointment,
                "share": measured(found.share),
                "worth": worth(found.worth),
            })),
        })
    });
    let hours = list(&answer.hours, |found| {
        json!({
            "activity": found.activity,
            "planned": found.planned,
            "hours_worked": measured(found.worked),
            "worth": worth(found.worth),
        })
    });
    let rungs = list(&answer.rungs, |found| {
        json!({
            "stage": found.stage,
            "start": found.start,
            "standing": number(found.standing),
            "worth": found.worth.map(worth),
        })
    });
    let credits =
        answer.scorecard.iter().map(|found| (found.outcome.clone(), number(found.credit())));
    json!({
        "schema": "longview/worth/1",
        "scenario": identity(&answer.scenario),
        "seed": answer.seed,
        "replications": answer.replications,
        "strategy": answer.strategy,
        "through_quarter": answer.through_quarter,
        "until_quarter": answer.until_quarter,
        "hour_cost": number(answer.economics.hour_cost),
        "margin": number(answer.economics.margin),
        "first_encounters": talks,
        "hours": hours,
        "rungs": rungs,
        "scorecard": credits.collect::<Map<_, _>>(),
    })
}

fn measured(found: Measured) -> Value {
    let (low, high) = found.band();
    json!({
        "value": number(found.value),
        "mcse": number(found.mcse),
        "low": number(low),
        "high": number(high),
    })
}

fn worth(found: Worth) -> Value {
    json!({
        "customers": measured(found.customers),
        "net": measured(found.net),
        "in_appointments": found.in_appointments.map(measured),
    })
}

pub(super) fn tables(answer: &WorthAnswer) -> Vec<DataTable> {
    let mut tables = vec![worths(answer)];
    if !answer.scorecard.is_empty() {
        tables.push(credits(answer));
    }
    tables
}

/// Every worth, a row each.
fn worths(answer: &WorthAnswer) -> DataTable {
    let money = Measure::Money(answer.economics.currency.clone());
    let mut columns: Vec<DataColumn> = ["kind", "name", "activity"].map(DataColumn::text).into();
    columns.push(DataColumn::number("share_of_first_encounters", Measure::Share));
    columns.push(DataColumn::number("people_per_run", Measure::Plain));
    for (what, measure) in
        [("customers", Measure::Plain), ("net", money), ("in_appointments", Measure::Plain)]
    {
        let named = ["", "_mcse", "_low", "_high"].map(|end| format!("{what}{end}"));
        columns.extend(named.iter().map(|name| DataColumn::number(name, measure.clone())));
    }
    let caption = format!("What things are worth under \"{}\"", answer.strategy);
    let mut table = DataTable::new("worth", &caption, columns);
    for talks in &answer.first_talks {
        table.rows.extend(talks.outcomes.iter().map(|found| {
            let share = found.share.value;
            let about = ["outcome", &found.outcome, &talks.activity].map(Datum::from);
            row(about, [Some(share), Some(share * talks.per_run)], Some(found.worth))
        }));
    }
    table.rows.extend(answer.hours.iter().map(|found| {
        let about = [Datum::from("hour"), Datum::Nothing, found.activity.as_str().into()];
        row(about, [None, None], Some(found.worth))
    }));
    table.rows.extend(answer.rungs.iter().map(|found| {
        let about = ["rung".into(), found.stage.as_str().into(), Datum::Nothing];
        row(about, [None, Some(found.standing)], found.worth)
    }));
    table
}

fn row(about: [Datum; 3], counts: [Option<f64>; 2], worth: Option<Worth>) -> Vec<Datum> {
    let figures = [
        worth.map(|worth| worth.customers),
        worth.map(|worth| worth.net),
        worth.and_then(|worth| worth.in_appointments),
    ];
    let figures = figures.into_iter().flat_map(|found| {
        let band = found.map(|found| found.band());
        let values =
            [found.map(|f| f.value), found.map(|f| f.mcse), band.map(|b| b.0), band.map(|b| b.1)];
        values.map(Datum::from)
    });
    about.into_iter().chain(counts.map(Datum::from)).chain(figures).collect()
}

fn credits(answer: &WorthAnswer) -> DataTable {
    let columns = vec![
        DataColumn::text("outcome"),
        DataColumn::number("credit_in_appointments", Measure::Plain),
        DataColumn::number("mcse", Measure::Plain),
    ];
    let mut table = DataTable::new("scorecard", "What an outcome is credited with", columns);
    table.rows = answer
        .scorecard
        .iter()
        .map(|found| {
            vec![found.outcome.as_str().into(), found.credit().into(), found.worth.mcse.into()]
        })
        .collect();
    table
}
