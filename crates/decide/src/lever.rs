//! A number of a plan that can be varied: found by its short name, with the range in which it makes
//! sense.

use longview_engine::model::ActivityId;
use longview_engine::plan::{Amount, Strategy};
use longview_scenario::{Knob, Problems, Scenario, did_you_mean};
use thiserror::Error;

use crate::compare::UnknownStrategy;

/// A number of one strategy that can be varied.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// Position of the strategy.
    pub strategy: usize,
    /// Name of the strategy.
    pub plan: String,
    /// The whole path, such as `strategy.today.cold_call_hours`.
    pub path: String,
    /// The path below the strategy, such as `cold_call_hours`.
    pub name: String,
    /// Such as "hours a week", "chance", "weeks".
    pub unit: &'static str,
    /// What the number means, in a line.
    pub about: &'static str,
    /// What the scenario says; `None` where it says nothing.
    pub now: Option<f64>,
    /// The least and the greatest value to try, in the unit.
    pub range: (f64, f64),
    /// The step between values that are told apart, in the unit.
    pub step: f64,
    /// Whether the range ends before the number does, because somebody wanted it so.
    pub cut_short: bool,
}

/// Why a number cannot be varied.
#[derive(Debug, Clone, Error)]
pub enum LeverError {
    /// No strategy is called so.
    #[error("{0}")]
    UnknownStrategy(UnknownStrategy),
    /// The plan has no such number.
    #[error("`{name}` is no number of the plan \"{plan}\"\nhint: {hint}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The plan.
        plan: String,
        /// The nearest name, or all of them.
        hint: String,
    },
    /// The range to try is empty.
    #[error("{name} cannot go up to {up_to}: {why}")]
    Range {
        /// What was asked for.
        name: String,
        /// The upper end that was asked for.
        up_to: f64,
        /// What can be done.
        why: String,
    },
    /// The scenario does not take the values that are to be tried.
    #[error("the scenario does not take the values of {name} that are to be tried")]
    Refused {
        /// The number.
        name: String,
        /// What is wrong with them.
        problems: Problems,
    },
}

/// Steps that a range is cut into, about.
const STEPS: f64 = 80.0;
/// Keys of a plan that may be set where they are not written yet.
const SHORT: [&str; 4] = ["cold_call_hours", "follow_up_hours", "content", "emails"];

impl Lever {
    /// The number of this name in a strategy (by position). `up_to` says how far to go; without it,
    /// as far as the desk's hours allow.
    ///
    /// # Errors
    /// When the plan has no such number, or nothing lies between its least value and `up_to`.
    pub fn find(
        scenario: &Scenario,
        strategy: usize,
        name: &str,
        up_to: Option<f64>,
    ) -> Result<Self, LeverError> {
        let root = scenario.strategy_path(strategy) + ".";
        let short = name.strip_prefix(&root).unwrap_or(name);
        let path = format!("{root}{short}");
        let written = scenario.knobs.iter().find(|knob| knob.path == path);
        let knob = match written {
            Some(knob) => knob.clone(),
            None => unwritten(scenario, &path, short)
                .ok_or_else(|| unknown(scenario, &root, name, strategy))?,
        };
        let plan = &scenario.experiment.strategies[strategy];
        let range = range(scenario, plan, &knob, up_to)?;
        let natural = self::range(scenario, plan, &knob, None)?;
        Ok(Self {
            strategy,
            plan: plan.name.clone(),
            name: short.to_owned(),
            unit: knob.unit,
            about: knob.about,
            now: written.map(|knob| knob.best),
            step: step(&knob, range),
            cut_short: range.1 < natural.1,
            range,
            path,
        })
    }

    /// Every value that is told apart, from the least to the greatest.
    pub fn values(&self) -> Vec<f64> {
        let (low, high) = self.range;
        let first = (low / self.step).ceil();
        let last = (high / self.step + 1e-9).floor();
        let inner = (0..).map(|at| first + f64::from(at)).take_while(|at| *at <= last);
        let mut values: Vec<f64> = inner.map(|at| tidy(at * self.step)).collect();
        if values.first().is_none_or(|first| *first > low + 1e-9) {
            values.insert(0, low);
        }
        if values.last().is_none_or(|last| *last < high - 1e-9) {
            values.push(high);
        }
        values
    }

    /// The strategy with another value of this number.
    ///
    /// # Errors
    /// When the scenario does not take the value.
    pub fn strategy_at(&self, scenario: &Scenario, value: f64) -> Result<Strategy, LeverError> {
        let changed = scenario
            .with(&[(self.path.clone(), value)])
            .map_err(|problems| LeverError::Refused { name: self.name.clone(), problems })?;
        Ok(changed.experiment.strategies[self.strategy].clone())
    }
}

/// Without what adding up tenths leaves behind.
fn tidy(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

/// A number that the plan could have and does not.
fn unwritten(scenario: &Scenario, path: &str, short: &str) -> Option<Knob> {
    let with = SHORT.contains(&short).then(|| scenario.with(&[(path.to_owned(), 1.0)]))?.ok()?;
    with.knobs.into_iter().find(|knob| knob.path == path)
}

fn unknown(scenario: &Scenario, root: &str, name: &str, strategy: usize) -> LeverError {
    let own = scenario.knobs.iter().filter_map(|knob| knob.path.strip_prefix(root));
    let mut known: Vec<&str> = own.collect();
    let could_be_set = |short: &&str| {
        !known.contains(short) && unwritten(scenario, &format!("{root}{short}"), short).is_some()
    };
    let unset: Vec<&str> = SHORT.into_iter().filter(could_be_set).collect();
    known.extend(unset);
    let is_elsewhere = scenario.knobs.iter().any(|knob| knob.path == name);
    let hint = if is_elsewhere {
        format!(
            "it is a number of the scenario, but not of this plan, which has {}",
            known.join(", ")
        )
    } else {
        did_you_mean(name, known.into_iter(), "the plan has no numbers")
    };
    let plan = scenario.experiment.strategies[strategy].name.clone();
    LeverError::Unknown { name: name.to_owned(), plan, hint }
}

/// The least and the greatest value that make sense.
fn range(
    scenario: &Scenario,
    plan: &Strategy,
    knob: &Knob,
    up_to: Option<f64>,
) -> Result<(f64, f64), LeverError> {
    let (least, most) = knob.limits;
    let hours = scenario.experiment.team.hours_per_week.as_hours();
    let usual = match knob.unit {
        "hours a week" => hours,
        "attempts a week" => hours * 60.0 / quickest(scenario, plan),
        "chance" | "share" => 1.0,
        "weeks" => 26.0_f64.max(2.0 * knob.best),
        _ => 4.0 * knob.best.max(1.0),
    };
    let low = if knob.unit == "weeks" { 1.0_f64.max(least) } else { least.max(0.0) };
    let high = up_to.unwrap_or_else(|| usual.max(knob.best)).min(most);
    if up_to.is_some_and(|up_to| up_to.is_nan() || up_to > most) || high <= low {
        let why = format!("it goes from {low} to {most} {}", knob.unit);
        let up_to = up_to.unwrap_or(high);
        return Err(LeverError::Range { name: knob.path.clone(), up_to, why });
    }
    Ok((low, high))
}

/// Minutes of the quickest thing that the plan does in attempts.
fn quickest(scenario: &Scenario, plan: &Strategy) -> f64 {
    const USUAL: f64 = 4.0;
    let activities = &scenario.experiment.model.activities;
    let minutes = |ActivityId(at): ActivityId| activities[at].time.as_hours() * 60.0;
    let in_attempts =
        plan.blocks.iter().filter(|block| matches!(block.amount, Amount::Attempts(_)));
    let tasks = in_attempts.flat_map(|block| &block.tasks).map(|task| minutes(task.activity));
    let quickest = tasks.filter(|minutes| *minutes > 0.0).fold(f64::INFINITY, f64::min);
    if quickest.is_finite() { quickest } else { USUAL }
}

/// A round step: 1, 2 or 5 times a power of ten, about an eightieth of the range; whole where only
/// whole numbers make sense.
fn step(knob: &Knob, (low, high): (f64, f64)) -> f64 {
    let exact = (high - low) / STEPS;
    let power = 10_f64.powf(exact.log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0].map(|times| times * power);
    let step = round.into_iter().find(|round| *round >= exact * 0.999).unwrap_or(exact);
    let is_whole = matches!(knob.unit, "weeks" | "touches" | "prospects" | "reps");
    if is_whole { step.max(1.0).round() } else { step }
}
