//! Points at which the share of each factor can be read off: two independent draws of everything,
//! and between them draws in which one factor at a time is exchanged (pick and freeze).
//!
//! Luck is a factor too. A point is met by one of two independent lucks, so that products of values
//! with different luck are free of luck's share on average (the seed as an input: Iooss and Ribatet
//! 2009, doi:10.1016/j.ress.2008.09.010).

use crate::uncertain::draw;

/// Points of a row beside those with one factor exchanged.
pub(super) const FIXED: usize = 3;

/// What the function gave at the points of each row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// At the first draw, with the first luck.
    pub first: Vec<f64>,
    /// At the first draw, with the second luck.
    pub again: Vec<f64>,
    /// At the second draw, with the first luck.
    pub other: Vec<f64>,
    /// By factor: at the first draw but for this factor, which is that of the second draw; with the
    /// second luck.
    pub exchanged: Vec<Vec<f64>>,
}

/// A point of a scrambled Sobol sequence (Owen 1997, doi:10.1214/aos/1031594731; hashed scrambling
/// by Burley 2020, Journal of Computer Graphics Techniques 9), as a share strictly between 0 and 1.
#[expect(clippy::cast_possible_truncation, reason = "there are few points and dimensions")]
pub fn share(point: usize, dimension: usize, seed: u64) -> f64 {
    const HALF_A_STEP: f64 = 1.0 / (1u64 << 25) as f64;
    // Past the last dimension of the sequence points are random.
    if dimension >= MOST_DIMENSIONS {
        return draw::share(&[seed, point as u64, dimension as u64]);
    }
    let sample = sobol_burley::sample(point as u32, dimension as u32, (seed >> 32) as u32);
    f64::from(sample) + HALF_A_STEP
}

/// Points that the sequence has.
pub const MOST_POINTS: usize = 1 << 16;
const MOST_DIMENSIONS: usize = sobol_burley::NUM_DIMENSIONS as usize;

/// Values of a function of shares at every point of a design: for a function without luck. The
/// function is given one share per factor.
pub fn rows(factors: usize, count: usize, seed: u64, function: impl Fn(&[f64]) -> f64) -> Rows {
    let mut rows = Rows { exchanged: vec![Vec::new(); factors], ..Rows::default() };
    for row in 0..count {
        let draw = |from: usize| -> Vec<f64> {
            (0..factors).map(|factor| share(row, from + factor, seed)).collect()
        };
        let (one, two) = (draw(0), draw(factors));
        let value = function(&one);
        rows.first.push(value);
        rows.again.push(value);
        rows.other.push(function(&two));
        for factor in 0..factors {
            let mut point = one.clone();
            point[factor] = two[factor];
            rows.exchanged[factor].push(function(&point));
        }
    }
    rows
}
