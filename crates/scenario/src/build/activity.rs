//! Activities.

use longview_engine::model::{Activity, Aim, Cadence, Channel, Effort, OnMiss};
use longview_engine::units::{Probability, Weeks, WorkTime};

use super::Site;
use super::names::Names;
use super::outcomes::{ANY, by_stage};
use super::part::Part;

/// The activities, in the order of the file; those with a wrong part are left out.
pub(super) fn activities(
    part: &Part<'_>,
    open: &[bool],
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Vec<Activity> {
    let activities = part.parts("activity");
    if !part.has("reachability") {
        for (_, activity) in &activities {
            all_alike(activity, site);
        }
    }
    let activities = activities.into_iter();
    activities.filter_map(|(name, part)| activity(name.text, &part, open, names, site)).collect()
}

fn activity(
    name: &str,
    part: &Part<'_>,
    open: &[bool],
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Activity> {
    let tables = by_stage(part, open, names, site);
    let aim = aim(part, open, names, site);
    let on_miss = part.part("on_miss").and_then(|miss| on_miss(&miss, part, names, site));
    let reach = reach(part, site);
    Some(Activity {
        name: name.to_owned(),
        channel: channel(part.text("channel")?.text),
        aim: aim?,
        effort: effort(part.text("effort")?.text),
        time: WorkTime::minutes(part.number("minutes")?).ok()?,
        reach: reach?,
        reach_varies: part.flag("reach_varies")?,
        fatigue: part.real("fatigue")?,
        on_miss: on_miss?,
        tables,
    })
}

/// Where all people are alike, reach that varies by person would do nothing.
fn all_alike(activity: &Part<'_>, site: &mut Site<'_>) {
    if activity.flag("reach_varies") == Some(true) {
        site.wrong(
            activity.place("reach_varies"),
            &activity.path_of("reach_varies"),
            "true in a model without `reachability`",
            "a table `reachability` in the model, which says how much people differ",
            "add reachability = { concentration = 4 }, or remove `reach_varies`",
        );
    }
}

fn channel(word: &str) -> Channel {
    match word {
        "phone" => Channel::Phone,
        "mail" => Channel::Mail,
        "meeting" => Channel::Meeting,
        _ => Channel::Ask,
    }
}

fn effort(word: &str) -> Effort {
    if word == "action" { Effort::Action } else { Effort::Motion }
}

fn aim(part: &Part<'_>, open: &[bool], names: &Names<'_>, site: &mut Site<'_>) -> Option<Aim> {
    let word = part.text("aim")?;
    let cadence = part.part("cadence");
    if word.text != "cadence" && part.has("cadence") {
        site.wrong(
            part.key_place("cadence"),
            &part.path_of("cadence"),
            &format!("a cadence beside aim = \"{}\"", word.text),
            "a cadence where aim = \"cadence\" only",
            "remove one of them; a strategy's `nurture` can give any activity a cadence",
        );
    }
    match word.text {
        "list" => Some(Aim::List),
        "promises" => Some(Aim::Promises),
        "booked" => Some(Aim::Booked),
        "ask" => Some(Aim::Ask),
        _ if !part.has("cadence") => {
            let hint = "add cadence = { every = \"6 weeks\", stages = [...] }";
            site.wrong_word(&word, "a table `cadence` beside it", hint);
            None
        }
        _ => self::cadence(
            &cadence?,
            &|stage| has_table(part, stage, open[stage], names),
            names,
            site,
        )
        .map(Aim::Cadence),
    }
}

/// A cadence; staying in touch in a stage that the activity has no table for would do nothing.
pub(super) fn cadence(
    part: &Part<'_>,
    has_table: &dyn Fn(usize) -> bool,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<Cadence> {
    let words = part.words("stages").unwrap_or_default();
    for word in &words {
        let known = names.stages.iter().position(|stage| stage.text == word.text);
        if known.is_some_and(|at| !has_table(at)) {
            let hint = "prospects in that stage would never be touched: add the table";
            site.wrong_word(word, "a stage that the activity has an outcome table for", hint);
        }
    }
    let stages = names.stages(&words, site);
    Some(Cadence { every: part.weeks("every")?, stages, touches: part.count("touches") })
}

/// Whether an activity has a table for a stage, right or wrong.
pub(super) fn has_table(activity: &Part<'_>, stage: usize, open: bool, names: &Names<'_>) -> bool {
    let on = activity.part("on");
    on.is_none_or(|on| on.has(names.stages[stage].text) || (open && on.has(ANY)))
}

/// The chance to reach; an ask follows on an encounter, so it always reaches.
fn reach(part: &Part<'_>, site: &mut Site<'_>) -> Option<Probability> {
    let aim = part.text("aim")?;
    if aim.text == "ask" {
        if part.has("reach") {
            site.wrong(
                part.key_place("reach"),
                &part.path_of("reach"),
                "`reach` beside aim = \"ask\"",
                "no `reach`",
                "an ask follows on an encounter, so it always reaches: remove it",
            );
        }
        return Some(Probability::ALWAYS);
    }
    if !part.has("reach") {
        let hint = "the chance that an attempt becomes an encounter";
        site.wrong(part.at, &part.path_of("reach"), "nothing", "`reach`", hint);
    }
    part.chance("reach")
}

fn on_miss(
    miss: &Part<'_>,
    activity: &Part<'_>,
    names: &Names<'_>,
    site: &mut Site<'_>,
) -> Option<OnMiss> {
    let then = miss.text("then").map(|word| names.stage(&word, site));
    let retry = if miss.has("retry") { miss.weeks("retry") } else { usual_retry(activity) };
    Some(OnMiss {
        retry: retry?,
        max_attempts: miss.count("max_attempts"),
        again: miss.chance("again")?,
        then: then.flatten(),
        goodwill: miss.real("goodwill")?,
    })
}

/// Promises and meetings wait for the next working day; the list goes on at once.
fn usual_retry(activity: &Part<'_>) -> Option<Weeks> {
    const WORKING_DAY: f64 = 0.2;
    match activity.text("aim")?.text {
        "promises" | "booked" => Weeks::new(WORKING_DAY).ok(),
        _ => Some(Weeks::ZERO),
    }
}
