//! Of the spread of an answer, how much is luck, and how much is not knowing the numbers?

use longview_decide::answer::CompareAnswer;
use longview_decide::ignorance::{Ignorance, Split};
use longview_engine::metric::{Id, Unit};
use serde_json::{Value, json};

use crate::chart::{Axis, Chart, Drawing, Hue, Measure, Point, Series};
use crate::numbers;
use crate::page::{Cells, Grid, Part};
use crate::text::plain;

/// The heading of what is told here.
pub(crate) const HEADING: &str = "Luck, and what we do not know";

/// What is told about each plan and difference.
const SHOWN: [(Id, &str); 3] =
    [(Id::Customers, "customers"), (Id::Revenue, "revenue"), (Id::Appointments, "appointments")];

/// A plan, or a plan less the baseline, by the end of the last quarter.
struct Line<'a> {
    name: String,
    quarters: &'a [Vec<Split>],
}

impl Line<'_> {
    fn end(&self, id: Id) -> Option<&Split> {
        self.quarters.last()?.get(id as usize)
    }
}

fn lines<'a>(answer: &CompareAnswer, found: &'a Ignorance) -> Vec<Line<'a>> {
    let name = |at: usize| plain(&answer.strategies[at].name);
    let less = found.comparisons.iter().map(|(at, quarters)| Line {
        name: format!("{} less {}", name(*at), name(answer.baseline)),
        quarters,
    });
    let levels =
        found.strategies.iter().enumerate().map(|(at, quarters)| Line { name: name(at), quarters });
    less.chain(levels).collect()
}

/// What is said first, plan by plan.
pub(crate) fn sentences(answer: &CompareAnswer) -> Vec<String> {
    let Some(found) = &answer.ignorance else { return Vec::new() };
    let drawn = format!(
        "The {} uncertain numbers were drawn {} times, each draw met {} worlds of its own luck.",
        found.numbers,
        numbers::grouped(found.draws as f64, 0),
        found.repetitions
    );
    let told = lines(answer, found).into_iter().filter_map(|line| {
        let split = line.end(Id::Customers).filter(|split| split.sd() > 0.0)?;
        Some(format!(
            "{}: customers by Q{} lie between {} and {} in eight worlds of ten. Of this spread, {} is luck, \
             {} is that we do not know the numbers (standard error {} points).",
            line.name,
            answer.scenario.quarters,
            numbers::grouped(split.p10, 0),
            numbers::grouped(split.p90, 0),
            percent(1.0 - split.share),
            percent(split.share),
            numbers::grouped((100.0 * split.share_error).ceil(), 0)
        ))
    });
    std::iter::once(drawn).chain(told).collect()
}

/// The table for pages.
pub(crate) fn table(answer: &CompareAnswer) -> Option<Grid> {
    let found = answer.ignorance.as_ref()?;
    let rows = lines(answer, found).into_iter().flat_map(|line| {
        let row = |(id, name): &(Id, &str)| {
            let split = line.end(*id).filter(|split| split.sd() > 0.0)?;
            Some((format!("{}: {name}", line.name), cells(split, id.metric().unit)))
        };
        SHOWN.iter().filter_map(row).collect::<Vec<_>>()
    });
    Some(Grid {
        caption: format!(
            "By Q{}: averages and ranges over all draws of the numbers, and what the variance comes from",
            answer.scenario.quarters
        ),
        corner: "figure".to_owned(),
        heads: ["average", "eight worlds of ten", "luck", "not knowing", "±"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.collect(),
        cells: Cells::Numbers,
    })
}

fn cells(split: &Split, unit: Unit) -> Vec<String> {
    let end = |value: f64| numbers::shorter_value(value, unit);
    vec![
        numbers::mean(split.mean, split.error),
        format!("{} to {}", end(split.p10), end(split.p90)),
        percent(1.0 - split.share),
        percent(split.share),
        percent(split.share_error),
    ]
}

fn percent(share: f64) -> String {
    format!("{} %", numbers::grouped(100.0 * share, 0))
}

/// The table for terminals.
pub(crate) fn text(answer: &CompareAnswer, width: usize) -> Option<String> {
    let grid = table(answer)?;
    let told = sentences(answer);
    let told: String =
        told.iter().map(|said| crate::text::wrap(said, width, "  ") + "\n").collect();
    let rows = crate::grid::Grid { heads: grid.heads, rows: grid.rows };
    Some(format!("{HEADING}\n{told}{}", rows.render(width)))
}

/// What stands beside the picture on a page.
pub(crate) fn parts(answer: &CompareAnswer) -> Vec<Part> {
    let told = sentences(answer);
    let table = table(answer).map(Part::Table);
    (!told.is_empty()).then_some(Part::List(told)).into_iter().chain(table).collect()
}

/// Shares of luck and ignorance in customers.
pub(crate) fn chart(answer: &CompareAnswer) -> Option<Chart> {
    let found = answer.ignorance.as_ref()?;
    let lines: Vec<Line<'_>> = lines(answer, found)
        .into_iter()
        .filter(|line| line.end(Id::Customers).is_some_and(|split| split.sd() > 0.0))
        .collect();
    let share = |line: &Line<'_>| line.end(Id::Customers).map_or(0.0, |split| split.share);
    let series = |name: &str, hue: Hue, of: &dyn Fn(f64) -> f64| Series {
        name: name.to_owned(),
        hue,
        points: lines
            .iter()
            .enumerate()
            .map(|(at, line)| Point::new(at as f64, of(share(line))))
            .collect(),
    };
    let told = lines.iter().map(|line| {
        format!(
            "{}: {} luck, {} not knowing",
            line.name,
            percent(1.0 - share(line)),
            percent(share(line))
        )
    });
    let mut y = Axis::numbers("share of the variance of customers", Measure::Share);
    y.limits = Some((0.0, 1.0));
    (!lines.is_empty()).then(|| Chart {
        name: "luck-and-ignorance".to_owned(),
        question: "Is the spread luck, or not knowing the numbers?".to_owned(),
        reading:
            "The first part of a bar would stay however well the numbers were known; the second \
                  would go if they were known."
                .to_owned(),
        alt: format!("{}.", told.collect::<Vec<_>>().join("; ")),
        x: Axis::names("plan", lines.iter().map(|line| line.name.clone()).collect()),
        y,
        drawing: Drawing::Bars(vec![
            series("luck", Hue::Quiet, &|share| 1.0 - share),
            series("not knowing the numbers", Hue::Nth(2), &|share| share),
        ]),
        marks: Vec::new(),
    })
}

/// Everything, for programs.
pub(crate) fn json(answer: &CompareAnswer) -> Option<Value> {
    let found = answer.ignorance.as_ref()?;
    let quarters = |quarters: &Vec<Vec<Split>>| {
        let row = |row: &Vec<Split>| {
            let named = found.metrics.iter().zip(row);
            Value::Object(
                named.map(|(metric, split)| (metric.name.clone(), split_json(split))).collect(),
            )
        };
        quarters.iter().map(row).collect::<Vec<Value>>()
    };
    let name = |at: usize| answer.strategies[at].name.clone();
    Some(json!({
        "draws": found.draws,
        "repetitions": found.repetitions,
        "numbers": found.numbers,
        "strategies": found.strategies.iter().enumerate().map(|(at, found)| json!({
            "strategy": name(at),
            "cumulative": quarters(found),
        })).collect::<Vec<Value>>(),
        "comparisons": found.comparisons.iter().map(|(at, found)| json!({
            "strategy": name(*at),
            "baseline": name(answer.baseline),
            "cumulative": quarters(found),
        })).collect::<Vec<Value>>(),
    }))
}

fn split_json(split: &Split) -> Value {
    json!({
        "mean": split.mean,
        "standard_error": split.error,
        "p10": split.p10,
        "p90": split.p90,
        "variance_by_luck": split.luck,
        "variance_by_ignorance": split.ignorance,
        "share_of_ignorance": split.share,
        "share_of_ignorance_standard_error": split.share_error,
    })
}
