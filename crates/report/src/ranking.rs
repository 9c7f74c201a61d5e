//! How surely each of several plans is the best.

use longview_decide::answer::CompareAnswer;
use longview_decide::ranking::{Rank, Ranking};
use longview_engine::metric::Id;

use crate::grid::Grid;
use crate::text::plain;
use crate::{numbers, quarters};

/// The rankings that say something: there are at least two plans.
pub(crate) fn rankings(answer: &CompareAnswer) -> &[Ranking] {
    if answer.strategies.len() > 1 { &answer.rankings } else { &[] }
}

/// The ranking by customers.
fn by_customers(answer: &CompareAnswer) -> Option<&Ranking> {
    let name = Id::Customers.metric().name;
    rankings(answer).iter().find(|ranking| ranking.metric.name == name)
}

/// What the table shows.
pub(crate) fn caption(answer: &CompareAnswer) -> String {
    format!(
        "In how many of a hundred worlds each plan has brought the most customers by the end of the \
         quarter, ties shared out; and how many it lacks to the best of its world by Q{}, on average",
        answer.scenario.quarters
    )
}

/// A row per plan: how often it is best by each quarter, and its regret in the end.
pub(crate) fn grid(answer: &CompareAnswer) -> Option<Grid> {
    let ranking = by_customers(answer)?;
    let shown = quarters::shown(ranking.quarters.len());
    let mut heads: Vec<String> = shown.iter().map(|quarter| format!("Q{quarter}")).collect();
    heads.push("lacks".to_owned());
    let row = |(at, strategy): (usize, &longview_decide::answer::StrategyAnswer)| {
        let best =
            shown.iter().map(|quarter| numbers::hundredths(ranking.quarters[quarter - 1][at].best));
        let last = ranking.last()[at];
        let lacks = numbers::mean(last.regret, last.regret_error);
        (format!("  {}", plain(&strategy.name)), best.chain([lacks]).collect())
    };
    Some(Grid { heads, rows: answer.strategies.iter().enumerate().map(row).collect() })
}

/// Which plan is best most often, how surely, and what is at stake; for more than two plans.
pub(crate) fn sentence(answer: &CompareAnswer) -> Option<String> {
    if answer.strategies.len() <= 2 {
        return None;
    }
    let last = by_customers(answer)?.last();
    let best = |at: &usize| last[*at].best;
    let first = (0..last.len()).max_by(|a, b| best(a).total_cmp(&best(b)))?;
    let safest = (0..last.len()).min_by(|a, b| last[*a].regret.total_cmp(&last[*b].regret))?;
    let Rank { best, regret, regret_error, .. } = last[first];
    let name = |at: usize| plain(&answer.strategies[at].name);
    let told = format!(
        "Of the {} plans, {} brings the most customers by Q{} in {} worlds; it lacks {} to the best \
         of its world, on average.",
        last.len(),
        name(first),
        answer.scenario.quarters,
        numbers::of_worlds(best, answer.replications),
        numbers::mean(regret, regret_error)
    );
    let other = last[safest];
    Some(if safest == first {
        told
    } else {
        let lacks = numbers::mean(other.regret, other.regret_error);
        format!("{told} {} is best less often, but lacks least: {lacks}.", name(safest))
    })
}
