//! A payback as typed figures.

use longview_decide::payback::{Harvest, PaybackAnswer};
use longview_engine::estimate::Estimate;

use crate::chart::Measure;
use crate::told::{DataColumn, DataTable, Datum};

/// What comes back by quarter first.
pub(super) fn all(answer: &PaybackAnswer) -> Vec<DataTable> {
    vec![by_quarter(answer), chances(answer), plans(answer)]
}

fn text(name: &str) -> DataColumn {
    DataColumn::text(name)
}

fn count(name: &str) -> DataColumn {
    DataColumn::number(name, Measure::Count)
}

fn plain(name: &str) -> DataColumn {
    DataColumn::number(name, Measure::Plain)
}

/// A figure with its uncertainty per row.
fn by_quarter(answer: &PaybackAnswer) -> DataTable {
    let start = [text("plan"), count("quarter")];
    let named = ["counted", "metric", "unit"].map(text);
    let numbers = ["mean", "standard_error", "p10", "p50", "p90"].map(plain);
    let run = [text("scenario"), count("seed"), count("replications")];
    let columns = start.into_iter().chain(named).chain(numbers).chain(run);
    let mut table =
        DataTable::new("by-quarter", "What one block brings and costs", columns.collect());
    for plan in &answer.plans {
        for (counted, rows) in [("in the quarter", &plan.quarters), ("so far", &plan.so_far)] {
            for (found, quarter) in rows.iter().zip(1u32..) {
                let place = [plan.name.as_str().into(), f64::from(quarter).into(), counted.into()];
                let rows = figures(found).into_iter().map(|figure| row(answer, &place, figure));
                table.rows.extend(rows);
            }
        }
    }
    table
}

/// A metric, its unit, and what was found.
type FigureOf = (&'static str, &'static str, [Option<f64>; 5]);

fn row(answer: &PaybackAnswer, place: &[Datum; 3], (metric, unit, found): FigureOf) -> Vec<Datum> {
    let unit = if unit == "money" { answer.scenario.currency.as_str() } else { unit };
    let run: [Datum; 3] = [
        answer.scenario.hash.as_str().into(),
        (answer.seed as f64).into(),
        (answer.replications as f64).into(),
    ];
    let start = place.iter().cloned().chain([metric.into(), unit.into()]);
    start.chain(found.map(Datum::from)).chain(run).collect()
}

fn figures(found: &Harvest) -> Vec<FigureOf> {
    let of = |e: &Estimate| [e.mean, e.mcse, e.p10, e.p50, e.p90].map(Some);
    let share = |(mean, mcse): (f64, f64)| [Some(mean), Some(mcse), None, None, None];
    let (customers, margin) = (&found.customers, &found.margin);
    vec![
        ("customers", "count", of(&customers.all)),
        ("customers_from_first_contact_appointment", "count", of(&customers.appointments)),
        ("customers_from_others", "count", of(&customers.others)),
        ("margin", "money", of(&margin.all)),
        ("margin_from_first_contact_appointment", "money", of(&margin.appointments)),
        ("margin_from_others", "money", of(&margin.others)),
        ("cost", "money", of(&found.cost)),
        ("margin_less_cost", "money", of(&found.net)),
        ("paid_back", "share of blocks", share(found.paid_back)),
        ("without_customers", "share of blocks", share(found.without_customers)),
    ]
}

fn chances(answer: &PaybackAnswer) -> DataTable {
    let columns = vec![
        text("plan"),
        count("blocks"),
        DataColumn::number("chance_to_have_paid_back", Measure::Share),
        DataColumn::number("standard_error", Measure::Share),
    ];
    let mut table = DataTable::new("chances", "How often so many blocks have paid back", columns);
    for plan in &answer.plans {
        table.rows.extend(plan.after_blocks.iter().map(|found| {
            let numbers = [f64::from(found.blocks), found.chance, found.mcse];
            [plan.name.as_str().into()].into_iter().chain(numbers.map(Datum::from)).collect()
        }));
    }
    table
}

fn plans(answer: &PaybackAnswer) -> DataTable {
    let columns = vec![
        text("plan"),
        count("weeks_of_the_block"),
        plain("block_hours"),
        plain("follow_up_hours"),
        plain("follow_up_hours_standard_error"),
        count("break_even_quarter"),
        count("enough_blocks"),
    ];
    let mut table = DataTable::new("plans", "What a block takes, and when it has paid", columns);
    table.rows.extend(answer.plans.iter().map(|plan| {
        vec![
            plan.name.as_str().into(),
            f64::from(plan.weeks).into(),
            plan.block_hours.mean.into(),
            plan.follow_up_hours.mean.into(),
            plan.follow_up_hours.mcse.into(),
            plan.break_even.map(|quarter| quarter as f64).into(),
            plan.enough_blocks.map(f64::from).into(),
        ]
    }));
    table
}
