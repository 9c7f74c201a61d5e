//! What it is worth to know or to measure a number.

use longview_decide::sensitivity::answer::{Estimated, SensitivityAnswer, Worth};
use longview_decide::uncertain::short;

use super::words::{amount, factor, figure, measure, range};
use crate::chart::{Axis, Chart, Drawing, Hue, Point, Series};
use crate::page::{Cells, Grid, Part, Section};
use crate::text::plain;

const HEADING: &str = "What knowing is worth";

pub(super) fn section(answer: &SensitivityAnswer) -> Section {
    let Some(worth) = &answer.worth else {
        let why =
            "What knowing is worth is counted in money: ask without --metric, for the margin.";
        return super::section(HEADING, vec![Part::Text(why.to_owned())]);
    };
    let mut parts = vec![Part::Text(format!(
        "Whoever knew a number could choose the plan that is better given that number. The gain on \
         average, by Q{}, over choosing now is the most that knowing it can be worth. Measuring it on {} \
         calls shows a part of it.",
        answer.scenario.quarters, worth.calls
    ))];
    let rows = rows(worth);
    if rows.iter().any(|row| row.known.high > 0.0) {
        parts.push(Part::Picture(chart(answer, &rows)));
    }
    parts.push(Part::Table(grid(answer, worth, &rows)));
    super::section(HEADING, parts)
}

struct Row {
    name: String,
    known: Estimated,
    measured: Option<f64>,
}

/// Everything first, then groups, then single numbers.
fn rows(worth: &Worth) -> Vec<Row> {
    let everything =
        Row { name: "every number".to_owned(), known: worth.everything, measured: None };
    let groups = worth.groups.iter().map(|group| Row {
        name: group.paths.iter().map(|path| plain(&short(path))).collect::<Vec<_>>().join(" + "),
        known: group.known,
        measured: None,
    });
    let single = worth.factors.iter().map(|found| Row {
        name: factor(&found.factor),
        known: found.known,
        measured: found.measured,
    });
    std::iter::once(everything).chain(groups).chain(single).collect()
}

fn chart(answer: &SensitivityAnswer, rows: &[Row]) -> Chart {
    let point = |(at, row): (usize, &Row)| Point {
        x: at as f64,
        y: row.known.value,
        range: Some(range(&row.known)),
    };
    let told = rows
        .iter()
        .map(|row| format!("{}: {}", row.name, amount(answer, row.known.value, row.known.error)));
    Chart {
        name: "worth".to_owned(),
        question: "What is it worth to know it before choosing?".to_owned(),
        reading:
            "The bar is the estimate; the thin line is the range of eight estimates of ten, drawn \
                  again from the same runs."
                .to_owned(),
        alt: format!("{}.", told.collect::<Vec<_>>().join("; ")),
        x: Axis::names("number", rows.iter().map(|row| row.name.clone()).collect()),
        y: Axis::numbers("worth of knowing", measure(answer)),
        drawing: Drawing::Bars(vec![Series {
            name: "known".to_owned(),
            hue: Hue::Nth(2),
            points: rows.iter().enumerate().map(point).collect(),
        }]),
        marks: Vec::new(),
    }
}

fn grid(answer: &SensitivityAnswer, worth: &Worth, rows: &[Row]) -> Grid {
    let row = |row: &Row| {
        let known = row.known;
        let range =
            format!("{}–{}", figure(known.low, known.error), figure(known.high, known.error));
        let measured = row.measured.map_or_else(String::new, |gain| figure(gain, known.error));
        (row.name.clone(), vec![figure(known.value, known.error), range, measured])
    };
    Grid {
        caption: format!(
            "Worth in {} by Q{}; nothing stands where calls do not show the number by itself",
            plain(&answer.scenario.currency),
            answer.scenario.quarters
        ),
        corner: "number".to_owned(),
        heads: vec![
            "known".to_owned(),
            "eight estimates of ten".to_owned(),
            format!("on {} calls", worth.calls),
        ],
        rows: rows.iter().map(row).collect(),
        cells: Cells::Numbers,
    }
}
