//! One block of effort: what comes back, when, and with what chance?
//!
//! A plan's calls to new names are squeezed into one block of so many hours. After it nobody new is
//! called; what follows from the block goes on by the plan's own rules and takes the time it needs:
//! promises, staying in touch, meetings, asks. Every hour of it is paid for.

mod block;
mod sums;

use std::num::NonZeroUsize;

use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;
use longview_engine::run::{Levels, Misfit, Observer, RunPlan};
use longview_scenario::{Economics, Scenario};
use thiserror::Error;

use crate::answer::Identity;
use crate::compare::misfits;
use crate::replications::Replications;
use crate::sample;
use crate::verdict::VISIBLE_ERRORS;
pub(crate) use block::{OneBlock, one_block};
pub use sums::chance_of_gain;

/// Blocks after which the chance to have paid back is told.
pub const AFTER_BLOCKS: [u32; 7] = [1, 2, 4, 6, 8, 12, 20];
/// Blocks are enough when they have paid back with this chance.
pub const ENOUGH: f64 = 0.8;
/// More blocks than this are not looked at.
const MOST_BLOCKS: u32 = 60;

/// How to run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PaybackRequest {
    /// Hours of calls in the block.
    pub hours: f64,
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent blocks simulated; at least one.
    pub replications: u64,
    /// Threads to use; `None` uses every core.
    pub threads: Option<NonZeroUsize>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PaybackError {
    /// No plan of the scenario turns to new names.
    #[error("no strategy of the scenario turns to new names, so there is no block of effort")]
    NobodyNew,
    /// The hours are no amount of work.
    #[error("a block takes more than 0 and at most {0} hours")]
    Hours(u32),
    /// The experiment does not fit together.
    #[error("the experiment does not fit together: {0}")]
    Misfits(String),
}

impl From<Vec<Misfit>> for PaybackError {
    fn from(all: Vec<Misfit>) -> Self {
        Self::Misfits(misfits(&all))
    }
}

/// What one block brings, for every plan that turns to new names.
#[derive(Debug, Clone, PartialEq)]
pub struct PaybackAnswer {
    /// The scenario.
    pub scenario: Identity,
    /// Same seed, same answer.
    pub seed: u64,
    /// Independent blocks simulated.
    pub replications: u64,
    /// Hours of calls asked for.
    pub hours: f64,
    /// Prices.
    pub economics: Economics,
    /// The plans, in the order of the scenario.
    pub plans: Vec<PaybackPlan>,
}

/// One block by one plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PaybackPlan {
    /// The name that the scenario uses.
    pub name: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Weeks over which the block is spread.
    pub weeks: u32,
    /// Hours of the block itself.
    pub block_hours: Estimate,
    /// Hours of what follows from it: promises, letters, meetings, asks.
    pub follow_up_hours: Estimate,
    /// What each quarter brings, first quarter first.
    pub quarters: Vec<Harvest>,
    /// From the start to each quarter's end.
    pub so_far: Vec<Harvest>,
    /// The first quarter (from 1) at whose end the average margin visibly exceeds the average cost.
    pub break_even: Option<usize>,
    /// The chance that so many blocks, each followed up to the horizon, have paid back together.
    pub after_blocks: Vec<Chance>,
    /// The fewest blocks that have paid back with a chance of [`ENOUGH`].
    pub enough_blocks: Option<u32>,
}

/// What came back in a span of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Harvest {
    /// Customers.
    pub customers: Split,
    /// Margin on what they bought.
    pub margin: Split,
    /// What the hours cost.
    pub cost: Estimate,
    /// Margin less cost.
    pub net: Estimate,
    /// The share of blocks whose margin exceeds their cost, and its standard error.
    pub paid_back: (f64, f64),
    /// The share of blocks that bring no customer at all, and its standard error.
    pub without_customers: (f64, f64),
}

/// Something split by how the customers began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// Those with an appointment at the first conversation.
    pub appointments: Estimate,
    /// All others.
    pub others: Estimate,
    /// Both.
    pub all: Estimate,
}

/// A chance after so many blocks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// Blocks.
    pub blocks: u32,
    /// The chance.
    pub chance: f64,
    /// Its Monte Carlo standard error.
    pub mcse: f64,
}

/// Works one block by every plan of the scenario that turns to new names.
///
/// # Errors
/// When no plan does, or when the hours are no amount of work.
pub fn payback(
    scenario: &Scenario,
    request: &PaybackRequest,
    observer: &dyn Observer,
) -> Result<PaybackAnswer, PaybackError> {
    if !(request.hours > 0.0 && request.hours <= f64::from(block::MOST_HOURS)) {
        return Err(PaybackError::Hours(block::MOST_HOURS));
    }
    let mut plans = Vec::new();
    for strategy in 0..scenario.experiment.strategies.len() {
        let Some(block) = one_block(&scenario.experiment, strategy, request.hours) else {
            continue;
        };
        let title = scenario.strategy_titles.get(strategy).cloned().flatten();
        plans.push(plan(&block, title, &scenario.economics, request, observer)?);
    }
    if plans.is_empty() {
        return Err(PaybackError::NobodyNew);
    }
    Ok(PaybackAnswer {
        scenario: Identity::of(scenario),
        seed: request.seed,
        replications: request.replications,
        hours: request.hours,
        economics: scenario.economics.clone(),
        plans,
    })
}

/// How many plans of the scenario [`payback`] works.
pub fn worked(scenario: &Scenario) -> usize {
    let experiment = &scenario.experiment;
    (0..experiment.strategies.len()).filter(|at| block::calls_anybody(experiment, *at)).count()
}

fn plan(
    block: &OneBlock,
    title: Option<String>,
    economics: &Economics,
    request: &PaybackRequest,
    observer: &dyn Observer,
) -> Result<PaybackPlan, PaybackError> {
    let quarters = block.experiment.horizon.quarters as usize;
    let PaybackRequest { seed, replications, threads, .. } = *request;
    let run = RunPlan { seed, replications, baseline: 0, threads };
    let replications = Replications { experiment: &block.experiment, plan: &run, observer };
    let (_, blocks) = replications.kept(|strategies| read(&strategies[0]))?;
    let so_far: Vec<Columns> = (0..quarters).map(|at| Columns::of(&blocks, at)).collect();
    let during = (0..quarters).map(|at| match at {
        0 => so_far[0].clone(),
        _ => so_far[at].less(&so_far[at - 1]),
    });
    let during: Vec<Columns> = during.collect();
    let harvest = |columns: &Columns| columns.harvest(economics);
    let end = &so_far[quarters - 1];
    let nets = end.nets(economics);
    let all: Vec<Harvest> = so_far.iter().map(harvest).collect();
    Ok(PaybackPlan {
        name: block.experiment.strategies[0].name.clone(),
        title,
        weeks: block.weeks,
        block_hours: sample::estimate(&end.block_hours(block.hours)),
        follow_up_hours: sample::estimate(&end.follow_up_hours(block.hours)),
        quarters: during.iter().map(harvest).collect(),
        break_even: all.iter().position(|harvest| is_gain(&harvest.net)).map(|at| at + 1),
        so_far: all,
        after_blocks: AFTER_BLOCKS.iter().filter_map(|blocks| chance(&nets, *blocks)).collect(),
        enough_blocks: (1..=MOST_BLOCKS)
            .map_while(|blocks| chance(&nets, blocks))
            .find(|found| found.chance >= ENOUGH)
            .map(|found| found.blocks),
    })
}

fn is_gain(net: &Estimate) -> bool {
    net.mean > VISIBLE_ERRORS * net.mcse && net.mean > 0.0
}

fn chance(nets: &[f64], blocks: u32) -> Option<Chance> {
    let (chance, mcse) = chance_of_gain(nets, blocks as usize)?;
    Some(Chance { blocks, chance, mcse })
}

/// What is read of every quarter, from the start to its end.
const READ: [Id; 6] = [
    Id::Customers,
    Id::CustomersFromFirstContactAppointment,
    Id::Revenue,
    Id::RevenueFromFirstContactAppointment,
    Id::Hours,
    Id::IdleHours,
];

/// By quarter.
fn read(levels: &Levels) -> Vec<[f64; READ.len()]> {
    let in_units = |quarter: &Vec<i64>| {
        READ.map(|id| quarter[id as usize] as f64 / id.metric().unit.per_unit())
    };
    levels.cumulative.iter().map(in_units).collect()
}

/// What was read over one span, replication by replication, in the order of [`READ`].
#[derive(Clone)]
struct Columns([Vec<f64>; READ.len()]);

impl Columns {
    fn of(blocks: &[Vec<[f64; READ.len()]>], quarter: usize) -> Self {
        let column = |at: usize| blocks.iter().map(|block| block[quarter][at]).collect();
        Self(std::array::from_fn(column))
    }

    fn less(&self, earlier: &Self) -> Self {
        Self(std::array::from_fn(|at| difference(&self.0[at], &earlier.0[at])))
    }

    fn nets(&self, economics: &Economics) -> Vec<f64> {
        let [_, _, revenue, _, hours, _] = &self.0;
        let net = |(revenue, hours): (&f64, &f64)| {
            economics.margin * revenue - economics.hour_cost * hours
        };
        revenue.iter().zip(hours).map(net).collect()
    }

    fn block_hours(&self, planned: f64) -> Vec<f64> {
        self.0[5].iter().map(|idle| planned - idle).collect()
    }

    fn follow_up_hours(&self, planned: f64) -> Vec<f64> {
        difference(&self.0[4], &self.block_hours(planned))
    }

    fn harvest(&self, economics: &Economics) -> Harvest {
        let [customers, first, revenue, first_revenue, hours, _] = &self.0;
        let nets = self.nets(economics);
        let share = |flags: Vec<f64>| (sample::mean(&flags), sample::standard_error(&flags));
        let gains = nets.iter().map(|net| f64::from(*net > 0.0)).collect();
        let without = customers.iter().map(|sold| f64::from(*sold <= 0.0)).collect();
        let cost: Vec<f64> = hours.iter().map(|hours| economics.hour_cost * hours).collect();
        Harvest {
            customers: Split::of(customers, first, 1.0),
            margin: Split::of(revenue, first_revenue, economics.margin),
            cost: sample::estimate(&cost),
            net: sample::estimate(&nets),
            paid_back: share(gains),
            without_customers: share(without),
        }
    }
}

fn difference(more: &[f64], less: &[f64]) -> Vec<f64> {
    more.iter().zip(less).map(|(a, b)| a - b).collect()
}

impl Split {
    fn of(all: &[f64], appointments: &[f64], times: f64) -> Self {
        let scaled = |values: &[f64]| {
            sample::estimate(&values.iter().map(|value| times * value).collect::<Vec<_>>())
        };
        Self {
            appointments: scaled(appointments),
            others: scaled(&difference(all, appointments)),
            all: scaled(all),
        }
    }
}
