//! What somebody probably meant to write.

/// The candidate nearest to a word, if one is so near that a slip of the hand explains it, or that
/// the word is the beginning of it. Large and small letters are the same.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST_WORD: usize = 100;
    const MOST_CANDIDATES: usize = 1000;
    let length = word.chars().count();
    if length > LONGEST_WORD {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .take(MOST_CANDIDATES)
        .map(|candidate| (slips(&word, &candidate.to_lowercase()), candidate))
        .filter(|&(slips, candidate)| slips <= 1 + length.min(candidate.len()) / 4)
        .min_by_key(|&(slips, _)| slips)
        .map(|(_, candidate)| candidate)
}

/// Letters left out, added, exchanged or swapped; a word that was only begun counts as one.
fn slips(word: &str, candidate: &str) -> usize {
    const BEGINNING: usize = 3;
    let begun = word.len() >= BEGINNING && candidate.starts_with(word);
    let slips = strsim::damerau_levenshtein(word, candidate);
    if begun { slips.min(1) } else { slips }
}

/// What was probably meant, as a question that follows what was not found; empty where nothing is
/// near.
pub fn suggestion(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!(" (did you mean \"{near}\"?)"))
}

/// A hint with the nearest candidate, or with all of them when none is near; `none` where there are
/// no candidates at all.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl Iterator<Item = &'a str> + Clone,
    none: &str,
) -> String {
    match nearest(word, candidates.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => listed(candidates, none),
    }
}

fn listed<'a>(candidates: impl Iterator<Item = &'a str> + Clone, none: &str) -> String {
    const MOST: usize = 16;
    let shown: Vec<&str> = candidates.clone().take(MOST).collect();
    match candidates.count() {
        0 => none.to_owned(),
        all if all > MOST => format!("known here: {} and {} more", shown.join(", "), all - MOST),
        _ => format!("known here: {}", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, nearest, suggestion};

    #[test]
    fn a_slip_of_the_hand_finds_its_word_and_another_word_does_not() {
        let known = ["quarters", "run_out", "market", "today", "long-view"];
        let found = |word| nearest(word, known.into_iter());
        assert_eq!(found("quaters"), Some("quarters"));
        assert_eq!(found("Market"), Some("market"));
        assert_eq!(found("tody"), Some("today"));
        assert_eq!(found("longview"), Some("long-view"));
        assert_eq!(found("banana"), None);
    }

    #[test]
    fn the_beginning_of_a_word_finds_it_unless_another_word_is_nearer() {
        let known = ["benchmark-2025", "bench"];
        assert_eq!(nearest("benchm", known.into_iter()), Some("benchmark-2025"));
        assert_eq!(nearest("bench", known.into_iter()), Some("bench"));
        assert_eq!(nearest("be", known.into_iter()), None);
    }

    #[test]
    fn without_a_near_word_all_are_listed() {
        let known = ["low", "high"];
        assert_eq!(did_you_mean("banana", known.into_iter(), "none"), "known here: low, high");
        assert_eq!(did_you_mean("banana", [].into_iter(), "none"), "none");
        assert_eq!(suggestion(nearest("hihg", known.into_iter())), " (did you mean \"high\"?)");
        assert_eq!(suggestion(None), "");
    }
}
