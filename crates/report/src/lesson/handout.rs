//! All lessons as pages that lead to each other: a trainer's handout.

use longview_decide::lesson::Lesson;

use super::{Taught, told, words};
use crate::document::{Document, Leaf};
use crate::page::{Cells, Grid, Link, Page, Part, Section};
use crate::pictures::CONTENTS;
use crate::text::plain;

const INDEX: &str = "index.html";

/// A folder of pages, one per lesson, and one that leads to them.
pub fn handout(all: &[Taught<'_>]) -> Document {
    let lessons: Vec<&Lesson> = all.iter().map(|taught| taught.answer.lesson).collect();
    let mut pages = vec![(INDEX.to_owned(), index(all, &lessons))];
    for (at, taught) in all.iter().enumerate() {
        let mut page = told(taught).page;
        page.over = format!("Lesson {} of {}: {}", at + 1, all.len(), lessons[at].name);
        page.links = links(&lessons, at);
        pages.push((file(lessons[at]), page));
    }
    let listed = pages.iter().map(|(file, page)| format!("{file}\t{}\n", plain(&page.question)));
    let contents =
        Leaf { name: CONTENTS.to_owned(), bytes: listed.collect::<String>().into_bytes() };
    let leaf = |(name, page): (String, Page)| Leaf { name, bytes: page.html().into_bytes() };
    Document::Folder(pages.into_iter().map(leaf).chain([contents]).collect())
}

fn file(lesson: &Lesson) -> String {
    format!("{}.html", lesson.name)
}

fn link(lesson: &Lesson, before: &str) -> Link {
    Link { file: file(lesson), text: format!("{before}{}", lesson.question) }
}

/// All lessons, the one before, the next one.
fn links(lessons: &[&Lesson], at: usize) -> Vec<Link> {
    let all = Link { file: INDEX.to_owned(), text: "All lessons".to_owned() };
    let before = at.checked_sub(1).map(|before| link(lessons[before], "Before: "));
    let next = lessons.get(at + 1).map(|next| link(next, "Next: "));
    [Some(all), before, next].into_iter().flatten().collect()
}

fn index(all: &[Taught<'_>], lessons: &[&Lesson]) -> Page {
    let links = lessons.iter().map(|lesson| link(lesson, "")).collect();
    let steps = [
        "Read the claim and the plans aloud. Everybody writes down a guess, alone.",
        "Uncover what the runs say. Who guessed otherwise says why, before anybody explains.",
        "Ask where the claim stops being true, collect numbers, then uncover where it turns.",
        "Talk about it: whose own numbers lie on which side?",
    ];
    Page {
        over: "A trainer's handout".to_owned(),
        question: format!("{} claims of coaches, put to the test", lessons.len()),
        answer: vec![
            "Each page puts a question, lets you guess, and then uncovers what simulated weeks say and where the \
             claim stops being true."
                .to_owned(),
            "Where a claim fails, the page says so; where it holds only under conditions, it says under which."
                .to_owned(),
        ],
        sections: vec![
            Section { heading: "Lessons".to_owned(), parts: vec![Part::Links(links)] },
            Section {
                heading: "In a room".to_owned(),
                parts: vec![
                    Part::List(steps.map(str::to_owned).to_vec()),
                    Part::Text(
                        "On paper the guess comes on the first sheet and what is uncovered on those after it."
                            .to_owned(),
                    ),
                ],
            },
            Section { heading: "For the trainer".to_owned(), parts: vec![verdicts(all)] },
        ],
        foot: all.first().map_or_else(String::new, |taught| taught.origin().foot()),
        links: Vec::new(),
    }
}

/// Folded, so that nobody sees it before guessing, on a screen or on paper.
fn verdicts(all: &[Taught<'_>]) -> Part {
    let row = |taught: &Taught<'_>| {
        let answer = taught.answer;
        let turns: Vec<String> =
            answer.boundaries.iter().map(|found| words::turn(answer, found)).collect();
        let cells = vec![words::verdict_word(answer.verdict).to_owned(), turns.join("\n")];
        (answer.lesson.question.to_owned(), cells)
    };
    let grid = Grid {
        caption: "Every verdict, and where it turns".to_owned(),
        corner: "lesson".to_owned(),
        heads: ["the claim", "turns"].map(str::to_owned).to_vec(),
        rows: all.iter().map(row).collect(),
        cells: Cells::Words,
    };
    Part::Fold { summary: "Every verdict on one page".to_owned(), parts: vec![Part::Table(grid)] }
}
