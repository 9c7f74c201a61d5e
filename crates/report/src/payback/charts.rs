//! The pictures of a payback.

use longview_decide::payback::{ENOUGH, Harvest, PaybackAnswer, PaybackPlan};
use longview_engine::estimate::Estimate;

use super::words;
use crate::chart::{At, Axis, Chart, Drawing, Hue, Mark, Measure, Point, Series};
use crate::charts::PARTS;
use crate::numbers;
use crate::text::plain;

/// The chance to have paid back, by the number of blocks.
pub(super) fn chances(answer: &PaybackAnswer) -> Chart {
    let series = by_plan(answer, |plan| {
        let points = plan.after_blocks.iter();
        points.map(|found| Point::new(f64::from(found.blocks), found.chance)).collect()
    });
    let told = answer.plans.iter().filter_map(|plan| {
        let [first, last] = [plan.after_blocks.first()?, plan.after_blocks.last()?];
        Some(format!(
            "{}: {} after {} block, {} after {}",
            words::name(plan),
            numbers::of_hundred(first.chance),
            first.blocks,
            numbers::of_hundred(last.chance),
            last.blocks
        ))
    });
    let mut y = Axis::numbers("chance to have paid back", Measure::Share);
    y.limits = Some((0.0, 1.0));
    Chart {
        name: "paid-back-by-blocks".to_owned(),
        question: format!("How many blocks of {} until it pays?", words::hours(answer)),
        reading: format!(
            "One block is a lottery ticket; several together are a plan. Each is followed up for {} quarters, and all hours are paid for.",
            answer.scenario.quarters
        ),
        alt: format!("Chance to have paid back. {}.", told.collect::<Vec<_>>().join("; ")),
        x: Axis::numbers("blocks", Measure::Count),
        y,
        drawing: Drawing::Lines(series),
        marks: vec![Mark { at: At::Height(ENOUGH), label: numbers::of_hundred(ENOUGH) }],
    }
}

/// Margin less cost, from the start to each quarter's end.
pub(super) fn net(answer: &PaybackAnswer) -> Chart {
    let texts = Texts {
        name: "margin-less-cost",
        question: "When has a block earned what it cost?",
        about: "margin less cost since the start",
    };
    let mut chart = money(answer, &texts, |harvest| harvest.net);
    chart.marks = vec![Mark { at: At::Height(0.0), label: "cost covered".to_owned() }];
    chart
}

/// Margin, from the start to each quarter's end.
pub(super) fn margin(answer: &PaybackAnswer) -> Chart {
    let texts = Texts {
        name: "margin",
        question: "How much margin comes back?",
        about: "margin since the start",
    };
    money(answer, &texts, |harvest| harvest.margin.all)
}

struct Texts {
    name: &'static str,
    question: &'static str,
    about: &'static str,
}

fn money(answer: &PaybackAnswer, texts: &Texts, of: impl Fn(&Harvest) -> Estimate) -> Chart {
    let currency = plain(&answer.scenario.currency);
    let series = by_plan(answer, |plan| fan(plan.so_far.iter().map(&of)));
    let told = answer.plans.iter().filter_map(|plan| {
        let end = of(plan.so_far.last()?);
        Some(format!("{}: {}", words::name(plan), numbers::money(&currency, &end)))
    });
    let last = answer.scenario.quarters;
    Chart {
        name: texts.name.to_owned(),
        question: texts.question.to_owned(),
        reading: band(answer),
        alt: format!(
            "{} by Q{last}, on average. {}.",
            capital(texts.about),
            told.collect::<Vec<_>>().join("; ")
        ),
        x: Axis::quarters(last as usize),
        y: Axis::numbers(format!("{}, {currency}", texts.about), Measure::Money(currency.clone())),
        drawing: Drawing::Lines(series),
        marks: Vec::new(),
    }
}

fn band(answer: &PaybackAnswer) -> String {
    if answer.plans.len() <= Chart::MOST_BANDS {
        "One block. The line is the average; in eight worlds of ten it is within the band."
            .to_owned()
    } else {
        "One block. The line is the average; the upright line at the end is the range in eight worlds of ten.".to_owned()
    }
}

/// Customers of each quarter.
pub(super) fn customers(answer: &PaybackAnswer) -> Chart {
    let mean = |found: &Harvest| found.customers.all.mean;
    let series = by_plan(answer, |plan| {
        let means = plan.quarters.iter().map(mean).enumerate();
        means.map(|(at, mean)| Point::new(at as f64, mean)).collect()
    });
    let told = answer.plans.iter().filter_map(|plan| {
        let most =
            plan.quarters.iter().enumerate().max_by(|a, b| mean(a.1).total_cmp(&mean(b.1)))?;
        Some(format!("{}: most in Q{}", words::name(plan), most.0 + 1))
    });
    Chart {
        name: "customers".to_owned(),
        question: "In which quarter do the customers of a block sign?".to_owned(),
        reading: "New customers of one block by quarter, on average.".to_owned(),
        alt: format!("Customers by quarter. {}.", told.collect::<Vec<_>>().join("; ")),
        x: Axis::quarters(answer.scenario.quarters as usize),
        y: Axis::numbers("customers of one block in the quarter", Measure::Count),
        drawing: Drawing::Lines(series),
        marks: Vec::new(),
    }
}

/// How the customers began.
pub(super) fn origins(answer: &PaybackAnswer) -> Chart {
    let split = |plan: &PaybackPlan, of: fn(&Harvest) -> f64| plan.so_far.last().map_or(0.0, of);
    let parts = [
        (
            "appointment at the first conversation",
            PARTS[0],
            (|h: &Harvest| h.customers.appointments.mean) as fn(&Harvest) -> f64,
        ),
        ("all others", PARTS[1], |h: &Harvest| h.customers.others.mean),
    ];
    let series = parts.map(|(name, hue, of)| bars(answer, name, hue, |plan| split(plan, of)));
    Chart {
        name: "origins".to_owned(),
        question: "Where do the customers of a block come from?".to_owned(),
        reading: "How the first conversation with those who bought had ended.".to_owned(),
        alt: answer.plans.iter().map(words::customers).collect::<Vec<_>>().join(" "),
        x: Axis::names("plan", names(answer)),
        y: Axis::numbers(
            format!("customers of one block by Q{}, average", answer.scenario.quarters),
            Measure::Count,
        ),
        drawing: Drawing::Bars(series.to_vec()),
        marks: Vec::new(),
    }
}

/// What the block takes, and what follows from it.
pub(super) fn hours(answer: &PaybackAnswer) -> Chart {
    let series = [
        bars(answer, "the block", PARTS[0], |plan| plan.block_hours.mean),
        bars(answer, "what follows", PARTS[1], |plan| plan.follow_up_hours.mean),
    ];
    Chart {
        name: "hours".to_owned(),
        question: "How many hours does a block take in the end?".to_owned(),
        reading: "Hours of calls to new names, and hours for all that follows from them."
            .to_owned(),
        alt: answer.plans.iter().map(words::effort).collect::<Vec<_>>().join(" "),
        x: Axis::names("plan", names(answer)),
        y: Axis::numbers("hours, average", Measure::Plain),
        drawing: Drawing::Bars(series.to_vec()),
        marks: Vec::new(),
    }
}

fn names(answer: &PaybackAnswer) -> Vec<String> {
    answer.plans.iter().map(|plan| plain(&plan.name)).collect()
}

fn by_plan(answer: &PaybackAnswer, points: impl Fn(&PaybackPlan) -> Vec<Point>) -> Vec<Series> {
    let plans = answer.plans.iter().enumerate();
    let series = plans.map(|(at, plan)| Series {
        name: plain(&plan.name),
        hue: Hue::Nth(at),
        points: points(plan),
    });
    series.collect()
}

fn bars(
    answer: &PaybackAnswer,
    name: &str,
    hue: Hue,
    value: impl Fn(&PaybackPlan) -> f64,
) -> Series {
    let values = answer.plans.iter().map(value).enumerate();
    let points = values.map(|(at, value)| Point::new(at as f64, value)).collect();
    Series { name: name.to_owned(), hue, points }
}

fn fan(estimates: impl Iterator<Item = Estimate>) -> Vec<Point> {
    let point = |(at, found): (usize, Estimate)| Point {
        x: at as f64,
        y: found.mean,
        range: Some((found.p10, found.p90)),
    };
    estimates.enumerate().map(point).collect()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
