//! The text of a goal, read word by word; what is wrong is told with its place.

use std::ops::Range;

use longview_engine::metric::{Metric, Unit};
use longview_scenario::{Problems, Scenario, Slip, did_you_mean};

use super::{Goal, Sense};

/// What a goal looks like.
const EXAMPLE: &str = "a goal reads \"customers >= 12 by Q4\"";
/// What to write instead of "=".
const ONE_SIDED: &str = "a goal has a side: write >= for \"at least\", <= for \"at most\"";
/// Where the text came from, as it is told.
const NAME: &str = "--goal";

/// A piece of the text and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Word<'a> {
    text: &'a str,
    start: usize,
}

impl Word<'_> {
    fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    fn slip(&self, expected: &str, hint: &str) -> Slip {
        let found = format!("\"{}\"", self.text);
        Slip { span: self.span(), found, expected: expected.into(), hint: hint.into() }
    }
}

/// What is not there, at the end of the text.
fn missing(text: &str, expected: &str, hint: &str) -> Slip {
    let end = text.trim_end().len();
    Slip { span: end..end, found: "nothing".into(), expected: expected.into(), hint: hint.into() }
}

pub(super) fn goal(text: &str, scenario: &Scenario) -> Result<Goal, Problems> {
    let told = |slips: &[Slip]| Problems::in_text(NAME, text, slips);
    let metrics = super::metrics(&scenario.experiment)
        .map_err(|misfits| told(&[missing(text, "an experiment that fits", &misfits[0].0)]))?;
    let Some((at_sign, sense, sign)) = sign_in(text) else {
        return Err(told(&[no_sign(text, &metrics)]));
    };
    let after = at_sign + sign.len();
    let (value, deadline) = split_deadline(&text[after..], after);
    let metric = metric(text, at_sign, &metrics);
    let unit = metric.as_ref().map_or(Unit::Count, |(_, metric)| metric.unit);
    let value = number(text, value, unit, &scenario.economics.currency);
    let quarter = quarter(text, deadline, scenario.experiment.horizon.quarters);
    match (metric, value, quarter) {
        (Ok((at, metric)), Ok(value), Ok(quarter)) => {
            Ok(Goal { metric, at, sense, value, quarter, text: text.trim().to_owned() })
        }
        (metric, value, quarter) => {
            let slips: Vec<Slip> =
                [metric.err(), value.err(), quarter.err()].into_iter().flatten().collect();
            Err(told(&slips))
        }
    }
}

/// The first sign of comparison, where it is, and what it means.
fn sign_in(text: &str) -> Option<(usize, Sense, &'static str)> {
    let others = [(Sense::AtLeast, "≥"), (Sense::AtMost, "≤")];
    let known = Sense::ALL.into_iter().chain(others);
    let found = known.filter_map(|(sense, sign)| Some((text.find(sign)?, sense, sign)));
    found.min_by_key(|(at, _, sign)| (*at, std::cmp::Reverse(sign.len())))
}

fn no_sign(text: &str, metrics: &[Metric]) -> Slip {
    let expected = ">=, <=, > or <";
    if let Some(at) = text.find('=') {
        return Word { text: "=", start: at }.slip(expected, ONE_SIDED);
    }
    let words = words(text, 0);
    let [first, second, ..] = words.as_slice() else {
        return missing(text, &format!("{expected} after a metric"), EXAMPLE);
    };
    if find(first.text, metrics).is_some() {
        return second.slip(expected, EXAMPLE);
    }
    first.slip("the name of a metric", &nearest_metric(first.text, metrics))
}

/// The pieces between spaces.
fn words(text: &str, offset: usize) -> Vec<Word<'_>> {
    let start = |word: &str| offset + (word.as_ptr() as usize - text.as_ptr() as usize);
    text.split_whitespace().map(|word| Word { text: word, start: start(word) }).collect()
}

/// What stands before "by", and what after it, word by word.
fn split_deadline(text: &str, offset: usize) -> (Vec<Word<'_>>, Option<Vec<Word<'_>>>) {
    let mut words = words(text, offset);
    let by = words.iter().position(|word| word.text.eq_ignore_ascii_case("by"));
    let deadline = by.map(|at| words.split_off(at).split_off(1));
    (words, deadline)
}

fn metric(text: &str, end: usize, metrics: &[Metric]) -> Result<(usize, Metric), Slip> {
    let words = words(&text[..end], 0);
    let expected = "the name of a metric";
    if let Some(at) = text[..end].find('=') {
        return Err(Word { text: "=", start: at }.slip(">=, <=, > or <", ONE_SIDED));
    }
    match words.as_slice() {
        // The sign itself can be pointed at, what is missing before it cannot.
        [] => Err(Slip {
            span: end..end + 1,
            found: "nothing before it".into(),
            expected: expected.into(),
            hint: format!("{EXAMPLE}; so what should be counted?"),
        }),
        [only] => find(only.text, metrics)
            .map(|at| (at, metrics[at].clone()))
            .ok_or_else(|| only.slip(expected, &nearest_metric(only.text, metrics))),
        [first, .., last] => {
            let joined = Word { text: &text[first.start..last.span().end], start: first.start };
            Err(joined.slip(expected, &nearest_metric(&joined.text.replace(' ', "_"), metrics)))
        }
    }
}

fn find(name: &str, metrics: &[Metric]) -> Option<usize> {
    metrics.iter().position(|metric| metric.name == name)
}

/// Words that people use for a metric that has another name.
const SYNONYMS: [(&str, &str); 6] = [
    ("conversations", "contacts"),
    ("calls", "dials"),
    ("talks", "contacts"),
    ("sales", "customers"),
    ("wins", "customers"),
    ("meetings", "meetings_held"),
];

fn nearest_metric(word: &str, metrics: &[Metric]) -> String {
    let word = word.to_lowercase().replace('-', "_");
    let meant = SYNONYMS.iter().find(|(said, _)| *said == word);
    if let Some((_, name)) = meant {
        return format!("did you mean `{name}`?");
    }
    let names = metrics.iter().map(|metric| metric.name.as_str());
    did_you_mean(&word, names, "this scenario counts nothing")
}

fn number(text: &str, words: Vec<Word<'_>>, unit: Unit, currency: &str) -> Result<f64, Slip> {
    let expected = match unit {
        Unit::Count => "a number",
        Unit::Hours => "a number of hours",
        Unit::Money => "an amount of money",
        Unit::Days => "a number of working days",
    };
    let is_unit = |word: &Word<'_>| names_unit(word.text, unit, currency);
    let mut figures = words.into_iter().filter(|word| !is_unit(word));
    let Some(figure) = figures.next() else {
        return Err(missing_before_by(text, expected));
    };
    if let Some(extra) = figures.next() {
        let hint = format!("{EXAMPLE}: after the number comes \"by\" and a quarter, or nothing");
        return Err(extra.slip("\"by\" and a quarter", &hint));
    }
    let read = read_number(figure.text, unit, currency);
    let valid = read.filter(|value| value.is_finite() && (0.0..=MOST).contains(value));
    valid.ok_or_else(|| figure.slip(expected, &how_to_write(unit, currency)))
}

/// No metric of any scenario gets there.
const MOST: f64 = 1e15;

fn missing_before_by(text: &str, expected: &str) -> Slip {
    let lower = text.to_ascii_lowercase();
    let end = lower.find(" by").unwrap_or(text.trim_end().len());
    Slip {
        span: end..end,
        found: "nothing".into(),
        expected: expected.into(),
        hint: EXAMPLE.into(),
    }
}

fn names_unit(word: &str, unit: Unit, currency: &str) -> bool {
    let is_one_of = |known: &[&str]| known.iter().any(|name| word.eq_ignore_ascii_case(name));
    match unit {
        Unit::Count => false,
        Unit::Hours => is_one_of(&["h", "hour", "hours"]),
        Unit::Days => is_one_of(&["day", "days"]),
        Unit::Money => is_one_of(&[currency, "€", "$", "£"]),
    }
}

/// A number with commas between thousands, and "k" or "M" for money; signs of currencies and of
/// hours may be stuck to it.
fn read_number(word: &str, unit: Unit, currency: &str) -> Option<f64> {
    let mut figure = word.replace([',', '_'], "");
    let mut times = 1.0;
    match unit {
        Unit::Money => {
            let bare = figure.trim_start_matches(['€', '$', '£']);
            let bare = bare.strip_prefix(currency).filter(|_| !currency.is_empty()).unwrap_or(bare);
            figure = bare.to_owned();
            for (letter, factor) in [('k', 1e3), ('K', 1e3), ('M', 1e6)] {
                if let Some(short) = figure.strip_suffix(letter) {
                    (figure, times) = (short.to_owned(), factor);
                    break;
                }
            }
        }
        Unit::Hours => figure = figure.strip_suffix('h').unwrap_or(&figure).to_owned(),
        Unit::Count | Unit::Days => {}
    }
    let plain = figure.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    figure.parse::<f64>().ok().filter(|_| plain).map(|value| value * times)
}

fn how_to_write(unit: Unit, currency: &str) -> String {
    match unit {
        Unit::Count => "write it as 12 or 1,200".to_owned(),
        Unit::Hours => "write it as 500 or 500h".to_owned(),
        Unit::Days => "write it as 12".to_owned(),
        Unit::Money => format!("write it as 250000, 250,000, 250k or {currency} 250k"),
    }
}

fn quarter(text: &str, deadline: Option<Vec<Word<'_>>>, quarters: u32) -> Result<u32, Slip> {
    let expected = format!("a quarter from Q1 to Q{quarters}, or \"the end\"");
    let Some(words) = deadline else { return Ok(quarters) };
    let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    match lower.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => Err(missing(text, &expected, EXAMPLE)),
        ["end"] | ["the", "end"] => Ok(quarters),
        [one] => {
            let number = one.strip_prefix('q').and_then(|digits| digits.parse::<u32>().ok());
            let known = number.filter(|number| (1..=quarters).contains(number));
            known.ok_or_else(|| words[0].slip(&expected, &quarter_hint(number, quarters)))
        }
        _ => Err(words[words.len() - 1].slip(&expected, EXAMPLE)),
    }
}

fn quarter_hint(number: Option<u32>, quarters: u32) -> String {
    match number {
        Some(0) => "quarters are counted from 1".to_owned(),
        Some(_) => {
            format!("the scenario has {quarters} quarters; `--set quarters=N` makes it longer")
        }
        None => "write Q4 for the end of the fourth quarter".to_owned(),
    }
}
