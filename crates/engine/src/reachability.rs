//! How much harder some people are to reach than others.
//!
//! A person's chance to be reached is Beta(mean * c, (1 - mean) * c) around an activity's average,
//! with concentration `c`; who is hard to reach by phone is hard to reach by every activity that
//! varies (the same rank). The law is cut into classes of equally many people, each with the mean
//! of its class, so that the average is exact and no chance leaves 0 to 1.

use statrs::function::beta::{beta_reg, inv_beta_reg};

/// The mean chance of each class, from the hardest to the easiest to reach.
pub(crate) fn classes(mean: f64, concentration: f64, count: usize) -> Vec<f64> {
    if mean <= 0.0 || mean >= 1.0 {
        return vec![mean; count];
    }
    let (a, b) = (mean * concentration, (1.0 - mean) * concentration);
    // The part of the mean that lies below x is mean * I_x(a + 1, b).
    let below = |class: usize| match class {
        0 => 0.0,
        class if class == count => 1.0,
        class => beta_reg(a + 1.0, b, inv_beta_reg(a, b, class as f64 / count as f64)),
    };
    let bounds: Vec<f64> = (0..=count).map(below).collect();
    let class_mean = |pair: &[f64]| (mean * (pair[1] - pair[0]) * count as f64).clamp(0.0, 1.0);
    bounds.windows(2).map(class_mean).collect()
}

#[cfg(test)]
mod tests {
    use super::classes;

    #[test]
    fn classes_keep_the_mean_and_the_variance_of_the_beta_law() {
        for (mean, concentration) in [(0.06, 4.0), (0.3, 20.0), (0.5, 2.0), (0.02, 4.0)] {
            let all = classes(mean, concentration, 1024);
            let average = all.iter().sum::<f64>() / 1024.0;
            let square = all.iter().map(|p| p * p).sum::<f64>() / 1024.0;
            let variance = mean * (1.0 - mean) / (concentration + 1.0);
            assert!((average - mean).abs() < 1e-9 * mean, "{average} {mean}");
            let error = (square - average * average) / variance - 1.0;
            assert!(error.abs() < 2e-3, "{error}");
            assert!(all.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12));
        }
    }
}
