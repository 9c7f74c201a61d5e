//! What the tests share: short ways to load, to run, and to look an answer up by name.

#![expect(clippy::missing_panics_doc, reason = "a panic is how a test fails")]

pub mod common_luck;
mod figures;
pub mod gauntlet;
pub mod random_scenario;
pub mod randomness;
pub mod second_opinion;
pub mod statistics;
pub mod table;

pub use figures::*;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use longview_engine::estimate::Sketch;
use longview_engine::experiment::Experiment;
use longview_engine::metric::Metric;
use longview_engine::run::{Results, RunPlan, StrategyResults, Unobserved, run};
use longview_scenario::{BuiltIn, Refusal, Scenario, load, load_built_in};

/// The seed of every test that does not compare seeds.
pub const SEED: u64 = 1;

/// The folder of the whole project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A scenario of the project by its path below `scenarios`, without `.toml`.
pub fn stored(name: &str) -> Scenario {
    accepted(load(&project().join("scenarios").join(name).with_extension("toml"), &[]))
}

/// A scenario from its text.
pub fn written(text: &str) -> Scenario {
    accepted(read(text))
}

/// A scenario from its text, or why it is refused.
///
/// # Errors
/// When the text is not a scenario that can run.
pub fn read(text: &str) -> Result<Scenario, Refusal> {
    // Texts that are built in live as long as the program; so do the few that tests write.
    let text = String::from(text).leak();
    load_built_in(&BuiltIn { name: "text of a test", text }, &[])
}

/// The scenario; anything else fails the test with what is wrong.
pub fn accepted(result: Result<Scenario, Refusal>) -> Scenario {
    match result {
        Ok(scenario) => scenario,
        Err(refusal) => panic!("{}", told(&refusal)),
    }
}

/// Why a scenario is refused, in words.
pub fn told(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Invalid(problems) => problems.render(false),
        Refusal::Unreadable(why) => why.clone(),
    }
}

/// A scenario of so many names for one rep who has all the time in the world; deals are worth 1,000.
pub fn on_a_list_of(prospects: u32, quarters: u32, rest: &str) -> Scenario {
    written(&format!(
        "title = \"Test\"
        quarters = {quarters}
        run_out = 0
        [market]
        prospects = {prospects}
        deal_value = {{ median = 1000, sigma = 0 }}
        [desk]
        hours_per_week = 168
        {rest}"
    ))
}

/// Results with the names that they are looked up by.
pub struct Ran {
    stages: Vec<String>,
    strategies: Vec<String>,
    /// The results.
    pub results: Results,
}

impl Ran {
    /// Runs a scenario on every core.
    pub fn scenario(scenario: &Scenario, replications: u64) -> Self {
        Self::experiment(&scenario.experiment, replications)
    }

    /// Runs an experiment on every core.
    pub fn experiment(experiment: &Experiment, replications: u64) -> Self {
        Self::planned(experiment, &plan(replications))
    }

    /// Runs an experiment as planned.
    pub fn planned(experiment: &Experiment, plan: &RunPlan) -> Self {
        let results = run(experiment, plan, &Unobserved);
        Self {
            stages: experiment.model.stages.iter().map(|stage| stage.name.clone()).collect(),
            strategies: experiment.strategies.iter().map(|one| one.name.clone()).collect(),
            results: results.expect("the experiment fits together"),
        }
    }

    /// The first strategy.
    pub fn first(&self) -> Levels<'_> {
        self.levels(0)
    }

    /// The strategy of this name.
    pub fn strategy(&self, name: &str) -> Levels<'_> {
        self.levels(position(&self.strategies, name))
    }

    /// The strategy at this position.
    pub fn levels(&self, strategy: usize) -> Levels<'_> {
        Levels {
            metrics: &self.results.metrics,
            stages: &self.stages,
            levels: &self.results.strategies[strategy],
        }
    }
}

/// So many replications with the seed of the tests, on every core.
pub fn plan(replications: u64) -> RunPlan {
    RunPlan { seed: SEED, replications, baseline: 0, threads: None }
}

/// The same on so many threads.
pub fn plan_on(threads: usize, replications: u64) -> RunPlan {
    RunPlan { threads: NonZeroUsize::new(threads), ..plan(replications) }
}

/// The levels of one strategy.
#[derive(Clone, Copy)]
pub struct Levels<'a> {
    metrics: &'a [Metric],
    stages: &'a [String],
    /// The levels themselves.
    pub levels: &'a StrategyResults,
}

impl<'a> Levels<'a> {
    /// A metric over the whole horizon, in whole numbers (cents, milliseconds).
    pub fn total(&self, metric: &str) -> &'a Sketch {
        &self.levels.total[self.metric(metric)]
    }

    /// A metric in a quarter, counted from nought.
    pub fn quarter(&self, quarter: usize, metric: &str) -> &'a Sketch {
        &self.levels.quarters[quarter][self.metric(metric)]
    }

    /// Prospects in a stage at the end of a quarter, counted from nought.
    pub fn standing(&self, stage: &str, quarter: usize) -> &'a Sketch {
        &self.levels.stages[position(self.stages, stage)][quarter]
    }

    /// Names of outcomes that conversations ended in.
    pub fn spoken_outcomes(&self) -> impl Iterator<Item = &'a str> {
        let names = self.metrics.iter().map(|metric| metric.name.as_str());
        names.filter(|name| name.starts_with("conversations_by_outcome."))
    }

    /// How many conversations ended in an outcome, over the whole horizon.
    pub fn spoken(&self, outcome: &str) -> &'a Sketch {
        self.total(&format!("conversations_by_outcome.{outcome}"))
    }

    fn metric(&self, name: &str) -> usize {
        let at = self.metrics.iter().position(|metric| metric.name == name);
        at.unwrap_or_else(|| panic!("there is no metric {name}"))
    }
}

fn position(names: &[String], name: &str) -> usize {
    let at = names.iter().position(|known| known == name);
    at.unwrap_or_else(|| panic!("{name} is none of {names:?}"))
}
