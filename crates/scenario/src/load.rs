//! From texts to a checked scenario: the model below, the scenario over it, settings on top.

use std::path::{Path, PathBuf};

use crate::build::{build, correlated};
use crate::builtin::{BuiltIn, built_in_models};
use crate::conform::conform;
use crate::hash::hash;
use crate::merge::lay_over;
use crate::nearest::nearest;
use crate::problem::{Problem, Problems};
use crate::scenario::Scenario;
use crate::setting::{Change, Setting};
use crate::source::{NoText, Place, Sources, read};
use crate::syntax::parse;
use crate::tree::{Node, Table, Value};
use crate::vocabulary::{Kind, SCENARIO};

/// Why a scenario cannot be used.
#[derive(Debug)]
pub enum Refusal {
    /// It could not be read at all: exit code 4.
    Unreadable(String),
    /// It was read and is wrong: exit code 3.
    Invalid(Problems),
}

/// Everything that a scenario is made from: all layers in one tree, and the texts they came from.
#[derive(Debug, Clone)]
pub(crate) struct Layers {
    pub(crate) tree: Node,
    pub(crate) sources: Sources,
    model_name: String,
    text: String,
}

/// Reads and checks the scenario at `path`, with settings applied.
///
/// # Errors
/// When it cannot be read, or with every problem that it has.
pub fn load(path: &Path, settings: &[Setting]) -> Result<Scenario, Refusal> {
    let name = path.display().to_string();
    match read(path) {
        Ok(text) => check(&name, &text, path.parent(), settings).map_err(Refusal::Invalid),
        Err(NoText::Unreadable(why)) => {
            let why = crate::problem::visible(&format!("cannot read {name}: {why}"));
            Err(Refusal::Unreadable(why))
        }
        Err(NoText::Unfit(unfit)) => {
            let mut sources = Sources::default();
            let at = Place::whole(sources.add(&name, ""));
            let problem = Problem::new(at, "", &unfit.found, unfit.expected, unfit.hint);
            Err(Refusal::Invalid(Problems::new(vec![problem], sources)))
        }
    }
}

/// Checks a built-in scenario, with settings applied.
///
/// # Errors
/// When the settings make it wrong.
pub fn load_built_in(scenario: &BuiltIn, settings: &[Setting]) -> Result<Scenario, Refusal> {
    let name = format!("{} (built in)", scenario.name);
    check(&name, scenario.text, None, settings).map_err(Refusal::Invalid)
}

/// Checks the text of a scenario. Paths in it are relative to `folder`.
fn check(
    name: &str,
    text: &str,
    folder: Option<&Path>,
    settings: &[Setting],
) -> Result<Scenario, Problems> {
    let mut stack = Stack { sources: Sources::default(), problems: Vec::new(), folder };
    let layers = stack.layers(name, text, settings);
    let Stack { sources, problems, .. } = stack;
    match layers {
        Some(layers) => assemble(layers, problems),
        None => Err(Problems::new(problems, sources)),
    }
}

/// Checks all layers together; `problems` are those that were met on the way here.
pub(crate) fn assemble(layers: Layers, mut problems: Vec<Problem>) -> Result<Scenario, Problems> {
    let conformed = conform(SCENARIO, &layers.tree, &layers.sources);
    problems.extend(conformed.problems);
    let built = build(&conformed.tree, &layers.sources, &layers.model_name, &mut problems);
    let correlated = correlated(&conformed.tree, &conformed.knobs, &layers.sources, &mut problems);
    if !problems.is_empty() {
        return Err(Problems::new(problems, layers.sources));
    }
    let built = built.expect("what could not be built was reported");
    Ok(Scenario {
        title: built.title,
        about: built.about,
        model_title: built.model_title,
        model_about: built.model_about,
        hash: hash(&built.experiment, &built.economics),
        experiment: built.experiment,
        strategy_titles: built.strategy_titles,
        economics: built.economics,
        replications: built.replications,
        knobs: conformed.knobs,
        correlated,
        observed: built.observed,
        text: layers.text.clone(),
        layers,
    })
}

/// Layers in the making.
struct Stack<'a> {
    sources: Sources,
    problems: Vec<Problem>,
    folder: Option<&'a Path>,
}

static MODEL: Kind = Kind::Model;

impl Stack<'_> {
    fn layers(&mut self, name: &str, text: &str, settings: &[Setting]) -> Option<Layers> {
        let mut tree = self.tree_of(name, text, Sources::add)?;
        let (of_model, others): (Vec<Change>, Vec<Change>) =
            self.changes(settings).into_iter().partition(Change::names_model);
        self.apply(of_model, &mut tree);
        let model_name = self.put_model_below(&mut tree);
        self.apply(others, &mut tree);
        Some(Layers { tree, sources: self.sources.clone(), model_name, text: text.to_owned() })
    }

    fn tree_of(
        &mut self,
        name: &str,
        text: &str,
        add: fn(&mut Sources, &str, &str) -> u32,
    ) -> Option<Node> {
        let file = add(&mut self.sources, name, text);
        parse(self.sources.of(Place::whole(file)), file, &mut self.problems)
    }

    fn changes(&mut self, settings: &[Setting]) -> Vec<Change> {
        let mut changes = Vec::new();
        for setting in settings {
            match Change::read(setting, &mut self.sources) {
                Ok(change) => changes.push(change),
                Err(problem) => self.problems.push(*problem),
            }
        }
        changes
    }

    fn apply(&mut self, changes: Vec<Change>, tree: &mut Node) {
        for change in changes {
            self.problems.extend(change.apply(tree).err().map(|problem| *problem));
        }
    }

    /// Lays the scenario's own `[model]` over the model that it names, and says which that is.
    fn put_model_below(&mut self, tree: &mut Node) -> String {
        let own = "the scenario's own model".to_owned();
        let Some(entry) = tree.table_mut().and_then(|table| table.get_mut("model")) else {
            return own;
        };
        let Some(base) = take_base(&mut entry.node) else { return own };
        let Some(name) = base.text() else {
            let at = base.at;
            let found = self.sources.slice(at).to_owned();
            let expected = "the name of a built-in model or the path of a model file";
            let hint = "such as \"relationship\"";
            self.problems.push(Problem::new(at, "model.base", &found, expected, hint));
            entry.node.value = Value::Wrong;
            return own;
        };
        match self.model(name, base.at) {
            Some(mut below) => {
                let over = std::mem::replace(&mut entry.node, Node::empty(0));
                lay_over(Some(&MODEL), &mut below, over);
                entry.node = below;
            }
            None => entry.node.value = Value::Wrong,
        }
        name.to_owned()
    }

    /// The tree of a model: built in, or a file beside the scenario.
    fn model(&mut self, name: &str, at: Place) -> Option<Node> {
        let known = built_in_models();
        let tree = if let Some(model) = known.iter().find(|model| model.name == name) {
            self.tree_of(&format!("{name} (built-in model)"), model.text, Sources::add_model)?
        } else {
            let path = self.folder.map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
            match read(&path) {
                Ok(text) => self.tree_of(&path.display().to_string(), &text, Sources::add_model)?,
                Err(why) => {
                    self.problems.push(no_model(name, at, why));
                    return None;
                }
            }
        };
        let has = |key: &&str| tree.table().is_some_and(|table| table.contains_key(*key));
        if ["strategy", "market", "model"].iter().any(has) {
            let found = format!("\"{name}\", which is a scenario");
            let hint =
                "a model says how prospects behave: write its [model] into a file of its own";
            self.problems.push(Problem::new(at, "model", &found, "a model", hint));
            return None;
        }
        if let Some(entry) = tree.table().and_then(|table| table.get("base")) {
            let hint = "a model file holds a whole model: changes to one go into a scenario";
            let found = "`base` in a model file";
            self.problems.push(Problem::new(entry.key_at, "model.base", found, "no base", hint));
        }
        Some(tree)
    }
}

/// Takes what names the model below out of `model`, and leaves the changes to it.
fn take_base(model: &mut Node) -> Option<Node> {
    match &mut model.value {
        Value::Text(_) => {
            let nothing = Node { value: Value::Table(Table::new()), at: model.at };
            Some(std::mem::replace(model, nothing))
        }
        Value::Table(table) => table.shift_remove("base").map(|base| base.node),
        _ => None,
    }
}

fn no_model(name: &str, at: Place, why: NoText) -> Problem {
    let names: Vec<&str> = built_in_models().iter().map(|model| model.name).collect();
    let found = match why {
        NoText::Unreadable(why) => format!("\"{name}\", which is not built in, nor read ({why})"),
        NoText::Unfit(unfit) => format!("\"{name}\", which is {}", unfit.found),
    };
    let hint = match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "built-in models: {}; anything else is a path relative to the scenario",
            names.join(", ")
        ),
    };
    let expected = "the name of a built-in model or the path of a model file";
    Problem::new(at, "model", &found, expected, &hint)
}
