//! A version of an experiment that runs in milliseconds: everything that makes it what it is stays,
//! only how many people, weeks and attempts there are is cut.

use longview_engine::experiment::Experiment;
use longview_engine::market::{Arrivals, Skill};
use longview_engine::plan::Amount;
use longview_engine::units::{Positive, WorkTime};

const REPS: u32 = 2;
/// Of all segments together.
const NAMES: u32 = 60;
const QUARTERS: u32 = 2;
const RUN_OUT: u32 = 1;
const STRATEGIES: usize = 4;
const ATTEMPTS_A_WEEK: f64 = 100.0;
const NEW_NAMES_A_WEEK: f64 = 2.0;
/// Attempts that take next to no time could be made by the million.
const MINUTES: f64 = 1.0;

/// The small version.
#[must_use]
pub fn small(experiment: &Experiment) -> Experiment {
    let mut small = experiment.clone();
    small.strategies.truncate(STRATEGIES);
    small.horizon.quarters = small.horizon.quarters.min(QUARTERS);
    small.horizon.run_out = small.horizon.run_out.min(RUN_OUT);
    few_people(&mut small);
    few_attempts(&mut small);
    small
}

fn few_people(small: &mut Experiment) {
    small.team.reps = small.team.reps.min(REPS);
    if let Skill::Each(skills) = &mut small.team.skill {
        skills.truncate(small.team.reps as usize);
    }
    let most = (NAMES / small.market.segments.len() as u32).max(1);
    for segment in &mut small.market.segments {
        segment.prospects = segment.prospects.min(most);
        if let Some(arrivals) = &mut segment.arrivals {
            *arrivals = fewer(*arrivals);
        }
    }
}

fn fewer(arrivals: Arrivals) -> Arrivals {
    let at_most = |number: Positive, most: f64| Positive::new(number.get().min(most));
    let at_least = |number: Positive, least: f64| Positive::new(number.get().max(least));
    Arrivals {
        mean: at_most(arrivals.mean, NEW_NAMES_A_WEEK).expect("both are above nought"),
        dispersion: arrivals.dispersion.and_then(|size| at_least(size, 0.1).ok()),
    }
}

fn few_attempts(small: &mut Experiment) {
    let most = Positive::new(ATTEMPTS_A_WEEK).expect("it is above nought");
    let least = WorkTime::minutes(MINUTES).expect("it is a length of time");
    let blocks = small.strategies.iter_mut().flat_map(|strategy| &mut strategy.blocks);
    for block in blocks {
        if let Amount::Attempts(attempts) = &mut block.amount {
            *attempts = if attempts.get() > most.get() { most } else { *attempts };
        }
    }
    for activity in &mut small.model.activities {
        if activity.time > WorkTime::ZERO {
            activity.time = activity.time.max(least);
        }
    }
}
