//! The answer has the same bits on any number of threads.

use longview_scenario::{built_in_scenarios, load_built_in};
use longview_tests::{Ran, accepted, plan_on, stored};

#[test]
fn every_built_in_scenario_has_the_same_bits_on_one_two_and_three_threads() {
    for one in built_in_scenarios() {
        let mut experiment = accepted(load_built_in(one, &[])).experiment;
        experiment.horizon.quarters = experiment.horizon.quarters.min(3);
        let results = |threads| Ran::planned(&experiment, &plan_on(threads, 7)).results;
        let alone = results(1);
        assert!(alone == results(2), "{} differs on two threads", one.name);
        assert!(alone == results(3), "{} differs on three threads", one.name);
    }
}

/// Prospects that nobody works take a way of their own through the engine.
#[test]
fn a_cohort_has_the_same_bits_on_one_and_two_threads() {
    let experiment = stored("reference/cohort").experiment;
    let results = |threads| Ran::planned(&experiment, &plan_on(threads, 9)).results;
    assert!(results(1) == results(2));
}

/// Few replications of a team are split by rep, many by replication.
#[test]
fn a_team_has_the_same_bits_however_its_work_is_split() {
    let mut experiment = stored("team").experiment;
    (experiment.horizon.quarters, experiment.horizon.run_out) = (2, 0);
    for replications in [1, 8, 20] {
        let results = |threads| Ran::planned(&experiment, &plan_on(threads, replications)).results;
        assert!(results(1) == results(2), "{replications} replications");
    }
}
