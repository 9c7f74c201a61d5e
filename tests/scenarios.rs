//! The answers of every scenario that comes with the program, under version control: whoever changes
//! one sees it, and says why.

use std::path::Path;

use longview_engine::experiment::Experiment;
use longview_scenario::load;
use longview_tests::{Levels, Ran, accepted, project};

use crate::repo::files;

const REPLICATIONS: u64 = 50;
/// A short name, the metric, and how many of its whole numbers make one.
const COLUMNS: [(&str, &str, f64); 10] = [
    ("dials", "dials", 1.0),
    ("contacts", "contacts", 1.0),
    ("appointments", "appointments", 1.0),
    ("asks", "asks", 1.0),
    ("customers", "customers", 1.0),
    ("inbound", "customers_inbound", 1.0),
    ("opt_outs", "opt_outs", 1.0),
    ("revenue", "revenue", 100.0),
    ("pipeline", "pipeline", 100.0),
    ("hours", "hours", 3_600_000.0),
];

/// Three digits: results have the same bits everywhere but for the last digit of a logarithm, which
/// may differ by machine and turns a draw in a million million.
fn three_digits(mean: f64) -> String {
    let rounded: f64 = format!("{mean:.2e}").parse().unwrap();
    rounded.to_string()
}

fn row(name: &str, cells: impl Iterator<Item = String>) -> String {
    let padded = cells.map(|cell| format!("{cell:>14}"));
    std::iter::once(format!("{name:<22}")).chain(padded).collect()
}

/// Prospects who stand in no end when the last quarter is over.
fn still_open(experiment: &Experiment, levels: Levels) -> f64 {
    let last = experiment.horizon.quarters as usize - 1;
    let open = experiment.model.stages.iter().filter(|stage| stage.end.is_none());
    open.map(|stage| levels.standing(&stage.name, last).mean()).sum()
}

/// The name of a scenario, and a row for each of its plans.
fn answers_of(path: &Path) -> Vec<String> {
    let mut experiment = accepted(load(path, &[])).experiment;
    let horizon = &mut experiment.horizon;
    horizon.quarters = horizon.quarters.min(8);
    horizon.run_out = horizon.run_out.min(1);
    let ran = Ran::experiment(&experiment, REPLICATIONS);
    let name = path.strip_prefix(project().join("scenarios")).unwrap().display().to_string();
    let mut rows = vec![String::new(), name];
    for (at, strategy) in experiment.strategies.iter().enumerate() {
        let levels = ran.levels(at);
        let means =
            COLUMNS.iter().map(|(_, metric, per_unit)| levels.total(metric).mean() / per_unit);
        let cells = means.chain([still_open(&experiment, levels)]).map(three_digits);
        rows.push(row(&format!("  {}", strategy.name), cells));
    }
    rows
}

/// One file, so that a change of the engine is one table to look through.
#[test]
fn the_answers_of_the_scenarios_are_known() {
    let below = project().join("scenarios");
    let scenarios = files("toml").into_iter().filter(|(path, _)| path.starts_with(&below));
    let names = COLUMNS.iter().map(|(name, ..)| *name).chain(["still open"]);
    let header = row("mean over the run", names.map(ToOwned::to_owned));
    let rows = scenarios.flat_map(|(path, _)| answers_of(&path));
    let table: Vec<String> = std::iter::once(header).chain(rows).collect();
    insta::with_settings!(
        { snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true },
        { insta::assert_snapshot!("answers", table.join("\n")) }
    );
}

#[test]
fn numbers_are_cut_to_three_digits() {
    let cut: Vec<String> =
        [0.0, 0.046, 0.12345, 9.996, 156.04, 10_432.0].map(three_digits).to_vec();
    assert_eq!(cut, ["0", "0.046", "0.123", "10", "156", "10400"]);
}

/// FNV-1a with 32 bits (Fowler, Noll, Vo): a name for a text.
fn fingerprint(text: &str) -> String {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    format!("{:08x}", text.bytes().fold(0x811c_9dc5, mix))
}

/// The table of answers as it is under version control, without what insta writes above it.
fn stored_answers() -> String {
    let text = std::fs::read_to_string(project().join("tests/answers.snap")).unwrap();
    text.splitn(3, "---\n").nth(2).expect("a table below a head").trim().to_owned()
}

/// The newest entry on answers that moved: its name for them, and its reason.
fn newest_numeric_change(changelog: &str) -> Option<(&str, &str)> {
    let (_, section) = changelog.split_once("### Numeric changes\n")?;
    let (_, entry) = section.split_once("- `")?;
    let (name, reason) = entry.split_once('`')?;
    Some((name, reason.split("\n- ").next()?))
}

#[test]
fn the_changelog_says_why_the_answers_are_what_they_are() {
    let changelog = std::fs::read_to_string(project().join("CHANGELOG.md")).unwrap();
    let answers = fingerprint(&stored_answers());
    let (name, reason) = newest_numeric_change(&changelog).expect("entries on numeric changes");
    assert_eq!(
        name, answers,
        "the answers in tests/answers.snap are now `{answers}`: CHANGELOG.md, Numeric changes, \
        needs a first entry \"- `{answers}`: which answers moved, by how much, and why\""
    );
    assert!(reason.split_whitespace().count() >= 8, "{name}: there is no reason in {reason:?}");
}

#[test]
fn the_newest_numeric_change_is_the_first_entry() {
    let changelog =
        "### Added\n\n- `x`\n\n### Numeric changes\n\n- `b`: less,\n  as said\n- `a`: one\n";
    assert_eq!(newest_numeric_change(changelog), Some(("b", ": less,\n  as said")));
    assert_eq!(fingerprint("foobar"), "bf9cf968");
    assert_eq!(fingerprint(""), "811c9dc5");
}
