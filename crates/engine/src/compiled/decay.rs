//! Goodwill and fatigue that fade.

use crate::units::WORKING_DAYS_PER_WEEK;

/// Exponential decay of one stock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decay {
    half_life_days: f64,
}

/// An amount of goodwill and one of fatigue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stocks {
    pub goodwill: f64,
    pub fatigue: f64,
}

/// How both stocks decay, tabulated for the whole working days that nearly all steps are.
#[derive(Debug, Clone)]
pub(crate) struct Fading {
    pub goodwill: Decay,
    pub fatigue: Decay,
    by_days: Vec<Stocks>,
}

/// Four years of working days; longer steps are computed.
const TABULATED_DAYS: u16 = 1040;

impl Decay {
    fn new(half_life_weeks: f64) -> Self {
        Self { half_life_days: half_life_weeks * f64::from(WORKING_DAYS_PER_WEEK) }
    }

    /// What is left of one after a time in working days.
    pub(crate) fn over(self, days: f64) -> f64 {
        (-days / self.half_life_days).exp2()
    }
}

impl Fading {
    pub(super) fn new(goodwill_half_life_weeks: f64, fatigue_half_life_weeks: f64) -> Self {
        let (goodwill, fatigue) =
            (Decay::new(goodwill_half_life_weeks), Decay::new(fatigue_half_life_weeks));
        let none = Self { goodwill, fatigue, by_days: Vec::new() };
        let by_days = (0..TABULATED_DAYS).map(|days| none.compute(days)).collect();
        Self { by_days, ..none }
    }

    /// What is left of one of each after so many working days.
    #[inline]
    pub(crate) fn over_days(&self, days: u16) -> Stocks {
        let tabulated = self.by_days.get(usize::from(days)).copied();
        tabulated.unwrap_or_else(|| self.compute(days))
    }

    fn compute(&self, days: u16) -> Stocks {
        let days = f64::from(days);
        Stocks { goodwill: self.goodwill.over(days), fatigue: self.fatigue.over(days) }
    }
}
