//! What knowing is worth: choices between two strategies whose answer is known.

use longview_decide::sensitivity::measure::{self, Sampling};
use longview_decide::sensitivity::surrogate::{Sample, Surrogate, Term, fit};
use longview_decide::sensitivity::worth::{Knowing, Points};
use longview_decide::uncertain::normal;
use longview_tests::{SEED, assert_close, assert_exactly};
use rand_distr::{Distribution, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
use statrs::function::beta::{inv_beta_reg, ln_beta};
use statrs::function::factorial::ln_binomial;

/// The worth of knowing a difference that is Normal: with mean `m` and standard deviation `s`,
/// `s phi(m / s) - |m| Phi(-|m| / s)` (the unit Normal loss, Raiffa and Schlaifer 1961).
fn normal_worth(mean: f64, sd: f64) -> f64 {
    let off = mean.abs() / sd;
    sd * normal::density(off) - mean.abs() * normal::share_below(-off)
}

/// A difference `2 + 3 x + 2 y` of Normal x and y, seen through noise: knowing x, y, both, and both
/// with others that bring variance 4.
#[test]
fn a_normal_difference_has_the_worth_of_the_unit_normal_loss() {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(SEED);
    let mut score = || -> f64 { StandardNormal.sample(&mut rng) };
    let mut sample = Sample::default();
    for row in 0..20_000 {
        let (x, y, noise) = (score(), score(), score());
        sample.scores.push(vec![x, y]);
        sample.values.push(2.0 + 3.0 * x + 2.0 * y + 3.0 * noise);
        sample.blocks.push(row);
        sample.rows.push(row);
    }
    let fitted = fit(&sample, SEED);
    let points = Points::normal(2, 4096, SEED);
    let of = |formula: &Surrogate| Knowing::new(formula, &points, &[0, 1], 2.0);
    let best = of(&fitted.best).worths();
    let again: Vec<Vec<f64>> = fitted.again.iter().map(|formula| of(formula).worths()).collect();
    for (what, set, sd) in [
        ("x", 0b001, 3.0),
        ("y", 0b010, 2.0),
        ("x and y", 0b011, 13f64.sqrt()),
        ("everything", 0b111, 17f64.sqrt()),
    ] {
        let values: Vec<f64> = again.iter().map(|worths| worths[set]).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let error = (squares / (values.len() as f64 - 1.0)).sqrt();
        assert_close(&format!("knowing {what}"), best[set], normal_worth(2.0, sd), error);
    }
}

/// Two numbers, each high or low with even chances: the difference is 6, 2, 0 or -4. Taking the
/// strategy always brings 1. Who knows both takes it at 6 and 2 only: 2. Who knows the first alone
/// sees 4 or -2 on average: 2. Who knows the second alone sees 3 or -1: 1.5.
#[test]
fn a_case_of_two_points_has_the_worth_that_is_reckoned_by_hand() {
    let scores: Vec<Vec<f64>> =
        [[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]].map(|point| point.to_vec()).to_vec();
    let points = Points { rest: vec![0.0; scores.len()], scores };
    let sample = Sample {
        scores: points.scores.iter().cycle().take(64).cloned().collect(),
        values: [6.0, 2.0, 0.0, -4.0].iter().cycle().take(64).copied().collect(),
        blocks: (0..64).collect(),
        rows: (0..64).map(|point| point / 4).collect(),
    };
    let worths = Knowing::new(&fit(&sample, SEED).best, &points, &[0, 1], 0.0).worths();
    for (what, set, expected) in
        [("the first", 0b01, 1.0), ("the second", 0b10, 0.5), ("both", 0b11, 1.0)]
    {
        assert_exactly(&format!("knowing {what}"), worths[set], expected);
    }
}

/// A product of two scores is worth nothing to whoever knows one of them.
#[test]
fn knowing_half_of_a_product_is_worth_nothing() {
    let product = Surrogate { mean: 0.5, terms: vec![(Term::Product(0, 1), 1.0)] };
    let points = Points::normal(2, 4096, SEED);
    let worths = Knowing::new(&product, &points, &[0, 1], 0.0).worths();
    assert_exactly("knowing the first", worths[0b01], 0.0);
    assert_exactly("knowing the second", worths[0b10], 0.0);
    assert!(worths[0b11] > 0.1, "{worths:?}");
}

/// A chance with a Beta(3, 7) law, and a difference of `100 (p - 0.35)`: after k of n calls the
/// chance is on average `(3 + k) / (10 + n)`, and k is beta-binomial. The pieces of the law make
/// it wrong by one part in a thousand at most.
#[test]
fn counting_calls_is_worth_what_the_conjugate_law_says() {
    let (a, b, even) = (3.0, 7.0, 0.35);
    let average = |chance: f64| 100.0 * (chance - even);
    for calls in [1u32, 10, 100] {
        let n = f64::from(calls);
        let gained: f64 = (0..=calls)
            .map(|times| {
                let k = f64::from(times);
                let chance = (ln_binomial(calls.into(), times.into()) + ln_beta(a + k, b + n - k)
                    - ln_beta(a, b))
                .exp();
                chance * average((a + k) / (a + b + n)).max(0.0)
            })
            .sum();
        let value = |score: f64| inv_beta_reg(a, b, normal::share_below(score));
        let found = measure::worth(Sampling::Counted, calls, value, |score| average(value(score)));
        assert_close(&format!("{calls} calls"), found, gained, 0.00025 * gained);
    }
}

/// The logarithm of a mean length is Normal(0, s^2), and n lengths show it with variance 1 / n: what
/// is then thought of it on average is Normal with variance `s^4 / (s^2 + 1 / n)`.
#[test]
fn timing_calls_is_worth_what_the_normal_law_says() {
    let sd = 0.5f64;
    for calls in [1u32, 10, 100] {
        let seen = sd.powi(2) / (sd.powi(2) + 1.0 / f64::from(calls)).sqrt();
        let expected = normal_worth(0.3, seen);
        let found = measure::worth(Sampling::Timed, calls, |z| (sd * z).exp(), |z| 0.3 + sd * z);
        assert_close(&format!("{calls} calls"), found, expected, 0.00025 * expected);
    }
}
