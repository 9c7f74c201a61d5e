//! A tree held against the vocabulary: what does not belong is reported and struck out, numbers are
//! brought to their unit, defaults are filled in, and every number is listed as a knob.

mod number;
mod text;

use crate::knob::Knob;
use crate::nearest::did_you_mean;
use crate::problem::Problem;
use crate::source::{Place, Sources};
use crate::tree::{Entry, Node, Table, Value};
use crate::vocabulary::{Either, Group, Key, Kind, LAWS, MODEL, Named, Presence};

/// What came of it.
#[derive(Debug)]
pub(crate) struct Conformed {
    /// The tree with numbers in their units, defaults, and [`Value::Wrong`] in place of what is wrong.
    pub(crate) tree: Node,
    pub(crate) knobs: Vec<Knob>,
    pub(crate) problems: Vec<Problem>,
}

/// Holds a tree against what it should be.
pub(crate) fn conform(group: &'static Group, tree: &Node, sources: &Sources) -> Conformed {
    let mut check = Check { sources, knobs: Vec::new(), problems: Vec::new() };
    let spot = Spot { path: "", about: "" };
    let value = check.group(group, tree, spot).unwrap_or(Value::Wrong);
    Conformed { tree: Node { value, at: tree.at }, knobs: check.knobs, problems: check.problems }
}

struct Check<'a> {
    sources: &'a Sources,
    knobs: Vec<Knob>,
    problems: Vec<Problem>,
}

/// Where we are: the path, and what its key means.
#[derive(Clone, Copy)]
struct Spot<'a> {
    path: &'a str,
    about: &'static str,
}

impl Check<'_> {
    fn node(&mut self, kind: &'static Kind, node: &Node, spot: Spot<'_>) -> Node {
        let value = match kind {
            Kind::Number(measure) => self.number(measure, node, spot).map(Value::Number),
            Kind::Figure => self.figure(node, spot),
            Kind::Text => self.text(node, spot).map(Value::Text),
            Kind::Flag => self.flag(node, spot),
            Kind::Choice(choices) => self.choice(choices, node, spot),
            Kind::Delay => self.delay(node, spot),
            Kind::Names => self.names(node, spot),
            Kind::List(inner) => self.list(inner, node, spot),
            Kind::Group(group) => self.group(group, node, spot),
            Kind::Named(named) => self.named(named, node, spot),
            Kind::Model => self.group(MODEL, node, spot),
        };
        Node { value: value.unwrap_or(Value::Wrong), at: node.at }
    }

    fn wrong(&mut self, at: Place, path: &str, found: &str, expected: &str, hint: &str) {
        self.problems.push(Problem::new(at, path, found, expected, hint));
    }

    /// Reports a value of the wrong type, unless it was reported before.
    fn mistyped(&mut self, node: &Node, path: &str, expected: &str, hint: &str) {
        if node.value != Value::Wrong {
            let found = self.found(node);
            self.wrong(node.at, path, &found, expected, hint);
        }
    }

    /// What stands there, as the author wrote it.
    fn found(&self, node: &Node) -> String {
        match node.value {
            Value::Table(_) => "a table".to_owned(),
            Value::List(_) => "a list".to_owned(),
            _ => clipped(self.sources.slice(node.at)),
        }
    }

    fn group(&mut self, group: &'static Group, node: &Node, spot: Spot<'_>) -> Option<Value> {
        let Some(table) = node.table() else {
            let keys: Vec<&str> = group.keys.iter().map(|key| key.name).take(8).collect();
            let hint = format!("such as {{ {} = ... }}", keys.join(" = ..., "));
            self.mistyped(node, spot.path, "a table", &hint);
            return None;
        };
        let mut checked = Table::new();
        for (name, entry) in table {
            let path = joined(spot.path, name);
            match group.key(name) {
                Some(key) => {
                    let spot = Spot { path: &path, about: key.about };
                    let node = self.node(&key.kind, &entry.node, spot);
                    checked.insert(name.clone(), Entry { key_at: entry.key_at, node });
                }
                None => self.unknown(group, name, entry, spot, &path),
            }
        }
        for key in group.keys {
            self.complete(key, &mut checked, node.at, spot);
        }
        for either in group.either {
            self.only_one(either, &checked, node.at, spot);
        }
        Some(Value::Table(checked))
    }

    fn unknown(&mut self, group: &Group, name: &str, entry: &Entry, spot: Spot<'_>, path: &str) {
        let hint = did_you_mean(name, group.keys.iter().map(|key| key.name), "remove it");
        let expected = match spot.path {
            "" => "a key of scenarios".to_owned(),
            table => format!("a key of [{table}]"),
        };
        self.wrong(entry.key_at, path, "an unknown key", &expected, &hint);
    }

    /// Fills in what holds when a key is left out, or reports that it must not be.
    fn complete(&mut self, key: &'static Key, checked: &mut Table, at: Place, spot: Spot<'_>) {
        if checked.contains_key(key.name) {
            return;
        }
        let value = match key.presence {
            Presence::Optional => return,
            Presence::Required => {
                self.missing(key, at, spot);
                Value::Wrong
            }
            Presence::Number(number) => Value::Number(number),
            Presence::Flag(flag) => Value::Flag(flag),
            Presence::Text(text) => Value::Text(text.to_owned()),
            Presence::Empty => {
                let empty = Node { value: Value::Table(Table::new()), at };
                let path = joined(spot.path, key.name);
                self.node(&key.kind, &empty, Spot { path: &path, about: key.about }).value
            }
        };
        checked.insert(key.name.to_owned(), Entry { key_at: at, node: Node { value, at } });
    }

    fn missing(&mut self, key: &Key, at: Place, spot: Spot<'_>) {
        let path = joined(spot.path, key.name);
        let (expected, hint) = match &key.kind {
            Kind::Named(named) => (
                format!("at least one {}", named.what),
                format!("add a table [{path}.NAME]: {}", key.about),
            ),
            _ => (format!("`{}`", key.name), key.about.to_owned()),
        };
        self.wrong(at, &path, "nothing", &expected, &hint);
    }

    fn only_one(&mut self, either: &Either, checked: &Table, at: Place, spot: Spot<'_>) {
        let given: Vec<_> =
            either.keys.iter().filter_map(|key| checked.get_key_value(*key)).collect();
        let names = either.keys.join("`, `");
        match given.as_slice() {
            [] if either.required => {
                let expected = format!("one of `{names}`");
                self.wrong(at, spot.path, "none of them", &expected, "write one of them");
            }
            [first, others @ ..] => {
                for second in others {
                    let found = format!("`{}` beside `{}`", second.0, first.0);
                    let expected = format!("only one of `{names}`");
                    let problem = Problem::new(
                        second.1.key_at,
                        &joined(spot.path, second.0),
                        &found,
                        &expected,
                        "they say the same thing in different ways: keep one",
                    );
                    self.problems.push(problem.also(first.1.key_at, "the other one"));
                }
            }
            [] => {}
        }
    }

    fn named(&mut self, named: &'static Named, node: &Node, spot: Spot<'_>) -> Option<Value> {
        let Some(table) = node.table() else {
            let expected = format!("a table by {} name", named.what);
            self.mistyped(node, spot.path, &expected, &format!("write [{}.NAME]", spot.path));
            return None;
        };
        if !self.count_fits(named, table, node.at, spot) {
            return None;
        }
        let mut checked = Table::new();
        for (name, entry) in table {
            let path = joined(spot.path, name);
            self.name(name, entry.key_at, named.what, &path);
            let node = self.node(&named.kind, &entry.node, Spot { path: &path, about: spot.about });
            checked.insert(name.clone(), Entry { key_at: entry.key_at, node });
        }
        Some(Value::Table(checked))
    }

    fn count_fits(&mut self, named: &Named, table: &Table, at: Place, spot: Spot<'_>) -> bool {
        let few = table.len() < named.at_least;
        if !few && table.len() <= named.at_most {
            return true;
        }
        let found = match table.len() {
            0 => "an empty table".to_owned(),
            many => format!("a table with {many} names"),
        };
        let expected = match named.at_least {
            0 => format!("at most {} names ({})", named.at_most, named.what),
            least => format!("{least} to {} names ({})", named.at_most, named.what),
        };
        let at = table.get_index(named.at_most).map_or(at, |(_, beyond)| beyond.key_at);
        let hint = if few {
            "add one, or leave the table out"
        } else {
            "nobody can compare more than that at a glance: leave some out"
        };
        self.wrong(at, spot.path, &found, &expected, hint);
        false
    }

    fn list(&mut self, inner: &'static Kind, node: &Node, spot: Spot<'_>) -> Option<Value> {
        let Value::List(items) = &node.value else {
            self.mistyped(node, spot.path, "a list", "write [..., ...]");
            return None;
        };
        let checked = items.iter().enumerate().map(|(at, item)| {
            let path = joined(spot.path, &(at + 1).to_string());
            self.node(inner, item, Spot { path: &path, about: spot.about })
        });
        Some(Value::List(checked.collect()))
    }

    fn delay(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        let law = node.table().filter(|table| !table.contains_key("about"));
        let Some(law) = law.map(|table| table.get("law")) else {
            return self.number(&crate::vocabulary::TIME, node, spot).map(Value::Number);
        };
        let named = law.and_then(|law| law.node.text());
        let Some(known) = LAWS.iter().find(|known| named == Some(known.name)) else {
            self.no_law(law, node, spot);
            return None;
        };
        self.group(&known.group, node, spot)
    }

    fn no_law(&mut self, law: Option<&Entry>, node: &Node, spot: Spot<'_>) {
        let path = joined(spot.path, "law");
        let names = LAWS.iter().map(|law| law.name);
        let word = law.and_then(|law| law.node.text()).unwrap_or_default();
        let hint = did_you_mean(word, names, "");
        match law {
            Some(law) => self.mistyped(&law.node, &path, "the law of a delay", &hint),
            None => self.wrong(node.at, &path, "nothing", "the law of a delay", &hint),
        }
    }
}

/// A key below a path, in quotes where TOML wants them.
pub(crate) fn joined(path: &str, key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let key = if !key.is_empty() && key.chars().all(plain) {
        key.to_owned()
    } else {
        format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))
    };
    if path.is_empty() { key } else { format!("{path}.{key}") }
}

/// At most so much of what the author wrote as fits into a message.
pub(crate) fn clipped(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
