//! Replications come in their order where that is asked for, on any number of threads.

use std::sync::Mutex;

use longview_engine::experiment::Experiment;
use longview_engine::metric::Metric;
use longview_engine::run::{Levels, Observer, Results, run};
use longview_tests::{Ran, plan_on, stored};

/// Number, then what came out by strategy.
type Told = (u64, Vec<Levels>);

/// Writes down everything it is told.
#[derive(Default)]
struct Listener {
    told: Mutex<Vec<Told>>,
    metrics: Mutex<Vec<Metric>>,
}

impl Observer for Listener {
    fn advanced(&self, _replications: u64) {}

    fn begins(&self, metrics: &[Metric]) {
        *self.metrics.lock().unwrap() = metrics.to_vec();
    }

    fn replicated(&self, replication: u64, strategies: &[Levels]) {
        self.told.lock().unwrap().push((replication, strategies.to_vec()));
    }

    fn wants_order(&self) -> bool {
        true
    }
}

fn listen(experiment: &Experiment, threads: usize, replications: u64) -> (Results, Vec<Told>) {
    let listener = Listener::default();
    let plan = plan_on(threads, replications);
    let results = run(experiment, &plan, &listener).expect("the experiment fits together");
    assert_eq!(*listener.metrics.lock().unwrap(), results.metrics);
    (results, listener.told.into_inner().unwrap())
}

/// Ends the run after so many replications.
struct Impatient {
    stop_after: u64,
    seen: Mutex<u64>,
}

impl Observer for Impatient {
    fn advanced(&self, replications: u64) {
        *self.seen.lock().unwrap() += replications;
    }

    fn wants_order(&self) -> bool {
        true
    }

    fn has_enough(&self) -> bool {
        *self.seen.lock().unwrap() >= self.stop_after
    }
}

fn short(name: &str) -> Experiment {
    let mut experiment = stored(name).experiment;
    (experiment.horizon.quarters, experiment.horizon.run_out) = (2, 1);
    experiment
}

/// More replications than are in memory at a time.
#[test]
fn replications_come_in_their_order_where_that_is_asked_for() {
    let (results, told) = listen(&short("ten-hours"), 2, 150);
    assert!(told.iter().map(|(number, _)| *number).eq(0..150), "out of order");
    for (at, found) in results.strategies.iter().enumerate() {
        for (metric, total) in found.total.iter().enumerate() {
            let last = |levels: &Levels| levels.cumulative[1][metric];
            let sum: i64 = told.iter().map(|(_, strategies)| last(&strategies[at])).sum();
            assert_eq!(i128::from(sum), total.sum(), "{}", results.metrics[metric].name);
        }
    }
}

#[test]
fn replications_are_told_alike_on_any_number_of_threads_and_change_no_result() {
    for (name, replications) in [("ten-hours", 75), ("team", 5), ("team", 20)] {
        let experiment = short(name);
        let alone = listen(&experiment, 1, replications);
        assert!(alone == listen(&experiment, 2, replications), "{name} on two threads");
        assert!(alone == listen(&experiment, 3, replications), "{name} on three threads");
        let unheard = Ran::planned(&experiment, &plan_on(2, replications));
        assert!(alone.0 == unheard.results, "{name}: listening changed the results");
    }
}

/// Within a window of replications, at its end, and where the reps of a team share the threads.
#[test]
fn a_run_that_is_ended_is_the_run_of_so_many_replications() {
    for (name, stop_after, of) in [("ten-hours", 7, 500), ("ten-hours", 64, 500), ("team", 3, 7)] {
        let experiment = short(name);
        let observer = Impatient { stop_after, seen: Mutex::new(0) };
        let ended = run(&experiment, &plan_on(2, of), &observer).expect("it fits together");
        let whole = Ran::planned(&experiment, &plan_on(3, stop_after));
        assert!(ended == whole.results, "{name} after {stop_after}");
        assert_eq!(*observer.seen.lock().unwrap(), stop_after);
    }
}
