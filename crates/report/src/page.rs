//! A page in one file: readable without a network, without scripts, on a telephone, on paper, in
//! the dark, and aloud.
//!
//! A [`Page`] is a description, like a [`Chart`]: whoever answers a question fills it, and
//! [`Page::html`] makes it HTML. Every text is escaped on the way; there is no way to put markup in.

use askama::Template;

use crate::chart::Chart;
use crate::svg::{self, ink};
use crate::text::plain;

mod download;

/// A page: a question, its answer, and what stands behind it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What the page belongs to, above the title: a scenario, a set of lessons.
    pub over: String,
    /// The question.
    pub question: String,
    /// The answer, a sentence per paragraph, the one that matters most first.
    pub answer: Vec<String>,
    /// What follows, a heading each; on paper each begins a page of its own.
    pub sections: Vec<Section>,
    /// The last line: seed, replications, hash.
    pub foot: String,
    /// Other pages of the same set; empty when the page stands alone.
    pub links: Vec<Link>,
}

/// A part of a page under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The heading; its letters and digits also make the anchor.
    pub heading: String,
    /// What it holds, from top to bottom.
    pub parts: Vec<Part>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "a page has a few dozen, and most are pictures")]
pub enum Part {
    /// A paragraph.
    Text(String),
    /// A list of short texts.
    List(Vec<String>),
    /// A picture with its question, its reading and its figures to download.
    Picture(Chart),
    /// A table.
    Table(Grid),
    /// Text kept as it was written, such as a file.
    AsWritten(String),
    /// What folds out when its summary is touched: "see the math", "reveal".
    Fold {
        /// What stands there while it is folded.
        summary: String,
        /// What comes out.
        parts: Vec<Part>,
    },
    /// An answer that is covered until its summary is touched, so that one can guess first. Paper and
    /// terminals show it.
    Reveal {
        /// What stands there while it is covered.
        summary: String,
        /// What was covered.
        parts: Vec<Part>,
    },
    /// Ways to other pages, one under the other.
    Links(Vec<Link>),
}

/// A table: rows with a name each, under headed columns. A cell may have several lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// What the table shows.
    pub caption: String,
    /// What the names of the rows are.
    pub corner: String,
    /// Heads of the columns after the names.
    pub heads: Vec<String>,
    /// Rows: a name, and a cell per head.
    pub rows: Vec<(String, Vec<String>)>,
    /// Whether cells are words, which stand at the left, or numbers, which stand at the right.
    pub cells: Cells,
}

/// What the cells of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cells {
    /// Figures under each other.
    #[default]
    Numbers,
    /// Sentences.
    Words,
}

/// A way to another page of the same set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The name of its file, in the same folder.
    pub file: String,
    /// What is found there.
    pub text: String,
}

impl Page {
    /// The page as HTML, complete in itself.
    ///
    /// # Panics
    /// Never: only a writer that refuses text could make it.
    pub fn html(&self) -> String {
        let colours = format!(
            ":root{{{}}}@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}{}",
            ink::light(),
            ink::dark(),
            ink::rules()
        );
        let page = Whole { page: self, colours, style: STYLE };
        page.render().expect("memory takes every page")
    }
}

/// The look of a page.
const STYLE: &str = include_str!("../templates/page.css");

#[derive(Template)]
#[template(path = "page.html")]
struct Whole<'a> {
    page: &'a Page,
    colours: String,
    style: &'static str,
}

#[expect(clippy::unused_self, reason = "a template calls only methods of what it shows")]
impl Whole<'_> {
    fn parts<'p>(&self, parts: &'p [Part]) -> Parts<'p> {
        Parts { parts, depth: 3 }
    }

    fn say(&self, text: &str) -> String {
        plain(text)
    }
}

#[derive(Template)]
#[template(path = "parts.html")]
struct Parts<'a> {
    parts: &'a [Part],
    /// Of the headings of pictures.
    depth: usize,
}

#[expect(clippy::unused_self, reason = "a template calls only methods of what it shows")]
impl Parts<'_> {
    fn inside<'p>(&self, parts: &'p [Part]) -> Parts<'p> {
        Parts { parts, depth: self.depth }
    }

    fn say(&self, text: &str) -> String {
        plain(text)
    }

    /// Where a name without spaces may go on in the next line: after the parts of a path.
    fn breakable(&self, name: &str) -> Vec<String> {
        let name = plain(name);
        if name.contains(' ') {
            return vec![name];
        }
        name.split_inclusive(['.', '_']).map(str::to_owned).collect()
    }

    /// Text as it was written, without what could mislead a reader.
    fn as_written(&self, text: &str) -> String {
        text.lines().map(|line| plain(line) + "\n").collect()
    }

    fn wide(&self, chart: &Chart) -> String {
        svg::draw(chart, &svg::WIDE)
    }

    fn narrow(&self, chart: &Chart) -> String {
        svg::draw(chart, &svg::NARROW)
    }

    fn csv(&self, chart: &Chart) -> String {
        download::address(&chart.figures())
    }

    /// What a cell is about, for where it stands under its row's name.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates count by reference")]
    fn head(&self, grid: &Grid, at: &usize) -> String {
        grid.heads.get(*at).map_or_else(String::new, |head| plain(head))
    }

    fn is_words(&self, grid: &Grid) -> bool {
        grid.cells == Cells::Words
    }
}

impl Section {
    /// The anchor: the heading's letters and digits, with hyphens between words.
    pub fn anchor(&self) -> String {
        let words = self.heading.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<String> =
            words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        words.join("-")
    }
}
