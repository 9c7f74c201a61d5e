//! Several blocks together: sums of independent replications.
//!
//! Replications are independent and alike, so any `n` different ones make `n` blocks. In batches of
//! replications, every replication begins groups of `n`: itself and the ones that follow it at steps
//! of 1, 2, 3 ... around the batch. No group counts one replication twice, so the share of groups
//! that gain is unbiased; using many overlapping groups only lowers its variance. The standard error
//! comes from the spread of the batches, which share no replication (batch means: Law 2015,
//! *Simulation Modeling and Analysis*, section 9.5.3).

const BATCHES: usize = 32;
const STEPS: usize = 8;

/// The chance that the sum of so many independent values exceeds nought, and its standard error.
/// `None` when the values are too few to say.
pub fn chance_of_gain(values: &[f64], blocks: usize) -> Option<(f64, f64)> {
    let batches = BATCHES.min(values.len() / (2 * blocks.max(1)));
    if batches < 2 {
        return None;
    }
    let size = values.len() / batches;
    let shares: Vec<f64> =
        values.chunks_exact(size).take(batches).map(|batch| share(batch, blocks)).collect();
    Some((crate::sample::mean(&shares), crate::sample::standard_error(&shares)))
}

fn share(batch: &[f64], blocks: usize) -> f64 {
    let steps: Vec<usize> =
        (1..batch.len()).filter(|step| coprime(*step, batch.len())).take(STEPS).collect();
    let gains = |step: usize| {
        let sum = |from: usize| -> f64 {
            (0..blocks).map(|at| batch[(from + at * step) % batch.len()]).sum()
        };
        (0..batch.len()).filter(|from| sum(*from) > 0.0).count()
    };
    let gained: usize = steps.iter().map(|step| gains(*step)).sum();
    gained as f64 / (steps.len() * batch.len()) as f64
}

/// Steps of such a length meet everybody before they meet anybody twice.
fn coprime(mut a: usize, mut b: usize) -> bool {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

#[cfg(test)]
mod tests {
    use super::chance_of_gain;

    #[test]
    fn what_is_certain_is_certain_and_too_few_say_nothing() {
        assert_eq!(chance_of_gain(&[1.0; 64], 4), Some((1.0, 0.0)));
        assert_eq!(chance_of_gain(&[-1.0; 64], 4), Some((0.0, 0.0)));
        assert_eq!(chance_of_gain(&[1.0; 10], 4), None);
    }
}
