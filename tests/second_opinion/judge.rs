//! What either side says about an experiment: the mean and the spread of everything that is counted.

use std::num::NonZeroUsize;

use longview_engine::experiment::Experiment;
use longview_engine::metric::Metric;
use longview_engine::run::{Results, RunPlan, Unobserved, run};

use super::counts::Counts;
use super::rep::team;
use super::setting::Setting;
use super::twist::Twist;

/// How often an experiment is repeated. Both sides do it equally often: then the difference of their
/// means is as likely up as down if they agree.
#[derive(Debug, Clone, Copy)]
pub struct Trial {
    /// The seed of either side; their generators differ.
    pub seed: u64,
    /// Replications by each.
    pub replications: u32,
}

/// Everything that was counted, over replications.
pub struct Opinion {
    pub(super) cells: Vec<Cell>,
    metrics: Vec<Metric>,
}

/// One figure.
pub(super) struct Cell {
    pub(super) label: Label,
    pub(super) mean: f64,
    pub(super) variance: f64,
}

/// What a figure is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// A metric, or a stage.
    pub what: String,
    /// The quarter, counted from nought; the whole horizon without it.
    pub quarter: Option<usize>,
    /// Whether this figure stands for the whole run: one for each metric, one for each stage.
    pub is_whole: bool,
}

impl Opinion {
    /// The mean of a figure and its standard error; `None` when there is no such figure.
    pub fn mean(&self, what: &str, quarter: Option<usize>, trial: Trial) -> Option<(f64, f64)> {
        let is = |cell: &&Cell| cell.label.what == what && cell.label.quarter == quarter;
        let found = self.cells.iter().find(is)?;
        Some((found.mean, (found.variance / f64::from(trial.replications)).sqrt()))
    }
}

/// What the engine says about the only strategy of an experiment.
///
/// # Panics
/// When the experiment does not fit together.
pub fn of_the_engine(experiment: &Experiment, trial: Trial) -> Opinion {
    let plan = RunPlan {
        seed: trial.seed,
        replications: trial.replications.into(),
        baseline: 0,
        threads: NonZeroUsize::new(1),
    };
    let Results { metrics, strategies, .. } =
        run(experiment, &plan, &Unobserved).expect("the experiment fits together");
    let levels = &strategies[0];
    let by_metric = (0..metrics.len()).flat_map(|metric| {
        let quarters = levels.quarters.iter().map(move |quarter| &quarter[metric]);
        quarters.chain([&levels.total[metric]])
    });
    let sketches = by_metric.chain(levels.stages.iter().flatten());
    let cell = |(label, sketch): (Label, &longview_engine::estimate::Sketch)| Cell {
        label,
        mean: sketch.mean(),
        variance: sketch.variance(),
    };
    let cells = labels(experiment, &metrics).zip(sketches).map(cell).collect();
    Opinion { cells, metrics }
}

/// What the plain simulator says about the same figures.
///
/// # Panics
/// When it counts something that the engine does not.
pub fn of_the_page(
    experiment: &Experiment,
    trial: Trial,
    beside: &Opinion,
    twist: Twist,
) -> Opinion {
    let setting = Setting::new(experiment, twist);
    let metrics = &beside.metrics;
    let mut sums = vec![(0.0, 0.0); beside.cells.len()];
    for replication in 0..trial.replications {
        let seed = trial.seed << 32 | u64::from(replication);
        let counts = team(&setting, seed);
        assert!(!counts.says_more_than(metrics), "an outcome that the engine has no metric for");
        for (sum, value) in sums.iter_mut().zip(figures(experiment, metrics, &counts)) {
            sum.0 += value;
            sum.1 += value * value;
        }
    }
    let cell = |(label, (sum, squares)): (Label, (f64, f64))| {
        let many = f64::from(trial.replications);
        let mean = sum / many;
        Cell { label, mean, variance: ((squares - sum * mean) / (many - 1.0)).max(0.0) }
    };
    let cells = labels(experiment, metrics).zip(sums).map(cell).collect();
    Opinion { cells, metrics: metrics.clone() }
}

fn quarters(experiment: &Experiment) -> usize {
    experiment.horizon.quarters as usize
}

/// Every figure, in the order of the opinions: metrics by quarter and in total, stages by quarter.
fn labels<'a>(
    experiment: &'a Experiment,
    metrics: &'a [Metric],
) -> impl Iterator<Item = Label> + 'a {
    let quarters = quarters(experiment);
    let label = |what: &str, quarter, is_whole| Label { what: what.to_owned(), quarter, is_whole };
    let by_metric = metrics.iter().flat_map(move |metric| {
        let by_quarter = (0..quarters).map(move |at| label(&metric.name, Some(at), false));
        by_quarter.chain([label(&metric.name, None, true)])
    });
    let by_stage = experiment.model.stages.iter().flat_map(move |stage| {
        let what = format!("in stage {}", stage.name);
        (0..quarters).map(move |at| label(&what, Some(at), at + 1 == quarters))
    });
    by_metric.chain(by_stage)
}

fn figures<'a>(
    experiment: &'a Experiment,
    metrics: &'a [Metric],
    counts: &'a Counts,
) -> impl Iterator<Item = f64> + 'a {
    let quarters = quarters(experiment);
    let by_metric =
        metrics.iter().enumerate().flat_map(move |(at, metric)| counts.of(at, metric, quarters));
    let stages = 0..experiment.model.stages.len();
    by_metric.chain(stages.flat_map(move |stage| counts.standing(stage, quarters).iter().copied()))
}
