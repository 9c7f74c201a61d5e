//! Uncertain numbers that hang together.

use super::Site;
use super::part::{Part, Word};
use crate::knob::Knob;
use crate::nearest::nearest;
use crate::problem::Problem;
use crate::scenario::Correlated;
use crate::source::Sources;
use crate::tree::Node;

/// The pairs that a scenario states; what is wrong with them is reported.
pub(crate) fn correlated(
    tree: &Node,
    knobs: &[Knob],
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Vec<Correlated> {
    let mut site = Site { sources, problems };
    let parts = Part::root(tree).map(|root| root.items("correlated")).unwrap_or_default();
    let mut pairs: Vec<Correlated> = Vec::new();
    for part in parts {
        let Some(pair) = pair(&part, knobs, &mut site) else { continue };
        if pairs.iter().any(|known| same(known, &pair)) {
            let hint = "say it once";
            site.wrong(part.at, &part.path, "a pair that was named before", "another pair", hint);
        } else {
            pairs.push(pair);
        }
    }
    if !is_possible(&pairs) {
        let at = tree.table().and_then(|table| table.get("correlated"));
        let at = at.map_or(tree.at, |entry| entry.key_at);
        let hint = "pairs that are not named count as 0; where a goes with b and b with c, name the \
                    pair a and c as well, or make the correlations smaller";
        let found = "correlations that contradict each other";
        let expected = "a positive definite matrix of all correlations";
        site.wrong(at, "correlated", found, expected, hint);
    }
    pairs
}

fn same(one: &Correlated, other: &Correlated) -> bool {
    let [a, b] = &one.numbers;
    other.numbers.contains(a) && other.numbers.contains(b)
}

fn pair(part: &Part<'_>, knobs: &[Knob], site: &mut Site<'_>) -> Option<Correlated> {
    let words = part.words("numbers")?;
    let named: Vec<Option<String>> = words.iter().map(|word| known(word, knobs, site)).collect();
    let rank = rank(part, site)?;
    match <[Option<String>; 2]>::try_from(named) {
        Ok([Some(a), Some(b)]) if a != b => Some(Correlated { numbers: [a, b], rank }),
        Ok([None, _] | [_, None]) => None,
        Ok(_) | Err(_) => {
            let path = part.path_of("numbers");
            let hint = "such as [\"model.activity.cold_call.reach\", \"market.fit.sd\"]";
            site.wrong(part.place("numbers"), &path, "another list", "two numbers", hint);
            None
        }
    }
}

fn rank(part: &Part<'_>, site: &mut Site<'_>) -> Option<f64> {
    let rank = part.number("rank").filter(|rank| *rank > -1.0 && *rank < 1.0);
    if rank.is_none() && part.has("rank") && !part.is_wrong("rank") {
        let found = site.sources.slice(part.place("rank")).to_owned();
        let hint = "0.5 is a loose, 0.9 a tight tie; numbers that are the same are written once";
        let expected = "a number above -1 and below 1";
        site.wrong(part.place("rank"), &part.path_of("rank"), &found, expected, hint);
    }
    rank
}

/// The path, if there is such a number.
fn known(word: &Word<'_>, knobs: &[Knob], site: &mut Site<'_>) -> Option<String> {
    let paths = || knobs.iter().map(|knob| knob.path.as_str());
    if paths().any(|path| path == word.text) {
        return Some(word.text.to_owned());
    }
    let hint = match nearest(word.text, paths()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`longview explain` lists every number".to_owned(),
    };
    site.wrong_word(word, "the path of a number of this scenario", &hint);
    None
}

/// Whether the matrix of all correlations is positive definite: Cholesky's factor exists.
fn is_possible(pairs: &[Correlated]) -> bool {
    let mut names: Vec<&String> = pairs.iter().flat_map(|pair| &pair.numbers).collect();
    names.sort();
    names.dedup();
    let normal = |a: usize, b: usize| {
        let stated = pairs.iter().find(|pair| {
            a != b && pair.numbers.contains(names[a]) && pair.numbers.contains(names[b])
        });
        match stated {
            Some(pair) => pair.normal(),
            None if a == b => 1.0,
            None => 0.0,
        }
    };
    let mut factor = vec![vec![0.0; names.len()]; names.len()];
    for row in 0..names.len() {
        for column in 0..=row {
            let before: f64 = (0..column).map(|at| factor[row][at] * factor[column][at]).sum();
            let rest: f64 = normal(row, column) - before;
            if row == column && rest <= 1e-9 {
                return false;
            }
            factor[row][column] =
                if row == column { rest.sqrt() } else { rest / factor[column][column] };
        }
    }
    true
}
