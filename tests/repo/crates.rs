//! Arrows between crates go down only, and the engine stays pure.

use longview_tests::project;
use toml::Table;

/// From the bottom up: a crate may name those below it.
const LADDER: [&str; 5] = ["engine", "scenario", "decide", "report", "cli"];
/// What the engine may stand on: mathematics and threads, nothing that reads or prints.
const UNDER_THE_ENGINE: [&str; 5] = ["rand", "rand_distr", "rayon", "statrs", "thiserror"];

fn manifest(krate: &str) -> Table {
    let path = project().join("crates").join(krate).join("Cargo.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The crates that a manifest names for its product; `dev-dependencies` are for tests.
fn dependencies(manifest: &Table) -> Vec<String> {
    let tables = ["dependencies", "build-dependencies"];
    let of = |table: &Table| -> Vec<String> {
        let found = tables.iter().filter_map(|name| table.get(*name)?.as_table());
        found.flat_map(|table| table.keys().cloned()).collect()
    };
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let by_target = targets.into_iter().flat_map(Table::values);
    let own = of(manifest);
    own.into_iter().chain(by_target.filter_map(toml::Value::as_table).flat_map(of)).collect()
}

#[test]
fn no_crate_names_one_above_it() {
    for (height, krate) in LADDER.iter().enumerate() {
        for named in dependencies(&manifest(krate)) {
            let Some(other) = named.strip_prefix("longview-") else { continue };
            let other_height = LADDER.iter().position(|known| *known == other);
            let fits = other_height.is_some_and(|other| other < height);
            assert!(fits, "{krate} must not name longview-{other}");
        }
    }
}

#[test]
fn every_crate_has_its_place_on_the_ladder() {
    let folders = std::fs::read_dir(project().join("crates")).unwrap();
    let mut found: Vec<String> =
        folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let mut known = LADDER.map(str::to_owned);
    found.sort();
    known.sort();
    assert_eq!(found, known);
}

#[test]
fn the_engine_stands_on_mathematics_only() {
    for named in dependencies(&manifest("engine")) {
        assert!(UNDER_THE_ENGINE.contains(&named.as_str()), "engine must not name {named}");
    }
}

/// Without its thread generator `rand` has no ambient randomness that could be used by mistake.
#[test]
fn the_engine_compiles_rand_without_ambient_randomness() {
    let manifest = manifest("engine");
    let rand = manifest["dependencies"]["rand"].as_table().unwrap();
    assert_eq!(rand["default-features"].as_bool(), Some(false));
    let features = rand.get("features").and_then(toml::Value::as_array);
    let ambient = ["thread_rng", "sys_rng", "os_rng", "std_rng"];
    let named = features.into_iter().flatten().filter_map(toml::Value::as_str);
    assert_eq!(named.filter(|feature| ambient.contains(feature)).count(), 0);
}

#[test]
fn only_one_module_of_the_engine_knows_of_threads() {
    for (path, text) in super::files("rs") {
        let in_engine = path.starts_with(project().join("crates/engine/src"));
        if in_engine && text.contains("rayon") {
            assert!(path.ends_with("parallel.rs"), "{} names rayon", path.display());
        }
    }
}
