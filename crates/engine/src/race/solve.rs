//! The exact law of the earliest of several delays.

use crate::smooth::Smooth;

/// Independent delays of which the earliest counts.
#[derive(Debug, Clone)]
pub(super) struct Rivals(Vec<Smooth>);

/// How things stand at a quantile of the earliest.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub weeks: f64,
    /// Weeks per probability.
    slope: f64,
    /// Chance that it is among the first one, two, ... of the laws, and its slope per probability.
    shares: Vec<(f64, f64)>,
}

impl Standing {
    /// Value and slope of the delay in a cell of this width.
    pub(super) fn delay(&self, width: f64) -> (f64, f64) {
        (self.weeks, self.slope * width)
    }

    /// Value and slope of a share in a cell of this width.
    pub(super) fn share(&self, threshold: usize, width: f64) -> (f64, f64) {
        let (share, slope) = self.shares[threshold];
        (share, slope * width)
    }

    /// Probability per week.
    pub(super) fn density(&self) -> f64 {
        1.0 / self.slope.abs()
    }
}

impl Rivals {
    pub(super) fn new(laws: Vec<Smooth>) -> Self {
        Self(laws)
    }

    /// Shares that tell which law it is.
    pub(super) fn thresholds(&self) -> usize {
        self.0.len() - 1
    }

    pub(super) fn median(&self) -> f64 {
        let shortest = self.0.iter().map(Smooth::typical).fold(f64::INFINITY, f64::min);
        self.reach(std::f64::consts::LN_2, shortest)
    }

    /// The quantile at a distance from one of the ends, looked for from `near` weeks on.
    pub(super) fn at(&self, high: bool, distance: f64, near: f64) -> Standing {
        let cumulative = if high { -distance.ln() } else { -(-distance).ln_1p() };
        let weeks = self.reach(cumulative, near);
        let hazards: Vec<f64> = self.0.iter().map(|law| law.hazards(weeks).per_week).collect();
        let total: f64 = hazards.iter().sum();
        let survival = if high { distance } else { 1.0 - distance };
        let slope = if high { -1.0 } else { 1.0 } / (total * survival);
        Standing { weeks, slope, shares: self.shares(weeks, slope, &hazards, total) }
    }

    fn shares(&self, weeks: f64, slope: f64, hazards: &[f64], total: f64) -> Vec<(f64, f64)> {
        let slopes = self.0.iter().zip(hazards).map(|(law, h)| h * law.relative_slope(weeks, *h));
        let slopes: Vec<f64> = slopes.collect();
        let steepness: f64 = slopes.iter().sum();
        let (mut sum, mut rise) = (0.0, 0.0);
        let thresholds = hazards.iter().zip(&slopes).take(self.thresholds());
        thresholds
            .map(|(hazard, own)| {
                sum += hazard;
                rise += own;
                (sum / total, (rise - sum / total * steepness) / total * slope)
            })
            .collect()
    }

    /// Position of the law that is the earliest at `weeks`, by a share of all hazards.
    pub(super) fn first(&self, weeks: f64, share: f64) -> usize {
        let hazards: Vec<f64> = self.0.iter().map(|law| law.hazards(weeks).per_week).collect();
        let mut left = share * hazards.iter().sum::<f64>();
        let passed = hazards.iter().take(self.thresholds()).take_while(|hazard| {
            left -= **hazard;
            left >= 0.0
        });
        passed.count()
    }

    /// When the cumulative hazard of the earliest reaches a value.
    fn reach(&self, wanted: f64, near: f64) -> f64 {
        match self.0.as_slice() {
            [alone] => alone.when(wanted).unwrap_or_else(|| self.search(wanted, near)),
            _ => self.search(wanted, near),
        }
    }

    /// Newton's method between the logarithms, where the function is nearly a line, kept within what
    /// is known to be too early and too late.
    fn search(&self, wanted: f64, near: f64) -> f64 {
        // A last step so short leaves an error of its square.
        const CLOSE: f64 = 1e-7;
        const LONGEST_STEP: f64 = 4.0;
        const MOST_STEPS: u32 = 400;
        let (mut early, mut late) = (f64::NEG_INFINITY, f64::INFINITY);
        let mut at = near.ln();
        for _ in 0..MOST_STEPS {
            let weeks = at.exp();
            let hazards = self.0.iter().map(|law| law.hazards(weeks));
            let (cumulative, per_week) = hazards
                .fold((0.0, 0.0), |(all, now), one| (all + one.cumulative, now + one.per_week));
            let off = (cumulative / wanted).ln();
            if off > 0.0 {
                late = at;
            } else {
                early = at;
            }
            let step = off * cumulative / (weeks * per_week);
            let next = at - step.clamp(-LONGEST_STEP, LONGEST_STEP);
            if step.abs() <= CLOSE {
                return next.exp();
            }
            // Also where the step is not a number.
            at = if early < next && next < late {
                next
            } else if late == f64::INFINITY {
                early + LONGEST_STEP
            } else if early == f64::NEG_INFINITY {
                late - LONGEST_STEP
            } else {
                f64::midpoint(early, late)
            };
        }
        at.exp()
    }
}
