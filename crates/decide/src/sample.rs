//! What a number per replication says: mean, standard error, quantiles, and ratios of two of them.

use longview_engine::estimate::Estimate;

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
