//! What many replications say about a number: mean, standard error, quantiles.
//!
//! Everything is kept as whole numbers, so merging is exact and the order of merging cannot matter:
//! the same bits on any number of threads.

/// A number with its Monte Carlo uncertainty, in the unit of its metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Mean over replications.
    pub mean: f64,
    /// Monte Carlo standard error of the mean.
    pub mcse: f64,
    /// One replication in ten is at or below this.
    pub p10: f64,
    /// The typical replication.
    pub p50: f64,
    /// One replication in ten is above this.
    pub p90: f64,
}

/// The distribution of a whole number over replications: exact sums, and a histogram that is exact
/// below 1,024 in size and within one part in a thousand above. With more than a thousand different
/// values above, it grows coarser instead of longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    count: u64,
    sum: i128,
    sum_of_squares: i128,
    min: i64,
    max: i64,
    /// Bucket and its count, sorted by bucket.
    buckets: Vec<(i32, u32)>,
    /// Inexact buckets in use, and how many there may be.
    inexact: usize,
    most: usize,
    /// So often were inexact buckets made twice as wide, as there were too many: in the end that
    /// depends on the values alone, not on their order.
    widened: u32,
}

impl Default for Sketch {
    fn default() -> Self {
        Self {
            count: 0,
            sum: 0,
            sum_of_squares: 0,
            min: i64::MAX,
            max: i64::MIN,
            buckets: Vec::new(),
            inexact: 0,
            most: MOST,
            widened: 0,
        }
    }
}

impl Sketch {
    /// A sketch that stays fine, however long it gets: for values of which each replication has many.
    pub(crate) fn fine() -> Self {
        Self { most: usize::MAX, ..Self::default() }
    }

    /// Adds the value of one replication.
    pub fn push(&mut self, value: i64) {
        self.count += 1;
        self.sum += i128::from(value);
        self.sum_of_squares += i128::from(value) * i128::from(value);
        self.min = self.min.min(value);
        self.max = self.max.max(value);
        self.add(wider(bucket_of(value), self.widened), 1);
    }

    /// Adds everything that `other` has seen.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.sum_of_squares += other.sum_of_squares;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        while self.widened < other.widened {
            self.widen();
        }
        for &(bucket, count) in &other.buckets {
            self.add(wider(bucket, self.widened - other.widened), count);
        }
    }

    fn add(&mut self, bucket: i32, count: u32) {
        match self.buckets.binary_search_by_key(&bucket, |&(b, _)| b) {
            Ok(at) => self.buckets[at].1 += count,
            Err(at) => {
                // There are thousands of sketches: doubling the space of each would waste much.
                if self.buckets.len() == self.buckets.capacity() {
                    self.buckets.reserve_exact(BUCKETS_AT_ONCE);
                }
                self.buckets.insert(at, (bucket, count));
                self.inexact += usize::from(!is_exact(bucket));
                while self.inexact > self.most && self.widened < WIDEST {
                    self.widen();
                }
            }
        }
    }

    fn widen(&mut self) {
        self.widened += 1;
        self.buckets.iter_mut().for_each(|(bucket, _)| *bucket = wider(*bucket, 1));
        self.buckets.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        self.inexact = self.buckets.iter().filter(|(bucket, _)| !is_exact(*bucket)).count();
    }

    /// Replications seen.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Sum over replications, exactly.
    pub fn sum(&self) -> i128 {
        self.sum
    }

    /// Mean over replications; nought when there are none.
    pub fn mean(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.sum as f64 / self.count as f64 }
    }

    /// Sample variance (divisor n - 1), from exact integer sums; nought below two replications.
    pub fn variance(&self) -> f64 {
        if self.count < 2 {
            return 0.0;
        }
        let n = i128::from(self.count);
        let centred = n.checked_mul(self.sum_of_squares).and_then(|a| {
            let b = self.sum.checked_mul(self.sum)?;
            a.checked_sub(b)
        });
        let n = n as f64;
        match centred {
            Some(exact) => exact as f64 / (n * (n - 1.0)),
            None => {
                ((self.sum_of_squares as f64 - self.sum as f64 * self.mean()) / (n - 1.0)).max(0.0)
            }
        }
    }

    /// Monte Carlo standard error of the mean.
    pub fn standard_error(&self) -> f64 {
        if self.count == 0 { 0.0 } else { (self.variance() / self.count as f64).sqrt() }
    }

    /// The smallest value that at least a share `p` of the replications do not exceed.
    pub fn quantile(&self, p: f64) -> f64 {
        let rank = (p * self.count as f64).ceil().max(1.0) as u64;
        let mut before = 0;
        for &(bucket, count) in &self.buckets {
            let within = before + u64::from(count);
            if within >= rank {
                let share = ((rank - before) as f64 - 0.5) / f64::from(count);
                return self.inside(bucket, share);
            }
            before = within;
        }
        0.0
    }

    /// A value inside a bucket: the middle, or in one that was made wider the value below which this
    /// share of the bucket lies, as if it were filled evenly.
    fn inside(&self, bucket: i32, share: f64) -> f64 {
        let share = if self.widened > 0 { share } else { 0.5 };
        let value =
            middle_of(bucket, self.widened) + (share - 0.5) * spread_of(bucket, self.widened);
        value.clamp(self.min as f64, self.max as f64)
    }

    /// The share of the sum that the largest values hold, of which there is this share: a point of
    /// the curve of Lorenz (1905), read from above. Of values that are not below nought; good to one
    /// part in a thousand.
    pub fn share_of_largest(&self, share: f64) -> f64 {
        let (mut held, mut whole) = (0.0, 0.0);
        let mut left = share * self.count as f64;
        for &(bucket, count) in self.buckets.iter().rev() {
            let taken = f64::from(count).min(left);
            left -= taken;
            held += taken * self.size(bucket);
            whole += f64::from(count) * self.size(bucket);
        }
        if whole > 0.0 { held / whole } else { 0.0 }
    }

    fn size(&self, bucket: i32) -> f64 {
        middle_of(bucket, self.widened).clamp(self.min as f64, self.max as f64)
    }

    /// The estimate in the unit of the metric, of which `per_unit` whole numbers make one.
    pub fn estimate(&self, per_unit: f64) -> Estimate {
        Estimate {
            mean: self.mean() / per_unit,
            mcse: self.standard_error() / per_unit,
            p10: self.quantile(0.1) / per_unit,
            p50: self.quantile(0.5) / per_unit,
            p90: self.quantile(0.9) / per_unit,
        }
    }
}

const BUCKETS_AT_ONCE: usize = 16;
/// Inexact buckets of a sketch that grows coarser.
const MOST: usize = 1000;
/// Sizes below this have a bucket each.
const EXACT: u64 = 1 << 10;
/// Buckets per doubling above it.
const STEPS: u64 = EXACT / 2;

/// Buckets are signed: the bucket of a negative value mirrors that of the positive one.
fn bucket_of(value: i64) -> i32 {
    let size = value.unsigned_abs();
    let index = if size < EXACT {
        size
    } else {
        let shift = u64::from(EXACT.leading_zeros() - size.leading_zeros()) + 1;
        EXACT + (shift - 1) * STEPS + (size >> shift) - STEPS
    };
    let index = index as i32;
    if value < 0 { -index } else { index }
}

/// Buckets can be made twice as wide so often: then there is one per doubling.
const WIDEST: u32 = STEPS.ilog2();

fn is_exact(bucket: i32) -> bool {
    u64::from(bucket.unsigned_abs()) < EXACT
}

/// The bucket that an inexact bucket falls into when buckets are made so often twice as wide.
fn wider(bucket: i32, times: u32) -> i32 {
    if is_exact(bucket) {
        return bucket;
    }
    let exact = EXACT as i32;
    (exact + ((bucket.abs() - exact) >> times)) * bucket.signum()
}

fn middle_of(bucket: i32, widened: u32) -> f64 {
    let index = u64::from(bucket.unsigned_abs());
    let size = if index < EXACT {
        index as f64
    } else {
        let first = (index - EXACT) << widened;
        let shift = first / STEPS + 1;
        let steps = first % STEPS + STEPS;
        (steps << shift) as f64 + spread_of(bucket, widened) / 2.0
    };
    if bucket < 0 { -size } else { size }
}

/// How far the largest value of a bucket is from its least.
fn spread_of(bucket: i32, widened: u32) -> f64 {
    if is_exact(bucket) {
        return 0.0;
    }
    let first = (u64::from(bucket.unsigned_abs()) - EXACT) << widened;
    ((1u64 << (first / STEPS + 1 + u64::from(widened))) - 1) as f64
}

/// The difference of two strategies over paired replications.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paired {
    /// Strategy less baseline.
    pub difference: Sketch,
    /// Replications in which the strategy was strictly better (see [`crate::metric::Better`]).
    pub better: u64,
    /// Replications in which both were equal.
    pub equal: u64,
}

impl Paired {
    /// Adds one replication's difference, and says whether it was an improvement.
    pub fn push(&mut self, difference: i64, better: crate::metric::Better) {
        self.difference.push(difference);
        self.better += u64::from(better.is_improvement(difference));
        self.equal += u64::from(difference == 0);
    }

    /// Adds everything that `other` has seen.
    pub fn merge(&mut self, other: &Self) {
        self.difference.merge(&other.difference);
        self.better += other.better;
        self.equal += other.equal;
    }

    /// Share of replications in which the strategy was strictly better.
    pub fn probability_better(&self) -> f64 {
        self.share(self.better)
    }

    /// Share of replications in which both were equal.
    pub fn probability_equal(&self) -> f64 {
        self.share(self.equal)
    }

    fn share(&self, of: u64) -> f64 {
        if self.difference.count() == 0 { 0.0 } else { of as f64 / self.difference.count() as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::{EXACT, MOST, Sketch, bucket_of, middle_of};

    #[test]
    fn buckets_are_exact_below_1024_and_within_a_thousandth_above() {
        for value in (0..5000).chain([1 << 20, 123_456_789, 987_654_321_012, i64::MAX / 2]) {
            for signed in [value, -value] {
                let back = middle_of(bucket_of(signed), 0);
                let error = (back - signed as f64).abs();
                assert!(
                    error <= if value < 1024 { 0.0 } else { value as f64 / 1000.0 },
                    "{signed}"
                );
            }
        }
    }

    #[test]
    fn buckets_keep_order() {
        let values: Vec<i64> = (-3000..3000).chain((12..60).map(|e| 1 << e)).collect();
        assert!(values.windows(2).all(|pair| bucket_of(pair[0]) <= bucket_of(pair[1])));
    }

    #[test]
    fn merging_is_the_same_as_pushing_all() {
        let (mut left, mut right, mut all) =
            (Sketch::default(), Sketch::default(), Sketch::default());
        for value in 0..1000 {
            let value = (value * value * 7919) % 100_003 - 50_000;
            let sketch = if value % 3 == 0 { &mut left } else { &mut right };
            sketch.push(value);
            all.push(value);
        }
        right.merge(&left);
        assert_eq!(right, all);
    }

    #[test]
    fn a_sketch_stays_short_whatever_the_order() {
        let value = |n: i64| (n * n * 7919) % 1_000_003 - 200_000;
        let (mut forward, mut backward) = (Sketch::default(), Sketch::default());
        let (mut halves, mut exact) = ([Sketch::default(), Sketch::default()], Sketch::fine());
        for n in 0..20_000 {
            forward.push(value(n));
            backward.push(value(19_999 - n));
            halves[usize::from(n % 7 < 2)].push(value(n));
            exact.push(value(n));
        }
        let [mut merged, other] = halves;
        merged.merge(&other);
        assert!(forward == backward && forward == merged);
        assert!(forward.buckets.len() <= MOST + 2 * EXACT as usize && forward.widened > 0);
        assert!((forward.mean() - exact.mean()).abs() < 1e-9);
        for p in [0.1, 0.5, 0.9] {
            let (is, should_be) = (forward.quantile(p), exact.quantile(p));
            assert!((is - should_be).abs() < should_be.abs() / 1000.0, "{is} {should_be}");
        }
    }

    #[test]
    fn a_sketch_of_a_thousand_values_is_fine() {
        let (mut sketch, mut fine) = (Sketch::default(), Sketch::fine());
        for n in 1..=1000_i64 {
            sketch.push(n * 1_000_003);
            fine.push(n * 1_000_003);
        }
        assert_eq!(sketch.buckets, fine.buckets);
    }

    #[test]
    fn the_largest_hold_their_share() {
        let mut sketch = Sketch::default();
        (1..=4).for_each(|value| sketch.push(value));
        let held = [0.0, 0.25, 0.375, 0.5, 1.0].map(|share| sketch.share_of_largest(share));
        for (held, known) in held.iter().zip([0.0, 0.4, 0.55, 0.7, 1.0]) {
            assert!((held - known).abs() < 1e-12, "{held} {known}");
        }
        assert!(Sketch::default().share_of_largest(0.5).abs() < 1e-12);
    }

    #[test]
    fn mean_variance_and_quantiles_of_one_to_ten() {
        let mut sketch = Sketch::default();
        (1..=10).for_each(|value| sketch.push(value));
        let got = [sketch.mean(), sketch.variance(), sketch.quantile(0.1), sketch.quantile(0.5)];
        for (got, known) in got.iter().zip([5.5, 55.0 / 6.0, 1.0, 5.0]) {
            assert!((got - known).abs() < 1e-12);
        }
    }
}
