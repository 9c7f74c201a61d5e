//! Exact sums over replications, and smooth functions of their means with standard errors.
//!
//! What is kept are whole numbers: sums, and sums of products of every two columns. So it does not
//! matter in which order replications come in. The error of a ratio is linearised (Cochran 1977,
//! *Sampling Techniques*, section 6.3), and so is that of a ratio of ratios.

/// Columns of whole numbers, a row per replication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moments {
    columns: usize,
    count: u64,
    sums: Vec<i128>,
    /// Sums of products of every two columns, row after row of a square of which the part below the
    /// diagonal stays empty.
    products: Vec<i128>,
}

/// So many times each of some columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Linear(Vec<(usize, f64)>);

/// A smooth function of means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Function {
    pub value: f64,
    /// What a replication adds to the value, but for a constant.
    influence: Linear,
}

/// A number and its Monte Carlo standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The number.
    pub value: f64,
    /// Its Monte Carlo standard error.
    pub mcse: f64,
}

impl Moments {
    pub(super) fn new(columns: usize) -> Self {
        Self { columns, count: 0, sums: vec![0; columns], products: vec![0; columns * columns] }
    }

    /// Takes in one replication.
    pub(super) fn push(&mut self, row: &[i64]) {
        self.count += 1;
        for (at, value) in row.iter().enumerate() {
            self.sums[at] += i128::from(*value);
            let products = &mut self.products[at * self.columns..][..self.columns];
            for (product, other) in products[at..].iter_mut().zip(&row[at..]) {
                *product += i128::from(*value) * i128::from(*other);
            }
        }
    }

    pub(super) fn mean(&self, of: &Linear) -> f64 {
        let sum: f64 = of.0.iter().map(|(at, factor)| factor * self.sums[*at] as f64).sum();
        sum / self.count.max(1) as f64
    }

    /// The ratio of two means; `None` where nothing is divided by.
    pub(super) fn ratio(&self, part: &Linear, whole: &Linear) -> Option<Function> {
        let mean = self.mean(whole);
        if mean <= 0.0 {
            return None;
        }
        let value = self.mean(part) / mean;
        Some(Function { value, influence: part.clone().less(value, whole).times(1.0 / mean) })
    }

    pub(super) fn measured(&self, function: &Function) -> Measured {
        Measured { value: function.value, mcse: self.standard_error(&function.influence) }
    }

    /// The standard error of a mean; nought below two replications.
    fn standard_error(&self, of: &Linear) -> f64 {
        if self.count < 2 {
            return 0.0;
        }
        let of = of.clone().gathered();
        let pairs = of.0.iter().flat_map(|a| of.0.iter().map(move |b| (a, b)));
        let variance: f64 = pairs.map(|((i, a), (j, b))| a * b * self.covariance(*i, *j)).sum();
        (variance.max(0.0) / self.count as f64).sqrt()
    }

    /// Sample covariance (divisor n - 1) from exact sums.
    fn covariance(&self, i: usize, j: usize) -> f64 {
        let product = self.products[i.min(j) * self.columns + i.max(j)];
        let n = i128::from(self.count);
        let exact = n.checked_mul(product).and_then(|all| {
            let apart = self.sums[i].checked_mul(self.sums[j])?;
            all.checked_sub(apart)
        });
        let count = self.count as f64;
        let means = || self.sums[i] as f64 * (self.sums[j] as f64 / count);
        exact.map_or_else(|| product as f64 - means(), |exact| exact as f64 / count) / (count - 1.0)
    }
}

impl Linear {
    pub(super) fn of(columns: impl IntoIterator<Item = (usize, f64)>) -> Self {
        Self(columns.into_iter().collect())
    }

    pub(super) fn times(mut self, factor: f64) -> Self {
        self.0.iter_mut().for_each(|(_, own)| *own *= factor);
        self
    }

    fn less(mut self, factor: f64, other: &Self) -> Self {
        self.0.extend(other.0.iter().map(|(at, own)| (*at, -factor * own)));
        self
    }

    /// Each column once.
    fn gathered(mut self) -> Self {
        self.0.sort_by_key(|(at, _)| *at);
        self.0.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        self
    }
}

impl Function {
    /// The ratio of two functions of the same means.
    pub(super) fn over(&self, whole: &Self) -> Self {
        let value = self.value / whole.value;
        let influence = self.influence.clone().less(value, &whole.influence);
        Self { value, influence: influence.times(1.0 / whole.value) }
    }

    /// A mean as it is.
    pub(super) fn mean(moments: &Moments, of: Linear) -> Self {
        Self { value: moments.mean(&of), influence: of }
    }
}

impl Measured {
    /// The values within two standard errors.
    pub fn band(&self) -> (f64, f64) {
        let wide = crate::verdict::VISIBLE_ERRORS * self.mcse;
        (self.value - wide, self.value + wide)
    }

    /// Whether it is more than two standard errors from nought.
    pub fn is_visible(&self) -> bool {
        self.value.abs() > crate::verdict::VISIBLE_ERRORS * self.mcse
    }
}

#[cfg(test)]
mod tests {
    use super::{Function, Linear, Moments};

    fn moments(rows: &[[i64; 2]]) -> Moments {
        let mut moments = Moments::new(2);
        for row in rows {
            moments.push(row);
        }
        moments
    }

    fn column(at: usize) -> Linear {
        Linear::of([(at, 1.0)])
    }

    #[test]
    fn the_mean_of_one_to_ten_has_its_known_error() {
        let rows: Vec<[i64; 2]> = (1..=10).map(|value| [value, 0]).collect();
        let moments = moments(&rows);
        let found = moments.measured(&Function::mean(&moments, column(0)));
        let known = [5.5, (55.0f64 / 6.0 / 10.0).sqrt()];
        assert!([found.value, found.mcse].iter().zip(known).all(|(a, b)| (a - b).abs() < 1e-12));
    }

    #[test]
    fn a_ratio_that_never_varies_has_no_error() {
        let moments = moments(&[[1, 2], [4, 8], [3, 6]]);
        let ratio = moments.ratio(&column(0), &column(1)).unwrap();
        let found = moments.measured(&ratio);
        assert!((found.value - 0.5).abs() < 1e-12 && found.mcse < 1e-9, "{found:?}");
        let one = moments.measured(&ratio.over(&ratio));
        assert!((one.value - 1.0).abs() < 1e-12 && one.mcse < 1e-9, "{one:?}");
        assert!(moments.ratio(&column(0), &Linear::of([])).is_none());
    }

    /// Worked by hand: parts 1, 3 over wholes 2, 2 are 1 on average, with residuals -1 and 1.
    #[test]
    fn the_error_of_a_ratio_is_that_of_its_residuals() {
        let moments = moments(&[[1, 2], [3, 2]]);
        let found = moments.measured(&moments.ratio(&column(0), &column(1)).unwrap());
        assert!((found.value - 1.0).abs() < 1e-12, "{found:?}");
        assert!((found.mcse - (2.0f64 / 2.0).sqrt() / 2.0).abs() < 1e-12, "{found:?}");
    }
}
