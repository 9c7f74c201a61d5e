//! A table of a conforming tree, to be read by key. What is wrong reads as if it were absent: it
//! was reported when the tree was held against the vocabulary.

use longview_engine::units::{Positive, Probability, Real, Weeks, WorkTime};

use super::Site;
use crate::conform::joined;
use crate::source::Place;
use crate::tree::{Entry, Node, Table, Value};

/// A table and its path.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub(super) table: &'a Table,
    pub(super) path: String,
    pub(super) at: Place,
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) path: String,
    pub(super) at: Place,
}

impl<'a> Part<'a> {
    /// The whole tree.
    pub(super) fn root(tree: &'a Node) -> Option<Self> {
        tree.table().map(|table| Self { table, path: String::new(), at: tree.at })
    }

    fn below(&self, node: &'a Node, key: &str) -> Option<Self> {
        let table = node.table()?;
        Some(Self { table, path: joined(&self.path, key), at: node.at })
    }

    fn node(&self, key: &str) -> Option<&'a Node> {
        self.table.get(key).map(|entry| &entry.node)
    }

    /// The path of a key.
    pub(super) fn path_of(&self, key: &str) -> String {
        joined(&self.path, key)
    }

    /// Where the value of a key stands; the table itself where there is none.
    pub(super) fn place(&self, key: &str) -> Place {
        self.node(key).map_or(self.at, |node| node.at)
    }

    /// Where a key stands; the table itself where there is none.
    pub(super) fn key_place(&self, key: &str) -> Place {
        self.table.get(key).map_or(self.at, |entry| entry.key_at)
    }

    /// Whether the key is there, right or wrong.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether the key is there and was reported as wrong.
    pub(super) fn is_wrong(&self, key: &str) -> bool {
        self.node(key).is_some_and(|node| node.value == Value::Wrong)
    }

    /// Whether something in the table was struck out: then its whole cannot be judged.
    pub(super) fn has_wrong(&self) -> bool {
        fn is_wrong(node: &Node) -> bool {
            match &node.value {
                Value::Wrong => true,
                Value::Table(table) => table.values().any(|entry| is_wrong(&entry.node)),
                Value::List(items) => items.iter().any(is_wrong),
                _ => false,
            }
        }
        self.table.values().any(|entry| is_wrong(&entry.node))
    }

    /// The number of a key, in its unit.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        match self.node(key)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A number without fraction.
    #[expect(clippy::cast_possible_truncation, reason = "limits were checked")]
    #[expect(clippy::cast_sign_loss, reason = "limits were checked")]
    pub(super) fn whole(&self, key: &str) -> Option<u64> {
        self.number(key).map(|number| number as u64)
    }

    /// A number without fraction of moderate size.
    pub(super) fn count(&self, key: &str) -> Option<u32> {
        self.whole(key).and_then(|number| u32::try_from(number).ok())
    }

    /// A chance.
    pub(super) fn chance(&self, key: &str) -> Option<Probability> {
        self.number(key).and_then(|number| Probability::new(number).ok())
    }

    /// A number of either sign.
    pub(super) fn real(&self, key: &str) -> Option<Real> {
        self.number(key).and_then(|number| Real::new(number).ok())
    }

    /// A number above zero.
    pub(super) fn positive(&self, key: &str) -> Option<Positive> {
        self.number(key).and_then(|number| Positive::new(number).ok())
    }

    /// A length of time.
    pub(super) fn weeks(&self, key: &str) -> Option<Weeks> {
        self.number(key).and_then(|number| Weeks::new(number).ok())
    }

    /// Hours of work.
    pub(super) fn hours(&self, key: &str) -> Option<WorkTime> {
        self.number(key).and_then(|number| WorkTime::hours(number).ok())
    }

    /// True or false.
    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        match self.node(key)?.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// A text.
    pub(super) fn text(&self, key: &str) -> Option<Word<'a>> {
        let node = self.node(key)?;
        node.text().map(|text| Word { text, path: self.path_of(key), at: node.at })
    }

    /// A list of names; those that are wrong are left out.
    pub(super) fn words(&self, key: &str) -> Option<Vec<Word<'a>>> {
        let Value::List(items) = &self.node(key)?.value else { return None };
        let path = self.path_of(key);
        let word =
            |node: &'a Node| node.text().map(|text| Word { text, path: path.clone(), at: node.at });
        Some(items.iter().filter_map(word).collect())
    }

    /// The numbers of a list; `None` when one of them is wrong.
    pub(super) fn numbers(&self, key: &str) -> Option<Vec<f64>> {
        let Value::List(items) = &self.node(key)?.value else { return None };
        let number = |node: &Node| match node.value {
            Value::Number(number) => Some(number),
            _ => None,
        };
        items.iter().map(number).collect()
    }

    /// The table of a key.
    pub(super) fn part(&self, key: &str) -> Option<Self> {
        self.below(self.node(key)?, key)
    }

    /// The tables of a list.
    pub(super) fn items(&self, key: &str) -> Vec<Self> {
        let Some(Value::List(items)) = self.node(key).map(|node| &node.value) else {
            return Vec::new();
        };
        let path = self.path_of(key);
        let part = |(at, node): (usize, &'a Node)| {
            let table = node.table()?;
            Some(Self { table, path: joined(&path, &(at + 1).to_string()), at: node.at })
        };
        items.iter().enumerate().filter_map(part).collect()
    }

    /// The names in the table of a key, in the order of the file, right or wrong.
    pub(super) fn names(&self, key: &str) -> Vec<Word<'a>> {
        self.part(key).map(|part| part.entries()).unwrap_or_default()
    }

    /// The keys of this table as words.
    pub(super) fn entries(&self) -> Vec<Word<'a>> {
        let word = |(name, entry): (&'a String, &'a Entry)| Word {
            text: name,
            path: self.path_of(name),
            at: entry.key_at,
        };
        self.table.iter().map(word).collect()
    }

    /// The named tables below a key, with their names; those that are wrong are left out.
    pub(super) fn parts(&self, key: &str) -> Vec<(Word<'a>, Self)> {
        let Some(tables) = self.part(key) else { return Vec::new() };
        let named = |word: Word<'a>| tables.part(word.text).map(|part| (word, part));
        tables.entries().into_iter().filter_map(named).collect()
    }
}

/// A number of whole weeks; `(at_least, hint)` says how few are accepted, and what to write instead.
#[expect(clippy::cast_possible_truncation, reason = "limits were checked")]
#[expect(clippy::cast_sign_loss, reason = "limits were checked")]
pub(super) fn whole_weeks(
    part: &Part<'_>,
    key: &str,
    (at_least, hint): (u32, &str),
    site: &mut Site<'_>,
) -> Option<u32> {
    let weeks = part.number(key)?;
    let rounded = weeks.round();
    if (weeks - rounded).abs() < 1e-9 && rounded >= f64::from(at_least) {
        return Some(rounded as u32);
    }
    let found = site.sources.slice(part.place(key)).to_owned();
    site.wrong(part.place(key), &part.path_of(key), &found, "a whole number of weeks", hint);
    None
}
