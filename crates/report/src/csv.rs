//! Tidy CSV: one number with its uncertainty per line, every line complete in itself.

use std::iter;

use longview_decide::answer::{CompareAnswer, ComparisonAnswer, Difference, StrategyAnswer};
use longview_decide::observed::Beside;
use longview_engine::estimate::Estimate;
use longview_engine::metric::Metric;

use crate::chart::{Figure, Figures};
use crate::json::{beside_unit_name, unit_name};
use crate::text::plain;
use crate::told::{DataTable, Datum};
use crate::{Explanation, Format};

/// CSV with a header line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Csv;

const COMPARE: [&str; 16] = [
    "kind",
    "strategy",
    "baseline",
    "quarter",
    "metric",
    "unit",
    "mean",
    "mcse",
    "p10",
    "p50",
    "p90",
    "probability_better",
    "probability_equal",
    "scenario",
    "seed",
    "replications",
];

const EXPLAIN: [&str; 9] =
    ["kind", "path", "unit", "best", "low", "high", "written", "source", "about"];

impl Format for Csv {
    fn compare(&self, answer: &CompareAnswer) -> String {
        let mut lines = Lines::new(&COMPARE);
        for strategy in &answer.strategies {
            levels(&mut lines, answer, strategy);
        }
        for comparison in &answer.comparisons {
            differences(&mut lines, answer, comparison);
        }
        for beside in &answer.observed {
            observed(&mut lines, answer, beside);
        }
        lines.finish()
    }

    fn explain(&self, explanation: &Explanation<'_>) -> String {
        let mut lines = Lines::new(&EXPLAIN);
        for knob in &explanation.scenario.knobs {
            let (low, high) = knob.interval.unzip();
            let source = knob.source.as_deref().unwrap_or("no source given");
            let numbers = [Some(knob.best), low, high].map(optional);
            let [best, low, high] = numbers;
            let texts = [&knob.path, knob.unit, &knob.written, source, knob.about].map(cell);
            let [path, unit, written, source, about] = texts;
            lines.push(["stated".into(), path, unit, best, low, high, written, source, about]);
        }
        realised(&mut lines, explanation);
        lines.finish()
    }
}

/// The figures of a chart, with a header line.
pub(crate) fn figures(figures: &Figures) -> String {
    let heads: Vec<String> = figures.heads.iter().map(|head| cell(head)).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut lines = Lines::new(&heads);
    for row in &figures.rows {
        lines.push(row.iter().map(|figure| match figure {
            Figure::Text(text) => cell(text),
            Figure::Number(number) => digit(*number),
            Figure::Empty => String::new(),
        }));
    }
    lines.finish()
}

/// A table, with a header line.
pub(crate) fn table(table: &DataTable) -> String {
    let heads: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let mut lines = Lines::new(&heads);
    for row in &table.rows {
        lines.push(row.iter().map(|datum| match datum {
            Datum::Nothing => String::new(),
            Datum::Text(text) => cell(text),
            Datum::Number(number) => digit(*number),
        }));
    }
    lines.finish()
}

/// A kind of line and what it is about; empty where it does not apply.
struct About<'a> {
    kind: &'static str,
    strategy: &'a str,
    baseline: &'a str,
    quarter: String,
}

/// The quarters, then the total, each with its name.
fn rows<'a, T>(quarters: &'a [Vec<T>], total: &'a [T]) -> impl Iterator<Item = (String, &'a [T])> {
    let numbered = quarters.iter().zip(1u32..).map(|(row, at)| (at.to_string(), row.as_slice()));
    numbered.chain([("total".to_owned(), total)])
}

fn levels(lines: &mut Lines, answer: &CompareAnswer, strategy: &StrategyAnswer) {
    let about = |kind, quarter| About { kind, strategy: &strategy.name, baseline: "", quarter };
    for (quarter, row) in rows(&strategy.quarters, &strategy.total) {
        for (metric, estimate) in answer.metrics.iter().zip(row) {
            let unit = unit_name(metric.unit);
            lines.estimate(
                answer,
                &about("level", quarter.clone()),
                (&metric.name, unit),
                estimate,
            );
        }
    }
    for stage in &strategy.stages {
        for (estimate, quarter) in stage.at_quarter_end.iter().zip(1u32..) {
            let about = about("stage", quarter.to_string());
            lines.estimate(answer, &about, (&stage.stage, "count"), estimate);
        }
    }
}

fn differences(lines: &mut Lines, answer: &CompareAnswer, found: &ComparisonAnswer) {
    let strategy = &answer.strategies[found.strategy].name;
    let baseline = &answer.strategies[found.baseline].name;
    let kinds: [(_, Vec<_>); 2] = [
        ("difference", rows(&found.quarters, &found.total).collect()),
        ("cumulative difference", rows(&found.cumulative, &[]).collect()),
    ];
    for (kind, rows) in kinds {
        for (quarter, row) in rows {
            let about = About { kind, strategy, baseline, quarter };
            for (metric, difference) in answer.metrics.iter().zip(row) {
                lines.difference(answer, &about, metric, difference);
            }
        }
    }
}

fn observed(lines: &mut Lines, answer: &CompareAnswer, found: &Beside) {
    let pairs = [
        ("observed", Some(found.observed), found.observed_error),
        ("simulated", found.simulated, found.simulated_error),
    ];
    for (kind, mean, mcse) in pairs {
        let about = About { kind, strategy: &found.strategy, baseline: "", quarter: String::new() };
        let mut numbers: [String; 7] = Default::default();
        [numbers[0], numbers[1]] = [mean, mcse].map(optional);
        let metric = (found.name.as_str(), beside_unit_name(found.unit));
        lines.push(line(answer, &about, metric, numbers));
    }
}

fn realised(lines: &mut Lines, explanation: &Explanation<'_>) {
    let mut push = |path: String, unit: &str, best: Option<f64>| {
        let given = ["realised".to_owned(), cell(&path), unit.to_owned(), optional(best)];
        lines.push(given.into_iter().chain(iter::repeat_n(String::new(), EXPLAIN.len() - 4)));
    };
    for fresh in &explanation.realised.fresh {
        let start = format!("fresh list.{}", fresh.activity);
        push(format!("{start}.reach"), "chance", fresh.reach.realised);
        for outcome in &fresh.outcomes {
            push(format!("{start}.{}", outcome.name), "share", outcome.realised);
        }
    }
    for found in &explanation.realised.strategies {
        let start = format!("strategy.{}", found.strategy);
        push(format!("{start}.conversations per dial"), "share", found.conversations_per_dial);
        for (outcome, share) in &found.outcomes {
            push(format!("{start}.{outcome}"), "share of conversations", Some(*share));
        }
    }
}

/// Lines of CSV under a header.
struct Lines {
    writer: csv::Writer<Vec<u8>>,
}

impl Lines {
    fn new(header: &[&str]) -> Self {
        let mut lines = Self { writer: csv::Writer::from_writer(Vec::new()) };
        lines.push(header);
        lines
    }

    fn push<T: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.writer.write_record(cells).expect("memory takes every line, and lines of one length");
    }

    fn estimate(
        &mut self,
        answer: &CompareAnswer,
        about: &About<'_>,
        metric: (&str, &str),
        estimate: &Estimate,
    ) {
        let [mean, mcse, p10, p50, p90] = digits(estimate);
        let numbers = [mean, mcse, p10, p50, p90, String::new(), String::new()];
        self.push(line(answer, about, metric, numbers));
    }

    fn difference(
        &mut self,
        answer: &CompareAnswer,
        about: &About<'_>,
        metric: &Metric,
        found: &Difference,
    ) {
        let [mean, mcse, p10, p50, p90] = digits(&found.difference);
        let chances = [found.probability_better, found.probability_equal].map(digit);
        let [better, equal] = chances;
        let metric = (metric.name.as_str(), unit_name(metric.unit));
        self.push(line(answer, about, metric, [mean, mcse, p10, p50, p90, better, equal]));
    }

    fn finish(self) -> String {
        let bytes = self.writer.into_inner().expect("memory can be flushed");
        String::from_utf8(bytes).expect("every cell was text")
    }
}

fn line(
    answer: &CompareAnswer,
    about: &About<'_>,
    (metric, unit): (&str, &str),
    numbers: [String; 7],
) -> [String; 16] {
    let [mean, mcse, p10, p50, p90, better, equal] = numbers;
    let [strategy, baseline, metric] = [about.strategy, about.baseline, metric].map(cell);
    let [kind, quarter] = [about.kind.to_owned(), about.quarter.clone()];
    let [seed, replications] = [answer.seed, answer.replications].map(|n| n.to_string());
    let (unit, hash) = (unit.to_owned(), cell(&answer.scenario.hash));
    [
        kind,
        strategy,
        baseline,
        quarter,
        metric,
        unit,
        mean,
        mcse,
        p10,
        p50,
        p90,
        better,
        equal,
        hash,
        seed,
        replications,
    ]
}

/// A text cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let text = plain(text);
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    if is_formula && text.parse::<f64>().is_err() { format!("'{text}") } else { text }
}

fn digits(estimate: &Estimate) -> [String; 5] {
    let Estimate { mean, mcse, p10, p50, p90 } = *estimate;
    [mean, mcse, p10, p50, p90].map(digit)
}

/// The shortest digits that read back as the same number; nought has no sign.
fn digit(value: f64) -> String {
    (value + 0.0).to_string()
}

fn optional(value: Option<f64>) -> String {
    value.map_or_else(String::new, digit)
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        let shown = ["=1+1", "+49 30", "-2+3", "@x", " =1", "a=b", "-0.5"].map(cell);
        assert_eq!(shown, ["'=1+1", "'+49 30", "'-2+3", "'@x", "' =1", "a=b", "-0.5"]);
    }
}
