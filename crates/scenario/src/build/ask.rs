//! When the rep asks for the sale.

use longview_engine::model::ActivityId;
use longview_engine::plan::AskPolicy;

use super::Site;
use super::names::Names;
use super::part::{Part, Word};

/// Encounters of these may be followed by an ask unless the strategy says otherwise.
const USUALLY_AFTER: [&str; 2] = ["meeting", "follow_up"];

/// The policy; `None` when a part of it is wrong.
pub(super) fn ask(
    part: &Part<'_>,
    root: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<AskPolicy> {
    let asking = asking(root);
    let activity = the_only(&asking, part, names, site);
    let after = after(part, &asking, names, site);
    let from = part.text("from").and_then(|from| names.stage(&from, site));
    Some(AskPolicy {
        activity: activity?,
        after: after?,
        from: from?,
        goodwill: part.real("goodwill"),
        chance: part.chance("chance")?,
    })
}

/// The activities with the aim to ask.
fn asking<'a>(root: &Part<'a>) -> Vec<Word<'a>> {
    let activities = root.part("model").map(|model| model.parts("activity")).unwrap_or_default();
    let asks = |part: &Part<'_>| part.text("aim").is_some_and(|aim| aim.text == "ask");
    activities.into_iter().filter(|(_, part)| asks(part)).map(|(name, _)| name).collect()
}

fn the_only(
    asking: &[Word<'_>],
    part: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<ActivityId> {
    let found = match asking {
        [only] => return names.known_activity(only.text),
        [] => "a model without an activity of aim \"ask\"".to_owned(),
        several => {
            let several: Vec<&str> = several.iter().map(|name| name.text).collect();
            format!("several activities of aim \"ask\" ({})", several.join(", "))
        }
    };
    let hint = "its outcome tables say what comes of asking";
    site.wrong(part.at, &part.path, &found, "one activity of aim \"ask\" in the model", hint);
    None
}

fn after(
    part: &Part<'_>,
    asking: &[Word<'_>],
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Vec<ActivityId>> {
    if !part.has("after") {
        let usual = USUALLY_AFTER.iter().filter_map(|name| names.known_activity(name));
        let usual: Vec<ActivityId> = usual.collect();
        if usual.is_empty() {
            let hint = "name the activities whose encounters may be followed by an ask";
            let path = part.path_of("after");
            site.wrong(part.at, &path, "nothing", "`after`", hint);
            return None;
        }
        return Some(usual);
    }
    let words = part.words("after")?;
    for word in words.iter().filter(|word| asking.iter().any(|ask| ask.text == word.text)) {
        site.wrong_word(word, "an activity that does not ask itself", "remove it");
    }
    words.iter().map(|word| names.activity(word, site)).collect()
}
