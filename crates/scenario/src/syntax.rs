//! Text to tree, with what is wrong with the text as TOML.

use toml::de::{DeTable, DeValue, Error};

use crate::problem::{Problem, Problems};
use crate::source::{Place, Source};
use crate::tree::{Node, Origin, document};

const DUPLICATE: &str = "duplicate key";

/// The tree of a text; `None` when its syntax is so wrong that no more can be said about it.
pub(crate) fn parse(source: &Source, file: u32, problems: &mut Vec<Problem>) -> Option<Node> {
    let origin = Origin { file, offset: 0 };
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let readable = errors.iter().all(|error| error.message() == DUPLICATE);
    for (nth, error) in errors.iter().enumerate() {
        let at = origin.place(&error.span().unwrap_or_default());
        problems.push(match error.message() {
            DUPLICATE if nth < Problems::PRINTED => duplicate(source, at),
            DUPLICATE => taken(at, source_slice(source, at)),
            _ => not_toml(error, at),
        });
    }
    readable.then(|| document(table.get_ref(), origin))
}

fn source_slice(source: &Source, at: Place) -> &str {
    source.text.get(at.start as usize..at.end as usize).unwrap_or_default()
}

fn not_toml(error: &Error, at: Place) -> Problem {
    let (found, expected) = match error.message().split_once(", expected ") {
        Some((found, expected)) => (found, expected),
        None => (error.message(), "TOML"),
    };
    if found.contains("must be quoted") {
        let hint = "text stands in quotes, and so does a length of time: \"13 weeks\"";
        return Problem::new(at, "", "text without quotes", "a value", hint);
    }
    let hint = "a scenario is written in TOML: key = value, under [tables]";
    Problem::new(at, "", &format!("no TOML ({found})"), expected, hint)
}

/// A key that is there twice: says where it was first.
fn duplicate(source: &Source, at: Place) -> Problem {
    let path = path_at(source, at);
    let key = path.iter().fold(String::new(), |path, key| crate::conform::joined(&path, key));
    let key = if path.is_empty() { source_slice(source, at) } else { &key };
    match first_place(source, &path, at) {
        Some(first) => taken(at, key).also(first, "the first one"),
        None => taken(at, key),
    }
}

fn taken(at: Place, key: &str) -> Problem {
    let hint = "every name stands for one thing: rename the second, or bring both together";
    Problem::new(at, key, "a name that is taken", "a name given once", hint)
}

/// The keys that lead to a place, read from its line and the table heading above it.
fn path_at(source: &Source, at: Place) -> Vec<String> {
    let text = &source.text;
    let line_start = line_start(source, at);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let key = keys_of(line);
    if line.trim_start().starts_with('[') {
        return key;
    }
    let heading = text[..line_start].lines().rev().find(|line| line.trim_start().starts_with('['));
    let mut path = heading.map(keys_of).unwrap_or_default();
    path.extend(key);
    path
}

/// The keys of a heading, or of the left side of `key = value`.
fn keys_of(line: &str) -> Vec<String> {
    let alone = if line.trim_start().starts_with('[') {
        line.to_owned()
    } else {
        format!("{}= 0", line.split('=').next().unwrap_or_default())
    };
    let Ok(table) = DeTable::parse(&alone) else { return Vec::new() };
    let mut path = Vec::new();
    let mut next = table.get_ref().iter().next();
    while let Some((key, value)) = next {
        path.push(key.get_ref().to_string());
        next = match value.get_ref() {
            DeValue::Table(table) => table.iter().next(),
            _ => None,
        };
    }
    path
}

/// Where the key stands in the text above its second place.
fn first_place(source: &Source, path: &[String], second: Place) -> Option<Place> {
    let above = source.text.get(..line_start(source, second))?;
    let (table, _) = DeTable::parse_recoverable(above);
    let tree = document(table.get_ref(), Origin { file: second.file, offset: 0 });
    let (last, tables) = path.split_last()?;
    let mut node = &tree;
    for key in tables {
        node = &node.table()?.get(key)?.node;
    }
    Some(node.table()?.get(last)?.key_at)
}

/// The byte at which the line of a place starts.
fn line_start(source: &Source, at: Place) -> usize {
    source.text[..at.start as usize].rfind('\n').map_or(0, |newline| newline + 1)
}
