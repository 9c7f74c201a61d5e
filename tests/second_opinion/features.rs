//! What a random scenario has in it, so that nothing is left out of the comparison unnoticed.

use std::collections::BTreeSet;

use longview_engine::experiment::Experiment;
use longview_engine::market::{Segment, Skill};
use longview_engine::model::{Activity, Aim, Model, OnMiss, OutcomeTable, Timer};
use longview_engine::plan::{Amount, Rhythm, Scorecard, Strategy};

use super::setting::Kept;

/// A feature's name, and whether the first strategy of an experiment has it.
pub type Feature = (&'static str, fn(&Experiment) -> bool);

/// Everything that can be in a scenario.
pub const FEATURES: &[Feature] = &[
    ("several segments", |it| it.market.segments.len() > 1),
    ("fit differs", |it| some_segment(it, |one| one.fit_sd.get() > 0.0)),
    ("deals differ", |it| some_segment(it, |one| one.deal_value.sigma.get() > 0.0)),
    ("letters differ", |it| some_segment(it, |one| (one.letter.get() - 1.0).abs() > 0.0)),
    ("arrivals", |it| some_segment(it, |one| one.arrivals.is_some())),
    ("uneven arrivals", |it| {
        some_segment(it, |one| one.arrivals.is_some_and(|all| all.dispersion.is_some()))
    }),
    ("a team", |it| it.team.reps > 1),
    ("skill drawn", |it| matches!(it.team.skill, Skill::Spread(_))),
    ("skill given", |it| matches!(it.team.skill, Skill::Each(_))),
    ("run-out", |it| it.horizon.run_out > 0),
    ("timers compete before the end", |it| {
        it.model.stages.iter().any(|one| !one.decided && one.timers.len() > 1)
    }),
    ("timer may stay", |it| some_timer(it, |one| has_stay(&one.outcomes))),
    ("timer promises", |it| some_timer(it, |one| has_promise(&one.outcomes))),
    ("promise where it stays", |it| {
        tables(&it.model)
            .any(|table| table.outcomes.iter().any(|one| one.to.is_none() && one.promise.is_some()))
    }),
    ("pull given", |it| {
        tables(&it.model).any(|table| table.outcomes.iter().any(|one| one.pull.is_some()))
    }),
    ("decided early", |it| it.model.stages.iter().filter(|one| one.decided).count() > 1),
    ("two appointment stages", |it| {
        it.model.stages.iter().filter(|one| one.appointment).count() > 1
    }),
    ("need", |it| it.model.need.is_some()),
    ("own calls", |it| it.model.need.as_ref().is_some_and(|need| need.calls_us.is_some())),
    ("receptivity moves", |it| {
        let by = it.model.receptivity;
        by.goodwill.get() != 0.0 || by.fatigue.get() != 0.0
    }),
    ("opt-out by attempt", |it| it.model.opt_out.is_some()),
    ("opt-out by fatigue", |it| it.model.opt_out.is_some_and(|one| one.slope.get() > 0.0)),
    ("people differ in reach", |it| {
        it.model.reachability.is_some() && it.model.activities.iter().any(|one| one.reach_varies)
    }),
    ("retry after a time", |it| some_list(it, |miss| miss.retry.get() > 0.0)),
    ("back of the list at once", |it| some_list(it, |miss| miss.retry.get() <= 0.0)),
    ("list gives up", |it| some_list(it, |miss| miss.max_attempts.is_some())),
    ("list gives up and moves", |it| {
        some_list(it, |miss| miss.max_attempts.is_some() && miss.then.is_some())
    }),
    ("promise given up by chance", |it| {
        let keeps = |one: &Activity| matches!(one.aim, Aim::Promises | Aim::Booked);
        it.model.activities.iter().any(|one| keeps(one) && one.on_miss.again.get() < 1.0)
    }),
    ("nobody works", |it| plan(it).blocks.is_empty()),
    ("nobody works or hears of anything", |it| {
        plan(it).blocks.is_empty() && !some_timer(it, |one| is_heard_of(&one.outcomes))
    }),
    ("block of hours", |it| some_block(it, |one| matches!(one, Amount::Time(_)))),
    ("block of attempts", |it| some_block(it, |one| matches!(one, Amount::Attempts(_)))),
    ("block as needed", |it| some_block(it, |one| matches!(one, Amount::AsNeeded))),
    ("several blocks", |it| plan(it).blocks.len() > 1),
    ("block that stops", |it| plan(it).blocks.iter().any(|one| one.until.is_some())),
    ("block of several tasks", |it| plan(it).blocks.iter().any(|one| one.tasks.len() > 1)),
    ("two lists in one segment's week", |it| done_by_list(it) > 1),
    ("own shares of time", |it| plan(it).time_shares.is_some()),
    ("focus", |it| plan(it).focus.is_some()),
    ("bursts", |it| matches!(plan(it).rhythm, Rhythm::Bursts { .. })),
    ("energy by appointments", |it| by_scorecard(it, &Scorecard::Appointments)),
    ("energy by progress", |it| {
        plan(it).energy.is_some() && !by_scorecard(it, &Scorecard::Appointments)
    }),
    ("asks", |it| plan(it).ask.is_some()),
    ("asks when there is goodwill", |it| {
        plan(it).ask.as_ref().is_some_and(|ask| ask.goodwill.is_some())
    }),
    ("cadence", |it| !kept(it).is_empty()),
    ("several cadences", several_cadences),
    ("cadence of two activities", cadence_of_two_activities),
    ("little time for meetings", |it| it.team.hours_per_week.as_hours() <= 10.0),
];

fn plan(it: &Experiment) -> &Strategy {
    &it.strategies[0]
}

fn some_segment(it: &Experiment, holds: fn(&Segment) -> bool) -> bool {
    it.market.segments.iter().any(holds)
}

fn some_timer(it: &Experiment, holds: fn(&Timer) -> bool) -> bool {
    it.model.stages.iter().flat_map(|stage| &stage.timers).any(holds)
}

fn some_list(it: &Experiment, holds: fn(&OnMiss) -> bool) -> bool {
    let lists = it.model.activities.iter().filter(|one| one.aim == Aim::List);
    lists.map(|one| &one.on_miss).any(holds)
}

fn some_block(it: &Experiment, holds: fn(&Amount) -> bool) -> bool {
    plan(it).blocks.iter().map(|block| &block.amount).any(holds)
}

fn has_stay(table: &OutcomeTable) -> bool {
    table.outcomes.iter().any(|one| one.to.is_none())
}

fn is_heard_of(table: &OutcomeTable) -> bool {
    table.outcomes.iter().any(|one| one.lead || one.promise.is_some())
}

fn has_promise(table: &OutcomeTable) -> bool {
    table.outcomes.iter().any(|one| one.promise.is_some())
}

fn tables(model: &Model) -> impl Iterator<Item = &OutcomeTable> {
    let timers = model.stages.iter().flat_map(|stage| &stage.timers);
    let activities = model.activities.iter().flat_map(|one| one.tables.iter().flatten());
    timers.map(|timer| &timer.outcomes).chain(activities)
}

fn done_by_list(it: &Experiment) -> usize {
    let tasks = plan(it).blocks.iter().flat_map(|block| &block.tasks);
    let on_list = |at: usize| it.model.activities[at].aim == Aim::List;
    let done = tasks.filter(|task| task.cadence.is_none() && on_list(task.activity.0));
    done.map(|task| task.activity.0).collect::<BTreeSet<_>>().len()
}

fn by_scorecard(it: &Experiment, scorecard: &Scorecard) -> bool {
    plan(it).energy.as_ref().is_some_and(|energy| energy.scorecard == *scorecard)
}

/// Each cadence of the plan with the activity that keeps it.
fn kept(it: &Experiment) -> Vec<(usize, Kept)> {
    let tasks = plan(it).blocks.iter().flat_map(|block| &block.tasks);
    tasks.filter_map(|task| Some((task.activity.0, Kept::by(&it.model, task)?))).collect()
}

fn several_cadences(it: &Experiment) -> bool {
    kept(it).windows(2).any(|pair| pair[0].1 != pair[1].1)
}

fn cadence_of_two_activities(it: &Experiment) -> bool {
    let all = kept(it);
    let shares = |(one, kept): &(usize, Kept)| all.iter().any(|(o, k)| o != one && k == kept);
    all.iter().any(shares)
}
