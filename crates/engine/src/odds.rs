//! How one attempt comes out: it ends the relationship, reaches the prospect, or misses.

use crate::compiled::{Compiled, Fading, OptOut, Stocks};
use crate::prospect::Prospect;
use crate::rng::{Chance, Purpose};
use crate::week::Task;

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attempted {
    OptedOut,
    Reached,
    Missed,
}

/// How attempts of one task come out today. The loops over many attempts hold a copy.
pub(crate) trait Odds: Copy {
    /// One attempt, of which so many came before; it leaves its traces on the prospect.
    fn attempt(&self, prospect: &mut Prospect, number: u32) -> Attempted;
}

/// Odds by class of reachability: the words of the dice below which an attempt ends so. Those of
/// opting out come first.
#[derive(Clone, Copy)]
pub(crate) struct Level<'a> {
    day: u16,
    draws: Purpose,
    reached_below: &'a [Chance],
    opted_out_below: Chance,
}

impl<'a> Level<'a> {
    pub(crate) fn of(model: &'a Compiled, task: &Task, day: u16) -> Self {
        let activity = &model.activities[task.activity];
        Self {
            day,
            draws: Purpose::attempt(task.activity),
            reached_below: &activity.reached_below[activity.classes_in(task.segment)],
            opted_out_below: model.opt_out.map_or(Chance::default(), |opt_out| opt_out.base_chance),
        }
    }

    #[inline(always)]
    fn word(&self, prospect: &mut Prospect, number: u32) -> u64 {
        debug_assert!(!prospect.has_ended(), "a prospect that has ended is never touched");
        prospect.touched_day = self.day;
        prospect.draws(self.draws, number).word()
    }

    /// There are as many classes as a power of two.
    #[inline(always)]
    fn class(&self, prospect: &Prospect) -> usize {
        prospect.reach_class() & (self.reached_below.len() - 1)
    }
}

impl Odds for Level<'_> {
    #[inline(always)]
    fn attempt(&self, prospect: &mut Prospect, number: u32) -> Attempted {
        let word = self.word(prospect, number);
        came_out(word, self.opted_out_below, self.reached_below[self.class(prospect)])
    }
}

/// Odds where goodwill or fatigue matter: a tired prospect opts out sooner, and every attempt is
/// noticed.
#[derive(Clone, Copy)]
pub(crate) struct Swayed<'a> {
    level: Level<'a>,
    reach: &'a [f64],
    opt_out: Option<&'a OptOut>,
    fading: &'a Fading,
    of_miss: Stocks,
    /// Fatigue that is free.
    free: f64,
}

impl<'a> Swayed<'a> {
    pub(crate) fn of(model: &'a Compiled, task: &Task, day: u16) -> Self {
        let activity = &model.activities[task.activity];
        Self {
            level: Level::of(model, task, day),
            reach: &activity.reach[activity.classes_in(task.segment)],
            opt_out: model.opt_out.as_ref().filter(|opt_out| opt_out.slope > 0.0),
            fading: &model.fading,
            of_miss: Stocks { goodwill: task.on_miss.goodwill, fatigue: task.fatigue },
            free: model.receptivity.free,
        }
    }

    #[inline(always)]
    fn what_became(&self, prospect: &Prospect, word: u64) -> Attempted {
        let (class, tired) = (self.level.class(prospect), prospect.fatigue - self.free);
        let Some(opt_out) = self.opt_out.filter(|_| tired > 0.0) else {
            return came_out(word, self.level.opted_out_below, self.level.reached_below[class]);
        };
        let leaves = (opt_out.base + opt_out.slope * tired).min(1.0);
        let reaches = leaves + (1.0 - leaves) * self.reach[class];
        came_out(word, Chance::new(leaves), Chance::new(reaches))
    }
}

impl Odds for Swayed<'_> {
    #[inline(always)]
    fn attempt(&self, prospect: &mut Prospect, number: u32) -> Attempted {
        let word = self.level.word(prospect, number);
        prospect.settle_stocks(self.fading, self.level.day);
        let attempted = self.what_became(prospect, word);
        prospect.fatigue += self.of_miss.fatigue;
        if attempted == Attempted::Missed {
            prospect.add_goodwill(self.of_miss.goodwill);
        }
        attempted
    }
}

/// Most attempts miss, so that is asked first.
#[inline(always)]
fn came_out(word: u64, opted_out_below: Chance, reached_below: Chance) -> Attempted {
    if !reached_below.covers(word) {
        Attempted::Missed
    } else if opted_out_below.covers(word) {
        Attempted::OptedOut
    } else {
        Attempted::Reached
    }
}
