//! How far two opinions are apart, and whether that can be chance.
//!
//! If both sides follow the same law and repeat an experiment equally often, every difference between
//! a replication of the one and one of the other is as likely up as down. Then the sum of `n` such
//! differences, divided by the root of the sum of their squares, is beyond `z` with a chance of at
//! most `2 exp(-z^2 / 2)`, whatever the law, however skewed or rare what is counted (Hoeffding 1963,
//! doi:10.1080/01621459.1963.10500830; Efron 1969, doi:10.1080/01621459.1969.10501068), and the
//! mean of its square is 1. So the bounds below need no Normal approximation.

use std::collections::BTreeMap;

use super::judge::{Cell, Label, Opinion, Trial};

/// Chance that an honest simulator is accused anywhere in a run, all bounds together.
const FALSE_ALARM: f64 = 1e-4;
/// Single figures, sums over scenarios, mean squares over scenarios.
const KINDS_OF_BOUNDS: f64 = 3.0;

/// One figure of one scenario on which the two sides were compared.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The number of the scenario.
    pub scenario: u64,
    /// What is compared.
    pub label: Label,
    /// The mean over the engine's replications.
    pub engine: f64,
    /// The mean over the plain simulator's.
    pub page: f64,
    /// Their difference in standard errors, as explained above.
    pub z: f64,
}

/// The figures of a scenario; those that never vary and are the same on both sides say nothing.
pub fn compared(scenario: u64, trial: Trial, engine: &Opinion, page: &Opinion) -> Vec<Comparison> {
    let pairs = engine.cells.iter().zip(&page.cells);
    let comparison = |(one, other): (&Cell, &Cell)| {
        let difference = one.mean - other.mean;
        let square = one.variance + other.variance + difference * difference;
        (square > 0.0).then(|| Comparison {
            scenario,
            label: one.label.clone(),
            engine: one.mean,
            page: other.mean,
            z: difference * (f64::from(trial.replications) / square).sqrt(),
        })
    };
    pairs.filter_map(comparison).collect()
}

/// One metric over all scenarios, by the figure that stands for the whole run.
#[derive(Debug, Clone)]
pub struct Family {
    /// The metric, or the stage.
    pub what: String,
    /// Scenarios in which it was counted.
    pub scenarios: usize,
    /// The sum of all differences in standard errors: a bias to one side adds up here.
    pub z: f64,
    /// The mean of their squares, about 1: a bias to either side shows here.
    pub mean_square: f64,
}

/// What all comparisons say together.
pub struct Verdict {
    /// All comparisons, the worst first.
    pub comparisons: Vec<Comparison>,
    /// All metrics, the worst sum first.
    pub families: Vec<Family>,
}

impl Verdict {
    /// Of all comparisons of a run.
    pub fn new(mut comparisons: Vec<Comparison>) -> Self {
        let mut by_what: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for one in comparisons.iter().filter(|one| one.label.is_whole) {
            by_what.entry(&one.label.what).or_default().push(one.z);
        }
        let mut families: Vec<Family> =
            by_what.into_iter().map(|(what, all)| family(what, &all)).collect();
        comparisons.sort_by(|one, other| other.z.abs().total_cmp(&one.z.abs()));
        families.sort_by(|one, other| other.z.abs().total_cmp(&one.z.abs()));
        Self { comparisons, families }
    }

    /// The mean square of all figures, about 1 although many of them move together.
    pub fn mean_square(&self) -> f64 {
        let squares: f64 = self.comparisons.iter().map(|one| one.z * one.z).sum();
        squares / self.comparisons.len() as f64
    }

    /// How far a single figure may be off.
    pub fn figure_bound(&self) -> f64 {
        bound_of_one_in(self.comparisons.len())
    }

    /// How far the sum over scenarios of a metric may be off.
    pub fn family_bound(&self) -> f64 {
        bound_of_one_in(self.families.len())
    }

    /// How large the mean square over so many scenarios may be: Chernoff's bound for chi-squared.
    pub fn square_bound(&self, scenarios: usize) -> f64 {
        let needed = 2.0 / scenarios as f64
            * (self.families.len() as f64 * KINDS_OF_BOUNDS / FALSE_ALARM).ln();
        let (mut low, mut high) = (1.0, 1000.0);
        while high - low > 1e-6 {
            let middle: f64 = f64::midpoint(low, high);
            if middle - 1.0 - middle.ln() < needed {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }

    /// Everything that cannot be chance.
    pub fn objections(&self) -> Vec<String> {
        let mut found = Vec::new();
        for one in self.comparisons.iter().filter(|one| one.z.abs() > self.figure_bound()) {
            found.push(format!("{one:?}"));
        }
        for one in &self.families {
            let too_wide = one.mean_square > self.square_bound(one.scenarios);
            if one.z.abs() > self.family_bound() || too_wide {
                found.push(format!("{one:?}"));
            }
        }
        found
    }
}

fn family(what: &str, all: &[f64]) -> Family {
    let scenarios = all.len();
    Family {
        what: what.to_owned(),
        scenarios,
        z: all.iter().sum::<f64>() / (scenarios as f64).sqrt(),
        mean_square: all.iter().map(|z| z * z).sum::<f64>() / scenarios as f64,
    }
}

/// What one in so many honest figures is beyond with a third of the chance of a false alarm.
fn bound_of_one_in(many: usize) -> f64 {
    (2.0 * (2.0 * many as f64 * KINDS_OF_BOUNDS / FALSE_ALARM).ln()).sqrt()
}
