//! How much of a bad week is luck, and how many hours it takes to judge a rep fairly.
//!
//! On a fresh list every attempt books an appointment with the same chance, independently, so their
//! number is binomial. That is worked out in closed form and put beside the simulation.

use longview_engine::metric::Id;
use longview_engine::model::{Activity, Aim, Channel, Model};
use longview_engine::plan::Amount;
use longview_engine::run::{Levels, Observer};
use longview_scenario::Scenario;
use statrs::distribution::{Binomial, ContinuousCDF, Discrete, DiscreteCDF, Normal};

use super::score::Misread;
use super::teach::LessonRequest;
use crate::replications::Replications;
use crate::sample::estimate;

/// A healthy rep is blamed for luck in so many judgements.
const FALSE_ALARM: f64 = 0.05;
/// A rep who is not healthy is let pass in so many.
const MISS: f64 = 0.2;
/// How good the rep is whom the judgement should find out.
const AS_GOOD: [f64; 3] = [0.5, 0.67, 0.75];
/// More hours than this are no judgement any more.
const MOST_HOURS: u32 = 5_000;

/// What so many hours of calls say about a rep.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Hours of the block that is judged.
    pub hours: f64,
    /// Attempts in it.
    pub attempts: u64,
    /// The chance that an attempt becomes a conversation.
    pub talk: f64,
    /// The chance that a conversation books an appointment.
    pub booked: f64,
    /// How often the block brings so many appointments.
    pub tally: Vec<Tally>,
    /// The hours after which a judgement is fair, by how good the rep is.
    pub fair: Vec<Fair>,
    /// What it takes to tell two reps apart.
    pub two_reps: TwoReps,
    /// The same chances for longer blocks.
    pub by_hours: Vec<ByHours>,
}

/// How often a healthy block brings so many appointments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tally {
    /// So many.
    pub appointments: u64,
    /// The chance in closed form.
    pub exact: f64,
    /// The share of runs.
    pub simulated: f64,
    /// The Monte Carlo standard error of that share.
    pub mcse: f64,
}

/// The shortest judgement that keeps both kinds of error within bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fair {
    /// The rep whom it should find books so many times a healthy rep's appointments.
    pub as_good: f64,
    /// A healthy rep fails it at most this often.
    pub false_alarm: f64,
    /// The other rep passes it at most this often.
    pub miss: f64,
    /// Hours of calls.
    pub hours: u32,
    /// Whoever has at most so many appointments by then fails.
    pub fails_at: u64,
}

/// Two reps, one of whom books half as many appointments per conversation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoReps {
    /// Conversations that each of them needs.
    pub conversations: u64,
    /// The hours that these take.
    pub hours: f64,
}

/// A block of so many hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ByHours {
    /// Hours of calls.
    pub hours: u32,
    /// The chance that a healthy rep has no appointment.
    pub none: f64,
    /// The chance of one at most.
    pub at_most_one: f64,
    /// The chance that a judgement with the usual share of false alarms finds out a rep who is half
    /// as good.
    pub found_out: f64,
}

/// A block of calls to fresh names.
struct Calls {
    hours: f64,
    per_hour: f64,
    talk: f64,
    booked: f64,
}

impl Calls {
    /// The first block of the first plan that calls the list by the hour.
    fn of(scenario: &Scenario) -> Option<Self> {
        let model = &scenario.experiment.model;
        let blocks = &scenario.experiment.strategies.first()?.blocks;
        blocks.iter().find_map(|block| {
            let Amount::Time(time) = block.amount else { return None };
            let activity = &model.activities[block.tasks.first()?.activity.0];
            let calls = activity.aim == Aim::List && activity.channel == Channel::Phone;
            let booked = booked(model, activity).filter(|_| calls)?;
            let per_hour = 1.0 / activity.time.as_hours();
            Some(Self { hours: time.as_hours(), per_hour, talk: activity.reach.get(), booked })
        })
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
    fn attempts(&self, hours: f64) -> u64 {
        (hours * self.per_hour + 1e-9) as u64
    }

    /// Appointments of so many hours, by a rep who is so good.
    fn appointments(&self, hours: f64, as_good: f64) -> Option<Binomial> {
        Binomial::new(self.talk * self.booked * as_good, self.attempts(hours)).ok()
    }
}

/// The share of fresh conversations that book an appointment.
fn booked(model: &Model, activity: &Activity) -> Option<f64> {
    let table = activity.tables.get(model.start.0)?.as_ref()?;
    let all: f64 = table.outcomes.iter().map(|outcome| outcome.weight).sum();
    let books = |to: longview_engine::model::StageId| model.stages[to.0].appointment;
    let booked = table.outcomes.iter().filter(|outcome| outcome.to.is_some_and(books));
    Some(booked.map(|outcome| outcome.weight).sum::<f64>() / all)
}

/// Judges the first block of calls; `None` where the scenario has none by the hour.
pub(super) fn judge(
    scenario: &Scenario,
    request: &LessonRequest,
    observer: &dyn Observer,
) -> Result<Option<Judgement>, Misread> {
    let Some(calls) = Calls::of(scenario) else { return Ok(None) };
    let counts = appointments(scenario, request, observer)?;
    Ok(Some(Judgement {
        hours: calls.hours,
        attempts: calls.attempts(calls.hours),
        talk: calls.talk,
        booked: calls.booked,
        tally: tally(&calls, &counts),
        fair: AS_GOOD.iter().filter_map(|as_good| fair(&calls, *as_good)).collect(),
        two_reps: two_reps(&calls),
        by_hours: by_hours(&calls),
    }))
}

/// Appointments of the first plan, run by run.
fn appointments(
    scenario: &Scenario,
    request: &LessonRequest,
    observer: &dyn Observer,
) -> Result<Vec<f64>, Misread> {
    let mut experiment = scenario.experiment.clone();
    experiment.strategies.truncate(1);
    let plan = request.plan(request.replications);
    let replications = Replications { experiment: &experiment, plan: &plan, observer };
    let read = |strategies: &[Levels]| {
        let last = strategies[0].cumulative.last();
        last.map_or(0.0, |last| last[Id::Appointments as usize] as f64)
    };
    Ok(replications.kept(read)?.1)
}

fn tally(calls: &Calls, counts: &[f64]) -> Vec<Tally> {
    const FAR: f64 = 0.999;
    let Some(law) = calls.appointments(calls.hours, 1.0) else { return Vec::new() };
    let row = |appointments: u64| {
        let hits: Vec<f64> =
            counts.iter().map(|n| f64::from((n - appointments as f64).abs() < 0.5)).collect();
        let found = estimate(&hits);
        let exact = law.pmf(appointments);
        Tally { appointments, exact, simulated: found.mean, mcse: found.mcse }
    };
    (0..=law.inverse_cdf(FAR)).map(row).collect()
}

/// The largest count that a healthy rep stays at or below in no more than the usual share of false
/// alarms; `None` where even nought is too frequent.
fn fails_at(healthy: &Binomial) -> Option<u64> {
    let at_least = healthy.inverse_cdf(FALSE_ALARM);
    if healthy.cdf(at_least) <= FALSE_ALARM { Some(at_least) } else { at_least.checked_sub(1) }
}

fn fair(calls: &Calls, as_good: f64) -> Option<Fair> {
    (1..=MOST_HOURS).find_map(|hours| {
        let healthy = calls.appointments(hours.into(), 1.0)?;
        let fails_at = fails_at(&healthy)?;
        let other = calls.appointments(hours.into(), as_good)?;
        let false_alarm = healthy.cdf(fails_at);
        let miss = other.sf(fails_at);
        (miss <= MISS).then_some(Fair { as_good, false_alarm, miss, hours, fails_at })
    })
}

/// Conversations per rep for a two-sided comparison of two proportions (Fleiss, Levin and Paik 2003,
/// *Statistical Methods for Rates and Proportions*, formula 4.14).
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
fn two_reps(calls: &Calls) -> TwoReps {
    let normal = Normal::standard();
    let [alarm, power] = [1.0 - FALSE_ALARM / 2.0, 1.0 - MISS].map(|p| normal.inverse_cdf(p));
    let [good, half] = [calls.booked, calls.booked * AS_GOOD[0]];
    let both = f64::midpoint(good, half);
    let spread = |p: f64| p * (1.0 - p);
    let root = alarm * (2.0 * spread(both)).sqrt() + power * (spread(good) + spread(half)).sqrt();
    let conversations = (root / (good - half)).powi(2).ceil();
    TwoReps {
        conversations: conversations as u64,
        hours: conversations / (calls.talk * calls.per_hour),
    }
}

fn by_hours(calls: &Calls) -> Vec<ByHours> {
    let row = |hours: u32| {
        let healthy = calls.appointments(hours.into(), 1.0)?;
        let half = calls.appointments(hours.into(), AS_GOOD[0])?;
        let found_out = fails_at(&healthy).map_or(0.0, |most| half.cdf(most));
        Some(ByHours { hours, none: healthy.cdf(0), at_most_one: healthy.cdf(1), found_out })
    };
    let steps = (1..=20).map(|step| 10 * step);
    [1, 2, 5].into_iter().chain(steps).filter_map(row).collect()
}
