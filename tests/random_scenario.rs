//! Random scenarios that are right: everything in them is reachable, used and kept.
//!
//! A scenario is written from a list of numbers, each of which decides one thing; nought decides for
//! the simplest. So a failing scenario is shrunk by making the numbers smaller.

#![expect(clippy::format_push_string, reason = "a text that is written once is to be read easily")]

mod model;
mod plan;

use std::fmt::{self, Debug, Formatter};

/// The numbers, taken one after the other; when they run out, all further ones are nought.
struct Choices<'a>(std::slice::Iter<'a, u16>);

impl Choices<'_> {
    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % bound
    }

    fn one_of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    fn whether(&mut self) -> bool {
        self.below(2) == 1
    }
}

/// What a scenario text is known to hold.
pub struct Written {
    /// The scenario.
    pub text: String,
    /// Names on the lists of all reps at the start.
    pub names: usize,
    /// Whether others may join them.
    pub new_names_arrive: bool,
    /// Working time of all reps.
    pub hours_per_week: f64,
    /// The longest that an attempt and the ask after it can take.
    pub longest_hours: f64,
}

/// What a failing case prints.
impl Debug for Written {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The scenario that these numbers decide for.
pub fn write(numbers: &[u16]) -> Written {
    let choices = &mut Choices(numbers.iter());
    let quarters = 1 + choices.below(4);
    let run_out = choices.below(2);
    let reps = 1 + choices.below(2);
    let hours = 40 / (1 + choices.below(8));
    let (segments, names, new_names_arrive) = segments(choices);
    let deals = choices.one_of(&["sigma = 1", "sigma = 0", "top_fifth_share = 0.5"]);
    let skill = skill(choices, reps);
    let plans = plan::plans(choices, segments.len());
    let model = model::model(choices);
    let text = format!(
        "title = \"Random\"
        quarters = {quarters}
        run_out = {run_out}
        [market]
        deal_value = {{ median = 1000, {deals} }}
        {}
        [desk]
        reps = {reps}
        hours_per_week = {hours}
        {skill}
        {plans}
        {model}",
        segments.concat()
    );
    Written {
        text,
        names: names * reps,
        new_names_arrive,
        hours_per_week: (hours * reps) as f64,
        longest_hours: (reps * model::LONGEST_MINUTES) as f64 / 60.0,
    }
}

fn skill(choices: &mut Choices, reps: usize) -> &'static str {
    match (choices.below(3), reps) {
        (0, _) => "skill_sd = 0.3",
        (1, 1) => "skills = [0.5]",
        (1, _) => "skills = [0.5, -0.7]",
        _ => "",
    }
}

/// Shares of the time for so many segments; they add up to one.
fn shares(choices: &mut Choices, segments: usize) -> &'static [f64] {
    let all: [[&[f64]; 2]; 3] =
        [[&[1.0], &[1.0]], [&[0.3, 0.7], &[1.0, 0.0]], [&[0.5, 0.3, 0.2], &[0.25, 0.0, 0.75]]];
    all[segments - 1][choices.below(2)]
}

/// The segments, how many names they hold, and whether new ones come.
fn segments(choices: &mut Choices) -> (Vec<String>, usize, bool) {
    let many = 1 + choices.below(3);
    let shares = choices.whether().then(|| shares(choices, many));
    let (mut all, mut names, mut arrive) = (Vec::new(), 0, false);
    for at in 0..many {
        let here = choices.below(90) + 1;
        let mean = choices.one_of(&["0", "0.5", "-1"]);
        let sd = choices.one_of(&["0", "0.8", "1.5"]);
        let letter = choices.one_of(&["1.5", "1", "0.6", "4"]);
        names += here;
        let mut text = format!(
            "[market.segment.g{at}]\nprospects = {here}\nfit = {{ mean = {mean}, sd = {sd} }}
            letter = {letter}\n"
        );
        if let Some(shares) = shares {
            text += &format!("share_of_time = {}\n", shares[at]);
        }
        let arrivals = choices.one_of(&["", "per_week = 2, dispersion = 1", "per_week = 0.5"]);
        if !arrivals.is_empty() {
            text += &format!("arrivals = {{ {arrivals} }}\n");
            arrive = true;
        }
        all.push(text);
    }
    (all, names, arrive)
}
