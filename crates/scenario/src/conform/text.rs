//! Texts, names, flags and choices.

use super::{Check, Spot, clipped, joined};
use crate::nearest::did_you_mean;
use crate::problem::is_unprintable;
use crate::source::Place;
use crate::tree::{Node, Value};

impl Check<'_> {
    /// Text that a terminal can print.
    pub(super) fn text(&mut self, node: &Node, spot: Spot<'_>) -> Option<String> {
        let Some(text) = node.text() else {
            self.mistyped(node, spot.path, "text", "write it in quotes");
            return None;
        };
        if text.chars().any(|c| is_unprintable(c) && c != '\t') {
            let found = "a control character";
            self.wrong(node.at, spot.path, found, "text that can be printed", "remove it");
            return None;
        }
        Some(text.to_owned())
    }

    /// A name that the author chose: short, and on one line.
    pub(super) fn name(&mut self, name: &str, at: Place, what: &str, path: &str) {
        const LONGEST: usize = 80;
        let printable = !name.chars().any(|c| is_unprintable(c) || c == '\n');
        let length = name.chars().count();
        if !printable || name.trim().is_empty() || length > LONGEST {
            let found = match (printable, length) {
                (false, _) => "a control character".to_owned(),
                (true, LONGEST..) => format!("a name of {length} letters"),
                _ => "an empty name".to_owned(),
            };
            let expected = format!("the name of a {what}, of 1 to {LONGEST} letters");
            self.wrong(at, &clipped(path), &found, &expected, "use letters, digits, - and _");
        }
    }

    pub(super) fn flag(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        if let Value::Flag(flag) = node.value {
            return Some(Value::Flag(flag));
        }
        self.mistyped(node, spot.path, "true or false", "write it without quotes");
        None
    }

    pub(super) fn choice(
        &mut self,
        choices: &'static [&'static str],
        node: &Node,
        spot: Spot<'_>,
    ) -> Option<Value> {
        if let Some(text) = node.text().filter(|text| choices.contains(text)) {
            return Some(Value::Text(text.to_owned()));
        }
        let expected = format!("one of \"{}\"", choices.join("\", \""));
        let hint = did_you_mean(node.text().unwrap_or_default(), choices.iter().copied(), "");
        self.mistyped(node, spot.path, &expected, &hint);
        None
    }

    /// One name or several, as a list.
    pub(super) fn names(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        match &node.value {
            Value::Text(_) => Some(Value::List(vec![node.clone()])),
            Value::List(items) if !items.is_empty() => {
                let names = items.iter().enumerate().map(|(at, item)| {
                    let path = joined(spot.path, &(at + 1).to_string());
                    let text = self.text(item, Spot { path: &path, about: spot.about });
                    Node { value: text.map_or(Value::Wrong, Value::Text), at: item.at }
                });
                Some(Value::List(names.collect()))
            }
            _ => {
                self.mistyped(
                    node,
                    spot.path,
                    "a name or a list of names",
                    "write [\"...\", \"...\"]",
                );
                None
            }
        }
    }

    /// A plain number or a length of time as text; which of them it must be depends on other keys.
    pub(super) fn figure(&mut self, node: &Node, spot: Spot<'_>) -> Option<Value> {
        match &node.value {
            Value::Number(number) if number.is_finite() => Some(node.value.clone()),
            Value::Text(_) => self.text(node, spot).map(Value::Text),
            _ => {
                self.mistyped(
                    node,
                    spot.path,
                    "a number or a length of time",
                    "such as 0.16 or \"15 days\"",
                );
                None
            }
        }
    }
}
