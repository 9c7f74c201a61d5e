//! What can be chosen about a week: a lattice of plans in steps that people would plan in.

use longview_engine::experiment::Experiment;
use longview_engine::model::{Cadence, StageId};
use longview_engine::plan::{Amount, AskPolicy, Focus, Strategy};
use longview_engine::units::Real;
use longview_scenario::Scenario;

mod written;

/// A plan as a place of the lattice: a whole number of steps for each choice, hours first.
pub type Place = Vec<i32>;

/// What can be chosen, and in which steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Space {
    /// Name of the plan that is changed.
    pub plan: String,
    /// Its path.
    path: String,
    /// Hours to split.
    pub hours: f64,
    /// Steps that the hours are split in.
    steps: i32,
    /// What the hours can go to.
    pub parts: Vec<Part>,
    /// What else can be chosen.
    pub dials: Vec<Dial>,
    nurture: Option<Nurture>,
    ask: Option<Ask>,
    /// How well the rep can tell the vital few.
    accuracy: Option<f64>,
    /// Short keys that the plan has and that another part stands for.
    silenced: Vec<&'static str>,
}

/// Something that hours can go to.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The key of a scenario: `cold_call_hours`, `emails`, `nurture.hours`.
    pub key: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Minutes of an attempt, where the key counts attempts.
    pub minutes: Option<f64>,
}

/// Something else that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Dial {
    /// The key of a scenario below the strategy, such as `ask.chance`.
    pub key: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Its values, step by step.
    pub values: Vec<f64>,
    /// The word for each value, where values are words.
    pub words: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Nurture {
    activity: String,
    stages: Vec<String>,
    touches: Option<u32>,
}

#[derive(Debug, Clone, PartialEq)]
struct Ask {
    after: Vec<String>,
}

/// Short keys, what people call them, the activity, and whether they count attempts.
const PARTS: [(&str, &str, &str, bool); 4] = [
    ("follow_up_hours", "keeping promises", "follow_up", false),
    ("cold_call_hours", "cold calls", "cold_call", false),
    ("content", "content", "content", true),
    ("emails", "e-mails", "email", true),
];
const NURTURE: Part = Part { key: "nurture.hours", name: "staying in touch", minutes: None };
/// Steps of a week: quarters of an hour where there are few hours, else half hours, else hours.
fn steps_of(hours: f64) -> i32 {
    const FEWEST: i32 = 8;
    let step = match hours {
        few if few <= 20.0 => 0.25,
        usual if usual <= 80.0 => 0.5,
        _ => 1.0,
    };
    nearest_step(hours / step).max(FEWEST)
}

impl Space {
    /// What can be chosen about the plan at this position. What it lacks and another plan of the
    /// scenario has (staying in touch, asking, focus, an activity) can be chosen as that plan has it.
    pub fn new(scenario: &Scenario, plan: usize, hours: f64) -> Self {
        let experiment = &scenario.experiment;
        let own = &experiment.strategies[plan];
        let others = experiment.strategies.iter().filter(|other| other.name != own.name);
        let plans: Vec<&Strategy> = std::iter::once(own).chain(others).collect();
        let nurture = plans.iter().find_map(|plan| nurture_of(plan));
        let ask = plans.iter().find_map(|plan| plan.ask.as_ref());
        let focus = plans.iter().find_map(|plan| plan.focus);
        let by_cadence = nurture.map(|(_, by)| activity_name(experiment, by));
        let (parts, silenced) = parts(experiment, &plans, by_cadence);
        Self {
            plan: own.name.clone(),
            path: scenario.strategy_path(plan),
            hours,
            steps: steps_of(hours),
            parts,
            dials: dials(experiment, nurture.map(|(cadence, _)| cadence), ask, focus),
            nurture: nurture.map(|(cadence, by)| Nurture {
                activity: activity_name(experiment, by).to_owned(),
                stages: cadence.stages.iter().map(|stage| stage_name(experiment, *stage)).collect(),
                touches: cadence.touches,
            }),
            ask: ask.map(|ask| Ask {
                after: ask
                    .after
                    .iter()
                    .map(|by| activity_name(experiment, by.0).to_owned())
                    .collect(),
            }),
            accuracy: focus.map(|focus| focus.accuracy.get()),
            silenced,
        }
    }

    /// Choices, hours first.
    pub fn dimensions(&self) -> usize {
        self.parts.len() + self.dials.len()
    }

    /// Steps from the least to the greatest value of a choice.
    pub fn length(&self, dimension: usize) -> i32 {
        match dimension.checked_sub(self.parts.len()) {
            None => self.steps,
            Some(dial) => i32::try_from(self.dials[dial].values.len()).unwrap_or(i32::MAX) - 1,
        }
    }

    /// Hours a week of a number of steps.
    pub fn hours_of(&self, steps: i32) -> f64 {
        tidy(self.hours * f64::from(steps) / f64::from(self.steps))
    }

    /// The place nearest to a point of the unit cube. Hours are split evenly over all splits
    /// (Devroye 1986, *Non-Uniform Random Variate Generation*, XI.4: exponentials over their sum).
    pub fn place(&self, point: &[f64]) -> Place {
        let (hours, dials) = point.split_at(self.parts.len());
        let weights: Vec<f64> = hours.iter().map(|u| -(1.0 - u.min(0.999_999)).ln()).collect();
        let mut place = self.split(&weights);
        let steps = |(dial, u): (usize, &f64)| {
            nearest_step(u * (f64::from(self.length(self.parts.len() + dial)) + 1.0) - 0.5)
                .clamp(0, self.length(self.parts.len() + dial))
        };
        place.extend(dials.iter().enumerate().map(steps));
        place
    }

    /// All hours split in proportion to weights: whole steps, the largest remainders first.
    fn split(&self, weights: &[f64]) -> Place {
        let all: f64 = weights.iter().sum();
        if weights.is_empty() || all <= 0.0 {
            return vec![0; weights.len()];
        }
        let exact: Vec<f64> =
            weights.iter().map(|weight| weight / all * f64::from(self.steps)).collect();
        let mut steps: Place = exact.iter().map(|share| nearest_step(share.floor())).collect();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()).then(a.cmp(b)));
        let left = usize::try_from(self.steps - steps.iter().sum::<i32>()).unwrap_or(0);
        order.into_iter().cycle().take(left).for_each(|at| steps[at] += 1);
        steps
    }

    /// The place with another number of steps of one choice; other hours give way in proportion.
    /// `None` where that is outside or the same place.
    pub fn moved(&self, place: &[i32], dimension: usize, to: i32) -> Option<Place> {
        let to = to.clamp(0, self.length(dimension));
        if to == place[dimension] {
            return None;
        }
        let mut moved = place.to_vec();
        moved[dimension] = to;
        if dimension < self.parts.len() {
            if self.parts.len() < 2 {
                return None;
            }
            let mut weights: Vec<f64> =
                place[..self.parts.len()].iter().map(|steps| f64::from(*steps)).collect();
            weights[dimension] = 0.0;
            if weights.iter().all(|weight| *weight <= 0.0) {
                weights =
                    (0..weights.len()).map(|at| f64::from(u8::from(at != dimension))).collect();
            }
            let rest = Self { steps: self.steps - to, ..self.clone() }.split(&weights);
            for (at, steps) in rest.into_iter().enumerate().filter(|(at, _)| *at != dimension) {
                moved[at] = steps;
            }
        }
        (moved != place).then_some(moved)
    }

    /// The place with hours moved from one part to another.
    pub fn traded(&self, place: &[i32], from: usize, to: usize, steps: i32) -> Option<Place> {
        let steps = steps.min(place[from]);
        let mut traded = place.to_vec();
        traded[from] -= steps;
        traded[to] += steps;
        (steps > 0).then_some(traded)
    }

    /// The place nearest to a plan of the scenario, with its hours stretched to the whole week.
    pub fn nearest(&self, scenario: &Scenario, plan: usize) -> Place {
        let strategy = &scenario.experiment.strategies[plan];
        let experiment = &scenario.experiment;
        let weights: Vec<f64> = self
            .parts
            .iter()
            .map(|part| hours_in(experiment, strategy, part, self.hours))
            .collect();
        let mut place = self.split(&weights);
        place.extend(self.dials.iter().map(|dial| dial.nearest(experiment, strategy)));
        place
    }

    /// Hours a week, or attempts where the key counts those.
    pub fn amount(&self, part: &Part, steps: i32) -> f64 {
        let hours = self.hours_of(steps);
        part.minutes.map_or(hours, |minutes| (hours * 60.0 / minutes).floor())
    }
}

impl Dial {
    fn nearest(&self, experiment: &Experiment, strategy: &Strategy) -> i32 {
        let ask = strategy.ask.as_ref();
        let wanted = match self.key {
            "nurture.every" => nurture_of(strategy).map(|(cadence, _)| cadence.every.get()),
            "ask.chance" => Some(ask.map_or(0.0, |ask| ask.chance.get())),
            "ask.goodwill" => ask.map(|ask| ask.goodwill.map_or(0.0, Real::get)),
            "focus.top" => Some(strategy.focus.map_or(0.0, |focus| focus.top.get())),
            _ => {
                let name = ask.map(|ask| stage_name(experiment, ask.from));
                name.and_then(|name| self.words.iter().position(|word| *word == name))
                    .map(|at| self.values[at])
            }
        };
        let Some(wanted) = wanted else { return 0 };
        let off = |at: &usize| (self.values[*at] - wanted).abs();
        let nearest = (0..self.values.len()).min_by(|a, b| off(a).total_cmp(&off(b)));
        i32::try_from(nearest.unwrap_or(0)).unwrap_or(0)
    }
}

/// What hours can go to, and the short keys that staying in touch stands for.
fn parts(
    experiment: &Experiment,
    plans: &[&Strategy],
    by_cadence: Option<&str>,
) -> (Vec<Part>, Vec<&'static str>) {
    let (mut parts, mut silenced) = (Vec::new(), Vec::new());
    for (key, name, activity, counts) in PARTS {
        if by_cadence == Some(activity) {
            silenced.push(key);
        } else if let Some(minutes) = minutes_if_used(experiment, plans, activity) {
            parts.push(Part { key, name, minutes: counts.then_some(minutes) });
        }
    }
    parts.extend(by_cadence.map(|_| NURTURE));
    (parts, silenced)
}

fn dials(
    experiment: &Experiment,
    cadence: Option<&Cadence>,
    ask: Option<&AskPolicy>,
    focus: Option<Focus>,
) -> Vec<Dial> {
    let evenly = |count: u32, step: f64| (0..=count).map(|at| tidy(f64::from(at) * step)).collect();
    let dial = |key, name, values| Dial { key, name, values, words: Vec::new() };
    let mut dials = Vec::new();
    if cadence.is_some() {
        let weeks = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 13.0, 17.0, 22.0, 26.0];
        dials.push(dial("nurture.every", "weeks between touches", weeks.to_vec()));
    }
    if ask.is_some() {
        let rungs = rungs(experiment);
        dials.push(dial("ask.chance", "chance to ask", evenly(10, 0.1)));
        dials.push(Dial {
            key: "ask.from",
            name: "ask from",
            values: (0u32..).take(rungs.len()).map(f64::from).collect(),
            words: rungs,
        });
        dials.push(dial("ask.goodwill", "goodwill before asking", evenly(8, 0.5)));
    }
    if focus.is_some() {
        dials.push(dial("focus.top", "share called first", evenly(10, 0.05)));
    }
    dials
}

/// The open stages, from the lowest rung to the highest, one for each rung.
fn rungs(experiment: &Experiment) -> Vec<String> {
    let open = experiment.model.stages.iter().filter(|stage| stage.end.is_none() && !stage.decided);
    let mut open: Vec<(i32, &str)> = open.map(|stage| (stage.rung, stage.name.as_str())).collect();
    open.sort_by_key(|(rung, _)| *rung);
    open.dedup_by_key(|(rung, _)| *rung);
    open.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// The cadence of a plan, and the position of the activity that keeps it.
fn nurture_of(strategy: &Strategy) -> Option<(&Cadence, usize)> {
    let mut tasks = strategy.blocks.iter().flat_map(|block| &block.tasks);
    tasks.find_map(|task| Some((task.cadence.as_ref()?, task.activity.0)))
}

/// Minutes of an activity that some plan does.
fn minutes_if_used(experiment: &Experiment, plans: &[&Strategy], name: &str) -> Option<f64> {
    let mut tasks = plans.iter().flat_map(|plan| &plan.blocks).flat_map(|block| &block.tasks);
    let used = tasks.find(|task| activity_name(experiment, task.activity.0) == name)?;
    let minutes = experiment.model.activities[used.activity.0].time.as_hours() * 60.0;
    (minutes > 0.0).then_some(minutes)
}

/// What a plan gives to a part, in hours a week; where it takes what it needs, a tenth of the week.
fn hours_in(experiment: &Experiment, strategy: &Strategy, part: &Part, week: f64) -> f64 {
    let is_nurture = part.key == NURTURE.key;
    let activity = PARTS.iter().find(|(key, ..)| *key == part.key).map(|(_, _, name, _)| *name);
    let mut hours = 0.0;
    for block in &strategy.blocks {
        let [task, ..] = block.tasks.as_slice() else { continue };
        let name = activity_name(experiment, task.activity.0);
        let belongs = if is_nurture {
            task.cadence.is_some()
        } else {
            Some(name) == activity && task.cadence.is_none()
        };
        if belongs {
            let minutes = experiment.model.activities[task.activity.0].time.as_hours() * 60.0;
            hours += match block.amount {
                Amount::Time(time) => time.as_hours(),
                Amount::Attempts(attempts) => attempts.get() * minutes / 60.0,
                Amount::AsNeeded => week / 10.0,
            };
        }
    }
    hours
}

fn activity_name(experiment: &Experiment, at: usize) -> &str {
    &experiment.model.activities[at].name
}

fn stage_name(experiment: &Experiment, stage: StageId) -> String {
    experiment.model.stages[stage.0].name.clone()
}

#[expect(clippy::cast_possible_truncation, reason = "a step of a lattice of a hundred or so")]
fn nearest_step(exact: f64) -> i32 {
    exact.round() as i32
}

/// Without what multiplying tenths leaves behind.
fn tidy(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
