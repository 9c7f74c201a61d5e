//! One replication: the same people with the same luck under every strategy.

use crate::compiled::Compiled;
use crate::desk::{Desk, Office};
use crate::diary::Whose;
use crate::experiment::Experiment;
use crate::fit::Misfit;
use crate::market::Skill;
use crate::newborn::Newborn;
use crate::rng::{Purpose, World};
use crate::shift::Shift;
use crate::tally::{Ledger, Tally};
use crate::units::WORKING_DAYS_PER_QUARTER;
use crate::week::Week;

/// An experiment compiled and ready to be replicated.
pub(crate) struct Prepared<'a> {
    experiment: &'a Experiment,
    pub model: Compiled,
    pub ledger: Ledger,
    pub weeks: Vec<Week>,
    /// Whether some strategy has work for a rep.
    is_attended: bool,
}

/// The space that a thread needs, used again for every replication.
#[derive(Default)]
pub(crate) struct Scratch {
    desk: Desk,
    newborn: Newborn,
}

impl<'a> Prepared<'a> {
    pub(crate) fn new(experiment: &'a Experiment) -> Result<Self, Misfit> {
        let model = crate::compiled::compile(experiment)?;
        let compile = |strategy| crate::week::compile(experiment, &model, strategy);
        let weeks: Vec<Week> = experiment.strategies.iter().map(compile).collect();
        Ok(Self {
            experiment,
            ledger: Ledger::new(experiment, &model),
            is_attended: !weeks.iter().all(|week| crate::cohort::is_unattended(&model, week)),
            weeks,
            model,
        })
    }

    pub(crate) fn reps(&self) -> u32 {
        self.experiment.team.reps
    }

    /// An empty tally per strategy.
    pub(crate) fn tallies(&self) -> Vec<Tally> {
        self.weeks.iter().map(|_| Tally::new(&self.ledger)).collect()
    }

    /// One rep's replication of every strategy: the same people with the same luck.
    pub(crate) fn work(
        &self,
        scratch: &mut Scratch,
        seed: u64,
        replication: u64,
        rep: u32,
        tallies: &mut [Tally],
    ) {
        let world = World::new(seed, replication, rep);
        let skill = self.skill(world, rep);
        let segments = &self.experiment.market.segments;
        if self.is_attended {
            scratch.newborn.bear(&self.model, segments, world);
        }
        for (at, (week, tally)) in self.weeks.iter().zip(tallies).enumerate() {
            let office = self.office(week);
            tally.clear();
            if crate::cohort::is_unattended(&self.model, week) {
                crate::cohort::follow(&office, tally, world, skill);
            } else {
                scratch.newborn.move_in(&mut scratch.desk, at + 1 == self.weeks.len());
                Shift::new(office, &mut scratch.desk, tally, world, skill).work();
            }
        }
    }

    /// Which working days of the quarters reported bring a rep a lead under a strategy.
    pub(crate) fn days_with_leads(
        &self,
        scratch: &mut Scratch,
        strategy: usize,
        whose: Whose,
        tally: &mut Tally,
    ) -> Vec<bool> {
        let Whose { seed, replication, rep } = whose;
        let world = World::new(seed, replication, rep);
        let office = self.office(&self.weeks[strategy]);
        if crate::cohort::is_unattended(&self.model, office.week) {
            return vec![false; self.ledger.reported * WORKING_DAYS_PER_QUARTER as usize];
        }
        tally.clear();
        let skill = self.skill(world, rep);
        scratch.newborn.bear(&self.model, office.segments, world);
        scratch.newborn.move_in(&mut scratch.desk, true);
        Shift::new(office, &mut scratch.desk, tally, world, skill).days_with_leads()
    }

    fn office<'b>(&'b self, week: &'b Week) -> Office<'b> {
        let segments = &self.experiment.market.segments;
        Office { model: &self.model, ledger: &self.ledger, segments, week }
    }

    pub(crate) fn skill(&self, world: World, rep: u32) -> f64 {
        match &self.experiment.team.skill {
            Skill::Same => 0.0,
            Skill::Spread(sd) => sd.get() * world.rep().draws(Purpose::SKILL, 0).normal(),
            Skill::Each(skills) => skills[rep as usize].get(),
        }
    }
}
