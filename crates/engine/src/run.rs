//! Runs an experiment: replications of every strategy on the same people with the same luck.

use std::num::NonZeroUsize;

use thiserror::Error;

use crate::compiled::Compiled;
use crate::desk::{Desk, Office};
use crate::estimate::{Paired, Sketch};
use crate::experiment::Experiment;
use crate::market::Skill;
use crate::metric::{Metric, Over};
use crate::rng::{Purpose, World};
use crate::shift::Shift;
use crate::tally::{Ledger, Tally};
use crate::week::Week;

/// How often, and with which luck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunPlan {
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent repetitions of the whole world; at least one.
    pub replications: u64,
    /// Position of the strategy that the others are compared with.
    pub baseline: usize,
    /// Threads to use; `None` uses every core. The answer does not depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// Two parts of an experiment that do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Misfit(pub String);

/// Told how far a run has come. Called from several threads.
pub trait Observer: Sync {
    /// So many more replications are done.
    fn advanced(&self, replications: u64);
}

/// Watches nothing.
pub struct Unobserved;

impl Observer for Unobserved {
    fn advanced(&self, _replications: u64) {}
}

/// What came out, as distributions over replications.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// What was counted; every inner list below follows this order.
    pub metrics: Vec<Metric>,
    /// The levels of each strategy, in the experiment's order.
    pub strategies: Vec<StrategyResults>,
    /// Every strategy but the baseline against the baseline, in the experiment's order.
    pub comparisons: Vec<Comparison>,
}

/// The levels of one strategy.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StrategyResults {
    /// By quarter, then metric.
    pub quarters: Vec<Vec<Sketch>>,
    /// Over the horizon, by metric (stocks: at its end).
    pub total: Vec<Sketch>,
    /// Prospects standing in each stage at each quarter's end: by stage, then quarter.
    pub stages: Vec<Vec<Sketch>>,
    /// One per probe of the experiment.
    pub probes: Vec<ProbeResults>,
}

/// A strategy against the baseline, replication by replication.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Position of the strategy.
    pub strategy: usize,
    /// Position of the baseline.
    pub baseline: usize,
    /// By quarter, then metric.
    pub quarters: Vec<Vec<Paired>>,
    /// From the start to each quarter's end, by quarter, then metric.
    pub cumulative: Vec<Vec<Paired>>,
    /// Over the horizon, by metric.
    pub total: Vec<Paired>,
}

/// Times to a stage, pooled over prospects, with the share that got there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProbeResults {
    /// Share of prospects that got there within each time of the probe: mean and standard error over
    /// replications.
    pub share_by: Vec<(f64, f64)>,
    /// Quantiles of the time in weeks among those who got there before the run ended.
    pub quantiles: Vec<f64>,
}

/// Runs every strategy of the experiment.
///
/// # Errors
/// When parts of the experiment do not fit together; all misfits at once.
pub fn run(
    experiment: &Experiment,
    plan: &RunPlan,
    observer: &dyn Observer,
) -> Result<Results, Vec<Misfit>> {
    let misfits = crate::fit::misfits(experiment, plan.baseline, plan.replications);
    if !misfits.is_empty() {
        return Err(misfits);
    }
    let prepared = Prepared::new(experiment).map_err(|misfit| vec![misfit])?;
    let collected = crate::parallel::collect(&prepared, plan, observer);
    Ok(collected.into_results(&prepared))
}

/// An experiment compiled and ready to be replicated.
pub(crate) struct Prepared<'a> {
    experiment: &'a Experiment,
    model: Compiled,
    ledger: Ledger,
    weeks: Vec<Week>,
}

/// The space that a thread needs, used again for every replication.
#[derive(Default)]
pub(crate) struct Scratch {
    desk: Desk,
}

impl<'a> Prepared<'a> {
    fn new(experiment: &'a Experiment) -> Result<Self, Misfit> {
        let model = crate::compiled::compile(experiment)?;
        let compile = |strategy| crate::week::compile(experiment, &model, strategy);
        let weeks = experiment.strategies.iter().map(compile).collect();
        Ok(Self { experiment, ledger: Ledger::new(experiment, &model), weeks, model })
    }

    pub(crate) fn reps(&self) -> u32 {
        self.experiment.team.reps
    }

    /// An empty tally per strategy.
    pub(crate) fn tallies(&self) -> Vec<Tally> {
        self.weeks.iter().map(|_| Tally::new(&self.ledger)).collect()
    }

    /// One rep's replication of every strategy: the same people with the same luck.
    pub(crate) fn work(
        &self,
        scratch: &mut Scratch,
        seed: u64,
        replication: u64,
        rep: u32,
        tallies: &mut [Tally],
    ) {
        let world = World::new(seed, replication, rep);
        let skill = self.skill(world, rep);
        for (week, tally) in self.weeks.iter().zip(tallies) {
            let office = Office {
                model: &self.model,
                ledger: &self.ledger,
                segments: &self.experiment.market.segments,
                week,
            };
            tally.clear();
            if crate::cohort::is_unattended(&self.model, week) {
                crate::cohort::follow(&office, tally, world, skill);
            } else {
                Shift::new(office, &mut scratch.desk, tally, world, skill).work();
            }
        }
    }

    fn skill(&self, world: World, rep: u32) -> f64 {
        match &self.experiment.team.skill {
            Skill::Same => 0.0,
            Skill::Spread(sd) => sd.get() * world.rep().draws(Purpose::SKILL, 0).normal(),
            Skill::Each(skills) => skills[rep as usize].get(),
        }
    }
}

/// Results in the making. Merging is exact and may happen in any order.
pub(crate) struct Collected {
    strategies: Vec<StrategyResults>,
    comparisons: Vec<Comparison>,
    /// By strategy and probe.
    arrivals: Vec<Vec<Arrived>>,
}

/// Prospects that got to a probe's stage.
#[derive(Debug, Clone, Default)]
struct Arrived {
    prospects: Sketch,
    within: Vec<Sketch>,
    times: Sketch,
}

impl Collected {
    pub(crate) fn new(prepared: &Prepared, plan: &RunPlan) -> Self {
        let (ledger, metrics) = (&prepared.ledger, prepared.ledger.metrics.len());
        let levels = StrategyResults {
            quarters: vec![vec![Sketch::default(); metrics]; ledger.reported],
            total: vec![Sketch::default(); metrics],
            stages: vec![vec![Sketch::default(); ledger.reported]; ledger.stages],
            probes: Vec::new(),
        };
        let paired = || vec![vec![Paired::default(); metrics]; ledger.reported];
        let others = (0..prepared.weeks.len()).filter(|at| *at != plan.baseline);
        let comparisons = others.map(|strategy| Comparison {
            strategy,
            baseline: plan.baseline,
            quarters: paired(),
            cumulative: paired(),
            total: vec![Paired::default(); metrics],
        });
        let arrived = |probe: &crate::plan::Probe| Arrived {
            within: vec![Sketch::default(); probe.by.len()],
            ..Arrived::default()
        };
        let by_probe: Vec<Arrived> = ledger.probes.iter().map(arrived).collect();
        Self {
            comparisons: comparisons.collect(),
            strategies: vec![levels; prepared.weeks.len()],
            arrivals: vec![by_probe; prepared.weeks.len()],
        }
    }

    /// Takes in one replication: the team's tally of every strategy.
    pub(crate) fn push(&mut self, prepared: &Prepared, tallies: &[Tally]) {
        let ledger = &prepared.ledger;
        let levels: Vec<Levels> = tallies.iter().map(|tally| Levels::of(ledger, tally)).collect();
        for (results, (levels, tally)) in self.strategies.iter_mut().zip(levels.iter().zip(tallies))
        {
            results.push(levels, ledger, tally);
        }
        for comparison in &mut self.comparisons {
            let (strategy, baseline) = (comparison.strategy, comparison.baseline);
            comparison.push(&levels[strategy], &levels[baseline], &ledger.metrics);
        }
        for (arrivals, tally) in self.arrivals.iter_mut().zip(tallies) {
            arrivals.iter_mut().enumerate().for_each(|(probe, arrived)| arrived.push(tally, probe));
        }
    }

    pub(crate) fn merge(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.strategies.iter_mut().zip(&other.strategies) {
            merge_all(&mut mine.quarters, &theirs.quarters);
            merge_all(&mut mine.stages, &theirs.stages);
            mine.total.iter_mut().zip(&theirs.total).for_each(|(a, b)| a.merge(b));
        }
        for (mine, theirs) in self.comparisons.iter_mut().zip(&other.comparisons) {
            merge_pairs(&mut mine.quarters, &theirs.quarters);
            merge_pairs(&mut mine.cumulative, &theirs.cumulative);
            mine.total.iter_mut().zip(&theirs.total).for_each(|(a, b)| a.merge(b));
        }
        for (mine, theirs) in
            self.arrivals.iter_mut().flatten().zip(other.arrivals.iter().flatten())
        {
            mine.merge(theirs);
        }
        self
    }

    fn into_results(mut self, prepared: &Prepared) -> Results {
        for (results, arrivals) in self.strategies.iter_mut().zip(&self.arrivals) {
            let probes = prepared.ledger.probes.iter().zip(arrivals);
            results.probes = probes.map(|(probe, arrived)| arrived.results(probe)).collect();
        }
        Results {
            metrics: prepared.ledger.metrics.clone(),
            strategies: self.strategies,
            comparisons: self.comparisons,
        }
    }
}

fn merge_all(mine: &mut [Vec<Sketch>], theirs: &[Vec<Sketch>]) {
    mine.iter_mut().flatten().zip(theirs.iter().flatten()).for_each(|(a, b)| a.merge(b));
}

fn merge_pairs(mine: &mut [Vec<Paired>], theirs: &[Vec<Paired>]) {
    mine.iter_mut().flatten().zip(theirs.iter().flatten()).for_each(|(a, b)| a.merge(b));
}

/// One replication's metrics of one strategy.
struct Levels {
    quarters: Vec<Vec<i64>>,
    /// From the start to each quarter's end.
    cumulative: Vec<Vec<i64>>,
}

impl Levels {
    fn of(ledger: &Ledger, tally: &Tally) -> Self {
        let quarters: Vec<Vec<i64>> =
            (0..ledger.reported).map(|q| tally.metrics(ledger, q)).collect();
        let mut cumulative = quarters.clone();
        for quarter in 1..cumulative.len() {
            let (before, now) = cumulative.split_at_mut(quarter);
            for ((value, so_far), metric) in
                now[0].iter_mut().zip(&before[quarter - 1]).zip(&ledger.metrics)
            {
                *value += if metric.over == Over::Flow { *so_far } else { 0 };
            }
        }
        Self { quarters, cumulative }
    }

    fn total(&self) -> &[i64] {
        self.cumulative.last().map_or(&[], Vec::as_slice)
    }
}

impl StrategyResults {
    fn push(&mut self, levels: &Levels, ledger: &Ledger, tally: &Tally) {
        for (sketches, values) in self.quarters.iter_mut().zip(&levels.quarters) {
            sketches.iter_mut().zip(values).for_each(|(sketch, value)| sketch.push(*value));
        }
        self.total.iter_mut().zip(levels.total()).for_each(|(sketch, value)| sketch.push(*value));
        for stage in 0..ledger.stages {
            let standing = tally.standing(stage);
            self.stages[stage].iter_mut().zip(standing).for_each(|(sketch, n)| sketch.push(n));
        }
    }
}

impl Comparison {
    fn push(&mut self, strategy: &Levels, baseline: &Levels, metrics: &[Metric]) {
        let rows = self.quarters.iter_mut().zip(strategy.quarters.iter().zip(&baseline.quarters));
        rows.for_each(|(pairs, (a, b))| push_differences(pairs, a, b, metrics));
        let rows =
            self.cumulative.iter_mut().zip(strategy.cumulative.iter().zip(&baseline.cumulative));
        rows.for_each(|(pairs, (a, b))| push_differences(pairs, a, b, metrics));
        push_differences(&mut self.total, strategy.total(), baseline.total(), metrics);
    }
}

fn push_differences(pairs: &mut [Paired], strategy: &[i64], baseline: &[i64], metrics: &[Metric]) {
    for (pair, ((a, b), metric)) in pairs.iter_mut().zip(strategy.iter().zip(baseline).zip(metrics))
    {
        pair.push(a - b, metric.better);
    }
}

impl Arrived {
    fn push(&mut self, tally: &Tally, probe: usize) {
        self.prospects.push(tally.prospects());
        self.within.iter_mut().zip(tally.within(probe)).for_each(|(sketch, n)| sketch.push(*n));
        self.times.merge(tally.times(probe));
    }

    fn merge(&mut self, other: &Self) {
        self.prospects.merge(&other.prospects);
        self.within.iter_mut().zip(&other.within).for_each(|(a, b)| a.merge(b));
        self.times.merge(&other.times);
    }

    fn results(&self, probe: &crate::plan::Probe) -> ProbeResults {
        let names = self.prospects.mean().max(f64::MIN_POSITIVE);
        let share = |within: &Sketch| (within.mean() / names, within.standard_error() / names);
        let weeks = |p: &crate::units::Probability| {
            self.times.quantile(p.get()) / crate::tally::SECONDS_PER_WEEK
        };
        ProbeResults {
            share_by: self.within.iter().map(share).collect(),
            quantiles: probe.quantiles.iter().map(weeks).collect(),
        }
    }
}
