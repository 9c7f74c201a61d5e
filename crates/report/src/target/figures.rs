//! The figures of a target, typed.

use longview_decide::target::{FUNNEL, TargetAnswer};
use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;

use crate::chart::Measure;
use crate::told::{DataColumn, DataTable, Datum};

/// The week for each chance; what each rep is to do; the curve; how long to watch.
pub(super) fn tables(answer: &TargetAnswer) -> Vec<DataTable> {
    vec![weeks(answer), reps(answer), curve(answer), par(answer)]
}

fn named() -> Vec<DataColumn> {
    vec![DataColumn::text("strategy"), DataColumn::text("varied"), DataColumn::text("unit")]
}

fn number(name: &str) -> DataColumn {
    DataColumn::number(name, Measure::Plain)
}

fn share(name: &str) -> DataColumn {
    DataColumn::number(name, Measure::Share)
}

fn names(found: &longview_decide::target::LeverAnswer) -> Vec<Datum> {
    let lever = &found.lever;
    vec![lever.plan.as_str().into(), lever.name.as_str().into(), lever.unit.into()]
}

fn weeks(answer: &TargetAnswer) -> DataTable {
    let mut columns = named();
    columns.extend([
        share("confidence"),
        number("value"),
        number("value_low"),
        number("value_high"),
        number("value_to_plan_with"),
        share("chance"),
    ]);
    columns.extend(FUNNEL.iter().map(|id| number(&format!("{}_a_week_and_rep", id.metric().name))));
    let caption = "What reaches the goal with which chance, with its interval, and an average week; \
                   without a confidence: the plan as it is";
    let mut table = DataTable::new("week", caption, columns);
    for found in &answer.levers {
        let week = |week: &[Estimate]| -> Vec<Datum> {
            week.iter().map(|estimate| estimate.mean.into()).collect()
        };
        let mut present = names(found);
        present.extend([Datum::Nothing, found.lever.now.into(), Datum::Nothing, Datum::Nothing]);
        present.extend([found.lever.now.into(), found.present.chance.into()]);
        present.extend(week(&found.present.week));
        table.rows.push(present);
        for level in &found.levels {
            let (low, high) = level.root.interval;
            let mut row = names(found);
            row.push(level.confidence.into());
            row.extend([level.root.value, low, high, level.value, level.chance].map(Datum::from));
            match &level.week {
                Some(found) => row.extend(week(found)),
                None => row.extend(FUNNEL.iter().map(|_| Datum::Nothing)),
            }
            table.rows.push(row);
        }
    }
    table
}

fn reps(answer: &TargetAnswer) -> DataTable {
    let mut columns = named();
    columns.extend([number("rep"), number("month"), DataColumn::text("metric"), number("target")]);
    let caption =
        "What each rep does in each month, on average; the months of a quarter share it evenly";
    let mut table = DataTable::new("rep-targets", caption, columns);
    for found in &answer.levers {
        for rep in &found.reps {
            for (month, targets) in (1u32..).zip(&rep.months) {
                for (id, target) in FUNNEL.iter().zip(targets) {
                    let mut row = names(found);
                    row.extend([f64::from(rep.rep).into(), f64::from(month).into()]);
                    row.extend([metric(*id), (*target).into()]);
                    table.rows.push(row);
                }
            }
        }
    }
    table
}

fn metric(id: Id) -> Datum {
    id.metric().name.as_str().into()
}

fn curve(answer: &TargetAnswer) -> DataTable {
    let mut columns = named();
    columns.extend([number("value"), number("worlds"), share("chance"), share("fitted")]);
    columns.extend([share("chance_low"), share("chance_high")]);
    let mut table = DataTable::new("curve", "The chance of the goal by value", columns);
    for found in &answer.levers {
        table.rows.extend(found.curve.points.iter().map(|point| {
            let mut row = names(found);
            row.extend([point.value, point.worlds as f64, point.chance].map(Datum::from));
            row.extend([point.fitted, point.interval.0, point.interval.1].map(Datum::from));
            row
        }));
    }
    table
}

fn par(answer: &TargetAnswer) -> DataTable {
    let mut columns = named();
    columns.extend([DataColumn::text("metric"), number("par_a_week"), number("dispersion")]);
    columns.extend([share("share_of_par"), number("weeks"), number("below_par_at_most")]);
    columns.extend([share("chance_accused"), share("chance_noticed")]);
    let caption = "The fewest weeks after which a rep can fairly be called below par";
    let mut table = DataTable::new("below-par", caption, columns);
    for found in &answer.levers {
        table.rows.extend(found.par.iter().map(|check| {
            let rule = check.rule;
            let mut row = names(found);
            row.extend([metric(check.output.id), check.output.a_week.into()]);
            row.extend([check.output.dispersion.into(), check.share.into()]);
            row.push(rule.map(|rule| f64::from(rule.weeks)).into());
            row.push(rule.map(|rule| rule.at_most as f64).into());
            row.extend(
                [rule.map(|rule| rule.accused), rule.map(|rule| rule.noticed)].map(Datum::from),
            );
            row
        }));
    }
    table
}
