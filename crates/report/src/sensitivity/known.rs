//! Numbers without a range.

use longview_decide::sensitivity::answer::SensitivityAnswer;
use longview_decide::uncertain::short;

use crate::page::{Cells, Grid, Part, Section};
use crate::text::plain;

/// More names than this are left to the table.
const NAMED: usize = 12;

pub(super) fn section(answer: &SensitivityAnswer) -> Section {
    let known = &answer.known;
    let named: Vec<String> = known.iter().take(NAMED).map(|one| plain(&short(&one.path))).collect();
    let more = match known.len().saturating_sub(NAMED) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    let said = if known.is_empty() {
        "Every number has a range.".to_owned()
    } else {
        format!(
            "{} numbers have no range and are taken as known: {}{more}. The answer is only as good as \
             these. A number gets a range by {{ about, low, high }}.",
            known.len(),
            named.join(", ")
        )
    };
    let mut parts = vec![Part::Text(said)];
    if !known.is_empty() {
        let grid = Grid {
            caption: "Taken as known".to_owned(),
            corner: "number".to_owned(),
            heads: vec!["value".to_owned()],
            rows: known.iter().map(|one| (plain(&one.path), vec![plain(&one.written)])).collect(),
            cells: Cells::Numbers,
        };
        let summary = "All of them".to_owned();
        parts.push(Part::Fold { summary, parts: vec![Part::Table(grid)] });
    }
    super::section("Taken as known", parts)
}
