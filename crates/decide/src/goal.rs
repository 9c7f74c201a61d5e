//! A goal on the command line: "customers >= 12 by Q4".
//!
//! A goal is about a metric, added up from the start to the end of a quarter (stocks: as it stands
//! there). In one world it is met or not; its chance is the share of worlds in which it is.

mod parse;

use longview_engine::experiment::Experiment;
use longview_engine::metric::{Metric, Unit};
use longview_engine::plan::Horizon;
use longview_engine::run::{Levels, Misfit, RunPlan, Unobserved, run};
use longview_scenario::{Problems, Scenario};

/// A goal, checked against the metrics and the quarters of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// What is counted.
    pub metric: Metric,
    /// Position of the metric among those of a run.
    pub at: usize,
    /// On which side of the value the metric must be.
    pub sense: Sense,
    /// The value, in the unit of the metric.
    pub value: f64,
    /// By the end of this quarter, counted from 1.
    pub quarter: u32,
    /// The goal as it was written.
    pub text: String,
}

/// On which side of a value something must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// `>=`
    AtLeast,
    /// `>`
    MoreThan,
    /// `<=`
    AtMost,
    /// `<`
    LessThan,
}

impl Sense {
    /// All of them, with how they are written; longer signs first.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::AtLeast, ">="), (Self::AtMost, "<="), (Self::MoreThan, ">"), (Self::LessThan, "<")];

    /// How it is written.
    pub fn sign(self) -> &'static str {
        Self::ALL.iter().find(|(sense, _)| *sense == self).map_or("", |(_, sign)| sign)
    }

    /// Whether more of the metric brings the goal nearer.
    pub fn wants_more(self) -> bool {
        matches!(self, Self::AtLeast | Self::MoreThan)
    }
}

impl Goal {
    /// Reads a goal for this scenario.
    ///
    /// # Errors
    /// With everything that is wrong with the text, and where.
    pub fn read(text: &str, scenario: &Scenario) -> Result<Self, Problems> {
        parse::goal(text, scenario)
    }

    /// What the metric gave in one world, in the engine's whole numbers.
    pub fn reading(&self, world: &Levels) -> i64 {
        let row = (self.quarter as usize).checked_sub(1).and_then(|at| world.cumulative.get(at));
        row.and_then(|row| row.get(self.at)).copied().unwrap_or(0)
    }

    /// Whether a reading meets the goal.
    pub fn is_met_by(&self, reading: i64) -> bool {
        let (found, wanted) = (reading as f64, in_whole_numbers(self.value, self.metric.unit));
        match self.sense {
            Sense::AtLeast => found >= wanted,
            Sense::MoreThan => found > wanted,
            Sense::AtMost => found <= wanted,
            Sense::LessThan => found < wanted,
        }
    }

    /// As much of the time of an experiment as the goal needs. The expected pipeline looks ahead, so
    /// it keeps its run-out; nothing else of the past depends on what comes later.
    pub fn horizon(&self, scenario: &Horizon) -> Horizon {
        let looks_ahead = self.metric.unit == Unit::Money && self.metric.name == "pipeline";
        let past = scenario.quarters - self.quarter.min(scenario.quarters);
        let run_out = if looks_ahead { scenario.run_out + past } else { 0 };
        Horizon { quarters: self.quarter, run_out: run_out.min(MOST_RUN_OUT) }
    }
}

/// A value in the engine's whole numbers, as it was written: 19.99 is 1,999 cents, although 19.99 times
/// 100 is a little less.
fn in_whole_numbers(value: f64, unit: Unit) -> f64 {
    const ROUNDING: f64 = 1e-6;
    let exact = value * unit.per_unit();
    if (exact - exact.round()).abs() < ROUNDING { exact.round() } else { exact }
}

/// What an experiment accepts.
const MOST_RUN_OUT: u32 = 40;

/// What is counted in a run of this experiment, in its order.
///
/// # Errors
/// When the parts of the experiment do not fit together.
pub fn metrics(experiment: &Experiment) -> Result<Vec<Metric>, Vec<Misfit>> {
    let mut glance = experiment.clone();
    glance.horizon = Horizon { quarters: 1, run_out: 0 };
    glance.team.reps = 1;
    glance.team.skill = longview_engine::market::Skill::Same;
    glance.strategies.truncate(1);
    // Names do not depend on how people differ, which takes time to solve.
    glance.model.reachability = None;
    for segment in &mut glance.market.segments {
        segment.prospects = 1;
    }
    let plan = RunPlan { seed: 1, replications: 1, baseline: 0, threads: None };
    Ok(run(&glance, &plan, &Unobserved)?.metrics)
}

#[cfg(test)]
mod tests {
    use longview_engine::metric::Unit;

    use super::in_whole_numbers;

    #[test]
    fn money_is_compared_by_the_cent() {
        assert!(19.99 * Unit::Money.per_unit() < 1_999.0);
        let whole = |value, unit| in_whole_numbers(value, unit).to_string();
        assert_eq!(whole(19.99, Unit::Money), "1999");
        assert_eq!(whole(1.1, Unit::Money), "110");
        assert_eq!(whole(2.5, Unit::Count), "2.5");
    }
}
