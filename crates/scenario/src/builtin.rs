//! The scenarios and models that come with the program.

/// A scenario or model that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltIn {
    /// The name to call it by.
    pub name: &'static str,
    /// Its TOML.
    pub text: &'static str,
}

macro_rules! built_in {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(BuiltIn { name: $name, text: include_str!(concat!($folder, $name, ".toml")) }),*]
    };
}

const SCENARIOS: &[BuiltIn] = built_in!("../../../scenarios/":
    "ten-hours",
    "motion-vs-action",
    "ask-for-the-sale",
    "vital-few",
    "no-stalking",
    "value-first",
    "consistency",
    "pressure",
    "book-of-clients",
    "team",
    "other-ten",
    "bad-week",
    "every-day",
    "patience",
);

const MODELS: &[BuiltIn] = built_in!("../models/": "relationship", "benchmark-2025");

/// Scenarios that come with the program; the first is the default.
pub fn built_in_scenarios() -> &'static [BuiltIn] {
    SCENARIOS
}

/// Models that come with the program.
pub fn built_in_models() -> &'static [BuiltIn] {
    MODELS
}
