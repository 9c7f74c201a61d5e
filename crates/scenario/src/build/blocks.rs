//! The week in blocks: the short keys, the long form, and nurture.

use longview_engine::model::{ActivityId, Cadence};
use longview_engine::plan::{Amount, Block, Task};

use super::Site;
use super::activity::{cadence, has_table};
use super::names::Names;
use super::part::{Part, whole_weeks};

/// The short keys in the order in which their blocks are served, and the activity of each.
pub(super) const SHORT: [(&str, &str); 4] = [
    ("follow_up_hours", "follow_up"),
    ("cold_call_hours", "cold_call"),
    ("content", "content"),
    ("emails", "email"),
];

/// The blocks of a strategy; what is wrong is reported and left out.
pub(super) fn blocks(
    strategy: &Part<'_>,
    root: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Vec<Block> {
    let mut blocks = if strategy.has("block") {
        not_both(strategy, site);
        let long = strategy.items("block");
        long.iter().filter_map(|part| long_block(part, root, names, site)).collect()
    } else {
        let short = SHORT.iter();
        short
            .filter_map(|(key, name)| short_block(strategy, key, name, root, names, site))
            .collect()
    };
    if let Some(part) = strategy.part("nurture") {
        nurture(&part, &mut blocks, root, names, site);
    }
    blocks
}

fn not_both(strategy: &Part<'_>, site: &mut Site<'_>) {
    for (key, activity) in SHORT.iter().filter(|(key, _)| strategy.has(key)) {
        site.wrong(
            strategy.key_place(key),
            &strategy.path_of(key),
            &format!("`{key}` beside `block`"),
            "either the short keys or blocks",
            &format!("write it as a block with do = \"{activity}\""),
        );
    }
}

fn short_block(
    strategy: &Part<'_>,
    key: &str,
    name: &str,
    root: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Block> {
    if !strategy.has(key) {
        return None;
    }
    let Some(activity) = names.known_activity(name) else {
        let known: Vec<&str> = names.activities.iter().map(|name| name.text).collect();
        site.wrong(
            strategy.key_place(key),
            &strategy.path_of(key),
            &format!("a model without activity `{name}`"),
            &format!("a model that has `{name}`"),
            &if known.is_empty() {
                "this model has no activities at all".to_owned()
            } else {
                format!("it has {}: use [[{}.block]]", known.join(", "), strategy.path)
            },
        );
        return None;
    };
    let amount = if key.ends_with("_hours") {
        Amount::Time(strategy.hours(key)?)
    } else {
        let attempts = strategy.positive(key);
        Amount::Attempts(attempts?)
    };
    let at = (strategy.key_place(key), strategy.path_of(key));
    takes_time(&amount, activity, at, root, names, site);
    Some(Block { amount, tasks: vec![Task { activity, cadence: None }], until: None })
}

const UNTIL_HINT: &str = "blocks go by weeks, such as until = \"1 week\"";

fn long_block(
    part: &Part<'_>,
    root: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Block> {
    let amount = amount(part, site);
    let mut tasks = Vec::new();
    for word in part.words("do").unwrap_or_default() {
        let Some(activity) = names.activity(&word, site) else { continue };
        if aim_of(activity, root, names).is_some_and(|aim| aim == "booked" || aim == "ask") {
            let hint = "meetings are held when due, and an ask follows on an encounter: remove it";
            site.wrong_word(&word, "an activity that is scheduled", hint);
            continue;
        }
        if let Some(amount) = &amount {
            takes_time(amount, activity, (word.at, word.path), root, names, site);
        }
        tasks.push(Task { activity, cadence: None });
    }
    let until = if part.has("until") {
        Some(whole_weeks(part, "until", (1, UNTIL_HINT), site)?)
    } else {
        None
    };
    Some(Block { amount: amount?, tasks, until })
}

fn amount(part: &Part<'_>, site: &mut Site<'_>) -> Option<Amount> {
    if part.flag("as_needed") == Some(false) {
        let (at, path) = (part.place("as_needed"), part.path_of("as_needed"));
        site.wrong(at, &path, "false", "true", "write hours or attempts instead");
        return None;
    }
    if part.has("hours") {
        part.hours("hours").map(Amount::Time)
    } else if part.has("attempts") {
        part.positive("attempts").map(Amount::Attempts)
    } else {
        part.flag("as_needed").map(|_| Amount::AsNeeded)
    }
}

fn aim_of<'a>(activity: ActivityId, root: &Part<'a>, names: &Names<'_>) -> Option<&'a str> {
    let activities = root.part("model")?.part("activity")?;
    let activity = activities.part(names.activities[activity.0].text)?;
    activity.text("aim").map(|aim| aim.text)
}

/// Attempts that take no time never fill a block that is measured in time.
fn takes_time(
    amount: &Amount,
    activity: ActivityId,
    (at, path): (crate::source::Place, String),
    root: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) {
    const A_MILLISECOND: f64 = 1.0 / 60_000.0;
    let name = names.activities[activity.0].text;
    let activities = root.part("model").and_then(|model| model.part("activity"));
    let part = activities.and_then(|activities| activities.part(name));
    let minutes = part.and_then(|part| part.number("minutes"));
    let instant = minutes.is_some_and(|minutes| minutes < A_MILLISECOND);
    if instant && !matches!(amount, Amount::Attempts(_)) {
        site.wrong(
            at,
            &path,
            &format!("`{name}`, which takes 0 minutes"),
            "an activity that takes time",
            "such a block would never be full: count it in attempts, or give it minutes",
        );
    }
}

/// Staying in touch: the cadence of the block that has the activity, or a block of its own.
fn nurture(
    part: &Part<'_>,
    blocks: &mut Vec<Block>,
    root: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<()> {
    let word = part.text("activity")?;
    let activity = names.activity(&word, site)?;
    if aim_of(activity, root, names).is_some_and(|aim| aim == "booked" || aim == "ask") {
        site.wrong_word(&word, "an activity that can touch", "such as content or email");
        return None;
    }
    let model = root.part("model")?;
    let own = model.part("activity").and_then(|all| all.part(word.text));
    let stages = model.part("stage");
    let is_open = |stage: usize| {
        let part = stages.as_ref().and_then(|stages| stages.part(names.stages[stage].text));
        part.is_none_or(|part| !part.has("end"))
    };
    let touches =
        |stage| own.as_ref().is_none_or(|own| has_table(own, stage, is_open(stage), names));
    let cadence = cadence(part, &touches, names, site)?;
    let cap = ["hours", "attempts"].into_iter().find(|key| part.has(key));
    if give_cadence(blocks, activity, &cadence) {
        if let Some(cap) = cap {
            let hint = "the block of this activity says how much there is: remove one of them";
            let found = format!("`{cap}`, while the activity has a block");
            site.wrong(part.key_place(cap), &part.path_of(cap), &found, "no cap", hint);
        }
        return Some(());
    }
    let amount = match cap {
        Some("hours") => Amount::Time(part.hours("hours")?),
        Some(_) => Amount::Attempts(part.positive("attempts")?),
        None => Amount::AsNeeded,
    };
    takes_time(&amount, activity, (word.at, word.path), root, names, site);
    let tasks = vec![Task { activity, cadence: Some(cadence) }];
    blocks.push(Block { amount, tasks, until: None });
    Some(())
}

/// Whether a block has the activity; its tasks then have the cadence.
fn give_cadence(blocks: &mut [Block], activity: ActivityId, cadence: &Cadence) -> bool {
    let tasks = blocks.iter_mut().flat_map(|block| &mut block.tasks);
    let mut given = false;
    for task in tasks.filter(|task| task.activity == activity) {
        task.cadence = Some(cadence.clone());
        given = true;
    }
    given
}
