//! Random models.

use super::Choices;

/// The promise of an outcome into each open stage is kept there.
pub(super) const OPEN: [&str; 4] = ["s0", "s1", "s2", "booked"];

/// The longest attempt, a meeting, and the longest ask.
pub(super) const LONGEST_MINUTES: usize = 90 + 9;

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
const TIMER_DELAYS: [&str; 8] = [
    "\"5 weeks\"",
    "\"7 working days\"",
    "{ law = \"exponential\", mean = \"9 weeks\" }",
    "{ law = \"weibull\", shape = 0.8, scale = \"15 weeks\" }",
    "{ law = \"uniform\", from = \"1 day\", to = \"9 weeks\" }",
    "{ law = \"exponential\", mean = \"20 weeks\" }",
    "{ law = \"gamma\", shape = 0.7, mean = \"12 weeks\" }",
    "{ law = \"normal\", mean = \"5 weeks\", sd = \"3 weeks\", min = \"1 week\" }",
];
const PULLS: [&str; 4] = ["", ", pull = 0.5", ", pull = -1", ", pull = 0"];
/// Where an outcome may lead; nothing stays.
const TARGETS: [&str; 13] = [
    "",
    "",
    "s1",
    "s2",
    "booked",
    "s0",
    "s1",
    "s2",
    "booked",
    "agreed",
    "customer",
    "lost",
    "opted-out",
];

/// The whole model.
pub(super) fn model(choices: &mut Choices) -> String {
    let mut text = stages(choices);
    for one in &ACTIVITIES {
        text += &activity(choices, one);
    }
    let text = text + &need(choices) + &stocks(choices) + &energy(choices);
    // Where all people are alike, reach that varies is refused.
    let differ = text.contains("[model.reachability]");
    if differ { text } else { text.replace("reach_varies = true", "reach_varies = false") }
}

/// An outcome that may go anywhere, with or without a promise where one is kept.
fn outcome(choices: &mut Choices, kept_where_it_stays: bool) -> String {
    let weight = 1 + choices.below(5);
    let goodwill = choices.one_of(&["0", "0.5", "2", "-1"]);
    let lead = choices.whether();
    let pull = choices.one_of(&PULLS);
    let target = choices.one_of(&TARGETS);
    let to = if target.is_empty() { String::new() } else { format!(", to = \"{target}\"") };
    let kept = OPEN.contains(&target) || target.is_empty() && kept_where_it_stays;
    let promise = if choices.below(3) > 0 && kept {
        format!(", promise = {}", choices.one_of(&DELAYS))
    } else {
        String::new()
    };
    format!("{{ weight = {weight}, goodwill = {goodwill}, lead = {lead}{pull}{to}{promise} }}")
}

/// A table of one to four outcomes for a stage; `first` makes sure that something is reachable.
fn table(choices: &mut Choices, heading: &str, stage: &str, first: &str) -> String {
    let mut table = format!("[{heading}]\n{first}\n");
    for at in 0..choices.below(4) + usize::from(first.is_empty()) {
        table += &format!("o{at} = {}\n", outcome(choices, OPEN.contains(&stage)));
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

const ENDS: &str = "
    [model.stage.agreed]
    rung = 5
    decided = true
    timer.signs = { delay = { law = \"lognormal\", median = \"6 weeks\", sigma = 0.5 }, to = \"customer\" }
    timer.falls-through = { delay = { law = \"exponential\", mean = \"40 weeks\" }, to = \"s1\" }
    [model.stage.customer]
    rung = 6
    end = \"won\"
    [model.stage.lost]
    rung = -1
    end = \"lost\"
    [model.stage.opted-out]
    rung = -2
    end = \"opted-out\"\n";

fn stages(choices: &mut Choices) -> String {
    let mut text = "[model]\nstart = \"s0\"\n".to_owned();
    let also_appointment = choices.below(4) == 1;
    let also_decided = choices.below(4) == 1;
    let no_leads_by_timer = choices.below(4) == 1;
    for (rung, stage) in OPEN.iter().enumerate() {
        let appointment = *stage == "booked" || also_appointment && *stage == "s2";
        let decided = also_decided && *stage == "s1";
        text += &format!(
            "[model.stage.{stage}]\nrung = {rung}\nappointment = {appointment}\ndecided = {decided}\n"
        );
        for timer in 0..choices.below(3) {
            let delay = choices.one_of(&TIMER_DELAYS);
            let heading = format!("model.stage.{stage}.timer.t{timer}");
            text += &format!("[{heading}]\ndelay = {delay}\n");
            let outcomes = table(choices, &format!("{heading}.outcomes"), stage, "");
            text += &if no_leads_by_timer { without_leads(&outcomes) } else { outcomes };
        }
    }
    text + ENDS
}

/// Outcomes of which a rep need not hear.
fn without_leads(outcomes: &str) -> String {
    let without_promise = |line: &str| match line.split_once(", promise = ") {
        Some((outcome, _)) => format!("{outcome} }}"),
        None => line.to_owned(),
    };
    let lines = outcomes.lines().map(|line| without_promise(line) + "\n");
    lines.collect::<String>().replace("lead = true", "lead = false")
}

struct Activity {
    name: &'static str,
    channel: &'static str,
    aim: &'static str,
    /// Stages that it has a table for.
    on: &'static [&'static str],
    minutes: &'static [&'static str],
}

const SHORT: &[&str] = &["3", "1", "2", "5", "7.5", "9", "0.5"];

const ACTIVITIES: [Activity; 7] = [
    Activity {
        name: "cold_call",
        channel: "phone",
        aim: "list",
        on: &["s0", "s1"],
        minutes: SHORT,
    },
    Activity { name: "email", channel: "mail", aim: "list", on: &["s0"], minutes: SHORT },
    Activity {
        name: "follow_up",
        channel: "phone",
        aim: "promises",
        on: &["s0", "s1"],
        minutes: SHORT,
    },
    Activity { name: "write_back", channel: "mail", aim: "promises", on: &["s2"], minutes: SHORT },
    Activity {
        name: "meeting",
        channel: "meeting",
        aim: "booked",
        on: &["booked"],
        minutes: &["30", "60", "90", "15"],
    },
    Activity { name: "content", channel: "mail", aim: "cadence", on: &["any"], minutes: SHORT },
    Activity { name: "ask", channel: "ask", aim: "ask", on: &["any"], minutes: &["0", "2", "9"] },
];

/// One of them is also that of a plan, for another activity.
const CADENCES: [&str; 4] = [
    "every = \"4 weeks\", stages = [\"s1\", \"s2\"]",
    "every = \"1 week\", stages = [\"s0\"], touches = 3",
    "every = \"1 day\", stages = [\"s2\", \"agreed\"], touches = 4",
    "every = \"6 weeks\", stages = [\"s0\", \"booked\"]",
];

fn on_miss(choices: &mut Choices) -> String {
    let retry = choices.one_of(&["", "retry = \"1 working day\", ", "retry = \"2 weeks\", "]);
    let most = choices.one_of(&["", "max_attempts = 1, ", "max_attempts = 4, "]);
    let then = choices.one_of(&["", "then = \"s1\", ", "then = \"lost\", ", "then = \"s2\", "]);
    let again = choices.one_of(&["1", "0.4", "0"]);
    let goodwill = choices.one_of(&["0.1", "0", "-0.2"]);
    format!("on_miss = {{ {retry}{most}{then}again = {again}, goodwill = {goodwill} }}")
}

fn activity(choices: &mut Choices, activity: &Activity) -> String {
    let Activity { name, channel, aim, on, minutes } = activity;
    let minutes = choices.one_of(minutes);
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
        let reach = choices.one_of(&["0.3", "1", "0.1", "0.7", "0.5", "0.2", "0"]);
        let varies = choices.whether();
        let miss = on_miss(choices);
        text += &format!("reach = {reach}\nreach_varies = {varies}\n{miss}\n");
    }
    if *aim == "cadence" {
        let cadence = choices.one_of(&CADENCES);
        text += &format!("cadence = {{ {cadence} }}\n");
    }
    for stage in *on {
        let first = if *name == "cold_call" && *stage == "s0" { EVERYWHERE } else { "" };
        text += &table(choices, &format!("model.activity.{name}.on.{stage}"), stage, first);
    }
    text
}

fn need(choices: &mut Choices) -> String {
    if !choices.whether() {
        return String::new();
    }
    let out = choices.one_of(&["30 weeks", "4 weeks", "233 weeks"]);
    let inside = choices.one_of(&["60 days", "20 weeks", "9 days"]);
    let elsewhere = choices.one_of(&["0.5", "0", "0.2", "1"]);
    let mut text = format!(
        "[model.need]
        out_of_market = \"{out}\"
        in_market = \"{inside}\"
        bought_elsewhere = {elsewhere}
        lost_to = \"lost\"\n"
    );
    if choices.below(3) > 0 {
        text += "[model.need.calls_us]\nat_most = 0.9\nhalf_at = 0.5\n";
        text += &table(choices, "model.need.calls_us.on.s1", "s1", "");
        text += &table(choices, "model.need.calls_us.on.any", "any", "");
    }
    text
}

fn stocks(choices: &mut Choices) -> String {
    let goodwill = choices.one_of(&["9 weeks", "2 weeks", "1 year"]);
    let fatigue = choices.one_of(&["30 days", "1 week", "1 year"]);
    let free = choices.one_of(&["1", "0", "2.5"]);
    let mut text = format!(
        "[model.goodwill]\nhalf_life = \"{goodwill}\"
        [model.fatigue]\nhalf_life = \"{fatigue}\"\nfree = {free}\n"
    );
    if choices.whether() {
        let by = choices.one_of(&[
            "goodwill = 0.3\nin_market = 1\nfatigue = 0.4",
            "goodwill = -0.2\nin_market = 2\nout_of_market = -0.5",
            "fatigue = 1.5\nin_market = 0.5",
        ]);
        text += &format!("[model.receptivity]\n{by}\n");
    }
    if choices.whether() {
        let base = choices.one_of(&["0.01", "0", "0.2"]);
        let slope = choices.one_of(&["0.05", "0", "0.3"]);
        text += &format!("[model.opt_out]\nbase = {base}\nslope = {slope}\nto = \"opted-out\"\n");
    }
    if choices.whether() {
        let concentration = choices.one_of(&["4", "2", "20"]);
        text += &format!("[model.reachability]\nconcentration = {concentration}\n");
    }
    text
}

fn energy(choices: &mut Choices) -> String {
    let gain = choices.one_of(&["0.03", "0.3"]);
    let cost = choices.one_of(&["0.01", "0", "0.1"]);
    let recovery = choices.one_of(&["0.1", "0.02"]);
    format!(
        "[model.energy]
        start = 0.8
        floor = 0.3
        recovery = {recovery}
        gain = {gain}
        loss_aversion = 2
        cost_per_hour = {cost}
        progress = {{ to-booked = 1, to-s1 = 0.4, o0 = 0.2 }}\n"
    )
}
