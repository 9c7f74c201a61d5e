//! Outcomes credited with what they are worth.

use super::Measured;
use super::reading::Reading;
use super::twins::Change;

/// What an outcome is credited with.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// The outcome.
    pub outcome: String,
    /// What it is worth, in appointments.
    pub worth: Measured,
}

impl Weight {
    /// The worth at the digit that two standard errors earn, with two decimals at most; nothing
    /// below nought, for effort is never fined.
    pub fn credit(&self) -> f64 {
        const FINEST: f64 = 100.0;
        let earned = 10f64.powf(-(2.0 * self.worth.mcse).log10().floor());
        let place = if earned.is_finite() { earned.min(FINEST) } else { FINEST };
        // Nought has no sign.
        ((self.worth.value * place).round() / place).max(0.0) + 0.0
    }
}

impl Reading<'_> {
    pub(super) fn scorecard(&self) -> Vec<Weight> {
        let mut kinds: Vec<(&str, Vec<usize>)> = Vec::new();
        for (twin, change) in self.changes() {
            let Change::Undone { outcome, .. } = change else { continue };
            match kinds.iter_mut().find(|(known, _)| known == outcome) {
                Some((_, twins)) => twins.push(twin),
                None => kinds.push((outcome, vec![twin])),
            }
        }
        let weight = |(outcome, twins): (&str, Vec<usize>)| {
            let worth = self.per_person(&twins)?.in_appointments?;
            Some(Weight { outcome: outcome.to_owned(), worth })
        };
        kinds.into_iter().filter_map(weight).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Measured, Weight};

    #[test]
    fn credits_have_the_digits_that_their_error_earns_and_are_never_fines() {
        let credit = |value, mcse| {
            Weight { outcome: "callback".to_owned(), worth: Measured { value, mcse } }.credit()
        };
        let given = [(0.3127, 0.02), (0.3127, 0.06), (0.3127, 0.0), (0.31277, 2e-4), (-0.1, 0.01)];
        let found = given.map(|(value, mcse)| credit(value, mcse));
        let known = [0.31, 0.3, 0.31, 0.31, 0.0];
        assert!(found.iter().zip(known).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
    }
}
