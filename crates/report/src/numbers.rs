//! Numbers as people write them: no more digits than the standard error earns, thousands separated.

use longview_engine::estimate::Estimate;
use longview_engine::metric::Unit;

/// The power of ten of the last digit that a standard error earns: plus or minus two standard
/// errors stay below ten of it. `None` when nothing was left to chance.
fn earned_place(mcse: f64) -> Option<i32> {
    (mcse > 0.0).then(|| place_of(2.0 * mcse))
}

/// The power of ten of the first digit of a number above nought.
#[expect(clippy::cast_possible_truncation, reason = "the logarithm of a float is a few hundred")]
fn place_of(size: f64) -> i32 {
    size.log10().floor() as i32
}

/// A mean with the digits that its standard error earns.
pub(crate) fn mean(value: f64, mcse: f64) -> String {
    match earned_place(mcse) {
        Some(place) => rounded(value, place),
        None => trimmed(value, 2),
    }
}

/// From here on columns show no decimals.
const ROUND_FROM: f64 = 1_000.0;

/// The mean of an estimate with the digits that it earns, as short as a column wants it.
pub(crate) fn short_mean(estimate: &Estimate) -> String {
    match earned_place(estimate.mcse) {
        Some(place) if place >= 0 => short(at_place(estimate.mean, place)),
        _ if estimate.mean.abs() >= ROUND_FROM => short(estimate.mean),
        _ => mean(estimate.mean, estimate.mcse),
    }
}

/// Rounded at a power of ten.
fn rounded(value: f64, place: i32) -> String {
    if place >= 0 { grouped(at_place(value, place), 0) } else { grouped(value, decimals(place)) }
}

fn decimals(place: i32) -> usize {
    const MOST: usize = 4;
    usize::try_from(-place).unwrap_or(0).min(MOST)
}

fn at_place(value: f64, place: i32) -> f64 {
    let unit = 10f64.powi(place);
    (value / unit).round() * unit
}

/// With at most so many decimals, and none that say nothing.
pub(crate) fn trimmed(value: f64, decimals: usize) -> String {
    let text = grouped(value, decimals);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// With so many decimals and commas between thousands; nought has no sign.
pub(crate) fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let is_nought = !text.contains(|digit: char| ('1'..='9').contains(&digit));
    let sign = if value < 0.0 && !is_nought { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", thousands(whole))
}

fn thousands(digits: &str) -> String {
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let groups = tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let head = (!head.is_empty()).then(|| head.to_owned());
    head.into_iter().chain(groups).collect::<Vec<_>>().join(",")
}

/// A whole number as short as a column wants it: 1,234, 12.3k, 123k, 1.23M.
pub(crate) fn short(value: f64) -> String {
    let size = value.abs();
    if size < 9_999.5 {
        grouped(value, 0)
    } else if size < 99_950.0 {
        format!("{}k", trimmed(value / 1e3, 1))
    } else if size < 999_500.0 {
        format!("{}k", grouped(value / 1e3, 0))
    } else if size < 99_950_000.0 {
        format!("{}M", trimmed(value / 1e6, 2))
    } else {
        format!("{}M", grouped(value / 1e6, 0))
    }
}

/// Rounded to three digits from a thousand on: quantiles are good to one part in a thousand.
pub(crate) fn three_digits(value: f64) -> f64 {
    if value.abs() < 1_000.0 { value } else { at_place(value, place_of(value.abs()) - 2) }
}

/// One end of a range, shorter still: no decimals but for millions.
pub(crate) fn shorter_value(value: f64, unit: Unit) -> String {
    let is_thousands = (9_995.0..999_500.0).contains(&value.abs());
    if is_thousands { format!("{}k", grouped(value / 1e3, 0)) } else { short_value(value, unit) }
}

/// A value that one run gave (not a mean), as short as a column wants it.
pub(crate) fn short_value(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Hours if value.abs() < 10.0 => trimmed(value, 1),
        _ => short(three_digits(value)),
    }
}

/// A standard error with two digits that count.
pub(crate) fn standard_error(mcse: f64) -> String {
    if mcse <= 0.0 {
        return "0".to_owned();
    }
    rounded(mcse, place_of(mcse) - 1)
}

/// An amount of money: "EUR 83,400".
pub(crate) fn money(currency: &str, estimate: &Estimate) -> String {
    let amount = match earned_place(estimate.mcse) {
        Some(place) => rounded(estimate.mean, place.max(0)),
        None => grouped(estimate.mean, 0),
    };
    format!("{currency} {amount}")
}

/// A chance in words that do not round up to certainty: "88 of 100", "more than 99 of 100".
pub(crate) fn of_hundred(chance: f64) -> String {
    match Hundredths::of(chance) {
        Hundredths::HardlyAny => "fewer than 1 of 100".to_owned(),
        Hundredths::NearlyAll => "more than 99 of 100".to_owned(),
        Hundredths::Whole(whole) => format!("{whole:.0} of 100"),
    }
}

/// The same, but what came about in every one of so many worlds, or in none, is not said of others.
pub(crate) fn of_worlds(chance: f64, worlds: u64) -> String {
    let worlds = grouped(worlds as f64, 0);
    match chance {
        none if none <= 0.0 => format!("none of {worlds}"),
        all if all >= 1.0 => format!("all of {worlds}"),
        some => of_hundred(some),
    }
}

/// The same as a column wants it: "88", "<1", ">99".
pub(crate) fn hundredths(chance: f64) -> String {
    match Hundredths::of(chance) {
        Hundredths::HardlyAny => "<1".to_owned(),
        Hundredths::NearlyAll => ">99".to_owned(),
        Hundredths::Whole(whole) => format!("{whole:.0}"),
    }
}

/// A chance of a hundred, which is none or all only where it is exactly that.
enum Hundredths {
    HardlyAny,
    NearlyAll,
    Whole(f64),
}

impl Hundredths {
    fn of(chance: f64) -> Self {
        match 100.0 * chance {
            few if few > 0.0 && few <= 0.5 => Self::HardlyAny,
            many if (99.5..100.0).contains(&many) => Self::NearlyAll,
            other => Self::Whole(other),
        }
    }
}

/// A share, which is none or all only where it is exactly that: "17 %", "2.9 %", "0.30 %", "99.7 %".
pub(crate) fn percent(share: f64) -> String {
    let hundredths = 100.0 * share;
    let decimals = match hundredths.abs() {
        tiny if tiny > 0.0 && tiny < 0.005 => return "<0.01 %".to_owned(),
        small if small > 0.0 && small < 1.0 => 2,
        few if few > 0.0 && few < 10.0 => 1,
        nearly if (99.995..100.0).contains(&nearly) => return ">99.99 %".to_owned(),
        nearly if (99.95..100.0).contains(&nearly) => 2,
        nearly if (99.5..100.0).contains(&nearly) => 1,
        _ => 0,
    };
    format!("{} %", grouped(hundredths, decimals))
}

/// Parts and their sum, rounded to so many decimals so that the printed parts still add up.
pub(crate) fn adding_up(parts: &[f64], decimals: usize) -> (Vec<String>, String) {
    let unit = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    let sum = (parts.iter().sum::<f64>() * unit).round();
    let mut floors: Vec<f64> = parts.iter().map(|part| (part * unit).floor()).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let rest = |at: &usize| parts[*at] * unit - (parts[*at] * unit).floor();
    order.sort_by(|a, b| rest(b).total_cmp(&rest(a)));
    for at in order {
        if floors.iter().sum::<f64>() < sum {
            floors[at] += 1.0;
        }
    }
    let shown = floors.iter().map(|part| grouped(part / unit, decimals)).collect();
    (shown, grouped(sum / unit, decimals))
}

/// So many things dealt out by shares that add up to one: the largest remainders get what rounding
/// down leaves (Hamilton's method).
pub(crate) fn apportioned(shares: &[f64], things: u32) -> Vec<u32> {
    let exact: Vec<f64> = shares.iter().map(|share| share * f64::from(things)).collect();
    let mut counts: Vec<u32> = exact.iter().map(|part| whole_part(*part)).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()));
    let left = things.saturating_sub(counts.iter().sum());
    order.into_iter().cycle().take(left as usize).for_each(|at| counts[at] += 1);
    counts
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a few things"
)]
fn whole_part(part: f64) -> u32 {
    part.max(0.0).floor() as u32
}

/// The decimals that a standard error earns, for numbers that are printed side by side.
pub(crate) fn earned_decimals(mcse: f64) -> usize {
    earned_place(mcse).map_or(2, decimals)
}

#[cfg(test)]
mod tests {
    use longview_engine::estimate::Estimate;

    use super::{
        adding_up, apportioned, grouped, hundredths, mean, money, of_hundred, of_worlds, percent,
        short, short_mean,
    };

    fn estimate(mean: f64, mcse: f64) -> Estimate {
        Estimate { mean, mcse, p10: mean, p50: mean, p90: mean }
    }

    #[test]
    fn a_mean_has_the_digits_that_its_error_earns() {
        assert_eq!(mean(3.1149, 0.083), "3.1");
        assert_eq!(mean(3.1149, 0.03), "3.11");
        assert_eq!(mean(83_412.0, 940.0), "83,000");
        assert_eq!(mean(83_412.0, 94.0), "83,400");
        assert_eq!(mean(0.25, 0.0), "0.25");
        assert_eq!(mean(2.0, 0.0), "2");
    }

    #[test]
    fn nought_has_no_sign_and_thousands_have_commas() {
        assert_eq!(grouped(-0.001, 1), "0.0");
        assert_eq!(grouped(-1_234_567.89, 1), "-1,234,567.9");
        assert_eq!(grouped(999.96, 1), "1,000.0");
    }

    #[test]
    fn columns_take_short_numbers() {
        let shown = [999.0, 9_999.0, 12_345.0, 99_960.0, 123_456.0, 1_234_567.0, 2e9].map(short);
        assert_eq!(shown, ["999", "9,999", "12.3k", "100k", "123k", "1.23M", "2,000M"]);
        assert_eq!(short_mean(&estimate(83_412.0, 94.0)), "83.4k");
        assert_eq!(short_mean(&estimate(83_412.0, 940.0)), "83k");
        assert_eq!(short_mean(&estimate(0.412, 0.02)), "0.41");
        assert_eq!(money("EUR", &estimate(83_412.0, 0.01)), "EUR 83,412");
    }

    #[test]
    fn chances_never_round_to_certainty() {
        assert_eq!(
            [0.0, 0.003, 0.88, 0.997, 1.0].map(of_hundred),
            ["0 of 100", "fewer than 1 of 100", "88 of 100", "more than 99 of 100", "100 of 100"]
        );
        assert_eq!([0.005, 0.015, 0.995].map(hundredths), ["<1", "2", ">99"]);
        assert_eq!(
            [0.0, 1.0 / 300.0, 0.5, 299.0 / 300.0, 1.0].map(|chance| of_worlds(chance, 300)),
            [
                "none of 300",
                "fewer than 1 of 100",
                "50 of 100",
                "more than 99 of 100",
                "all of 300"
            ]
        );
        assert_eq!([0.1667, 0.029, 0.003].map(percent), ["17 %", "2.9 %", "0.30 %"]);
        assert_eq!(
            [0.0, 0.00001, 0.994, 0.997, 0.9997, 0.99999, 1.0].map(percent),
            ["0 %", "<0.01 %", "99 %", "99.7 %", "99.97 %", ">99.99 %", "100 %"]
        );
    }

    #[test]
    fn a_dozen_is_dealt_out_whole() {
        assert_eq!(apportioned(&[1.0 / 6.0, 0.35, 0.25, 7.0 / 30.0], 12), [2, 4, 3, 3]);
        assert_eq!(apportioned(&[1.0], 12), [12]);
        assert_eq!(apportioned(&[0.96, 0.02, 0.02], 12), [12, 0, 0]);
        assert!(apportioned(&[], 12).is_empty());
    }

    #[test]
    fn printed_parts_add_up() {
        let (parts, sum) = adding_up(&[1.04, 1.04, 1.04], 1);
        assert_eq!((parts, sum.as_str()), (vec!["1.1".into(), "1.0".into(), "1.0".into()], "3.1"));
    }
}
