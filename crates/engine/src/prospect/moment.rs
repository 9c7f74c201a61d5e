//! When something happens, for the clocks that count it.

use super::NO_DAY;
use crate::tally::quarter_of;
use crate::units::WORKING_DAYS_PER_WEEK;

/// Working days by which sums of durations may be off: what is due on a morning has come then.
pub(crate) const ROUNDING_DAYS: f64 = 1e-9;

/// When something happens: in weeks, and in the quarter that counts it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub weeks: f64,
    pub quarter: usize,
    /// The working day whose work it is; none for what happens by itself.
    work_day: u16,
}

impl Moment {
    /// The start of a working day.
    pub(crate) fn of_day(day: u16) -> Self {
        Self {
            weeks: f64::from(day) / f64::from(WORKING_DAYS_PER_WEEK),
            quarter: crate::tally::quarter_of_day(day),
            work_day: day,
        }
    }

    /// Up to when, in weeks, things have happened by this moment. Twice the rounding, so that what is
    /// filed under a morning has come on it.
    pub(crate) fn until(&self) -> f64 {
        self.weeks + 2.0 * ROUNDING_DAYS / f64::from(WORKING_DAYS_PER_WEEK)
    }

    #[inline]
    pub(super) fn at(weeks: f64, quarters: usize) -> Self {
        Self { weeks, quarter: quarter_of(weeks, quarters), work_day: NO_DAY }
    }

    /// The working day that has begun, and the time since in working days, below one.
    pub(super) fn day_and_rest(&self) -> (u16, f64) {
        if self.work_day != NO_DAY {
            return (self.work_day, 0.0);
        }
        let days = self.weeks * f64::from(WORKING_DAYS_PER_WEEK);
        // What follows at once on work of a day must not fall before it by a rounding.
        let day = (days + ROUNDING_DAYS) as u16;
        (day, (days - f64::from(day)).max(0.0))
    }
}
