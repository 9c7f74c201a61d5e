//! Single numbers and words that are changed from outside: `--set`, and the values of knobs.

use toml::de::{DeTable, DeValue};

use crate::conform::joined;
use crate::merge::{Step, kind_at, put};
use crate::nearest::did_you_mean;
use crate::problem::Problem;
use crate::source::{Place, Sources};
use crate::tree::{Node, Origin, Value, value_of};
use crate::vocabulary::{Form, Kind, SCENARIO};

/// One `--set PATH=VALUE`, as the user wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Such as `strategy.today.cold_call_hours`.
    pub path: String,
    /// Such as `12` or `"13 weeks"` or `"engaged"`: TOML; text may come without quotes.
    pub value: String,
}

/// A setting that was understood as far as it says what goes where.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    path: Vec<Step>,
    value: Node,
}

static ROOT: Kind = Kind::Group(SCENARIO);

impl Change {
    /// Reads a setting; it becomes a source of its own.
    pub(crate) fn read(setting: &Setting, sources: &mut Sources) -> Result<Self, Box<Problem>> {
        let text = format!("{}={}", setting.path, setting.value);
        let file = sources.add("--set", &text);
        let value_from = setting.path.len() + 1;
        let span = value_from..text.len();
        let at = Origin { file, offset: 0 }.place(&span);
        let path = steps(&setting.path, file).ok_or_else(|| Box::new(not_a_path(setting, file)))?;
        let value = match DeValue::parse(&setting.value) {
            Ok(value) if !is_text_without_quotes(&path, value.get_ref()) => {
                value_of(value.get_ref(), Origin { file, offset: value_from })
            }
            _ => Value::Text(setting.value.clone()),
        };
        Ok(Self { path, value: Node { value, at } })
    }

    /// The change of a number to a value in the unit of its knob.
    pub(crate) fn of_knob(
        path: &str,
        value: f64,
        sources: &mut Sources,
    ) -> Result<Self, Box<Problem>> {
        let value =
            if is_duration(path) { format!("\"{value} weeks\"") } else { value.to_string() };
        Self::read(&Setting { path: path.to_owned(), value }, sources)
    }

    /// Whether it names the model as a whole, and how.
    pub(crate) fn names_model(&self) -> bool {
        let path: Vec<&str> = self.path.iter().map(|step| step.name.as_str()).collect();
        matches!(path.as_slice(), ["model"] | ["model", "base"])
    }

    /// Another model below a scenario leaves what the scenario changes in its model.
    fn below_changes(mut self, tree: &Node) -> Self {
        let model = tree.table().and_then(|table| table.get("model"));
        let has_base = model
            .and_then(|model| model.node.table())
            .is_some_and(|changes| changes.contains_key("base"));
        if has_base && self.path.len() == 1 && self.names_model() {
            self.path.push(Step { name: "base".to_owned(), at: self.path[0].at });
        }
        self
    }

    /// Carries it out.
    pub(crate) fn apply(self, tree: &mut Node) -> Result<(), Box<Problem>> {
        let change = self.below_changes(tree);
        let steps = change.path.clone();
        put(Some(&ROOT), tree, &change.path, change.value).map_err(|astray| {
            let step = &steps[astray.step];
            let path = steps[..=astray.step]
                .iter()
                .fold(String::new(), |path, step| joined(&path, &step.name));
            let hint = did_you_mean(
                &step.name,
                astray.known.iter().map(String::as_str),
                "there is nothing below this: it is a plain value",
            );
            let expected = "the path of something in the scenario";
            Box::new(Problem::new(step.at, &path, "an unknown key", expected, &hint))
        })
    }
}

/// Whether a value that could be a number, say, stands where only text can.
fn is_text_without_quotes(path: &[Step], value: &DeValue<'_>) -> bool {
    match kind_at(&ROOT, path) {
        Some(Kind::Text | Kind::Choice(_)) => !value.is_str(),
        Some(Kind::Names) => !value.is_str() && !value.is_array(),
        _ => false,
    }
}

/// Whether the number at the end of a path is written as a length of time.
fn is_duration(path: &str) -> bool {
    let kind = steps(path, 0).and_then(|steps| kind_at(&ROOT, &steps));
    match kind {
        Some(Kind::Number(measure)) => measure.form == Form::Duration,
        Some(Kind::Delay) => true,
        _ => false,
    }
}

fn not_a_path(setting: &Setting, file: u32) -> Problem {
    let at = Origin { file, offset: 0 }.place(&(0..setting.path.len()));
    let expected = "a path such as strategy.today.cold_call_hours";
    let hint = "keys with dots between them; a key with spaces stands in quotes";
    Problem::new(at, "", &format!("\"{}\"", setting.path), expected, hint)
}

/// The steps of a path; a path is written as TOML writes dotted keys.
fn steps(path: &str, file: u32) -> Option<Vec<Step>> {
    let origin = Origin { file, offset: 0 };
    let line = format!("{path}=0");
    let table = DeTable::parse(&line).ok()?;
    let mut steps = Vec::new();
    let mut next = table.get_ref();
    loop {
        let mut entries = next.iter();
        let (Some((key, value)), None) = (entries.next(), entries.next()) else { return None };
        let at: Place = origin.place(&key.span());
        steps.push(Step { name: key.get_ref().to_string(), at });
        match value.get_ref() {
            DeValue::Table(table) => next = table,
            _ => break,
        }
    }
    // Only the appended nought may be the value: `a=1 # ` or a heading is no path.
    let ends_here = |step: &Step| step.at.end as usize <= path.trim_end().len();
    let whole = steps.last().is_some_and(|step| step.at.end as usize == path.trim_end().len());
    (whole && steps.iter().all(ends_here)).then_some(steps)
}
