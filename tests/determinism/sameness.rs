//! Equal plans have equal answers, and only what changes the experiment changes them.

use std::sync::Mutex;

use longview_engine::estimate::{Paired, Sketch};
use longview_engine::metric::Over;
use longview_engine::run::{Levels, Observer, Results, run};
use longview_scenario::Setting;
use longview_tests::{Ran, SEED, plan, project, stored, written};

/// The default scenario with its second strategy's content under the first one's name too.
fn twins() -> String {
    let file = project().join("scenarios/ten-hours.toml");
    let text = std::fs::read_to_string(file).unwrap();
    let (head, plan) = text.split_once("[strategy.long-view]").unwrap();
    let (head, _) = head.split_once("[strategy.today]").unwrap();
    let energetic = "scorecard = \"progress\"";
    format!("{head}[strategy.one]{plan}\n{energetic}\n[strategy.two]{plan}\n{energetic}\n")
}

fn assert_nothing(pair: &Paired, replications: u64, what: &str) {
    assert_eq!((pair.difference.sum(), pair.better, pair.equal), (0, 0, replications), "{what}");
    assert_eq!(pair.difference.count(), replications);
    assert!(pair.difference.variance() <= 0.0, "{what}");
}

#[test]
fn two_strategies_with_the_same_content_differ_by_nothing_at_all() {
    let replications = 20;
    let results: Results = Ran::scenario(&written(&twins()), replications).results;
    assert!(results.strategies[0] == results.strategies[1]);
    let comparison = &results.comparisons[0];
    let rows = comparison.quarters.iter().chain(&comparison.cumulative).chain([&comparison.total]);
    for row in rows {
        assert_eq!(row.len(), results.metrics.len());
        for (metric, pair) in results.metrics.iter().zip(row) {
            assert_nothing(pair, replications, &metric.name);
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_answer_and_another_seed_another() {
    let experiment = stored("ten-hours").experiment;
    let seeded = |seed| {
        let plan = longview_engine::run::RunPlan { seed, ..plan(5) };
        Ran::planned(&experiment, &plan).results
    };
    let first = seeded(SEED);
    assert!(first == seeded(SEED));
    assert!(first != seeded(SEED + 1));
}

fn hash(text: &str) -> String {
    written(text).hash
}

#[test]
fn the_hash_of_a_scenario_is_that_of_its_content() {
    let text = twins();
    let same = hash(&text);
    assert_eq!(same, hash(&format!("# a comment\n{}", text.replace(" = ", "=  "))));
    assert_eq!(same, hash(&text.replace("[desk]", "\n\n# the desk\n[desk] # here")));
    assert_ne!(same, hash(&text.replace("prospects  = 4000", "prospects  = 4001")));
    let set = |value: &str| Setting {
        path: "model.activity.cold_call.reach".to_owned(),
        value: value.to_owned(),
    };
    let default = &longview_scenario::built_in_scenarios()[0];
    let with = |settings: &[Setting]| {
        longview_tests::accepted(longview_scenario::load_built_in(default, settings)).hash
    };
    assert_eq!(with(&[]), with(&[set("0.06")]));
    assert_ne!(with(&[]), with(&[set("0.07")]));
}

/// Keeps what it is told.
#[derive(Default)]
struct Told(Mutex<Vec<(u64, Vec<Levels>)>>);

impl Observer for Told {
    fn advanced(&self, _replications: u64) {}

    fn replicated(&self, replication: u64, strategies: &[Levels]) {
        self.0.lock().unwrap().push((replication, strategies.to_vec()));
    }
}

/// A sketch of the same numbers, one by one.
fn sketched(values: impl Iterator<Item = i64>) -> Sketch {
    values.fold(Sketch::default(), |mut sketch, value| {
        sketch.push(value);
        sketch
    })
}

#[test]
fn single_replications_add_up_to_the_results() {
    let (scenario, told) = (stored("ten-hours"), Told::default());
    let results = run(&scenario.experiment, &plan(7), &told).unwrap();
    let mut replications = told.0.into_inner().unwrap();
    replications.sort_by_key(|(replication, _)| *replication);
    assert!(replications.iter().map(|(replication, _)| *replication).eq(0..7));
    for (strategy, found) in results.strategies.iter().enumerate() {
        let levels = || replications.iter().map(|(_, strategies)| &strategies[strategy]);
        for (metric, described) in results.metrics.iter().enumerate() {
            for (quarter, row) in found.quarters.iter().enumerate() {
                assert!(row[metric] == sketched(levels().map(|l| l.quarters[quarter][metric])));
            }
            assert!(found.total[metric] == sketched(levels().map(|l| l.cumulative[7][metric])));
            if described.over == Over::Flow {
                let last = |l: &Levels| l.cumulative[7][metric] - l.cumulative[6][metric];
                assert!(levels().all(|l| last(l) == l.quarters[7][metric]));
            }
        }
        for (stage, ends) in found.stages.iter().enumerate() {
            assert!(ends[3] == sketched(levels().map(|l| l.stages[stage][3])));
        }
    }
}
