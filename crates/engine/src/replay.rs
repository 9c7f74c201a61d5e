//! One prospect that nobody works, followed alone: the same path that it takes in a run.
//!
//! Randomness has an address, so a prospect is found again without the others. Only for strategies
//! that leave everything to the timers: where a rep works, a path hangs on whom else the rep calls.

use thiserror::Error;

use crate::experiment::Experiment;
use crate::fit::Misfit;
use crate::model::StageId;
use crate::prospect::{Life, Prospect, Slots};
use crate::replicate::Prepared;
use crate::rng::World;
use crate::roster;
use crate::tally::{ROUNDING, Tally};
use crate::units::WEEKS_PER_QUARTER;

/// Which prospect of which run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Who {
    /// The seed of the run.
    pub seed: u64,
    /// The replication, from 0.
    pub replication: u64,
    /// The rep, from 0.
    pub rep: u32,
    /// The prospect, by its place on the rep's list at the start, from 0.
    pub prospect: u32,
}

/// Something that happened to a prospect: a timer fired, or need moved it. Things that happen at the
/// very same time are one step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// When, in weeks since the start of the run.
    pub weeks: f64,
    /// Where the prospect stands from then on.
    pub stage: StageId,
}

/// Why a prospect cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReplayError {
    /// Parts of the experiment do not fit together.
    #[error("the experiment does not fit together: {}", .0.iter().map(|one| one.0.as_str()).collect::<Vec<_>>().join("; "))]
    Misfits(Vec<Misfit>),
    /// A rep has work to do, or may get some.
    #[error("strategy {0} does not leave everything to the timers")]
    Worked(usize),
    /// There is no such rep, or no such name on the list at the start.
    #[error("there is no prospect {} of rep {}", .0.prospect, .0.rep)]
    Nobody(Who),
}

/// A strategy of an experiment in which nobody works, ready to be followed prospect by prospect.
pub struct Replay<'a> {
    experiment: &'a Experiment,
    prepared: Prepared<'a>,
    tally: Tally,
    counts: Vec<u32>,
    times: Vec<f64>,
}

impl<'a> Replay<'a> {
    /// Makes a strategy of an experiment ready.
    ///
    /// # Errors
    /// When the experiment does not fit together, or the strategy gives a rep something to do.
    pub fn new(experiment: &'a Experiment, strategy: usize) -> Result<Self, ReplayError> {
        let misfits = crate::fit::misfits(experiment, strategy, 1);
        if !misfits.is_empty() {
            return Err(ReplayError::Misfits(misfits));
        }
        let prepared =
            Prepared::new(experiment).map_err(|misfit| ReplayError::Misfits(vec![misfit]))?;
        if !crate::cohort::is_unattended(&prepared.model, &prepared.weeks[strategy]) {
            return Err(ReplayError::Worked(strategy));
        }
        let tally = Tally::new(&prepared.ledger);
        let counts = vec![0; prepared.model.count_slots];
        let times = vec![0.0; prepared.model.time_slots];
        Ok(Self { experiment, prepared, tally, counts, times })
    }

    /// What happened to a prospect from birth, which is the first step, to the end of the run.
    ///
    /// # Errors
    /// When there is no such prospect on the list at the start.
    pub fn path(&mut self, who: &Who) -> Result<Vec<Step>, ReplayError> {
        let segment = self.segment(who).ok_or(ReplayError::Nobody(*who))?;
        let model = &self.prepared.model;
        let world = World::new(who.seed, who.replication, who.rep);
        let skill = self.prepared.skill(world, who.rep);
        self.tally.clear();
        let mut life = Life { model, ledger: &self.prepared.ledger, tally: &mut self.tally, skill };
        let mut slots = Slots { counts: &mut self.counts, times: &mut self.times };
        let mut prospect = Prospect::coming(world.person(who.prospect), model.start, segment);
        model.bear(&mut prospect, 0.0, &mut slots);
        let mut steps = vec![step(&prospect, 0.0)];
        let end = f64::from(self.prepared.ledger.quarters as u32 * WEEKS_PER_QUARTER) + ROUNDING;
        while prospect.next_at() <= end {
            let (now, before) = (prospect.next_at(), prospect.stage);
            let spells = model.need.as_ref().map(|_| slots.counts[model.spell_slot]);
            life.advance(&mut prospect, &mut slots, now);
            let need_turned = spells.is_some_and(|spells| slots.counts[model.spell_slot] > spells);
            if prospect.stage != before || !need_turned {
                steps.push(step(&prospect, now));
            }
        }
        Ok(steps)
    }

    fn segment(&self, who: &Who) -> Option<u8> {
        let mut ranges = roster::ranges(&self.experiment.market.segments);
        let segment = ranges.position(|range| range.contains(&who.prospect))?;
        (who.rep < self.experiment.team.reps).then_some(segment as u8)
    }
}

fn step(prospect: &Prospect, weeks: f64) -> Step {
    Step { weeks, stage: StageId(prospect.stage.into()) }
}
