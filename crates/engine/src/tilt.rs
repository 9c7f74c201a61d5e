//! Outcome tables tilted by receptivity, with weights solved so that stated averages hold.
//!
//! A table is a multinomial logit `p_i(x) ~ w_i exp(c_i x)`. The stated shares are averages over a
//! fresh population (fit and need at time zero, no goodwill, no fatigue); the weights that give
//! exactly these averages are alternative-specific constants, found by the fixed point
//! `ln w_i += ln stated_i - ln average_i` (Train 2009, Discrete Choice Methods with Simulation,
//! section 2.8; Berry 1994, doi:10.2307/2555829, shows that it contracts).

/// The receptivity of a fresh population: points (log-odds, share).
#[derive(Debug, Clone)]
pub(crate) struct Population {
    points: Vec<(f64, f64)>,
}

/// Half-width of the grid in standard deviations: beyond it lies less than 2e-19 of a Normal.
const GRID_REACH: f64 = 9.0;
/// Steps per standard deviation. The trapezoidal rule on a Normal converges faster than any power
/// of the step; at 8 it is exact to rounding up to three log-odds per standard deviation.
const GRID_STEPS: i32 = 8;

impl Population {
    /// A mixture of groups (share, mean and standard deviation of log-odds).
    pub(crate) fn new(groups: &[(f64, f64, f64)]) -> Self {
        let mut points = Vec::new();
        for &(share, mean, sd) in groups {
            if sd <= 0.0 {
                points.push((mean, share));
            } else {
                points.extend(normal_grid().map(|(z, weight)| (mean + sd * z, share * weight)));
            }
        }
        Self { points }
    }

    /// Average shares of a table over this population. Odds are taken relative to the greatest, so that
    /// none is too large for a number.
    pub(crate) fn average(&self, log_weights: &[f64], pulls: &[f64]) -> Vec<f64> {
        let mut average = vec![0.0; pulls.len()];
        let mut odds = vec![0.0; pulls.len()];
        for &(x, share) in &self.points {
            for ((odd, log_weight), pull) in odds.iter_mut().zip(log_weights).zip(pulls) {
                *odd = log_weight + pull * x;
            }
            let greatest = odds.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for odd in &mut odds {
                *odd = (*odd - greatest).exp();
            }
            let scale = share / odds.iter().sum::<f64>();
            for (sum, odd) in average.iter_mut().zip(&odds) {
                *sum += odd * scale;
            }
        }
        average
    }
}

fn normal_grid() -> impl Iterator<Item = (f64, f64)> {
    let last = (GRID_REACH * f64::from(GRID_STEPS)) as i32;
    let step = 1.0 / f64::from(GRID_STEPS);
    let scale = step / (2.0 * std::f64::consts::PI).sqrt();
    (-last..=last).map(move |i| {
        let z = f64::from(i) * step;
        (z, scale * (-0.5 * z * z).exp())
    })
}

/// Largest relative error of an average share that is left.
const TOLERANCE: f64 = 1e-12;
const MOST_ROUNDS: usize = 100_000;

/// Weights (adding up to one) for which the population's average shares are the stated ones;
/// `None` when the fixed point is not reached. Outcomes of share zero keep weight zero.
pub(crate) fn solve(stated: &[f64], pulls: &[f64], population: &Population) -> Option<Vec<f64>> {
    let total: f64 = stated.iter().sum();
    let stated: Vec<f64> = stated.iter().map(|share| share / total).collect();
    let mut log_weights: Vec<f64> = stated.iter().map(|share| share.ln()).collect();
    for _ in 0..MOST_ROUNDS {
        let average = population.average(&log_weights, pulls);
        let mut worst = 0.0f64;
        for ((log_weight, share), got) in log_weights.iter_mut().zip(&stated).zip(&average) {
            if *share > 0.0 {
                *log_weight += (share / got).ln();
                worst = worst.max((got / share - 1.0).abs());
            }
        }
        if worst < TOLERANCE && average.iter().all(|share| share.is_finite()) {
            return Some(normalised(&log_weights));
        }
    }
    None
}

fn normalised(log_weights: &[f64]) -> Vec<f64> {
    let highest = log_weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = log_weights.iter().map(|log| (log - highest).exp()).collect();
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}

#[cfg(test)]
mod tests {
    use super::{Population, solve};

    #[test]
    fn without_spread_the_weights_are_the_stated_shares() {
        let everybody = Population::new(&[(1.0, 0.0, 0.0)]);
        let weights = solve(&[2.0, 3.0, 5.0], &[1.0, 0.0, -1.0], &everybody).unwrap();
        for (got, stated) in weights.iter().zip([0.2, 0.3, 0.5]) {
            assert!((got - stated).abs() < 1e-12);
        }
    }

    #[test]
    fn strong_pulls_over_a_wide_population_are_solved_or_refused() {
        for (mean, sd, pulls) in
            [(0.0, 1.0, [100.0, 0.0]), (0.0, 10.0, [10.0, 0.0]), (-50.0, 50.0, [2.0, 1.0])]
        {
            let wide = Population::new(&[(1.0, mean, sd)]);
            let Some(weights) = solve(&[0.3, 0.7], &pulls, &wide) else { continue };
            let log_weights: Vec<f64> = weights.iter().map(|w| w.ln()).collect();
            let average = wide.average(&log_weights, &pulls);
            assert!((average[0] - 0.3).abs() < 1e-9, "{pulls:?} {average:?}");
        }
    }

    #[test]
    fn solved_weights_give_back_the_stated_averages() {
        let mixed =
            Population::new(&[(0.6 * 0.95, -0.1, 0.8), (0.6 * 0.05, 1.3, 0.8), (0.4, 0.5, 1.5)]);
        let stated = [2.0 / 12.0, 0.0, 3.0 / 12.0, 5.5 / 12.0, 1.5 / 12.0];
        let pulls = [1.0, 1.0, 0.5, 0.0, -1.0];
        let weights = solve(&stated, &pulls, &mixed).unwrap();
        let log_weights: Vec<f64> = weights.iter().map(|w| w.ln()).collect();
        for (got, share) in mixed.average(&log_weights, &pulls).iter().zip(stated) {
            assert!((got - share).abs() < 1e-12, "{got} {share}");
        }
    }
}
