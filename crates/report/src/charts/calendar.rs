//! Should one expect a lead every day? The working days of a run like most, as a calendar.

use longview_decide::answer::CompareAnswer;
use longview_decide::diary::Diary;
use longview_engine::metric::Id;

use super::{happens, name};
use crate::chart::{Axis, Calendar, Chart, Days, Drawing, Hue, Measure};
use crate::numbers::grouped;

/// More plans than this would be a picture that nobody scrolls through.
const MOST: usize = 4;

/// Which days bring a lead.
pub(super) fn days(answer: &CompareAnswer) -> Option<Chart> {
    let diaries: Vec<(usize, &Diary)> = plans(answer).collect();
    let shown = !diaries.is_empty() && happens(answer, Id::Leads);
    let rep = if answer.scenario.reps > 1 { "One rep’s days" } else { "The days" };
    let left_out = answer.strategies.len() - diaries.len();
    let others = match left_out {
        0 => String::new(),
        1 => " One plan more is left out.".to_owned(),
        _ => format!(" {left_out} plans more are left out."),
    };
    let told = diaries.iter().map(|(at, diary)| told(answer, *at, diary));
    let blocks = diaries.iter().map(|(at, diary)| block(answer, *at, diary));
    let meanings = ["a day with a lead", "a day without", "the longest dry spell"];
    shown.then(|| Chart {
        name: "calendar".to_owned(),
        question: "Should you expect a lead every day?".to_owned(),
        reading: format!(
            "{rep} of a run whose longest dry spell is like that of most runs: a column is a week, Monday at \
             the top. Other runs differ, and so will your weeks.{others}"
        ),
        alt: format!("{}.", told.collect::<Vec<_>>().join("; ")),
        x: Axis::numbers("week", Measure::Count),
        y: Axis::numbers("lead", Measure::Count),
        drawing: Drawing::Calendar(Calendar {
            meanings: meanings.map(str::to_owned),
            blocks: blocks.collect(),
        }),
        marks: Vec::new(),
    })
}

/// The baseline and the first others that have a diary, in their order.
fn plans(answer: &CompareAnswer) -> impl Iterator<Item = (usize, &Diary)> {
    let room = if answer.baseline < MOST { MOST } else { MOST - 1 };
    let found = answer.strategies.iter().enumerate();
    found
        .filter(move |(at, _)| *at < room || *at == answer.baseline)
        .filter_map(|(at, strategy)| Some((at, strategy.diary.as_ref()?)))
}

fn block(answer: &CompareAnswer, at: usize, diary: &Diary) -> Days {
    let spell = diary.longest_dry_spell();
    let run = grouped((diary.replication + 1) as f64, 0);
    Days {
        name: name(answer, at),
        heading: format!(
            "{}: {} of {} days with a lead, longest dry spell {} days (run {run})",
            name(answer, at),
            grouped((diary.leads.len() - diary.dry_days()) as f64, 0),
            grouped(diary.leads.len() as f64, 0),
            grouped(spell.len() as f64, 0),
        ),
        hue: Hue::Nth(at),
        filled: diary.leads.clone(),
        marked: spell,
    }
}

fn told(answer: &CompareAnswer, at: usize, diary: &Diary) -> String {
    let days = grouped(diary.leads.len() as f64, 0);
    let (dry, spell) = (diary.dry_days() as f64, diary.longest_dry_spell().len() as f64);
    format!(
        "{}: {} of {days} working days without a lead, the longest dry spell {} of them in a row",
        name(answer, at),
        grouped(dry, 0),
        grouped(spell, 0)
    )
}
