//! The names that a scenario declares and refers to.

use longview_engine::model::{ActivityId, StageId};

use super::Site;
use super::part::{Part, Word};
use crate::nearest::did_you_mean;

/// Names by what they name, in the order of the file.
#[derive(Debug)]
pub(super) struct Names<'a> {
    pub(super) stages: Vec<Word<'a>>,
    pub(super) activities: Vec<Word<'a>>,
    pub(super) segments: Vec<Word<'a>>,
    pub(super) strategies: Vec<Word<'a>>,
    /// Every outcome name of every table, once.
    pub(super) outcomes: Vec<&'a str>,
    /// Those that a conversation by phone can end in.
    spoken: Vec<&'a str>,
}

impl<'a> Names<'a> {
    /// Everything that is declared, even where the declaration is wrong otherwise.
    pub(super) fn of(root: &Part<'a>) -> Self {
        let model = root.part("model");
        let of_model = |key| model.as_ref().map(|model| model.names(key)).unwrap_or_default();
        let market = root.part("market");
        Self {
            stages: of_model("stage"),
            activities: of_model("activity"),
            segments: market.map(|market| market.names("segment")).unwrap_or_default(),
            strategies: root.names("strategy"),
            outcomes: model.as_ref().map(outcome_names).unwrap_or_default(),
            spoken: model.as_ref().map(spoken_names).unwrap_or_default(),
        }
    }

    /// The stage of this name.
    pub(super) fn stage(&self, word: &Word<'_>, site: &mut Site<'_>) -> Option<StageId> {
        find(&self.stages, word, "the name of a stage", site).map(StageId)
    }

    /// The stages of these names; those that are none are reported and left out.
    pub(super) fn stages(&self, words: &[Word<'_>], site: &mut Site<'_>) -> Vec<StageId> {
        words.iter().filter_map(|word| self.stage(word, site)).collect()
    }

    /// The activity of this name.
    pub(super) fn activity(&self, word: &Word<'_>, site: &mut Site<'_>) -> Option<ActivityId> {
        find(&self.activities, word, "the name of an activity", site).map(ActivityId)
    }

    /// The activity of this name, if the model has one.
    pub(super) fn known_activity(&self, name: &str) -> Option<ActivityId> {
        self.activities.iter().position(|known| known.text == name).map(ActivityId)
    }

    /// The strategy of this name.
    pub(super) fn strategy(&self, word: &Word<'_>, site: &mut Site<'_>) -> Option<usize> {
        find(&self.strategies, word, "the name of a strategy", site)
    }

    /// Whether there is an outcome of this name; reported when not.
    pub(super) fn is_outcome(&self, word: &Word<'_>, site: &mut Site<'_>) -> bool {
        let known = self.outcomes.contains(&word.text);
        if !known {
            let hint =
                did_you_mean(word.text, self.outcomes.iter().copied(), "there are no outcomes");
            site.wrong_word(word, "the name of an outcome", &hint);
        }
        known
    }

    /// Whether conversations by phone are counted by an outcome of this name; reported when not.
    pub(super) fn is_spoken(&self, word: &Word<'_>, site: &mut Site<'_>) -> bool {
        let spoken = self.spoken.contains(&word.text);
        if !spoken && self.is_outcome(word, site) {
            let expected = "an outcome of an activity with channel = \"phone\"";
            let of_phone = did_you_mean(word.text, self.spoken.iter().copied(), "there are none");
            let hint = format!("only conversations by phone are counted by outcome; {of_phone}");
            site.wrong_word(word, expected, &hint);
        }
        spoken
    }
}

fn find(known: &[Word<'_>], word: &Word<'_>, expected: &str, site: &mut Site<'_>) -> Option<usize> {
    let position = known.iter().position(|name| name.text == word.text);
    if position.is_none() {
        let names = known.iter().map(|name| name.text);
        let hint = did_you_mean(word.text, names, "there are none in this model");
        site.wrong_word(word, expected, &hint);
    }
    position
}

fn outcome_names<'a>(model: &Part<'a>) -> Vec<&'a str> {
    let mut tables: Vec<Part<'a>> = Vec::new();
    for (_, stage) in model.parts("stage") {
        tables.extend(stage.parts("timer").iter().filter_map(|(_, timer)| timer.part("outcomes")));
    }
    let calls = model.part("need").and_then(|need| need.part("calls_us"));
    let activities = model.parts("activity").into_iter().map(|(_, activity)| activity);
    tables.extend(activities.chain(calls).flat_map(|part| tables_by_stage(&part)));
    let shorts = model.parts("stage").into_iter().flat_map(|(_, stage)| {
        stage.parts("timer").into_iter().filter_map(|(_, timer)| timer.text("to"))
    });
    once(tables.iter().flat_map(Part::entries).chain(shorts))
}

fn spoken_names<'a>(model: &Part<'a>) -> Vec<&'a str> {
    let activities = model.parts("activity").into_iter().map(|(_, activity)| activity);
    let is_spoken = |part: &Part<'_>| part.text("channel").is_some_and(|it| it.text == "phone");
    let tables: Vec<Part<'a>> =
        activities.filter(is_spoken).flat_map(|part| tables_by_stage(&part)).collect();
    once(tables.iter().flat_map(Part::entries))
}

fn tables_by_stage<'a>(part: &Part<'a>) -> Vec<Part<'a>> {
    part.parts("on").into_iter().map(|(_, table)| table).collect()
}

/// Every name once, in order.
fn once<'a>(words: impl Iterator<Item = Word<'a>>) -> Vec<&'a str> {
    let mut names: Vec<&str> = words.map(|word| word.text).collect();
    names.sort_unstable();
    names.dedup();
    names
}
