//! How sure an answer is: what was wanted, what was reached, and how well quantiles are known.

use longview_decide::answer::CompareAnswer;
use longview_decide::precision::{Interval, Quantiles, Sureness, Width};
use longview_engine::estimate::Estimate;
use longview_engine::metric::{Id, Unit};

use crate::numbers;
use crate::page::{Cells, Grid};
use crate::text::plain;

/// What was asked for, and whether it was reached; `None` where a number of runs was asked for.
pub(crate) fn sentence(answer: &CompareAnswer) -> Option<String> {
    let found = answer.sureness.as_ref()?;
    let made = numbers::grouped(answer.replications as f64, 0);
    let wanted = wanted(found);
    Some(if found.reached {
        format!("As sure as asked for: {wanted}, after {made} runs.")
    } else {
        format!(
            "Not as sure as asked for: {wanted}. After the {made} runs that were allowed, the least \
             sure of them is known to within {} {}. Ask for less, or allow more with --at-most.",
            numbers::standard_error(widest(found)),
            plain(&found.wanted.metric)
        )
    })
}

fn wanted(found: &Sureness) -> String {
    let metric = plain(&found.wanted.metric);
    let within = match found.wanted.width {
        Width::Share(share) => format!("{} of the level", numbers::percent(share)),
        Width::Amount(amount) => numbers::trimmed(amount, 4),
    };
    format!(
        "{metric} of every plan, and every difference, to within {within}, nineteen times of twenty"
    )
}

/// The widest half-width of all.
pub(crate) fn widest(found: &Sureness) -> f64 {
    found.levels.iter().chain(&found.differences).copied().fold(0.0, f64::max)
}

/// How well the typical run and the tenths at either end are known, over the horizon.
pub(crate) fn quantiles(answer: &CompareAnswer) -> Grid {
    let heads = ["one in ten is lower", "typical", "one in ten is higher"].map(str::to_owned);
    let shown = [(Id::Customers, "customers"), (Id::Revenue, "revenue")];
    let levels = answer.strategies.iter().flat_map(|found| {
        shown.map(|(id, what)| {
            let at = id as usize;
            row(&format!("{}, {what}", found.name), id, &found.total[at], &found.intervals[at])
        })
    });
    let differences = answer.comparisons.iter().flat_map(|found| {
        let [strategy, baseline] =
            [found.strategy, found.baseline].map(|at| &answer.strategies[at].name);
        shown.map(|(id, what)| {
            let at = id as usize;
            let name = format!("{strategy} less {baseline}, {what}");
            row(&name, id, &found.total[at].difference, &found.intervals[at])
        })
    });
    Grid {
        caption: format!(
            "Typical figures by Q{} and the range in which each lies, nineteen times of twenty",
            answer.scenario.quarters
        ),
        corner: "plan".to_owned(),
        heads: heads.to_vec(),
        rows: levels.chain(differences).collect(),
        cells: Cells::Numbers,
    }
}

fn row(name: &str, id: Id, found: &Estimate, known: &Quantiles) -> (String, Vec<String>) {
    let unit = id.metric().unit;
    let values = [found.p10, found.p50, found.p90];
    let cells = values.iter().zip(known).map(|(value, known)| cell(*value, *known, unit));
    (name.to_owned(), cells.collect())
}

fn cell(value: f64, known: Interval, unit: Unit) -> String {
    let say = |value: f64| numbers::short_value(value, unit);
    match (known.low, known.high) {
        (Some(low), Some(high)) => format!("{}\n{} to {}", say(value), say(low), say(high)),
        (Some(low), None) => format!("{}\nfrom {}", say(value), say(low)),
        (None, Some(high)) => format!("{}\nup to {}", say(value), say(high)),
        (None, None) => say(value),
    }
}
