//! What somebody probably meant to write.

/// The candidate nearest to a word, if one is so near that a slip of the hand explains it.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    const LONGEST_WORD: usize = 100;
    const MOST_CANDIDATES: usize = 300;
    let length = word.chars().count();
    if length > LONGEST_WORD {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .take(MOST_CANDIDATES)
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|&(slips, candidate)| slips <= 1 + length.min(candidate.len()) / 4)
        .min_by_key(|&(slips, _)| slips)
        .map(|(_, candidate)| candidate)
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
    use super::{did_you_mean, nearest};

    #[test]
    fn a_slip_of_the_hand_finds_its_word_and_another_word_does_not() {
        let known = ["quarters", "run_out", "market"];
        assert_eq!(nearest("quaters", known.into_iter()), Some("quarters"));
        assert_eq!(nearest("Market", known.into_iter()), Some("market"));
        assert_eq!(nearest("banana", known.into_iter()), None);
    }

    #[test]
    fn without_a_near_word_all_are_listed() {
        let known = ["low", "high"];
        assert_eq!(did_you_mean("banana", known.into_iter(), "none"), "known here: low, high");
        assert_eq!(did_you_mean("banana", [].into_iter(), "none"), "none");
    }
}
