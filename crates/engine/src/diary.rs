//! The working days of a rep in one run, one by one: which of them brought a lead.
//!
//! A run counts such days by quarter. Randomness has an address, so a run is found again, and what
//! it did not keep is read off it then.

use crate::experiment::Experiment;
use crate::fit::Misfit;
use crate::replicate::{Prepared, Scratch};
use crate::tally::Tally;

/// An experiment whose runs can be looked up.
pub struct Diaries<'a> {
    prepared: Prepared<'a>,
    scratch: Scratch,
    tally: Tally,
}

/// Which rep in which run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Whose {
    /// The seed of the run.
    pub seed: u64,
    /// The replication, from 0.
    pub replication: u64,
    /// The rep, from 0.
    pub rep: u32,
}

impl<'a> Diaries<'a> {
    /// Makes an experiment ready.
    ///
    /// # Errors
    /// When parts of the experiment do not fit together; all misfits at once.
    pub fn new(experiment: &'a Experiment) -> Result<Self, Vec<Misfit>> {
        let misfits = crate::fit::misfits(experiment, 0, 1);
        if !misfits.is_empty() {
            return Err(misfits);
        }
        let prepared = Prepared::new(experiment).map_err(|misfit| vec![misfit])?;
        let tally = Tally::new(&prepared.ledger);
        Ok(Self { prepared, scratch: Scratch::default(), tally })
    }

    /// For every working day of the quarters reported, in their order, whether it brought a lead
    /// under the strategy at this position; days off are among them.
    ///
    /// # Panics
    /// When there is no such strategy or rep.
    pub fn days_with_leads(&mut self, strategy: usize, whose: Whose) -> Vec<bool> {
        assert!(whose.rep < self.prepared.reps(), "there is no rep {}", whose.rep);
        self.prepared.days_with_leads(&mut self.scratch, strategy, whose, &mut self.tally)
    }
}
