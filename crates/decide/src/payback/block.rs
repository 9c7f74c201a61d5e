//! A plan's calls to new names, squeezed into one block.

use longview_engine::experiment::Experiment;
use longview_engine::market::Skill;
use longview_engine::model::{ActivityId, Aim, Model};
use longview_engine::plan::{Amount, Block, Horizon, Rhythm, Strategy, Task};
use longview_engine::units::WorkTime;

/// A thousand hours are half a year's work.
pub(super) const MOST_HOURS: u32 = 1_000;

/// One plan that works one block, and the experiment that it is.
#[derive(Debug, Clone)]
pub(crate) struct OneBlock {
    pub experiment: Experiment,
    /// Hours of calls to new names in all.
    pub hours: f64,
    /// Weeks over which they are spread.
    pub weeks: u32,
}

/// A part of the block: one activity on the list.
struct Effort {
    activity: ActivityId,
    /// Hours a week in the plan; only their proportions count.
    hours: f64,
}

/// Whether the plan at this position turns to new names.
pub(super) fn calls_anybody(experiment: &Experiment, strategy: usize) -> bool {
    !efforts(experiment, &experiment.strategies[strategy]).is_empty()
}

/// The plan at this position with all of its calls to new names in one block, by one rep. `None`
/// when it calls nobody new.
pub(crate) fn one_block(experiment: &Experiment, strategy: usize, hours: f64) -> Option<OneBlock> {
    let plan = &experiment.strategies[strategy];
    let efforts = efforts(experiment, plan);
    if efforts.is_empty() {
        return None;
    }
    let weeks = weeks(experiment, hours);
    let planned: f64 = efforts.iter().map(|effort| effort.hours).sum();
    let mut blocks = follow_up(&experiment.model, plan);
    for effort in &efforts {
        let a_week = hours * effort.hours / planned / f64::from(weeks);
        blocks.push(Block {
            amount: Amount::Time(WorkTime::hours(a_week).ok()?),
            tasks: vec![Task { activity: effort.activity, cadence: None }],
            until: Some(weeks),
        });
    }
    let squeezed = Strategy { blocks, rhythm: Rhythm::Steady, departure: None, ..plan.clone() };
    let horizon = Horizon { quarters: experiment.horizon.quarters, run_out: 0 };
    let mut experiment = Experiment {
        strategies: vec![squeezed],
        horizon,
        probes: Vec::new(),
        ..experiment.clone()
    };
    by_one_rep(&mut experiment);
    leave_out_whom_nobody_calls(&mut experiment, &efforts, hours, weeks);
    Some(OneBlock { experiment, hours, weeks })
}

/// What the plan does with the list, activity by activity.
fn efforts(experiment: &Experiment, plan: &Strategy) -> Vec<Effort> {
    let model = &experiment.model;
    let mut efforts: Vec<Effort> = Vec::new();
    for block in &plan.blocks {
        for task in block.tasks.iter().filter(|task| is_new(model, task)) {
            let hours = match block.amount {
                Amount::Time(time) => time.as_hours(),
                Amount::Attempts(attempts) => {
                    attempts.get() * model.activities[task.activity.0].time.as_hours()
                }
                Amount::AsNeeded => experiment.team.hours_per_week.as_hours(),
            };
            let takes_time = model.activities[task.activity.0].time.millis() > 0;
            let known = efforts.iter().any(|effort| effort.activity == task.activity);
            if hours > 0.0 && takes_time && !known {
                efforts.push(Effort { activity: task.activity, hours });
            }
        }
    }
    efforts
}

fn is_new(model: &Model, task: &Task) -> bool {
    task.cadence.is_none() && model.activities[task.activity.0].aim == Aim::List
}

/// Everything else, as long as there is somebody to do it for.
fn follow_up(model: &Model, plan: &Strategy) -> Vec<Block> {
    let rest = |block: &Block| {
        let tasks: Vec<Task> =
            block.tasks.iter().filter(|task| !is_new(model, task)).cloned().collect();
        let timeless =
            tasks.iter().any(|task| model.activities[task.activity.0].time.millis() == 0);
        let amount = if timeless { block.amount } else { Amount::AsNeeded };
        (!tasks.is_empty()).then_some(Block { amount, tasks, until: None })
    };
    plan.blocks.iter().filter_map(rest).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a thousand hours")]
fn weeks(experiment: &Experiment, hours: f64) -> u32 {
    let a_week = experiment.team.hours_per_week.as_hours();
    if a_week > 0.0 { (hours / a_week).ceil().max(1.0) as u32 } else { 1 }
}

fn by_one_rep(experiment: &mut Experiment) {
    experiment.team.reps = 1;
    if let Skill::Each(skills) = &mut experiment.team.skill {
        skills.truncate(1);
    }
}

/// Names beyond the last that the block can get to change nothing, and cost time to simulate. With a
/// focus they take part in who is called first, and segments share the list, so there they stay.
fn leave_out_whom_nobody_calls(
    experiment: &mut Experiment,
    efforts: &[Effort],
    hours: f64,
    weeks: u32,
) {
    let focused = experiment.strategies[0].focus.is_some();
    let [segment] = experiment.market.segments.as_mut_slice() else { return };
    if focused {
        return;
    }
    let time = |effort: &Effort| experiment.model.activities[effort.activity.0].time.as_hours();
    let shortest = efforts.iter().map(time).fold(f64::INFINITY, f64::min);
    // A day's last attempt may run over, and then one more is made.
    let attempts = hours / shortest + f64::from(5 * weeks) * efforts.len() as f64 + 1.0;
    if attempts < f64::from(segment.prospects) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "fewer names")]
        let needed = attempts.ceil() as u32;
        segment.prospects = needed.min(segment.prospects);
        segment.arrivals = None;
    }
}

#[cfg(test)]
mod tests {
    use longview_engine::run::{RunPlan, Unobserved, run};
    use longview_scenario::{built_in_scenarios, load_built_in};

    use super::one_block;

    /// Whoever is not called changes no metric.
    #[test]
    fn names_left_out_change_nothing() {
        let built_in = built_in_scenarios().iter().find(|known| known.name == "other-ten");
        let Ok(scenario) = load_built_in(built_in.unwrap(), &[]) else { panic!("not refused") };
        let plan = RunPlan { seed: 1, replications: 20, baseline: 0, threads: None };
        for strategy in 0..2 {
            let short = one_block(&scenario.experiment, strategy, 10.0).unwrap();
            let mut long = short.clone();
            assert!(short.experiment.market.segments[0].prospects < 300);
            long.experiment.market.segments[0].prospects = 4000;
            let [short, long] =
                [short, long].map(|block| run(&block.experiment, &plan, &Unobserved).unwrap());
            assert!(short.strategies[0].quarters == long.strategies[0].quarters);
        }
    }
}
