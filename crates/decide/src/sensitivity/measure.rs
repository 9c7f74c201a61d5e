//! What it is worth to measure a number on a few calls: the expected value of sample information.
//!
//! Before the calls, every outcome of them has its chance; after each, the number is known better, and
//! the better strategy given that is taken. The number's law is cut into pieces; each
//! outcome weighs them by its likelihood (Menzies 2016, doi:10.1177/0272989X15583495), and outcomes are
//! not sampled but summed over.

use longview_scenario::Scenario;
use statrs::function::gamma::ln_gamma;

use crate::uncertain::normal;

/// What a call shows of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sampling {
    /// Whether something happened that has this chance: as often as not out of so many.
    Counted,
    /// Whether something happened whose weight stands against that of everything else.
    Weighed {
        /// The sum of the other weights.
        others: f64,
    },
    /// A length that varies as much as it is long on average.
    Timed,
}

/// Numbers that no call shows: what is counted or timed beside them depends on more.
const UNSEEN: [&str; 4] = ["half_life", "at_most", "retry", "every"];

impl Sampling {
    /// What a call shows of the number at a path; nothing of what cannot be counted or timed.
    pub fn of(scenario: &Scenario, path: &str, unit: &str) -> Option<Self> {
        if UNSEEN.iter().any(|end| path.ends_with(end)) {
            return None;
        }
        match unit {
            "chance" => Some(Self::Counted),
            "weight" => Some(Self::Weighed { others: others(scenario, path) }),
            "minutes" | "weeks" => Some(Self::Timed),
            _ => None,
        }
    }
}

/// The other weights of the outcome table that a weight stands in, at their best guesses.
fn others(scenario: &Scenario, path: &str) -> f64 {
    let table_of = |path: &str| {
        let outcome = path.strip_suffix(".weight")?;
        outcome.rsplit_once('.').map(|(table, _)| table.to_owned())
    };
    let table = table_of(path);
    let knobs = scenario.knobs.iter().filter(|knob| knob.path != path);
    let beside = knobs.filter(|knob| table.is_some() && table_of(&knob.path) == table);
    beside.map(|knob| knob.best).sum()
}

/// A piece of a number's law.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// The number there.
    value: f64,
    /// The average difference there.
    average: f64,
    /// The chance of the piece.
    chance: f64,
}

/// Pieces at even steps of the score, as far as one draw in a million or so goes.
const STEPS: u32 = 400;
const FURTHEST: f64 = 5.0;

fn pieces(value: impl Fn(f64) -> f64, average: impl Fn(f64) -> f64) -> Vec<Piece> {
    let step = 2.0 * FURTHEST / f64::from(STEPS);
    let scores = (0..STEPS).map(|at| (f64::from(at) + 0.5) * step - FURTHEST);
    let piece = |score: f64| Piece {
        value: value(score),
        average: average(score),
        chance: normal::share_below(score + step / 2.0) - normal::share_below(score - step / 2.0),
    };
    scores.map(piece).collect()
}

/// The worth of so many calls. `value` is the number at a score, `average` the average difference at
/// that score of the number.
pub fn worth(
    sampling: Sampling,
    calls: u32,
    value: impl Fn(f64) -> f64,
    average: impl Fn(f64) -> f64,
) -> f64 {
    let mut pieces = pieces(value, average);
    let mean: f64 = pieces.iter().map(|piece| piece.chance * piece.average).sum();
    if let Sampling::Weighed { others } = sampling {
        let share = |weight: f64| if weight > 0.0 { weight / (weight + others) } else { 0.0 };
        for piece in &mut pieces {
            piece.value = share(piece.value);
        }
    }
    let gained = match sampling {
        Sampling::Counted | Sampling::Weighed { .. } => counted(&pieces, calls),
        Sampling::Timed => timed(&pieces, calls),
    };
    (gained - mean.max(0.0)).max(0.0)
}

/// What the better strategy brings where the pieces have these likelihoods.
fn better(pieces: &[Piece], likelihood: impl Fn(f64) -> f64) -> f64 {
    let part = |piece: &Piece| piece.chance * likelihood(piece.value) * piece.average;
    pieces.iter().map(part).sum::<f64>().max(0.0)
}

/// The mean of the better strategy after counting how often something happens.
fn counted(pieces: &[Piece], calls: u32) -> f64 {
    let n = f64::from(calls);
    let of = |times: u32| {
        let k = f64::from(times);
        let ways = ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
        better(pieces, |chance| {
            (ways + times_log(k, chance) + times_log(n - k, 1.0 - chance)).exp()
        })
    };
    (0..=calls).map(of).sum()
}

/// `k ln(p)`, where nothing happens nought times with certainty.
fn times_log(k: f64, p: f64) -> f64 {
    if k <= 0.0 { 0.0 } else { k * p.ln() }
}

/// The mean of the better strategy after timing something: the logarithm of the mean of `n` lengths
/// varies like a Normal number with variance `1 / n` around that of the true mean.
fn timed(pieces: &[Piece], calls: u32) -> f64 {
    const OUTCOMES: u32 = 600;
    let sd = 1.0 / f64::from(calls).sqrt();
    let logs: Vec<Piece> = pieces
        .iter()
        .map(|piece| Piece { value: piece.value.max(f64::MIN_POSITIVE).ln(), ..*piece })
        .collect();
    let ends = logs.iter().map(|piece| piece.value);
    let (from, to) =
        ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), log| (a.min(log), b.max(log)));
    let (from, to) = (from - 6.0 * sd, to + 6.0 * sd);
    let step = (to - from) / f64::from(OUTCOMES);
    let of = |at: u32| {
        let seen = from + (f64::from(at) + 0.5) * step;
        better(&logs, |log| normal::density((seen - log) / sd) / sd * step)
    };
    (0..OUTCOMES).map(of).sum()
}
