//! The engine and the plain simulator written from `docs/model.md` say the same.
//!
//! The larger run is `cargo run --release -p longview-tests --bin second-opinion`.

use std::path::Path;

use longview_tests::second_opinion::{
    FEATURES, Trial, Twist, Verdict, compared, experiment, of_the_engine, of_the_page,
    second_opinion, second_opinions,
};
use longview_tests::{STANDARD_ERRORS, assert_close, project, written};

#[test]
fn both_simulators_agree_on_random_scenarios() {
    let verdict = second_opinions(0..16, 100, &[Twist::None]).remove(0);
    assert!(verdict.comparisons.len() > 1000, "{} figures only", verdict.comparisons.len());
    assert_eq!(verdict.objections(), [""; 0]);
}

/// The chain of call-backs of section 18, which is there for a second simulator.
#[test]
fn the_plain_simulator_gives_the_known_answer_of_the_page() {
    let page = std::fs::read_to_string(project().join(Path::new("docs/model.md"))).unwrap();
    let (_, known) = page.split_once("## 18.").unwrap();
    let text = known.split("```toml scenario").nth(1).and_then(|rest| rest.split("```").next());
    let experiment = written(text.unwrap()).experiment;
    let trial = Trial { seed: 1, replications: 50 };
    let engine = of_the_engine(&experiment, trial);
    let opinion = of_the_page(&experiment, trial, &engine, Twist::None);
    for (quarter, expected) in [80.0, 56.0, 39.2, 27.44].into_iter().enumerate() {
        let (mean, error) = opinion.mean("customers", Some(quarter), trial).unwrap();
        assert_close("customers", mean, expected, error);
    }
}

/// Each rule of the page that the plain simulator can break is missed in a scenario of its own.
#[test]
fn a_broken_rule_is_noticed() {
    let cases = [];
    for (twist, scenario) in cases {
        let comparisons = second_opinion(scenario, 200, &[twist]).remove(0);
        assert!(!Verdict::new(comparisons).objections().is_empty(), "{twist:?} goes unnoticed");
    }
}

/// The engine against itself with another seed: whoever follows the same law is not accused, and
/// the differences are as wide as they should be.
#[test]
fn whoever_follows_the_same_law_is_not_accused() {
    const SCENARIOS: u64 = 60;
    let again = |number: u64| {
        let experiment = experiment(number);
        let trial = |seed| Trial { seed, replications: 200 };
        let one = of_the_engine(&experiment, trial(number));
        let other = of_the_engine(&experiment, trial(number + SCENARIOS));
        compared(number, trial(number), &one, &other)
    };
    let verdict = Verdict::new((0..SCENARIOS).flat_map(again).collect());
    assert_eq!(verdict.objections(), [""; 0]);
    for one in verdict.families.iter().filter(|one| one.scenarios >= 40) {
        let error = (2.0 / one.scenarios as f64).sqrt();
        let off = (one.mean_square - 1.0).abs() / error;
        assert!(off < STANDARD_ERRORS, "{one:?}");
    }
}

#[test]
fn every_feature_is_in_some_of_the_random_scenarios() {
    let all: Vec<_> = (0..200).map(experiment).collect();
    for (name, has) in FEATURES {
        let with = all.iter().filter(|one| has(one)).count();
        assert!(with >= 2, "{name}: in {with} scenarios of {}", all.len());
    }
}
