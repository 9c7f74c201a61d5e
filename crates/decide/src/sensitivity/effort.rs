//! How much is run: enough to see what matters, in seconds.

use longview_scenario::Scenario;

use super::chosen::Chosen;
use super::request::SensitivityRequest;
use crate::uncertain::Uncertain;

/// How much is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Replications of every number at each end, at first sight.
    pub glance: u64,
    /// Numbers that are looked at a second time.
    pub closer: usize,
    /// Replications of these at each end, in the second look, with fresh luck.
    pub look: u64,
    /// Numbers that get shares of their own.
    pub singled_out: usize,
    /// Rows of joint draws of all numbers.
    pub rows: u64,
    /// Replications of each point of a row.
    pub each: u64,
    /// Values of each number in a map.
    pub steps: usize,
    /// Replications of each cell of a map.
    pub cell: u64,
}

impl Effort {
    /// What a request asks for, and otherwise what takes a dozen seconds for one rep in eight
    /// quarters. The larger the team and the longer the horizon, the less is run.
    pub fn of(scenario: &Scenario, request: &SensitivityRequest) -> Self {
        let experiment = &scenario.experiment;
        let size = u64::from(experiment.team.reps) * u64::from(experiment.horizon.quarters);
        let share = |of_small: u64, least: u64| (of_small * 16 / (8 + size)).clamp(least, of_small);
        Self {
            glance: share(3, 2),
            closer: 12,
            look: request.replications.unwrap_or_else(|| share(48, 12)).max(2),
            singled_out: 6,
            rows: request.draws.unwrap_or_else(|| share(128, 64)).max(8),
            each: 1,
            steps: 9,
            cell: share(24, 8),
        }
    }

    /// Replications in all. Numbers that hang together may make it a little less.
    pub(super) fn replications(&self, uncertain: &Uncertain, chosen: &Chosen) -> u64 {
        let numbers = uncertain.numbers.len();
        let count = |number: usize| number as u64;
        let closer = numbers.min(self.closer);
        let points = super::factors::most(uncertain, chosen, self) + super::design::FIXED;
        let cells = chosen.maps.len() * self.steps * self.steps;
        self.glance * (1 + 2 * count(numbers))
            + self.look * (1 + 2 * count(closer))
            + self.rows * self.each * count(points)
            + self.cell * count(cells)
    }
}
