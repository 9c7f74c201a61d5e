//! The chance to reach a person: alike for all, or one of 1,024 slices of a Beta law.

use longview_engine::market::Segment;
use longview_engine::model::{Activity, Channel, Model};
use statrs::function::beta::beta_reg;

/// Classes of people by how easily they are reached.
pub(super) const CLASSES: usize = 1024;

/// The chance that an attempt reaches somebody of this segment, averaged over people.
fn mean(activity: &Activity, segment: &Segment) -> f64 {
    let letter = if activity.channel == Channel::Mail { segment.letter.get() } else { 1.0 };
    (activity.reach.get() * letter).min(1.0)
}

/// The chance that an attempt reaches somebody, by activity, segment and class of people.
pub(super) fn chances(model: &Model, segments: &[Segment]) -> Vec<Vec<Vec<f64>>> {
    // Many are of the same mean, and slices take time.
    let mut known: Vec<(f64, Vec<f64>)> = Vec::new();
    let mut of = |activity: &Activity, segment: &Segment| -> Vec<f64> {
        let mean = mean(activity, segment);
        let Some(concentration) = model.reachability.filter(|_| activity.reach_varies) else {
            return vec![mean; CLASSES];
        };
        if let Some((_, same)) = known.iter().find(|(one, _)| one.total_cmp(&mean).is_eq()) {
            return same.clone();
        }
        known.push((mean, slices(mean, concentration.get())));
        known[known.len() - 1].1.clone()
    };
    let activities = model.activities.iter();
    activities.map(|one| segments.iter().map(|segment| of(one, segment)).collect()).collect()
}

/// The means of equal slices of Beta(a, b) with `a = mean * concentration`.
fn slices(mean: f64, concentration: f64) -> Vec<f64> {
    if mean <= 0.0 || mean >= 1.0 {
        return vec![mean; CLASSES];
    }
    let (a, b) = (mean * concentration, (1.0 - mean) * concentration);
    let mut cuts = vec![0.0];
    for cut in 1..CLASSES {
        cuts.push(quantile(a, b, cut as f64 / CLASSES as f64, cuts[cut - 1]));
    }
    cuts.push(1.0);
    let below: Vec<f64> = cuts.iter().map(|cut| beta_reg(a + 1.0, b, *cut)).collect();
    below.windows(2).map(|pair| CLASSES as f64 * mean * (pair[1] - pair[0])).collect()
}

/// By halving what lies above a smaller quantile.
fn quantile(a: f64, b: f64, chance: f64, smaller: f64) -> f64 {
    const HALVINGS: usize = 40;
    let (mut low, mut high) = (smaller, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if beta_reg(a, b, middle) < chance {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}
