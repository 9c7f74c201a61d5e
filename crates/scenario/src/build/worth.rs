//! How much money a run would have to add up.

use longview_engine::market::{Market, Segment, Team};
use longview_engine::plan::Horizon;
use longview_engine::units::WEEKS_PER_QUARTER;

use super::Site;
use super::part::Part;

/// Ten thousand billion: in cents, and squared over 10,000,000 replications, it still has whole sums.
const MOST: f64 = 1e13;
/// Hardly one deal in 20,000,000,000 lies so many standard deviations above the median.
const RARE: f64 = 6.5;

/// Reports deals that are worth more than can be added up.
pub(super) fn check(
    root: &Part<'_>,
    horizon: Option<&Horizon>,
    team: Option<&Team>,
    market: Option<&Market>,
    site: &mut Site<'_>,
) -> Option<()> {
    let (team, market, horizon) = (team?, market?, horizon?);
    let weeks = f64::from((horizon.quarters + horizon.run_out) * WEEKS_PER_QUARTER);
    let names = |one: &Segment| {
        f64::from(one.prospects) + one.arrivals.map_or(0.0, |new| new.mean.get() * weeks)
    };
    let all: f64 = market.segments.iter().map(|one| names(one) * mean(one)).sum();
    let all = all * f64::from(team.reps);
    let largest = market.segments.iter().map(largest).fold(0.0, f64::max);
    if all <= MOST && largest <= MOST {
        return None;
    }
    let found = if all > MOST {
        format!("deals worth {all:.0e} in all")
    } else {
        format!("single deals of up to {largest:.0e}")
    };
    let part = root.part("market")?;
    site.wrong(
        part.place("deal_value"),
        &part.path_of("deal_value"),
        &found,
        "at most 1e13, for one deal and for all together",
        "revenue is counted in whole cents: lower the median or the spread, or count in thousands",
    );
    Some(())
}

/// The mean of a log-normal.
fn mean(segment: &Segment) -> f64 {
    let sigma = segment.deal_value.sigma.get();
    segment.deal_value.median.as_units() * (sigma * sigma / 2.0).exp()
}

fn largest(segment: &Segment) -> f64 {
    segment.deal_value.median.as_units() * (segment.deal_value.sigma.get() * RARE).exp()
}
