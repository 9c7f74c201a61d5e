//! Prospects that nobody works: every path is independent of all others, so each is followed from
//! birth to the end of the run in one go, without lists or calendars.

use crate::compiled::Compiled;
use crate::desk::Office;
use crate::plan::Rhythm;
use crate::prospect::{Life, Prospect, Slots};
use crate::rng::World;
use crate::roster;
use crate::tally::{Count, ROUNDING, Tally};
use crate::units::{WEEKS_PER_QUARTER, WORKING_DAYS_PER_QUARTER};
use crate::week::Week;

/// Whether a strategy leaves everything to the timers: nothing is done, and nothing that happens by
/// itself asks for a rep.
pub(crate) fn is_unattended(model: &Compiled, week: &Week) -> bool {
    let outcomes = model.timers.iter().flat_map(|timer| &timer.table.outcomes);
    let asks_for_rep = outcomes.into_iter().any(|o| o.lead || o.promise.is_some());
    let as_it_is =
        week.rhythm == Rhythm::Steady && week.departure.is_none() && week.energy.is_none();
    week.blocks.is_empty() && !asks_for_rep && as_it_is
}

/// Follows everybody to the end of the run.
pub(crate) fn follow(office: &Office, tally: &mut Tally, world: World, skill: f64) {
    let model = office.model;
    let end = f64::from(office.ledger.quarters as u32 * WEEKS_PER_QUARTER) + ROUNDING;
    let (mut counts, mut times) = (vec![0; model.count_slots], vec![0.0; model.time_slots]);
    let mut slots = Slots { counts: &mut counts, times: &mut times };
    let mut life = Life { model, ledger: office.ledger, tally, skill };
    for (segment, range) in roster::ranges(office.segments).enumerate() {
        life.tally.listed(0, model.start, i64::from(range.end - range.start));
        for id in range {
            let mut prospect = Prospect::coming(world.person(id), model.start, segment as u8);
            model.bear(&mut prospect, 0.0, &mut slots);
            life.advance(&mut prospect, &mut slots, end);
        }
    }
    follow_newcomers(office, &mut life, world, end, &mut slots);
    count_idle_days(office, life.tally);
}

fn follow_newcomers(office: &Office, life: &mut Life, world: World, end: f64, slots: &mut Slots) {
    let mut id: u32 = office.segments.iter().map(|segment| segment.prospects).sum();
    for week in 0..office.ledger.quarters as u32 * WEEKS_PER_QUARTER {
        for (at, segment) in office.segments.iter().enumerate() {
            let Some(arrivals) = &segment.arrivals else { continue };
            for _ in 0..roster::arrivals(arrivals, world, at, week) {
                life.tally.listed((week / WEEKS_PER_QUARTER) as usize, office.model.start, 1);
                let mut prospect = Prospect::coming(world.person(id), office.model.start, at as u8);
                office.model.bear(&mut prospect, f64::from(week), slots);
                life.advance(&mut prospect, slots, end);
                id += 1;
            }
        }
    }
}

/// Nobody works, so no day brings a lead.
fn count_idle_days(office: &Office, tally: &mut Tally) {
    let days = i64::from(WORKING_DAYS_PER_QUARTER);
    for quarter in 0..office.ledger.quarters {
        tally.count(quarter, Count::DaysWithoutLead, days);
        tally.set(quarter, Count::LongestDrySpell, days * (quarter as i64 + 1));
    }
}
