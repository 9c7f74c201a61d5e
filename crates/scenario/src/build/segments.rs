//! Segments: what each takes from the market, and how the time is shared between them.

use longview_engine::market::Segment;
use longview_engine::units::Probability;

use super::Site;
use super::names::Names;
use super::part::{Part, Word};
use crate::merge::lay_over;
use crate::tree::{Node, Value};
use crate::vocabulary::{Kind, SEGMENT};

/// Shares that add up to one but for the last digits do add up to one.
const TOLERANCE: f64 = 1e-9;

static SEGMENT_KIND: Kind = Kind::Group(SEGMENT);

/// Each segment laid over what the market says for all.
pub(super) fn whole_segments<'a>(market: &Part<'a>) -> Vec<(Word<'a>, Node)> {
    let mut common = market.table.clone();
    common.shift_remove("segment");
    let Some(segments) = market.part("segment") else { return Vec::new() };
    let whole = |name: Word<'a>| {
        let own = segments.table.get(name.text)?.node.clone();
        let mut base = Node { value: Value::Table(common.clone()), at: name.at };
        lay_over(Some(&SEGMENT_KIND), &mut base, own);
        Some((name, base))
    };
    segments.entries().into_iter().filter_map(whole).collect()
}

/// The market's shares of time: those that are written, or else in proportion to prospects.
pub(super) fn shares(
    market: &Part<'_>,
    segments: &[Segment],
    site: &mut Site<'_>,
) -> Option<Vec<Probability>> {
    let parts = market.parts("segment");
    let written: Vec<f64> =
        parts.iter().filter_map(|(_, part)| part.number("share_of_time")).collect();
    let said = parts.iter().filter(|(_, part)| part.has("share_of_time")).count();
    let names = market.part("segment")?;
    if said == 0 {
        return in_proportion(segments);
    }
    if said < parts.len() {
        for (name, _) in parts.iter().filter(|(_, part)| !part.has("share_of_time")) {
            let hint = "all segments have a share of the time, or none";
            let path = format!("{}.share_of_time", name.path);
            site.wrong(name.at, &path, "nothing", "`share_of_time`", hint);
        }
        return None;
    }
    if written.len() < said {
        return None;
    }
    added_up(&written, &names, site)
}

fn in_proportion(segments: &[Segment]) -> Option<Vec<Probability>> {
    let all: f64 = segments.iter().map(|segment| f64::from(segment.prospects)).sum();
    segments.iter().map(|one| Probability::new(f64::from(one.prospects) / all).ok()).collect()
}

fn added_up(shares: &[f64], part: &Part<'_>, site: &mut Site<'_>) -> Option<Vec<Probability>> {
    let sum: f64 = shares.iter().sum();
    if (sum - 1.0).abs() > TOLERANCE {
        let first = part.entries().into_iter().next();
        site.wrong(
            first.map_or(part.at, |word| word.at),
            &part.path,
            &format!("shares of time that add up to {}", (sum * 1e6).round() / 1e6),
            "shares that add up to 1",
            "change one of them, or leave all of them out",
        );
        return None;
    }
    shares.iter().map(|share| Probability::new(*share).ok()).collect()
}

/// A strategy's own shares of time, in the order of the segments.
pub(super) fn own_shares(
    strategy: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Vec<Probability>> {
    let part = strategy.part("share_of_time")?;
    let before = site.problems.len();
    for word in part.entries() {
        if !names.segments.iter().any(|segment| segment.text == word.text) {
            let known = names.segments.iter().map(|segment| segment.text);
            let none = "the market has no segments: leave `share_of_time` out";
            let hint = crate::nearest::did_you_mean(word.text, known, none);
            site.wrong_word(&word, "the name of a segment", &hint);
        }
    }
    for segment in names.segments.iter().filter(|segment| !part.has(segment.text)) {
        let hint = "every segment has a share of the time; 0 is a share as well";
        site.wrong(part.at, &part.path_of(segment.text), "nothing", "its share", hint);
    }
    let shares: Option<Vec<f64>> =
        names.segments.iter().map(|segment| part.number(segment.text)).collect();
    if site.nothing_since(before) { added_up(&shares?, &part, site) } else { None }
}
