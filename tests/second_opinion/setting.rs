//! What a run goes by: the experiment, one strategy, and what is worked out from them beforehand.

use longview_engine::experiment::Experiment;
use longview_engine::model::{Activity, Aim, End, Model, Outcome, Stage, StageId};
use longview_engine::plan::{Amount, Block, Scorecard, Strategy, Task};

use super::reach;
use super::tables::{Population, Table};
use super::time::{DAYS_A_WEEK, working_days};
use super::twist::Twist;

pub(super) struct Setting<'a> {
    pub(super) experiment: &'a Experiment,
    pub(super) model: &'a Model,
    pub(super) strategy: &'a Strategy,
    pub(super) twist: Twist,
    /// By activity and stage.
    pub(super) on_reach: Vec<Vec<Option<Table<'a>>>>,
    /// By stage and timer.
    pub(super) on_timer: Vec<Vec<Table<'a>>>,
    /// By stage; empty where prospects never call.
    pub(super) on_own_call: Vec<Option<Table<'a>>>,
    /// The chance to reach somebody, by activity, segment and class of people.
    pub(super) reach: Vec<Vec<Vec<f64>>>,
    /// The cadences that the strategy follows.
    pub(super) cadences: Vec<Kept>,
    /// The lowest rung of those that count as an appointment, are decided or won.
    pub(super) commitment: Option<i32>,
    /// What each block of a day would credit on a fresh list.
    expected_credit: Vec<f64>,
}

/// A cadence as it is kept. Equal ones are one, whatever activity keeps them.
#[derive(PartialEq)]
pub(super) struct Kept {
    /// Working days since the last attempt.
    pub(super) gap: usize,
    /// By stage: whether it is one of the cadence, and the activity has a table for it.
    pub(super) stages: Vec<bool>,
    pub(super) touches: Option<u32>,
}

impl Kept {
    /// A cadence that the strategy gives the task goes before the activity's own aim.
    pub(super) fn by(model: &Model, task: &Task) -> Option<Self> {
        let activity = &model.activities[task.activity.0];
        let ((Some(cadence), _) | (None, Aim::Cadence(cadence))) = (&task.cadence, &activity.aim)
        else {
            return None;
        };
        let covers = |(stage, table): (usize, &Option<_>)| {
            table.is_some() && cadence.stages.contains(&StageId(stage))
        };
        Some(Self {
            gap: working_days(cadence.every.get()).max(1),
            stages: activity.tables.iter().enumerate().map(covers).collect(),
            touches: cadence.touches,
        })
    }
}

/// Whom a task of a block is served.
#[derive(Clone, Copy)]
pub(super) enum Served {
    List,
    Promises,
    Cadence(usize),
}

impl<'a> Setting<'a> {
    /// For the first strategy of an experiment.
    pub(super) fn new(experiment: &'a Experiment, twist: Twist) -> Self {
        let (model, strategy) = (&experiment.model, &experiment.strategies[0]);
        let mut setting = Self {
            experiment,
            model,
            strategy,
            twist,
            on_reach: Vec::new(),
            on_timer: Vec::new(),
            on_own_call: Vec::new(),
            reach: reach::chances(model, &experiment.market.segments),
            cadences: Vec::new(),
            commitment: model.stages.iter().filter(|stage| commits(stage)).map(|s| s.rung).min(),
            expected_credit: Vec::new(),
        };
        setting.work_out_tables();
        setting.work_out_cadences();
        setting.expected_credit =
            strategy.blocks.iter().map(|block| setting.expected_of(block)).collect();
        setting
    }

    /// Whether a block is still worked on a day.
    pub(super) fn goes_on(&self, block: usize, day: usize) -> bool {
        let until = self.strategy.blocks[block].until;
        until.is_none_or(|weeks| day / DAYS_A_WEEK < weeks as usize)
    }

    /// What the blocks of a day would credit on a fresh list.
    pub(super) fn expected_on(&self, day: usize) -> f64 {
        let of_block =
            |block| if self.goes_on(block, day) { self.expected_credit[block] } else { 0.0 };
        (0..self.expected_credit.len()).map(of_block).sum()
    }

    fn work_out_tables(&mut self) {
        let (model, twist) = (self.model, self.twist);
        let population = Population::fresh(self.experiment);
        let solved = |table, stage| Table::new(table, stage, model, &population, twist);
        let by_stage = |tables: &'a Vec<Option<_>>| -> Vec<Option<Table<'a>>> {
            let all = tables.iter().enumerate();
            all.map(|(stage, table)| table.as_ref().map(|table| solved(table, stage))).collect()
        };
        let timers = |(at, stage): (usize, &'a Stage)| {
            stage.timers.iter().map(|timer| solved(&timer.outcomes, at)).collect()
        };
        self.on_reach = model.activities.iter().map(|one| by_stage(&one.tables)).collect();
        self.on_timer = model.stages.iter().enumerate().map(timers).collect();
        let calls = model.need.as_ref().and_then(|need| need.calls_us.as_ref());
        self.on_own_call = calls.map(|calls| by_stage(&calls.tables)).unwrap_or_default();
    }

    fn work_out_cadences(&mut self) {
        for task in self.strategy.blocks.iter().flat_map(|block| &block.tasks) {
            if let Some(new) =
                Kept::by(self.model, task).filter(|kept| !self.cadences.contains(kept))
            {
                self.cadences.push(new);
            }
        }
    }

    /// Whom this task of a block is served.
    pub(super) fn served(&self, task: &Task) -> Served {
        if let Some(kept) = Kept::by(self.model, task) {
            let at = self.cadences.iter().position(|known| *known == kept);
            return Served::Cadence(at.expect("every cadence of the strategy is known"));
        }
        match self.model.activities[task.activity.0].aim {
            Aim::List => Served::List,
            Aim::Promises => Served::Promises,
            _ => unreachable!("a block holds no meetings and no asks"),
        }
    }

    /// The activity that keeps promises made in this stage.
    pub(super) fn keeper_in(&self, stage: usize) -> Option<usize> {
        let keeps = |activity: &Activity| {
            matches!(activity.aim, Aim::Promises | Aim::Booked) && activity.tables[stage].is_some()
        };
        self.model.activities.iter().position(keeps)
    }

    pub(super) fn is_meeting(&self, activity: usize) -> bool {
        self.model.activities[activity].aim == Aim::Booked
    }

    /// The stage that an outcome leads to from this one, unless it stays.
    pub(super) fn leads_elsewhere(outcome: &Outcome, from: usize) -> Option<usize> {
        outcome.to.map(|to| to.0).filter(|to| *to != from)
    }

    /// What the scorecard of the strategy credits for an outcome drawn in this stage.
    pub(super) fn credit(&self, outcome: &Outcome, from: usize) -> f64 {
        let Some(energy) = &self.strategy.energy else { return 0.0 };
        match &energy.scorecard {
            Scorecard::Appointments => {
                let to = Self::leads_elsewhere(outcome, from);
                f64::from(u8::from(to.is_some_and(|to| self.model.stages[to].appointment)))
            }
            Scorecard::Progress(weights) => {
                let listed = weights.iter().find(|(name, _)| *name == outcome.name);
                listed.map_or(0.0, |(_, weight)| weight.get())
            }
        }
    }

    /// What the daily budget of a block would credit on a fresh list.
    fn expected_of(&self, block: &Block) -> f64 {
        let is_list = |task: &&Task| matches!(self.served(task), Served::List);
        let Some(task) = block.tasks.iter().find(is_list) else { return 0.0 };
        let activity = &self.model.activities[task.activity.0];
        let a_week = match block.amount {
            Amount::Time(time) => time.millis() as f64 / activity.time.millis() as f64,
            Amount::Attempts(attempts) => attempts.get(),
            Amount::AsNeeded => 0.0,
        };
        let start = self.model.start.0;
        let Some(table) = &self.on_reach[task.activity.0][start] else { return 0.0 };
        let credits = table.outcomes.iter().map(|outcome| self.credit(outcome, start));
        let average: f64 = credits.zip(&table.shares).map(|(credit, share)| credit * share).sum();
        a_week / DAYS_A_WEEK as f64 * activity.reach.get() * average
    }
}

fn commits(stage: &Stage) -> bool {
    stage.appointment || stage.decided || stage.end == Some(End::Won)
}
