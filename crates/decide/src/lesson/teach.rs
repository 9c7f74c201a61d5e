//! Carries a lesson out: the plans side by side, the conditions, the search for the turn.

use std::num::NonZeroUsize;

use longview_engine::metric::Id;
use longview_engine::run::{Levels, Observer, RunPlan};
use longview_scenario::{Problems, Refusal, Scenario, Setting, built_in_scenarios, load_built_in};
use thiserror::Error;

use super::answer::Measured;
use super::score::{self, Misread, Reader, Share};
use super::{
    Boundary, Chosen, Finding, How, Lesson, LessonAnswer, Number, Plausible, Prediction, Score,
    Standing, Verdict, Within, judgement,
};
use crate::answer::CompareAnswer;
use crate::boundary::{Search, Spacing, search};
use crate::diary::DrySpells;
use crate::noting::Noting;
use crate::replications::Replications;

/// How to carry a lesson out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LessonRequest {
    /// Same seed, same answer.
    pub seed: u64,
    /// Runs of the plans side by side.
    pub replications: u64,
    /// Runs at each value of a number that is searched.
    pub search_replications: u64,
    /// Threads to use; `None` uses every core.
    pub threads: Option<NonZeroUsize>,
}

/// Why a lesson cannot be carried out.
#[derive(Debug, Error)]
pub enum LessonError {
    /// A value that the search tried is not accepted by the scenario.
    #[error("a value that was tried is refused")]
    Refused(Problems),
    /// The scenario has no such number.
    #[error("the scenario has no number {0}")]
    NoNumber(&'static str),
    /// The runs cannot be read.
    #[error("{0}")]
    Misread(#[from] Misread),
}

/// The scenario of a lesson, with settings on top.
///
/// # Errors
/// When the settings make it wrong.
///
/// # Panics
/// When the lesson names a scenario that does not come with the program, which is a bug.
pub fn scenario(lesson: &Lesson, settings: &[Setting]) -> Result<Scenario, Refusal> {
    let built_in = built_in_scenarios().iter().find(|known| known.name == lesson.scenario);
    load_built_in(built_in.expect("every lesson has a built-in scenario"), settings)
}

/// Carries out a lesson on its scenario.
///
/// # Errors
/// When the scenario has been changed so that the lesson does not fit it any more.
pub fn teach(
    lesson: &'static Lesson,
    scenario: &Scenario,
    request: &LessonRequest,
    observer: &dyn Observer,
) -> Result<LessonAnswer, LessonError> {
    let plan = request.plan(request.replications);
    let mut readers = vec![Reader::new(lesson.predict.score, scenario)?];
    for condition in lesson.conditions {
        readers.push(Reader::new(condition.score, scenario)?);
    }
    let spells = DrySpells::default();
    let note = |replication, strategies: &[Levels]| spells.note(replication, strategies);
    let noting = Noting { note, observer };
    let replications =
        Replications { experiment: &scenario.experiment, plan: &plan, observer: &noting };
    let ran = replications.kept(|strategies| score::shares(&readers, strategies));
    let (results, read) = ran.map_err(Misread::from)?;
    let findings = findings(lesson, &read);
    let mut boundaries = Vec::new();
    for number in lesson.numbers {
        boundaries.push(boundary(lesson, number, scenario, request, observer)?);
    }
    let judgement = lesson.judges.then(|| judgement::judge(scenario, request, observer));
    Ok(LessonAnswer {
        lesson,
        compare: CompareAnswer::new(scenario, &plan, &results).with_diaries(scenario, &spells),
        search_replications: request.search_replications,
        prediction: prediction(lesson, &read),
        verdict: Verdict::of(&findings),
        findings,
        boundaries,
        judgement: judgement.transpose()?.flatten(),
    })
}

/// Values that are tried first.
const GRID: usize = 5;

impl LessonRequest {
    /// About how many replications a lesson takes: a search that finds several turns takes more.
    pub fn replications_of(&self, lesson: &Lesson) -> u64 {
        const TRIED: u64 = 11;
        let tried = (lesson.numbers.len() as u64).saturating_mul(TRIED);
        let searched = tried.saturating_mul(self.search_replications);
        let runs = if lesson.judges { 2 } else { 1 };
        self.replications.saturating_mul(runs).saturating_add(searched)
    }

    pub(super) fn plan(&self, replications: u64) -> RunPlan {
        RunPlan { seed: self.seed, replications, baseline: 0, threads: self.threads }
    }
}

fn prediction(lesson: &Lesson, read: &[Vec<Share>]) -> Prediction {
    let predict = lesson.predict;
    let value = score::value(read, 0);
    let right = Chosen::of(predict.choices, value.mean, value.mcse);
    Prediction { predict, value, measured: Measured::of(predict.score), right }
}

fn findings(lesson: &Lesson, read: &[Vec<Share>]) -> Vec<Finding> {
    let finding = |(at, condition): (usize, &super::Condition)| {
        let value = score::value(read, at + 1);
        Finding {
            condition: *condition,
            value,
            measured: Measured::of(condition.score),
            standing: Standing::of(value.mean, value.mcse, condition.above),
        }
    };
    lesson.conditions.iter().enumerate().map(finding).collect()
}

impl Measured {
    fn of(score: Score) -> Self {
        match score {
            Score::Lead { metric, .. } => Self::Metric(Id::metric(metric).unit),
            Score::Ratio { .. } => Self::Times,
            _ => Self::Share,
        }
    }
}

/// Searches a number for the value at which its condition turns.
///
/// # Errors
/// When the scenario lacks the number or refuses one of its values.
pub fn boundary(
    lesson: &Lesson,
    number: &Number,
    scenario: &Scenario,
    request: &LessonRequest,
    observer: &dyn Observer,
) -> Result<Boundary, LessonError> {
    let condition = lesson.conditions[number.condition];
    let default = default_of(number, scenario)?;
    let plausible = plausible(number, scenario)?;
    let tried = Search {
        low: number.search.0,
        high: number.search.1,
        spacing: number.spacing,
        grid: GRID,
        also: vec![plausible.low, default, plausible.high],
        refinements: if number.spacing == Spacing::Whole { 4 } else { 3 },
    };
    let plan = request.plan(request.search_replications);
    let found = search(&tried, |at| {
        let changed =
            scenario.with(&values(number, scenario, at)?).map_err(LessonError::Refused)?;
        let value = score::measure(&changed, condition.score, &plan, observer)?;
        Ok::<_, LessonError>((value.mean - condition.above, value.mcse))
    })?;
    let within = Within::of(&found, &plausible);
    let measured = Measured::of(condition.score);
    Ok(Boundary { number: *number, default, plausible, found, within, measured })
}

fn knob<'a>(
    path: &'static str,
    scenario: &'a Scenario,
) -> Result<&'a longview_scenario::Knob, LessonError> {
    scenario.knobs.iter().find(|knob| knob.path == path).ok_or(LessonError::NoNumber(path))
}

fn values(
    number: &Number,
    scenario: &Scenario,
    at: f64,
) -> Result<Vec<(String, f64)>, LessonError> {
    let value = |(path, times): &(&'static str, f64)| {
        let base = match number.how {
            How::Value => 1.0,
            How::Factor => knob(path, scenario)?.best,
        };
        Ok(((*path).to_owned(), at * times * base))
    };
    number.paths.iter().map(value).collect()
}

fn default_of(number: &Number, scenario: &Scenario) -> Result<f64, LessonError> {
    match number.how {
        How::Factor => Ok(1.0),
        How::Value => Ok(knob(number.paths[0].0, scenario)?.best / number.paths[0].1),
    }
}

/// What the lesson says is plausible, or else the interval of the first knob.
fn plausible(number: &Number, scenario: &Scenario) -> Result<Plausible, LessonError> {
    if let Some((low, high, source)) = number.plausible {
        return Ok(Plausible { low, high, source: source.to_owned() });
    }
    let knob = knob(number.paths[0].0, scenario)?;
    let (low, high) = knob.interval.unwrap_or((knob.best, knob.best));
    let source = knob.source.clone().unwrap_or_default();
    Ok(Plausible { low, high, source })
}
