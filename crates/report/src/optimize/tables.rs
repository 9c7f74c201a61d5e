//! The tables of the best week.

use longview_decide::optimize::OptimizeAnswer;

use super::words::{apart, between, dial, name, value, worth};
use crate::numbers::{mean, of_hundred, trimmed};
use crate::page::{Cells, Grid};

/// Plans that stand side by side; the files of figures have all of them.
pub(super) const SHOWN: usize = 4;
/// What their places are called.
pub(super) const PLACES: [&str; SHOWN] = ["best", "second", "third", "fourth"];

/// The plans kept, the best first.
pub(super) fn candidates(answer: &OptimizeAnswer) -> Grid {
    let space = &answer.space;
    let all = &answer.candidates[..answer.candidates.len().min(SHOWN)];
    let row = |label: String, cell: &dyn Fn(usize) -> String| -> (String, Vec<String>) {
        (label, (0..all.len()).map(cell).collect())
    };
    let mut rows = vec![
        row("worth".to_owned(), &|at| worth(answer, all[at].score)),
        row("chance to be the best".to_owned(), &|at| of_hundred(all[at].chance_best)),
        row("given away by choosing it".to_owned(), &|at| apart(answer, all[at].regret)),
        row("customers".to_owned(), &|at| mean(all[at].customers.mean, all[at].customers.mcse)),
        row("people who want no more of us".to_owned(), &|at| {
            mean(all[at].opt_outs.mean, all[at].opt_outs.mcse)
        }),
    ];
    for (part, found) in space.parts.iter().enumerate() {
        rows.push(row(format!("hours of {}", found.name), &|at| {
            trimmed(space.hours_of(all[at].place[part]), 2)
        }));
    }
    for (at_dial, found) in space.dials.iter().enumerate() {
        rows.push(row(found.name.to_owned(), &|at| {
            dial(found, all[at].place[space.parts.len() + at_dial])
        }));
    }
    Grid {
        caption: "The plans that the search kept, the best first: a week, and what comes of it"
            .to_owned(),
        corner: "plan".to_owned(),
        heads: PLACES.iter().take(all.len()).map(|place| (*place).to_owned()).collect(),
        rows,
        cells: Cells::Numbers,
    }
}

/// How much each choice matters.
pub(super) fn flat(answer: &OptimizeAnswer) -> Grid {
    let rows = answer.flat.iter().map(|flat| {
        let best = answer.best().place[flat.dimension];
        let range = if flat.steps.1 > flat.steps.0 {
            between(answer, flat)
        } else {
            "this alone".to_owned()
        };
        let cells = vec![
            value(answer, flat.dimension, best),
            range,
            if flat.steps.1 > flat.steps.0 { apart(answer, flat.at_most) } else { String::new() },
        ];
        (name(answer, flat), cells)
    });
    Grid {
        caption: "One choice at a time, around the best plan".to_owned(),
        corner: "choice".to_owned(),
        heads: ["best", "no visible difference", "lost there at most"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
        cells: Cells::Numbers,
    }
}
