//! Random weekly plans.

use super::model::OPEN;
use super::{Choices, shares};

/// A plan that does everything, so that no activity is there for nobody.
const EVERYTHING: &str = "
    [strategy.everything]
    ask = { chance = 0.5, from = \"s1\" }
    [[strategy.everything.block]]
    hours = 12
    do = [\"follow_up\", \"write_back\", \"cold_call\", \"content\"]
    [[strategy.everything.block]]
    attempts = 20
    do = [\"email\"]\n";

/// What a block may do; nurture may give the activities a cadence.
const DO: [&str; 9] = [
    "\"follow_up\", \"cold_call\"",
    "\"cold_call\", \"email\"",
    "\"content\", \"follow_up\"",
    "\"email\"",
    "\"write_back\", \"follow_up\", \"email\"",
    "\"cold_call\"",
    "\"cold_call\", \"follow_up\", \"write_back\", \"content\"",
    "\"content\"",
    "\"email\", \"content\"",
];

/// The plans of a market of so many segments.
pub(super) fn plans(choices: &mut Choices, segments: usize) -> String {
    EVERYTHING.to_owned() + &plan(choices, "one", segments) + &plan(choices, "two", segments)
}

fn plan(choices: &mut Choices, name: &str, segments: usize) -> String {
    let mut text = format!("[strategy.{name}]\n");
    let nothing_at_all = choices.below(8) == 1;
    if nothing_at_all {
        return text;
    }
    text += &habits(choices, segments);
    for _ in 0..choices.below(4) {
        let amount = choices.one_of(&[
            "hours = 10",
            "attempts = 33",
            "as_needed = true",
            "hours = 1.5",
            "hours = 4",
            "attempts = 7",
        ]);
        let tasks = choices.one_of(&DO);
        let until = choices.one_of(&["", "", "", "until = \"3 weeks\"\n"]);
        text += &format!("[[strategy.{name}.block]]\n{amount}\ndo = [{tasks}]\n{until}");
    }
    text
}

/// All that a plan may have beside its blocks.
fn habits(choices: &mut Choices, segments: usize) -> String {
    let focus = choices.one_of(&[
        "",
        "top = 0.2, accuracy = 0.6",
        "top = 0.5, accuracy = 1",
        "top = 0.4, accuracy = 0",
    ]);
    let rhythm = choices.one_of(&[
        "",
        "",
        "rhythm = { on = \"1 week\", off = \"2 weeks\" }\n",
        "rhythm = { on = \"2 weeks\", off = \"1 week\" }\n",
    ]);
    let score =
        choices.one_of(&["", "scorecard = \"progress\"\n", "scorecard = \"appointments\"\n"]);
    let mut text = ask(choices) + nurture(choices) + rhythm + score;
    if !focus.is_empty() {
        text += &format!("focus = {{ {focus} }}\n");
    }
    if choices.below(3) == 1 {
        let all = shares(choices, segments).iter().enumerate();
        let all: Vec<String> = all.map(|(at, share)| format!("g{at} = {share}")).collect();
        text += &format!("share_of_time = {{ {} }}\n", all.join(", "));
    }
    text
}

fn ask(choices: &mut Choices) -> String {
    let from = choices.one_of(&OPEN);
    let chance = choices.one_of(&["0.8", "0.3", "1"]);
    let more = choices.one_of(&[
        "",
        ", goodwill = 0.5",
        ", after = [\"meeting\", \"cold_call\", \"content\"]",
        ", goodwill = 1, after = [\"follow_up\", \"write_back\", \"cold_call\", \"email\"]",
    ]);
    match choices.below(4) {
        0 => String::new(),
        _ => format!("ask = {{ chance = {chance}, from = \"{from}\"{more} }}\n"),
    }
}

fn nurture(choices: &mut Choices) -> &'static str {
    choices.one_of(&[
        "",
        "nurture = { every = \"2 weeks\", activity = \"content\", stages = [\"s1\", \"s2\"], touches = 5 }\n",
        "nurture = { every = \"1 week\", activity = \"email\", stages = [\"s0\"], touches = 3 }\n",
        "nurture = { every = \"9 days\", activity = \"content\", stages = [\"s0\", \"booked\", \"agreed\"] }\n",
        "nurture = { every = \"3 weeks\", activity = \"follow_up\", stages = [\"s1\"], touches = 2 }\n",
    ])
}
