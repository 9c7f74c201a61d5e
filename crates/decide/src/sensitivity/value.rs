//! The joint draws of all numbers, and what is read off them.

use longview_scenario::Scenario;

use super::answer::{Estimated, FactorShares, FactorWorth, GroupWorth, Mean, Shares, Worth};
use super::design::{self, Rows};
use super::effort::Effort;
use super::factors::Factors;
use super::indices::{self, Indices, indices};
use super::measure::{self, Sampling};
use super::request::{SensitivityError, SensitivityRequest};
use super::runner::{Job, Runner};
use super::seed;
use super::surrogate::{self, Fitted, Sample, Surrogate, fit};
use super::worth::{Knowing, Points, Set};
use crate::uncertain::{Uncertain, normal};

/// What the joint draws gave.
pub(super) struct Drawn {
    rows: Rows,
    sample: Sample,
    /// The factor of each dimension of the sample.
    factor_of: Vec<usize>,
    indices: Indices,
}

/// Runs the design.
pub(super) fn draw(
    runner: &Runner<'_>,
    uncertain: &Uncertain,
    factors: &Factors,
    effort: &Effort,
    of: u64,
) -> Result<Drawn, SensitivityError> {
    let count = usize::try_from(effort.rows).unwrap_or(usize::MAX).min(design::MOST_POINTS);
    let plan = Plan { uncertain, factors, effort, seed: of };
    let rows: Vec<Vec<Place>> = (0..count).map(|row| plan.row(row)).collect();
    let jobs: Vec<Job> = rows.iter().flatten().map(|place| place.job.clone()).collect();
    let found = runner.all(&jobs)?;
    let mean = |one: &Vec<f64>| one.iter().sum::<f64>() / one.len() as f64;
    let values: Vec<f64> = found.iter().map(mean).collect();
    let across = rows.first().map_or(1, Vec::len);
    let by_row = rows_of(&values, across);
    let indices = indices(&by_row, seed(of, "indices", 0));
    let sample = sample(&rows, &values, factors.rest.is_empty());
    let singled = factors.singled.iter().enumerate();
    let factor_of = singled.flat_map(|(at, numbers)| numbers.iter().map(move |_| at)).collect();
    Ok(Drawn { rows: by_row, sample, factor_of, indices })
}

/// A point of a row.
struct Place {
    job: Job,
    /// Scores of the dimensions that are looked at.
    scores: Vec<f64>,
}

struct Plan<'a> {
    uncertain: &'a Uncertain,
    factors: &'a Factors,
    effort: &'a Effort,
    seed: u64,
}

impl Plan<'_> {
    /// First draw, first draw again, second draw, then one exchanged factor after the other, the rest
    /// last.
    fn row(&self, row: usize) -> Vec<Place> {
        let (one, two) = (self.scores(row, 0), self.scores(row, 1));
        let luck = |which: u64| seed(self.seed, "luck", 2 * row as u64 + which);
        let mut places =
            vec![self.place(&one, luck(0)), self.place(&one, luck(1)), self.place(&two, luck(0))];
        let rest = (!self.factors.rest.is_empty()).then_some(&self.factors.rest);
        for numbers in self.factors.singled.iter().chain(rest) {
            let mut scores = one.clone();
            for at in numbers {
                scores[*at] = two[*at];
            }
            places.push(self.place(&scores, luck(1)));
        }
        places
    }

    /// Scores of the first or the second draw: low-discrepancy points where numbers are looked at by
    /// themselves, random ones by address where they are not.
    fn scores(&self, row: usize, draw: usize) -> Vec<f64> {
        let dimensions = self.factors.dimensions();
        let at = seed(self.seed, "joint", draw as u64);
        let mut scores = self.uncertain.scores(at, row as u64);
        let points = seed(self.seed, "points", 0);
        for (dimension, number) in dimensions.iter().enumerate() {
            let share = design::share(row, draw * dimensions.len() + dimension, points);
            scores[*number] = normal::score_at(share);
        }
        scores
    }

    fn place(&self, scores: &[f64], seed: u64) -> Place {
        let job =
            Job { values: self.uncertain.values(scores), seed, replications: self.effort.each };
        let dimensions = self.factors.dimensions();
        Place { job, scores: dimensions.iter().map(|at| scores[*at]).collect() }
    }
}

fn rows_of(values: &[f64], across: usize) -> Rows {
    let column = |at: usize| values.iter().skip(at).step_by(across).copied().collect::<Vec<f64>>();
    Rows {
        first: column(0),
        again: column(1),
        other: column(2),
        exchanged: (design::FIXED..across).map(column).collect(),
    }
}

/// All points as a sample: those of a row that share luck and all other numbers are a block.
fn sample(rows: &[Vec<Place>], values: &[f64], has_no_rest: bool) -> Sample {
    let mut sample = Sample { values: values.to_vec(), ..Sample::default() };
    let mut block = 0;
    for (row, places) in rows.iter().enumerate() {
        let shared = block;
        block += 1;
        for (at, place) in places.iter().enumerate() {
            let is_rest = !has_no_rest && at + 1 == places.len();
            let is_shared = at == 1 || (at >= design::FIXED && !is_rest);
            sample.blocks.push(if is_shared { shared } else { block });
            block += usize::from(!is_shared);
            sample.rows.push(row);
            sample.scores.push(place.scores.clone());
        }
    }
    sample
}

/// What each factor brings.
pub(super) fn shares(drawn: &Drawn, factors: &Factors) -> Shares {
    let found = &drawn.indices;
    let of = |at: usize, numbers: &[usize]| FactorShares {
        factor: factors.factor(numbers),
        alone: found.first[at],
        with_others: found.total[at],
    };
    let mut told: Vec<FactorShares> =
        factors.singled.iter().enumerate().map(|(at, numbers)| of(at, numbers)).collect();
    told.sort_by(|a, b| b.with_others.value.total_cmp(&a.with_others.value));
    let rest = (!factors.rest.is_empty())
        .then(|| (factors.rest.len(), of(factors.singled.len(), &factors.rest)));
    let rows = &drawn.rows;
    let both_lucks = rows.first.iter().zip(&rows.again).map(|(a, b)| f64::midpoint(*a, *b));
    let means: Vec<f64> = both_lucks.chain(rows.other.iter().copied()).collect();
    Shares { variance: found.variance, mean: Mean::of(&means), factors: told, rest }
}

/// Points at which averages are compared.
const POINTS: usize = 4096;
/// Points for the formulas from rows drawn again.
const FEWER_POINTS: usize = 1024;

/// What knowing is worth.
pub(super) fn worth(
    scenario: &Scenario,
    uncertain: &Uncertain,
    drawn: &Drawn,
    factors: &Factors,
    groups: &[Vec<usize>],
    request: &SensitivityRequest,
) -> Worth {
    let fitted = fit(&drawn.sample, request.seed);
    let rests = Rests { rows: &drawn.rows, factor: factors.singled.len(), seed: request.seed };
    let at_points = |count: usize| {
        let points = Points::normal(drawn.factor_of.len(), count, seed(request.seed, "worth", 0));
        move |formula: &Surrogate, rest| Knowing::new(formula, &points, &drawn.factor_of, rest)
    };
    let counted = Counted::new(&fitted, &rests, at_points(POINTS), at_points(FEWER_POINTS));
    let laws = KnownLaws { scenario, uncertain, factor_of: &drawn.factor_of };
    let mut told: Vec<FactorWorth> = factors
        .singled
        .iter()
        .enumerate()
        .map(|(at, numbers)| {
            let known = counted.of(1 << at);
            let measured = measured(&laws, &fitted.best, at, numbers, request.calls);
            FactorWorth {
                factor: factors.factor(numbers),
                known,
                measured: measured.map(|worth| worth.min(known.value)),
            }
        })
        .collect();
    told.sort_by(|a, b| b.known.value.total_cmp(&a.known.value));
    let group = |numbers: &Vec<usize>| {
        let of = |number: &usize| factors.singled.iter().position(|one| one.contains(number));
        let set = numbers.iter().filter_map(of).fold(0, |set, at| set | (1 << at));
        let path = |at: &usize| uncertain.numbers[*at].path.clone();
        GroupWorth { paths: numbers.iter().map(path).collect(), known: counted.of(set) }
    };
    Worth {
        mean: fitted.best.mean,
        chance_wrong: counted.chance_wrong,
        everything: counted.of(counted.everything),
        factors: told,
        groups: groups.iter().map(group).collect(),
        calls: request.calls,
        terms: fitted.best.terms.len(),
    }
}

/// The standard deviation that all numbers bring which are not looked at by themselves.
struct Rests<'a> {
    rows: &'a Rows,
    /// Their place among the exchanged factors; there may be none.
    factor: usize,
    seed: u64,
}

impl Rests<'_> {
    fn best(&self) -> f64 {
        self.of(&(0..self.rows.first.len()).collect::<Vec<usize>>())
    }

    /// From the rows from which a formula was fitted again.
    fn again(&self, turn: usize) -> f64 {
        self.of(&surrogate::rows_again(self.rows.first.len(), self.seed, turn))
    }

    fn of(&self, rows: &[usize]) -> f64 {
        let has = self.factor < self.rows.exchanged.len();
        if has { indices::own(self.rows, self.factor, rows).max(0.0).sqrt() } else { 0.0 }
    }
}

/// The worth of every set, by the formula and by those from rows drawn again.
struct Counted {
    best: Vec<f64>,
    again: Vec<Knowing>,
    everything: Set,
    chance_wrong: Estimated,
}

impl Counted {
    fn new(
        fitted: &Fitted,
        rests: &Rests<'_>,
        knowing: impl Fn(&Surrogate, f64) -> Knowing,
        roughly: impl Fn(&Surrogate, f64) -> Knowing,
    ) -> Self {
        let best = knowing(&fitted.best, rests.best());
        let turns = fitted.again.iter().enumerate();
        let again: Vec<Knowing> =
            turns.map(|(turn, formula)| roughly(formula, rests.again(turn))).collect();
        let chances = again.iter().map(Knowing::chance_wrong).collect();
        Self {
            best: best.worths(),
            everything: best.everything(),
            chance_wrong: Estimated::new(best.chance_wrong(), chances),
            again,
        }
    }

    fn of(&self, set: Set) -> Estimated {
        Estimated::new(self.best[set], self.again.iter().map(|one| one.worth(set)).collect())
    }
}

/// What counting or timing the number of a factor is worth; nothing where calls do not show it.
fn measured(
    known: &KnownLaws<'_>,
    formula: &Surrogate,
    factor: usize,
    numbers: &[usize],
    calls: u32,
) -> Option<f64> {
    let [number] = numbers else { return None };
    let unsure = &known.uncertain.numbers[*number];
    let sampling = Sampling::of(known.scenario, &unsure.path, unsure.unit)?;
    let dimension = known.factor_of.iter().position(|one| *one == factor)?;
    let average = |score: f64| {
        let mut scores = vec![0.0; known.factor_of.len()];
        scores[dimension] = score;
        let own = formula.terms.iter().filter(|(term, _)| term.dimensions() == [dimension]);
        formula.mean + own.map(|(term, weight)| weight * term.at(&scores)).sum::<f64>()
    };
    Some(measure::worth(sampling, calls, |score| unsure.law.at(score), average))
}

/// What a number's law and place are looked up in.
struct KnownLaws<'a> {
    scenario: &'a Scenario,
    uncertain: &'a Uncertain,
    factor_of: &'a [usize],
}
