//! What a number is measured in, and between which limits it makes sense.

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As a number.
    Plain,
    /// As a number without a fraction.
    Whole,
    /// As text with its unit of time; measured in weeks.
    Duration,
}

/// The unit of a number and its limits, both included, in that unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    pub(crate) unit: &'static str,
    pub(crate) form: Form,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Why the limits are there, or what to do; told to whoever oversteps them.
    pub(crate) why: &'static str,
}

const MINUTE: f64 = 1.0 / 10_080.0;
const THOUSAND_YEARS: f64 = 52_000.0;

impl Measure {
    pub(crate) const fn plain(unit: &'static str, low: f64, high: f64) -> Self {
        Self { unit, form: Form::Plain, low, high, why: "use a number within the limits" }
    }

    pub(crate) const fn whole(unit: &'static str, low: f64, high: f64) -> Self {
        Self { form: Form::Whole, ..Self::plain(unit, low, high) }
    }

    pub(crate) const fn why(self, why: &'static str) -> Self {
        Self { why, ..self }
    }

    /// What is expected, in words.
    pub(crate) fn expected(&self) -> String {
        let range = || format!("from {} to {}", plainly(self.low), plainly(self.high));
        match self.form {
            Form::Plain if self.unit == "chance" => "a chance from 0 to 1".to_owned(),
            Form::Plain => format!("a number {}", range()),
            Form::Whole => format!("a whole number {}", range()),
            Form::Duration if self.low > 0.0 => {
                "a length of time from 1 minute to 1,000 years".to_owned()
            }
            Form::Duration => "a length of time of at most 1,000 years".to_owned(),
        }
    }
}

/// The chance of an event.
pub(crate) const CHANCE: Measure = Measure::plain("chance", 0.0, 1.0).why("6 % is written 0.06");

/// A share of something.
pub(crate) const SHARE: Measure = Measure::plain("share", 0.0, 1.0).why("20 % is written 0.2");

/// Log-odds: 1 multiplies the odds by 2.7.
pub(crate) const LOG_ODDS: Measure = Measure::plain("log-odds", -50.0, 50.0)
    .why("1 multiplies the odds by 2.7; 50 would be certainty");

/// A standard deviation of log-odds.
pub(crate) const LOG_ODDS_SPREAD: Measure = Measure::plain("log-odds", 0.0, 50.0)
    .why("a standard deviation is never negative; 0 makes all alike");

/// Units of goodwill, fatigue or credit, which may be lost as well.
pub(crate) const UNITS: Measure = Measure::plain("units", -1e6, 1e6);

/// A level of goodwill or fatigue.
pub(crate) const LEVEL: Measure = Measure::plain("units", 0.0, 1e6);

/// A shape, a concentration: above zero.
pub(crate) const SHAPE: Measure = Measure::plain("number", 0.001, 1e6);

/// Money.
pub(crate) const MONEY: Measure = Measure::plain("currency", 0.0, 1e12);

/// Hours of work in a week.
pub(crate) const HOURS_A_WEEK: Measure =
    Measure::plain("hours a week", 0.0, 168.0).why("a week has 168 hours");

/// Attempts in a week.
pub(crate) const ATTEMPTS_A_WEEK: Measure = Measure::plain("attempts a week", 0.001, 100_000.0)
    .why("leave it out to have none; nobody makes more than 100,000 attempts a week");

/// A length of time that may be nought.
pub(crate) const TIME: Measure = Measure {
    unit: "weeks",
    form: Form::Duration,
    low: 0.0,
    high: THOUSAND_YEARS,
    why: "write a number and its unit, such as \"13 weeks\" or \"10 working days\"",
};

/// A length of time above nought.
pub(crate) const SOME_TIME: Measure = Measure { low: MINUTE, ..TIME };

/// The number with commas between thousands.
pub(crate) fn plainly(number: f64) -> String {
    let written = format!("{}", number.abs());
    let (whole, fraction) = written.split_at(written.find('.').unwrap_or(written.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}{fraction}", if number < 0.0 { "-" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::plainly;

    #[test]
    fn thousands_have_commas() {
        let written = [0.0, 999.0, 1000.0, 1e7, -1234.5, 0.001].map(plainly);
        assert_eq!(written, ["0", "999", "1,000", "10,000,000", "-1,234.5", "0.001"]);
    }
}
