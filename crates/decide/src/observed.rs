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
    /// Its Monte Carlo standard error, if known. Of chances, ratios and times it is that of people who
    /// are drawn one by one.
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
        Counterpart::Quantile { probe, quantile } => days(levels.probes.get(*probe), *quantile),
        Counterpart::Chance { of, among, relative_to } => {
            let counts = Counts { results, levels };
            let first = (of.as_str(), among.as_slice());
            match relative_to {
                None => counts.chance(first).simulated(),
                Some((base, among)) => counts.ratio(first, (base, among)),
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

    /// The standard error is that of counts which are drawn one by one (binomial).
    fn simulated(self) -> Simulated {
        let value = self.value();
        let error = value.map(|chance| (chance * (1.0 - chance) / self.among).sqrt());
        Simulated { value, error }
    }
}

fn share_by(probe: Option<&ProbeResults>, by: usize) -> Simulated {
    let found = probe.and_then(|probe| probe.share_by.get(by));
    Simulated { value: found.map(|(mean, _)| *mean), error: found.map(|(_, error)| *error) }
}

/// A time that nobody took is not a number in the results.
fn days(probe: Option<&ProbeResults>, at: usize) -> Simulated {
    let in_days = |weeks: &f64| Some(weeks * DAYS_PER_WEEK).filter(|days| days.is_finite());
    Simulated {
        value: probe.and_then(|probe| in_days(probe.quantiles.get(at)?)),
        error: probe.and_then(|probe| in_days(probe.quantile_errors.get(at)?)),
    }
}

/// An outcome, and those among which it is counted.
type Chance<'a> = (&'a str, &'a [String]);

fn names((of, among): Chance<'_>) -> impl Iterator<Item = &str> {
    among.iter().map(String::as_str).chain([of])
}

/// How often conversations of a strategy ended in each outcome.
struct Counts<'a> {
    results: &'a Results,
    levels: &'a StrategyResults,
}

impl Counts<'_> {
    fn chance(&self, (of, among): Chance<'_>) -> Counted {
        let among = among.iter().map(|name| self.times(name)).sum();
        Counted { times: self.times(of), among }
    }

    fn times(&self, name: &str) -> f64 {
        let metric = format!("conversations_by_outcome.{name}");
        let at = self.results.metrics.iter().position(|known| known.name == metric);
        at.map_or(0.0, |at| self.levels.total[at].sum() as f64)
    }

    /// One chance divided by another. The error is that of counts which are drawn one by one, to
    /// first order (the delta method: Oehlert 1992, doi:10.1080/00031305.1992.10475842): what both
    /// chances count moves both.
    fn ratio(&self, first: Chance<'_>, base: Chance<'_>) -> Simulated {
        let chance = |of: Chance<'_>| self.chance(of).value();
        let value = chance(first).zip(chance(base).filter(|base| *base > 0.0)).map(|(a, b)| a / b);
        let mut names: Vec<&str> = names(first).chain(names(base)).collect();
        names.sort_unstable();
        names.dedup();
        let part = |name: &str| {
            let moves = self.pull(first, name) - self.pull(base, name);
            self.times(name) * moves.powi(2)
        };
        let relative = names.into_iter().map(part).sum::<f64>().sqrt();
        let error = value.map(|ratio| ratio * relative).filter(|error| error.is_finite());
        Simulated { value, error }
    }

    /// By how much of itself a chance grows with one more conversation that ends so.
    fn pull(&self, (of, among): Chance<'_>, name: &str) -> f64 {
        let Counted { times, among: all } = self.chance((of, among));
        let own = if of == name { 1.0 / times } else { 0.0 };
        let shared = if among.iter().any(|known| known == name) { 1.0 / all } else { 0.0 };
        own - shared
    }
}
