//! A strategy made ready to be worked: blocks by segment, lines to serve, the ask policy in numbers.

use crate::compiled::{Compiled, OnMiss, StageSet, capped, working_days};
use crate::experiment::Experiment;
use crate::model::{Aim, Cadence, Model};
use crate::plan::{Amount, Energy, Rhythm, Scorecard, Strategy};
use crate::undone::Undone;
use crate::units::WORKING_DAYS_PER_WEEK;

/// A compiled strategy.
#[derive(Debug, Clone)]
pub(crate) struct Week {
    pub blocks: Vec<Block>,
    /// What comes before every block: meetings that are due, as many as there are.
    pub meetings: Block,
    pub cadences: Vec<Rhythmic>,
    pub ask: Option<Ask>,
    pub focus: Option<crate::plan::Focus>,
    /// Working time per day in milliseconds.
    pub day: i64,
    pub rhythm: Rhythm,
    pub energy: Option<Effort>,
    pub departure: Option<crate::plan::Departure>,
    pub undone: Option<Undone>,
    /// Stages whose prospects some cadence keeps in touch with.
    pub in_cadence: StageSet,
}

#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub budget: Budget,
    pub tasks: Vec<Task>,
    /// The first working day on which it is done no more.
    pub until: u16,
}

/// What a working day gives to a block: a fifth of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Budget {
    /// Milliseconds.
    Time(i64),
    /// Millionths of an attempt.
    Attempts(i64),
    AsNeeded,
}

/// One attempt in the unit of [`Budget::Attempts`].
pub(crate) const ATTEMPT: i64 = 1_000_000;

/// One thing to do for one segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Task {
    pub activity: usize,
    pub segment: usize,
    pub aim: Served,
    /// Position of the line that is served, among those of its kind.
    pub line: usize,
    /// Position of the cadence that is served, if it is one.
    pub cadence: usize,
    /// What an attempt takes from the day, in milliseconds.
    pub time: i64,
    /// What it takes from the block, in the unit of its budget.
    pub cost: i64,
    /// Stages in which the activity has something to say.
    pub serves: StageSet,
    pub fatigue: f64,
    pub on_miss: OnMiss,
}

/// Where the next prospect of a task is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Served {
    /// The list of the block's segment.
    List,
    /// The promises due that this activity keeps.
    Promises,
    /// The cadence at this position.
    Cadence(usize),
}

/// A compiled cadence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rhythmic {
    pub gap_days: u16,
    pub stages: Vec<bool>,
    pub touches: u32,
}

#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub activity: usize,
    pub after: Vec<bool>,
    pub from_rung: i32,
    pub goodwill: Option<f64>,
    pub chance: f64,
    /// What an ask takes from the day, in milliseconds.
    pub time: i64,
}

impl Week {
    /// What an encounter of an activity may take from the day besides its attempt, in milliseconds.
    pub(crate) fn ask_time(&self, activity: usize) -> i64 {
        self.ask.as_ref().filter(|ask| ask.after[activity]).map_or(0, |ask| ask.time)
    }
}

/// Compiled energy.
#[derive(Debug, Clone)]
pub(crate) struct Effort {
    pub law: Energy,
    /// What each planned block of a day would credit on a fresh list, and the first working day
    /// without the block.
    expected: Vec<(f64, u16)>,
    /// Credit by position of the outcome name; appointments are credited on entry instead.
    pub by_outcome: Vec<f64>,
    pub by_appointment: f64,
}

impl Effort {
    /// What the blocks planned for this working day would credit on a fresh list.
    pub(crate) fn expected_on(&self, day: u16) -> f64 {
        self.expected.iter().filter(|(_, until)| day < *until).map(|(credit, _)| credit).sum()
    }

    /// Tomorrow's energy, with the credit above (or below) what was expected and the hours worked.
    pub(crate) fn tomorrow(&self, today: f64, surplus: f64, hours: f64) -> f64 {
        let law = &self.law;
        let gain = law.gain.get() * surplus.max(0.0);
        let loss = law.gain.get() * law.loss_aversion.get() * (-surplus).max(0.0);
        let rested = today + law.recovery.get() * (1.0 - today);
        (rested + gain - loss - law.cost_per_hour.get() * hours).clamp(law.floor.get(), 1.0)
    }
}

/// Compiles one strategy.
pub(crate) fn compile(experiment: &Experiment, compiled: &Compiled, strategy: &Strategy) -> Week {
    let model = &experiment.model;
    let mut cadences = Vec::new();
    let blocks = blocks(experiment, compiled, strategy, &mut cadences);
    let in_stage = |stage: usize| cadences.iter().any(|c: &Rhythmic| c.stages[stage]);
    Week {
        in_cadence: StageSet::of((0..model.stages.len()).map(in_stage)),
        meetings: meetings(experiment, compiled),
        ask: strategy.ask.as_ref().map(|ask| Ask {
            activity: ask.activity.0,
            after: (0..model.activities.len())
                .map(|at| ask.after.iter().any(|a| a.0 == at))
                .collect(),
            from_rung: model.stages[ask.from.0].rung,
            goodwill: ask.goodwill.map(crate::units::Real::get),
            chance: ask.chance.get(),
            time: compiled.activities[ask.activity.0].time,
        }),
        focus: strategy.focus,
        day: per_day(experiment.team.hours_per_week.millis() as f64),
        rhythm: strategy.rhythm,
        departure: strategy.departure,
        undone: strategy.undone.as_ref().and_then(|undone| Undone::new(compiled, undone)),
        energy: strategy.energy.as_ref().map(|law| effort(model, compiled, law, &blocks)),
        blocks,
        cadences,
    }
}

fn per_day(per_week: f64) -> i64 {
    (per_week / f64::from(WORKING_DAYS_PER_WEEK)).round() as i64
}

/// Each block of the week becomes one per segment, with that segment's share of the time.
fn blocks(
    experiment: &Experiment,
    compiled: &Compiled,
    strategy: &Strategy,
    cadences: &mut Vec<Rhythmic>,
) -> Vec<Block> {
    let segments = &experiment.market.segments;
    let mut blocks = Vec::new();
    for block in &strategy.blocks {
        for (segment, own) in segments.iter().enumerate() {
            let share = strategy.time_shares.as_ref().map_or(own.time_share, |all| all[segment]);
            let budget = budget(block.amount, share.get());
            let place =
                Place { model: &experiment.model, compiled, segments: segments.len(), segment };
            let tasks = block.tasks.iter().map(|task| place.task(task, budget, cadences)).collect();
            blocks.push(Block { budget, tasks, until: first_day_without(block.until) });
        }
    }
    blocks
}

fn first_day_without(until: Option<u32>) -> u16 {
    until.map_or(u16::MAX, |weeks| capped(weeks.saturating_mul(WORKING_DAYS_PER_WEEK)))
}

fn budget(amount: Amount, share: f64) -> Budget {
    match amount {
        Amount::Time(time) => Budget::Time(per_day(time.millis() as f64 * share)),
        Amount::Attempts(attempts) => {
            Budget::Attempts(per_day(attempts.get() * ATTEMPT as f64 * share))
        }
        Amount::AsNeeded => Budget::AsNeeded,
    }
}

fn meetings(experiment: &Experiment, compiled: &Compiled) -> Block {
    let model = &experiment.model;
    let segments = experiment.market.segments.len();
    let booked = (0..model.activities.len()).filter(|at| model.activities[*at].aim == Aim::Booked);
    let tasks = booked.flat_map(|activity| {
        (0..segments).map(move |segment| {
            let place = Place { model, compiled, segments, segment };
            place.served(activity, Served::Promises, Budget::AsNeeded)
        })
    });
    Block { budget: Budget::AsNeeded, tasks: tasks.collect(), until: u16::MAX }
}

/// Where a task is placed: a segment of the market.
struct Place<'a> {
    model: &'a Model,
    compiled: &'a Compiled,
    segments: usize,
    segment: usize,
}

impl Place<'_> {
    fn task(&self, task: &crate::plan::Task, budget: Budget, cadences: &mut Vec<Rhythmic>) -> Task {
        let activity = task.activity.0;
        let own = match &self.model.activities[activity].aim {
            Aim::Cadence(cadence) => Some(cadence),
            _ => None,
        };
        let aim = match (task.cadence.as_ref().or(own), &self.model.activities[activity].aim) {
            (Some(cadence), _) => {
                Served::Cadence(position(cadences, rhythmic(self.model, activity, cadence)))
            }
            (None, Aim::List) => Served::List,
            (None, _) => Served::Promises,
        };
        self.served(activity, aim, budget)
    }

    fn served(&self, activity: usize, aim: Served, budget: Budget) -> Task {
        let compiled = &self.compiled.activities[activity];
        let time = compiled.time;
        let kind = match aim {
            Served::List => 0,
            Served::Promises => compiled.keeper,
            Served::Cadence(cadence) => cadence,
        };
        let cost = match budget {
            Budget::Time(_) => time,
            Budget::Attempts(_) => ATTEMPT,
            Budget::AsNeeded => 0,
        };
        Task {
            activity,
            segment: self.segment,
            aim,
            line: kind * self.segments + self.segment,
            cadence: kind,
            time,
            cost,
            serves: StageSet::of(compiled.tables.iter().map(Option::is_some)),
            fatigue: compiled.fatigue,
            on_miss: compiled.on_miss,
        }
    }
}

/// Equal cadences are one: a touch of either counts for both.
fn position(cadences: &mut Vec<Rhythmic>, wanted: Rhythmic) -> usize {
    cadences.iter().position(|known| *known == wanted).unwrap_or_else(|| {
        cadences.push(wanted);
        cadences.len() - 1
    })
}

fn rhythmic(model: &Model, activity: usize, cadence: &Cadence) -> Rhythmic {
    let covered = |stage: usize| {
        cadence.stages.iter().any(|s| s.0 == stage)
            && model.activities[activity].tables[stage].is_some()
    };
    Rhythmic {
        gap_days: capped(working_days(cadence.every.get()).max(1)),
        stages: (0..model.stages.len()).map(covered).collect(),
        touches: cadence.touches.unwrap_or(u32::MAX),
    }
}

fn effort(model: &Model, compiled: &Compiled, law: &Energy, blocks: &[Block]) -> Effort {
    let weight = |name: &String| match &law.scorecard {
        Scorecard::Appointments => 0.0,
        Scorecard::Progress(weights) => {
            weights.iter().find(|(known, _)| known == name).map_or(0.0, |(_, w)| w.get())
        }
    };
    let by_appointment = if law.scorecard == Scorecard::Appointments { 1.0 } else { 0.0 };
    let by_outcome: Vec<f64> = compiled.outcome_names.iter().map(weight).collect();
    let per_attempt = |activity: usize| -> f64 {
        let stated = model.activities[activity].tables[model.start.0].as_ref();
        let Some(table) = stated else { return 0.0 };
        let total: f64 = table.outcomes.iter().map(|o| o.weight).sum();
        let credit = |o: &crate::model::Outcome| {
            let books = o.to.is_some_and(|to| model.stages[to.0].appointment);
            let named = compiled.outcome_names.iter().position(|name| *name == o.name);
            o.weight / total
                * (named.map_or(0.0, |at| by_outcome[at])
                    + if books { by_appointment } else { 0.0 })
        };
        model.activities[activity].reach.get() * table.outcomes.iter().map(credit).sum::<f64>()
    };
    let per_block = |block: &Block| -> f64 {
        let Some(task) = block.tasks.iter().find(|task| task.aim == Served::List) else {
            return 0.0;
        };
        let attempts = match block.budget {
            Budget::Time(time) => {
                time as f64 / (model.activities[task.activity].time.millis().max(1)) as f64
            }
            Budget::Attempts(attempts) => attempts as f64 / ATTEMPT as f64,
            Budget::AsNeeded => 0.0,
        };
        attempts * per_attempt(task.activity)
    };
    Effort {
        law: law.clone(),
        expected: blocks.iter().map(|block| (per_block(block), block.until)).collect(),
        by_outcome,
        by_appointment,
    }
}
