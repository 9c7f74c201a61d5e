//! Files that are no scenarios.

use std::fs::File;
use std::path::Path;

use crate::support::problems;
use longview_scenario::{Refusal, load};

#[test]
fn a_missing_file_is_unreadable_rather_than_wrong() {
    match load(Path::new("tests/fixtures/nowhere.toml"), &[]) {
        Err(Refusal::Unreadable(why)) => insta::assert_snapshot!(why),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_directory_is_refused() {
    insta::assert_snapshot!(problems(load(Path::new("tests/fixtures"), &[])).render(false));
}

/// The file takes no room: it has a length, and no content.
#[test]
fn a_file_of_100_megabytes_is_refused_unread() {
    let path = std::env::temp_dir().join(format!("longview-large-{}.toml", std::process::id()));
    File::create(&path).and_then(|file| file.set_len(100 << 20)).unwrap();
    let told = problems(load(&path, &[])).render(false);
    std::fs::remove_file(&path).unwrap();
    insta::assert_snapshot!(told.replace(&path.display().to_string(), "large.toml"));
}

/// A device says nothing about its length; reading stops all the same.
#[cfg(unix)]
#[test]
fn an_endless_device_is_refused() {
    insta::assert_snapshot!(problems(load(Path::new("/dev/zero"), &[])).render(false));
}

#[test]
fn of_many_problems_the_first_fifty_are_told() {
    let path = std::env::temp_dir().join(format!("longview-many-{}.toml", std::process::id()));
    let keys: Vec<String> = (0..100).map(|at| format!("nonsense{at} = {at}")).collect();
    std::fs::write(&path, keys.join("\n")).unwrap();
    let problems = problems(load(&path, &[]));
    std::fs::remove_file(&path).unwrap();
    // All 100, and the 5 keys that are missing.
    assert_eq!(problems.len(), 105);
    let told = problems.render(false);
    assert_eq!(told.matches("error:").count(), 50);
    assert!(told.ends_with("\n\nand 55 more\n"), "{told}");
}

#[test]
fn colour_is_only_given_when_asked_for() {
    let problems = problems(load(Path::new("tests/invalid/no-strategy.toml"), &[]));
    assert!(problems.render(true).contains('\u{1b}'));
    assert!(!problems.render(false).contains('\u{1b}'));
}
