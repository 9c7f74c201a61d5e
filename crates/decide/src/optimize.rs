//! The best week: so many hours, split in the best way, as far as anyone can tell.

mod answer;
pub mod search;
pub mod select;
pub mod space;

use longview_engine::estimate::{Estimate, Sketch};
use longview_engine::metric::Id;
use longview_engine::plan::{Horizon, Strategy};
use longview_engine::run::{Levels, Misfit, Observer, Results};
use longview_scenario::{Problems, Scenario, Setting};
use thiserror::Error;

pub use self::answer::{Candidate, Flat, Objective, OptimizeAnswer, Present, Tried};
use self::search::{Effort, search};
use self::select::{Chances, Procedure, Score};
use self::space::{Place, Space};
use crate::answer::Identity;
use crate::compare::{UnknownStrategy, misfits, position};
use crate::worlds::{Lived, Luck, live};

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct OptimizeRequest {
    /// What makes a plan the best.
    pub objective: Objective,
    /// Hours of the week to split; `None` takes the desk's.
    pub hours: Option<f64>,
    /// Name of the plan to start from; `None` takes the first.
    pub strategy: Option<String>,
    /// Which worlds; their number is that of the last comparison, unless it needs more.
    pub luck: Luck,
    /// How thoroughly to search.
    pub effort: Effort,
}

/// Why there is no answer.
#[derive(Debug, Clone, Error)]
pub enum OptimizeError {
    /// No strategy is called so.
    #[error("{0}")]
    UnknownStrategy(#[from] UnknownStrategy),
    /// The plan is written in blocks of its own.
    #[error(
        "the plan \"{0}\" is written in blocks, which have no short names to choose hours for\nhint: write it with cold_call_hours, follow_up_hours, content or emails, or name another plan with --strategy"
    )]
    InBlocks(String),
    /// There is nothing to choose between.
    #[error(
        "in the plan \"{0}\" there is nothing to choose between\nhint: it needs two of cold_call_hours, follow_up_hours, content, emails and nurture, in this plan or in another of the scenario, or an `ask`"
    )]
    NothingToChoose(String),
    /// The scenario does not take the hours, or a plan that was tried.
    #[error("the scenario does not take what is to be tried")]
    Refused(Problems),
    /// A checked scenario gave an experiment that does not fit together.
    #[error("the experiment does not fit together: {}", misfits(.0))]
    Misfits(Vec<Misfit>),
}

impl From<Vec<Misfit>> for OptimizeError {
    fn from(misfits: Vec<Misfit>) -> Self {
        Self::Misfits(misfits)
    }
}

impl From<Problems> for OptimizeError {
    fn from(problems: Problems) -> Self {
        Self::Refused(problems)
    }
}

/// A difference of this share of what the best is worth is worth telling.
const WORTH_TELLING: f64 = 0.01;
/// The last comparison takes at most so many times the worlds that were asked for.
const MOST_TIMES: u64 = 2;
/// Worlds of the flat directions, as a share of those of the last comparison.
const FLAT_SHARE: u64 = 2;
/// Values tried of each choice around the best.
const FLAT_VALUES: i32 = 6;
/// The worlds of the last comparison are none of the search's: whoever was lucky there starts anew.
const OTHER_WORLDS: u64 = 0x9e37_79b9_7f4a_7c15;

/// A question with all that it takes to answer it.
pub struct Week {
    scenario: Scenario,
    plan: usize,
    request: OptimizeRequest,
    space: Space,
    known: Vec<Place>,
}

impl Week {
    /// The question, checked before anything runs.
    ///
    /// # Errors
    /// When the plan does not exist or has nothing to choose, or the hours are refused.
    pub fn new(scenario: &Scenario, request: &OptimizeRequest) -> Result<Self, OptimizeError> {
        let plan = match &request.strategy {
            Some(name) => position(scenario, name)?,
            None => 0,
        };
        let desk =
            |hours: f64| Setting { path: "desk.hours_per_week".into(), value: hours.to_string() };
        let scenario = match request.hours {
            Some(hours) => scenario.set(&[desk(hours)])?,
            None => scenario.clone(),
        };
        let name = &scenario.experiment.strategies[plan].name;
        let in_blocks = scenario.strategy_path(plan) + ".block.";
        if scenario.knobs.iter().any(|knob| knob.path.starts_with(&in_blocks)) {
            return Err(OptimizeError::InBlocks(name.clone()));
        }
        let hours = scenario.experiment.team.hours_per_week.as_hours();
        let space = Space::new(&scenario, plan, hours);
        if space.parts.is_empty() || space.dimensions() < 2 {
            return Err(OptimizeError::NothingToChoose(name.clone()));
        }
        let plans = 0..scenario.experiment.strategies.len();
        let mut known: Vec<Place> = plans.map(|plan| space.nearest(&scenario, plan)).collect();
        known.retain(|place| place.iter().take(space.parts.len()).sum::<i32>() > 0);
        known.sort_unstable();
        known.dedup();
        Ok(Self { plan, request: request.clone(), space, known, scenario })
    }

    /// Lives (a plan in a world) that the answer takes at most: what a progress bar needs.
    pub fn lives(&self) -> u64 {
        let worlds = self.request.luck.worlds;
        let plans = (search::KEPT + self.scenario.experiment.strategies.len()) as u64;
        let flat = (self.space.dimensions() as u64) * u64::from(FLAT_VALUES.unsigned_abs());
        search::lives(&self.space, self.known.len(), &self.request.effort)
            + plans * worlds * (1 + MOST_TIMES)
            + (flat + 1) * (worlds / FLAT_SHARE)
    }

    /// Finds the best week.
    ///
    /// # Errors
    /// When a plan on the way is refused.
    pub fn optimize(&self, observer: &dyn Observer) -> Result<OptimizeAnswer, OptimizeError> {
        let effort = &self.request.effort;
        let found = search(&self.space, &self.known, effort, |places, worlds| {
            let luck = Luck { worlds, ..self.request.luck };
            let lived = self.live(&self.plans(places)?, &luck, observer)?;
            Ok::<_, OptimizeError>(
                self.values(&lived).iter().map(|row| self.score().of(row)).collect(),
            )
        })?;
        let places: Vec<Place> = found.into_iter().map(|(place, _)| place).collect();
        let (lived, luck) = self.last_comparison(&places, observer)?;
        let values = self.values(&lived);
        let first = usize::try_from(self.request.luck.worlds).unwrap_or(usize::MAX);
        let chances = Chances::new(&values[..places.len()], self.score(), luck.seed);
        let candidates = self.candidates(&places, &values, &lived.results, &chances);
        let best = candidates[0].place.clone();
        let flat_luck = Luck { worlds: (self.request.luck.worlds / FLAT_SHARE).max(1), ..luck };
        Ok(OptimizeAnswer {
            scenario: Identity::of(&self.scenario),
            objective: self.request.objective.clone(),
            quarters: self.horizon().quarters,
            seed: self.request.luck.seed,
            worlds: luck.worlds,
            present: self.present(&places, &values, &lived.results, &best),
            guarantee: (self.score() == Score::Mean)
                .then(|| Procedure::new(places.len(), first).select(&values[..places.len()])),
            flat: self.flat(&best, &flat_luck, observer)?,
            flat_worlds: flat_luck.worlds,
            space: self.space.clone(),
            candidates,
        })
    }

    /// The plans kept and the plans of the scenario, in worlds that the search never saw: as many as
    /// were asked for, or more where that tells a difference that is worth telling.
    fn last_comparison(
        &self,
        places: &[Place],
        observer: &dyn Observer,
    ) -> Result<(Lived, Luck), OptimizeError> {
        let mut plans = self.plans(places)?;
        plans.extend(self.scenario.experiment.strategies.iter().cloned());
        let seed = self.request.luck.seed ^ OTHER_WORLDS;
        let luck = Luck { seed, ..self.request.luck };
        let lived = self.live(&plans, &luck, observer)?;
        if self.score() != Score::Mean {
            return Ok((lived, luck));
        }
        let values = self.values(&lived);
        let kept = &values[..places.len()];
        let most = kept.iter().map(|row| Score::Mean.of(row)).fold(0.0, f64::max);
        let first = kept.first().map_or(0, Vec::len);
        let procedure = Procedure::new(kept.len(), first);
        let needed = procedure.worlds_for(kept, WORTH_TELLING * most);
        let worlds = needed.min(MOST_TIMES * luck.worlds);
        if worlds <= luck.worlds {
            return Ok((lived, luck));
        }
        let luck = Luck { worlds, ..luck };
        Ok((self.live(&plans, &luck, observer)?, luck))
    }

    fn score(&self) -> Score {
        match self.request.objective {
            Objective::Revenue | Objective::Goal(_) => Score::Mean,
            Objective::Cautious(share) => Score::Quantile(share),
        }
    }

    fn horizon(&self) -> Horizon {
        let whole = self.scenario.experiment.horizon;
        match &self.request.objective {
            Objective::Goal(goal) => goal.horizon(&whole),
            Objective::Revenue | Objective::Cautious(_) => Horizon { run_out: 0, ..whole },
        }
    }

    fn plans(&self, places: &[Place]) -> Result<Vec<Strategy>, OptimizeError> {
        places.iter().map(|place| self.strategy(place)).collect()
    }

    /// The plan at a place.
    ///
    /// # Errors
    /// When the scenario does not take it.
    pub fn strategy(&self, place: &[i32]) -> Result<Strategy, OptimizeError> {
        let changed = self.scenario.set(&self.space.settings(place))?;
        Ok(changed.experiment.strategies[self.plan].clone())
    }

    /// What could be chosen.
    pub fn space(&self) -> &Space {
        &self.space
    }

    fn live(
        &self,
        plans: &[Strategy],
        luck: &Luck,
        observer: &dyn Observer,
    ) -> Result<Lived, OptimizeError> {
        let revenue =
            |world: &Levels| world.cumulative.last().map_or(0, |row| row[Id::Revenue as usize]);
        let met = |world: &Levels| match &self.request.objective {
            Objective::Goal(goal) => i64::from(goal.is_met_by(goal.reading(world))),
            Objective::Revenue | Objective::Cautious(_) => revenue(world),
        };
        Ok(live(&self.scenario.experiment, plans, self.horizon(), luck, &met, observer)?)
    }

    /// What each plan is worth in each world: currency, or 1 where the goal is met.
    fn values(&self, lived: &Lived) -> Vec<Vec<f64>> {
        let per_unit = match self.request.objective {
            Objective::Goal(_) => 1.0,
            Objective::Revenue | Objective::Cautious(_) => Id::Revenue.metric().unit.per_unit(),
        };
        let row = |row: &Vec<i64>| row.iter().map(|value| *value as f64 / per_unit).collect();
        lived.readings.iter().map(row).collect()
    }

    /// The plans that were kept, the best first.
    fn candidates(
        &self,
        places: &[Place],
        values: &[Vec<f64>],
        results: &Results,
        chances: &Chances,
    ) -> Vec<Candidate> {
        let candidate = |(at, place): (usize, &Place)| {
            let (low, high) = chances.interval(at);
            Candidate {
                place: place.clone(),
                score: self.score().of(&values[at]),
                give_or_take: 0.5 * (high - low),
                chance_best: chances.best[at],
                regret: chances.regret[at],
                customers: total(results, at, Id::Customers),
                revenue: total(results, at, Id::Revenue),
                opt_outs: total(results, at, Id::OptOuts),
            }
        };
        let mut all: Vec<Candidate> = places.iter().enumerate().map(candidate).collect();
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.place.cmp(&b.place)));
        all
    }

    /// The plans of the scenario as they are, which were run after those kept.
    fn present(
        &self,
        places: &[Place],
        values: &[Vec<f64>],
        results: &Results,
        best: &Place,
    ) -> Vec<Present> {
        let chosen = places.iter().position(|place| place == best).unwrap_or(0);
        let present = |(at, plan): (usize, &Strategy)| {
            let at = places.len() + at;
            let pair = [values[chosen].clone(), values[at].clone()];
            let chances = Chances::new(&pair, self.score(), self.request.luck.seed);
            Present {
                plan: plan.name.clone(),
                score: self.score().of(&values[at]),
                behind: chances.difference(0, 1),
                customers: total(results, at, Id::Customers),
                revenue: total(results, at, Id::Revenue),
                opt_outs: total(results, at, Id::OptOuts),
            }
        };
        self.scenario.experiment.strategies.iter().enumerate().map(present).collect()
    }

    /// Each choice, one at a time, around the best plan.
    fn flat(
        &self,
        best: &Place,
        luck: &Luck,
        observer: &dyn Observer,
    ) -> Result<Vec<Flat>, OptimizeError> {
        let mut places = vec![best.clone()];
        let mut of: Vec<(usize, i32)> = Vec::new();
        for dimension in 0..self.space.dimensions() {
            for to in around(best[dimension], self.space.length(dimension)) {
                if let Some(moved) = self.space.moved(best, dimension, to) {
                    places.push(moved);
                    of.push((dimension, to));
                }
            }
        }
        let lived = self.live(&self.plans(&places)?, luck, observer)?;
        let values = self.values(&lived);
        let chances = Chances::new(&values, self.score(), luck.seed);
        let score = |at: usize| self.score().of(&values[at]);
        let tried = |at: usize, steps: i32| Tried {
            steps,
            loss: score(0) - score(at),
            interval: chances.difference(0, at),
        };
        let flat = |dimension: usize| {
            let here = Tried { steps: best[dimension], loss: 0.0, interval: (0.0, 0.0) };
            let others = of.iter().zip(1..).filter(|((of, _), _)| *of == dimension);
            let mut all: Vec<Tried> =
                std::iter::once(here).chain(others.map(|((_, to), at)| tried(at, *to))).collect();
            all.sort_by_key(|tried| tried.steps);
            level_ground(dimension, best[dimension], all)
        };
        Ok((0..self.space.dimensions()).map(flat).collect())
    }
}

/// Steps around the best to try: close ones and far ones.
fn around(best: i32, length: i32) -> Vec<i32> {
    let half = FLAT_VALUES / 2;
    let mut steps: Vec<i32> = if length <= FLAT_VALUES {
        (0..=length).collect()
    } else {
        let reach = |share: i32| (length * share * share / (3 * half * half)).max(share);
        (1..=half).flat_map(|share| [best - reach(share), best + reach(share)]).collect()
    };
    steps.retain(|step| *step != best && (0..=length).contains(step));
    steps
}

/// The values around the best of which none is visibly worse.
fn level_ground(dimension: usize, best: i32, tried: Vec<Tried>) -> Flat {
    let is_level = |tried: &&Tried| tried.interval.0 <= 0.0;
    let below = tried.iter().rev().filter(|tried| tried.steps < best).take_while(is_level);
    let above = tried.iter().filter(|tried| tried.steps > best).take_while(is_level);
    let level: Vec<Tried> = below.chain(above).copied().collect();
    let low = level.iter().map(|tried| tried.steps).fold(best, i32::min);
    let high = level.iter().map(|tried| tried.steps).fold(best, i32::max);
    let at_most = level.iter().map(|tried| tried.interval.1).fold(0.0, f64::max);
    Flat { dimension, steps: (low, high), at_most, tried }
}

fn total(results: &Results, plan: usize, id: Id) -> Estimate {
    let sketch: &Sketch = &results.strategies[plan].total[id as usize];
    sketch.estimate(id.metric().unit.per_unit())
}
