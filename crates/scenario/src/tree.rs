//! A TOML document as a tree in which every value knows where it stands, in the order of the file.

use indexmap::IndexMap;
use toml::de::{DeInteger, DeTable, DeValue};

use crate::source::Place;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) at: Place,
}

/// What can stand in a TOML file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(f64),
    Flag(bool),
    Date,
    List(Vec<Node>),
    Table(Table),
    /// Reported already: whoever meets it stays silent.
    Wrong,
}

/// Values by key, in the order of the file.
pub(crate) type Table = IndexMap<String, Entry>;

/// A value in a table, and where its key stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key_at: Place,
    pub(crate) node: Node,
}

impl Node {
    /// An empty table that stands for a text as a whole.
    pub(crate) fn empty(file: u32) -> Self {
        Self { value: Value::Table(Table::new()), at: Place::whole(file) }
    }

    /// The table that it is, if so.
    pub(crate) fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The table that it is, to be changed.
    pub(crate) fn table_mut(&mut self) -> Option<&mut Table> {
        match &mut self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The text that it is, if so.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The text that a span belongs to: which one, and at which byte it starts there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub(crate) file: u32,
    pub(crate) offset: usize,
}

impl Origin {
    /// The place of a span.
    #[expect(clippy::cast_possible_truncation, reason = "texts are at most 1 MiB long")]
    pub(crate) fn place(self, span: &std::ops::Range<usize>) -> Place {
        let [start, end] = [span.start, span.end].map(|at| (at + self.offset) as u32);
        Place { file: self.file, start, end }
    }
}

/// The tree of a whole document.
pub(crate) fn document(table: &DeTable<'_>, origin: Origin) -> Node {
    Node { value: Value::Table(table_of(table, origin)), at: Place::whole(origin.file) }
}

fn table_of(table: &DeTable<'_>, origin: Origin) -> Table {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
        .into_iter()
        .map(|(key, value)| {
            let at = origin.place(&value.span());
            let node = Node { value: value_of(value.get_ref(), origin), at };
            (key.get_ref().to_string(), Entry { key_at: origin.place(&key.span()), node })
        })
        .collect()
}

/// The value without its place.
pub(crate) fn value_of(value: &DeValue<'_>, origin: Origin) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.replace("\r\n", "\n")),
        DeValue::Integer(number) => Value::Number(whole(number)),
        DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| Node {
                    value: value_of(item.get_ref(), origin),
                    at: origin.place(&item.span()),
                })
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(table_of(table, origin)),
    }
}

fn whole(number: &DeInteger<'_>) -> f64 {
    match i128::from_str_radix(number.as_str(), number.radix()) {
        Ok(small) => small as f64,
        Err(_) if number.as_str().starts_with('-') => f64::NEG_INFINITY,
        Err(_) => f64::INFINITY,
    }
}
