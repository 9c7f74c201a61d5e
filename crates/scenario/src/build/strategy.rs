//! Strategies.

use longview_engine::plan::{Energy, Focus, Rhythm, Scorecard, Strategy};
use longview_engine::units::Real;

use super::Site;
use super::ask::ask;
use super::blocks::blocks;
use super::names::Names;
use super::part::{Part, Word, whole_weeks};
use super::segments::own_shares;

/// A strategy with its title; `None` when a part of it is wrong.
pub(super) type Plan = Option<(Option<String>, Strategy)>;

/// The strategies, in the order of the file.
pub(super) fn strategies(root: &Part<'_>, names: &Names<'_>, site: &mut Site<'_>) -> Vec<Plan> {
    let Some(all) = root.part("strategy") else { return vec![None] };
    names
        .strategies
        .iter()
        .map(|name| {
            let part = all.part(name.text)?;
            let before = site.problems.len();
            let strategy = strategy(name, &part, root, names, site)?;
            let title = part.text("title").map(|title| title.text.to_owned());
            site.nothing_since(before).then_some((title, strategy))
        })
        .collect()
}

fn strategy(
    name: &Word<'_>,
    part: &Part<'_>,
    root: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Strategy> {
    let blocks = blocks(part, root, names, site);
    let ask = part.part("ask").map(|ask| self::ask(&ask, root, names, site));
    let rhythm = part.part("rhythm").map_or(Some(Rhythm::Steady), |part| rhythm(&part, site));
    let time_shares = own_shares(part, names, site);
    let energy = part.text("scorecard").map(|card| energy(&card, root, names, site));
    Some(Strategy {
        name: name.text.to_owned(),
        blocks,
        ask: ask.flatten(),
        focus: part.part("focus").and_then(|focus| self::focus(&focus)),
        rhythm: rhythm?,
        time_shares,
        energy: energy.flatten(),
        departure: None,
        undone: None,
    })
}

fn focus(part: &Part<'_>) -> Option<Focus> {
    Some(Focus { top: part.chance("top")?, accuracy: part.chance("accuracy")? })
}

fn rhythm(part: &Part<'_>, site: &mut Site<'_>) -> Option<Rhythm> {
    const HINT: &str = "a rhythm goes by weeks, such as on = \"1 week\", off = \"3 weeks\"";
    let on = whole_weeks(part, "on", (1, HINT), site);
    let off = whole_weeks(part, "off", (0, HINT), site);
    Some(Rhythm::Bursts { on: on?, off: off? })
}

fn energy(
    card: &Word<'_>,
    root: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Energy> {
    let model = root.part("model")?;
    if !model.has("energy") {
        let hint = "add [model.energy], or leave the scorecard out";
        site.wrong_word(card, "a model that says how energy behaves", hint);
    }
    let part = model.part("energy")?;
    let scorecard = match card.text {
        "appointments" => Scorecard::Appointments,
        _ => Scorecard::Progress(progress(card, &part, names, site)?),
    };
    Some(Energy {
        start: part.chance("start")?,
        floor: part.chance("floor")?,
        recovery: part.chance("recovery")?,
        gain: part.real("gain")?,
        loss_aversion: part.real("loss_aversion")?,
        cost_per_hour: part.real("cost_per_hour")?,
        scorecard,
    })
}

fn progress(
    card: &Word<'_>,
    energy: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Vec<(String, Real)>> {
    if !energy.has("progress") {
        let hint = "add [model.energy.progress] with a weight per outcome";
        site.wrong_word(card, "weights of outcomes in the model", hint);
    }
    let weights = energy.part("progress")?;
    let weight = |word: &Word<'_>| {
        let weight = weights.real(word.text);
        names.is_outcome(word, site).then_some((word.text.to_owned(), weight?))
    };
    weights.entries().iter().map(weight).collect()
}
