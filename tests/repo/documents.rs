//! The documentation and the scenario files are true to the program.

use std::path::PathBuf;

use longview_engine::metric::Id;
use longview_scenario::load;
use longview_tests::{accepted, project, read, told};

use super::tests::tests;

/// The pages for readers.
fn pages() -> Vec<(PathBuf, String)> {
    let all = super::files("md").into_iter();
    all.filter(|(path, _)| {
        let below = path.strip_prefix(project()).unwrap();
        below.starts_with("docs") || below.ends_with("README.md")
    })
    .collect()
}

/// The insides of the fenced blocks that begin with this line.
fn blocks<'a>(text: &'a str, fence: &str) -> Vec<&'a str> {
    let opened = format!("\n{fence}\n");
    let after = text.split(opened.as_str()).skip(1);
    after.map(|rest| rest.split_once("\n```").map_or(rest, |(block, _)| block)).collect()
}

#[test]
fn every_scenario_in_the_documentation_can_run() {
    for (path, text) in pages() {
        for block in blocks(&text, "```toml scenario") {
            if let Err(refusal) = read(block) {
                panic!("{}: {}\n{block}", path.display(), told(&refusal));
            }
        }
    }
}

/// What a page links to or shows that stands in the repository, without the place within it.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains(':') && !target.contains(' '))
}

#[test]
fn what_the_documentation_links_to_is_there() {
    let mut found = 0;
    for (path, text) in pages() {
        for target in links(&text) {
            found += 1;
            let there = path.parent().unwrap().join(target);
            assert!(there.exists(), "{} links to {target}", path.display());
        }
    }
    assert!(found >= 30, "only {found} links were found");
}

#[test]
fn every_scenario_file_can_run() {
    let scenarios = super::files("toml").into_iter();
    let below = project().join("scenarios");
    let files: Vec<_> = scenarios.filter(|(path, _)| path.starts_with(&below)).collect();
    assert!(files.len() >= 15, "only {} scenarios were found", files.len());
    for (path, _) in files {
        accepted(load(&path, &[]));
    }
}

#[test]
fn the_glossary_defines_every_metric() {
    let glossary = std::fs::read_to_string(project().join("docs/glossary.md")).unwrap();
    for id in Id::ALL {
        let name = id.metric().name;
        assert!(glossary.contains(&format!("`{name}`")), "docs/glossary.md lacks `{name}`");
    }
}

/// Words between backticks that look like the path of a test of this crate.
fn tests_named(text: &str) -> impl Iterator<Item = &str> {
    let modules =
        ["oracles::", "determinism::", "properties::", "repo::", "sampling::", "scenarios::"];
    let words = text.split('`').skip(1).step_by(2);
    words.filter(move |word| modules.iter().any(|module| word.starts_with(module)))
}

#[test]
fn the_documentation_names_only_tests_that_exist() {
    let known = tests();
    for (path, text) in pages() {
        for test in tests_named(&text) {
            assert!(known.contains(test), "{} names a test {test}", path.display());
        }
    }
}

#[test]
fn words_that_look_like_tests_are_found() {
    let text = "`oracles::cohort::nothing` and `a` b `oracles`";
    assert_eq!(tests_named(text).collect::<Vec<_>>(), ["oracles::cohort::nothing"]);
}

/// The README says how to run every test; so does whatever checks a change.
#[test]
fn the_readme_names_the_command_that_runs_every_test() {
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    let (_, after) = readme.split_once("runs every test").expect("the README says so");
    let command = after.split("```").nth(1).unwrap_or_default();
    assert!(command.contains("cargo test --workspace"), "{command}");
}
