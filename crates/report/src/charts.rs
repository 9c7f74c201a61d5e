//! The pictures of an answer: which questions they put, and what they show.

use longview_decide::answer::{CompareAnswer, Difference, StrategyAnswer};
use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;

use crate::chart::{Chart, Hue, Point, Series};
use crate::text::plain;
use crate::{Compared, ignorance};

mod calendar;
mod differences;
mod energy;
mod largest;
mod levels;
mod people;
mod week;

/// Pictures that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Chapter {
    /// What they are about.
    pub heading: &'static str,
    /// At least one.
    pub charts: Vec<Chart>,
}

/// Every picture of a comparison that has something to show, the most telling first.
pub fn compare(compared: &Compared<'_>) -> Vec<Chart> {
    chapters(compared).into_iter().flat_map(|chapter| chapter.charts).collect()
}

/// The pictures of a comparison in chapters that fill a sheet of paper each.
pub fn chapters(compared: &Compared<'_>) -> Vec<Chapter> {
    let answer = compared.answer;
    let customers = [
        Some(levels::customers(answer)),
        differences::customers(answer),
        differences::ahead(answer),
        people::origins(answer),
    ];
    let money = [
        levels::revenue(answer),
        differences::revenue(answer),
        levels::pipeline(answer),
        largest::customers(answer),
    ];
    let people = people::conversations(answer).into_iter().chain(people::standing(compared));
    let week = [
        week::hours(answer),
        week::promises(answer),
        week::touches(answer),
        week::opt_outs(answer),
        energy::by_quarter(answer),
    ];
    let patience = [calendar::days(answer), week::dry_spells(answer), week::dry_days(answer)];
    let chapters = [
        ("Customers", customers.into_iter().flatten().collect()),
        (ignorance::HEADING, ignorance::chart(answer).into_iter().collect()),
        ("Money", money.into_iter().flatten().collect()),
        ("People", people.collect()),
        ("The week", week.into_iter().flatten().collect()),
        ("Patience", patience.into_iter().flatten().collect()),
    ];
    let chapter = |(heading, charts)| Chapter { heading, charts };
    chapters.map(chapter).into_iter().filter(|chapter| !chapter.charts.is_empty()).collect()
}

/// Colours of the parts of bars: those of plans are left out, and figures can be read on each.
pub(crate) const PARTS: [Hue; 4] = [Hue::Nth(2), Hue::Nth(3), Hue::Nth(6), Hue::Quiet];

/// The pictures that are told in a few lines of a terminal.
pub(crate) fn small(answer: &CompareAnswer) -> Vec<Chart> {
    let has_course = answer.scenario.quarters > 1 && happens(answer, Id::Customers);
    let customers = has_course.then(|| levels::customers(answer));
    customers.into_iter().chain(people::conversations(answer)).collect()
}

/// The name of a strategy in a sentence of other words.
fn quoted(answer: &CompareAnswer, strategy: usize) -> String {
    format!("“{}”", name(answer, strategy))
}

/// The name of a strategy.
fn name(answer: &CompareAnswer, strategy: usize) -> String {
    plain(&answer.strategies[strategy].name)
}

/// A series per strategy, with the mean of each quarter and the range in eight worlds of ten.
fn by_quarter(answer: &CompareAnswer, id: Id) -> Vec<Series> {
    let series = answer.strategies.iter().enumerate().map(|(at, strategy)| Series {
        name: name(answer, at),
        hue: Hue::Nth(at),
        points: points(strategy.quarters.iter().map(|row| &row[id as usize])),
    });
    series.collect()
}

/// A series per comparison, from the start to the end of each quarter.
fn by_comparison(answer: &CompareAnswer, id: Id) -> Vec<Series> {
    let told = answer.comparisons.iter().map(|found| Series {
        name: name(answer, found.strategy),
        hue: Hue::Nth(found.strategy),
        points: points(found.cumulative.iter().map(|row| &row[id as usize].difference)),
    });
    told.collect()
}

fn points<'a>(estimates: impl Iterator<Item = &'a Estimate>) -> Vec<Point> {
    let point = |(at, estimate): (usize, &Estimate)| Point {
        x: at as f64,
        y: estimate.mean,
        range: Some((estimate.p10, estimate.p90)),
    };
    estimates.enumerate().map(point).collect()
}

/// A part of the bars: a value per strategy.
fn part(
    answer: &CompareAnswer,
    name: &str,
    hue: Hue,
    value: impl Fn(&StrategyAnswer) -> f64,
) -> Series {
    let values = answer.strategies.iter().map(value);
    let points = values.enumerate().map(|(at, value)| Point::new(at as f64, value));
    Series { name: name.to_owned(), hue, points: points.collect() }
}

fn names(answer: &CompareAnswer) -> Vec<String> {
    (0..answer.strategies.len()).map(|at| name(answer, at)).collect()
}

fn quarters(answer: &CompareAnswer) -> usize {
    answer.scenario.quarters as usize
}

fn total(strategy: &StrategyAnswer, id: Id) -> &Estimate {
    &strategy.total[id as usize]
}

/// Whether anything of the kind happened under any plan.
fn happens(answer: &CompareAnswer, id: Id) -> bool {
    answer
        .strategies
        .iter()
        .any(|strategy| strategy.quarters.iter().any(|row| row[id as usize].mean > 0.0))
}

/// Whether any plan differs from the baseline in this.
fn differs(answer: &CompareAnswer, id: Id) -> bool {
    let is_other = |row: &Vec<Difference>| row[id as usize].probability_equal < 1.0;
    answer.comparisons.iter().any(|found| found.cumulative.iter().any(is_other))
}

/// "today: 0.39 in Q1, 1.3 in Q8; long-view: ...": the ends of every series, in words.
fn ends<'a>(
    answer: &CompareAnswer,
    rows: impl Iterator<Item = (usize, &'a Estimate, &'a Estimate)>,
    say: impl Fn(&Estimate) -> String,
) -> String {
    let last = answer.scenario.quarters;
    let told = rows.map(|(strategy, first, end)| {
        let name = name(answer, strategy);
        format!("{name}: {} in Q1, {} in Q{last}", say(first), say(end))
    });
    told.collect::<Vec<_>>().join("; ")
}

fn level_ends(answer: &CompareAnswer, id: Id, say: impl Fn(&Estimate) -> String) -> String {
    let rows = answer.strategies.iter().enumerate().filter_map(|(at, strategy)| {
        let [first, last] = [strategy.quarters.first()?, strategy.quarters.last()?];
        Some((at, &first[id as usize], &last[id as usize]))
    });
    ends(answer, rows, say)
}
