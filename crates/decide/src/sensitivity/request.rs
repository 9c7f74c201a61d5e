//! What can be asked, and why there may be no answer.

use std::num::NonZeroUsize;

use longview_engine::run::Misfit;
use longview_scenario::{Problems, suggestion};
use thiserror::Error;

use crate::compare::UnknownStrategy;

/// What to analyse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SensitivityRequest {
    /// Same seed, same answer.
    pub seed: u64,
    /// Threads to use; `None` uses every core. The answer does not depend on it.
    pub threads: Option<NonZeroUsize>,
    /// The strategy that the other is compared with; `None` takes the first.
    pub baseline: Option<String>,
    /// The strategy that is compared with it; `None` takes the first other one.
    pub strategy: Option<String>,
    /// `margin`, or the name of a metric.
    pub metric: String,
    /// Replications of the numbers that matter most, at each of their ends; `None` chooses.
    pub replications: Option<u64>,
    /// Rows of the joint draws of all numbers; `None` chooses.
    pub draws: Option<u64>,
    /// Groups of numbers whose worth is asked for, by path or the end of a path.
    pub groups: Vec<Vec<String>>,
    /// Pairs of numbers whose map is asked for.
    pub maps: Vec<[String; 2]>,
    /// On how many calls a number would be measured.
    pub calls: u32,
}

/// Numbers that groups may name in all.
pub const MOST_IN_GROUPS: usize = 10;

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum SensitivityError {
    /// No strategy is called so.
    #[error("{0}")]
    UnknownStrategy(UnknownStrategy),
    /// There is nothing to compare.
    #[error(
        "the scenario has one strategy, and a difference needs two\nhint: add a second [strategy.NAME]"
    )]
    OneStrategy,
    /// A strategy is compared with itself.
    #[error(
        "\"{0}\" cannot be compared with itself\nhint: name two strategies with --strategy and --baseline"
    )]
    SameStrategy(String),
    /// No metric is called so.
    #[error("there is no metric \"{name}\"{}\nhint: margin, customers, revenue, or another metric of the JSON of compare", suggestion(nearest.as_deref()))]
    UnknownMetric {
        /// What was asked for.
        name: String,
        /// The name most like it.
        nearest: Option<String>,
    },
    /// No number is called so.
    #[error("there is no number \"{name}\" in the scenario{}\nhint: longview explain lists every number; the end of a path is enough where only one has it", suggestion(nearest.as_deref()))]
    UnknownNumber {
        /// What was asked for.
        name: String,
        /// The path most like it.
        nearest: Option<String>,
    },
    /// Several numbers are called so.
    #[error("\"{name}\" may be {}\nhint: write more of the path", paths.join(" or "))]
    ManyNumbers {
        /// What was asked for.
        name: String,
        /// Some of the paths.
        paths: Vec<String>,
    },
    /// A group or a map names a number that is taken as known.
    #[error(
        "{path} has no interval: it is taken as known\nhint: write it as {{ about, low, high }}"
    )]
    CertainNumber {
        /// The number.
        path: String,
    },
    /// Groups are too large to be looked at number by number.
    #[error(
        "the groups name {0} numbers, and {MOST_IN_GROUPS} at most can be looked at together\nhint: leave out those that the tornado shows to matter least"
    )]
    TooManyInGroups(usize),
    /// No number of the scenario has an interval.
    #[error(
        "every number of the scenario is taken as known, so there is nothing to vary\nhint: write what is not sure as {{ about = 0.06, low = 0.03, high = 0.20 }}"
    )]
    NothingUncertain,
    /// Drawn numbers make the scenario impossible.
    #[error("uncertain numbers make the scenario impossible together; narrow their intervals\n{}", .0.render(false))]
    Impossible(Problems),
    /// A checked scenario gave an experiment that does not fit together.
    #[error("the experiment does not fit together: {}", .0.iter().map(|one| one.0.as_str()).collect::<Vec<_>>().join("; "))]
    Misfits(Vec<Misfit>),
}
