//! Numbers that hang together: a Gaussian copula on their scores.
//!
//! Stated rank correlations become correlations of Normal scores (Iman and Conover 1982,
//! doi:10.1080/03610918208812265); independent scores times the Cholesky factor of their matrix have
//! them. The laws of the single numbers stay as they are.

use longview_scenario::Correlated;

use super::Unsure;

/// Clusters of numbers that hang together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hinges {
    clusters: Vec<Cluster>,
}

/// Positions of numbers that hang together, directly or by others, and what mixes their scores.
#[derive(Debug, Clone, PartialEq)]
struct Cluster {
    numbers: Vec<usize>,
    /// Lower triangle, by rows.
    factor: Vec<Vec<f64>>,
}

impl Hinges {
    /// Pairs with a number that is not uncertain mean nothing here.
    pub(super) fn of(numbers: &[Unsure], pairs: &[Correlated]) -> Self {
        let at = |path: &String| numbers.iter().position(|number| number.path == *path);
        let pairs: Vec<(usize, usize, f64)> = pairs
            .iter()
            .filter_map(|pair| Some((at(&pair.numbers[0])?, at(&pair.numbers[1])?, pair.normal())))
            .collect();
        let mut clusters: Vec<Vec<usize>> = Vec::new();
        for (a, b, _) in &pairs {
            let (mut joined, apart): (Vec<_>, Vec<_>) =
                clusters.into_iter().partition(|one| one.contains(a) || one.contains(b));
            let mut new: Vec<usize> = joined.drain(..).flatten().chain([*a, *b]).collect();
            new.sort_unstable();
            new.dedup();
            clusters = apart;
            clusters.push(new);
        }
        clusters.sort();
        Self { clusters: clusters.into_iter().map(|one| Cluster::new(one, &pairs)).collect() }
    }

    /// The positions of the numbers that hang together with this one, itself among them.
    pub fn with(&self, number: usize) -> Vec<usize> {
        let found = self.clusters.iter().find(|cluster| cluster.numbers.contains(&number));
        found.map_or_else(|| vec![number], |cluster| cluster.numbers.clone())
    }

    /// Independent scores, mixed within each cluster.
    pub(super) fn mixed(&self, scores: &[f64]) -> Vec<f64> {
        let mut mixed = scores.to_vec();
        for cluster in &self.clusters {
            for (row, number) in cluster.factor.iter().zip(&cluster.numbers) {
                mixed[*number] =
                    row.iter().zip(&cluster.numbers).map(|(part, at)| part * scores[*at]).sum();
            }
        }
        mixed
    }
}

impl Cluster {
    /// The scenario checked that the matrix is positive definite; rounding leaves nothing below 0.
    fn new(numbers: Vec<usize>, pairs: &[(usize, usize, f64)]) -> Self {
        let stated = |row: usize, column: usize| {
            let (a, b) = (numbers[row], numbers[column]);
            let pair = pairs.iter().find(|(c, d, _)| (a, b) == (*c, *d) || (b, a) == (*c, *d));
            pair.map_or(if row == column { 1.0 } else { 0.0 }, |(_, _, normal)| *normal)
        };
        let mut factor = vec![vec![0.0; numbers.len()]; numbers.len()];
        for row in 0..numbers.len() {
            for column in 0..=row {
                let before: f64 = (0..column).map(|at| factor[row][at] * factor[column][at]).sum();
                let rest: f64 = stated(row, column) - before;
                factor[row][column] = if row == column {
                    rest.max(0.0).sqrt()
                } else {
                    rest / factor[column][column]
                };
            }
        }
        Self { numbers, factor }
    }
}
