//! Lengths of time as people write them: a number and its unit.

/// The units: the names that may be written (the first is the one we write), and their length in
/// weeks. Minutes and hours are clock time.
const UNITS: &[(&[&str], f64)] = &[
    (&["minutes", "minute", "min"], 1.0 / 10_080.0),
    (&["hours", "hour", "h"], 1.0 / 168.0),
    (&["days", "day", "d"], 1.0 / 7.0),
    (&["working days", "working day"], 1.0 / 5.0),
    (&["weeks", "week", "w"], 1.0),
    (&["months", "month"], 52.0 / 12.0),
    (&["quarters", "quarter"], 13.0),
    (&["years", "year", "y"], 52.0),
];

/// Why a text is not a length of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoDuration {
    /// There is no number at its start.
    NoNumber,
    /// The number has no unit.
    NoUnit,
    /// The unit is none that we know; the nearest that we know.
    UnknownUnit(Option<&'static str>),
}

/// The length in weeks of a text such as "13 weeks".
pub(crate) fn weeks(text: &str) -> Result<f64, NoDuration> {
    let text = text.trim();
    let unit_from = text
        .char_indices()
        .find(|&(at, c)| c.is_alphabetic() && !is_exponent(text, at))
        .map_or(text.len(), |(at, _)| at);
    let (number, unit) = text.split_at(unit_from);
    let number: f64 = number.trim().replace('_', "").parse().map_err(|_| NoDuration::NoNumber)?;
    if unit.is_empty() {
        return Err(NoDuration::NoUnit);
    }
    let unit = unit.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    match UNITS.iter().find(|(names, _)| names.contains(&unit.as_str())) {
        Some((_, weeks)) => Ok(in_weeks(number, *weeks)),
        None => Err(NoDuration::UnknownUnit(crate::nearest::nearest(&unit, unit_names()))),
    }
}

/// The names of the units, in the plural.
pub(crate) fn unit_names() -> impl Iterator<Item = &'static str> {
    UNITS.iter().map(|(names, _)| names[0])
}

/// Dividing where the unit is a whole part of a week keeps "10 working days" exactly two weeks.
fn in_weeks(number: f64, unit: f64) -> f64 {
    if unit < 1.0 { number / (1.0 / unit).round() } else { number * unit }
}

/// Whether the letter is the `e` of a number such as `1e3`.
fn is_exponent(text: &str, at: usize) -> bool {
    let before = text[..at].ends_with(|c: char| c.is_ascii_digit());
    let mut after = text[at..].chars();
    before
        && matches!(after.next(), Some('e' | 'E'))
        && after.next().is_some_and(|c| c.is_ascii_digit() || c == '-' || c == '+')
}

#[cfg(test)]
mod tests {
    use super::{NoDuration, weeks};

    #[test]
    fn every_unit_has_its_length_in_weeks() {
        let cases = [
            ("10_080 minutes", 1.0),
            ("168 hours", 1.0),
            ("7 days", 1.0),
            ("1 day", 1.0 / 7.0),
            ("10 working days", 2.0),
            ("13 weeks", 13.0),
            ("3 months", 13.0),
            ("1 quarter", 13.0),
            ("0.5 years", 26.0),
            ("  2weeks ", 2.0),
            ("1e2  Weeks", 100.0),
            ("-3 weeks", -3.0),
        ];
        for (text, expected) in cases {
            let found = weeks(text).unwrap();
            assert!((found - expected).abs() < 1e-12, "{text} gave {found}");
        }
    }

    #[test]
    fn a_text_without_number_or_unit_is_refused_with_the_reason() {
        assert_eq!(weeks("13"), Err(NoDuration::NoUnit));
        assert_eq!(weeks("soon"), Err(NoDuration::NoNumber));
        assert_eq!(weeks(""), Err(NoDuration::NoNumber));
        assert_eq!(weeks("3 weaks"), Err(NoDuration::UnknownUnit(Some("weeks"))));
        assert_eq!(weeks("3 parsecs"), Err(NoDuration::UnknownUnit(None)));
    }
}
