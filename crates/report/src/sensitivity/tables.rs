//! The figures of the analysis for programs.

use longview_decide::sensitivity::answer::{Estimated, Mean, SensitivityAnswer};
use longview_decide::sensitivity::map::Map;
use serde_json::{Value, json};

use super::words::measure;
use crate::chart::Measure;
use crate::told::{DataColumn, DataTable, Datum};

/// The tornado first, then shares, worth, maps, and what is taken as known.
pub(super) fn all(answer: &SensitivityAnswer) -> Vec<DataTable> {
    let maps = answer.maps.iter().enumerate().map(|(at, found)| map(answer, found, at));
    [swings(answer), shares(answer)]
        .into_iter()
        .chain(worth(answer))
        .chain(maps)
        .chain([known(answer)])
        .collect()
}

fn swings(answer: &SensitivityAnswer) -> DataTable {
    let money = || measure(answer);
    let plain = |name| DataColumn::number(name, Measure::Plain);
    let amount = |name| DataColumn::number(name, money());
    let columns = vec![
        DataColumn::text("number"),
        DataColumn::text("unit"),
        plain("best_guess"),
        plain("low"),
        plain("high"),
        amount("change_at_low"),
        amount("change_at_low_standard_error"),
        amount("change_at_high"),
        amount("change_at_high_standard_error"),
        DataColumn::number("replications", Measure::Count),
    ];
    let mut table = DataTable::new("one-at-a-time", "Every number to its ends", columns);
    table.rows.extend(answer.swings.iter().map(|swing| {
        let runs = if swing.closer { answer.effort.look } else { answer.effort.glance };
        let [about, low, high] = swing.three;
        let numbers = [about, low, high].map(Datum::from);
        let ends = [swing.at_low, swing.at_high].into_iter().flat_map(|end| mean_cells(&end));
        [Datum::from(swing.path.as_str()), swing.unit.into()]
            .into_iter()
            .chain(numbers)
            .chain(ends)
            .chain([(runs as f64).into()])
            .collect()
    }));
    table
}

fn mean_cells(mean: &Mean) -> [Datum; 2] {
    [mean.mean.into(), mean.error.is_finite().then_some(mean.error).into()]
}

/// Columns of an estimate.
fn estimate_columns(name: &str, measure: &Measure) -> Vec<DataColumn> {
    ["", "_standard_error", "_p10", "_p90"]
        .map(|end| DataColumn::number(&format!("{name}{end}"), measure.clone()))
        .to_vec()
}

fn estimate_cells(found: &Estimated) -> [Datum; 4] {
    [found.value, found.error, found.low, found.high].map(Datum::from)
}

fn shares(answer: &SensitivityAnswer) -> DataTable {
    let mut columns = vec![DataColumn::text("numbers")];
    columns.extend(estimate_columns("alone", &Measure::Share));
    columns.extend(estimate_columns("with_others", &Measure::Share));
    let mut table = DataTable::new("shares", "Shares of the variance (Sobol indices)", columns);
    let single = answer.shares.factors.iter().map(|found| (found.factor.paths.join(" "), found));
    let rest = answer.shares.rest.iter();
    let rest = rest.map(|(count, found)| (format!("all others ({count})"), found));
    table.rows.extend(single.chain(rest).map(|(name, found)| {
        let cells = [found.alone, found.with_others];
        [Datum::Text(name)]
            .into_iter()
            .chain(cells.iter().flat_map(estimate_cells))
            .collect::<Vec<Datum>>()
    }));
    table
}

fn worth(answer: &SensitivityAnswer) -> Option<DataTable> {
    let worth = answer.worth.as_ref()?;
    let money = measure(answer);
    let mut columns = vec![DataColumn::text("what"), DataColumn::text("numbers")];
    columns.extend(estimate_columns("worth_known", &money));
    columns.push(DataColumn::number("worth_measured", money));
    columns.push(DataColumn::number("calls", Measure::Count));
    let mut table = DataTable::new("worth", "What knowing is worth", columns);
    let row = |what: &str, numbers: String, known: &Estimated, measured: Option<f64>| {
        let calls = measured.map(|_| f64::from(worth.calls));
        [what.into(), Datum::Text(numbers)]
            .into_iter()
            .chain(estimate_cells(known))
            .chain([measured.into(), calls.into()])
            .collect::<Vec<Datum>>()
    };
    table.rows.push(row("everything", String::new(), &worth.everything, None));
    let groups = worth.groups.iter();
    table.rows.extend(groups.map(|one| row("group", one.paths.join(" "), &one.known, None)));
    let single = worth.factors.iter();
    table.rows.extend(
        single.map(|one| row("number", one.factor.paths.join(" "), &one.known, one.measured)),
    );
    Some(table)
}

fn map(answer: &SensitivityAnswer, map: &Map, at: usize) -> DataTable {
    let money = measure(answer);
    let columns = vec![
        DataColumn::number("across", Measure::Plain),
        DataColumn::number("up", Measure::Plain),
        DataColumn::number("difference", money.clone()),
        DataColumn::number("difference_standard_error", money),
    ];
    let caption = format!("{} across, {} up", map.a.path, map.b.path);
    let mut table = DataTable::new(&format!("map-{}", at + 1), &caption, columns);
    for (up, row) in map.b.values.iter().zip(&map.cells) {
        for (across, cell) in map.a.values.iter().zip(row) {
            let mut cells = vec![Datum::from(*across), Datum::from(*up)];
            cells.extend(mean_cells(cell));
            table.rows.push(cells);
        }
    }
    table
}

fn known(answer: &SensitivityAnswer) -> DataTable {
    let columns = vec![DataColumn::text("number"), DataColumn::text("value")];
    let mut table = DataTable::new("taken-as-known", "Numbers without a range", columns);
    let row = |path: &str, written: &str| vec![path.into(), written.into()];
    table.rows.extend(answer.known.iter().map(|one| row(&one.path, &one.written)));
    table
}

/// The whole answer.
pub(super) fn json(answer: &SensitivityAnswer, settings: &[String]) -> Value {
    json!({
        "schema": "longview/sensitivity/1",
        "scenario": {
            "title": answer.scenario.title,
            "hash": answer.scenario.hash,
            "quarters": answer.scenario.quarters,
            "reps": answer.scenario.reps,
            "currency": answer.scenario.currency,
        },
        "settings": settings,
        "seed": answer.seed,
        "strategy": answer.sides.strategy,
        "baseline": answer.sides.baseline,
        "metric": answer.outcome.name,
        "effort": effort(answer),
        "base": mean(&answer.base),
        "one_at_a_time": answer.swings.iter().map(|swing| json!({
            "number": swing.path,
            "unit": swing.unit,
            "about": swing.three[0],
            "low": swing.three[1],
            "high": swing.three[2],
            "change_at_low": mean(&swing.at_low),
            "change_at_high": mean(&swing.at_high),
            "closer": swing.closer,
        })).collect::<Vec<Value>>(),
        "shares": shares_json(answer),
        "worth": worth_json(answer),
        "maps": answer.maps.iter().map(map_json).collect::<Vec<Value>>(),
        "correlated": answer.correlated.iter().map(|pair| json!({
            "numbers": pair.numbers,
            "rank": pair.rank,
        })).collect::<Vec<Value>>(),
        "taken_as_known": answer.known.iter().map(|one| json!({
            "number": one.path,
            "written": one.written,
        })).collect::<Vec<Value>>(),
    })
}

fn effort(answer: &SensitivityAnswer) -> Value {
    let effort = answer.effort;
    json!({
        "replications_at_first_sight": effort.glance,
        "numbers_looked_at_again": effort.closer,
        "replications_of_these": effort.look,
        "rows": effort.rows,
        "replications_per_point": effort.each,
    })
}

fn mean(mean: &Mean) -> Value {
    json!({
        "mean": mean.mean,
        "standard_error": mean.error.is_finite().then_some(mean.error),
    })
}

fn estimated(found: &Estimated) -> Value {
    json!({
        "value": found.value,
        "standard_error": found.error,
        "p10": found.low,
        "p90": found.high,
    })
}

fn shares_json(answer: &SensitivityAnswer) -> Value {
    let shares = &answer.shares;
    let of = |found: &longview_decide::sensitivity::answer::FactorShares| {
        json!({
            "numbers": found.factor.paths,
            "alone": estimated(&found.alone),
            "with_others": estimated(&found.with_others),
        })
    };
    json!({
        "variance": estimated(&shares.variance),
        "mean": mean(&shares.mean),
        "factors": shares.factors.iter().map(of).collect::<Vec<Value>>(),
        "rest": shares.rest.as_ref().map(|(_, found)| of(found)),
    })
}

fn worth_json(answer: &SensitivityAnswer) -> Value {
    let Some(worth) = &answer.worth else { return Value::Null };
    json!({
        "mean": worth.mean,
        "chance_that_the_choice_is_wrong": estimated(&worth.chance_wrong),
        "everything": estimated(&worth.everything),
        "calls": worth.calls,
        "terms": worth.terms,
        "factors": worth.factors.iter().map(|one| json!({
            "numbers": one.factor.paths,
            "known": estimated(&one.known),
            "measured": one.measured,
        })).collect::<Vec<Value>>(),
        "groups": worth.groups.iter().map(|one| json!({
            "numbers": one.paths,
            "known": estimated(&one.known),
        })).collect::<Vec<Value>>(),
    })
}

fn map_json(map: &Map) -> Value {
    json!({
        "across": { "number": map.a.path, "unit": map.a.unit, "values": map.a.values },
        "up": { "number": map.b.path, "unit": map.b.unit, "values": map.b.values },
        "differences": map.cells.iter().map(|row| {
            row.iter().map(mean).collect::<Vec<Value>>()
        }).collect::<Vec<Vec<Value>>>(),
        "even": map.even.iter().map(|(a, b)| json!([a, b])).collect::<Vec<Value>>(),
    })
}
