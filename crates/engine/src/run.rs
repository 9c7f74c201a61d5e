//! Runs an experiment: replications of every strategy on the same people with the same luck.

use crate::experiment::Experiment;
pub use crate::fit::Misfit;
use crate::replicate::Prepared;
pub use crate::results::{Comparison, Levels, MILLIONTHS, ProbeResults, Results, StrategyResults};
pub use crate::runplan::{Observer, RunPlan, Unobserved};

/// Runs every strategy of the experiment.
///
/// # Errors
/// When parts of the experiment do not fit together; all misfits at once.
pub fn run(
    experiment: &Experiment,
    plan: &RunPlan,
    observer: &dyn Observer,
) -> Result<Results, Vec<Misfit>> {
    run_prepared(experiment, plan, observer, |_| ())
}

/// The same, and notes the value of every sale.
///
/// # Errors
/// When parts of the experiment do not fit together; all misfits at once.
pub fn run_noting_deals(
    experiment: &Experiment,
    plan: &RunPlan,
    observer: &dyn Observer,
) -> Result<Results, Vec<Misfit>> {
    run_prepared(experiment, plan, observer, |prepared| prepared.ledger.notes_deals = true)
}

fn run_prepared(
    experiment: &Experiment,
    plan: &RunPlan,
    observer: &dyn Observer,
    change: impl FnOnce(&mut Prepared),
) -> Result<Results, Vec<Misfit>> {
    let misfits = crate::fit::misfits(experiment, plan.baseline, plan.replications);
    if !misfits.is_empty() {
        return Err(misfits);
    }
    let mut prepared = Prepared::new(experiment).map_err(|misfit| vec![misfit])?;
    change(&mut prepared);
    observer.begins(&prepared.ledger.metrics);
    let collected = crate::parallel::collect(&prepared, plan, observer);
    Ok(collected.into_results(&prepared))
}
