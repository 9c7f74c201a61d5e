//! Goodwill and fatigue that fade.

use crate::units::WORKING_DAYS_PER_WEEK;

/// Exponential decay, tabulated for the whole working days that nearly all steps are.
#[derive(Debug, Clone)]
pub(crate) struct Decay {
    half_life_days: f64,
    by_days: Vec<f64>,
}

/// Four years of working days; longer steps are computed.
const TABULATED_DAYS: usize = 1040;

impl Decay {
    pub(super) fn new(half_life_weeks: f64) -> Self {
        let half_life_days = half_life_weeks * f64::from(WORKING_DAYS_PER_WEEK);
        let by_days = (0..TABULATED_DAYS).map(|d| (-(d as f64) / half_life_days).exp2()).collect();
        Self { half_life_days, by_days }
    }

    /// What is left of one after so many working days.
    #[inline]
    pub(crate) fn over_days(&self, days: u16) -> f64 {
        match self.by_days.get(usize::from(days)) {
            Some(left) => *left,
            None => self.over(f64::from(days)),
        }
    }

    /// What is left of one after a time in working days that need not be whole.
    pub(crate) fn over(&self, days: f64) -> f64 {
        (-days / self.half_life_days).exp2()
    }
}
