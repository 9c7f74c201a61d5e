//! Whether the parts of an experiment fit together.
//!
//! Files are checked with places and hints before they become an experiment; this is the engine's
//! own last word, so that a caller in Rust cannot bring it to a panic either.

use thiserror::Error;

use crate::delay::Delay;
use crate::experiment::Experiment;
use crate::model::{Aim, Cadence, Model, OutcomeTable, StageId};
use crate::plan::{Amount, Rhythm, Strategy};
use crate::units::Weeks;

/// Two parts of an experiment that do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Misfit(pub String);

/// Most prospects of one rep, newcomers apart.
const MOST_PROSPECTS: u64 = 20_000_000;

/// Everything that does not fit.
pub(crate) fn misfits(experiment: &Experiment, baseline: usize, replications: u64) -> Vec<Misfit> {
    let mut found = Found(Vec::new());
    let model = &experiment.model;
    found.check(baseline < experiment.strategies.len(), "the baseline is not a strategy");
    found.check(replications >= 1, "there must be at least one replication");
    found.check((1..=400).contains(&experiment.horizon.quarters), "quarters must be 1 to 400");
    found.check(experiment.horizon.run_out <= 40, "the run-out may be 40 quarters at most");
    found.check(experiment.team.reps >= 1, "there must be at least one rep");
    found.check(experiment.probes.len() <= 32, "32 probes at most");
    found.check((1..=255).contains(&model.stages.len()), "a model has 1 to 255 stages");
    found.check(model.activities.len() <= 32, "a model has 32 activities at most");
    if !found.0.is_empty() {
        return found.0;
    }
    found.model(model);
    found.market(experiment);
    experiment.strategies.iter().for_each(|strategy| found.strategy(experiment, strategy));
    for probe in &experiment.probes {
        probe.stages.iter().for_each(|stage| found.stage(model, *stage, "a probe"));
    }
    found.0
}

struct Found(Vec<Misfit>);

impl Found {
    fn check(&mut self, holds: bool, otherwise: &str) {
        if !holds {
            self.0.push(Misfit(otherwise.to_owned()));
        }
    }

    fn stage(&mut self, model: &Model, stage: StageId, whose: &str) {
        self.check(
            stage.0 < model.stages.len(),
            &format!("{whose} names a stage that does not exist"),
        );
    }

    fn above_zero(&mut self, weeks: Weeks, what: &str) {
        self.check(weeks.get() > 0.0, &format!("{what} must be above zero"));
    }

    fn model(&mut self, model: &Model) {
        self.stage(model, model.start, "the start");
        self.above_zero(model.goodwill_half_life, "the half-life of goodwill");
        self.above_zero(model.fatigue.half_life, "the half-life of fatigue");
        for stage in &model.stages {
            self.check(stage.timers.len() <= 16, "a stage has 16 timers at most");
            for timer in &stage.timers {
                self.delay(&timer.delay);
                self.table(model, &timer.outcomes);
            }
        }
        for activity in &model.activities {
            self.tables(model, &activity.tables);
            if let Some(then) = activity.on_miss.then {
                self.stage(model, then, "a miss");
            }
            if let Aim::Cadence(cadence) = &activity.aim {
                self.cadence(model, cadence);
            }
        }
        self.need(model);
        if let Some(opt_out) = &model.opt_out {
            self.stage(model, opt_out.to, "opting out");
            self.check(opt_out.slope.get() >= 0.0, "the slope of opting out is negative");
        }
    }

    fn need(&mut self, model: &Model) {
        let Some(need) = &model.need else { return };
        self.above_zero(need.out_of_market, "the length of an out-of-market spell");
        self.above_zero(need.in_market, "the length of an in-market spell");
        self.stage(model, need.lost_to, "need");
        if let Some(calls) = &need.calls_us {
            self.tables(model, &calls.tables);
        }
    }

    fn tables(&mut self, model: &Model, tables: &[Option<OutcomeTable>]) {
        let as_many = tables.len() == model.stages.len();
        self.check(as_many, "there must be as many outcome tables as stages");
        tables.iter().flatten().for_each(|table| self.table(model, table));
    }

    fn table(&mut self, model: &Model, table: &OutcomeTable) {
        let weights = table.outcomes.iter().map(|outcome| outcome.weight);
        let fits = weights.clone().all(|w| w.is_finite() && w >= 0.0) && weights.sum::<f64>() > 0.0;
        self.check(fits, "weights must be finite, at least zero, and not all zero");
        self.check(table.outcomes.len() <= 64, "an outcome table has 64 outcomes at most");
        for outcome in &table.outcomes {
            if let Some(to) = outcome.to {
                self.stage(model, to, "an outcome");
            }
            if let Some(promise) = &outcome.promise {
                self.delay(promise);
            }
        }
    }

    fn delay(&mut self, delay: &Delay) {
        match delay {
            Delay::Exponential { mean } | Delay::Gamma { mean, .. } => {
                self.above_zero(*mean, "a mean delay");
            }
            Delay::Weibull { scale, .. } => self.above_zero(*scale, "the scale of a delay"),
            Delay::LogNormal { median, .. } => self.above_zero(*median, "a median delay"),
            Delay::Normal { mean, sd, min } => {
                let reachable = min.get() <= mean.get() + 2.0 * sd.get() && sd.get() > 0.0;
                self.check(reachable, "a normal delay is cut too far above its mean");
            }
            Delay::Uniform { from, to } => {
                self.check(from <= to, "a uniform delay ends before it begins");
            }
            Delay::Fixed(_) | Delay::Empirical(_) => {}
        }
    }

    fn market(&mut self, experiment: &Experiment) {
        let segments = &experiment.market.segments;
        self.check((1..=64).contains(&segments.len()), "a market has 1 to 64 segments");
        let names: u64 = segments.iter().map(|s| u64::from(s.prospects)).sum();
        self.check(names <= MOST_PROSPECTS, "a rep's list has 20,000,000 names at most");
        let fits =
            segments.iter().all(|s| s.fit_sd.get() >= 0.0 && s.deal_value.sigma.get() >= 0.0);
        self.check(fits, "a standard deviation is negative");
        if let crate::market::Skill::Each(skills) = &experiment.team.skill {
            let as_many = skills.len() == experiment.team.reps as usize;
            self.check(as_many, "there must be as many skills as reps");
        }
    }

    fn strategy(&mut self, experiment: &Experiment, strategy: &Strategy) {
        let model = &experiment.model;
        for block in &strategy.blocks {
            for task in &block.tasks {
                self.task(model, block.amount, task);
            }
        }
        if let Some(ask) = &strategy.ask {
            let exists = |at: usize| at < model.activities.len();
            let all = exists(ask.activity.0) && ask.after.iter().all(|a| exists(a.0));
            self.check(all, "asking names an activity that does not exist");
            self.stage(model, ask.from, "asking");
        }
        if let Some(shares) = &strategy.time_shares {
            let as_many = shares.len() == experiment.market.segments.len();
            self.check(as_many, "there must be as many shares of time as segments");
        }
        if let Some(departure) = &strategy.departure {
            self.stage(model, departure.from, "a departure");
            self.stage(model, departure.to, "a departure");
            let from = model.stages.get(departure.from.0);
            self.check(from.is_none_or(|from| from.end.is_none()), "nobody leaves an end");
        }
        if let Some(undone) = &strategy.undone {
            let exists = undone.activity.0 < model.activities.len();
            self.check(exists, "what is undone names an activity that does not exist");
            self.stage(model, undone.to, "what is undone");
        }
        let on = !matches!(strategy.rhythm, Rhythm::Bursts { on: 0, .. });
        self.check(on, "a burst has at least one week");
    }

    fn task(&mut self, model: &Model, amount: Amount, task: &crate::plan::Task) {
        let Some(activity) = model.activities.get(task.activity.0) else {
            return self.check(false, "a block names an activity that does not exist");
        };
        if let Some(cadence) = &task.cadence {
            self.cadence(model, cadence);
        } else {
            let scheduled = !matches!(activity.aim, Aim::Ask | Aim::Booked);
            self.check(scheduled, "asking and meetings have no block of their own");
        }
        let ends = matches!(amount, Amount::Attempts(_)) || activity.time.millis() > 0;
        self.check(ends, "a block of time needs activities that take time");
    }

    fn cadence(&mut self, model: &Model, cadence: &Cadence) {
        cadence.stages.iter().for_each(|stage| self.stage(model, *stage, "a cadence"));
    }
}
