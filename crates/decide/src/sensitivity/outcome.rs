//! What the strategies are compared by.

use longview_engine::metric::{Better, Id, Metric, Unit};
use longview_engine::run::Levels;
use longview_scenario::Economics;

/// What the strategies are compared by, from the start to the end of the last quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// `margin`, or the name of a metric.
    pub name: String,
    /// What it is measured in.
    pub unit: Unit,
    /// Which direction is an improvement.
    pub better: Better,
    /// Position among the metrics; `None` for the margin.
    metric: Option<usize>,
}

/// The margin's name.
pub const MARGIN: &str = "margin";

impl Outcome {
    /// The outcome of this name.
    pub fn named(name: &str, metrics: &[Metric]) -> Option<Self> {
        if name == MARGIN {
            return Some(Self {
                name: name.to_owned(),
                unit: Unit::Money,
                better: Better::More,
                metric: None,
            });
        }
        let at = metrics.iter().position(|metric| metric.name == name)?;
        let Metric { unit, better, .. } = metrics[at];
        Some(Self { name: name.to_owned(), unit, better, metric: Some(at) })
    }

    /// Whether it is the money that a decision is about.
    pub fn is_money(&self) -> bool {
        self.metric.is_none()
    }

    /// Whether a difference in this direction is an improvement.
    pub fn improves(&self, difference: f64) -> bool {
        match self.better {
            Better::More => difference > 0.0,
            Better::Less => difference < 0.0,
        }
    }

    /// Whether it is known before the run-out.
    pub(super) fn needs_run_out(&self) -> bool {
        self.metric == Some(Id::Pipeline as usize)
    }

    /// What one replication gave, in the unit. The margin is the margin's share of revenue less the
    /// hours at their cost.
    pub(super) fn of(&self, levels: &Levels, economics: &Economics) -> f64 {
        let Some(end) = levels.cumulative.last() else { return 0.0 };
        let metric = |id: Id| end[id as usize] as f64 / id.metric().unit.per_unit();
        match self.metric {
            Some(at) => end[at] as f64 / self.unit.per_unit(),
            None => {
                economics.margin * metric(Id::Revenue) - economics.hour_cost * metric(Id::Hours)
            }
        }
    }
}
