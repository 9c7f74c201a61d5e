//! Everybody on a rep's list before the first working day. They are the same under every strategy, so
//! each replication brings them to life once.

use std::mem;

use crate::compiled::Compiled;
use crate::desk::Desk;
use crate::market::Segment;
use crate::prospect::{Prospect, Slots};
use crate::rng::World;
use crate::roster;

/// A rep's names at the start, with their counters and times.
#[derive(Debug, Default)]
pub(crate) struct Newborn {
    people: Vec<Prospect>,
    counts: Vec<u32>,
    times: Vec<f64>,
}

impl Newborn {
    /// Brings everybody to life anew.
    pub(crate) fn bear(&mut self, model: &Compiled, segments: &[Segment], world: World) {
        self.people.clear();
        for (segment, range) in roster::ranges(segments).enumerate() {
            let coming = |id| Prospect::coming(world.person(id), model.start, segment as u8);
            self.people.extend(range.map(coming));
        }
        let names = self.people.len();
        refill(&mut self.counts, names * model.count_slots, 0);
        refill(&mut self.times, names * model.time_slots, f64::INFINITY);
        // Where birth draws nothing, everybody is alive as listed.
        if !model.plain_birth {
            for (id, prospect) in self.people.iter_mut().enumerate() {
                let mut slots = Slots::of(model, &mut self.counts, &mut self.times, id);
                model.bear(prospect, 0.0, &mut slots);
            }
        }
    }

    /// Puts everybody on a desk, where nobody else is left: copies of them, unless nobody needs them
    /// any more.
    pub(crate) fn move_in(&mut self, desk: &mut Desk, for_good: bool) {
        if for_good {
            mem::swap(&mut self.people, &mut desk.people);
            mem::swap(&mut self.counts, &mut desk.counts);
            mem::swap(&mut self.times, &mut desk.times);
        } else {
            desk.people.clone_from(&self.people);
            desk.counts.clone_from(&self.counts);
            desk.times.clone_from(&self.times);
        }
    }
}

pub(crate) fn refill<T: Clone>(space: &mut Vec<T>, length: usize, value: T) {
    space.clear();
    space.resize(length, value);
}
