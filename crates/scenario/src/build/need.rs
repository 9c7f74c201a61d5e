//! When prospects need what we sell, and whether they call.

use longview_engine::model::{CallsUs, Need};

use super::Site;
use super::names::Names;
use super::outcomes::by_stage;
use super::part::Part;

/// The need clock.
pub(super) fn need(
    part: &Part<'_>,
    open: &[bool],
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Need> {
    let calls_us = part.part("calls_us").map(|part| calls_us(&part, open, names, site));
    let lost_to = part.text("lost_to").map(|word| names.stage(&word, site));
    Some(Need {
        out_of_market: part.weeks("out_of_market")?,
        in_market: part.weeks("in_market")?,
        bought_elsewhere: part.chance("bought_elsewhere")?,
        lost_to: lost_to.flatten()?,
        calls_us: calls_us.flatten(),
    })
}

fn calls_us(
    part: &Part<'_>,
    open: &[bool],
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<CallsUs> {
    let tables = by_stage(part, open, names, site);
    Some(CallsUs { at_most: part.chance("at_most")?, half_at: part.positive("half_at")?, tables })
}
