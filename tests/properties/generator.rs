//! Random scenarios that are right: everything in them is reachable, used and kept.
//!
//! A scenario is written from a list of numbers, each of which decides one thing; nought decides for
//! the simplest. So a failing scenario is shrunk by making the numbers smaller.

use std::fmt::{self, Debug, Formatter, Write};

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

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
pub(super) struct Written {
    pub(super) text: String,
    /// Names on the lists of all reps at the start.
    pub(super) names: usize,
    pub(super) new_names_arrive: bool,
    pub(super) hours_per_week: f64,
    /// The longest that an attempt and the ask after it can take.
    pub(super) longest_hours: f64,
}

/// What a failing case prints.
impl Debug for Written {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Random scenarios.
pub(super) fn scenarios() -> impl Strategy<Value = Written> {
    vec(any::<u16>(), 0..400).prop_map(|numbers| write(&numbers))
}

/// The promise of an outcome into each open stage is kept there.
const OPEN: [&str; 4] = ["s0", "s1", "s2", "booked"];
const DELAYS: [&str; 9] = [
    "\"3 working days\"",
    "\"0 days\"",
    "\"2 weeks\"",
    "\"20 weeks\"",
    "{ law = \"exponential\", mean = \"4 weeks\" }",
    "{ law = \"gamma\", shape = 3, mean = \"6 weeks\" }",
    "{ law = \"normal\", mean = \"90 days\", sd = \"14 days\", min = \"45 days\" }",
    "{ law = \"lognormal\", median = \"5 weeks\", sigma = 1 }",
    "{ law = \"empirical\", values = [\"0 days\", \"1 day\", \"10 weeks\"] }",
];
/// Timers take time, lest they go round in no time at all.
const TIMER_DELAYS: [&str; 5] = [
    "\"5 weeks\"",
    "\"7 working days\"",
    "{ law = \"exponential\", mean = \"9 weeks\" }",
    "{ law = \"weibull\", shape = 0.8, scale = \"15 weeks\" }",
    "{ law = \"uniform\", from = \"1 day\", to = \"9 weeks\" }",
];
const PULLS: [&str; 4] = ["", ", pull = 0.5", ", pull = -1", ", pull = 0"];

/// An outcome that may go anywhere, with or without a promise where one is kept.
fn outcome(choices: &mut Choices) -> String {
    let weight = 1 + choices.below(5);
    let goodwill = choices.one_of(&["0", "0.5", "2", "-1"]);
    let lead = choices.whether();
    let pull = choices.one_of(&PULLS);
    let at = choices.below(OPEN.len() + 3);
    let to = match at {
        0 => String::new(),
        1..=3 => format!(", to = \"{}\"", OPEN[at]),
        4 => ", to = \"agreed\"".to_owned(),
        5 => ", to = \"lost\"".to_owned(),
        _ => ", to = \"opted-out\"".to_owned(),
    };
    let promise = if (1..=3).contains(&at) && choices.below(3) > 0 {
        format!(", promise = {}", choices.one_of(&DELAYS))
    } else {
        String::new()
    };
    format!("{{ weight = {weight}, goodwill = {goodwill}, lead = {lead}{pull}{to}{promise} }}")
}

/// A table of one to four outcomes; `first` makes sure that something is reachable.
fn table(choices: &mut Choices, heading: &str, first: &str) -> String {
    let mut table = format!("[{heading}]\n{first}\n");
    for at in 0..choices.below(4) + usize::from(first.is_empty()) {
        writeln!(table, "o{at} = {}", outcome(choices)).unwrap();
    }
    table
}

/// Everything can be reached from the first stage.
const EVERYWHERE: &str = "
    away = { weight = 2 }
    to-s1 = { weight = 2, to = \"s1\", goodwill = 1, promise = \"2 weeks\" }
    to-s2 = { weight = 1, to = \"s2\", lead = true }
    to-booked = { weight = 1, to = \"booked\", promise = \"10 working days\", lead = true }
    to-agreed = { weight = 0.2, to = \"agreed\" }
    to-lost = { weight = 1, to = \"lost\" }
    to-opted-out = { weight = 0.1, to = \"opted-out\" }";

fn stages(choices: &mut Choices) -> String {
    let mut text = "[model]\nstart = \"s0\"\n".to_owned();
    for (rung, stage) in OPEN.iter().enumerate() {
        let appointment = *stage == "booked";
        writeln!(text, "[model.stage.{stage}]\nrung = {rung}\nappointment = {appointment}")
            .unwrap();
        for timer in 0..choices.below(3) {
            let delay = choices.one_of(&TIMER_DELAYS);
            writeln!(text, "[model.stage.{stage}.timer.t{timer}]\ndelay = {delay}").unwrap();
            text += &table(choices, &format!("model.stage.{stage}.timer.t{timer}.outcomes"), "");
        }
    }
    text + "[model.stage.agreed]
        rung = 5
        decided = true
        timer.signs = { delay = { law = \"lognormal\", median = \"6 weeks\", sigma = 0.5 }, to = \"customer\" }
        [model.stage.customer]
        rung = 6
        end = \"won\"
        [model.stage.lost]
        rung = -1
        end = \"lost\"
        [model.stage.opted-out]
        rung = -2
        end = \"opted-out\"\n"
}

struct Activity {
    name: &'static str,
    channel: &'static str,
    aim: &'static str,
    /// Stages that it has a table for.
    on: &'static [&'static str],
    /// The longest attempt.
    most_minutes: usize,
}

const ACTIVITIES: [Activity; 6] = [
    Activity { name: "cold_call", channel: "phone", aim: "list", on: &["s0"], most_minutes: 9 },
    Activity { name: "email", channel: "mail", aim: "list", on: &["s0"], most_minutes: 9 },
    Activity {
        name: "follow_up",
        channel: "phone",
        aim: "promises",
        on: &["s0", "s1", "s2"],
        most_minutes: 9,
    },
    Activity {
        name: "meeting",
        channel: "meeting",
        aim: "booked",
        on: &["booked"],
        most_minutes: 90,
    },
    Activity { name: "content", channel: "mail", aim: "cadence", on: &["any"], most_minutes: 9 },
    Activity { name: "ask", channel: "ask", aim: "ask", on: &["any"], most_minutes: 9 },
];

fn on_miss(choices: &mut Choices) -> String {
    let retry = choices.one_of(&["", "retry = \"1 working day\", ", "retry = \"2 weeks\", "]);
    let most = choices.one_of(&["", "max_attempts = 1, ", "max_attempts = 4, "]);
    let then = choices.one_of(&["", "then = \"s1\", ", "then = \"lost\", ", "then = \"s2\", "]);
    let again = choices.one_of(&["1", "0.4", "0"]);
    format!("on_miss = {{ {retry}{most}{then}again = {again}, goodwill = 0.1 }}")
}

fn activity(choices: &mut Choices, activity: &Activity) -> String {
    let Activity { name, channel, aim, on, most_minutes } = activity;
    let minutes = 1 + choices.below(*most_minutes);
    let effort = choices.one_of(&["action", "motion"]);
    let fatigue = choices.one_of(&["0", "0.5", "2"]);
    let mut text = format!(
        "[model.activity.{name}]
        channel = \"{channel}\"
        aim = \"{aim}\"
        effort = \"{effort}\"
        minutes = {minutes}
        fatigue = {fatigue}\n"
    );
    if *aim != "ask" {
        let reach = choices.one_of(&["0.3", "1", "0.05", "0.7", "0"]);
        let varies = choices.whether();
        let miss = on_miss(choices);
        writeln!(text, "reach = {reach}\nreach_varies = {varies}\n{miss}").unwrap();
    }
    if *aim == "cadence" {
        text += "cadence = { every = \"4 weeks\", stages = [\"s1\", \"s2\"], touches = 3 }\n";
    }
    for stage in *on {
        let first = if *name == "cold_call" { EVERYWHERE } else { "" };
        text += &table(choices, &format!("model.activity.{name}.on.{stage}"), first);
    }
    text
}

fn need(choices: &mut Choices) -> String {
    if !choices.whether() {
        return String::new();
    }
    let out = choices.one_of(&["30 weeks", "4 weeks", "233 weeks"]);
    let elsewhere = choices.one_of(&["0.5", "0", "1"]);
    let mut text = format!(
        "[model.need]
        out_of_market = \"{out}\"
        in_market = \"60 days\"
        bought_elsewhere = {elsewhere}
        lost_to = \"lost\"\n"
    );
    if choices.whether() {
        text += "[model.need.calls_us]\nat_most = 0.9\nhalf_at = 0.5\n";
        text += &table(choices, "model.need.calls_us.on.s1", "");
        text += &table(choices, "model.need.calls_us.on.any", "");
    }
    text
}

fn stocks(choices: &mut Choices) -> String {
    let mut text =
        "[model.goodwill]\nhalf_life = \"9 weeks\"\n[model.fatigue]\nfree = 1\n".to_owned();
    if choices.whether() {
        text += "[model.receptivity]\ngoodwill = 0.3\nin_market = 1\nfatigue = 0.4\n";
    }
    if choices.whether() {
        let base = choices.one_of(&["0.01", "0", "0.3"]);
        writeln!(text, "[model.opt_out]\nbase = {base}\nslope = 0.05\nto = \"opted-out\"").unwrap();
    }
    if choices.whether() {
        text += "[model.reachability]\nconcentration = 4\n";
    }
    text + "[model.energy]
        start = 0.8
        floor = 0.3
        recovery = 0.1
        gain = 0.03
        loss_aversion = 2
        cost_per_hour = 0.01
        progress = { to-booked = 1, to-s1 = 0.4 }\n"
}

/// The segments, and how many names they hold.
fn segments(choices: &mut Choices) -> (String, usize, bool) {
    let (mut text, mut names, mut arrive) = (String::new(), 0, false);
    for at in 0..=choices.below(3) {
        let here = choices.below(120) + 1;
        let sd = choices.one_of(&["0", "0.8"]);
        names += here;
        writeln!(
            text,
            "[market.segment.g{at}]\nprospects = {here}\nfit = {{ mean = 0, sd = {sd} }}\nletter = 1.5"
        )
        .unwrap();
        match choices.below(3) {
            0 => continue,
            1 => text += "arrivals = { per_week = 2, dispersion = 1 }\n",
            _ => text += "arrivals = { per_week = 0.5 }\n",
        }
        arrive = true;
    }
    (text, names, arrive)
}

/// All that a plan may have beside its blocks.
fn habits(choices: &mut Choices) -> String {
    let nurture = choices.one_of(&[
        "",
        "nurture = { every = \"2 weeks\", activity = \"content\", stages = [\"s1\", \"s2\"], touches = 5 }\n",
        "nurture = { every = \"1 week\", activity = \"email\", stages = [\"s0\"] }\n",
    ]);
    let ask = choices.one_of(&[
        "",
        "goodwill = 0.5, ",
        "after = [\"meeting\", \"cold_call\", \"content\"], ",
    ]);
    let from = choices.one_of(&OPEN);
    let focus = choices.one_of(&["", "focus = { top = 0.2, accuracy = 0.6 }\n"]);
    let rhythm = choices.one_of(&["", "rhythm = { on = \"1 week\", off = \"2 weeks\" }\n"]);
    let score =
        choices.one_of(&["", "scorecard = \"progress\"\n", "scorecard = \"appointments\"\n"]);
    format!("ask = {{ {ask}chance = 0.8, from = \"{from}\" }}\n{nurture}{focus}{rhythm}{score}")
}

const DO: [&str; 4] = [
    "\"follow_up\", \"cold_call\"",
    "\"cold_call\", \"email\"",
    "\"content\", \"follow_up\"",
    "\"email\"",
];

fn strategy(choices: &mut Choices, name: &str) -> String {
    let mut text = format!("[strategy.{name}]\n{}", habits(choices));
    for _ in 0..choices.below(3) {
        let amount =
            choices.one_of(&["hours = 10", "attempts = 33", "as_needed = true", "hours = 1.5"]);
        let tasks = choices.one_of(&DO);
        writeln!(text, "[[strategy.{name}.block]]\n{amount}\ndo = [{tasks}]").unwrap();
    }
    text
}

/// A plan that does everything, so that no activity is there for nobody.
const EVERYTHING: &str = "
    [strategy.everything]
    ask = { chance = 0.5, from = \"s1\" }
    [[strategy.everything.block]]
    hours = 12
    do = [\"follow_up\", \"cold_call\", \"content\"]
    [[strategy.everything.block]]
    attempts = 20
    do = [\"email\"]\n";

/// The scenario that these numbers decide for.
pub(super) fn write(numbers: &[u16]) -> Written {
    let choices = &mut Choices(numbers.iter());
    let quarters = 1 + choices.below(4);
    let run_out = choices.below(2);
    let reps = 1 + choices.below(2);
    let hours = 40 / (1 + choices.below(8));
    let (segments, names, new_names_arrive) = segments(choices);
    let plans = strategy(choices, "one") + &strategy(choices, "two");
    let mut text = format!(
        "title = \"Random\"
        quarters = {quarters}
        run_out = {run_out}
        [market]
        deal_value = {{ median = 1000, sigma = 1 }}
        {segments}
        [desk]
        reps = {reps}
        hours_per_week = {hours}
        skill_sd = 0.3
        {EVERYTHING}
        {plans}"
    );
    text += &stages(choices);
    for one in &ACTIVITIES {
        text += &activity(choices, one);
    }
    text += &need(choices);
    text += &stocks(choices);
    let longest = ACTIVITIES.iter().map(|one| one.most_minutes).max().unwrap_or(0);
    Written {
        text,
        names: names * reps,
        new_names_arrive,
        hours_per_week: (hours * reps) as f64,
        longest_hours: (reps * (longest + 9)) as f64 / 60.0,
    }
}
