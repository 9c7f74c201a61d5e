//! The texts that a scenario is made of, and places in them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// Longer files are refused unread: no plan that people compare fills a thousandth of it.
const LONGEST: u64 = 1 << 20;

/// A stretch of one of the texts, in bytes. An empty one at the very start means the whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Position among the sources.
    pub(crate) file: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Place {
    /// A text as a whole.
    pub(crate) fn whole(file: u32) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// Whether it means a text as a whole.
    pub(crate) fn is_whole(self) -> bool {
        self.end == 0
    }
}

/// A text and the name that people know it by.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
    /// Part of the model rather than of the scenario itself.
    pub(crate) is_model: bool,
}

/// Every text that a scenario is made of: cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources {
    all: Vec<Arc<Source>>,
}

impl Sources {
    /// Takes a text of the scenario, and says which number it has.
    pub(crate) fn add(&mut self, name: &str, text: &str) -> u32 {
        self.push(name, text, false)
    }

    /// Takes the text of a model.
    pub(crate) fn add_model(&mut self, name: &str, text: &str) -> u32 {
        self.push(name, text, true)
    }

    fn push(&mut self, name: &str, text: &str, is_model: bool) -> u32 {
        let file = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(Arc::new(Source { name: name.to_owned(), text: text.to_owned(), is_model }));
        file
    }

    /// The source that a place is in.
    pub(crate) fn of(&self, place: Place) -> &Source {
        &self.all[place.file as usize]
    }

    /// Whether a place lies within its text, from the start of one letter to that of another.
    pub(crate) fn hold(&self, place: Place) -> bool {
        self.of(place).text.get(place.start as usize..place.end as usize).is_some()
    }

    /// What stands there.
    pub(crate) fn slice(&self, place: Place) -> &str {
        self.of(place).text.get(place.start as usize..place.end as usize).unwrap_or_default()
    }
}

/// Why a file gives no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoText {
    /// The system does not give it to us, and says why.
    Unreadable(String),
    /// It is no scenario.
    Unfit(Unfit),
}

/// A file that is there and cannot be a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unfit {
    pub(crate) found: String,
    pub(crate) expected: &'static str,
    pub(crate) hint: &'static str,
}

fn unfit(found: impl Into<String>, hint: &'static str) -> NoText {
    NoText::Unfit(Unfit { found: found.into(), expected: "a TOML file of at most 1 MiB", hint })
}

/// The text of a file; never reads more than the longest text allowed, whatever the file is.
pub(crate) fn read(path: &Path) -> Result<String, NoText> {
    let unreadable = |why: io::Error| match why.kind() {
        io::ErrorKind::NotFound => NoText::Unreadable("there is no such file".to_owned()),
        _ => NoText::Unreadable(why.to_string()),
    };
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Err(unfit("a directory", "name a file in it"));
    }
    if about.len() > LONGEST {
        return Err(too_long(&format!("a file of {} bytes", about.len())));
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    text_of(bytes)
}

fn too_long(found: &str) -> NoText {
    unfit(found, "a scenario says how people work, not who each prospect is: leave the records out")
}

fn text_of(bytes: Vec<u8>) -> Result<String, NoText> {
    if bytes.len() as u64 > LONGEST {
        return Err(too_long("more than 1 MiB"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        unfit(
            format!("bytes that are not UTF-8 (line {line}, column {column})"),
            "save the file with the encoding UTF-8",
        )
    })?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(unfit("an empty file", "`longview init` writes one to start from"));
    }
    Ok(text)
}
