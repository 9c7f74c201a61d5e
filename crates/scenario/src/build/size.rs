//! How many people a run would have to keep in memory.

use longview_engine::market::{Arrivals, Market, Team};
use longview_engine::plan::Horizon;
use longview_engine::units::WEEKS_PER_QUARTER;

use super::Site;
use super::part::Part;
use crate::vocabulary::plainly;

/// So many people at most, all reps together, with those that arrive during the run.
const MOST: f64 = 20_000_000.0;

/// How many more than on average may arrive in the worst of all weeks: the mean of a week is Gamma,
/// and passes so many of its scales once in 500 million weeks.
fn beyond_the_mean(arrivals: &Arrivals) -> f64 {
    const SCALES: f64 = 20.0;
    arrivals.dispersion.map_or(0.0, |size| SCALES * arrivals.mean.get() / size.get())
}

/// Reports a scenario that is larger than a computer bears.
pub(super) fn check(
    root: &Part<'_>,
    horizon: Option<&Horizon>,
    team: Option<&Team>,
    market: Option<&Market>,
    site: &mut Site<'_>,
) -> Option<()> {
    let (team, market, horizon) = (team?, market?, horizon?);
    let reps = f64::from(team.reps);
    let on_lists = reps * market.segments.iter().map(|one| f64::from(one.prospects)).sum::<f64>();
    let arrivals = || market.segments.iter().filter_map(|one| one.arrivals);
    let per_week: f64 = arrivals().map(|new| new.mean.get()).sum();
    let weeks = f64::from((horizon.quarters + horizon.run_out) * WEEKS_PER_QUARTER);
    let worst_weeks: f64 = arrivals().map(|new| beyond_the_mean(&new)).sum();
    let arriving = (reps * (per_week * weeks + worst_weeks)).round();
    if on_lists + arriving <= MOST {
        return None;
    }
    let (key, found) = if on_lists > MOST {
        ("prospects", format!("{} prospects ({} reps)", plainly(on_lists), team.reps))
    } else {
        let people = [on_lists, arriving].map(plainly);
        ("arrivals", format!("{} prospects and {} that arrive", people[0], people[1]))
    };
    let part = root.part("market")?;
    site.wrong(
        part.place(key),
        &part.path_of(key),
        &found,
        "at most 20,000,000 prospects of all reps together",
        "every name is simulated one by one and kept in memory: simulate fewer reps or names",
    );
    Some(())
}
