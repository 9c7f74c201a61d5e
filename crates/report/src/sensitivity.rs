//! Which numbers matter, in every form.

use longview_decide::sensitivity::answer::SensitivityAnswer;

use crate::behind::Origin;
use crate::page::{Page, Part, Section};
use crate::told::Told;

mod known;
mod map;
mod one_at_a_time;
mod shares;
mod tables;
mod verdict;
mod words;
mod worth;

/// The answer in every form.
pub fn told(answer: &SensitivityAnswer, origin: &Origin<'_>) -> Told {
    Told {
        page: page(answer, origin),
        tables: tables::all(answer),
        json: tables::json(answer, origin.settings),
    }
}

fn page(answer: &SensitivityAnswer, origin: &Origin<'_>) -> Page {
    let sections =
        [one_at_a_time::section(answer), shares::section(answer), worth::section(answer)];
    let mut sections: Vec<Section> = sections.into_iter().collect();
    sections.extend(answer.maps.iter().enumerate().map(|(at, map)| map::section(answer, map, at)));
    sections.push(known::section(answer));
    sections.push(origin.section(method(answer), Vec::new()));
    Page {
        over: origin.scenario.title.clone(),
        question: verdict::question(answer),
        answer: verdict::sentences(answer),
        sections,
        foot: origin.foot(),
        links: Vec::new(),
    }
}

fn method(answer: &SensitivityAnswer) -> Vec<String> {
    let effort = answer.effort;
    vec![
        "An uncertain number is written as a best guess and a range that holds the true one nine times \
         of ten. Chances follow a beta law, positive quantities a log-normal law, numbers that may be \
         negative a Normal law, each met at all three numbers."
            .to_owned(),
        format!(
            "One number at a time: {} replications of every number at each end, the same people with the \
             same luck as at the best guesses; then {} with fresh luck for the {} that moved most, and \
             only these are told of them.",
            effort.glance, effort.look, effort.closer
        ),
        format!(
            "All numbers at once: {} rows of points in which one number after the other is exchanged \
             (Sobol indices after Saltelli and others 2010 and Jansen 1999, with luck taken out); ranges \
             by the bootstrap. What knowing is worth: regression of the difference on the numbers that \
             move most (Strong, Oakley and Brennan 2014), the others as one Normal part.",
            effort.rows
        ),
    ]
}

/// A section of so many parts.
fn section(heading: &str, parts: Vec<Part>) -> Section {
    Section { heading: heading.to_owned(), parts }
}
