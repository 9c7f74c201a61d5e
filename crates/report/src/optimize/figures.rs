//! The figures of the best week, typed.

use longview_decide::optimize::OptimizeAnswer;
use longview_engine::estimate::Estimate;

use super::words::{dial, name, value};
use crate::chart::Measure;
use crate::told::{DataColumn, DataTable, Datum};

/// The plans kept; the plans of the scenario; how level the ground is.
pub(super) fn tables(answer: &OptimizeAnswer) -> Vec<DataTable> {
    vec![candidates(answer), present(answer), flat(answer)]
}

fn number(name: &str) -> DataColumn {
    DataColumn::number(name, Measure::Plain)
}

fn share(name: &str) -> DataColumn {
    DataColumn::number(name, Measure::Share)
}

fn outcomes() -> [DataColumn; 3] {
    ["customers", "revenue", "opt_outs"].map(number)
}

fn means(found: [&Estimate; 3]) -> [Datum; 3] {
    found.map(|estimate| estimate.mean.into())
}

fn candidates(answer: &OptimizeAnswer) -> DataTable {
    let space = &answer.space;
    let mut columns = vec![number("place"), number("score"), number("give_or_take")];
    columns.extend([share("chance_best"), number("expected_regret")]);
    columns.extend(outcomes());
    let column = |key: &str| key.replace('.', "_");
    columns.extend(space.parts.iter().map(|part| {
        let key = column(part.key);
        number(&if part.minutes.is_some() { format!("{key}_hours") } else { key })
    }));
    columns.extend(space.dials.iter().map(|found| {
        if found.words.is_empty() {
            number(&column(found.key))
        } else {
            DataColumn::text(&column(found.key))
        }
    }));
    let caption = "The plans that the search kept, the best first";
    let mut table = DataTable::new("candidates", caption, columns);
    for (place, plan) in (1u32..).zip(&answer.candidates) {
        let mut row: Vec<Datum> = vec![f64::from(place).into(), plan.score.into()];
        row.extend([plan.give_or_take, plan.chance_best, plan.regret].map(Datum::from));
        row.extend(means([&plan.customers, &plan.revenue, &plan.opt_outs]));
        let (hours, dials) = plan.place.split_at(space.parts.len());
        row.extend(hours.iter().map(|steps| Datum::from(space.hours_of(*steps))));
        row.extend(space.dials.iter().zip(dials).map(|(found, steps)| {
            let at = usize::try_from(*steps).unwrap_or(0);
            if found.words.is_empty() {
                found.values[at].into()
            } else {
                dial(found, *steps).as_str().into()
            }
        }));
        table.rows.push(row);
    }
    table
}

fn present(answer: &OptimizeAnswer) -> DataTable {
    let mut columns = vec![DataColumn::text("strategy"), number("score")];
    columns.extend([number("best_brings_more_low"), number("best_brings_more_high")]);
    columns.extend(outcomes());
    let mut table = DataTable::new("as-they-are", "The plans of the scenario as they are", columns);
    table.rows.extend(answer.present.iter().map(|plan| {
        let mut row: Vec<Datum> = vec![plan.plan.as_str().into(), plan.score.into()];
        row.extend([plan.behind.0, plan.behind.1].map(Datum::from));
        row.extend(means([&plan.customers, &plan.revenue, &plan.opt_outs]));
        row
    }));
    table
}

fn flat(answer: &OptimizeAnswer) -> DataTable {
    let columns = vec![
        DataColumn::text("choice"),
        DataColumn::text("value"),
        number("loss"),
        number("loss_low"),
        number("loss_high"),
        DataColumn::text("visible"),
    ];
    let caption = "One choice at a time, around the best plan: what is lost";
    let mut table = DataTable::new("one-at-a-time", caption, columns);
    for flat in &answer.flat {
        table.rows.extend(flat.tried.iter().map(|tried| {
            let level = (flat.steps.0..=flat.steps.1).contains(&tried.steps);
            vec![
                name(answer, flat).as_str().into(),
                value(answer, flat.dimension, tried.steps).as_str().into(),
                tried.loss.into(),
                tried.interval.0.into(),
                tried.interval.1.into(),
                if level { "no" } else { "yes" }.into(),
            ]
        }));
    }
    table
}
