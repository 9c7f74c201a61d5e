//! What a row of attempts leads to, noted until it is made.

use crate::odds::Attempted;

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sequel {
    OptOut,
    Encounter,
    /// Missed, which puts off the next touch of a cadence.
    Touched,
    /// Missed once too often.
    GiveUp,
}

impl Sequel {
    pub(crate) fn of(attempted: Attempted) -> Self {
        match attempted {
            Attempted::OptedOut => Self::OptOut,
            Attempted::Reached => Self::Encounter,
            Attempted::Missed => Self::Touched,
        }
    }
}

/// What came of the attempts of a row.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Who was missed and is tried again.
    pub missed: Vec<u32>,
    /// What has to be seen to: on whom, and the number of the attempt.
    pub sequels: Vec<(Sequel, u32, u32)>,
}

impl Notes {
    /// Takes in an attempt; a miss may be the last one, or put off a touch.
    #[inline(always)]
    pub(crate) fn take(
        &mut self,
        (id, number): (u32, u32),
        attempted: Attempted,
        gives_up: bool,
        puts_off_touch: impl FnOnce() -> bool,
    ) {
        if attempted != Attempted::Missed {
            self.sequels.push((Sequel::of(attempted), id, number));
        } else if gives_up {
            self.sequels.push((Sequel::GiveUp, id, number));
        } else {
            self.missed.push(id);
            if puts_off_touch() {
                self.sequels.push((Sequel::Touched, id, number));
            }
        }
    }
}
