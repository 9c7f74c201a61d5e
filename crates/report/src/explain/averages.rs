//! The averages of a modest number of runs beside what the file says.

use longview_decide::explain::{Averages, FreshList, Realised, StatedAndRealised};

use crate::grid::Grid;
use crate::numbers::{grouped, percent, trimmed};
use crate::page::{Part, Section};
use crate::spoken;
use crate::text::{plain, wrap};

/// The heading of the chapter.
const TITLE: &str = "What comes out on average";

/// The chapter.
pub(super) fn text(realised: &Realised, width: usize) -> String {
    let underline = "-".repeat(TITLE.len());
    let mut parts =
        vec![format!("{TITLE}\n{underline}\n{}\n", wrap(&introduction(realised), width, ""))];
    let tables = tables(realised).into_iter();
    parts.extend(tables.map(|(title, grid)| format!("{title}\n{}", grid.render(width))));
    parts.push(format!("scenario {}\n", realised.scenario.hash));
    parts.join("\n")
}

/// The chapter as a part of a page.
pub(super) fn section(realised: &Realised) -> Section {
    let mut parts = vec![Part::Text(introduction(realised))];
    let tables = tables(realised).into_iter();
    parts.extend(tables.map(|(title, grid)| Part::Table(grid.with_caption(title))));
    Section { heading: TITLE.to_owned(), parts }
}

fn introduction(realised: &Realised) -> String {
    let runs = grouped(realised.replications as f64, 0);
    format!(
        "Over {runs} runs with seed {}. A fresh list is a quarter of that activity alone, nobody tried twice: its shares \
         should be close to the stated ones. Over a whole run the calls of every kind are counted together, by outcome name.",
        realised.seed
    )
}

/// Each table under its title.
fn tables(realised: &Realised) -> Vec<(String, Grid)> {
    let fresh = realised.fresh.iter().map(|fresh| {
        (
            format!("{}, stated and realised", spoken::activity(&fresh.activity)),
            beside(fresh, realised),
        )
    });
    let whole = (!realised.strategies.is_empty())
        .then(|| ("Whole runs".to_owned(), whole_runs(&realised.strategies)));
    fresh.chain(whole).collect()
}

fn or_none(share: Option<f64>) -> String {
    share.map_or_else(|| "none".to_owned(), percent)
}

/// Outcomes are counted for conversations only, so a letter has no rows for them.
fn beside(fresh: &FreshList, realised: &Realised) -> Grid {
    let has_outcomes = fresh.outcomes.iter().any(|outcome| outcome.realised.is_some());
    let plans = if has_outcomes { &realised.strategies[..] } else { &[] };
    let outcomes = if has_outcomes { &fresh.outcomes[..] } else { &[] };
    let reach = row("reached per attempt", &fresh.reach, plans, |plan| plan.conversations_per_dial);
    let outcomes = outcomes.iter().map(|outcome| {
        let label = format!("  {}", plain(&outcome.name));
        row(&label, outcome, plans, |plan| share_of(plan, &outcome.name))
    });
    let heads = ["stated", "fresh list"].map(str::to_owned).into_iter();
    Grid {
        heads: heads.chain(plans.iter().map(|plan| plain(&plan.strategy))).collect(),
        rows: [reach].into_iter().chain(outcomes).collect(),
    }
}

fn row(
    label: &str,
    pair: &StatedAndRealised,
    plans: &[Averages],
    of: impl Fn(&Averages) -> Option<f64>,
) -> (String, Vec<String>) {
    let first = [percent(pair.stated), or_none(pair.realised)].into_iter();
    (label.to_owned(), first.chain(plans.iter().map(|plan| or_none(of(plan)))).collect())
}

fn share_of(plan: &Averages, outcome: &str) -> Option<f64> {
    plan.outcomes.iter().find(|(name, _)| name == outcome).map(|(_, share)| *share)
}

fn whole_runs(plans: &[Averages]) -> Grid {
    let row = |label: &str, say: &dyn Fn(&Averages) -> String| {
        (label.to_owned(), plans.iter().map(say).collect::<Vec<_>>())
    };
    let several = |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |v| trimmed(v, 2));
    Grid {
        heads: plans.iter().map(|plan| plain(&plan.strategy)).collect(),
        rows: vec![
            row("dials in a run", &|plan| grouped(plan.dials, 0)),
            row("conversations in a run", &|plan| grouped(plan.conversations, 0)),
            row("conversations per dial", &|plan| or_none(plan.conversations_per_dial)),
            row("appointments per conversation", &|plan| {
                or_none(plan.appointments_per_conversation)
            }),
            row("meetings held per appointment", &|plan| or_none(plan.held_per_appointment)),
            row("customers per twelve conversations", &|plan| several(plan.customers_per_twelve)),
        ],
    }
}
