//! A chance and its interval, and the monotone curve nearest to a bumpy one.

use statrs::distribution::{ContinuousCDF, Normal};

/// The interval of Wilson on a chance after so many successes.
pub fn wilson(successes: u64, worlds: u64, trust: f64) -> (f64, f64) {
    let z = Normal::standard().inverse_cdf(0.5 + trust / 2.0);
    let n = worlds as f64;
    let share = successes as f64 / n;
    let centre = share + z * z / (2.0 * n);
    let half = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    (((centre - half) / scale).max(0.0), ((centre + half) / scale).min(1.0))
}

/// The nearest values that never fall, by weighted least squares: pool adjacent violators.
pub fn rising(values: &[f64], weights: &[f64]) -> Vec<f64> {
    // Mean, weight, how many.
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(values.len());
    for (value, weight) in values.iter().zip(weights) {
        pools.push((*value, *weight, 1));
        while let [.., before, last] = pools.as_slice()
            && before.0 > last.0
        {
            let weight = before.1 + last.1;
            let mean = (before.0 * before.1 + last.0 * last.1) / weight;
            let merged = (mean, weight, before.2 + last.2);
            pools.truncate(pools.len() - 2);
            pools.push(merged);
        }
    }
    pools.iter().flat_map(|(mean, _, many)| std::iter::repeat_n(*mean, *many)).collect()
}

/// The nearest values that never rise.
pub fn falling(values: &[f64], weights: &[f64]) -> Vec<f64> {
    let backwards = |list: &[f64]| -> Vec<f64> { list.iter().rev().copied().collect() };
    backwards(&rising(&backwards(values), &backwards(weights)))
}

#[cfg(test)]
mod tests {
    use super::{falling, rising, wilson};

    fn close(found: &[f64], known: &[f64]) {
        assert_eq!(found.len(), known.len());
        assert!(found.iter().zip(known).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
    }

    /// By hand: 3 and 1 pool to 2, with 2 beside them.
    #[test]
    fn what_violates_the_order_is_pooled() {
        close(&rising(&[1.0, 3.0, 1.0, 2.0, 5.0], &[1.0; 5]), &[1.0, 2.0, 2.0, 2.0, 5.0]);
        close(&rising(&[4.0, 1.0], &[1.0, 2.0]), &[2.0, 2.0]);
        close(&falling(&[5.0, 1.0, 3.0], &[1.0; 3]), &[5.0, 2.0, 2.0]);
        close(&rising(&[], &[]), &[]);
    }

    /// Newcombe 1998, *Statistics in Medicine* 17(8):857-872, table I: 81 of 263, 15 of 148, 0 of 20.
    #[test]
    fn the_interval_of_wilson_is_the_published_one() {
        for (hits, n, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)]
        {
            let found = wilson(hits, n, 0.95);
            assert!((found.0 - low).abs() < 6e-5 && (found.1 - high).abs() < 6e-5, "{found:?}");
        }
    }
}
