//! Text to tree, with what is wrong with the text as TOML.

use toml::de::{DeTable, DeValue, Error};

use crate::problem::Problem;
use crate::source::{Place, Source};
use crate::tree::{Entry, Node, Origin, document};

const DUPLICATE: &str = "duplicate key";

/// The tree of a text; `None` when its syntax is so wrong that no more can be said about it.
pub(crate) fn parse(source: &Source, file: u32, problems: &mut Vec<Problem>) -> Option<Node> {
    let origin = Origin { file, offset: 0 };
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let tree = document(table.get_ref(), origin);
    let readable = errors.iter().all(|error| error.message() == DUPLICATE);
    for error in errors {
        let span = error.span().unwrap_or_default();
        let at = origin.place(&span);
        problems.push(if error.message() == DUPLICATE {
            duplicate(source, &tree, at)
        } else {
            not_toml(&error, at)
        });
    }
    readable.then_some(tree)
}

fn not_toml(error: &Error, at: Place) -> Problem {
    let (found, expected) = match error.message().split_once(", expected ") {
        Some((found, expected)) => (found, expected),
        None => (error.message(), "TOML"),
    };
    let hint = if found.contains("must be quoted") {
        "text stands in quotes, and so does a length of time: \"13 weeks\""
    } else {
        "a scenario is written in TOML: key = value, under [tables]"
    };
    Problem::new(at, "", &format!("{found} in TOML"), expected, hint)
}

/// A key that is there twice: says where it was first.
fn duplicate(source: &Source, tree: &Node, at: Place) -> Problem {
    let name = source.text.get(at.start as usize..at.end as usize).unwrap_or_default();
    let path = path_at(source, at);
    let key = path.iter().fold(String::new(), |path, key| crate::conform::joined(&path, key));
    let key = if path.is_empty() { name } else { &key };
    let hint = "every name stands for one thing: rename the second, or bring both together";
    let problem = Problem::new(at, key, "a name that is taken", "a name given once", hint);
    match first_place(tree, &path) {
        Some(first) if first < at => problem.also(first, "the first one"),
        _ => problem,
    }
}

/// The keys that lead to a place, read from its line and the table heading above it.
fn path_at(source: &Source, at: Place) -> Vec<String> {
    let text = &source.text;
    let line_start = text[..at.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
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
    let alone = match line.trim_start().starts_with('[') {
        true => line.to_owned(),
        false => format!("{}= 0", line.split('=').next().unwrap_or_default()),
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

fn first_place(tree: &Node, path: &[String]) -> Option<Place> {
    let (last, above) = path.split_last()?;
    let mut node = tree;
    for key in above {
        node = &node.table()?.get(key)?.node;
    }
    let Entry { key_at, .. } = node.table()?.get(last)?;
    Some(*key_at)
}
