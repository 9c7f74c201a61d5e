//! A workbook: what the answer says with its charts, then a sheet per table with every number.

use longview_decide::answer::CompareAnswer;
use longview_engine::metric::Over;
use longview_scenario::Scenario;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::Explanation;
use crate::tidy::{self, Run};
use crate::told::Told;
use crate::xlsx::sheet::Sheet;
use crate::xlsx::style::Look;

mod answer;
mod charts;
mod sheet;
mod style;
mod summary;
mod table;

/// A comparison as an Excel workbook.
pub fn compare(scenario: &Scenario, answer: &CompareAnswer) -> Vec<u8> {
    whole(comparison(scenario, answer))
}

/// The model said back as an Excel workbook.
pub fn explain(explanation: &Explanation<'_>) -> Vec<u8> {
    whole(explained(explanation))
}

/// Any answer as an Excel workbook: what it says, then a sheet per table.
pub(crate) fn told(told: &Told) -> Vec<u8> {
    whole(in_sheets(told))
}

fn whole(written: Result<Vec<u8>, XlsxError>) -> Vec<u8> {
    written.expect("sheets are cut to the size that a workbook takes")
}

/// The kinds of lines that have a sheet, and its name.
const SHEETS: [(&str, &[&str]); 8] = [
    ("Levels", &["level"]),
    ("Stages", &["stage"]),
    ("Energy", &["energy"]),
    ("Largest customers", &["largest customers", "largest customers by chance"]),
    ("Differences", &["difference"]),
    ("Differences so far", &["cumulative difference"]),
    ("Ranking", &["probability best", "expected regret"]),
    ("Observed", &["observed", "simulated"]),
];

fn comparison(scenario: &Scenario, answer: &CompareAnswer) -> Result<Vec<u8>, XlsxError> {
    let mut book = book(&scenario.title)?;
    summary::write(&mut book, answer)?;
    plans(&mut book, answer)?;
    let tidy = tidy::compare(answer);
    for (name, kinds) in SHEETS {
        table::write(&mut book, name, &tidy, kinds, &answer.scenario.currency)?;
    }
    let run = Run { seed: answer.seed, replications: answer.replications };
    assumptions(&mut book, scenario, run)?;
    charts::write_figures(&mut book, answer)?;
    book.save_to_buffer()
}

fn explained(explanation: &Explanation<'_>) -> Result<Vec<u8>, XlsxError> {
    let Explanation { scenario, realised } = *explanation;
    let mut book = book(&scenario.title)?;
    let run = Run { seed: realised.seed, replications: realised.replications };
    assumptions(&mut book, scenario, run)?;
    let tidy = tidy::explain(explanation);
    table::write(&mut book, "Averages", &tidy, &["realised"], &scenario.economics.currency)?;
    book.save_to_buffer()
}

fn in_sheets(told: &Told) -> Result<Vec<u8>, XlsxError> {
    let mut book = book(&told.page.question)?;
    answer::write(&mut book, told)?;
    book.save_to_buffer()
}

/// Every number that the answer rests on.
fn assumptions(book: &mut Workbook, scenario: &Scenario, run: Run) -> Result<(), XlsxError> {
    let tidy = tidy::assumptions(scenario, run);
    table::write(book, "Assumptions", &tidy, &["run", "stated"], &scenario.economics.currency)
}

/// Without a date of its own, a workbook would differ from one second to the next.
fn book(title: &str) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(style::safe(title))
        .set_author("longview")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    Ok(book)
}

/// The averages of every plan, quarters side by side.
fn plans(book: &mut Workbook, answer: &CompareAnswer) -> Result<(), XlsxError> {
    let quarters = answer.scenario.quarters;
    let mut heads: Vec<String> = ["strategy", "metric", "unit"].map(str::to_owned).into();
    heads.extend((1..=quarters).map(|quarter| format!("Q{quarter}")));
    heads.push("total".to_owned());
    let mut sheet = Sheet::new(book, "Plans", &heads)?;
    for strategy in &answer.strategies {
        for (at, metric) in answer.metrics.iter().enumerate() {
            let unit = style::unit(metric.unit, &answer.scenario.currency);
            let mut row = sheet.row();
            for text in [&strategy.name, &metric.name, &unit] {
                row.text(text)?;
            }
            for estimate in strategy.quarters.iter().map(|quarter| &quarter[at]) {
                row.number(estimate.mean, Look::of_mean(estimate))?;
            }
            // A stock at its quarter's end has no total.
            if metric.over == Over::Flow {
                let total = &strategy.total[at];
                row.number(total.mean, Look::of_mean(total))?;
            }
        }
    }
    sheet.finish(3)
}
