//! Rows of the quarters' tables: which metrics, under which words, with which digits.

use longview_decide::answer::{CompareAnswer, ComparisonAnswer, Difference, StrategyAnswer};
use longview_decide::observed::{Beside, BesideUnit};
use longview_engine::estimate::Estimate;
use longview_engine::metric::{Id, Metric, Over, Unit};

use crate::grid::Grid;
use crate::text::plain;
use crate::{numbers, quarters};

/// Where the counts of conversations by outcome stand among the metrics.
pub(crate) const BY_OUTCOME: &str = "conversations_by_outcome.";

/// The metrics that a coach reads before the outcomes of conversations ...
const BEFORE_OUTCOMES: [(Id, &str); 4] = [
    (Id::Attempts, "attempts of all kinds"),
    (Id::Dials, "dials"),
    (Id::Replies, "replies to letters"),
    (Id::Contacts, "conversations"),
];

/// ... and after them, in this order.
const AFTER_OUTCOMES: [(Id, &str); 17] = [
    (Id::Leads, "leads"),
    (Id::Appointments, "appointments"),
    (Id::MeetingsHeld, "meetings held"),
    (Id::Asks, "asks for the sale"),
    (Id::AsksAccepted, "  accepted"),
    (Id::Customers, "customers"),
    (Id::Revenue, "revenue"),
    (Id::Pipeline, "expected pipeline"),
    (Id::Hours, "hours spent"),
    (Id::ActionHours, "  in action"),
    (Id::MotionHours, "  in motion"),
    (Id::IdleHours, "hours idle"),
    (Id::PromisesMade, "promises made"),
    (Id::PromisesKept, "promises kept"),
    (Id::PromisesOverdue, "promises overdue"),
    (Id::OptOuts, "opt-outs"),
    (Id::DaysWithoutLead, "days without a lead"),
];

/// Below this a typical count says little, and the average is shown.
const SELDOM: f64 = 5.0;

/// Ranges up to this share of the typical value are left out.
const NARROW: f64 = 0.04;

/// A metric as a row.
struct Row {
    metric: usize,
    label: String,
    seldom: bool,
}

/// The quarters of one strategy. Every strategy of an answer has the same rows.
pub(crate) fn grid(answer: &CompareAnswer, strategy: &StrategyAnswer) -> Grid {
    let shown = quarters::shown(strategy.quarters.len());
    let mut heads: Vec<String> = shown.iter().map(|quarter| format!("Q{quarter}")).collect();
    heads.push("total".to_owned());
    let rows = rows(answer).into_iter().map(|row| {
        let unit = answer.metrics[row.metric].unit;
        let quarters = shown.iter().map(|quarter| &strategy.quarters[quarter - 1][row.metric]);
        let mut cells: Vec<String> =
            quarters.map(|estimate| cell(estimate, unit, row.seldom)).collect();
        cells.push(total(strategy, &answer.metrics[row.metric], &row));
        (row.label, cells)
    });
    Grid { heads, rows: rows.collect() }
}

/// A stock at its quarter's end has no total.
fn total(strategy: &StrategyAnswer, metric: &Metric, row: &Row) -> String {
    match metric.over {
        Over::Flow => cell(&strategy.total[row.metric], metric.unit, row.seldom),
        Over::Stock | Over::Longest => String::new(),
    }
}

fn rows(answer: &CompareAnswer) -> Vec<Row> {
    let named = |(id, label): &(Id, &str)| (*id as usize, (*label).to_owned());
    let outcomes = answer.metrics.iter().enumerate().filter_map(|(at, metric)| {
        let outcome = metric.name.strip_prefix(BY_OUTCOME)?;
        Some((at, format!("  {}", plain(outcome))))
    });
    BEFORE_OUTCOMES
        .iter()
        .map(named)
        .chain(outcomes)
        .chain(AFTER_OUTCOMES.iter().map(named))
        .filter(|(metric, _)| is_told(answer, *metric))
        .map(|(metric, label)| {
            let seldom = is_seldom(answer, metric);
            let label = if seldom { format!("{label} *") } else { label };
            Row { metric, label, seldom }
        })
        .collect()
}

/// Whether the row says anything: not nought throughout, and not only another row again.
fn is_told(answer: &CompareAnswer, metric: usize) -> bool {
    let is_dials_again = metric == Id::Attempts as usize
        && answer
            .strategies
            .iter()
            .all(|found| found.total[metric] == found.total[Id::Dials as usize]);
    let is_about_leads = metric == Id::DaysWithoutLead as usize;
    let has_leads = of_all(answer, Id::Leads as usize).any(|estimate| estimate.mean > 0.0);
    !is_dials_again
        && (has_leads || !is_about_leads)
        && of_all(answer, metric).any(|estimate| estimate.mean > 0.0)
}

fn is_seldom(answer: &CompareAnswer, metric: usize) -> bool {
    let happens = of_all(answer, metric).filter(|estimate| estimate.mean > 0.0);
    let mut typical = happens.map(|estimate| estimate.p50);
    match answer.metrics[metric].unit {
        Unit::Count => typical.any(|count| count < SELDOM),
        Unit::Money => typical.any(|amount| amount <= 0.0),
        Unit::Hours | Unit::Days => false,
    }
}

fn of_all(answer: &CompareAnswer, metric: usize) -> impl Iterator<Item = &Estimate> {
    answer
        .strategies
        .iter()
        .flat_map(move |found| found.quarters.iter().map(move |row| &row[metric]))
}

fn cell(estimate: &Estimate, unit: Unit, seldom: bool) -> String {
    let figure = if seldom {
        numbers::short_mean(estimate)
    } else {
        numbers::short_value(estimate.p50, unit)
    };
    with_range(figure, estimate, unit)
}

/// The range under the figure, unless there is none.
fn with_range(figure: String, estimate: &Estimate, unit: Unit) -> String {
    let [low, high] = [estimate.p10, estimate.p90].map(|end| numbers::shorter_value(end, unit));
    if low == high || is_narrow(estimate) {
        figure
    } else if estimate.p10 < 0.0 {
        format!("{figure}\n{low} to {high}")
    } else {
        format!("{figure}\n{low}–{high}")
    }
}

/// A range within a few percent of the typical value says nothing that the digits do not.
fn is_narrow(estimate: &Estimate) -> bool {
    estimate.p90 - estimate.p10 <= NARROW * estimate.p50
}

/// A strategy less the baseline, from the start to each quarter's end.
pub(crate) fn differences(found: &ComparisonAnswer) -> Grid {
    let shown = quarters::shown(found.cumulative.len());
    let row = |id: Id, label: &str, say: &dyn Fn(&Difference) -> String| {
        let quarters = shown.iter().map(|quarter| &found.cumulative[quarter - 1][id as usize]);
        (label.to_owned(), quarters.map(say).collect::<Vec<_>>())
    };
    let average = |found: &Difference| signed(&found.difference);
    let with_range =
        |found: &Difference| with_range(signed(&found.difference), &found.difference, Unit::Count);
    let better = |found: &Difference| numbers::hundredths(found.probability_better);
    let equal = |found: &Difference| numbers::hundredths(found.probability_equal);
    Grid {
        heads: shown.iter().map(|quarter| format!("Q{quarter}")).collect(),
        rows: vec![
            row(Id::Customers, "customers", &with_range),
            row(Id::Customers, "  better in % of runs", &better),
            row(Id::Customers, "  equal in % of runs", &equal),
            row(Id::Revenue, "revenue", &average),
            row(Id::Pipeline, "expected pipeline", &average),
        ],
    }
}

fn signed(estimate: &Estimate) -> String {
    let mean = numbers::short_mean(estimate);
    let says_something = mean.contains(|digit: char| ('1'..='9').contains(&digit));
    if estimate.mean > 0.0 && says_something { format!("+{mean}") } else { mean }
}

/// What the table of observed figures shows.
pub(crate) const OBSERVED: &str =
    "Real figures beside the simulated ones; these are good to so much, nineteen times of twenty";

/// Observed figures beside the simulated ones.
pub(crate) fn observed(all: &[Beside]) -> Grid {
    let heads = ["observed", "simulated", "good to", "difference", "apart by"];
    let rows = all.iter().map(|beside| {
        let say = |value: Option<f64>| {
            value.map_or_else(|| "none".to_owned(), |value| figure(value, beside.unit))
        };
        let cells = vec![
            say(Some(beside.observed)),
            say(beside.simulated),
            good_to(beside),
            say(beside.difference()),
            apart(beside),
        ];
        (plain(&beside.name), cells)
    });
    Grid { heads: heads.map(str::to_owned).to_vec(), rows: rows.collect() }
}

/// Two standard errors of the simulated figure.
fn good_to(beside: &Beside) -> String {
    let wide = |error: f64| match beside.unit {
        BesideUnit::Share => format!("±{} %", numbers::standard_error(200.0 * error)),
        BesideUnit::Days => format!("±{} days", numbers::standard_error(2.0 * error)),
        BesideUnit::Ratio => format!("±{}", numbers::standard_error(2.0 * error)),
    };
    beside.simulated_error.map_or_else(String::new, wide)
}

fn figure(value: f64, unit: BesideUnit) -> String {
    match unit {
        BesideUnit::Share => format!("{} %", numbers::grouped(100.0 * value, 2)),
        BesideUnit::Days => format!("{} days", numbers::grouped(value, 2)),
        BesideUnit::Ratio => numbers::grouped(value, 3),
    }
}

/// How far apart: in standard errors where they are known, else in percent.
fn apart(beside: &Beside) -> String {
    match (beside.errors_apart(), beside.relative()) {
        (Some(errors), _) => format!("{} standard errors", numbers::grouped(errors.abs(), 1)),
        (None, Some(relative)) => format!("{} %", numbers::grouped(100.0 * relative.abs(), 1)),
        (None, None) => String::new(),
    }
}
