//! Who works the list, and prices.

use longview_engine::market::{Skill, Team};
use longview_engine::units::{Positive, Real};

use super::Site;
use super::part::Part;
use crate::scenario::Economics;

/// The reps.
pub(super) fn team(part: &Part<'_>, site: &mut Site<'_>) -> Option<Team> {
    let reps = part.count("reps")?;
    Some(Team {
        reps,
        hours_per_week: part.hours("hours_per_week")?,
        skill: skill(part, reps, site)?,
    })
}

fn skill(part: &Part<'_>, reps: u32, site: &mut Site<'_>) -> Option<Skill> {
    if part.has("skills") {
        let skills = part.numbers("skills")?;
        if skills.len() != reps as usize {
            let found = format!("{} skills for {reps} reps", skills.len());
            let hint = "or write skill_sd, and the skills are drawn";
            site.wrong(part.place("skills"), &part.path_of("skills"), &found, "one per rep", hint);
            return None;
        }
        let each = skills.into_iter().map(|skill| Real::new(skill).ok());
        return each.collect::<Option<Vec<_>>>().map(Skill::Each);
    }
    if !part.has("skill_sd") {
        return Some(Skill::Same);
    }
    let sd = part.number("skill_sd")?;
    Some(Positive::new(sd).map_or(Skill::Same, Skill::Spread))
}

/// Prices.
pub(super) fn economics(part: &Part<'_>) -> Option<Economics> {
    Some(Economics {
        currency: part.text("currency")?.text.to_owned(),
        hour_cost: part.number("hour_cost")?,
        margin: part.number("margin")?,
    })
}
