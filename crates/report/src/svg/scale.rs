//! From values to places, and the round values that are named beside an axis.

use crate::chart::Measure;
use crate::numbers;

/// A stretch of values laid along a stretch of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    pub(crate) from: f64,
    pub(crate) to: f64,
    start: f64,
    end: f64,
}

/// About so many values are named.
const NAMED: f64 = 5.0;

impl Scale {
    /// Values from a least to a greatest one, which may be the same.
    pub(crate) fn new((from, to): (f64, f64), (start, end): (f64, f64)) -> Self {
        let (from, to) = if from.is_finite() && to.is_finite() { (from, to) } else { (0.0, 1.0) };
        let to = if to > from { to } else { from + 1.0 };
        Self { from, to, start, end }
    }

    /// The same, widened to quarters of the step between round values.
    pub(crate) fn round(values: (f64, f64), places: (f64, f64), measure: &Measure) -> Self {
        let scale = Self::new(values, places);
        let step = step(scale.to - scale.from, measure) / 4.0;
        let (from, to) = ((scale.from / step).floor() * step, (scale.to / step).ceil() * step);
        Self::new((from, to), places)
    }

    /// Where a value stands.
    pub(crate) fn at(self, value: f64) -> f64 {
        let share = (value - self.from) / (self.to - self.from);
        self.start + share * (self.end - self.start)
    }

    /// Round values along the scale.
    pub(crate) fn ticks(self, measure: &Measure) -> Vec<f64> {
        let step = step(self.to - self.from, measure);
        let first = (self.from / step - SLACK).ceil();
        (0..=MOST_TICKS)
            .map(|at| (first + f64::from(at)) * step)
            .take_while(|tick| *tick <= self.to + SLACK * step)
            .collect()
    }
}

/// More than any step gives.
const MOST_TICKS: u32 = 1000;

/// Room for the roundings of sums.
const SLACK: f64 = 1e-6;

/// A round step: one, two or five of a power of ten; whole things are not cut up where there are many.
fn step(length: f64, measure: &Measure) -> f64 {
    let rough = length / NAMED;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * power);
    let step = step.into_iter().find(|step| *step >= rough * (1.0 - SLACK)).unwrap_or(10.0 * power);
    let is_whole = *measure == Measure::Count && length >= 2.0;
    if is_whole { step.max(1.0) } else { step }
}

/// A value that is drawn, with no more digits than people read.
pub(crate) fn figure(value: f64, measure: &Measure) -> String {
    match measure {
        Measure::Share => label(value, measure),
        _ if value.abs() >= 1_000.0 => numbers::short(value),
        _ => numbers::trimmed(value, 1),
    }
}

/// A round value beside an axis.
pub(crate) fn label(value: f64, measure: &Measure) -> String {
    match measure {
        Measure::Share => numbers::percent(value).replace(' ', "\u{a0}"),
        _ if value.abs() >= 1_000.0 => numbers::short(value),
        _ => numbers::trimmed(value, if value.abs() < 1.0 { 3 } else { 1 }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Scale, label};
    use crate::chart::Measure;

    #[test]
    fn ticks_are_round_and_within() {
        let ticks = |values| {
            let scale = Scale::round(values, (0.0, 100.0), &Measure::Count);
            (scale.from, scale.to, scale.ticks(&Measure::Count))
        };
        assert_eq!(ticks((0.0, 37.0)), (0.0, 37.5, vec![0.0, 10.0, 20.0, 30.0]));
        assert_eq!(ticks((-3.0, 9.0)), (-3.75, 10.0, vec![0.0, 5.0, 10.0]));
        assert_eq!(ticks((0.0, 2.4)), (0.0, 2.5, vec![0.0, 1.0, 2.0]));
        let of_nothing = ticks((0.0, 0.0)).2;
        assert!(of_nothing.len() > 2 && of_nothing.iter().all(|tick| tick.is_finite()));
        assert!(ticks((f64::NAN, f64::INFINITY)).2.iter().all(|tick| tick.is_finite()));
    }

    #[test]
    fn values_are_written_short() {
        let count = |value| label(value, &Measure::Count);
        assert_eq!([0.0, 0.25, 12.0, 1_500.0].map(count), ["0", "0.25", "12", "1,500"]);
        assert_eq!(label(0.5, &Measure::Share), "50\u{a0}%");
        assert_eq!(label(350_000.0, &Measure::Money("EUR".into())), "350k");
    }
}
