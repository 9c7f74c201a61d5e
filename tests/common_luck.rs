//! What it is worth that plans meet the same people with the same luck: by how much the variance of
//! their difference is smaller than with a luck of its own for each.

use longview_engine::estimate::Sketch;
use longview_engine::experiment::Experiment;
use longview_engine::metric::Id;
use longview_engine::run::{RunPlan, Unobserved, run};
use longview_scenario::{Setting, load};

use crate::{accepted, project};

/// Two plans of a scenario, over eight quarters.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// How they differ.
    pub name: &'static str,
    scenario: &'static str,
    /// The one plan ...
    one: &'static str,
    /// ... and the other, after this setting.
    other: &'static str,
    setting: Option<(&'static str, &'static str)>,
}

/// From nearly the same plan to a wholly different one.
pub const PAIRS: [Pair; 5] = [
    Pair {
        name: "ten-hours: 10 or 10.5 hours of cold calls",
        scenario: "ten-hours",
        one: "today",
        other: "today",
        setting: Some(("strategy.today.cold_call_hours", "10.5")),
    },
    Pair {
        name: "ten-hours: asking with a chance of 0.4 or 0.5",
        scenario: "ten-hours",
        one: "today",
        other: "today",
        setting: Some(("strategy.today.ask.chance", "0.5")),
    },
    Pair {
        name: "vital-few: as they come, or the vital few first",
        scenario: "vital-few",
        one: "as-they-come",
        other: "good-foresight",
        setting: None,
    },
    Pair {
        name: "ask-for-the-sale: asking only after meetings, or in every talk",
        scenario: "ask-for-the-sale",
        one: "after-meetings",
        other: "at-once",
        setting: None,
    },
    Pair {
        name: "ten-hours: today, or the long view",
        scenario: "ten-hours",
        one: "today",
        other: "long-view",
        setting: None,
    },
];

/// How much is done: each batch has a seed of its own.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Batches of replications; the jackknife leaves one out at a time.
    pub batches: u64,
    /// Replications in each.
    pub replications: u64,
}

/// What common luck does for a pair.
#[derive(Debug, Clone, Copy)]
pub struct Worth {
    /// Mean of the other plan's customers less the one's.
    pub difference: f64,
    /// Standard deviation of the difference in one replication, with common luck ...
    pub sd: f64,
    /// ... and with a luck of its own for each.
    pub sd_apart: f64,
    /// Variance apart over variance in common.
    pub factor: f64,
    /// 95 % interval of the factor, by the jackknife over batches, on the logarithm.
    pub interval: (f64, f64),
}

/// Customers of either plan and their difference.
#[derive(Debug, Clone, Default)]
struct Customers {
    one: Sketch,
    other: Sketch,
    difference: Sketch,
}

impl Customers {
    fn sum<'a>(batches: impl Iterator<Item = &'a Self>) -> Self {
        batches.fold(Self::default(), |mut sum, batch| {
            sum.one.merge(&batch.one);
            sum.other.merge(&batch.other);
            sum.difference.merge(&batch.difference);
            sum
        })
    }

    fn apart(&self) -> f64 {
        self.one.variance() + self.other.variance()
    }

    fn log_factor(&self) -> f64 {
        (self.apart() / self.difference.variance()).ln()
    }
}

impl Pair {
    /// Measures the pair.
    pub fn measure(&self, size: Size, seed: u64) -> Worth {
        let experiment = self.experiment();
        let batches: Vec<Customers> = (0..size.batches)
            .map(|batch| customers(&experiment, seed.wrapping_add(batch), size.replications))
            .collect();
        let all = Customers::sum(batches.iter());
        let error = jackknife(&batches);
        let log = all.log_factor();
        Worth {
            difference: all.difference.mean(),
            sd: all.difference.variance().sqrt(),
            sd_apart: all.apart().sqrt(),
            factor: log.exp(),
            interval: ((log - 1.96 * error).exp(), (log + 1.96 * error).exp()),
        }
    }

    /// The two plans as the strategies of one experiment.
    fn experiment(&self) -> Experiment {
        let path = project().join("scenarios").join(self.scenario).with_extension("toml");
        let setting = |(path, value): (&str, &str)| Setting {
            path: path.to_owned(),
            value: value.to_owned(),
        };
        let settings: Vec<Setting> = self.setting.map(setting).into_iter().collect();
        let mut experiment = accepted(load(&path, &[])).experiment;
        let changed = accepted(load(&path, &settings)).experiment;
        let named = |experiment: &Experiment, name: &str| {
            experiment.strategies.iter().find(|strategy| strategy.name == name).cloned()
        };
        let plans = named(&experiment, self.one).zip(named(&changed, self.other));
        let (one, other) = plans.expect("the scenario has both plans");
        experiment.strategies = vec![one, other];
        experiment.horizon.quarters = 8;
        experiment.probes.clear();
        experiment
    }
}

fn customers(experiment: &Experiment, seed: u64, replications: u64) -> Customers {
    let plan = RunPlan { seed, replications, baseline: 0, threads: None };
    let results = run(experiment, &plan, &Unobserved).expect("the experiment fits together");
    let total = |strategy: usize| &results.strategies[strategy].total[Id::Customers as usize];
    Customers {
        one: total(0).clone(),
        other: total(1).clone(),
        difference: results.comparisons[0].total[Id::Customers as usize].difference.clone(),
    }
}

/// Standard error of the logarithm of the factor, leaving out one batch at a time (Efron and Stein
/// 1981, doi:10.1214/aos/1176345462).
fn jackknife(batches: &[Customers]) -> f64 {
    let count = batches.len() as f64;
    let without = |left_out: usize| {
        let others = batches.iter().enumerate().filter(move |(at, _)| *at != left_out);
        Customers::sum(others.map(|(_, batch)| batch)).log_factor()
    };
    let logs: Vec<f64> = (0..batches.len()).map(without).collect();
    let mean = logs.iter().sum::<f64>() / count;
    let squares: f64 = logs.iter().map(|log| (log - mean) * (log - mean)).sum();
    ((count - 1.0) / count * squares).sqrt()
}
