//! Moments, working days and quarters.

pub(super) const DAYS_A_WEEK: usize = 5;
pub(super) const DAYS_A_QUARTER: usize = 65;
pub(super) const WEEKS_A_QUARTER: f64 = 13.0;

/// What falls on a moment is not missed for the last digit.
pub(super) const A_MOMENT: f64 = 1e-9;

/// The moment at which the work of a day happens.
pub(super) fn moment_of(day: usize) -> f64 {
    day as f64 / DAYS_A_WEEK as f64
}

/// A length of time in working days, rounded up; of a moment, the first working day at or after it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far below 2^52")]
pub(super) fn working_days(weeks: f64) -> usize {
    (DAYS_A_WEEK as f64 * weeks - 0.000_001).ceil() as usize
}

/// When something happens, and whether it follows on work.
#[derive(Clone, Copy)]
pub(super) enum When {
    /// At this moment, by itself.
    ByItself(f64),
    /// By the work of this day.
    ByWork(usize),
}

impl When {
    pub(super) fn moment(self) -> f64 {
        match self {
            Self::ByItself(moment) => moment,
            Self::ByWork(day) => moment_of(day),
        }
    }

    /// What happens by itself at a quarter's end belongs to the quarter that ends, work of that
    /// day to the next.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far below 2^52")]
    pub(super) fn quarter(self) -> usize {
        match self {
            Self::ByItself(moment) => {
                let begun = ((moment - A_MOMENT) / WEEKS_A_QUARTER).ceil();
                (begun - 1.0).max(0.0) as usize
            }
            Self::ByWork(day) => day / DAYS_A_QUARTER,
        }
    }

    /// The first morning that knows of it.
    pub(super) fn next_morning(self) -> usize {
        match self {
            Self::ByItself(moment) => working_days(moment),
            Self::ByWork(day) => day + 1,
        }
    }
}
