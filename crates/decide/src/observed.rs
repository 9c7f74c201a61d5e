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
    /// Its Monte Carlo standard error, if known.
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

    /// The difference in units of its standard error, when at least one error is known.
    pub fn errors_apart(&self) -> Option<f64> {
        let known = self.observed_error.or(self.simulated_error).is_some();
        let error = self.observed_error.unwrap_or(0.0).hypot(self.simulated_error.unwrap_or(0.0));
        self.difference().filter(|_| known && error > 0.0).map(|difference| difference / error)
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
            let value = match relative_to {
                None => chance(of, among),
                Some((base, base_among)) => ratio(chance(of, among), chance(base, base_among)),
            };
            Simulated { value, error: None }
        }
    }
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

fn ratio(first: Option<f64>, second: Option<f64>) -> Option<f64> {
    Some(first? / second.filter(|chance| *chance > 0.0)?)
}

fn chance(results: &Results, levels: &StrategyResults, of: &str, among: &[String]) -> Option<f64> {
    let count = |name: &str| {
        let metric = format!("conversations_by_outcome.{name}");
        let at = results.metrics.iter().position(|known| known.name == metric);
        at.map_or(0, |at| levels.total[at].sum())
    };
    let all: i128 = among.iter().map(|name| count(name)).sum();
    (all > 0).then(|| count(of) as f64 / all as f64)
}
