//! Numbers and lengths of time: unit, limits, interval.

use super::{Check, Spot, joined};
use crate::duration::{self, NoDuration};
use crate::knob::Knob;
use crate::nearest::did_you_mean;
use crate::tree::{Node, Table, Value};
use crate::vocabulary::{Form, Measure};

const UNCERTAIN: [&str; 4] = ["about", "low", "high", "source"];

impl Check<'_> {
    /// A number, plain or uncertain, in its unit; listed as a knob.
    pub(super) fn number(
        &mut self,
        measure: &'static Measure,
        node: &Node,
        spot: Spot<'_>,
    ) -> Option<f64> {
        if let Some(table) = node.table() {
            return self.uncertain(measure, table, node, spot);
        }
        let best = self.plain(measure, node, spot.path)?;
        self.list_knob(measure, node, spot, best);
        Some(best)
    }

    fn list_knob(&mut self, measure: &Measure, best_node: &Node, spot: Spot<'_>, best: f64) {
        let written = match &best_node.value {
            Value::Text(text) => text.clone(),
            _ => self.found(best_node),
        };
        self.knobs.push(Knob {
            path: spot.path.to_owned(),
            unit: measure.unit,
            about: spot.about,
            best,
            interval: None,
            limits: (measure.low, measure.high),
            whole: measure.form == Form::Whole,
            source: None,
            written,
        });
    }

    fn uncertain(
        &mut self,
        measure: &'static Measure,
        table: &Table,
        node: &Node,
        spot: Spot<'_>,
    ) -> Option<f64> {
        self.unknown_in_uncertain(table, spot);
        let Some(about) = table.get("about") else {
            let hint = "`about` is the best guess, `low` to `high` a 90 % interval";
            self.wrong(node.at, &joined(spot.path, "about"), "nothing", "`about`", hint);
            return None;
        };
        let best = self.plain(measure, &about.node, &joined(spot.path, "about"));
        let ends = ["low", "high"].map(|end| {
            let path = joined(spot.path, end);
            table.get(end).and_then(|entry| self.plain(measure, &entry.node, &path))
        });
        let source = table.get("source").map(|entry| {
            let path = joined(spot.path, "source");
            self.text(&entry.node, Spot { path: &path, about: spot.about })
        });
        let interval = self.interval(best, ends, table, spot);
        let best = best?;
        self.list_knob(measure, &about.node, spot, best);
        if let Some(knob) = self.knobs.last_mut() {
            knob.interval = interval;
            knob.source = source.flatten();
        }
        Some(best)
    }

    fn unknown_in_uncertain(&mut self, table: &Table, spot: Spot<'_>) {
        for (name, entry) in table.iter().filter(|(name, _)| !UNCERTAIN.contains(&name.as_str())) {
            let hint = did_you_mean(name, UNCERTAIN.into_iter(), "");
            let expected = "a key of an uncertain number";
            let path = joined(spot.path, name);
            self.wrong(entry.key_at, &path, "an unknown key", expected, &hint);
        }
    }

    /// The interval, when both of its ends are right and the best guess lies between them.
    fn interval(
        &mut self,
        best: Option<f64>,
        [low, high]: [Option<f64>; 2],
        table: &Table,
        spot: Spot<'_>,
    ) -> Option<(f64, f64)> {
        for (end, other) in [("low", "high"), ("high", "low")] {
            if let (Some(entry), false) = (table.get(end), table.contains_key(other)) {
                let found = format!("`{end}` without `{other}`");
                let hint = "an interval has two ends, `low` and `high`";
                self.wrong(entry.key_at, &joined(spot.path, end), &found, "both", hint);
            }
        }
        let (best, low, high) = (best?, low?, high?);
        for (end, outside) in [("low", low > best), ("high", high < best)] {
            if let (true, Some(entry)) = (outside, table.get(end)) {
                let side = if end == "low" { "at most" } else { "at least" };
                let about = table.get("about").map_or_else(String::new, |e| self.found(&e.node));
                let found = self.found(&entry.node);
                let expected = format!("{side} the best guess {about}");
                let hint = "`about` lies between `low` and `high`";
                self.wrong(entry.node.at, &joined(spot.path, end), &found, &expected, hint);
            }
        }
        (low <= best && best <= high).then_some((low, high))
    }

    /// A number without interval, in its unit.
    fn plain(&mut self, measure: &Measure, node: &Node, path: &str) -> Option<f64> {
        let number = match (&node.value, measure.form) {
            (Value::Number(number), Form::Plain | Form::Whole) => *number,
            (Value::Text(text), Form::Duration) => self.weeks(text, measure, node, path)?,
            (Value::Number(_), Form::Duration) => {
                let written = self.found(node);
                let hint = format!(
                    "a length of time needs its unit: \"{written} days\" or \"{written} weeks\""
                );
                self.mistyped(node, path, &measure.expected(), &hint);
                return None;
            }
            (Value::Text(text), _) if text.trim().parse::<f64>().is_ok() => {
                self.mistyped(node, path, &measure.expected(), "write it without quotes");
                return None;
            }
            _ => {
                self.mistyped(node, path, &measure.expected(), measure.why);
                return None;
            }
        };
        let fits = (measure.low..=measure.high).contains(&number);
        let whole = measure.form != Form::Whole || number.fract().abs() <= 0.0;
        if fits && whole {
            return Some(number);
        }
        let hint = match number {
            _ if fits => "write it without a fraction",
            _ if !number.is_finite() => "write a finite number",
            _ if number < 0.0 && measure.low >= 0.0 => "it is never negative",
            _ => measure.why,
        };
        self.mistyped(node, path, &measure.expected(), hint);
        None
    }

    fn weeks(&mut self, text: &str, measure: &Measure, node: &Node, path: &str) -> Option<f64> {
        let hint = match duration::weeks(text) {
            Ok(weeks) if weeks.is_finite() => return Some(weeks),
            Ok(_) | Err(NoDuration::NoNumber) => measure.why.to_owned(),
            Err(NoDuration::NoUnit) => {
                let number = text.trim();
                format!("a length of time needs its unit: \"{number} days\" or \"{number} weeks\"")
            }
            Err(NoDuration::UnknownUnit(Some(near))) => format!("did you mean `{near}`?"),
            Err(NoDuration::UnknownUnit(None)) => {
                let units: Vec<&str> = duration::unit_names().collect();
                format!("the units are {}", units.join(", "))
            }
        };
        self.mistyped(node, path, &measure.expected(), &hint);
        None
    }
}
