//! What is wrong with a scenario, and how it is told.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::source::{Place, Sources};

/// One thing that is wrong: where, what was found, what was expected, what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    pub(crate) at: Place,
    /// The key in the user's words, such as `market.prospects`; empty when no key is at fault.
    pub(crate) key: String,
    pub(crate) found: String,
    pub(crate) expected: String,
    pub(crate) hint: String,
    /// A second place that belongs to it, and what it is.
    pub(crate) also: Option<(Place, &'static str)>,
}

impl Problem {
    /// A problem at one place.
    pub(crate) fn new(at: Place, key: &str, found: &str, expected: &str, hint: &str) -> Self {
        let [key, found, expected, hint] = [key, found, expected, hint].map(str::to_owned);
        Self { at, key, found, expected, hint, also: None }
    }

    /// The same with a second place.
    pub(crate) fn also(self, place: Place, what: &'static str) -> Self {
        Self { also: Some((place, what)), ..self }
    }

    fn title(&self) -> String {
        let said = format!("found {}, expected {}", self.found, self.expected);
        if self.key.is_empty() { said } else { format!("{}: {said}", self.key) }
    }
}

/// Every problem of a scenario, in the order of files and lines.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    all: Vec<Problem>,
    sources: Sources,
}

/// What is wrong with a text that is no file, such as a goal on the command line: where, what was
/// found, what was expected, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Which bytes of the text; an empty range points between two letters.
    pub span: Range<usize>,
    /// What stands there.
    pub found: String,
    /// What could stand there.
    pub expected: String,
    /// What to do.
    pub hint: String,
}

impl Problems {
    /// What is wrong with a text, told as what is wrong with a file is; `name` says where the text
    /// comes from. Ranges that do not fit the text point at the whole of it.
    pub fn in_text(name: &str, text: &str, slips: &[Slip]) -> Self {
        let mut sources = Sources::default();
        let file = sources.add(name, text);
        let place = |span: &Range<usize>| {
            let fits = text.get(span.clone()).is_some();
            let end = |at: usize| u32::try_from(at).ok().filter(|_| fits);
            match (end(span.start), end(span.end)) {
                (Some(start), Some(end)) => Place { file, start, end },
                _ => Place::whole(file),
            }
        };
        let problem = |slip: &Slip| {
            Problem::new(place(&slip.span), "", &slip.found, &slip.expected, &slip.hint)
        };
        Self::new(slips.iter().map(problem).collect(), sources)
    }

    /// So many are printed; who has more wants to see the first ones.
    pub(crate) const PRINTED: usize = 50;

    pub(crate) fn new(mut all: Vec<Problem>, sources: Sources) -> Self {
        all.sort();
        all.dedup();
        let places = |one: &Problem| [Some(one.at), one.also.map(|(place, _)| place)];
        debug_assert!(
            all.iter().flat_map(places).flatten().all(|place| sources.hold(place)),
            "a place lies outside of its text"
        );
        Self { all, sources }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// None at all.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them as text for people, with the lines they are about: the first fifty, and how
    /// many more there are.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut told: Vec<String> =
            self.all.iter().take(Self::PRINTED).map(|one| self.told(one, &renderer)).collect();
        if self.len() > Self::PRINTED {
            told.push(format!("and {} more", self.len() - Self::PRINTED));
        }
        told.join("\n\n") + "\n"
    }

    fn told(&self, problem: &Problem, renderer: &Renderer) -> String {
        let title = Level::ERROR.primary_title(visible(&problem.title()));
        let hint = Level::HELP.with_name("hint").message(visible(&problem.hint));
        let name = visible(&self.sources.of(problem.at).name);
        let group = if problem.at.is_whole() {
            title.element(Origin::path(name))
        } else {
            self.shown(problem, title.element(self.snippet(problem, name)))
        };
        renderer.render(&[group.element(hint)])
    }

    /// Adds the second place where it lies in another file.
    fn shown<'a>(&'a self, problem: &Problem, group: Group<'a>) -> Group<'a> {
        match problem.also {
            Some((place, what)) if place.file != problem.at.file => {
                let lines = self.lines(&[place]);
                let second = AnnotationKind::Context.span(lines.span(place)).label(what);
                let name = visible(&self.sources.of(place).name);
                group.element(lines.snippet(name).annotation(second))
            }
            _ => group,
        }
    }

    fn snippet(
        &self,
        problem: &Problem,
        name: String,
    ) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let also = problem.also.filter(|(place, _)| place.file == problem.at.file);
        let places: Vec<Place> = std::iter::once(problem.at).chain(also.map(|a| a.0)).collect();
        let lines = self.lines(&places);
        let second =
            also.map(|(place, what)| AnnotationKind::Context.span(lines.span(place)).label(what));
        lines
            .snippet(name)
            .annotation(AnnotationKind::Primary.span(lines.span(problem.at)))
            .annotations(second)
    }

    /// The lines that the places are in; the rest of a long file need not be looked at.
    fn lines(&self, places: &[Place]) -> Lines<'_> {
        let text = &self.sources.of(places[0]).text;
        let first = places.iter().map(|place| place.start as usize).min().unwrap_or(0);
        let last = places.iter().map(|place| place.start as usize).max().unwrap_or(0);
        let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
        let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
        Lines {
            text: printable(&text[start..end]),
            start,
            first_line: text[..start].matches('\n').count() + 1,
        }
    }
}

/// A stretch of whole lines of a text.
struct Lines<'a> {
    text: Cow<'a, str>,
    start: usize,
    first_line: usize,
}

impl<'a> Lines<'a> {
    fn snippet(&self, name: String) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        Snippet::source(self.text.clone()).line_start(self.first_line).path(name)
    }

    /// The place within the lines, cut at the end of its first line.
    fn span(&self, place: Place) -> Range<usize> {
        let start = place.start as usize - self.start;
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        start..(place.end as usize - self.start).min(line_end).max(start)
    }
}

/// The text with a dot for each control character of two bytes, so that places stay where they are.
/// Those of one byte are made visible where lines are drawn.
fn printable(text: &str) -> Cow<'_, str> {
    const TWO_BYTES: RangeInclusive<char> = '\u{80}'..='\u{9f}';
    if text.contains(|c| TWO_BYTES.contains(&c)) {
        Cow::Owned(text.replace(|c| TWO_BYTES.contains(&c), "\u{b7}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text with characters that a terminal would obey made visible instead.
pub(crate) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if is_unprintable(c) || c == '\n' { char::REPLACEMENT_CHARACTER } else { c })
        .collect()
}

/// Whether a terminal would do something else than print it (the newline is left to the caller).
pub(crate) fn is_unprintable(c: char) -> bool {
    let turns_direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (c.is_control() && c != '\n') || turns_direction
}
