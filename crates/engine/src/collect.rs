//! Results in the making: replications are taken in one by one, in any order.

mod merge;

use crate::estimate::{Paired, Sketch};
use crate::metric::{Metric, Over};
use crate::replicate::Prepared;
use crate::results::{Comparison, Levels, ProbeResults, Results, StrategyResults};
use crate::runplan::RunPlan;
use crate::tally::{Ledger, Tally};
use crate::units::WORKING_DAYS_PER_QUARTER;
use crate::week::Week;

/// Results in the making. Merging is exact and may happen in any order.
pub(crate) struct Collected {
    strategies: Vec<StrategyResults>,
    comparisons: Vec<Comparison>,
    /// By strategy and probe.
    arrivals: Vec<Vec<Arrived>>,
    /// By strategy, then quarter; no quarters without energy.
    energy: Vec<Vec<Sketch>>,
    /// By strategy.
    deals: Vec<Sketch>,
    /// Replications that wait to be taken in together, by strategy each: all their values of one number
    /// after another, which keeps its distribution at hand.
    waiting: Vec<Vec<Levels>>,
}

/// Numbers that wait at most, so that they are at hand, too.
const WAITING: usize = 1 << 13;

/// Prospects that got to a probe's stage.
#[derive(Debug, Clone)]
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
            prospects: Sketch::default(),
            within: vec![Sketch::default(); probe.by.len()],
            times: Sketch::fine(),
        };
        let by_probe: Vec<Arrived> = ledger.probes.iter().map(arrived).collect();
        Self {
            comparisons: comparisons.collect(),
            strategies: vec![levels; prepared.weeks.len()],
            energy: prepared.weeks.iter().map(|week| energies(ledger, week)).collect(),
            deals: vec![Sketch::fine(); prepared.weeks.len()],
            waiting: Vec::new(),
            arrivals: vec![by_probe; prepared.weeks.len()],
        }
    }

    /// Takes in one replication: the team's tally of every strategy. Gives back its numbers.
    pub(crate) fn push(&mut self, prepared: &Prepared, tallies: &[Tally]) -> &[Levels] {
        for (arrivals, tally) in self.arrivals.iter_mut().zip(tallies) {
            arrivals.iter_mut().enumerate().for_each(|(probe, arrived)| arrived.push(tally, probe));
        }
        for (energy, tally) in self.energy.iter_mut().zip(tallies) {
            let quarters = energy.iter_mut().enumerate();
            quarters.for_each(|(quarter, sketch)| sketch.push(average(prepared, tally, quarter)));
        }
        self.deals.iter_mut().zip(tallies).for_each(|(deals, tally)| deals.merge(tally.deals()));
        let ledger = &prepared.ledger;
        let numbers = tallies.len() * ledger.reported * ledger.metrics.len();
        if (self.waiting.len() + 1) * numbers > WAITING {
            self.take_in(ledger);
        }
        self.waiting.push(tallies.iter().map(|tally| Levels::of(ledger, tally)).collect());
        self.waiting.last().map_or(&[], Vec::as_slice)
    }

    /// Takes in the replications that wait.
    fn take_in(&mut self, ledger: &Ledger) {
        for (at, results) in self.strategies.iter_mut().enumerate() {
            results.push(&by_strategy(&self.waiting, at));
        }
        for comparison in &mut self.comparisons {
            let strategy = by_strategy(&self.waiting, comparison.strategy);
            let baseline = by_strategy(&self.waiting, comparison.baseline);
            comparison.push(&strategy, &baseline, &ledger.metrics);
        }
        self.waiting.clear();
    }

    pub(crate) fn into_results(mut self, prepared: &Prepared) -> Results {
        self.take_in(&prepared.ledger);
        for (results, arrivals) in self.strategies.iter_mut().zip(&self.arrivals) {
            let probes = prepared.ledger.probes.iter().zip(arrivals);
            results.probes = probes.map(|(probe, arrived)| arrived.results(probe)).collect();
        }
        Results {
            metrics: prepared.ledger.metrics.clone(),
            strategies: self.strategies,
            comparisons: self.comparisons,
            energy: self.energy,
            deals: self.deals,
        }
    }
}

/// A sketch per quarter reported, if the week has energy.
fn energies(ledger: &Ledger, week: &Week) -> Vec<Sketch> {
    let quarters = if week.energy.is_some() { ledger.reported } else { 0 };
    vec![Sketch::default(); quarters]
}

/// Energy of a rep's average working day of a quarter, in millionths.
fn average(prepared: &Prepared, tally: &Tally, quarter: usize) -> i64 {
    let days = i64::from(WORKING_DAYS_PER_QUARTER) * i64::from(prepared.reps());
    (tally.energy(quarter) + days / 2) / days
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
        let at_ends = |stage| tally.standing(stage).take(ledger.reported).collect();
        let stages = (0..ledger.stages).map(at_ends).collect();
        Self { quarters, cumulative, stages }
    }

    fn total(&self) -> &[i64] {
        self.cumulative.last().map_or(&[], Vec::as_slice)
    }
}

/// One strategy's numbers in each of several replications.
fn by_strategy(waiting: &[Vec<Levels>], strategy: usize) -> Vec<&Levels> {
    waiting.iter().map(|levels| &levels[strategy]).collect()
}

impl StrategyResults {
    fn push(&mut self, levels: &[&Levels]) {
        for (quarter, sketches) in self.quarters.iter_mut().enumerate() {
            push_each(sketches, levels, |levels| &levels.quarters[quarter]);
        }
        push_each(&mut self.total, levels, Levels::total);
        for (stage, sketches) in self.stages.iter_mut().enumerate() {
            push_each(sketches, levels, |levels| &levels.stages[stage]);
        }
    }
}

/// Adds a row of numbers of every replication to their sketches, number by number.
fn push_each(sketches: &mut [Sketch], levels: &[&Levels], row: impl Fn(&Levels) -> &[i64]) {
    let rows: Vec<&[i64]> = levels.iter().map(|levels| row(levels)).collect();
    for (at, sketch) in sketches.iter_mut().enumerate() {
        for row in &rows {
            sketch.push(row[at]);
        }
    }
}

impl Comparison {
    fn push(&mut self, strategy: &[&Levels], baseline: &[&Levels], metrics: &[Metric]) {
        let both: Vec<Pair> = strategy.iter().copied().zip(baseline.iter().copied()).collect();
        for (quarter, pairs) in self.quarters.iter_mut().enumerate() {
            push_differences(pairs, &both, metrics, |levels| &levels.quarters[quarter]);
        }
        for (quarter, pairs) in self.cumulative.iter_mut().enumerate() {
            push_differences(pairs, &both, metrics, |levels| &levels.cumulative[quarter]);
        }
        push_differences(&mut self.total, &both, metrics, Levels::total);
    }
}

/// One replication under a strategy and under the baseline.
type Pair<'a> = (&'a Levels, &'a Levels);

fn push_differences(
    pairs: &mut [Paired],
    both: &[Pair],
    metrics: &[Metric],
    row: impl Fn(&Levels) -> &[i64],
) {
    let rows: Vec<_> =
        both.iter().map(|(strategy, baseline)| (row(strategy), row(baseline))).collect();
    for (at, (pair, metric)) in pairs.iter_mut().zip(metrics).enumerate() {
        for (a, b) in &rows {
            pair.push(a[at] - b[at], metric.better);
        }
    }
}

impl Arrived {
    fn push(&mut self, tally: &Tally, probe: usize) {
        self.prospects.push(tally.prospects());
        self.within.iter_mut().zip(tally.within(probe)).for_each(|(sketch, n)| sketch.push(*n));
        self.times.merge(tally.times(probe));
    }

    fn results(&self, probe: &crate::plan::Probe) -> ProbeResults {
        let names = self.prospects.mean().max(f64::MIN_POSITIVE);
        let share = |within: &Sketch| (within.mean() / names, within.standard_error() / names);
        let chances = || probe.quantiles.iter().map(|p| p.get());
        ProbeResults {
            share_by: self.within.iter().map(share).collect(),
            quantiles: chances().map(|p| self.weeks(p)).collect(),
            quantile_errors: chances().map(|p| self.error_in_weeks(p)).collect(),
        }
    }

    fn weeks(&self, p: f64) -> f64 {
        if self.times.count() == 0 {
            return f64::NAN;
        }
        self.times.quantile(p) / crate::tally::SECONDS_PER_WEEK
    }

    /// Half of what lies between the quantiles one standard error of the share below and above
    /// (Woodruff 1952, doi:10.1080/01621459.1952.10483443), and how finely times are kept.
    fn error_in_weeks(&self, p: f64) -> f64 {
        const FINENESS: f64 = 0.0005;
        let step = (p * (1.0 - p) / self.times.count() as f64).sqrt();
        let between = self.weeks((p + step).min(1.0)) - self.weeks((p - step).max(0.0));
        (between / 2.0).hypot(FINENESS * self.weeks(p))
    }
}
