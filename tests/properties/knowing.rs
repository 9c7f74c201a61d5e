//! Knowing more is never worth less.

use longview_decide::sensitivity::surrogate::{Surrogate, Term};
use longview_decide::sensitivity::worth::{Knowing, Points};
use longview_tests::{SEED, holds};
use proptest::collection::vec;
use proptest::prelude::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const FACTORS: usize = 4;
const CASES: u32 = 60;

fn terms() -> impl Strategy<Value = Vec<(Term, f64)>> {
    let single = (0..FACTORS, 1u8..=3).prop_map(|(of, degree)| Term::Single { of, degree });
    let product = (0..FACTORS - 1).prop_map(|at| Term::Product(at, at + 1));
    vec((proptest::prop_oneof![single, product], -3.0..3.0), 0..8)
}

/// The worth of every set of factors, of any formula: at least that of each of its parts, at most
/// that of everything, and never below nought.
#[test]
fn knowing_more_is_never_worth_less_and_never_more_than_everything() {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[1; 32]);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let cases = (terms(), -4.0..4.0f64, 0.0..2.0f64);
    let points = Points::normal(FACTORS, 256, SEED);
    let ran = runner.run(&cases, |(terms, mean, rest)| {
        let surrogate = Surrogate { mean, terms };
        let worths = Knowing::new(&surrogate, &points, &[0, 1, 2, 3], rest).worths();
        let everything = worths[worths.len() - 1];
        for (set, worth) in worths.iter().enumerate() {
            assert!((0.0..=everything).contains(worth), "{set:b}: {worth} of {everything}");
            for part in (0..worths.len()).filter(|part| part & !set == 0) {
                assert!(worths[part] <= *worth, "{part:b} is worth more than {set:b}");
            }
        }
        Ok(())
    });
    ran.unwrap();
    holds("every set of factors");
}
