//! A published yearly Markov model, made of timers of exactly one year.
//!
//! Transition counts of Chancellor et al. 1997 as used by
//! Briggs, Claxton and Sculpher 2006, Decision Modelling for Health Economic Evaluation, example
//! 2.5: twenty yearly cycles, all start in the mildest state, counted at the end of each cycle.

use longview_scenario::Scenario;
use longview_tests::{Ran, assert_close, assert_digits, assert_share, binomial_error, stored};

use super::maths::{Matrix, step};

const YEARS: usize = 20;
/// Yearly transition counts between mild, moderate, AIDS and dead.
const COUNTS: Matrix<4> = [
    [1251.0, 350.0, 116.0, 17.0],
    [0.0, 731.0, 512.0, 15.0],
    [0.0, 0.0, 1312.0, 437.0],
    [0.0, 0.0, 0.0, 1.0],
];
/// Relative risk of every worsening move on two drugs, in the first two years.
const RELATIVE_RISK: f64 = 0.509;

fn one_drug() -> Matrix<4> {
    COUNTS.map(|row| row.map(|count| count / row.iter().sum::<f64>()))
}

fn two_drugs() -> Matrix<4> {
    let mut chances = one_drug();
    for (from, row) in chances.iter_mut().enumerate() {
        row.iter_mut().skip(from + 1).for_each(|worsening| *worsening *= RELATIVE_RISK);
        row[from] = 1.0 - row[from + 1..].iter().sum::<f64>();
    }
    chances
}

/// Shares at the end of each year, given the chances of each year.
fn trace(chances_in: impl Fn(usize) -> Matrix<4>) -> Vec<[f64; 4]> {
    let start = [1.0, 0.0, 0.0, 0.0];
    let years = (0..YEARS).scan(start, |now, year| {
        *now = step(now, &chances_in(year));
        Some(*now)
    });
    years.collect()
}

/// Mean and variance of one patient's years alive: the chance to live at least `k` years is the
/// share alive at the end of year `k`, so the mean is their sum and `E[Y^2] = sum (2k - 1) P(Y >= k)`.
fn life_years(trace: &[[f64; 4]]) -> (f64, f64) {
    let alive: Vec<f64> = trace.iter().map(|shares| 1.0 - shares[3]).collect();
    let mean: f64 = alive.iter().sum();
    let square: f64 = alive.iter().zip(1..).map(|(s, k)| f64::from(2 * k - 1) * s).sum();
    (mean, square - mean * mean)
}

/// Health states and the stages that make them up.
const STATES: [(&str, &[&str]); 4] = [
    ("mild", &["mild", "mild-year-1", "mild-year-2"]),
    ("moderate", &["moderate", "moderate-year-2"]),
    ("AIDS", &["aids", "aids-year-2"]),
    ("dead", &["dead"]),
];

/// The simulated shares of each state at the end of each year.
fn simulated(scenario: &Scenario, replications: u64) -> Vec<[f64; 4]> {
    let names = f64::from(scenario.experiment.market.segments[0].prospects);
    let known = |stage: &&str| scenario.experiment.model.stages.iter().any(|s| s.name == *stage);
    let ran = Ran::scenario(scenario, replications);
    let standing = |stage: &str, year: usize| ran.first().standing(stage, 4 * year + 3).mean();
    let share = |stages: &[&str], year: usize| -> f64 {
        stages.iter().filter(|stage| known(stage)).map(|stage| standing(stage, year)).sum::<f64>()
            / names
    };
    (0..YEARS).map(|year| STATES.map(|(_, stages)| share(stages, year))).collect()
}

fn assert_model(scenario: &str, expected: &[[f64; 4]], published: f64) {
    let replications = 100;
    let scenario = stored(scenario);
    let patients = f64::from(scenario.experiment.market.segments[0].prospects) * 100.0;
    let found = simulated(&scenario, replications);
    for (year, (found, expected)) in found.iter().zip(expected).enumerate() {
        for (((state, _), found), share) in STATES.iter().zip(found).zip(expected) {
            let error = binomial_error(*share, patients);
            assert_close(&format!("{state} after year {}", year + 1), *found, *share, error);
        }
    }
    let (mean, variance) = life_years(expected);
    assert_digits("life-years by the matrix", mean, published, 7);
    let simulated: f64 = found.iter().map(|shares| 1.0 - shares[3]).sum();
    assert_close("life-years", simulated, published, (variance / patients).sqrt());
}

#[test]
fn on_one_drug_patients_live_as_long_as_published() {
    assert_model("reference/hiv", &trace(|_| one_drug()), 7.991_206_6);
}

#[test]
fn on_two_drugs_for_two_years_patients_live_as_long_as_published() {
    let chances = |year| if year < 2 { two_drugs() } else { one_drug() };
    assert_model("reference/hiv-combination", &trace(chances), 8.937_388_9);
}

/// The first year is a single draw for everybody.
#[test]
fn the_first_year_is_the_first_row_of_the_matrix() {
    let scenario = stored("reference/hiv");
    let names = f64::from(scenario.experiment.market.segments[0].prospects);
    let ran = Ran::scenario(&scenario, 20);
    for (stage, chance) in ["mild", "moderate", "aids", "dead"].iter().zip(one_drug()[0]) {
        assert_share(stage, ran.first().standing(stage, 3), names, chance);
    }
}
