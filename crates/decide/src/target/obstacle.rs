//! What stands in the way of a goal that is out of reach.

use longview_engine::metric::Id;
use longview_engine::plan::{Horizon, Strategy};
use longview_engine::run::{Levels, StrategyResults};
use longview_engine::units::WEEKS_PER_QUARTER;

use super::curve::{Curve, Direction};
use super::{Asked, TargetError};
use crate::goal::Goal;
use crate::lever::Lever;
use crate::worlds::{Lived, live};

/// Why a goal is out of reach, and what is within it.
#[derive(Debug, Clone, PartialEq)]
pub struct Obstacle {
    /// The value that brings the best chance.
    pub value: f64,
    /// That chance, and the interval on it.
    pub chance: f64,
    /// Interval on it.
    pub interval: (f64, f64),
    /// What the metric reaches with the wanted chance at that value, in its unit.
    pub within_reach: f64,
    /// What stands in the way, most telling first.
    pub reasons: Vec<Reason>,
}

/// What stands in the way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// There is nobody left to turn to: the share of the planned time that goes idle.
    ListExhausted {
        /// Idle hours as a share of idle hours and hours worked.
        idle: f64,
    },
    /// The rep has no more hours: the share of the desk's time that is worked.
    HoursExhausted {
        /// Hours worked as a share of the desk's hours.
        worked: f64,
    },
    /// More makes people turn away: the chance falls beyond a value, and more people want no more
    /// of us.
    Pest {
        /// The value with the best chance.
        peak: f64,
        /// People who opt out at the greatest value tried, for each who does at the best one.
        times: f64,
    },
    /// It takes longer: the first quarter by whose end the goal is reached with the wanted chance.
    Slow {
        /// Counted from 1.
        quarter: u32,
    },
    /// The greatest value tried is not the greatest there is.
    MoreCouldBeTried,
}

/// More idle time than this share says that nobody is left.
const IDLE: f64 = 0.05;
/// A desk that is worked for this share of its time is full: what is left are ends of days.
const FULL: f64 = 0.95;

impl Asked<'_> {
    pub(super) fn obstacle(&self, lever: &Lever, curve: &Curve) -> Result<Obstacle, TargetError> {
        let most = curve.points.iter().map(|point| point.worlds).max().unwrap_or(0);
        let tried = curve.points.iter().filter(|point| point.worlds == most);
        let best = *tried
            .max_by(|a, b| a.chance.total_cmp(&b.chance).then(b.value.total_cmp(&a.value)))
            .unwrap_or(&curve.points[0]);
        let (_, top) = lever.range;
        let plans = [self.strategy(lever, best.value)?, self.strategy(lever, top)?];
        let goal = &self.request.goal;
        let later = self.later(&plans)?;
        let within = self.live(&plans[..1], self.request.luck)?;
        let mut reasons = self.limits(&within.results.strategies[0]);
        let at_the_end = best.value >= top && !lever.cut_short && lever.unit == "hours a week";
        if at_the_end && reasons.is_empty() {
            reasons.push(Reason::HoursExhausted { worked: 1.0 });
        }
        reasons.extend(curve.peak.map(|peak| pest(peak, &later.results.strategies)));
        let slow = slow(&later.readings[0], self.request.confidence);
        reasons.extend(
            slow.filter(|quarter| *quarter > goal.quarter).map(|quarter| Reason::Slow { quarter }),
        );
        if lever.cut_short && curve.direction == Direction::Rising && curve.peak.is_none() {
            reasons.push(Reason::MoreCouldBeTried);
        }
        Ok(Obstacle {
            value: best.value,
            chance: best.chance,
            interval: best.interval,
            within_reach: within_reach(goal, &within.readings[0], self.request.confidence),
            reasons,
        })
    }

    /// The plans to the end of the scenario, with the first quarter in which each world meets the goal.
    fn later(&self, plans: &[Strategy]) -> Result<Lived, TargetError> {
        let goal = &self.request.goal;
        let Horizon { quarters, .. } = self.scenario.experiment.horizon;
        let horizon =
            Goal { quarter: quarters, ..goal.clone() }.horizon(&self.scenario.experiment.horizon);
        let by_quarter = |quarter: u32| Goal { quarter, ..goal.clone() };
        let first_met = |world: &Levels| {
            let met = |quarter: &u32| {
                let goal = by_quarter(*quarter);
                goal.is_met_by(goal.reading(world))
            };
            i64::from((goal.quarter..=quarters).find(met).unwrap_or(u32::MAX))
        };
        let (experiment, luck) = (&self.scenario.experiment, &self.request.luck);
        Ok(live(experiment, plans, horizon, luck, &first_met, self.observer)?)
    }

    /// Hours that are full, hours for which nobody is left.
    fn limits(&self, levels: &StrategyResults) -> Vec<Reason> {
        let hours = |id: Id| levels.total[id as usize].mean() / id.metric().unit.per_unit();
        let (worked, idle) = (hours(Id::Hours), hours(Id::IdleHours));
        let team = &self.scenario.experiment.team;
        let weeks = f64::from(WEEKS_PER_QUARTER * self.request.goal.quarter);
        let desk = team.hours_per_week.as_hours() * f64::from(team.reps) * weeks;
        let mut found = Vec::new();
        if idle > IDLE * (worked + idle) {
            found.push(Reason::ListExhausted { idle: idle / (worked + idle) });
        }
        if desk > 0.0 && worked >= FULL * desk {
            found.push(Reason::HoursExhausted { worked: worked / desk });
        }
        found
    }
}

fn pest(peak: f64, plans: &[StrategyResults]) -> Reason {
    let opt_outs = |plan: usize| plans[plan].total[Id::OptOuts as usize].mean();
    let (best, most) = (opt_outs(0), opt_outs(1));
    Reason::Pest { peak, times: if best > 0.0 { most / best } else { 1.0 } }
}

/// The first quarter by which the share of worlds has met the goal.
fn slow(first_met: &[i64], confidence: f64) -> Option<u32> {
    let mut quarters: Vec<i64> = first_met.to_vec();
    quarters.sort_unstable();
    let at = rank(confidence, quarters.len());
    u32::try_from(*quarters.get(at)?).ok().filter(|quarter| *quarter < u32::MAX)
}

/// What a share of worlds of this size reaches.
fn within_reach(goal: &Goal, readings: &[i64], confidence: f64) -> f64 {
    let mut sorted = readings.to_vec();
    sorted.sort_unstable();
    if goal.sense.wants_more() {
        sorted.reverse();
    }
    let reached = sorted.get(rank(confidence, sorted.len())).copied().unwrap_or(0);
    reached as f64 / goal.metric.unit.per_unit()
}

/// The position of the world with which the share is full.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of the worlds, which are in memory"
)]
fn rank(share: f64, worlds: usize) -> usize {
    ((share * worlds as f64).ceil() as usize).clamp(1, worlds.max(1)) - 1
}
