//! The answers of every scenario that comes with the program, under version control: whoever changes
//! one sees it, and says why.

use std::fmt::Write;

use longview_scenario::load;
use longview_tests::{Levels, Ran, accepted};

const REPLICATIONS: u64 = 50;
const METRICS: [&str; 6] =
    ["dials", "contacts", "appointments", "customers", "customers_inbound", "opt_outs"];

/// Three digits: results have the same bits everywhere but for the last digit of a logarithm, which
/// may differ by machine and turns a draw in a million million.
fn three_digits(mean: f64) -> String {
    if mean <= 0.0 {
        return "0".to_owned();
    }
    let digits_before = mean.log10().floor() as i32 + 1;
    let scale = 10f64.powi(3 - digits_before);
    let rounded = (mean * scale).round() / scale;
    format!("{rounded:.*}", (3 - digits_before).max(0) as usize)
}

fn row(name: &str, levels: Levels) -> String {
    let mut row = format!("{name:<26}");
    for metric in METRICS {
        write!(row, "{:>18}", three_digits(levels.total(metric).mean())).unwrap();
    }
    row
}

#[test]
fn the_answers_of_the_scenarios_are_known() {
    let heading: String = METRICS.iter().map(|metric| format!("{metric:>18}")).collect();
    insta::glob!("../scenarios", "**/*.toml", |path| {
        let mut scenario = accepted(load(path, &[]));
        scenario.experiment.horizon.quarters = scenario.experiment.horizon.quarters.min(8);
        scenario.experiment.horizon.run_out = 0;
        let ran = Ran::scenario(&scenario, REPLICATIONS);
        let mut table = format!("{:<26}{heading}", "mean over the run");
        for (at, strategy) in scenario.experiment.strategies.iter().enumerate() {
            write!(table, "\n{}", row(&strategy.name, ran.levels(at))).unwrap();
        }
        insta::assert_snapshot!(table);
    });
}

#[test]
fn numbers_are_cut_to_three_digits() {
    let cut: Vec<String> =
        [0.0, 0.046, 0.12345, 9.996, 156.04, 10_432.0].map(three_digits).to_vec();
    assert_eq!(cut, ["0", "0.0460", "0.123", "10.00", "156", "10400"]);
}
