//! Figures from real data, and where their simulated counterparts are found.

use longview_engine::model::StageId;
use longview_engine::plan::Probe;
use longview_engine::units::{Probability, Weeks};

use super::Site;
use super::names::Names;
use super::part::{Part, Word};
use crate::duration;
use crate::scenario::{Counterpart, Observed};

const DAYS_PER_WEEK: f64 = 7.0;

/// The figures, and the probes that measure their counterparts.
pub(super) fn observed(
    root: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> (Vec<Observed>, Vec<Probe>) {
    let mut probes = Vec::new();
    let items = root.items("observed");
    let figures = items.iter().filter_map(|part| figure(part, &mut probes, names, site)).collect();
    (figures, probes)
}

fn figure(
    part: &Part<'_>,
    probes: &mut Vec<Probe>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Observed> {
    let strategy = part.text("strategy").map_or(Some(0), |word| names.strategy(&word, site));
    let kind = ["share_reaching", "quantile", "chance_of"].into_iter().find(|key| part.has(key))?;
    let is_time = kind == "quantile";
    let value = figure_of(part, "value", is_time, site);
    let counterpart = match kind {
        "share_reaching" => share_by(part, probes, names, site),
        "quantile" => quantile(part, probes, names, site),
        _ => chance(part, names, site),
    };
    let standard_error =
        part.has("standard_error").then(|| figure_of(part, "standard_error", is_time, site));
    only_its_own_keys(part, kind, site);
    Some(Observed {
        name: part.text("name")?.text.to_owned(),
        strategy: strategy?,
        value: value?,
        standard_error: standard_error.flatten(),
        source: part.text("source").map(|source| source.text.to_owned()),
        counterpart: counterpart?,
    })
}

/// Keys that belong to another kind of figure would do nothing.
fn only_its_own_keys(part: &Part<'_>, kind: &str, site: &mut Site<'_>) {
    const OF_KIND: [(&str, &str); 5] = [
        ("by", "share_reaching"),
        ("of_time_to", "quantile"),
        ("among", "chance_of"),
        ("relative_to", "chance_of"),
        ("relative_among", "chance_of"),
    ];
    for (key, owner) in OF_KIND.iter().filter(|(key, owner)| *owner != kind && part.has(key)) {
        let found = format!("`{key}` beside `{kind}`");
        let hint = format!("it belongs to figures with `{owner}`: remove it");
        site.wrong(part.key_place(key), &part.path_of(key), &found, "no such key", &hint);
    }
}

/// A figure as a number, or as a time in days.
fn figure_of(part: &Part<'_>, key: &str, is_time: bool, site: &mut Site<'_>) -> Option<f64> {
    if is_time {
        return time(part, key, site).map(|weeks| weeks.get() * DAYS_PER_WEEK);
    }
    let number = part.number(key).filter(|number| *number >= 0.0);
    if number.is_none() && part.has(key) && !part.is_wrong(key) {
        let found = site.sources.slice(part.place(key)).to_owned();
        let hint = "shares and chances are plain numbers, such as 0.16";
        site.wrong(part.place(key), &part.path_of(key), &found, "a number of at least 0", hint);
    }
    number
}

fn time(part: &Part<'_>, key: &str, site: &mut Site<'_>) -> Option<Weeks> {
    let weeks = part.text(key).and_then(|word| duration::weeks(word.text).ok());
    let time = weeks.and_then(|weeks| Weeks::new(weeks).ok());
    if time.is_none() && !part.is_wrong(key) {
        let written = part.has(key).then(|| site.sources.slice(part.place(key)));
        let found = written.unwrap_or("nothing").to_owned();
        let hint = "write a number and its unit, such as \"14.9 days\"";
        site.wrong(part.place(key), &part.path_of(key), &found, "a length of time", hint);
    }
    time
}

fn share_by(
    part: &Part<'_>,
    probes: &mut Vec<Probe>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Counterpart> {
    let stages = stages(part, "share_reaching", names, site)?;
    let by = time(part, "by", site)?;
    let (probe, found) = probe_of(probes, stages);
    let by = position(&mut found.by, by);
    Some(Counterpart::ShareBy { probe, by })
}

fn quantile(
    part: &Part<'_>,
    probes: &mut Vec<Probe>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Counterpart> {
    let quantile = part.number("quantile").and_then(|number| Probability::new(number).ok());
    if quantile.is_none() && !part.is_wrong("quantile") {
        let hint = "the median is 0.5";
        let (at, path) = (part.place("quantile"), part.path_of("quantile"));
        let found = site.sources.slice(at).to_owned();
        site.wrong(at, &path, &found, "a number from 0 to 1", hint);
    }
    let stages = stages(part, "of_time_to", names, site)?;
    let (probe, found) = probe_of(probes, stages);
    let quantile = position(&mut found.quantiles, quantile?);
    Some(Counterpart::Quantile { probe, quantile })
}

fn stages(
    part: &Part<'_>,
    key: &str,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Vec<StageId>> {
    needs(part, key, "the stage or stages", site);
    let words = part.words(key)?;
    let mut stages =
        words.iter().map(|word| names.stage(word, site)).collect::<Option<Vec<_>>>()?;
    stages.sort_unstable();
    stages.dedup();
    Some(stages)
}

fn needs(part: &Part<'_>, key: &str, what: &str, site: &mut Site<'_>) {
    if !part.has(key) {
        let expected = format!("`{key}`");
        let hint = format!("it names {what} that the figure is about");
        site.wrong(part.at, &part.path_of(key), "nothing", &expected, &hint);
    }
}

/// The probe of these stages, made when there is none yet.
fn probe_of(probes: &mut Vec<Probe>, stages: Vec<StageId>) -> (usize, &mut Probe) {
    let at = probes.iter().position(|probe| probe.stages == stages).unwrap_or(probes.len());
    if at == probes.len() {
        probes.push(Probe { stages, by: Vec::new(), quantiles: Vec::new() });
    }
    (at, &mut probes[at])
}

/// The position of a value, which is added when it is not there yet.
fn position<T: PartialEq>(values: &mut Vec<T>, value: T) -> usize {
    let at = values.iter().position(|known| *known == value).unwrap_or(values.len());
    if at == values.len() {
        values.push(value);
    }
    at
}

fn chance(part: &Part<'_>, names: &Names<'_>, site: &mut Site<'_>) -> Option<Counterpart> {
    needs(part, "among", "the outcomes", site);
    let of = part.text("chance_of").and_then(|word| outcome(&word, names, site));
    let among = outcomes(part, "among", names, site);
    is_one_of(part, "chance_of", among.as_ref(), site);
    let relative_to = match (part.has("relative_to"), part.has("relative_among")) {
        (false, false) => None,
        (to, among) => {
            if !to || !among {
                needs(part, "relative_to", "the outcome", site);
                needs(part, "relative_among", "the outcomes", site);
            }
            let to = part.text("relative_to").and_then(|word| outcome(&word, names, site));
            let among = outcomes(part, "relative_among", names, site);
            is_one_of(part, "relative_to", among.as_ref(), site);
            Some((to?, among?))
        }
    };
    Some(Counterpart::Chance { of: of?, among: among?, relative_to })
}

fn outcome(word: &Word<'_>, names: &Names<'_>, site: &mut Site<'_>) -> Option<String> {
    names.is_spoken(word, site).then(|| word.text.to_owned())
}

/// A chance is a share of the whole that it belongs to.
fn is_one_of(part: &Part<'_>, key: &str, whole: Option<&Vec<String>>, site: &mut Site<'_>) {
    let (Some(word), Some(whole)) = (part.text(key), whole) else { return };
    if !whole.iter().any(|name| name == word.text) {
        let expected = format!("one of those among which it is counted: {}", whole.join(", "));
        site.wrong_word(&word, &expected, "add it there, too");
    }
}

fn outcomes(
    part: &Part<'_>,
    key: &str,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Vec<String>> {
    part.words(key)?.iter().map(|word| outcome(word, names, site)).collect()
}
