//! What several tests need: the fixtures, and short ways to load.

use std::path::Path;

use longview_scenario::{Problems, Refusal, Scenario, Setting, load};

/// A scenario that uses every kind of key, on a small model of its own.
pub(crate) const FIXTURE: &str = "tests/fixtures/scenario.toml";

/// The fixture as it stands.
pub(crate) fn fixture() -> Scenario {
    accepted(load(Path::new(FIXTURE), &[]))
}

/// The fixture with settings.
pub(crate) fn set(settings: &[(&str, &str)]) -> Result<Scenario, Refusal> {
    let setting =
        |(path, value): &(&str, &str)| Setting { path: (*path).into(), value: (*value).into() };
    load(Path::new(FIXTURE), &settings.iter().map(setting).collect::<Vec<_>>())
}

/// The scenario; anything else fails the test with what is wrong.
pub(crate) fn accepted(result: Result<Scenario, Refusal>) -> Scenario {
    match result {
        Ok(scenario) => scenario,
        Err(Refusal::Invalid(problems)) => panic!("{}", problems.render(false)),
        Err(Refusal::Unreadable(why)) => panic!("{why}"),
    }
}

/// The problems; anything else fails the test.
pub(crate) fn problems(result: Result<Scenario, Refusal>) -> Problems {
    match result {
        Ok(scenario) => panic!("{} is accepted", scenario.title),
        Err(Refusal::Invalid(problems)) => problems,
        Err(Refusal::Unreadable(why)) => panic!("{why}"),
    }
}
