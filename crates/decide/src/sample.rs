//! Numbers of single replications: what distributions of one metric at a time cannot say.

use std::sync::{Mutex, PoisonError};

use longview_engine::estimate::Estimate;
use longview_engine::experiment::Experiment;
use longview_engine::run::{Levels, Misfit, Observer, Results, RunPlan, run};

/// So many numbers per replication, in the order of the replications whatever the threads did.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Samples {
    width: usize,
    values: Vec<f64>,
}

impl Samples {
    /// One of the numbers, replication by replication.
    pub(crate) fn column(&self, at: usize) -> Vec<f64> {
        self.values.iter().skip(at).step_by(self.width).copied().collect()
    }
}

/// Reads numbers off the levels of one replication, strategy by strategy.
pub(crate) type Reading<'a> = dyn Fn(&[Levels], &mut [f64]) + Sync + 'a;

/// Runs an experiment and keeps `width` numbers of each replication.
pub(crate) fn sample(
    experiment: &Experiment,
    plan: &RunPlan,
    observer: &dyn Observer,
    width: usize,
    reading: &Reading<'_>,
) -> Result<(Results, Samples), Vec<Misfit>> {
    let replications = usize::try_from(plan.replications).unwrap_or(usize::MAX);
    let values = Mutex::new(vec![0.0; width.saturating_mul(replications)]);
    let recorder = Recorder { values, width, reading, observer };
    let results = run(experiment, plan, &recorder)?;
    let values = recorder.values.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok((results, Samples { width, values }))
}

struct Recorder<'a> {
    values: Mutex<Vec<f64>>,
    width: usize,
    reading: &'a Reading<'a>,
    observer: &'a dyn Observer,
}

impl Observer for Recorder<'_> {
    fn advanced(&self, replications: u64) {
        self.observer.advanced(replications);
    }

    fn replicated(&self, replication: u64, strategies: &[Levels]) {
        let mut row = vec![0.0; self.width];
        (self.reading)(strategies, &mut row);
        let from = usize::try_from(replication).unwrap_or(usize::MAX).saturating_mul(self.width);
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values[from..from + self.width].copy_from_slice(&row);
    }
}

/// Mean, standard error and quantiles of one number per replication.
pub(crate) fn estimate(values: &[f64]) -> Estimate {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let quantile = |p: f64| quantile(&sorted, p);
    Estimate {
        mean: mean(values),
        mcse: standard_error(values),
        p10: quantile(0.1),
        p50: quantile(0.5),
        p90: quantile(0.9),
    }
}

/// The smallest value that at least a share `p` of the sorted values do not exceed.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank is a count")]
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let rank = ((p * sorted.len() as f64).ceil() as usize).max(1);
    sorted.get(rank - 1).copied().unwrap_or(0.0)
}

/// The mean; nought where there is nothing.
pub(crate) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// The standard error of the mean; nought below two values.
pub(crate) fn standard_error(values: &[f64]) -> f64 {
    let count = values.len() as f64;
    if values.len() < 2 {
        return 0.0;
    }
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (squares / (count - 1.0) / count).sqrt()
}

/// The ratio of two means and its standard error (linearised; Cochran 1977, *Sampling Techniques*,
/// section 6.3); `None` where nothing is divided by.
pub(crate) fn ratio(parts: &[f64], wholes: &[f64]) -> Option<(f64, f64)> {
    let whole = mean(wholes);
    if whole <= 0.0 {
        return None;
    }
    let ratio = mean(parts) / whole;
    let residuals: Vec<f64> = parts.iter().zip(wholes).map(|(p, w)| p - ratio * w).collect();
    Some((ratio, standard_error(&residuals) / whole))
}

#[cfg(test)]
mod tests {
    use super::{estimate, ratio};

    #[test]
    fn one_to_ten_have_known_moments_and_quantiles() {
        let found = estimate(&(1..=10).map(f64::from).collect::<Vec<_>>());
        let known = [5.5, (55.0f64 / 6.0 / 10.0).sqrt(), 1.0, 5.0, 9.0];
        let found = [found.mean, found.mcse, found.p10, found.p50, found.p90];
        assert!(found.iter().zip(known).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
    }

    #[test]
    fn a_ratio_that_never_varies_has_no_error() {
        let wholes = [2.0, 5.0, 9.0];
        let (found, error) = ratio(&wholes.map(|whole| 0.3 * whole), &wholes).unwrap();
        assert!((found - 0.3).abs() < 1e-12 && error < 1e-12, "{found} {error}");
        assert!(ratio(&[1.0], &[0.0]).is_none());
    }
}
