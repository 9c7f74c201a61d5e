//! A scenario in parts: a built-in one, plans beside its own, changes of its structure and of its
//! numbers. Nearly every case is accepted, so that nearly every case runs.

mod change;
mod plan;

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use longview_scenario::{
    Knob, Refusal, Scenario, Setting, built_in_models, built_in_scenarios, load_built_in,
};

use self::change::Change;
use self::plan::Plan;
use crate::files::load_scenario;
use crate::invariants;
use crate::small::small;

const MOST_PLANS: usize = 2;
const MOST_CHANGES: usize = 6;
const MOST_NUMBERS: usize = 10;

/// A scenario to be run.
#[derive(Debug, Arbitrary)]
pub struct Case {
    built_in: u8,
    model: u8,
    seed: u8,
    /// How people differ in being reached takes longer to work out than all else.
    alike: u8,
    plans: Vec<Plan>,
    changes: Vec<Change>,
    numbers: Vec<(u16, Size)>,
}

/// Where between its limits a number lies.
#[derive(Debug, Clone, Copy, Arbitrary)]
enum Size {
    Lowest,
    Highest,
    /// The best guess times a power of two.
    Times(i8),
    /// Evenly between the limits.
    Between(u8),
}

/// The names that parts of a case choose from.
struct Names {
    stages: Vec<String>,
    activities: Vec<String>,
    strategies: Vec<String>,
    segments: Vec<String>,
}

impl Names {
    fn of(scenario: &Scenario) -> Self {
        let experiment = &scenario.experiment;
        Self {
            stages: experiment.model.stages.iter().map(|one| one.name.clone()).collect(),
            activities: experiment.model.activities.iter().map(|one| one.name.clone()).collect(),
            strategies: experiment.strategies.iter().map(|one| one.name.clone()).collect(),
            segments: experiment.market.segments.iter().map(|one| one.name.clone()).collect(),
        }
    }
}

/// The name that a byte chooses.
fn chosen(names: &[String], byte: u8) -> &str {
    &names[usize::from(byte) % names.len()]
}

static NAMES: LazyLock<Vec<Names>> = LazyLock::new(|| {
    let loaded = built_in_scenarios().iter().map(|one| load_built_in(one, &[]));
    loaded.map(|scenario| Names::of(&scenario.expect("what is built in is right"))).collect()
});

impl Case {
    /// Runs the case, if it is accepted.
    pub fn run(&self) {
        let Ok(scenario) = self.scenario() else { return };
        let scenario = scenario.with(&self.values(&scenario.knobs)).unwrap_or(scenario);
        let mut experiment = small(&scenario.experiment);
        if self.alike % 4 > 0 {
            experiment.model.reachability = None;
        }
        invariants::hold(&experiment, u64::from(self.seed));
    }

    /// The scenario before its numbers are changed.
    ///
    /// # Errors
    /// When the parts do not go together.
    pub fn scenario(&self) -> Result<Scenario, Refusal> {
        load_scenario(self.text().as_bytes(), &self.settings())
    }

    /// What a person needs to see in order to try it by hand.
    pub fn told(&self) -> String {
        let settings: Vec<String> =
            self.settings().iter().map(|one| format!("--set '{}={}'", one.path, one.value)).collect();
        let knobs = self.scenario().map(|scenario| scenario.knobs).unwrap_or_default();
        let values = self.values(&knobs);
        format!("{}\n{}\n{values:?}\n", self.text(), settings.join("\n"))
    }

    fn names(&self) -> &'static Names {
        &NAMES[usize::from(self.built_in) % NAMES.len()]
    }

    /// The built-in scenario with plans beside its own.
    fn text(&self) -> String {
        let at = usize::from(self.built_in) % built_in_scenarios().len();
        let plans = self.plans.iter().take(MOST_PLANS).enumerate();
        let plans: String = plans.map(|(at, plan)| plan.written(at, self.names())).collect();
        built_in_scenarios()[at].text.to_owned() + &plans
    }

    fn settings(&self) -> Vec<Setting> {
        let model = &built_in_models()[usize::from(self.model) % built_in_models().len()];
        let mut settings = vec![setting("model", model.name)];
        for change in self.changes.iter().take(MOST_CHANGES) {
            settings.extend(change.settings(self.names()));
        }
        settings
    }

    fn values(&self, knobs: &[Knob]) -> Vec<(String, f64)> {
        if knobs.is_empty() {
            return Vec::new();
        }
        let value = |(at, size): &(u16, Size)| {
            let knob = &knobs[usize::from(*at) % knobs.len()];
            (knob.path.clone(), size.of(knob))
        };
        self.numbers.iter().take(MOST_NUMBERS).map(value).collect()
    }
}

fn setting(path: impl Into<String>, value: impl Into<String>) -> Setting {
    Setting { path: path.into(), value: value.into() }
}

/// Units that are counted.
const WHOLE: [&str; 6] = ["quarters", "replications", "prospects", "reps", "touches", "rung"];

impl Size {
    fn of(self, knob: &Knob) -> f64 {
        let (low, high) = knob.limits;
        let value = match self {
            Self::Lowest => low,
            Self::Highest => high,
            Self::Times(power) => (knob.best * (f64::from(power) / 8.0).exp2()).clamp(low, high),
            Self::Between(part) => low + (high - low) * f64::from(part) / 255.0,
        };
        if WHOLE.contains(&knob.unit) { value.round() } else { value }
    }
}
