//! The week of each level, the lag until its effect is seen, and what each rep is to do.

use longview_engine::estimate::{Estimate, Paired, Sketch};
use longview_engine::market::Skill;
use longview_engine::metric::Id;
use longview_engine::plan::Strategy;
use longview_engine::run::{Comparison, Results, StrategyResults};
use longview_engine::units::{Real, WEEKS_PER_QUARTER};

use super::answer::{FUNNEL, Lag, Level, Present, RepTargets};
use super::curve::Root;
use super::fit::wilson;
use super::par::{Output, ParCheck, checks};
use super::{Asked, TRUST, TargetError};
use crate::lever::Lever;
use crate::worlds::{Luck, live};

/// Weeks of the plan as it is and of every level.
pub(super) struct Weeks {
    pub(super) present: Present,
    /// By level; `None` where the level is out of reach.
    pub(super) lags: Vec<Option<Lag>>,
    reached: Vec<Option<(f64, Vec<Estimate>)>>,
}

impl Weeks {
    pub(super) fn levels(self, roots: &[Root], marks: &[Option<f64>]) -> Vec<Level> {
        let levels = roots.iter().zip(marks).zip(self.reached);
        levels
            .map(|((root, value), reached)| {
                let (chance, week) = reached.unzip();
                Level { confidence: root.wanted, root: *root, value: *value, chance, week }
            })
            .collect()
    }
}

/// Worlds of five in which there must be more before an effect is called visible: four.
const VISIBLE: f64 = 0.8;
const MONTHS_PER_QUARTER: u32 = 3;

impl Asked<'_> {
    /// Lives through the plan as it is and the plan of every mark.
    pub(super) fn weeks(&self, lever: &Lever, marks: &[Option<f64>]) -> Result<Weeks, TargetError> {
        let mut plans = vec![self.scenario.experiment.strategies[lever.strategy].clone()];
        for value in marks.iter().flatten() {
            plans.push(self.strategy(lever, *value)?);
        }
        let lived = self.live(&plans, self.request.luck)?;
        let hits = |plan: usize| {
            let readings = lived.readings[plan].iter();
            readings.filter(|reading| self.request.goal.is_met_by(**reading)).count() as u64
        };
        let worlds = self.request.luck.worlds;
        let chance = |plan: usize| hits(plan) as f64 / worlds as f64;
        let week = |plan: usize| self.week(&lived.results, plan);
        let mut next = 0;
        let mut plan_of = |mark: &Option<f64>| {
            mark.map(|_| {
                next += 1;
                next
            })
        };
        let by_level: Vec<Option<usize>> = marks.iter().map(&mut plan_of).collect();
        let differs = |plan: usize| plans[plan] != plans[0];
        let lag = |plan: usize| differs(plan).then(|| lag(&lived.results.comparisons[plan - 1]));
        Ok(Weeks {
            present: Present {
                chance: chance(0),
                interval: wilson(hits(0), worlds, TRUST),
                week: week(0),
            },
            lags: by_level.iter().map(|plan| plan.and_then(lag)).collect(),
            reached: by_level.iter().map(|plan| plan.map(|at| (chance(at), week(at)))).collect(),
        })
    }

    /// An average week of a rep.
    fn week(&self, results: &Results, plan: usize) -> Vec<Estimate> {
        let reps = f64::from(self.scenario.experiment.team.reps);
        let weeks = f64::from(WEEKS_PER_QUARTER * self.request.goal.quarter);
        let of = |id: &Id| {
            let per_unit = id.metric().unit.per_unit();
            results.strategies[plan].total[*id as usize].estimate(per_unit * reps * weeks)
        };
        FUNNEL.iter().map(of).collect()
    }

    /// What each rep is to do with this plan, and how long to watch one before judging.
    pub(super) fn reps(
        &self,
        plan: &Strategy,
    ) -> Result<(Vec<RepTargets>, Vec<ParCheck>), TargetError> {
        let kinds = self.kinds();
        let luck = Luck {
            worlds: (self.request.luck.worlds / kinds.len() as u64).max(FEWEST),
            ..self.request.luck
        };
        let mut alone = Vec::new();
        for (skill, _) in &kinds {
            alone.push(self.alone(plan, skill.clone(), &luck)?);
        }
        let reps = self.scenario.experiment.team.reps;
        let kind_of = |rep: u32| kinds.iter().position(|(_, who)| who.contains(&rep)).unwrap_or(0);
        let targets = |rep: u32| RepTargets { rep: rep + 1, months: months(&alone[kind_of(rep)]) };
        let weeks = f64::from(WEEKS_PER_QUARTER * self.request.goal.quarter);
        let shares: Vec<f64> = kinds.iter().map(|(_, who)| who.len() as f64).collect();
        let output = |id: Id| output(id, &alone, &shares, weeks);
        let par = [Id::Contacts, Id::Appointments, Id::Customers].map(output);
        Ok(((0..reps).map(targets).collect(), checks(&par)))
    }

    /// Reps who are alike, and what makes them so.
    fn kinds(&self) -> Vec<(Skill, Vec<u32>)> {
        let team = &self.scenario.experiment.team;
        let Skill::Each(skills) = &team.skill else {
            return vec![(team.skill.clone(), (0..team.reps).collect())];
        };
        let mut kinds: Vec<(Real, Vec<u32>)> = Vec::new();
        for (rep, skill) in (0..).zip(skills) {
            match kinds.iter_mut().find(|(known, _)| known == skill) {
                Some((_, who)) => who.push(rep),
                None => kinds.push((*skill, vec![rep])),
            }
        }
        kinds.into_iter().map(|(skill, who)| (Skill::Each(vec![skill]), who)).collect()
    }

    /// One rep of this skill alone: by law the same as in the team, for reps share nobody.
    fn alone(
        &self,
        plan: &Strategy,
        skill: Skill,
        luck: &Luck,
    ) -> Result<StrategyResults, TargetError> {
        let mut experiment = self.scenario.experiment.clone();
        experiment.team.reps = 1;
        experiment.team.skill = skill;
        let horizon = self.request.goal.horizon(&experiment.horizon);
        let plans = [plan.clone()];
        let lived = live(&experiment, &plans, horizon, luck, &|_| 0, self.observer)?;
        Ok(lived.results.strategies.into_iter().next().unwrap_or_default())
    }
}

/// Fewer worlds than this say little about spread.
const FEWEST: u64 = 50;

fn months(levels: &StrategyResults) -> Vec<Vec<f64>> {
    let month = |quarter: &Vec<Sketch>| -> Vec<f64> {
        let share = |id: &Id| {
            let per_unit = id.metric().unit.per_unit();
            quarter[*id as usize].mean() / per_unit / f64::from(MONTHS_PER_QUARTER)
        };
        FUNNEL.iter().map(share).collect()
    };
    let thrice = |quarter| std::iter::repeat_n(month(quarter), MONTHS_PER_QUARTER as usize);
    levels.quarters.iter().flat_map(thrice).collect()
}

/// What an average rep brings a week, and how unevenly.
fn output(id: Id, alone: &[StrategyResults], shares: &[f64], weeks: f64) -> Output {
    let all: f64 = shares.iter().sum();
    let average = |of: &dyn Fn(&Sketch) -> f64| -> f64 {
        let by_kind = alone.iter().zip(shares);
        by_kind.map(|(levels, share)| share * of(&levels.total[id as usize])).sum::<f64>() / all
    };
    let mean = average(&Sketch::mean);
    let variance = average(&Sketch::variance);
    Output { id, a_week: mean / weeks, dispersion: if mean > 0.0 { variance / mean } else { 1.0 } }
}

fn lag(against_present: &Comparison) -> Lag {
    let first = |id: Id| {
        let is_visible = |row: &Vec<Paired>| row[id as usize].probability_better() >= VISIBLE;
        let found = against_present.cumulative.iter().position(is_visible);
        found.and_then(|at| u32::try_from(at + 1).ok())
    };
    Lag { appointments: first(Id::Appointments), customers: first(Id::Customers) }
}
