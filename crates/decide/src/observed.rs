//! Figures from real data beside their simulated counterparts.

use longview_engine::run::{ProbeResults, Results, StrategyResults};
use longview_engine::units::DAYS_PER_WEEK;
use longview_scenario::{Counterpart, Observed, Scenario};

/// An observed figure and the simulated one.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// What it is, in words.
    pub name: String,
    /// What both are measured in.
    pub unit: BesideUnit,
    /// The strategy that was simulated.
    pub strategy: String,
    /// The observed figure.
    pub observed: f64,
    /// Its standard error, if known.
    pub observed_error: Option<f64>,
    /// The simulated figure; `None` when nothing of the kind happened in the run.
    pub simulated: Option<f64>,
    /// Its Monte Carlo standard error, if known (of chances: as if every count was drawn for itself).
    pub simulated_error: Option<f64>,
    /// Where the observed figure comes from.
    pub source: Option<String>,
}

/// What an observed figure is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BesideUnit {
    /// A share of one.
    Share,
    /// Days of the calendar.
    Days,
    /// A ratio of two shares.
    Ratio,
}

impl Beside {
    /// Simulated less observed.
    pub fn difference(&self) -> Option<f64> {
        self.simulated.map(|simulated| simulated - self.observed)
    }

    /// The difference in units of its standard error, when both errors are known.
    pub fn errors_apart(&self) -> Option<f64> {
        let error = self.observed_error?.hypot(self.simulated_error?);
        self.difference().filter(|_| error > 0.0).map(|difference| difference / error)
    }

    /// The difference as a share of the observed figure, when that is not nought.
    pub fn relative(&self) -> Option<f64> {
        self.difference().filter(|_| self.observed != 0.0).map(|d| d / self.observed)
    }
}

/// A simulated figure and its standard error.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Simulated {
    value: Option<f64>,
    error: Option<f64>,
}

/// Every observed figure of the scenario beside its counterpart in the results.
pub(crate) fn beside(scenario: &Scenario, results: &Results) -> Vec<Beside> {
    scenario.observed.iter().map(|observed| pair(observed, scenario, results)).collect()
}

fn pair(observed: &Observed, scenario: &Scenario, results: &Results) -> Beside {
    let simulated = results
        .strategies
        .get(observed.strategy)
        .map_or_else(Simulated::default, |levels| counterpart(observed, results, levels));
    let strategy = scenario.experiment.strategies.get(observed.strategy);
    Beside {
        name: observed.name.clone(),
        unit: unit(&observed.counterpart),
        strategy: strategy.map_or_else(String::new, |strategy| strategy.name.clone()),
        observed: observed.value,
        observed_error: observed.standard_error,
        simulated: simulated.value,
        simulated_error: simulated.error,
        source: observed.source.clone(),
    }
}

fn unit(counterpart: &Counterpart) -> BesideUnit {
    match counterpart {
        Counterpart::ShareBy { .. } | Counterpart::Chance { relative_to: None, .. } => {
            BesideUnit::Share
        }
        Counterpart::Quantile { .. } => BesideUnit::Days,
        Counterpart::Chance { relative_to: Some(_), .. } => BesideUnit::Ratio,
    }
}

fn counterpart(observed: &Observed, results: &Results, levels: &StrategyResults) -> Simulated {
    match &observed.counterpart {
        Counterpart::ShareBy { probe, by } => share_by(levels.probes.get(*probe), *by),
        Counterpart::Quantile { probe, quantile } => {
            days(levels.probes.get(*probe).and_then(|found| found.quantiles.get(*quantile)))
        }
        Counterpart::Chance { of, among, relative_to } => {
            let chance = |of: &str, among: &[String]| chance(results, levels, of, among);
            let first = chance(of, among);
            match relative_to {
                None => Simulated { value: first.value(), error: first.error() },
                Some((base, base_among)) => ratio(first, chance(base, base_among)),
            }
        }
    }
}

/// How often something came out among so many.
#[derive(Debug, Clone, Copy)]
struct Counted {
    times: f64,
    among: f64,
}

impl Counted {
    fn value(self) -> Option<f64> {
        (self.among > 0.0).then(|| self.times / self.among)
    }

    /// Standard error as if every count was drawn for itself (binomial).
    fn error(self) -> Option<f64> {
        self.value().map(|chance| (chance * (1.0 - chance) / self.among).sqrt())
    }
}

/// One chance divided by another, with the error of the quotient to first order, as if the two were
/// independent.
fn ratio(first: Counted, second: Counted) -> Simulated {
    let relative = |found: Counted| Some(found.error()? / found.value()?);
    let value =
        first.value().zip(second.value().filter(|chance| *chance > 0.0)).map(|(a, b)| a / b);
    let error =
        value.zip(relative(first).zip(relative(second))).map(|(ratio, (a, b))| ratio * a.hypot(b));
    Simulated { value, error: error.filter(|error| error.is_finite()) }
}

fn share_by(probe: Option<&ProbeResults>, by: usize) -> Simulated {
    let found = probe.and_then(|probe| probe.share_by.get(by));
    Simulated { value: found.map(|(mean, _)| *mean), error: found.map(|(_, error)| *error) }
}

/// A time that nobody took is not a number in the results.
fn days(weeks: Option<&f64>) -> Simulated {
    let value = weeks.map(|weeks| weeks * DAYS_PER_WEEK).filter(|days| days.is_finite());
    Simulated { value, error: None }
}

fn chance(results: &Results, levels: &StrategyResults, of: &str, among: &[String]) -> Counted {
    let count = |name: &str| {
        let metric = format!("conversations_by_outcome.{name}");
        let at = results.metrics.iter().position(|known| known.name == metric);
        at.map_or(0, |at| levels.total[at].sum())
    };
    let all: i128 = among.iter().map(|name| count(name)).sum();
    Counted { times: count(of) as f64, among: all as f64 }
}
