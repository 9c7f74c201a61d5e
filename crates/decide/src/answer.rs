//! What a comparison answers: levels, differences, verdicts, each with its uncertainty.

use longview_engine::estimate::{Estimate, Paired, Sketch};
use longview_engine::metric::{Id, Metric};
use longview_engine::run::{Comparison, MILLIONTHS, Results, RunPlan, StrategyResults};
use longview_scenario::Scenario;

use crate::diary::Diary;
use crate::ignorance::Ignorance;
use crate::largest::{self, Held};
use crate::observed::{self, Beside};
use crate::precision::{Quantiles, Ranks, Sureness};
use crate::ranking::Ranking;
use crate::verdict::{self, Verdict};

/// Which scenario an answer is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// Its title.
    pub title: String,
    /// Identifies the checked content: same hash, same experiment.
    pub hash: String,
    /// Quarters reported.
    pub quarters: u32,
    /// Reps in the team.
    pub reps: u32,
    /// Such as "EUR".
    pub currency: String,
}

impl Identity {
    /// The identity of this scenario.
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            title: scenario.title.clone(),
            hash: scenario.hash.clone(),
            quarters: scenario.experiment.horizon.quarters,
            reps: scenario.experiment.team.reps,
            currency: scenario.economics.currency.clone(),
        }
    }
}

/// Every strategy side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareAnswer {
    /// The scenario.
    pub scenario: Identity,
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent runs of the whole world.
    pub replications: u64,
    /// What was counted; every inner list follows this order.
    pub metrics: Vec<Metric>,
    /// Position of the strategy that the others are compared with.
    pub baseline: usize,
    /// The levels of each strategy.
    pub strategies: Vec<StrategyAnswer>,
    /// Every strategy but the baseline against the baseline.
    pub comparisons: Vec<ComparisonAnswer>,
    /// Who is ahead, one per strategy.
    pub verdicts: Vec<Verdict>,
    /// What the largest customers would hold if chance alone chose them, in the steps of
    /// [`StrategyAnswer::largest`].
    pub largest_by_chance: Vec<Held>,
    /// Figures from real data beside the simulated ones.
    pub observed: Vec<Beside>,
    /// How surely each plan is the best, by metric; empty where single replications were not seen.
    pub rankings: Vec<Ranking>,
    /// How sure it became; `None` where a number of replications was asked for.
    pub sureness: Option<Sureness>,
    /// How much of the spread is luck, and how much is not knowing the numbers; where that was asked
    /// for.
    pub ignorance: Option<Ignorance>,
}

/// The levels of one strategy.
#[derive(Debug, Clone, PartialEq)]
pub struct StrategyAnswer {
    /// The name that the scenario uses.
    pub name: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// By quarter, then metric.
    pub quarters: Vec<Vec<Estimate>>,
    /// Over the horizon, by metric (stocks: at its end).
    pub total: Vec<Estimate>,
    /// Intervals of the quantiles of [`Self::total`].
    pub intervals: Vec<Quantiles>,
    /// Where the prospects stand.
    pub stages: Vec<StageAnswer>,
    /// How the customers began.
    pub origins: [Origin; 3],
    /// Energy of a rep's average working day, quarter by quarter, from 0 to 1; empty where the plan
    /// leaves energy out.
    pub energy: Vec<Estimate>,
    /// What the largest customers hold of all revenue, in steps of a twentieth of the customers, over
    /// all replications together; empty where nobody bought.
    pub largest: Vec<Held>,
    /// A rep's working days in a typical run; `None` where none was looked up.
    pub diary: Option<Diary>,
}

/// Prospects standing in one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageAnswer {
    /// The stage.
    pub stage: String,
    /// At the end of each quarter.
    pub at_quarter_end: Vec<Estimate>,
}

/// Customers that began in one way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Origin {
    /// The way.
    pub from: OriginKind,
    /// How many over the horizon.
    pub customers: Estimate,
    /// Share of all customers of all runs; nought when there are none.
    pub share: f64,
}

/// How a customer began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OriginKind {
    /// The first encounter booked the appointment.
    FirstContactAppointment,
    /// The first encounter ended in something else, and a later touch of ours led to the sale.
    InBetween,
    /// Something else, and the prospect's own call led to it.
    Inbound,
}

impl OriginKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::FirstContactAppointment, Self::InBetween, Self::Inbound];

    fn metric(self) -> Id {
        match self {
            Self::FirstContactAppointment => Id::CustomersFromFirstContactAppointment,
            Self::InBetween => Id::CustomersFromInBetween,
            Self::Inbound => Id::CustomersInbound,
        }
    }
}

/// One strategy against the baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonAnswer {
    /// Position of the strategy.
    pub strategy: usize,
    /// Position of the baseline.
    pub baseline: usize,
    /// By quarter, then metric.
    pub quarters: Vec<Vec<Difference>>,
    /// From the start to each quarter's end, by quarter, then metric.
    pub cumulative: Vec<Vec<Difference>>,
    /// Over the horizon, by metric.
    pub total: Vec<Difference>,
    /// Intervals of the quantiles of the differences of [`Self::total`].
    pub intervals: Vec<Quantiles>,
}

/// Strategy less baseline, replication by replication.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// How much.
    pub difference: Estimate,
    /// Share of runs in which the strategy was strictly better.
    pub probability_better: f64,
    /// Share of runs in which both were equal.
    pub probability_equal: f64,
}

impl CompareAnswer {
    /// Reads the answer off the results of a run of this scenario.
    pub fn new(scenario: &Scenario, plan: &RunPlan, results: &Results) -> Self {
        let metrics = &results.metrics;
        let comparisons: Vec<_> =
            results.comparisons.iter().map(|found| comparison(metrics, found)).collect();
        Self {
            scenario: Identity::of(scenario),
            seed: plan.seed,
            replications: plan.replications,
            metrics: metrics.clone(),
            baseline: plan.baseline,
            strategies: strategies(scenario, results),
            verdicts: verdict::all(results.strategies.len(), plan.replications, &comparisons),
            comparisons,
            largest_by_chance: largest::by_chance(&scenario.experiment),
            observed: observed::beside(scenario, results),
            rankings: Vec::new(),
            sureness: None,
            ignorance: None,
        }
    }

    /// The comparison of this strategy (by position) with the baseline; `None` for the baseline.
    pub fn comparison_of(&self, strategy: usize) -> Option<&ComparisonAnswer> {
        self.comparisons.iter().find(|comparison| comparison.strategy == strategy)
    }
}

fn strategies(scenario: &Scenario, results: &Results) -> Vec<StrategyAnswer> {
    let plans = &scenario.experiment.strategies;
    plans
        .iter()
        .zip(&results.strategies)
        .enumerate()
        .map(|(at, (plan, levels))| StrategyAnswer {
            name: plan.name.clone(),
            title: scenario.strategy_titles.get(at).cloned().flatten(),
            quarters: levels.quarters.iter().map(|row| estimates(&results.metrics, row)).collect(),
            total: estimates(&results.metrics, &levels.total),
            intervals: intervals(&results.metrics, levels.total.iter()),
            stages: stages(scenario, levels),
            origins: OriginKind::ALL.map(|from| origin(from, levels)),
            energy: results.energy[at].iter().map(|day| day.estimate(MILLIONTHS)).collect(),
            largest: largest::of_deals(&results.deals[at]),
            diary: None,
        })
        .collect()
}

fn stages(scenario: &Scenario, levels: &StrategyResults) -> Vec<StageAnswer> {
    let names = scenario.experiment.model.stages.iter().map(|stage| stage.name.clone());
    names
        .zip(&levels.stages)
        .map(|(stage, ends)| StageAnswer {
            stage,
            at_quarter_end: ends.iter().map(|sketch| sketch.estimate(1.0)).collect(),
        })
        .collect()
}

fn origin(from: OriginKind, levels: &StrategyResults) -> Origin {
    let customers = &levels.total[from.metric() as usize];
    let all: i128 =
        OriginKind::ALL.iter().map(|kind| levels.total[kind.metric() as usize].sum()).sum();
    let share = if all == 0 { 0.0 } else { customers.sum() as f64 / all as f64 };
    Origin { from, customers: customers.estimate(1.0), share }
}

fn comparison(metrics: &[Metric], found: &Comparison) -> ComparisonAnswer {
    let rows = |rows: &[Vec<Paired>]| rows.iter().map(|row| differences(metrics, row)).collect();
    ComparisonAnswer {
        strategy: found.strategy,
        baseline: found.baseline,
        quarters: rows(&found.quarters),
        cumulative: rows(&found.cumulative),
        total: differences(metrics, &found.total),
        intervals: intervals(metrics, found.total.iter().map(|paired| &paired.difference)),
    }
}

fn estimates(metrics: &[Metric], row: &[Sketch]) -> Vec<Estimate> {
    metrics.iter().zip(row).map(|(m, sketch)| sketch.estimate(m.unit.per_unit())).collect()
}

fn intervals<'a>(metrics: &[Metric], row: impl Iterator<Item = &'a Sketch>) -> Vec<Quantiles> {
    let row: Vec<&Sketch> = row.collect();
    let ranks = Ranks::new(row.first().map_or(0, |sketch| sketch.count()));
    let of = |(metric, sketch): (&Metric, &Sketch)| ranks.intervals(sketch, metric.unit.per_unit());
    metrics.iter().zip(row).map(of).collect()
}

fn differences(metrics: &[Metric], row: &[Paired]) -> Vec<Difference> {
    metrics
        .iter()
        .zip(row)
        .map(|(metric, paired)| Difference {
            difference: paired.difference.estimate(metric.unit.per_unit()),
            probability_better: paired.probability_better(),
            probability_equal: paired.probability_equal(),
        })
        .collect()
}
