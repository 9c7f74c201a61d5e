//! A whole experiment: model, market, team and the strategies that are compared.

use crate::market::{Market, Team};
use crate::model::Model;
use crate::plan::{Horizon, Probe, Strategy};

/// Everything a run needs to know. The fields are checked quantities; that they fit together
/// (positions within range, tables that cover every stage) is what [`crate::run`] insists on.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// How prospects behave.
    pub model: Model,
    /// Who is on the list.
    pub market: Market,
    /// Who works it.
    pub team: Team,
    /// The plans compared; at least one.
    pub strategies: Vec<Strategy>,
    /// Time simulated.
    pub horizon: Horizon,
    /// Times to stages measured for comparison with observed data.
    pub probes: Vec<Probe>,
}
