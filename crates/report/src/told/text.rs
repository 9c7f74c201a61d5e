//! A page as text for a terminal. What a page folds away is left to the page.

use crate::page::{Grid, Page, Part, Section};
use crate::table::heading;
use crate::text::{plain, wrap};
use crate::{grid, terminal};

pub(super) fn page(page: &Page, width: usize) -> String {
    let mut parts = vec![heading(&page.question)];
    parts.push(page.answer.iter().map(|said| paragraph(said, width)).collect());
    parts.extend(page.sections.iter().filter_map(|found| section(found, width)));
    parts.push(paragraph(&page.foot, width));
    parts.join("\n")
}

fn paragraph(said: &str, width: usize) -> String {
    wrap(&plain(said), width, "  ") + "\n"
}

/// A section without what is folded; nothing when everything is.
fn section(section: &Section, width: usize) -> Option<String> {
    let parts = parts(&section.parts, width)?;
    let title = plain(&section.heading);
    let underline = "-".repeat(crate::text::width(&title).min(width));
    Some(format!("{title}\n{underline}\n{parts}"))
}

/// What is not folded; nothing when everything is.
fn parts(all: &[Part], width: usize) -> Option<String> {
    let parts: Vec<String> = all.iter().filter_map(|found| part(found, width)).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn part(part: &Part, width: usize) -> Option<String> {
    match part {
        Part::Text(said) => Some(paragraph(said, width)),
        Part::List(said) => Some(
            said.iter().map(|one| wrap(&format!("- {}", plain(one)), width, "  ") + "\n").collect(),
        ),
        Part::Picture(chart) => terminal::draw(chart, width),
        Part::Table(found) => Some(table(found, width)),
        Part::AsWritten(text) => {
            Some(text.lines().map(|line| ["  ", &plain(line), "\n"].concat()).collect())
        }
        Part::Reveal { parts: covered, .. } => parts(covered, width),
        Part::Fold { .. } | Part::Links(_) => None,
    }
}

fn table(found: &Grid, width: usize) -> String {
    let rows = found.rows.iter().map(|(name, cells)| {
        let cells = cells.iter().map(|cell| cell.lines().map(plain).collect::<Vec<_>>().join("\n"));
        (format!("  {}", plain(name)), cells.collect())
    });
    let grid = grid::Grid { heads: found.heads.clone(), rows: rows.collect() };
    format!("{}\n{}", wrap(&plain(&found.caption), width, "  "), grid.render(width))
}
