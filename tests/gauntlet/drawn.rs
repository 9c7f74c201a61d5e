//! Delays as the engine draws them, by replaying prospects that nobody works.

use longview_engine::experiment::Experiment;
use longview_engine::market::{DealValue, Market, Segment, Skill, Team};
use longview_engine::model::{
    End, Fatigue, Model, Outcome, OutcomeTable, Receptivity, Stage, StageId, Timer,
};
use longview_engine::plan::{Horizon, Rhythm, Strategy};
use longview_engine::replay::{Replay, Step, Who};
use longview_engine::units::{Cents, Positive, Probability, Real, Weeks, WorkTime};

use super::law::Law;

/// Names on the list; more prospects come in further replications.
const NAMES: u32 = 1_000_000;
/// Ten years.
const QUARTERS: u32 = 40;
/// When the run ends, in weeks. The engine lets what falls on the very end happen.
pub const END: f64 = 13.0 * 40.0 + 1e-9;

/// A stage with its timers: the law of each, and where it leads in equal shares.
pub type Timers<'a> = Vec<(&'a Law, Vec<StageId>)>;

/// The paths of so many prospects through these stages; a stage without timers is an end.
pub fn paths(stages: &[Timers], seed: u64, prospects: u32, mut see: impl FnMut(Vec<Step>)) {
    let experiment = experiment(stages);
    let mut replay = Replay::new(&experiment, 0).expect("an experiment in which nobody works");
    for at in 0..prospects {
        let (replication, prospect) = ((at / NAMES).into(), at % NAMES);
        let who = Who { seed, replication, rep: 0, prospect };
        see(replay.path(&who).expect("a name on the list"));
    }
}

fn experiment(stages: &[Timers]) -> Experiment {
    let idle = Strategy {
        name: "nobody-calls".to_owned(),
        blocks: Vec::new(),
        ask: None,
        focus: None,
        rhythm: Rhythm::Steady,
        time_shares: None,
        energy: None,
        departure: None,
        undone: None,
    };
    let hours_per_week = WorkTime::hours(40.0).expect("a week");
    Experiment {
        model: model(stages),
        market: Market { segments: vec![segment()] },
        team: Team { reps: 1, hours_per_week, skill: Skill::Same },
        strategies: vec![idle],
        horizon: Horizon { quarters: QUARTERS, run_out: 0 },
        probes: Vec::new(),
    }
}

fn segment() -> Segment {
    Segment {
        name: "all".to_owned(),
        prospects: NAMES,
        fit_mean: Real::ZERO,
        fit_sd: Real::ZERO,
        deal_value: DealValue { median: Cents::default(), sigma: Real::ZERO },
        letter: Positive::new(1.0).expect("above zero"),
        time_share: Probability::ALWAYS,
        arrivals: None,
    }
}

fn model(stages: &[Timers]) -> Model {
    let weeks = |weeks| Weeks::new(weeks).expect("a time");
    Model {
        stages: stages.iter().enumerate().map(|(at, timers)| stage(at, timers)).collect(),
        start: StageId(0),
        activities: Vec::new(),
        need: None,
        receptivity: Receptivity::default(),
        goodwill_half_life: weeks(17.0),
        fatigue: Fatigue { half_life: weeks(4.0), free: Real::ZERO },
        opt_out: None,
        reachability: None,
    }
}

fn stage(at: usize, timers: &Timers) -> Stage {
    let timers: Vec<Timer> = timers
        .iter()
        .map(|(law, to)| Timer {
            name: "passes".to_owned(),
            delay: law.delay(),
            outcomes: OutcomeTable { outcomes: to.iter().copied().map(outcome).collect() },
        })
        .collect();
    Stage {
        name: format!("stage {at}"),
        rung: 0,
        end: timers.is_empty().then_some(End::Lost),
        decided: false,
        appointment: false,
        timers,
    }
}

fn outcome(to: StageId) -> Outcome {
    Outcome {
        name: "passes".to_owned(),
        weight: 1.0,
        to: Some(to),
        goodwill: Real::ZERO,
        promise: None,
        lead: false,
        pull: None,
    }
}
