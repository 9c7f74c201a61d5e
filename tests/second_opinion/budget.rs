//! What a block may spend in a day, and what is left for tomorrow.

use longview_engine::plan::Amount;

use super::time::DAYS_A_WEEK;

const MILLIONTHS: f64 = 1e6;

/// Milliseconds for a block of hours, millionths of an attempt for a block of attempts.
pub(super) struct Purse {
    amount: Amount,
    pub(super) left: i64,
}

impl Purse {
    /// What was carried over, and a fifth of this share of the week as far as energy goes.
    #[expect(clippy::cast_possible_truncation, reason = "a part of a week")]
    pub(super) fn filled(amount: Amount, share: f64, energy: f64, carried: i64) -> Self {
        let a_week = match amount {
            Amount::Time(time) => time.millis() as f64,
            Amount::Attempts(attempts) => attempts.get() * MILLIONTHS,
            Amount::AsNeeded => 0.0,
        };
        let a_day = (a_week * share / DAYS_A_WEEK as f64).round();
        Self { amount, left: carried + (a_day * energy).floor() as i64 }
    }

    #[expect(clippy::cast_possible_truncation, reason = "a million")]
    fn price(&self, attempt_millis: i64) -> i64 {
        match self.amount {
            Amount::Time(_) => attempt_millis,
            Amount::Attempts(_) => MILLIONTHS as i64,
            Amount::AsNeeded => 0,
        }
    }

    /// Whether one attempt that takes so long is left. A block as needed has no limit of its own.
    pub(super) fn affords(&self, attempt_millis: i64) -> bool {
        matches!(self.amount, Amount::AsNeeded) || self.left >= self.price(attempt_millis)
    }

    pub(super) fn pay(&mut self, attempt_millis: i64, ask_millis: i64) {
        self.left -= self.price(attempt_millis);
        if let Amount::Time(_) = self.amount {
            self.left -= ask_millis;
        }
    }

    /// Nobody is eligible: what is left of hours is gone, and told; less than one attempt stays.
    pub(super) fn nobody_left(&mut self) -> i64 {
        let unused = if let Amount::Time(_) = self.amount { self.left.max(0) } else { 0 };
        self.left -= unused;
        self.keep_less_than(self.price(0));
        unused
    }

    /// The day is used up: all but less than one attempt is crowded out.
    pub(super) fn crowded_out(&mut self, attempt_millis: i64) {
        self.keep_less_than(self.price(attempt_millis));
    }

    fn keep_less_than(&mut self, price: i64) {
        if price > 0 {
            self.left = self.left.min(price - 1);
        }
    }
}
