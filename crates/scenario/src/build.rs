//! A conforming tree turned into an experiment. What cannot be built is reported and left out, so
//! that everything else is looked at too; a problem reported before is not reported again.

mod activity;
mod ask;
mod blocks;
mod correlated;
mod delay;
mod desk;
mod endless;
mod market;
mod model;
mod names;
mod need;
mod observed;
mod outcomes;
mod part;
mod promises;
mod reachable;
mod segments;
mod size;
mod strategy;
mod used;
mod worth;

use longview_engine::experiment::Experiment;
use longview_engine::plan::Horizon;

use crate::problem::Problem;
use crate::scenario::{Economics, Observed};
use crate::source::{Place, Sources};
use crate::tree::Node;

use names::Names;
use part::{Part, Word};

pub(crate) use correlated::correlated;

/// Everything that a scenario says, in the engine's types.
#[derive(Debug)]
pub(crate) struct Built {
    pub(crate) title: String,
    pub(crate) about: Option<String>,
    pub(crate) model_title: String,
    pub(crate) model_about: Option<String>,
    pub(crate) experiment: Experiment,
    pub(crate) strategy_titles: Vec<Option<String>>,
    pub(crate) economics: Economics,
    pub(crate) replications: u64,
    pub(crate) observed: Vec<Observed>,
}

/// Builds the experiment; `None` when something needed is missing, which was then reported.
pub(crate) fn build(
    tree: &Node,
    sources: &Sources,
    model_name: &str,
    problems: &mut Vec<Problem>,
) -> Option<Built> {
    let mut site = Site { sources, problems };
    let root = Part::root(tree)?;
    let horizon = horizon(&root);
    let team = root.part("desk").and_then(|desk| desk::team(&desk, &mut site));
    let market = root.part("market").and_then(|market| market::market(&market, &mut site));
    size::check(&root, horizon.as_ref(), team.as_ref(), market.as_ref(), &mut site);
    worth::check(&root, horizon.as_ref(), team.as_ref(), market.as_ref(), &mut site);
    let economics = root.part("economics").and_then(|economics| desk::economics(&economics));
    let names = Names::of(&root);
    let declares = |model: &Part<'_>| !model.is_wrong("stage") && !model.is_wrong("activity");
    let model_part = root.part("model").filter(declares);
    let model = model_part.as_ref().and_then(|part| model::model(part, &names, &mut site));
    let plans = model_part.as_ref().map(|_| strategy::strategies(&root, &names, &mut site));
    if let Some(plans) = &plans {
        used::check(&root, plans, &names, &mut site);
    }
    let (observed, probes) =
        model_part.as_ref().map(|_| observed::observed(&root, &names, &mut site))?;
    let model_title = model_part.as_ref().and_then(|part| part.text("title"));
    let model_about = model_part.as_ref().and_then(|part| part.text("about"));
    let strategies = plans?.into_iter().collect::<Option<Vec<_>>>()?;
    let (strategy_titles, strategies) = strategies.into_iter().unzip();
    Some(Built {
        title: root.text("title")?.text.to_owned(),
        about: root.text("about").map(|about| about.text.to_owned()),
        model_title: model_title.map_or(model_name, |title| title.text).to_owned(),
        model_about: model_about.map(|about| about.text.to_owned()),
        experiment: Experiment {
            model: model?,
            market: market?,
            team: team?,
            strategies,
            horizon: horizon?,
            probes,
        },
        strategy_titles,
        economics: economics?,
        replications: root.whole("replications")?,
        observed,
    })
}

fn horizon(root: &Part<'_>) -> Option<Horizon> {
    Some(Horizon { quarters: root.count("quarters")?, run_out: root.count("run_out")? })
}

/// Where problems are reported.
struct Site<'a> {
    sources: &'a Sources,
    problems: &'a mut Vec<Problem>,
}

impl Site<'_> {
    fn wrong(&mut self, at: Place, key: &str, found: &str, expected: &str, hint: &str) {
        self.problems.push(Problem::new(at, key, found, expected, hint));
    }

    /// Reports a word that is not what it should be.
    fn wrong_word(&mut self, word: &Word<'_>, expected: &str, hint: &str) {
        let found = format!("\"{}\"", crate::conform::clipped(word.text));
        self.wrong(word.at, &word.path, &found, expected, hint);
    }

    /// Whether nothing was reported since there were so many problems.
    fn nothing_since(&self, before: usize) -> bool {
        self.problems.len() == before
    }
}
