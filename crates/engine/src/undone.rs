//! The thought experiment that first encounters which ended in one way had come to nothing.

use crate::compiled::{Compiled, Outcome};
use crate::shift::Shift;

/// A compiled [`crate::plan::Undone`].
#[derive(Debug, Clone)]
pub(crate) struct Undone {
    activity: usize,
    /// The first quarter whose encounters stand, counted from nought.
    until_quarter: usize,
    /// What happens instead; it keeps the name of the outcome that was drawn.
    instead: Outcome,
}

impl Undone {
    /// `None` where no encounter can end so.
    pub(crate) fn new(compiled: &Compiled, undone: &crate::plan::Undone) -> Option<Self> {
        let name = compiled.outcome_names.iter().position(|name| *name == undone.outcome)?;
        Some(Self {
            activity: undone.activity.0,
            until_quarter: undone.through_quarter as usize,
            instead: Outcome {
                to: undone.to.0 as u8,
                goodwill: 0.0,
                promise: None,
                lead: false,
                name,
            },
        })
    }
}

impl<'a> Shift<'a> {
    /// What happens to a prospect for whom this outcome was drawn: the outcome, unless the strategy
    /// undoes it.
    #[inline]
    pub(crate) fn or_instead(&self, drawn: &'a Outcome, activity: usize, id: u32) -> &'a Outcome {
        let week = self.office.week;
        let Some(undone) = &week.undone else { return drawn };
        let is_undone = drawn.name == undone.instead.name
            && activity == undone.activity
            && self.now.quarter < undone.until_quarter
            && !self.desk.people[id as usize].was_reached();
        if is_undone { &undone.instead } else { drawn }
    }
}
