//! Does a model do on average what it says? A modest number of runs, read as averages.
//!
//! Two readings: the scenario's own strategies, where conversations of every kind are counted
//! together; and, for each activity that works the list, a *fresh list*: nobody is called twice and
//! nothing else is done, so that what comes out can be held against the stated averages.

use std::num::NonZeroUsize;

use longview_engine::experiment::Experiment;
use longview_engine::metric::{Id, Metric};
use longview_engine::model::{Activity, ActivityId, Aim, Channel, Model, OutcomeTable};
use longview_engine::plan::{Amount, Block, Horizon, Rhythm, Strategy, Task};
use longview_engine::run::{Misfit, Results, RunPlan, StrategyResults, Unobserved, run};
use longview_engine::units::{Positive, WEEKS_PER_QUARTER};
use longview_scenario::Scenario;

use crate::answer::Identity;

/// Where the counts of conversations by outcome stand among the metrics.
const BY_OUTCOME: &str = "conversations_by_outcome.";

/// How to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExplainRequest {
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent runs of the whole world; at least one.
    pub replications: u64,
    /// Threads to use; `None` uses every core.
    pub threads: Option<NonZeroUsize>,
}

/// What the model does on average.
#[derive(Debug, Clone, PartialEq)]
pub struct Realised {
    /// The scenario.
    pub scenario: Identity,
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent runs of the whole world.
    pub replications: u64,
    /// Stated beside realised, for every activity that works the list.
    pub fresh: Vec<FreshList>,
    /// Averages of each strategy over the whole run.
    pub strategies: Vec<Averages>,
}

/// One activity on a list where nobody was reached before.
#[derive(Debug, Clone, PartialEq)]
pub struct FreshList {
    /// The activity.
    pub activity: String,
    /// Attempts over all runs.
    pub attempts: i128,
    /// The chance that an attempt reaches somebody.
    pub reach: StatedAndRealised,
    /// Share of each outcome among those reached.
    pub outcomes: Vec<StatedAndRealised>,
}

/// What the file says beside what the runs gave.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedAndRealised {
    /// What it is.
    pub name: String,
    /// What the file says.
    pub stated: f64,
    /// What the runs gave; `None` when nothing of the kind was tried.
    pub realised: Option<f64>,
}

/// Averages of one strategy over the whole run, all activities together.
#[derive(Debug, Clone, PartialEq)]
pub struct Averages {
    /// The strategy.
    pub strategy: String,
    /// Dials per run.
    pub dials: f64,
    /// Conversations per run.
    pub conversations: f64,
    /// Conversations per dial; `None` without dials.
    pub conversations_per_dial: Option<f64>,
    /// Appointments made per conversation.
    pub appointments_per_conversation: Option<f64>,
    /// Meetings held per appointment made.
    pub held_per_appointment: Option<f64>,
    /// Customers per twelve conversations.
    pub customers_per_twelve: Option<f64>,
    /// Share of each outcome among the conversations, in the order of the metrics.
    pub outcomes: Vec<(String, f64)>,
}

/// Runs the scenario's strategies and its list activities.
///
/// # Errors
/// When a checked scenario gave an experiment that does not fit together.
pub fn realise(scenario: &Scenario, request: &ExplainRequest) -> Result<Realised, Vec<Misfit>> {
    let plan = RunPlan {
        seed: request.seed,
        replications: request.replications,
        baseline: 0,
        threads: request.threads,
    };
    let results = run(&scenario.experiment, &plan, &Unobserved)?;
    Ok(Realised {
        scenario: Identity::of(scenario),
        seed: plan.seed,
        replications: plan.replications,
        fresh: fresh_lists(&scenario.experiment, &plan)?,
        strategies: averages(&scenario.experiment, &results),
    })
}

fn averages(experiment: &Experiment, results: &Results) -> Vec<Averages> {
    let names = experiment.strategies.iter().map(|strategy| strategy.name.clone());
    names
        .zip(&results.strategies)
        .map(|(strategy, levels)| average(strategy, levels, &results.metrics))
        .collect()
}

fn average(strategy: String, levels: &StrategyResults, metrics: &[Metric]) -> Averages {
    let sum = |id: Id| levels.total[id as usize].sum();
    let conversations = sum(Id::Contacts);
    Averages {
        strategy,
        dials: levels.total[Id::Dials as usize].mean(),
        conversations: levels.total[Id::Contacts as usize].mean(),
        conversations_per_dial: share(conversations, sum(Id::Dials)),
        appointments_per_conversation: share(sum(Id::Appointments), conversations),
        held_per_appointment: share(sum(Id::MeetingsHeld), sum(Id::Appointments)),
        customers_per_twelve: share(12 * sum(Id::Customers), conversations),
        outcomes: outcome_shares(levels, metrics),
    }
}

fn share(part: i128, whole: i128) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn outcome_counts(levels: &StrategyResults, metrics: &[Metric]) -> Vec<(String, i128)> {
    let named = metrics.iter().zip(&levels.total);
    named
        .filter_map(|(metric, total)| {
            let outcome = metric.name.strip_prefix(BY_OUTCOME)?;
            Some((outcome.to_owned(), total.sum()))
        })
        .collect()
}

fn outcome_shares(levels: &StrategyResults, metrics: &[Metric]) -> Vec<(String, f64)> {
    let counts = outcome_counts(levels, metrics);
    let all: i128 = counts.iter().map(|(_, count)| count).sum();
    counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .filter_map(|(name, count)| Some((name, share(count, all)?)))
        .collect()
}

fn fresh_lists(experiment: &Experiment, plan: &RunPlan) -> Result<Vec<FreshList>, Vec<Misfit>> {
    let worked = list_activities(&experiment.model);
    let alone = alone(experiment, &worked);
    if alone.strategies.is_empty() {
        return Ok(Vec::new());
    }
    let results = run(&alone, plan, &Unobserved)?;
    let pairs = worked.iter().zip(&results.strategies);
    Ok(pairs
        .filter_map(|(id, levels)| fresh_list(&alone.model, *id, levels, &results.metrics))
        .collect())
}

fn list_activities(model: &Model) -> Vec<ActivityId> {
    let works_the_list =
        |activity: &Activity| activity.aim == Aim::List && start_table(model, activity).is_some();
    let all = model.activities.iter().enumerate();
    all.filter(|(_, activity)| works_the_list(activity)).map(|(at, _)| ActivityId(at)).collect()
}

fn start_table<'m>(model: &Model, activity: &'m Activity) -> Option<&'m OutcomeTable> {
    activity.tables.get(model.start.0).and_then(Option::as_ref)
}

/// The same people for one quarter, each activity alone, at a pace at which nobody is tried twice.
fn alone(experiment: &Experiment, activities: &[ActivityId]) -> Experiment {
    let pace = pace(experiment);
    let strategies = activities
        .iter()
        .filter_map(|activity| {
            let amount = Amount::Attempts(Positive::new(pace).ok()?);
            let tasks = vec![Task { activity: *activity, cadence: None }];
            let name = experiment.model.activities[activity.0].name.clone();
            Some(only(name, Block { amount, tasks, until: None }))
        })
        .collect();
    let horizon = Horizon { quarters: 1, run_out: 0 };
    Experiment { strategies, horizon, probes: Vec::new(), ..experiment.clone() }
}

fn only(name: String, block: Block) -> Strategy {
    Strategy {
        name,
        blocks: vec![block],
        ask: None,
        focus: None,
        rhythm: Rhythm::Steady,
        time_shares: None,
        energy: None,
        departure: None,
        undone: None,
    }
}

/// Attempts per week at which the shortest list, worked at its share of the time, lasts a quarter.
fn pace(experiment: &Experiment) -> f64 {
    const AT_MOST: f64 = 200.0;
    let lasting = experiment.market.segments.iter().map(|segment| {
        f64::from(segment.prospects) / segment.time_share.get() / f64::from(WEEKS_PER_QUARTER)
    });
    lasting.fold(AT_MOST, f64::min)
}

fn fresh_list(
    model: &Model,
    id: ActivityId,
    levels: &StrategyResults,
    metrics: &[Metric],
) -> Option<FreshList> {
    let activity = &model.activities[id.0];
    let reached = match activity.channel {
        Channel::Phone => (Id::Contacts, Id::Dials),
        Channel::Mail => (Id::Replies, Id::Attempts),
        Channel::Meeting | Channel::Ask => return None,
    };
    let sum = |id: Id| levels.total[id as usize].sum();
    let reach = StatedAndRealised {
        name: activity.name.clone(),
        stated: activity.reach.get(),
        realised: share(sum(reached.0), sum(reached.1)),
    };
    let outcomes = outcomes(start_table(model, activity)?, &outcome_counts(levels, metrics));
    Some(FreshList { activity: activity.name.clone(), attempts: sum(reached.1), reach, outcomes })
}

fn outcomes(table: &OutcomeTable, counts: &[(String, i128)]) -> Vec<StatedAndRealised> {
    let count = |name: &str| {
        counts.iter().find(|(outcome, _)| outcome == name).map_or(0, |(_, count)| *count)
    };
    let weights: f64 = table.outcomes.iter().map(|outcome| outcome.weight).sum();
    let all: i128 = table.outcomes.iter().map(|outcome| count(&outcome.name)).sum();
    table
        .outcomes
        .iter()
        .map(|outcome| StatedAndRealised {
            name: outcome.name.clone(),
            stated: outcome.weight / weights,
            realised: share(count(&outcome.name), all),
        })
        .collect()
}
