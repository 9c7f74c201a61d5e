//! What people read of it: a row per outcome, hour and rung, each figure over its band.

use longview_decide::worth::{FirstTalks, Measured, Worth, WorthAnswer};

use crate::numbers;
use crate::page::{Cells, Grid};
use crate::spoken::{self, one_activity};
use crate::text::plain;

/// "A first conversation by cold call".
pub(super) fn one_encounter(talks: &FirstTalks) -> String {
    let kind = if talks.spoken { "conversation" } else { "reply" };
    format!("A first {kind} by {}", one_activity(&talks.activity))
}

/// "first conversations by cold call".
pub(super) fn encounters(talks: &FirstTalks) -> String {
    let kind = if talks.spoken { "conversations" } else { "replies" };
    format!("first {kind} by {}", one_activity(&talks.activity))
}

/// A figure over its band; a figure alone where nothing was left to chance.
fn with_band(found: Measured) -> String {
    let figure = numbers::mean(found.value, found.mcse);
    if found.mcse <= 0.0 {
        return figure;
    }
    let (low, high) = found.band();
    let [low, high] = [low, high].map(|end| numbers::mean(end, found.mcse));
    format!("{figure}\n{low} to {high}")
}

fn known(found: Option<Measured>) -> String {
    found.map_or_else(|| "not known".to_owned(), with_band)
}

fn cells(worth: Worth) -> [String; 3] {
    [with_band(worth.customers), with_band(worth.net), known(worth.in_appointments)]
}

fn nothing() -> [String; 3] {
    ["", "", ""].map(str::to_owned)
}

fn heads(first: &str, answer: &WorthAnswer) -> Vec<String> {
    let net = format!("net in {}", plain(&answer.economics.currency));
    [first, "customers", &net, "in appointments"].map(str::to_owned).to_vec()
}

fn row(name: &str, first: String, worth: [String; 3]) -> (String, Vec<String>) {
    (plain(name), std::iter::once(first).chain(worth).collect())
}

pub(super) fn outcomes(answer: &WorthAnswer, talks: &FirstTalks) -> Grid {
    let share = |share: f64| numbers::trimmed(100.0 * share, 1);
    let rows = talks.outcomes.iter().map(|found| {
        row(&spoken::key(&found.outcome), share(found.share.value), cells(found.worth))
    });
    let any = row("whatever comes of it", share(1.0), talks.any.map_or_else(nothing, cells));
    Grid {
        caption: format!(
            "What one is worth by how it ended: {}, {} a run through Q{}",
            encounters(talks),
            numbers::trimmed(talks.per_run, 0),
            answer.through_quarter
        ),
        corner: "it ended in".to_owned(),
        heads: heads("of a hundred", answer),
        rows: rows.chain([any]).collect(),
        cells: Cells::Numbers,
    }
}

pub(super) fn hours(answer: &WorthAnswer) -> Grid {
    let rows = answer.hours.iter().map(|found| {
        let name = spoken::activity(&found.activity);
        let name = match (found.planned, found.worked.value == 0.0) {
            (_, true) => format!("{name} (nobody left)"),
            (true, false) => name,
            (false, false) => format!("{name} (not in the plan)"),
        };
        row(&name, with_band(found.worked), cells(found.worth))
    });
    Grid {
        caption: format!(
            "What one more hour is worth, per hour: one more a week through Q{}",
            answer.through_quarter
        ),
        corner: "put into".to_owned(),
        heads: heads("hours it makes", answer),
        rows: rows.collect(),
        cells: Cells::Numbers,
    }
}

pub(super) fn rungs(answer: &WorthAnswer) -> Grid {
    let rows = answer.rungs.iter().map(|found| {
        let name = if found.start {
            format!("{} (not reached yet)", spoken::key(&found.stage))
        } else {
            spoken::key(&found.stage)
        };
        let standing = numbers::grouped(found.standing, usize::from(found.standing < 100.0));
        row(&name, standing, found.worth.map_or_else(nothing, cells))
    });
    Grid {
        caption: format!(
            "What one of those is worth who stand there at the end of Q{}, on average over all of them",
            answer.through_quarter
        ),
        corner: "stands at".to_owned(),
        heads: heads("people", answer),
        rows: rows.collect(),
        cells: Cells::Numbers,
    }
}
