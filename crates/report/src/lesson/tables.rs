//! A lesson as typed figures.

use longview_decide::boundary::{Crossing, Side};
use longview_decide::lesson::{Boundary, Finding, Judgement, LessonAnswer};

use super::json::{measured_name, standing_name, verdict_name, within_name};
use super::page::COLUMNS;
use crate::chart::Measure;
use crate::told::{DataColumn, DataTable, Datum};

/// The claim and its turns first.
pub(super) fn all(answer: &LessonAnswer) -> Vec<DataTable> {
    let mut tables = vec![claim(answer), margins(answer), guess(answer), plans(answer)];
    tables.extend(answer.judgement.iter().flat_map(judged));
    tables
}

fn text(name: &str) -> DataColumn {
    DataColumn::text(name)
}

fn plain(name: &str) -> DataColumn {
    DataColumn::number(name, Measure::Plain)
}

fn chance(name: &str) -> DataColumn {
    DataColumn::number(name, Measure::Share)
}

fn count(name: &str) -> DataColumn {
    DataColumn::number(name, Measure::Count)
}

/// A row per condition, number and turn.
fn claim(answer: &LessonAnswer) -> DataTable {
    let texts = ["lesson", "verdict", "condition", "standing", "measured_in"].map(text);
    let found = ["found", "standard_error", "p10", "p50", "p90", "claimed_above"].map(plain);
    let number = ["number", "number_unit", "over_the_plausible"].map(text);
    let place =
        ["here", "plausible_low", "plausible_high", "turns_at", "turns_at_low", "turns_at_high"]
            .map(plain);
    let run = [text("true_on_the_side"), text("scenario"), count("seed"), count("replications")];
    let columns = texts.into_iter().chain(found).chain(number).chain(place).chain(run);
    let mut table = DataTable::new("claim", answer.lesson.claim, columns.collect());
    for (at, finding) in answer.findings.iter().enumerate() {
        let mut places: Vec<Vec<Datum>> = answer
            .boundaries
            .iter()
            .filter(|found| found.number.condition == at)
            .flat_map(places)
            .collect();
        if places.is_empty() {
            places.push(vec![Datum::Nothing; PLACE]);
        }
        table.rows.extend(places.into_iter().map(|place| row(answer, finding, place)));
    }
    table
}

fn row(answer: &LessonAnswer, finding: &Finding, place: Vec<Datum>) -> Vec<Datum> {
    let value = finding.value;
    let texts = [
        answer.lesson.name,
        verdict_name(answer.verdict),
        finding.condition.words,
        standing_name(finding.standing),
        measured_name(finding.measured),
    ];
    let numbers =
        [value.mean, value.mcse, value.p10, value.p50, value.p90, finding.condition.above];
    let compare = &answer.compare;
    let run: [Datum; 3] = [
        compare.scenario.hash.as_str().into(),
        (compare.seed as f64).into(),
        (compare.replications as f64).into(),
    ];
    let start = texts.map(Datum::from).into_iter().chain(numbers.map(Datum::from));
    start.chain(place).chain(run).collect()
}

/// Columns about a number and its turn.
const PLACE: usize = 10;

/// A row per turn; one where there is none.
fn places(found: &Boundary) -> Vec<Vec<Datum>> {
    let turns = &found.found.crossings;
    if turns.is_empty() {
        return vec![place(found, None)];
    }
    turns.iter().map(|turn| place(found, Some(turn))).collect()
}

fn place(found: &Boundary, turn: Option<&Crossing>) -> Vec<Datum> {
    let texts = [found.number.words, found.number.unit, within_name(found.within)];
    let here = [found.default, found.plausible.low, found.plausible.high];
    let at = turn.map(|turn| turn.at);
    let (low, high) = turn.map(|turn| turn.between).unzip();
    let side = turn.map(|turn| match turn.holds {
        Side::Below => "below",
        Side::Above => "above",
    });
    let start = texts.map(Datum::from).into_iter().chain(here.map(Datum::from));
    start.chain([at, low, high].map(Datum::from)).chain([side.into()]).collect()
}

fn margins(answer: &LessonAnswer) -> DataTable {
    let columns = vec![
        text("number"),
        text("number_unit"),
        plain("value"),
        text("measured_in"),
        plain("found"),
        plain("claimed_above"),
        plain("standard_error"),
    ];
    let mut table = DataTable::new("values-tried", "What was found at the values tried", columns);
    for found in &answer.boundaries {
        let above = answer.lesson.conditions[found.number.condition].above;
        for point in &found.found.curve {
            table.rows.push(vec![
                found.number.words.into(),
                found.number.unit.into(),
                point.at.into(),
                measured_name(found.measured).into(),
                (point.margin + above).into(),
                above.into(),
                point.mcse.into(),
            ]);
        }
    }
    table
}

fn guess(answer: &LessonAnswer) -> DataTable {
    let prediction = &answer.prediction;
    let columns = vec![text("choice"), plain("right_below"), text("right"), plain("found")];
    let mut table = DataTable::new("guess", prediction.predict.prompt, columns);
    for (at, (choice, below)) in prediction.predict.choices.iter().enumerate() {
        let right = at == prediction.right.position();
        table.rows.push(vec![
            (*choice).into(),
            below.is_finite().then_some(*below).into(),
            right.then_some("right").into(),
            right.then_some(prediction.value.mean).into(),
        ]);
    }
    table
}

fn plans(answer: &LessonAnswer) -> DataTable {
    let named = |(id, head): (longview_engine::metric::Id, &str)| {
        let unit = id.metric().unit;
        let measure = match unit {
            longview_engine::metric::Unit::Money => {
                Measure::Money(answer.compare.scenario.currency.clone())
            }
            longview_engine::metric::Unit::Count => Measure::Count,
            _ => Measure::Plain,
        };
        let name = head.replace('-', "_");
        [
            DataColumn::number(&name, measure.clone()),
            DataColumn::number(&format!("{name}_standard_error"), measure),
        ]
    };
    let columns = [text("plan")].into_iter().chain(COLUMNS.into_iter().flat_map(named));
    let mut table = DataTable::new("plans", "Averages by plan", columns.collect());
    for plan in &answer.compare.strategies {
        let cells = COLUMNS.iter().flat_map(|(id, _)| {
            let found = plan.total[*id as usize];
            [Datum::from(found.mean), found.mcse.into()]
        });
        table.rows.push([plan.name.as_str().into()].into_iter().chain(cells).collect());
    }
    table
}

fn judged(judgement: &Judgement) -> [DataTable; 3] {
    [tally(judgement), fair(judgement), by_hours(judgement)]
}

fn tally(judgement: &Judgement) -> DataTable {
    let columns = vec![
        count("appointments"),
        chance("worked_out"),
        chance("simulated"),
        chance("simulated_standard_error"),
    ];
    let mut table = DataTable::new("appointments", "How often a block brings so many", columns);
    table.rows.extend(judgement.tally.iter().map(|row| {
        let appointments = row.appointments as f64;
        [appointments, row.exact, row.simulated, row.mcse].map(Datum::from).to_vec()
    }));
    table
}

fn fair(judgement: &Judgement) -> DataTable {
    let columns = vec![
        chance("as_good"),
        count("hours"),
        count("fails_at_most_appointments"),
        chance("healthy_rep_fails"),
        chance("other_rep_passes"),
    ];
    let mut table = DataTable::new("fair-judgement", "The shortest fair judgement", columns);
    table.rows.extend(judgement.fair.iter().map(|row| {
        let hours = f64::from(row.hours);
        [row.as_good, hours, row.fails_at as f64, row.false_alarm, row.miss]
            .map(Datum::from)
            .to_vec()
    }));
    table
}

fn by_hours(judgement: &Judgement) -> DataTable {
    let columns = vec![
        count("hours"),
        chance("no_appointment"),
        chance("one_at_most"),
        chance("half_as_good_is_found_out"),
    ];
    let mut table = DataTable::new("by-hours", "What so many hours tell", columns);
    table.rows.extend(judgement.by_hours.iter().map(|row| {
        [f64::from(row.hours), row.none, row.at_most_one, row.found_out].map(Datum::from).to_vec()
    }));
    table
}
