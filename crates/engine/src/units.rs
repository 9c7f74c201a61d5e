//! Checked quantities: a number that carries its unit in its type.
//!
//! Every type here is born through a constructor that refuses what the unit cannot be, so that the
//! code behind never meets a negative duration or a chance of 1.3. Inside the hot loop the same
//! quantities are plain `f64` with the unit in the field's documentation.

use thiserror::Error;

/// Days in a week, as calendars count them.
pub const DAYS_PER_WEEK: f64 = 7.0;
/// Working days in a week: a rep works five days out of seven.
pub const WORKING_DAYS_PER_WEEK: u32 = 5;
/// Weeks in a quarter.
pub const WEEKS_PER_QUARTER: u32 = 13;
/// Weeks in a year: four quarters.
pub const WEEKS_PER_YEAR: u32 = 52;
/// Working days in a quarter.
pub const WORKING_DAYS_PER_QUARTER: u32 = WORKING_DAYS_PER_WEEK * WEEKS_PER_QUARTER;

/// Why a number cannot be the quantity that it was meant to be.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{found} is not {expected}")]
pub struct UnitError {
    /// The number that was offered.
    pub found: f64,
    /// What the quantity can be, in words.
    pub expected: &'static str,
}

fn checked(found: f64, fits: bool, expected: &'static str) -> Result<f64, UnitError> {
    if fits { Ok(found) } else { Err(UnitError { found, expected }) }
}

/// A length of time in weeks: finite and at least zero.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Weeks(f64);

impl Weeks {
    /// No time at all.
    pub const ZERO: Self = Self(0.0);

    /// A length of time in weeks.
    ///
    /// # Errors
    /// When `weeks` is negative or not finite.
    pub fn new(weeks: f64) -> Result<Self, UnitError> {
        checked(weeks, weeks.is_finite() && weeks >= 0.0, "a length of time of at least zero weeks")
            .map(Self)
    }

    /// The length in weeks.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// The chance of an event: between 0 and 1, both included.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Probability(f64);

impl Probability {
    /// The impossible event.
    pub const NEVER: Self = Self(0.0);
    /// The certain event.
    pub const ALWAYS: Self = Self(1.0);

    /// A chance between 0 and 1.
    ///
    /// # Errors
    /// When `probability` is outside 0 to 1 or not a number.
    pub fn new(probability: f64) -> Result<Self, UnitError> {
        checked(probability, (0.0..=1.0).contains(&probability), "a chance between 0 and 1")
            .map(Self)
    }

    /// The chance as a number between 0 and 1.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// A number above zero without a unit, such as a shape or a concentration.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Positive(f64);

impl Positive {
    /// A finite number above zero.
    ///
    /// # Errors
    /// When `value` is zero, negative or not finite.
    pub fn new(value: f64) -> Result<Self, UnitError> {
        checked(value, value.is_finite() && value > 0.0, "a finite number above zero").map(Self)
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// A finite number without a unit that may have either sign: log-odds, a stock, a pull.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Real(f64);

impl Real {
    /// Nought.
    pub const ZERO: Self = Self(0.0);

    /// A finite number.
    ///
    /// # Errors
    /// When `value` is infinite or not a number.
    pub fn new(value: f64) -> Result<Self, UnitError> {
        checked(value, value.is_finite(), "a finite number").map(Self)
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// Working time, kept in whole milliseconds so that hours add up exactly in any order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct WorkTime(i64);

impl WorkTime {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    const MILLIS_PER_HOUR: f64 = 3_600_000.0;
    const MILLIS_PER_MINUTE: f64 = 60_000.0;

    /// A number of hours.
    ///
    /// # Errors
    /// When `hours` is negative, not finite, or more than a million.
    pub fn hours(hours: f64) -> Result<Self, UnitError> {
        let fits = (0.0..=1e6).contains(&hours);
        checked(hours, fits, "a number of hours between 0 and a million")
            .map(|h| Self((h * Self::MILLIS_PER_HOUR).round() as i64))
    }

    /// A number of minutes.
    ///
    /// # Errors
    /// When `minutes` is negative, not finite, or more than a million.
    pub fn minutes(minutes: f64) -> Result<Self, UnitError> {
        let fits = (0.0..=1e6).contains(&minutes);
        checked(minutes, fits, "a number of minutes between 0 and a million")
            .map(|m| Self((m * Self::MILLIS_PER_MINUTE).round() as i64))
    }

    /// The time in whole milliseconds.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// The time in hours.
    pub fn as_hours(self) -> f64 {
        self.0 as f64 / Self::MILLIS_PER_HOUR
    }
}

/// An amount of money in whole cents (hundredths of the currency unit).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Cents(i64);

impl Cents {
    /// An amount in the currency unit (euros, say), rounded to a whole cent.
    ///
    /// # Errors
    /// When `amount` is negative, not finite, or above a thousand billion.
    pub fn from_units(amount: f64) -> Result<Self, UnitError> {
        let fits = (0.0..=1e12).contains(&amount);
        checked(amount, fits, "an amount of money between 0 and a thousand billion")
            .map(|units| Self((units * 100.0).round() as i64))
    }

    /// The amount in whole cents.
    pub fn get(self) -> i64 {
        self.0
    }

    /// The amount in the currency unit.
    pub fn as_units(self) -> f64 {
        self.0 as f64 / 100.0
    }
}
