//! Every number to its low and its high end: the tornado.

use longview_decide::sensitivity::answer::{Mean, SensitivityAnswer};
use longview_decide::sensitivity::tornado::Swing;
use longview_decide::uncertain::short;

use super::words::{around, cell, measure, quoted, signed, thing, value};
use crate::chart::{Axis, Chart, Drawing, Hue, Point, Series};
use crate::page::{Cells, Grid, Part, Section};
use crate::text::plain;

pub(super) fn section(answer: &SensitivityAnswer) -> Section {
    let shown = &answer.swings[..answer.swings.len().min(answer.effort.closer)];
    let mut parts = vec![Part::Text(reading(answer))];
    parts.extend((!shown.is_empty()).then(|| Part::Picture(chart(answer, shown))));
    parts.push(Part::Table(grid(shown, "Change of the difference at the ends of each range")));
    let others = &answer.swings[shown.len()..];
    if !others.is_empty() {
        let table = grid(others, "At first sight only: few replications, wide errors");
        let summary = format!("The other {} numbers, at first sight", others.len());
        parts.push(Part::Fold { summary, parts: vec![Part::Table(table)] });
    }
    super::section("One number at a time", parts)
}

fn reading(answer: &SensitivityAnswer) -> String {
    let still = answer.swings.iter().filter(|swing| swing.size() <= 0.0).count();
    let still = match still {
        0 => String::new(),
        one => format!(" {one} of the uncertain numbers change nothing at all here."),
    };
    format!(
        "Each number is moved to the low and the high end of its range, all others stay at their best \
         guesses.{still}"
    )
}

fn chart(answer: &SensitivityAnswer, swings: &[Swing]) -> Chart {
    let series = |name: &str, hue: usize, of: fn(&Swing) -> Mean| Series {
        name: name.to_owned(),
        hue: Hue::Nth(hue),
        points: swings
            .iter()
            .enumerate()
            .map(|(at, swing)| {
                let end = of(swing);
                Point { x: at as f64, y: end.mean, range: around(&end) }
            })
            .collect(),
    };
    let name = |swing: &Swing| {
        let [_, low, high] = swing.three;
        format!("{}: {} to {}", short(&swing.path), value(low, swing.unit), value(high, swing.unit))
    };
    let (strategy, baseline) = (&answer.sides.strategy, &answer.sides.baseline);
    Chart {
        name: "one-at-a-time".to_owned(),
        question: "Which number moves the difference most?".to_owned(),
        reading: format!(
            "A bar says by how much the {} of {} less {} changes when one number goes to the end of its \
             range; the thin line holds the true change eight times of ten.",
            thing(answer),
            quoted(strategy),
            quoted(baseline)
        ),
        alt: alt(swings),
        x: Axis::names("number", swings.iter().map(name).collect()),
        y: Axis::numbers(format!("change of the difference in {}", thing(answer)), measure(answer)),
        drawing: Drawing::Bars(vec![
            series("at the low end", 0, |swing| swing.at_low),
            series("at the high end", 1, |swing| swing.at_high),
        ]),
        marks: Vec::new(),
    }
}

fn alt(swings: &[Swing]) -> String {
    const TOLD: usize = 3;
    let told = swings.iter().take(TOLD).map(|swing| {
        format!(
            "{}: {} at the low end, {} at the high end",
            short(&swing.path),
            signed(swing.at_low.mean, swing.at_low.error),
            signed(swing.at_high.mean, swing.at_high.error)
        )
    });
    format!("{}.", told.collect::<Vec<_>>().join("; "))
}

fn grid(swings: &[Swing], caption: &str) -> Grid {
    let heads = ["best guess", "range", "at the low end", "at the high end"];
    let row = |swing: &Swing| {
        let [about, low, high] = swing.three;
        let cells = vec![
            value(about, swing.unit),
            format!("{}–{}", value(low, ""), value(high, "")),
            cell(&swing.at_low),
            cell(&swing.at_high),
        ];
        (plain(&short(&swing.path)), cells)
    };
    Grid {
        caption: caption.to_owned(),
        corner: "number".to_owned(),
        heads: heads.map(str::to_owned).to_vec(),
        rows: swings.iter().map(row).collect(),
        cells: Cells::Numbers,
    }
}
