//! The plan and its twins: the same plan with one thing different, each on the same people with the
//! same luck.

use longview_engine::experiment::Experiment;
use longview_engine::model::{ActivityId, Aim, End, Model, Stage, StageId};
use longview_engine::plan::{Amount, Block, Departure, Rhythm, Strategy, Task, Undone};
use longview_engine::units::{WEEKS_PER_QUARTER, WorkTime};

/// Quarters that a run may report.
const MOST_QUARTERS: u32 = 400;

/// What is different in a twin.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Change {
    /// First encounters of an activity that ended in one outcome came to nothing.
    Undone { activity: usize, outcome: String },
    /// One more hour a week for an activity, up to a quarter.
    Hour { activity: usize },
    /// Everybody on one rung is gone at a quarter's end.
    Gone { stage: usize },
}

/// A plan and its twins, ready to run: the plan comes first.
#[derive(Debug)]
pub(super) struct Twins {
    pub experiment: Experiment,
    pub changes: Vec<Change>,
    /// Where those stand whom a change took out.
    pub gone: usize,
}

impl Twins {
    /// The twins of a plan whose changes last through a quarter; what comes of them is followed to
    /// the end of the run.
    pub(super) fn new(original: &Experiment, strategy: usize, through_quarter: u32) -> Self {
        let mut experiment = original.clone();
        let base = experiment.strategies.swap_remove(strategy);
        let changes = changes(&experiment.model, &base);
        let gone = nowhere(&mut experiment.model);
        let twin = |change: &Change| twin(&base, change, through_quarter, gone);
        experiment.strategies = changes.iter().map(twin).collect();
        experiment.strategies.insert(0, base);
        experiment.probes.clear();
        let horizon = &mut experiment.horizon;
        let all = horizon.quarters + horizon.run_out;
        horizon.quarters = all.min(MOST_QUARTERS);
        horizon.run_out = all - horizon.quarters;
        Self { experiment, changes, gone: gone.0 }
    }
}

/// A lost end of its own for those whom a change takes out, so that they can be counted.
fn nowhere(model: &mut Model) -> StageId {
    let stage = Stage {
        name: "gone, as a thought experiment".to_owned(),
        rung: model.stages.iter().map(|stage| stage.rung).min().unwrap_or(0),
        end: Some(End::Lost),
        decided: false,
        appointment: false,
        timers: Vec::new(),
    };
    model.stages.push(stage);
    model.activities.iter_mut().for_each(|activity| activity.tables.push(None));
    if let Some(calls) = model.need.as_mut().and_then(|need| need.calls_us.as_mut()) {
        calls.tables.push(None);
    }
    StageId(model.stages.len() - 1)
}

fn changes(model: &Model, base: &Strategy) -> Vec<Change> {
    let openers = (0..model.activities.len()).filter(|at| opens(model, base, *at));
    let undone = openers.flat_map(|activity| {
        let names = outcomes(model, activity).into_iter();
        names.map(move |outcome| Change::Undone { activity, outcome })
    });
    let hours = (0..model.activities.len())
        .filter(|at| may_have_an_hour(model, base, *at))
        .map(|activity| Change::Hour { activity });
    let open = (0..model.stages.len()).filter(|at| model.stages[*at].end.is_none());
    undone.chain(hours).chain(open.map(|stage| Change::Gone { stage })).collect()
}

/// Whether the plan turns to people with this activity whom nobody has reached.
fn opens(model: &Model, base: &Strategy, activity: usize) -> bool {
    let is_list = model.activities[activity].aim == Aim::List;
    is_list && tasks(base).any(|task| task.activity.0 == activity && task.cadence.is_none())
}

fn tasks(base: &Strategy) -> impl Iterator<Item = &Task> {
    base.blocks.iter().flat_map(|block| &block.tasks)
}

/// The outcomes of an activity, in the order of the model.
fn outcomes(model: &Model, activity: usize) -> Vec<String> {
    let tables = model.activities[activity].tables.iter().flatten();
    let mut names: Vec<String> = Vec::new();
    for outcome in tables.flat_map(|table| &table.outcomes) {
        if outcome.weight > 0.0 && !names.contains(&outcome.name) {
            names.push(outcome.name.clone());
        }
    }
    names
}

/// Meetings and asks follow on something else; nobody can put an hour more into them.
fn may_have_an_hour(model: &Model, base: &Strategy, activity: usize) -> bool {
    let kind = &model.activities[activity];
    let planned = tasks(base).any(|task| task.activity.0 == activity);
    kind.time.millis() > 0 && (planned || !matches!(kind.aim, Aim::Ask | Aim::Booked))
}

fn twin(base: &Strategy, change: &Change, through_quarter: u32, gone: StageId) -> Strategy {
    let mut twin = base.clone();
    match change {
        Change::Undone { activity, outcome } => {
            let (activity, outcome) = (ActivityId(*activity), outcome.clone());
            twin.undone = Some(Undone { activity, outcome, through_quarter, to: gone });
        }
        Change::Hour { activity } => add_an_hour(&mut twin, *activity, through_quarter),
        Change::Gone { stage } => {
            let from = StageId(*stage);
            twin.departure = Some(Departure { after_quarter: through_quarter, from, to: gone });
        }
    }
    twin
}

/// An hour a week more, after the block that has the activity; after all others where none has it.
fn add_an_hour(twin: &mut Strategy, activity: usize, through_quarter: u32) {
    let has = |block: &Block| block.tasks.iter().any(|task| task.activity.0 == activity);
    let at = twin.blocks.iter().position(has);
    let own = at.map(|at| twin.blocks[at].tasks.iter().filter(|task| task.activity.0 == activity));
    let tasks = own.map_or_else(
        || vec![Task { activity: ActivityId(activity), cadence: None }],
        |own| own.cloned().collect(),
    );
    let hour = WorkTime::hours(1.0).expect("an hour is a working time");
    let until = Some(through_quarter.saturating_mul(WEEKS_PER_QUARTER));
    let block = Block { amount: Amount::Time(hour), tasks, until };
    twin.blocks.insert(at.map_or(twin.blocks.len(), |at| at + 1), block);
}

/// Hours that one more a week makes for a rep, through so many quarters.
pub(super) fn hours_planned(base: &Strategy, through_quarter: u32) -> u32 {
    let weeks = 0..through_quarter * WEEKS_PER_QUARTER;
    let is_on = |week: &u32| match base.rhythm {
        Rhythm::Steady => true,
        Rhythm::Bursts { on, off } => week % (on + off) < on,
    };
    u32::try_from(weeks.filter(is_on).count()).unwrap_or(u32::MAX)
}
