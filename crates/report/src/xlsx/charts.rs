//! Charts that Excel draws, and the sheet of figures that they stand on. Every text in them refers
//! to a cell or is our own: the library takes a text of a chart that begins with `=` for a formula.

use longview_decide::answer::{CompareAnswer, StrategyAnswer};
use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;
use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker, ChartMarkerType, ChartSeries,
    ChartSolidFill, ChartType, ColNum, RowNum, Workbook, Worksheet, XlsxError,
};

use crate::text::plain;
use crate::xlsx::sheet::Sheet;
use crate::xlsx::style::Look;

const FIGURES: &str = "Chart data";
/// Columns per strategy, in this order: average, low, high, high less low, then money.
const COLUMNS: [&str; 6] = [
    "average customers",
    "one world in ten has fewer",
    "one world in ten has more",
    "eight worlds of ten",
    "average revenue",
    "expected pipeline",
];
const REVENUE: usize = 4;
const PIPELINE: usize = 5;
/// The first row with figures; above it are names and heads.
const FIRST_ROW: RowNum = 2;

const WIDTH: u32 = 600;
const HEIGHT: u32 = 320;
/// Space between charts, in pixels.
const GAP: u32 = 20;
const ROW_HEIGHT: u32 = 20;

/// Colours that people tell apart who do not see all of them (Okabe and Ito 2008).
const COLOURS: [u32; 7] =
    [0x0000_72B2, 0x00D5_5E00, 0x0000_9E73, 0x00CC_79A7, 0x00E6_9F00, 0x0056_B4E9, 0x0000_0000];

/// Puts the charts into a sheet from this row on, two beside each other.
pub(super) fn insert(
    sheet: &mut Worksheet,
    first: RowNum,
    answer: &CompareAnswer,
) -> Result<(), XlsxError> {
    let most = highest(answer);
    let customers = answer.strategies.iter().enumerate().map(|(at, strategy)| {
        let mut chart = customers(answer, at, most);
        chart.set_alt_text(customers_in_words(strategy));
        chart
    });
    let charts = customers.chain([revenue(answer), pipeline(answer)]);
    for (at, mut chart) in (0u32..).zip(charts) {
        chart.set_width(WIDTH).set_height(HEIGHT);
        let row = first + at / 2 * (HEIGHT + GAP).div_ceil(ROW_HEIGHT);
        sheet.insert_chart_with_offset(row, 0, &chart, at % 2 * (WIDTH + GAP), 0)?;
    }
    Ok(())
}

/// Writes the sheet that the charts stand on.
pub(super) fn write_figures(book: &mut Workbook, answer: &CompareAnswer) -> Result<(), XlsxError> {
    let names = answer.strategies.iter().flat_map(|strategy| {
        let rest = vec![String::new(); COLUMNS.len() - 1];
        [plain(&strategy.name)].into_iter().chain(rest)
    });
    let names: Vec<String> = [String::new()].into_iter().chain(names).collect();
    let mut sheet = Sheet::new(book, FIGURES, &names)?;
    let mut heads = sheet.row();
    heads.text("quarter")?;
    for _ in &answer.strategies {
        COLUMNS.iter().try_for_each(|head| heads.text(head))?;
    }
    for quarter in 0..answer.scenario.quarters as usize {
        let mut row = sheet.row();
        row.text(&format!("Q{}", quarter + 1))?;
        for strategy in &answer.strategies {
            let [customers, revenue, pipeline] = [Id::Customers, Id::Revenue, Id::Pipeline]
                .map(|id| &strategy.quarters[quarter][id as usize]);
            row.number(customers.mean, Look::of_mean(customers))?;
            let Estimate { p10, p90, .. } = *customers;
            for figure in [p10, p90, p90 - p10] {
                row.number(figure, Look::Decimals(0))?;
            }
            for money in [revenue, pipeline] {
                row.number(money.mean, Look::of_mean(money))?;
            }
        }
    }
    sheet.finish_below(FIRST_ROW, 1)
}

/// The largest figure of any plan: charts beside each other have the same scale.
fn highest(answer: &CompareAnswer) -> f64 {
    let quarters = answer.strategies.iter().flat_map(|strategy| &strategy.quarters);
    let customers = quarters.map(|row| &row[Id::Customers as usize]);
    customers.map(|found| found.p90.max(found.mean)).fold(1.0, f64::max).ceil()
}

/// A plan's customers by quarter: the average in a band of eight worlds of ten.
fn customers(answer: &CompareAnswer, strategy: usize, most: f64) -> Chart {
    let mut chart = Chart::new(ChartType::AreaStacked);
    let quarters = answer.scenario.quarters;
    let column = |at: usize| column(strategy, at);
    for at in [1, 3] {
        let series = chart.add_series();
        series.set_categories(cells(0, quarters)).set_values(cells(column(at), quarters));
        series.set_name((FIGURES, 1, column(at)));
        series.set_format(&mut if at == 1 { unseen() } else { band(colour(strategy)) });
    }
    let mut line = Chart::new(ChartType::Line);
    let series = line.add_series();
    series.set_categories(cells(0, quarters)).set_values(cells(column(0), quarters));
    series.set_name((FIGURES, 1, column(0)));
    draw(series, colour(strategy));
    chart.combine(&line);
    chart.title().set_name((FIGURES, 0, column(0)));
    chart.y_axis().set_name("customers by quarter").set_min(0).set_max(most);
    chart.legend().set_position(ChartLegendPosition::Bottom).delete_entries(&[0]);
    chart
}

/// What every plan sells.
fn revenue(answer: &CompareAnswer) -> Chart {
    let mut chart = lines(answer, REVENUE);
    let currency = plain(&answer.scenario.currency);
    chart.title().set_name("Revenue by quarter");
    chart.y_axis().set_name(&format!("average revenue, {currency}"));
    chart.set_alt_text(
        "Average revenue of each quarter, a line per plan; the figures are in the sheet Chart data.",
    );
    chart
}

/// What every plan's conversations will bring later.
fn pipeline(answer: &CompareAnswer) -> Chart {
    let mut chart = lines(answer, PIPELINE);
    let currency = plain(&answer.scenario.currency);
    chart.title().set_name("Expected pipeline at the quarter's end");
    chart.y_axis().set_name(&format!("revenue to come, {currency}"));
    chart.set_alt_text(
        "Average revenue that prospects first reached by each quarter's end bring later, a line per plan; the figures are in the sheet Chart data.",
    );
    chart
}

/// A line per plan of the figures at this place among [`COLUMNS`].
fn lines(answer: &CompareAnswer, at: usize) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    let quarters = answer.scenario.quarters;
    for strategy in 0..answer.strategies.len() {
        let series = chart.add_series();
        let values = cells(column(strategy, at), quarters);
        series.set_categories(cells(0, quarters)).set_values(values);
        series.set_name((FIGURES, 0, column(strategy, 0)));
        draw(series, colour(strategy));
    }
    chart.y_axis().set_min(0).set_num_format("#,##0");
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart
}

fn customers_in_words(strategy: &StrategyAnswer) -> String {
    let told = (1..).zip(&strategy.quarters).map(|(quarter, row)| {
        let found = &row[Id::Customers as usize];
        format!("Q{quarter} {:.1} ({:.0} to {:.0})", found.mean, found.p10, found.p90)
    });
    let told: Vec<String> = told.collect();
    format!(
        "Customers by quarter of the plan {}, average and range in eight worlds of ten: {}.",
        plain(&strategy.name),
        told.join(", ")
    )
}

/// A column of the figures by strategy and place among [`COLUMNS`].
fn column(strategy: usize, at: usize) -> ColNum {
    ColNum::try_from(1 + strategy * COLUMNS.len() + at).unwrap_or(ColNum::MAX)
}

fn cells(column: ColNum, quarters: u32) -> (&'static str, RowNum, ColNum, RowNum, ColNum) {
    (FIGURES, FIRST_ROW, column, FIRST_ROW + quarters.saturating_sub(1), column)
}

fn colour(strategy: usize) -> u32 {
    COLOURS[strategy % COLOURS.len()]
}

fn unseen() -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_no_fill().set_no_line();
    format
}

fn band(colour: u32) -> ChartFormat {
    const TRANSPARENCY: u8 = 75;
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(colour).set_transparency(TRANSPARENCY));
    format.set_no_line();
    format
}

fn draw(series: &mut ChartSeries, colour: u32) {
    const WIDTH: f64 = 2.25;
    let mut line = ChartLine::new();
    line.set_color(colour).set_width(WIDTH);
    let mut marker = ChartFormat::new();
    marker.set_solid_fill(ChartSolidFill::new().set_color(colour)).set_no_line();
    series.set_format(ChartFormat::new().set_line(&line));
    series.set_marker(
        ChartMarker::new().set_type(ChartMarkerType::Circle).set_size(6).set_format(&mut marker),
    );
}
