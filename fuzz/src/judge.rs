//! Whether an answer of the loader is one that somebody can use.

use longview_scenario::{Problems, Refusal, Scenario};

use crate::invariants;
use crate::small::small;

/// Refused with a message, or accepted: then a small version of it runs as well.
pub fn judge(loaded: Result<Scenario, Refusal>) {
    match loaded {
        Ok(scenario) => {
            assert_eq!(scenario.hash.len(), 16);
            let experiment = small(&scenario.experiment);
            invariants::hold(&experiment, 0);
        }
        Err(Refusal::Invalid(problems)) => told_well(&problems),
        Err(Refusal::Unreadable(why)) => panic!("the file was written, and is not read: {why}"),
    }
}

/// The message is there, with and without colour, and does nothing to a terminal. (That places lie
/// within their text is asserted where problems are collected, in builds with debug assertions.)
fn told_well(problems: &Problems) {
    assert!(!problems.is_empty());
    let told = problems.render(false);
    assert!(told.starts_with("error: "), "{told:?}");
    assert!(!told.contains(|c: char| c.is_control() && c != '\n'), "{told:?}");
    if problems.len().is_multiple_of(8) {
        assert!(problems.render(true).len() >= told.len());
    }
}
