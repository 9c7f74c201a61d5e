//! Whether places between 0 and 1 are evenly spread: all over, and at the very ends.

use statrs::function::erf::erfc;

use super::{chi_square, doubled};

/// A place between 0 and 1, as the distances from both ends, each of them to full precision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The distance from 0.
    pub below: f64,
    /// The distance from 1.
    pub above: f64,
}

/// Kolmogorov and Smirnov: the largest distance of the empirical distribution function, with
/// Stephens' correction for finite numbers (1970, doi:10.1111/j.2517-6161.1970.tb00821.x).
pub fn kolmogorov(sorted: &[Place]) -> f64 {
    let n = sorted.len() as f64;
    let distances = sorted.iter().zip(0..).map(|(place, at)| {
        let (before, after) = (f64::from(at) / n, f64::from(at + 1) / n);
        (place.below - before).max(after - place.below)
    });
    let largest = distances.fold(0.0, f64::max);
    beyond_kolmogorov((n.sqrt() + 0.12 + 0.11 / n.sqrt()) * largest)
}

/// The chance that Kolmogorov's statistic is above `x`, by the series that converges faster.
fn beyond_kolmogorov(x: f64) -> f64 {
    use std::f64::consts::PI;
    let terms = 1..=20u32;
    if x < 1.18 {
        let odd = terms.map(|k| f64::from(2 * k - 1));
        let sum: f64 = odd.map(|k| (-k * k * PI * PI / (8.0 * x * x)).exp()).sum();
        (1.0 - (2.0 * PI).sqrt() / x * sum).clamp(0.0, 1.0)
    } else {
        let sign = |k: u32| if k % 2 == 1 { 1.0 } else { -1.0 };
        2.0 * terms.map(|k| sign(k) * (-2.0 * f64::from(k * k) * x * x).exp()).sum::<f64>()
    }
}

/// Anderson and Darling: like Kolmogorov's, but the ends weigh more. The law of the statistic is that
/// of Marsaglia and Marsaglia 2004, doi:10.18637/jss.v009.i02.
pub fn anderson_darling(sorted: &[Place]) -> f64 {
    let n = sorted.len() as f64;
    let logs =
        sorted.iter().zip(sorted.iter().rev()).zip(0..).map(|((low, high), at)| {
            (2.0 * f64::from(at) + 1.0) * (low.below.ln() + high.above.ln())
        });
    let statistic = -n - logs.sum::<f64>() / n;
    beyond_anderson_darling(statistic, n)
}

/// The chance that the statistic of so many places is above `z`.
fn beyond_anderson_darling(z: f64, n: f64) -> f64 {
    // Far out the first term of the weighted sum of squares decides (Zolotarev 1961): the weights
    // are 1 / (j (j + 1)), so that the product over the others is 1/3.
    if z > 8.0 {
        return 3f64.sqrt() * erfc(z.sqrt());
    }
    let within = within_limit(z);
    (1.0 - within - correction(within, n)).clamp(0.0, 1.0)
}

/// For endlessly many places.
fn within_limit(z: f64) -> f64 {
    if z <= 0.0 {
        return 0.0;
    }
    if z < 2.0 {
        let by = [2.00012, 0.247_105, -0.064_982_1, 0.034_796_2, -0.011_672, 0.001_686_91];
        return (-1.233_714_1 / z).exp() / z.sqrt() * polynomial(&by, z);
    }
    let by = [1.0776, -2.30695, 0.43424, -0.082_433, 0.008_056, -0.000_314_6];
    (-polynomial(&by, z).exp()).exp()
}

/// What finitely many add to it.
fn correction(x: f64, n: f64) -> f64 {
    let middle = 0.012_65 + 0.1757 / n;
    if x < middle {
        let t = x / middle;
        let shape = t.sqrt() * (1.0 - t) * (49.0 * t - 102.0);
        return shape * (0.0037 / (n * n) + 0.00078 / n + 0.00006) / n;
    }
    if x < 0.8 {
        let t = (x - middle) / (0.8 - middle);
        let by = [-0.000_226_33, 6.54034, -14.6538, 14.458, -8.259, 1.91864];
        return polynomial(&by, t) * (0.04213 + 0.01365 / n) / n;
    }
    let by = [-130.2137, 745.2337, -1705.091, 1950.646, -1116.360, 255.7844];
    polynomial(&by, x) / n
}

fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// Equally wide bins hold equally many: finds what is locally wrong and cancels over a distance.
pub fn evenly(places: &[Place], bins: u32) -> f64 {
    let mut observed = vec![0.0; bins as usize];
    for place in places {
        observed[bin(place, bins)] += 1.0;
    }
    let expected = vec![places.len() as f64 / f64::from(bins); bins as usize];
    chi_square(&observed, &expected)
}

/// The bin of a place among equally wide ones.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place between 0 and 1 has its bin within range"
)]
pub fn bin(place: &Place, bins: u32) -> usize {
    ((place.below * f64::from(bins)) as usize).min(bins as usize - 1)
}

/// The place nearest to 0, by its exact law.
pub fn smallest(sorted: &[Place]) -> f64 {
    sorted.first().map_or(1.0, |place| end(place.below, sorted.len()))
}

/// The place nearest to 1, by its exact law.
pub fn largest(sorted: &[Place]) -> f64 {
    sorted.last().map_or(1.0, |place| end(place.above, sorted.len()))
}

/// Of so many distances from an end the smallest is this: nobody is nearer with chance
/// `(1 - distance)^n`.
fn end(distance: f64, n: usize) -> f64 {
    let none_nearer = n as f64 * (-distance).ln_1p();
    doubled(none_nearer.exp().min(-none_nearer.exp_m1()))
}

#[cfg(test)]
mod tests {
    use super::{Place, beyond_anderson_darling, beyond_kolmogorov, kolmogorov, largest, smallest};

    /// The usual tables: Smirnov 1948, doi:10.1214/aoms/1177730256; Marsaglia and Marsaglia 2004.
    #[test]
    fn tails_have_their_tabulated_values() {
        for (x, tail) in [(0.8276, 0.5), (1.2238, 0.1), (1.3581, 0.05), (1.6276, 0.01)] {
            assert!((beyond_kolmogorov(x) / tail - 1.0).abs() < 1e-3, "{x}");
        }
        for (z, tail) in [(0.7742, 0.5), (1.9330, 0.1), (2.4924, 0.05), (3.8781, 0.01)] {
            assert!((beyond_anderson_darling(z, 1e9) / tail - 1.0).abs() < 2e-3, "{z}");
        }
    }

    #[test]
    fn series_that_take_turns_agree_where_they_meet() {
        let close = |a: f64, b: f64, part: f64| (a / b - 1.0).abs() < part;
        assert!(close(beyond_kolmogorov(1.18 - 1e-9), beyond_kolmogorov(1.18 + 1e-9), 1e-6));
        let meet = |z: f64| {
            (beyond_anderson_darling(z - 1e-9, 1e9), beyond_anderson_darling(z + 1e-9, 1e9))
        };
        let (below, above) = meet(2.0);
        assert!(close(below, above, 1e-4), "{below} {above}");
        // What is left of the first series far out is good to about one part in a million of 1.
        let (below, above) = meet(8.0);
        assert!(close(below, above, 0.02), "{below} {above}");
    }

    #[test]
    fn evenly_spaced_places_are_as_even_as_can_be() {
        let place = |at: u32| {
            let below = (f64::from(at) + 0.5) / 1000.0;
            Place { below, above: 1.0 - below }
        };
        let even: Vec<Place> = (0..1000).map(place).collect();
        assert!(kolmogorov(&even) > 1.0 - 1e-9);
        // Somebody is nearer to the end than half of the usual distance in 1 - exp(-1/2) of cases.
        let nearer = 2.0 * -(-0.5f64).exp_m1();
        assert!((smallest(&even) - nearer).abs() < 1e-3, "{}", smallest(&even));
        assert!((largest(&even) - nearer).abs() < 1e-3, "{}", largest(&even));
    }
}
