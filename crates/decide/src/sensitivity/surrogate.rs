//! A formula in place of the simulation: what the difference is on average, as a function of scores.
//!
//! Method: a sparse polynomial chaos expansion (Blatman and Sudret 2010,
//! doi:10.1016/j.probengmech.2009.10.003): Hermite polynomials up to degree three of single scores and
//! products of two scores, which are uncorrelated with mean nought under independent Normal scores,
//! chosen forward by the Bayesian information criterion (Schwarz 1978). Points that share luck and
//! other numbers are blocks; they are fitted by generalised least squares with a random part per
//! block (Fuller and Battese 1973, Journal of the American Statistical Association 68). The average
//! given the scores of some numbers is the same formula without the terms that name others, as Strong,
//! Oakley and Brennan 2014, doi:10.1177/0272989X13505910, take it from a regression.

use super::solve::Normal;

/// What was run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sample {
    /// By point: its scores.
    pub scores: Vec<Vec<f64>>,
    /// By point: the value.
    pub values: Vec<f64>,
    /// By point: points of one block share luck and all other numbers.
    pub blocks: Vec<usize>,
    /// By point: points of one row are drawn again together.
    pub rows: Vec<usize>,
}

/// A polynomial of one score, or a product of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// The Hermite polynomial of this degree of the score of one dimension.
    Single {
        /// The dimension.
        of: usize,
        /// From 1 to 3.
        degree: u8,
    },
    /// The product of two scores.
    Product(usize, usize),
}

impl Term {
    /// Its value at a point; its variance is one.
    pub fn at(self, scores: &[f64]) -> f64 {
        match self {
            Self::Product(a, b) => scores[a] * scores[b],
            Self::Single { of, degree } => {
                let z = scores[of];
                match degree {
                    1 => z,
                    2 => (z * z - 1.0) / 2.0f64.sqrt(),
                    _ => (z * z - 3.0) * z / 6.0f64.sqrt(),
                }
            }
        }
    }

    /// The dimensions that it names.
    pub fn dimensions(self) -> Vec<usize> {
        match self {
            Self::Product(a, b) => vec![a, b],
            Self::Single { of, .. } => vec![of],
        }
    }
}

/// The formula: a mean, and terms with their weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Surrogate {
    /// Mean over all draws.
    pub mean: f64,
    /// What else there is.
    pub terms: Vec<(Term, f64)>,
}

/// A formula, and others from rows that were drawn again.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The formula.
    pub best: Surrogate,
    /// From rows drawn again.
    pub again: Vec<Surrogate>,
}

/// Formulas from rows that are drawn again.
pub const AGAIN: usize = 100;

/// More terms are not looked for.
const MOST_TERMS: usize = 24;

/// Fits the formula to what was run.
pub fn fit(sample: &Sample, seed: u64) -> Fitted {
    let candidates = candidates(sample.scores.first().map_or(0, Vec::len));
    let plain = Columns::new(sample, &candidates, 0.0, 1.0);
    let first = plain.chosen();
    let (within, between) = spread(sample, &candidates, &first);
    let columns = Columns::new(sample, &candidates, between, within);
    let chosen = columns.chosen();
    let terms: Vec<Term> = chosen.iter().map(|at| candidates[*at]).collect();
    let by_row = columns.by_row(sample, &chosen);
    let formula = |rows: &[usize]| {
        let mut sum = Normal::new(chosen.len() + 1);
        for row in rows {
            sum.merge(&by_row[*row]);
        }
        let weights = sum.solved();
        let terms = terms.iter().copied().zip(weights[1..].iter().copied()).collect();
        Surrogate { mean: weights[0], terms }
    };
    let all: Vec<usize> = (0..by_row.len()).collect();
    let again = (0..AGAIN).map(|turn| formula(&rows_again(by_row.len(), seed, turn)));
    Fitted { best: formula(&all), again: again.collect() }
}

/// Rows drawn again, with replacement.
pub(super) fn rows_again(rows: usize, seed: u64, turn: usize) -> Vec<usize> {
    super::indices::drawn(rows, super::seed(seed, "surrogate", 0), turn)
}

fn candidates(dimensions: usize) -> Vec<Term> {
    let singles =
        (0..dimensions).flat_map(|of| [1, 2, 3].map(|degree| Term::Single { of, degree }));
    let products =
        (0..dimensions).flat_map(|a| (a + 1..dimensions).map(move |b| Term::Product(a, b)));
    singles.chain(products).collect()
}

/// Columns of a regression, in which a part of the mean of each block is taken away.
struct Columns {
    /// By candidate, then point.
    candidates: Vec<Vec<f64>>,
    ones: Vec<f64>,
    values: Vec<f64>,
}

impl Columns {
    fn new(sample: &Sample, candidates: &[Term], between: f64, within: f64) -> Self {
        let blocks = Blocks::of(sample);
        let lessened = |column: Vec<f64>| blocks.lessened(column, between, within);
        let column = |term: &Term| sample.scores.iter().map(|point| term.at(point)).collect();
        Self {
            candidates: candidates.iter().map(|term| lessened(column(term))).collect(),
            ones: lessened(vec![1.0; sample.values.len()]),
            values: lessened(sample.values.clone()),
        }
    }

    /// Candidates taken in one by one, as long as that tells more than it costs.
    fn chosen(&self) -> Vec<usize> {
        let n = self.values.len() as f64;
        let mut left = Remainder::new(self);
        let mut chosen = Vec::new();
        let mut squares = left.squares();
        while chosen.len() < MOST_TERMS.min(self.values.len() / 4) {
            let Some((at, gain)) = left.best() else { break };
            let after = (squares - gain).max(squares * 1e-12);
            if n * (squares / after).ln() <= n.ln() {
                break;
            }
            left.take(at);
            chosen.push(at);
            squares = left.squares();
            if squares <= 1e-20 * n {
                break;
            }
        }
        chosen
    }

    /// Sums of products, row by row.
    fn by_row(&self, sample: &Sample, chosen: &[usize]) -> Vec<Normal> {
        let rows = sample.rows.iter().max().map_or(0, |last| last + 1);
        let mut sums = vec![Normal::new(chosen.len() + 1); rows];
        for (point, row) in sample.rows.iter().enumerate() {
            let of = |at: &usize| self.candidates[*at][point];
            let line: Vec<f64> =
                std::iter::once(self.ones[point]).chain(chosen.iter().map(of)).collect();
            sums[*row].add(&line, self.values[point]);
        }
        sums
    }
}

/// What is left of candidates and values when what was chosen is taken out of them (modified Gram
/// and Schmidt).
struct Remainder {
    candidates: Vec<Vec<f64>>,
    values: Vec<f64>,
    sizes: Vec<f64>,
}

impl Remainder {
    fn new(columns: &Columns) -> Self {
        let candidates = columns.candidates.clone();
        let sizes = candidates.iter().map(|column| dot(column, column)).collect();
        let mut new = Self { candidates, values: columns.values.clone(), sizes };
        new.take_out(&columns.ones);
        new
    }

    fn squares(&self) -> f64 {
        dot(&self.values, &self.values)
    }

    /// The candidate that explains most of what is left, and how much.
    fn best(&self) -> Option<(usize, f64)> {
        const NOTHING_NEW: f64 = 1e-8;
        let gains = self.candidates.iter().zip(&self.sizes).enumerate().filter_map(|(at, one)| {
            let (column, whole) = one;
            let size = dot(column, column);
            (size > NOTHING_NEW * whole && size > 0.0)
                .then(|| (at, dot(column, &self.values).powi(2) / size))
        });
        gains.max_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    fn take(&mut self, at: usize) {
        let column = std::mem::take(&mut self.candidates[at]);
        self.take_out(&column);
    }

    fn take_out(&mut self, direction: &[f64]) {
        let size = dot(direction, direction);
        if size <= 0.0 {
            return;
        }
        for column in self.candidates.iter_mut().chain([&mut self.values]) {
            let part = dot(column, direction) / size;
            column.iter_mut().zip(direction).for_each(|(left, taken)| *left -= part * taken);
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Points by block.
struct Blocks(Vec<Vec<usize>>);

impl Blocks {
    fn of(sample: &Sample) -> Self {
        let count = sample.blocks.iter().max().map_or(0, |last| last + 1);
        let mut blocks = vec![Vec::new(); count];
        sample.blocks.iter().enumerate().for_each(|(point, block)| blocks[*block].push(point));
        Self(blocks)
    }

    /// The column less so much of the mean of each block that what is left has independent errors,
    /// where errors have these variances between blocks and within.
    fn lessened(&self, mut column: Vec<f64>, between: f64, within: f64) -> Vec<f64> {
        for block in &self.0 {
            let n = block.len() as f64;
            let part = 1.0 - (within / (within + n * between)).sqrt();
            let mean = block.iter().map(|point| column[*point]).sum::<f64>() / n;
            for point in block {
                column[*point] -= part * mean;
            }
        }
        column
    }
}

/// Variance of what a first formula leaves, within blocks and between them. The first is never
/// nought, so that it can divide.
fn spread(sample: &Sample, candidates: &[Term], chosen: &[usize]) -> (f64, f64) {
    let mut normal = Normal::new(chosen.len() + 1);
    let line = |point: &Vec<f64>| -> Vec<f64> {
        std::iter::once(1.0).chain(chosen.iter().map(|at| candidates[*at].at(point))).collect()
    };
    for (point, value) in sample.scores.iter().zip(&sample.values) {
        normal.add(&line(point), *value);
    }
    let weights = normal.solved();
    let points = sample.scores.iter().zip(&sample.values);
    let left: Vec<f64> = points.map(|(point, value)| value - dot(&line(point), &weights)).collect();
    let all = dot(&left, &left) / left.len() as f64;
    let (mut squares, mut freedom) = (0.0, 0.0);
    for block in &Blocks::of(sample).0 {
        let n = block.len() as f64;
        let mean = block.iter().map(|point| left[*point]).sum::<f64>() / n;
        squares += block.iter().map(|point| (left[*point] - mean).powi(2)).sum::<f64>();
        freedom += n - 1.0;
    }
    let within = if freedom > 0.0 { squares / freedom } else { all };
    let within = within.max(1e-9 * all).max(f64::MIN_POSITIVE);
    (within, (all - within).max(0.0))
}
