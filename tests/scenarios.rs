//! The answers of every scenario that comes with the program, under version control: whoever changes
//! one sees it, and says why.

use longview_scenario::load;
use longview_tests::{Ran, accepted};

const REPLICATIONS: u64 = 50;
const METRICS: [&str; 6] =
    ["dials", "contacts", "appointments", "customers", "customers_inbound", "opt_outs"];

/// Three digits: results have the same bits everywhere but for the last digit of a logarithm, which
/// may differ by machine and turns a draw in a million million.
fn three_digits(mean: f64) -> String {
    let rounded: f64 = format!("{mean:.2e}").parse().unwrap();
    rounded.to_string()
}

fn row(name: &str, cells: impl Iterator<Item = String>) -> String {
    let padded = cells.map(|cell| format!("{cell:>18}"));
    std::iter::once(format!("{name:<26}")).chain(padded).collect()
}

#[test]
fn the_answers_of_the_scenarios_are_known() {
    insta::glob!("../scenarios", "**/*.toml", |path| {
        let mut scenario = accepted(load(path, &[]));
        scenario.experiment.horizon.quarters = scenario.experiment.horizon.quarters.min(8);
        scenario.experiment.horizon.run_out = 0;
        let ran = Ran::scenario(&scenario, REPLICATIONS);
        let mut table = vec![row("mean over the run", METRICS.iter().map(ToString::to_string))];
        for (at, strategy) in scenario.experiment.strategies.iter().enumerate() {
            let levels = ran.levels(at);
            let means = METRICS.iter().map(|metric| three_digits(levels.total(metric).mean()));
            table.push(row(&strategy.name, means));
        }
        insta::assert_snapshot!(table.join("\n"));
    });
}

#[test]
fn numbers_are_cut_to_three_digits() {
    let cut: Vec<String> =
        [0.0, 0.046, 0.12345, 9.996, 156.04, 10_432.0].map(three_digits).to_vec();
    assert_eq!(cut, ["0", "0.046", "0.123", "10", "156", "10400"]);
}
