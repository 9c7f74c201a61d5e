//! From checked types to flat tables.

use super::table::{Law, cumulative};
use super::{
    Activity, CallsUs, Compiled, Contest, Fading, Need, OnMiss, OptOut, Outcome, REACH_CLASSES,
    Receptivity, STAY, Segment, Stage, Table, Timer, capped, working_days,
};
use crate::experiment::Experiment;
use crate::fit::Misfit;
use crate::market::Market;
use crate::model::{self, Aim, Channel, End, StageId};
use crate::reachability;
use crate::rng::Chance;
use crate::sampler::{Sampler, Tables};
use crate::smooth::Smooth;
use crate::tilt::{self, Population};

/// Compiles the model of an experiment that fits together.
pub(crate) fn compile(experiment: &Experiment) -> Result<Compiled, Misfit> {
    let model = &experiment.model;
    let mut builder = Builder::new(experiment);
    let mut timers = Vec::new();
    let mut stages = Vec::new();
    for at in 0..model.stages.len() {
        stages.push(builder.stage(at, &mut timers)?);
    }
    for (probe, wanted) in experiment.probes.iter().enumerate() {
        for stage in &wanted.stages {
            stages[stage.0].probes |= 1 << probe;
            stages[stage.0].remarkable = true;
        }
    }
    let activities = (0..model.activities.len())
        .map(|at| builder.activity(at))
        .collect::<Result<Vec<_>, _>>()?;
    let need = model.need.as_ref().map(|need| builder.need(need)).transpose()?;
    let asks_by_goodwill =
        experiment.strategies.iter().any(|s| s.ask.as_ref().is_some_and(|a| a.goodwill.is_some()));
    let calls_us = need.as_ref().is_some_and(|need| need.calls_us.is_some());
    let receptivity = receptivity(model);
    let probes = !experiment.probes.is_empty();
    let tracks_goodwill = receptivity.goodwill != 0.0 || calls_us || asks_by_goodwill;
    Ok(Compiled {
        tracks_goodwill,
        tracks_stocks: tracks_goodwill
            || receptivity.fatigue != 0.0
            || model.opt_out.is_some_and(|opt_out| opt_out.slope.get() > 0.0),
        plain_birth: need.is_none()
            && !probes
            && model.stages[model.start.0].timers.is_empty()
            && activities.iter().all(|activity| activity.classes == 1),
        reach_varies: activities.iter().any(|activity| activity.classes > 1),
        stages,
        timers,
        activities,
        start: model.start.0 as u8,
        need,
        receptivity,
        opt_out: model.opt_out.map(|opt_out| OptOut {
            base: opt_out.base.get(),
            base_chance: Chance::new(opt_out.base.get()),
            slope: opt_out.slope.get(),
            to: opt_out.to.0 as u8,
        }),
        outcome_names: builder.names,
        spell_slot: builder.timer_slots,
        probed_slot: builder.timer_slots + usize::from(model.need.is_some()),
        count_slots: builder.timer_slots + usize::from(model.need.is_some()) + usize::from(probes),
        since_slot: probes.then_some(builder.latent_slots),
        time_slots: builder.latent_slots + usize::from(probes),
        keepers: model.activities.iter().filter(|a| keeps(a)).count(),
        fading: Fading::new(model.goodwill_half_life.get(), model.fatigue.half_life.get()),
        segments: experiment.market.segments.iter().map(segment).collect(),
    })
}

fn segment(segment: &crate::market::Segment) -> Segment {
    Segment {
        fit_mean: segment.fit_mean.get(),
        fit_sd: segment.fit_sd.get(),
        value_median_cents: segment.deal_value.median.get() as f64,
        value_sigma: segment.deal_value.sigma.get(),
    }
}

fn receptivity(model: &model::Model) -> Receptivity {
    Receptivity {
        goodwill: model.receptivity.goodwill.get(),
        in_market: model.receptivity.in_market.get(),
        out_of_market: model.receptivity.out_of_market.get(),
        fatigue: model.receptivity.fatigue.get(),
        free: model.fatigue.free.get(),
    }
}

/// Entering an appointment, an agreement or a sale from below is what a prospect is led to, by us
/// or by a call of its own.
fn commit_rung(model: &model::Model) -> i32 {
    let committed =
        |stage: &&model::Stage| stage.appointment || stage.decided || stage.end == Some(End::Won);
    model.stages.iter().filter(committed).map(|stage| stage.rung).min().unwrap_or(i32::MAX)
}

/// The receptivity of a fresh population: fit by segment, need in its stationary state.
fn population(model: &model::Model, market: &Market) -> Population {
    let names: f64 = market.segments.iter().map(|s| f64::from(s.prospects)).sum();
    let in_share = model.need.as_ref().map_or(0.0, stationary_in_market);
    let mut groups = Vec::new();
    for segment in &market.segments {
        let even = 1.0 / market.segments.len() as f64;
        let share = if names > 0.0 { f64::from(segment.prospects) / names } else { even };
        let (mean, sd) = (segment.fit_mean.get(), segment.fit_sd.get());
        let (b_in, b_out) =
            (model.receptivity.in_market.get(), model.receptivity.out_of_market.get());
        groups.push((share * (1.0 - in_share), mean + b_out, sd));
        if in_share > 0.0 {
            groups.push((share * in_share, mean + b_in, sd));
        }
    }
    Population::new(&groups)
}

fn stationary_in_market(need: &model::Need) -> f64 {
    let (in_mean, out_mean) = (need.in_market.get(), need.out_of_market.get());
    in_mean / (in_mean + out_mean)
}

struct Builder<'a> {
    model: &'a model::Model,
    market: &'a Market,
    population: Population,
    /// Whether receptivity differs between prospects or changes at all.
    tilts: bool,
    /// The lowest rung at which a prospect has committed to something.
    commit_rung: i32,
    names: Vec<String>,
    delays: Tables,
    timer_slots: usize,
    latent_slots: usize,
}

impl<'a> Builder<'a> {
    fn new(experiment: &'a Experiment) -> Self {
        let (model, market) = (&experiment.model, &experiment.market);
        let r = &model.receptivity;
        let stocks = r.goodwill.get() != 0.0 || r.fatigue.get() != 0.0;
        let spread =
            market.segments.iter().any(|s| s.fit_sd.get() > 0.0 || s.fit_mean.get() != 0.0);
        let need = model.need.is_some() && r.in_market != r.out_of_market;
        let skill = experiment.team.skill != crate::market::Skill::Same;
        Self {
            model,
            market,
            population: population(model, market),
            commit_rung: commit_rung(model),
            tilts: stocks || spread || need || skill,
            names: Vec::new(),
            delays: Tables::default(),
            timer_slots: 0,
            latent_slots: 0,
        }
    }

    fn stage(&mut self, at: usize, timers: &mut Vec<Timer>) -> Result<Stage, Misfit> {
        let stage = &self.model.stages[at];
        let first = timers.len();
        let keeps_latents = stage.timers.len() > 1 && stage.timers.iter().any(|t| stays(t, at));
        for (position, timer) in stage.timers.iter().enumerate() {
            let own_slot = keeps_latents || position == 0;
            self.timer_slots += usize::from(own_slot);
            let table = self.table(&timer.outcomes, StageId(at))?;
            timers.push(Timer { jump: plain_jump(&table), table, slot: self.timer_slots - 1 });
        }
        let slot = timers[first..].first().map_or(0, |timer| timer.slot);
        let latent_slot = self.latent_slots;
        self.latent_slots += if keeps_latents { stage.timers.len() } else { 0 };
        let range = first..timers.len();
        let (lone, contest) = self.clocks(stage, first, keeps_latents);
        let keeper = keeper(self.model, StageId(at));
        Ok(Stage {
            rung: stage.rung,
            end: stage.end,
            decided: stage.decided,
            appointment: stage.appointment,
            timers: range,
            slot,
            lone,
            contest,
            keeps_latents,
            latent_slot,
            booked: keeper.is_some_and(|a| self.model.activities[a].aim == Aim::Booked),
            keeper: keeper.map(|activity| keeper_rank(self.model, activity)),
            probes: 0,
            committed: stage.rung >= self.commit_rung,
            remarkable: stage.appointment || stage.end.is_some(),
        })
    }

    /// The timers of a stage: those drawn one by one, and those of which only the earliest is.
    fn clocks(
        &mut self,
        stage: &model::Stage,
        first: usize,
        keeps_latents: bool,
    ) -> (Vec<(usize, Sampler)>, Option<Contest>) {
        let (mut lone, mut timers, mut laws) = (Vec::new(), Vec::new(), Vec::new());
        for (position, timer) in stage.timers.iter().enumerate() {
            match Smooth::of(&timer.delay).filter(|_| !keeps_latents) {
                Some(law) => {
                    timers.push(first + position);
                    laws.push(law);
                }
                None => lone.push((first + position, self.delays.sampler(&timer.delay))),
            }
        }
        let contest = !laws.is_empty();
        (lone, contest.then(|| Contest { race: self.delays.race(laws), timers }))
    }

    fn activity(&mut self, position: usize) -> Result<Activity, Misfit> {
        let activity = &self.model.activities[position];
        let tables = self.tables(&activity.tables)?;
        let reach = self.reach(activity);
        let base = self.model.opt_out.map_or(0.0, |opt_out| opt_out.base.get());
        let bound = |reach: &f64| Chance::new(base + (1.0 - base) * reach);
        Ok(Activity {
            channel: activity.channel,
            time: activity.time.millis(),
            keeper: keeper_rank(self.model, position),
            fatigue: activity.fatigue.get(),
            on_miss: on_miss(activity),
            tables,
            reached_below: reach.iter().map(bound).collect(),
            classes: reach.len() / self.market.segments.len(),
            reach,
        })
    }

    fn reach(&self, activity: &model::Activity) -> Vec<f64> {
        let by_segment = self.market.segments.iter().map(|segment| {
            let letter = if activity.channel == Channel::Mail { segment.letter.get() } else { 1.0 };
            (activity.reach.get() * letter).min(1.0)
        });
        match self.model.reachability {
            Some(concentration) if activity.reach_varies => by_segment
                .flat_map(|mean| reachability::classes(mean, concentration.get(), REACH_CLASSES))
                .collect(),
            _ => by_segment.collect(),
        }
    }

    fn need(&mut self, need: &model::Need) -> Result<Need, Misfit> {
        let calls_us = match &need.calls_us {
            Some(calls) => Some(CallsUs {
                at_most: calls.at_most.get(),
                half_at: calls.half_at.get(),
                tables: self.tables(&calls.tables)?,
            }),
            None => None,
        };
        Ok(Need {
            out_mean: need.out_of_market.get(),
            in_mean: need.in_market.get(),
            in_at_start: Chance::new(stationary_in_market(need)),
            bought_elsewhere: Chance::new(need.bought_elsewhere.get()),
            lost_to: need.lost_to.0 as u8,
            calls_us,
        })
    }

    fn tables(
        &mut self,
        tables: &[Option<model::OutcomeTable>],
    ) -> Result<Vec<Option<Table>>, Misfit> {
        let by_stage = tables.iter().enumerate();
        by_stage
            .map(|(stage, table)| table.as_ref().map(|t| self.table(t, StageId(stage))).transpose())
            .collect()
    }

    fn table(&mut self, table: &model::OutcomeTable, stage: StageId) -> Result<Table, Misfit> {
        let outcomes = table.outcomes.iter().map(|o| self.outcome(o, stage)).collect();
        let stated: Vec<f64> = table.outcomes.iter().map(|o| o.weight).collect();
        let pulls: Vec<f64> = table.outcomes.iter().map(|o| pull(self.model, o, stage)).collect();
        Ok(Table { outcomes, law: self.law(&stated, &pulls)? })
    }

    fn law(&self, stated: &[f64], pulls: &[f64]) -> Result<Law, Misfit> {
        if stated.len() == 1 {
            return Ok(Law::Certain);
        }
        let mut distinct: Vec<f64> = pulls.to_vec();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        if !self.tilts || distinct.len() == 1 {
            return Ok(Law::Level(cumulative(stated)));
        }
        let weights = tilt::solve(stated, pulls, &self.population).ok_or_else(|| {
            Misfit("no weights give the stated averages: pulls or fit are too extreme".to_owned())
        })?;
        let class = |pull: &f64| distinct.partition_point(|other| other < pull);
        let weights = weights.into_iter().zip(pulls.iter().map(class)).collect();
        Ok(Law::Tilted { weights, pulls: distinct })
    }

    fn outcome(&mut self, outcome: &model::Outcome, stage: StageId) -> Outcome {
        let name = self.names.iter().position(|name| *name == outcome.name).unwrap_or_else(|| {
            self.names.push(outcome.name.clone());
            self.names.len() - 1
        });
        Outcome {
            to: outcome.to.filter(|to| *to != stage).map_or(STAY, |to| to.0 as u8),
            goodwill: outcome.goodwill.get(),
            promise: outcome.promise.as_ref().map(|delay| self.delays.sampler(delay)),
            lead: outcome.lead,
            name,
        }
    }
}

/// The activity that keeps promises made in a stage.
fn keeper(model: &model::Model, stage: StageId) -> Option<usize> {
    model
        .activities
        .iter()
        .position(|activity| keeps(activity) && activity.tables[stage.0].is_some())
}

/// Position of an activity among those that keep promises.
fn keeper_rank(model: &model::Model, activity: usize) -> usize {
    model.activities[..activity].iter().filter(|a| keeps(a)).count()
}

fn keeps(activity: &model::Activity) -> bool {
    matches!(activity.aim, Aim::Promises | Aim::Booked)
}

/// Exponent of receptivity; by default the sign of the change of rung.
fn pull(model: &model::Model, outcome: &model::Outcome, from: StageId) -> f64 {
    let climb = outcome.to.map_or(0, |to| model.stages[to.0].rung - model.stages[from.0].rung);
    outcome.pull.map_or(f64::from(climb.signum()), crate::units::Real::get)
}

fn on_miss(activity: &model::Activity) -> OnMiss {
    let miss = &activity.on_miss;
    OnMiss {
        goodwill: miss.goodwill.get(),
        // A promise that was tried today is tried again tomorrow at the earliest.
        retry_days: capped(working_days(miss.retry.get()).max(u32::from(keeps(activity)))),
        max_attempts: miss.max_attempts.unwrap_or(u32::MAX),
        again: Chance::new(miss.again.get()),
        then: miss.then.map_or(STAY, |stage| stage.0 as u8),
    }
}

/// The stage that a table always leads to, when it does nothing else.
fn plain_jump(table: &Table) -> u8 {
    match table.outcomes.as_slice() {
        [only] if !only.lead && only.promise.is_none() && only.goodwill == 0.0 => only.to,
        _ => STAY,
    }
}

fn stays(timer: &model::Timer, stage: usize) -> bool {
    timer.outcomes.outcomes.iter().any(|outcome| outcome.to.is_none_or(|to| to.0 == stage))
}
