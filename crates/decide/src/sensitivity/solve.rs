//! Small systems of linear equations.

/// Sums of products of a few columns with each other and with a result: what least squares needs.
#[derive(Debug, Clone)]
pub(super) struct Normal {
    matrix: Vec<Vec<f64>>,
    right: Vec<f64>,
}

impl Normal {
    pub(super) fn new(columns: usize) -> Self {
        Self { matrix: vec![vec![0.0; columns]; columns], right: vec![0.0; columns] }
    }

    /// Takes in one line of the columns and its result.
    pub(super) fn add(&mut self, line: &[f64], result: f64) {
        for (at, value) in line.iter().enumerate() {
            self.right[at] += value * result;
            let row = self.matrix[at].iter_mut().zip(line);
            row.for_each(|(entry, other)| *entry += value * other);
        }
    }

    /// Takes in all that another took in.
    pub(super) fn merge(&mut self, other: &Self) {
        let rows = self.matrix.iter_mut().zip(&other.matrix);
        rows.for_each(|(mine, theirs)| mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b));
        self.right.iter_mut().zip(&other.right).for_each(|(a, b)| *a += b);
    }

    /// The weights of the columns that come nearest to the results, by Cholesky's factor. A column
    /// that the others already say gets weight nought.
    pub(super) fn solved(&self) -> Vec<f64> {
        const NOTHING_NEW: f64 = 1e-10;
        let n = self.right.len();
        let mut factor = vec![vec![0.0; n]; n];
        for row in 0..n {
            for column in 0..row {
                let before: f64 = (0..column).map(|at| factor[row][at] * factor[column][at]).sum();
                let pivot: f64 = factor[column][column];
                factor[row][column] =
                    if pivot > 0.0 { (self.matrix[row][column] - before) / pivot } else { 0.0 };
            }
            let before: f64 = (0..row).map(|at| factor[row][at] * factor[row][at]).sum();
            let rest = self.matrix[row][row] - before;
            let is_new = rest > NOTHING_NEW * self.matrix[row][row];
            factor[row][row] = if is_new { rest.sqrt() } else { 0.0 };
        }
        back(&factor, &forth(&factor, &self.right))
    }
}

fn forth(factor: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut found = vec![0.0; right.len()];
    for row in 0..right.len() {
        let before: f64 = (0..row).map(|at| factor[row][at] * found[at]).sum();
        let pivot = factor[row][row];
        found[row] = if pivot > 0.0 { (right[row] - before) / pivot } else { 0.0 };
    }
    found
}

fn back(factor: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut found = vec![0.0; right.len()];
    for row in (0..right.len()).rev() {
        let after: f64 = (row + 1..right.len()).map(|at| factor[at][row] * found[at]).sum();
        let pivot = factor[row][row];
        found[row] = if pivot > 0.0 { (right[row] - after) / pivot } else { 0.0 };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Normal;

    #[test]
    fn least_squares_gives_back_a_line_and_leaves_out_what_is_said_twice() {
        let mut normal = Normal::new(3);
        for x in [0.0, 1.0, 2.0, 5.0] {
            normal.add(&[1.0, x, 2.0 * x], 3.0 - 0.5 * x);
        }
        let found = normal.solved();
        for (found, known) in found.iter().zip([3.0, -0.5, 0.0]) {
            assert!((found - known).abs() < 1e-9, "{found}, not {known}");
        }
    }
}
