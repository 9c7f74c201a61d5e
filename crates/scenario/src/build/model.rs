//! The model: stages and their timers, and everything that belongs to the prospect.

use longview_engine::model::{End, Fatigue, Model, OptOut, Receptivity, Stage, StageId, Timer};

use super::activity::activities;
use super::delay::delay;
use super::names::Names;
use super::need::need;
use super::outcomes::{ANY, single, table};
use super::part::{Part, Word};
use super::{Site, endless, promises, reachable};

/// The model; `None` when a part of it is wrong. Only a model whose parts are right is looked at as
/// a whole.
pub(super) fn model(part: &Part<'_>, names: &Names<'_>, site: &mut Site<'_>) -> Option<Model> {
    let before = site.problems.len();
    let stages = stages(part, names, site);
    let open: Vec<bool> = stages.iter().map(|stage| stage.end.is_none()).collect();
    let start = start(part, names, &open, site);
    let activities = activities(part, &open, names, site);
    let opt_out = part.part("opt_out").map(|part| opt_out(&part, &stages, names, site));
    let need = part.part("need").map(|part| need(&part, &open, names, site));
    let model = Model {
        start: start?,
        activities,
        need: need.flatten(),
        receptivity: receptivity(&part.part("receptivity")?)?,
        goodwill_half_life: part.part("goodwill")?.weeks("half_life")?,
        fatigue: fatigue(&part.part("fatigue")?)?,
        opt_out: opt_out.flatten(),
        reachability: part.part("reachability").and_then(|part| part.positive("concentration")),
        stages,
    };
    if !site.nothing_since(before) || part.has_wrong() {
        return None;
    }
    reachable::check(&model, part, site);
    endless::check(&model, part, site);
    promises::check(&model, part, site);
    Some(model)
}

fn stages(part: &Part<'_>, names: &Names<'_>, site: &mut Site<'_>) -> Vec<Stage> {
    let tables = part.part("stage");
    let of_name = |name: &Word<'_>| tables.as_ref().and_then(|tables| tables.part(name.text));
    names.stages.iter().map(|name| stage(name, of_name(name), names, site)).collect()
}

/// A stage; one whose table is wrong is kept as a bare name, so that positions stay.
#[expect(clippy::cast_possible_truncation, reason = "limits were checked")]
fn stage(name: &Word<'_>, part: Option<Part<'_>>, names: &Names<'_>, site: &mut Site<'_>) -> Stage {
    if name.text == ANY {
        let hint = "in outcome tables it means every open stage: choose another name";
        site.wrong_word(name, "the name of a stage", hint);
    }
    let end = part.as_ref().and_then(|part| part.text("end")).map(|end| match end.text {
        "won" => End::Won,
        "lost" => End::Lost,
        _ => End::OptedOut,
    });
    let flag = |key| part.as_ref().and_then(|part| part.flag(key)).unwrap_or(false);
    Stage {
        name: name.text.to_owned(),
        rung: part.as_ref().and_then(|part| part.number("rung")).unwrap_or(0.0) as i32,
        end,
        decided: flag("decided"),
        appointment: flag("appointment"),
        timers: part.map(|part| timers(&part, end, names, site)).unwrap_or_default(),
    }
}

fn timers(part: &Part<'_>, end: Option<End>, names: &Names<'_>, site: &mut Site<'_>) -> Vec<Timer> {
    if end.is_some() && part.part("timer").is_some_and(|timers| !timers.table.is_empty()) {
        site.wrong(
            part.key_place("timer"),
            &part.path_of("timer"),
            "a timer in a stage that is an end",
            "timers in open stages only",
            "nothing happens after the end: remove the timer, or `end`",
        );
    }
    let timers = part.parts("timer").into_iter();
    timers.filter_map(|(name, part)| timer(name.text, &part, names, site)).collect()
}

fn timer(name: &str, part: &Part<'_>, names: &Names<'_>, site: &mut Site<'_>) -> Option<Timer> {
    let delay = delay(part, "delay", site);
    let outcomes = match part.text("to") {
        Some(to) => names.stage(&to, site).map(|stage| single(to.text, stage)),
        None => part.part("outcomes").map(|outcomes| table(&outcomes, names, site)),
    };
    Some(Timer { name: name.to_owned(), delay: delay?, outcomes: outcomes? })
}

fn start(
    part: &Part<'_>,
    names: &Names<'_>,
    open: &[bool],
    site: &mut Site<'_>,
) -> Option<StageId> {
    let word = part.text("start")?;
    let start = names.stage(&word, site)?;
    if !open[start.0] && !part.part("stage")?.is_wrong(word.text) {
        site.wrong_word(&word, "an open stage", "nobody starts at the end");
    }
    Some(start)
}

fn receptivity(part: &Part<'_>) -> Option<Receptivity> {
    Some(Receptivity {
        goodwill: part.real("goodwill")?,
        in_market: part.real("in_market")?,
        out_of_market: part.real("out_of_market")?,
        fatigue: part.real("fatigue")?,
    })
}

fn fatigue(part: &Part<'_>) -> Option<Fatigue> {
    Some(Fatigue { half_life: part.weeks("half_life")?, free: part.real("free")? })
}

fn opt_out(
    part: &Part<'_>,
    stages: &[Stage],
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<OptOut> {
    let word = part.text("to")?;
    let to = names.stage(&word, site)?;
    if stages[to.0].end != Some(End::OptedOut) {
        let hint = "whoever opts out is never touched again: give that stage end = \"opted-out\"";
        site.wrong_word(&word, "a stage with end = \"opted-out\"", hint);
    }
    Some(OptOut { base: part.chance("base")?, slope: part.real("slope")?, to })
}
