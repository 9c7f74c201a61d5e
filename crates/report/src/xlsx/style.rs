//! How cells look: number formats with the digits that the error earns, heads, texts that stay texts.

use longview_engine::estimate::Estimate;
use longview_engine::metric::Unit;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::chart::Measure;
use crate::json::unit_name;
use crate::numbers;
use crate::text::{cut, plain};

/// Most decimals of a number format.
const DECIMALS: usize = 5;
/// From this standard error on, its own decimals say nothing.
const LARGE_ERROR: f64 = 10.0;

/// How a number looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// As many digits as it has.
    AsIs,
    /// With thousands separated and so many decimals.
    Decimals(usize),
    /// As hundredths.
    Percent,
}

impl Look {
    /// An average with the digits that its standard error earns.
    pub(super) fn of_mean(estimate: &Estimate) -> Self {
        Self::mean(estimate.mean, estimate.mcse)
    }

    pub(super) fn mean(value: f64, mcse: f64) -> Self {
        match mcse > 0.0 {
            true => Self::Decimals(numbers::earned_decimals(mcse)),
            false if value.fract() == 0.0 => Self::Decimals(0),
            false => Self::Decimals(2),
        }
    }

    pub(super) fn error(mcse: f64) -> Self {
        if mcse <= 0.0 || mcse >= LARGE_ERROR {
            return Self::Decimals(0);
        }
        Self::Decimals((numbers::earned_decimals(mcse) + 1).min(DECIMALS))
    }

    /// What some worlds bring, in a unit as outputs name it.
    pub(super) fn quantile(unit: &str) -> Self {
        if unit == unit_name(Unit::Hours) { Self::Decimals(1) } else { Self::Decimals(0) }
    }
}

/// Every format of a workbook.
pub(super) struct Styles {
    pub(super) head: Format,
    pub(super) title: Format,
    pub(super) paragraph: Format,
    pub(super) quiet: Format,
    percent: Format,
    as_is: Format,
    decimals: Vec<Format>,
}

impl Styles {
    pub(super) fn new() -> Self {
        let text = || Format::new().set_align(FormatAlign::Top);
        let decimals = |places: usize| Format::new().set_num_format(grouped(places));
        Self {
            head: Format::new().set_bold().set_border_bottom(FormatBorder::Thin),
            title: Format::new().set_bold().set_font_size(16),
            paragraph: text().set_text_wrap().set_align(FormatAlign::Left),
            quiet: Format::new().set_font_color(0x0059_5959),
            percent: Format::new().set_num_format("0.0%"),
            as_is: Format::new(),
            decimals: (0..=DECIMALS).map(decimals).collect(),
        }
    }

    pub(super) fn number(&self, look: Look) -> &Format {
        match look {
            Look::AsIs => &self.as_is,
            Look::Decimals(places) => &self.decimals[places.min(DECIMALS)],
            Look::Percent => &self.percent,
        }
    }
}

/// Thousands separated, and so many decimals.
fn grouped(places: usize) -> String {
    let fraction = if places == 0 { String::new() } else { format!(".{}", "0".repeat(places)) };
    format!("#,##0{fraction}")
}

/// How numbers of this measure look under each other: whole where all are, else with as many decimals
/// as leave the largest three digits, or as they are where that would leave the least without any.
pub(super) fn measured(measure: &Measure, numbers: impl Iterator<Item = f64>) -> Format {
    const PERCENT: &str = "0.0%";
    const CENTS_BELOW: f64 = 1_000.0;
    let (mut largest, mut least, mut whole) = (0.0_f64, f64::INFINITY, true);
    for number in numbers {
        largest = largest.max(number.abs());
        least = if number == 0.0 { least } else { least.min(number.abs()) };
        whole &= number.fract() == 0.0;
    }
    let code = match measure {
        Measure::Share => PERCENT.to_owned(),
        Measure::Money(currency) => {
            let places = if whole || largest >= CENTS_BELOW { 0 } else { 2 };
            format!("{}{}", in_front(currency), grouped(places))
        }
        Measure::Count | Measure::Plain if whole => grouped(0),
        Measure::Count | Measure::Plain if least < 0.01 * largest => return Format::new(),
        Measure::Count | Measure::Plain => grouped(decimals_of(largest)),
    };
    Format::new().set_num_format(code)
}

/// Decimals that leave a number three digits; three of numbers below one.
fn decimals_of(largest: f64) -> usize {
    match largest {
        100.0.. => 1,
        1.0..100.0 => 2,
        _ => 3,
    }
}

/// A currency in front of a number, in a number format. What could end the quotes is left out.
fn in_front(currency: &str) -> String {
    const LONGEST: usize = 8;
    let is_kept = |letter: &char| letter.is_alphanumeric() || "€$£¥₹".contains(*letter);
    let kept: String = currency.chars().filter(is_kept).take(LONGEST).collect();
    if kept.is_empty() { kept } else { format!("\"{kept} \"") }
}

/// What a metric is measured in; money by its currency.
pub(super) fn unit(unit: Unit, currency: &str) -> String {
    match unit {
        Unit::Money => currency.to_owned(),
        Unit::Count | Unit::Hours | Unit::Days => unit_name(unit).to_owned(),
    }
}

/// Text that a cell can hold. Cells are written as text, so no text is a formula; the library takes
/// text between marks of runs for markup of its own, which it is not.
pub(super) fn safe(text: &str) -> String {
    const LONGEST: usize = 30_000;
    let text = cut(&plain(text), LONGEST);
    if text.starts_with("<r>") { format!(" {text}") } else { text }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Format;

    use super::{Look, measured, safe};
    use crate::chart::Measure;

    #[test]
    fn numbers_look_like_what_they_measure() {
        let look = |measure: &Measure, numbers: &[f64]| measured(measure, numbers.iter().copied());
        let wanted = |code: &str| Format::new().set_num_format(code);
        let euros = Measure::Money("E\"U;R".into());
        assert_eq!(look(&Measure::Share, &[0.25]), wanted("0.0%"));
        assert_eq!(look(&Measure::Count, &[2.0, -3.0]), wanted("#,##0"));
        assert_eq!(look(&Measure::Plain, &[2.0, 12.5]), wanted("#,##0.00"));
        assert_eq!(look(&Measure::Count, &[0.012]), wanted("#,##0.000"));
        assert_eq!(look(&Measure::Plain, &[0.06, 0.0, 4_000.0]), Format::new());
        assert_eq!(look(&euros, &[12_345.67]), wanted("\"EUR \"#,##0"));
        assert_eq!(look(&euros, &[12.5]), wanted("\"EUR \"#,##0.00"));
        assert_eq!(look(&Measure::Money(String::new()), &[]), wanted("#,##0"));
    }

    #[test]
    fn numbers_show_the_digits_that_they_earn() {
        assert_eq!(Look::mean(11.31, 0.18), Look::Decimals(1));
        assert_eq!(Look::mean(128_112.0, 2_400.0), Look::Decimals(0));
        assert_eq!(Look::mean(2600.0, 0.0), Look::Decimals(0));
        assert_eq!(Look::mean(0.25, 0.0), Look::Decimals(2));
        assert_eq!([0.18, 2400.0, 0.0].map(Look::error), [2, 0, 0].map(Look::Decimals));
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(safe("=1+1"), "=1+1");
        assert_eq!(safe("<r></sst></r>"), " <r></sst></r>");
        assert_eq!(safe("a\u{1b}b"), "a\\u{1b}b");
        assert!(safe(&"long".repeat(20_000)).len() < 32_767);
    }
}
