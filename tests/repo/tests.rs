//! Which tests there are, read off the sources.

use std::collections::BTreeSet;
use std::path::Path;

use longview_tests::project;

/// Every test of this crate, and every one within the sources of another, by path: as cargo prints it,
/// after the name of its crate where that is not this one.
pub(super) fn tests() -> BTreeSet<String> {
    let root = project();
    let mut found = BTreeSet::new();
    for (path, text) in super::files("rs") {
        let place = path.strip_prefix(&root).unwrap();
        if let Some(module) = module(place) {
            found.extend(tests_in(&text).map(|test| format!("{module}::{test}")));
        }
    }
    found
}

/// The path of the module in a file, if that is where tests are listed from.
fn module(place: &Path) -> Option<String> {
    let parts: Vec<&str> = place.iter().map(|part| part.to_str().unwrap()).collect();
    let (krate, file) = match parts[..] {
        ["tests", ref file @ ..] => (None, file),
        ["crates", krate, "src", ref file @ ..] => (Some(format!("longview_{krate}")), file),
        _ => return None,
    };
    let file = file.join("::");
    let module = file.strip_suffix(".rs")?;
    let module = Some(module.to_owned()).filter(|module| module != "lib" && module != "main");
    Some(krate.into_iter().chain(module).collect::<Vec<_>>().join("::"))
}

/// Names of the functions that are marked as tests, after the name of a module within the file that
/// they stand in.
fn tests_in(text: &str) -> impl Iterator<Item = String> {
    let mut within = "";
    let mut marked = false;
    text.lines().filter_map(move |line| {
        let words = line.trim_start();
        if words.starts_with("mod tests {") {
            within = "tests::";
        }
        marked |= words == "#[test]";
        let name = words.strip_prefix("fn ").filter(|_| marked)?;
        marked = false;
        Some(format!("{within}{}", name.split('(').next()?))
    })
}

#[test]
fn tests_are_found_by_their_paths() {
    let known = tests();
    for path in [
        "oracles::cohort::the_shares_of_a_million_prospects_are_those_of_the_renewal_equations",
        "properties::invariants::what_must_hold_holds_in_every_scenario",
        "repo::tests::tests_are_found_by_their_paths",
        "scenarios::numbers_are_cut_to_three_digits",
        "longview_engine::rng::tests::a_draw_depends_on_its_address_alone",
    ] {
        assert!(known.contains(path), "{path} is not found");
    }
    assert!(!known.contains("oracles::cohort::nothing"));
    assert!(!known.contains("repo::tests::tests_in"));
}
