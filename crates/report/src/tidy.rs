//! Answers as tidy tables: one number with its uncertainty per line, every line complete in itself.
//! CSV, workbooks and parquet files are the same tables, written differently.

use std::borrow::Cow;

use longview_decide::answer::{CompareAnswer, ComparisonAnswer, Difference, StrategyAnswer};
use longview_decide::ignorance::{Ignorance, Split};
use longview_decide::largest::Held;
use longview_decide::observed::Beside;
use longview_decide::ranking::Ranking;
use longview_engine::estimate::Estimate;
use longview_engine::metric::Metric;
use longview_scenario::Scenario;

use crate::json::{beside_unit_name, unit_name};
use crate::{Explanation, ranking};

/// A tidy table, column by column.
pub(crate) struct Tidy<'a> {
    pub(crate) columns: Vec<Column<'a>>,
}

impl Tidy<'_> {
    /// How many lines.
    pub(crate) fn lines(&self) -> usize {
        self.columns.first().map_or(0, |column| match &column.values {
            Values::Text(all) => all.len(),
            Values::Owned(all) => all.len(),
            Values::Number(all) => all.len(),
            Values::Count(all) => all.len(),
            Values::Quarter(all) => all.len(),
        })
    }

    /// The text of a line in the column of this name.
    pub(crate) fn text(&self, column: &str, line: usize) -> Option<&str> {
        match self.values(column)? {
            Values::Text(texts) => texts[line],
            Values::Owned(texts) => texts[line].as_deref(),
            Values::Number(_) | Values::Count(_) | Values::Quarter(_) => None,
        }
    }

    /// The number of a line in the column of this name.
    pub(crate) fn number(&self, column: &str, line: usize) -> Option<f64> {
        match self.values(column)? {
            Values::Number(numbers) => numbers[line],
            Values::Text(_) | Values::Owned(_) | Values::Count(_) | Values::Quarter(_) => None,
        }
    }

    fn values(&self, column: &str) -> Option<&Values<'_>> {
        self.columns.iter().find(|known| known.name == column).map(|column| &column.values)
    }
}

/// A column: every line has a value in it, or leaves it empty.
pub(crate) struct Column<'a> {
    pub(crate) name: &'static str,
    pub(crate) values: Values<'a>,
}

/// The values of a column.
pub(crate) enum Values<'a> {
    Text(Vec<Option<&'a str>>),
    Owned(Vec<Option<String>>),
    Number(Vec<Option<f64>>),
    Count(Vec<u64>),
    Quarter(Vec<Quarter>),
}

/// Which part of the horizon a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quarter {
    /// This quarter, counted from 1.
    At(u32),
    /// All of them.
    Total,
    /// It says nothing about quarters.
    Nowhere,
}

/// What one line of a comparison says; the chances are those of being better and of being equal.
struct Line<'a> {
    kind: &'static str,
    strategy: &'a str,
    baseline: Option<&'a str>,
    quarter: Quarter,
    metric: Cow<'a, str>,
    unit: &'static str,
    estimate: [Option<f64>; 5],
    chances: [Option<f64>; 2],
}

/// The names of an estimate's numbers, in the order of a [`Line`].
pub(crate) const ESTIMATE: [&str; 5] = ["mean", "mcse", "p10", "p50", "p90"];
const CHANCES: [&str; 2] = ["probability_better", "probability_equal"];

/// Every number of a comparison.
pub(crate) fn compare(answer: &CompareAnswer) -> Tidy<'_> {
    let mut lines = Vec::new();
    for strategy in &answer.strategies {
        lines.extend(levels(answer, strategy));
        lines.extend(stages(strategy));
        lines.extend(energy(strategy));
        lines.extend(strategy.largest.iter().map(|held| largest(&strategy.name, held)));
    }
    for comparison in &answer.comparisons {
        lines.extend(differences(answer, comparison));
    }
    let by_chance = answer.largest_by_chance.iter();
    lines.extend(by_chance.map(|held| Line { kind: BY_CHANCE, ..largest("", held) }));
    lines.extend(answer.observed.iter().flat_map(observed));
    lines.extend(ranking::rankings(answer).iter().flat_map(|found| ranks(answer, found)));
    lines.extend(answer.ignorance.iter().flat_map(|found| splits(answer, found)));
    columns(answer, &lines)
}

fn columns<'a>(answer: &'a CompareAnswer, lines: &[Line<'a>]) -> Tidy<'a> {
    let text = |name, of: fn(&Line<'a>) -> Option<&'a str>| Column {
        name,
        values: Values::Text(lines.iter().map(of).collect()),
    };
    let number = |name, of: &dyn Fn(&Line<'a>) -> Option<f64>| Column {
        name,
        values: Values::Number(lines.iter().map(|line| tidied(of(line))).collect()),
    };
    let metrics = lines.iter().map(|line| Some(line.metric.clone().into_owned())).collect();
    let quarters = Values::Quarter(lines.iter().map(|line| line.quarter).collect());
    let same = |name, count| Column { name, values: Values::Count(vec![count; lines.len()]) };
    let mut columns = vec![
        text("kind", |line| Some(line.kind)),
        text("strategy", |line| Some(line.strategy).filter(|name| !name.is_empty())),
        text("baseline", |line| line.baseline),
        Column { name: "quarter", values: quarters },
        Column { name: "metric", values: Values::Owned(metrics) },
        text("unit", |line| Some(line.unit)),
    ];
    let estimates = ESTIMATE.iter().enumerate();
    columns.extend(estimates.map(|(at, name)| number(name, &|line| line.estimate[at])));
    let chances = CHANCES.iter().enumerate();
    columns.extend(chances.map(|(at, name)| number(name, &|line| line.chances[at])));
    let hash = vec![Some(answer.scenario.hash.as_str()); lines.len()];
    columns.extend([
        Column { name: "scenario", values: Values::Text(hash) },
        same("seed", answer.seed),
        same("replications", answer.replications),
    ]);
    Tidy { columns }
}

/// The quarters, then the total, each with its name.
fn rows<'a, T>(quarters: &'a [Vec<T>], total: &'a [T]) -> impl Iterator<Item = (Quarter, &'a T)> {
    let numbered = quarters.iter().zip(1u32..).map(|(row, at)| (Quarter::At(at), row.as_slice()));
    let all = numbered.chain([(Quarter::Total, total)]);
    all.flat_map(|(quarter, row)| row.iter().map(move |found| (quarter, found)))
}

fn levels<'a>(
    answer: &'a CompareAnswer,
    strategy: &'a StrategyAnswer,
) -> impl Iterator<Item = Line<'a>> {
    let found = rows(&strategy.quarters, &strategy.total).zip(answer.metrics.iter().cycle());
    found.map(|((quarter, estimate), metric)| Line {
        kind: "level",
        strategy: &strategy.name,
        baseline: None,
        quarter,
        metric: metric.name.as_str().into(),
        unit: unit_name(metric.unit),
        estimate: numbers(estimate),
        chances: [None; 2],
    })
}

fn stages(strategy: &StrategyAnswer) -> impl Iterator<Item = Line<'_>> {
    strategy.stages.iter().flat_map(|stage| {
        stage.at_quarter_end.iter().zip(1u32..).map(|(estimate, quarter)| Line {
            kind: "stage",
            strategy: &strategy.name,
            baseline: None,
            quarter: Quarter::At(quarter),
            metric: stage.stage.as_str().into(),
            unit: "count",
            estimate: numbers(estimate),
            chances: [None; 2],
        })
    })
}

fn energy(strategy: &StrategyAnswer) -> impl Iterator<Item = Line<'_>> {
    strategy.energy.iter().zip(1u32..).map(|(estimate, quarter)| Line {
        kind: "energy",
        strategy: &strategy.name,
        baseline: None,
        quarter: Quarter::At(quarter),
        metric: "energy".into(),
        unit: "share",
        estimate: numbers(estimate),
        chances: [None; 2],
    })
}

/// What the largest customers would hold by chance is that of no plan.
const BY_CHANCE: &str = "largest customers by chance";

/// What the largest customers hold, in a line per share of the customers.
fn largest<'a>(strategy: &'a str, held: &Held) -> Line<'a> {
    Line {
        kind: "largest customers",
        strategy,
        baseline: None,
        quarter: Quarter::Total,
        metric: format!("revenue_share_of_largest_{:.0}_percent", 100.0 * held.customers).into(),
        unit: "share",
        estimate: [Some(held.revenue), None, None, None, None],
        chances: [None; 2],
    }
}

fn differences<'a>(
    answer: &'a CompareAnswer,
    found: &'a ComparisonAnswer,
) -> impl Iterator<Item = Line<'a>> {
    let line = |kind, ((quarter, found_at), metric): ((Quarter, &Difference), &'a _)| {
        difference(answer, found, (kind, quarter, metric), found_at)
    };
    let metrics = || answer.metrics.iter().cycle();
    let by_quarter = rows(&found.quarters, &found.total).zip(metrics());
    let so_far = rows(&found.cumulative, &[]).zip(metrics());
    let by_quarter = by_quarter.map(move |row| line("difference", row));
    by_quarter.chain(so_far.map(move |row| line("cumulative difference", row)))
}

fn difference<'a>(
    answer: &'a CompareAnswer,
    comparison: &ComparisonAnswer,
    (kind, quarter, metric): (&'static str, Quarter, &'a Metric),
    found: &Difference,
) -> Line<'a> {
    Line {
        kind,
        strategy: &answer.strategies[comparison.strategy].name,
        baseline: Some(&answer.strategies[comparison.baseline].name),
        quarter,
        metric: metric.name.as_str().into(),
        unit: unit_name(metric.unit),
        estimate: numbers(&found.difference),
        chances: [Some(found.probability_better), Some(found.probability_equal)],
    }
}

fn observed(found: &Beside) -> [Line<'_>; 2] {
    let line = |kind, mean, mcse| Line {
        kind,
        strategy: &found.strategy,
        baseline: None,
        quarter: Quarter::Nowhere,
        metric: found.name.as_str().into(),
        unit: beside_unit_name(found.unit),
        estimate: [mean, mcse, None, None, None],
        chances: [None; 2],
    };
    [
        line("observed", Some(found.observed), found.observed_error),
        line("simulated", found.simulated, found.simulated_error),
    ]
}

fn ranks<'a>(answer: &'a CompareAnswer, found: &'a Ranking) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for (row, quarter) in found.quarters.iter().zip(1u32..) {
        for (strategy, rank) in answer.strategies.iter().zip(row) {
            let line = |kind, unit, mean, mcse| Line {
                kind,
                strategy: &strategy.name,
                baseline: None,
                quarter: Quarter::At(quarter),
                metric: found.metric.name.as_str().into(),
                unit,
                estimate: [Some(mean), Some(mcse), None, None, None],
                chances: [None; 2],
            };
            let unit = unit_name(found.metric.unit);
            lines.push(line("probability best", "share", rank.best, rank.best_error));
            lines.push(line("expected regret", unit, rank.regret, rank.regret_error));
        }
    }
    lines
}

/// What varies by luck and by ignorance together, from the start to each quarter's end, and which
/// share of it is ignorance.
fn splits<'a>(answer: &'a CompareAnswer, found: &'a Ignorance) -> Vec<Line<'a>> {
    let name = |at: usize| answer.strategies[at].name.as_str();
    let baseline = Some(name(answer.baseline));
    let levels = found.strategies.iter().enumerate();
    let levels = levels.map(|(at, quarters)| (name(at), None, quarters));
    let less = found.comparisons.iter().map(|(at, quarters)| (name(*at), baseline, quarters));
    let all = levels.chain(less).flat_map(|(strategy, baseline, quarters)| {
        rows(quarters, &[]).zip(found.metrics.iter().cycle()).flat_map(
            move |((quarter, split), metric)| {
                let line = |kind, unit, estimate| Line {
                    kind,
                    strategy,
                    baseline,
                    quarter,
                    metric: Cow::Borrowed(metric.name.as_str()),
                    unit,
                    estimate,
                    chances: [None; 2],
                };
                let Split { mean, error, p10, p90, share, share_error, .. } = *split;
                let all = [Some(mean), Some(error), Some(p10), None, Some(p90)];
                let part = [Some(share), Some(share_error), None, None, None];
                [
                    line("luck and ignorance", unit_name(metric.unit), all),
                    line("share of ignorance", "share", part),
                ]
            },
        )
    });
    all.collect()
}

fn numbers(estimate: &Estimate) -> [Option<f64>; 5] {
    let Estimate { mean, mcse, p10, p50, p90 } = *estimate;
    [mean, mcse, p10, p50, p90].map(Some)
}

/// What is not a number is left empty, and nought has no sign.
fn tidied(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite()).map(|value| value + 0.0)
}

/// A number of a scenario, or an average that came out.
struct Said<'a> {
    kind: &'static str,
    path: String,
    unit: &'a str,
    numbers: [Option<f64>; 3],
    written: Option<String>,
    texts: [Option<&'a str>; 2],
}

/// What decides on the luck of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) seed: u64,
    pub(crate) replications: u64,
}

/// Every number of a scenario, then what it does on average.
pub(crate) fn explain<'a>(explanation: &Explanation<'a>) -> Tidy<'a> {
    let mut lines = stated(explanation.scenario);
    lines.extend(realised(explanation));
    said(&lines)
}

/// What one needs to know to get the same answer again, and every number of the scenario.
pub(crate) fn assumptions(scenario: &Scenario, run: Run) -> Tidy<'_> {
    let mut lines = of_run(scenario, run);
    lines.extend(stated(scenario));
    said(&lines)
}

fn said<'a>(lines: &[Said<'a>]) -> Tidy<'a> {
    let text = |name, of: &dyn Fn(&Said<'a>) -> Option<&'a str>| Column {
        name,
        values: Values::Text(lines.iter().map(of).collect()),
    };
    let owned = |name, of: &dyn Fn(&Said<'a>) -> Option<String>| Column {
        name,
        values: Values::Owned(lines.iter().map(of).collect()),
    };
    let number = |name, at: usize| Column {
        name,
        values: Values::Number(lines.iter().map(|line| tidied(line.numbers[at])).collect()),
    };
    Tidy {
        columns: vec![
            text("kind", &|line| Some(line.kind)),
            owned("path", &|line| Some(line.path.clone())),
            text("unit", &|line| Some(line.unit)),
            number("best", 0),
            number("low", 1),
            number("high", 2),
            owned("written", &|line| line.written.clone()),
            text("source", &|line| line.texts[0]),
            text("about", &|line| line.texts[1]),
        ],
    }
}

fn of_run(scenario: &Scenario, run: Run) -> Vec<Said<'_>> {
    let line = |path: &str, number: Option<u64>, written: String, about| Said {
        kind: "run",
        path: path.to_owned(),
        unit: "",
        numbers: [number.map(|number| number as f64), None, None],
        written: Some(written),
        texts: [None, Some(about)],
    };
    let count = |path, number: u64, about| line(path, Some(number), number.to_string(), about);
    let version = env!("CARGO_PKG_VERSION").to_owned();
    vec![
        line("scenario", None, scenario.hash.clone(), "equal where what runs is equal"),
        line("model", None, scenario.model_title.clone(), "what the scenario stands on"),
        count("seed", run.seed, "same seed, same answer"),
        count("replications", run.replications, "independent runs of the whole world"),
        line("longview", None, version, "the version of the program"),
    ]
}

fn stated(scenario: &Scenario) -> Vec<Said<'_>> {
    let knobs = scenario.knobs.iter().map(|knob| {
        let (low, high) = knob.interval.unzip();
        let source = knob.source.as_deref().unwrap_or("no source given");
        Said {
            kind: "stated",
            path: knob.path.clone(),
            unit: knob.unit,
            numbers: [Some(knob.best), low, high],
            written: Some(knob.written.clone()),
            texts: [Some(source), Some(knob.about)],
        }
    });
    knobs.collect()
}

fn realised<'a>(explanation: &Explanation<'a>) -> Vec<Said<'a>> {
    let mut lines = Vec::new();
    let mut push = |path, unit, best| {
        let numbers = [best, None, None];
        let (kind, written, texts) = ("realised", None, [None; 2]);
        lines.push(Said { kind, path, unit, numbers, written, texts });
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
    lines
}
