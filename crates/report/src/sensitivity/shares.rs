//! What each number brings to the spread: Sobol indices.

use longview_decide::sensitivity::answer::{Estimated, FactorShares, SensitivityAnswer};

use super::words::{factor, percent, range, share_cell};
use crate::chart::{Axis, Chart, Drawing, Hue, Measure, Point, Series};
use crate::page::{Cells, Grid, Part, Section};

pub(super) fn section(answer: &SensitivityAnswer) -> Section {
    let rows = named(answer);
    let mut parts = vec![Part::Text(
        "All numbers vary together, as their ranges say. What is spread is the average difference, \
         without the luck of the single run. \"Alone\" is the share of its variance that would go if \
         only this number were known; \"with others\" the share that would be left if all but this were \
         known. Estimates of small shares may come out a little below nought."
            .to_owned(),
    )];
    parts.push(Part::Picture(chart(&rows)));
    parts.push(Part::Table(grid(&rows)));
    parts.extend(hinges(answer));
    super::section("All numbers at once", parts)
}

/// Factors with their names, all other numbers last.
fn named(answer: &SensitivityAnswer) -> Vec<(String, &FactorShares)> {
    let single = answer.shares.factors.iter().map(|found| (factor(&found.factor), found));
    let rest = answer.shares.rest.iter();
    let rest = rest.map(|(count, found)| (format!("all others ({count})"), found));
    single.chain(rest).collect()
}

fn chart(rows: &[(String, &FactorShares)]) -> Chart {
    let series = |name: &str, hue: usize, of: fn(&FactorShares) -> Estimated| Series {
        name: name.to_owned(),
        hue: Hue::Nth(hue),
        points: rows
            .iter()
            .enumerate()
            .map(|(at, (_, found))| {
                let share = of(found);
                Point { x: at as f64, y: share.value, range: Some(range(&share)) }
            })
            .collect(),
    };
    let told = rows.iter().map(|(name, found)| {
        let [alone, with] = [found.alone, found.with_others].map(|share| percent(share.value));
        format!("{name}: {alone} alone, {with} with others")
    });
    Chart {
        name: "shares".to_owned(),
        question: "Which number's range makes the answer unsure?".to_owned(),
        reading:
            "Bars are shares of the variance; the thin line is the range of eight estimates of \
                  ten, drawn again from the same runs."
                .to_owned(),
        alt: format!("{}.", told.collect::<Vec<_>>().join("; ")),
        x: Axis::names("number", rows.iter().map(|(name, _)| name.clone()).collect()),
        y: Axis::numbers("share of the variance", Measure::Share),
        drawing: Drawing::Bars(vec![
            series("alone", 2, |found| found.alone),
            series("with others", 6, |found| found.with_others),
        ]),
        marks: Vec::new(),
    }
}

fn grid(rows: &[(String, &FactorShares)]) -> Grid {
    let row = |(name, found): &(String, &FactorShares)| {
        (name.clone(), vec![share_cell(&found.alone), share_cell(&found.with_others)])
    };
    Grid {
        caption: "Shares of the variance, and eight estimates of ten".to_owned(),
        corner: "number".to_owned(),
        heads: ["alone", "with others"].map(str::to_owned).to_vec(),
        rows: rows.iter().map(row).collect(),
        cells: Cells::Numbers,
    }
}

/// What is said of numbers that hang together.
fn hinges(answer: &SensitivityAnswer) -> Option<Part> {
    (!answer.correlated.is_empty()).then(|| {
        Part::Text(
            "Numbers that the scenario says hang together count as one here: what one of them brings \
             cannot be told from what the others bring."
                .to_owned(),
        )
    })
}
