//! A change of a scenario's structure, written as settings.

use arbitrary::Arbitrary;
use longview_scenario::Setting;

use super::plan::Ask;
use super::{Names, chosen, setting};

/// One change.
#[derive(Debug, Arbitrary)]
pub(super) enum Change {
    Horizon { quarters: u8, run_out: u8 },
    Desk { reps: u8, hours: u8, skills: Option<[i8; 2]> },
    Deals { median: u32, spread: Spread },
    Fit { mean: i8, sd: u8 },
    Arrivals { per_week: u8, dispersion: Option<u8> },
    Segments([u8; 3]),
    Policy { strategy: u8, ask: Ask },
    Scorecard { strategy: u8, progress: bool },
    Outcome { of: Cause, stage: u8, outcome: Outcome },
    Timer { stage: u8, delay: Delay, to: u8 },
    NewStage { rung: i8, delay: Delay, to: u8, from: u8 },
    Miss { activity: u8, miss: Miss },
    Channel { activity: u8, channel: u8 },
    Motion { activity: u8, motion: bool },
    ReachVaries { activity: u8, varies: bool },
    Decided { stage: u8, decided: bool },
    Appointment { stage: u8, appointment: bool },
}

#[derive(Debug, Arbitrary)]
pub(super) enum Spread {
    Sigma(u8),
    TopFifth(u8),
    P90(u32),
}

/// What has a table of outcomes.
#[derive(Debug, Arbitrary)]
pub(super) enum Cause {
    Activity(u8),
    OwnCall,
}

#[derive(Debug, Arbitrary)]
pub(super) struct Outcome {
    weight: u8,
    to: Option<u8>,
    goodwill: i8,
    promise: Option<Delay>,
    lead: bool,
    pull: Option<i8>,
}

#[derive(Debug, Arbitrary)]
pub(super) struct Miss {
    retry_days: u8,
    max_attempts: Option<u8>,
    again: u8,
    then: Option<u8>,
}

/// Lengths in days, one more than the byte says.
#[derive(Debug, Arbitrary)]
pub(super) enum Delay {
    Fixed(u8),
    Exponential(u8),
    Weibull(u8, u8),
    Gamma(u8, u8),
    LogNormal(u8, u8),
    Normal(u8, u8),
    Uniform(u8, u8),
    Empirical(u8, u8),
}

impl Change {
    pub(super) fn settings(&self, names: &Names) -> Vec<Setting> {
        match self {
            Self::Desk { reps, hours, skills } => desk(*reps, *hours, *skills),
            Self::Horizon { quarters, run_out } => vec![
                setting("quarters", (quarters % 3 + 1).to_string()),
                setting("run_out", (run_out % 3).to_string()),
            ],
            Self::NewStage { rung, delay, to, from } => {
                new_stage(*rung, delay, [*to, *from].map(|byte| chosen(&names.stages, byte)))
            }
            one => vec![one.setting(names)],
        }
    }

    fn setting(&self, names: &Names) -> Setting {
        let activity = |byte: &u8| chosen(&names.activities, *byte);
        let stage = |byte: &u8| chosen(&names.stages, *byte);
        let strategy = |byte: &u8| chosen(&names.strategies, *byte);
        let of_activity =
            |byte: &u8, key: &str| format!("model.activity.{}.{key}", activity(byte));
        let of_stage = |byte: &u8, key: &str| format!("model.stage.{}.{key}", stage(byte));
        match self {
            Self::Outcome { of, stage: at, outcome } => {
                let of = match of {
                    Cause::Activity(byte) => of_activity(byte, "on"),
                    Cause::OwnCall => "model.need.calls_us.on".to_owned(),
                };
                let outcome = outcome.written(names);
                setting(of, format!("{{ {} = {{ extra = {outcome} }} }}", stage(at)))
            }
            Self::Timer { stage: at, delay, to } => {
                let timer = format!("{{ delay = {}, to = \"{}\" }}", delay.written(), stage(to));
                setting(of_stage(at, "timer"), format!("{{ extra = {timer} }}"))
            }
            Self::Policy { strategy: of, ask } => {
                setting(format!("strategy.{}.ask", strategy(of)), ask.written(names))
            }
            Self::Scorecard { strategy: of, progress } => {
                let card = if *progress { "progress" } else { "appointments" };
                setting(format!("strategy.{}.scorecard", strategy(of)), card)
            }
            Self::Miss { activity: of, miss } => {
                setting(of_activity(of, "on_miss"), miss.written(names))
            }
            Self::Channel { activity: of, channel } => {
                let channel = ["phone", "mail", "meeting", "ask"][usize::from(channel % 4)];
                setting(of_activity(of, "channel"), channel)
            }
            Self::Motion { activity: of, motion } => {
                setting(of_activity(of, "effort"), if *motion { "motion" } else { "action" })
            }
            Self::ReachVaries { activity: of, varies } => {
                setting(of_activity(of, "reach_varies"), varies.to_string())
            }
            Self::Decided { stage: at, decided } => {
                setting(of_stage(at, "decided"), decided.to_string())
            }
            Self::Appointment { stage: at, appointment } => {
                setting(of_stage(at, "appointment"), appointment.to_string())
            }
            market => market.of_market(),
        }
    }

    fn of_market(&self) -> Setting {
        match self {
            Self::Deals { median, spread } => {
                let spread = match spread {
                    Spread::Sigma(sigma) => format!("sigma = {}", f64::from(*sigma) / 100.0),
                    Spread::TopFifth(share) => {
                        format!("top_fifth_share = {}", 0.21 + f64::from(*share) / 350.0)
                    }
                    Spread::P90(more) => format!("p90 = {}", u64::from(*median) + u64::from(*more) + 1),
                };
                let median = u64::from(*median) + 1;
                setting("market.deal_value", format!("{{ median = {median}, {spread} }}"))
            }
            Self::Fit { mean, sd } => {
                let (mean, sd) = (f64::from(*mean) / 32.0, f64::from(*sd) / 64.0);
                setting("market.fit", format!("{{ mean = {mean}, sd = {sd} }}"))
            }
            Self::Arrivals { per_week, dispersion } => {
                let per_week = (f64::from(*per_week) + 1.0) / 64.0;
                let size = dispersion.map_or_else(String::new, |size| {
                    format!(", dispersion = {}", (f64::from(size) + 1.0) / 32.0)
                });
                setting("market.arrivals", format!("{{ per_week = {per_week}{size} }}"))
            }
            Self::Segments(prospects) => {
                let each: Vec<String> = ["a", "b", "c"]
                    .iter()
                    .zip(prospects)
                    .map(|(name, prospects)| {
                        let prospects = prospects % 40 + 1;
                        format!("{name} = {{ prospects = {prospects}, letter = 1.5 }}")
                    })
                    .collect();
                setting("market.segment", format!("{{ {} }}", each.join(", ")))
            }
            other => unreachable!("{other:?} is no change of the market"),
        }
    }
}

fn desk(reps: u8, hours: u8, skills: Option<[i8; 2]>) -> Vec<Setting> {
    let hours = setting("desk.hours_per_week", (f64::from(hours) / 4.0).to_string());
    match skills {
        None => vec![hours, setting("desk.reps", (reps % 3 + 1).to_string())],
        Some(skills) => {
            let skills = skills.map(|skill| f64::from(skill) / 32.0);
            vec![
                hours,
                setting("desk.reps", "2"),
                setting("desk.skills", format!("[{}, {}]", skills[0], skills[1])),
            ]
        }
    }
}

/// A stage that a call may lead to, and that is left by itself.
fn new_stage(rung: i8, delay: &Delay, [to, from]: [&str; 2]) -> Vec<Setting> {
    let delay = delay.written();
    let timer = format!("timer = {{ leaves = {{ delay = {delay}, to = \"{to}\" }} }}");
    vec![
        setting("model.stage", format!("{{ fresh = {{ rung = {rung}, {timer} }} }}")),
        setting(
            format!("model.stage.{from}.timer"),
            "{ freshens = { delay = \"20 days\", to = \"fresh\" } }",
        ),
    ]
}

impl Outcome {
    fn written(&self, names: &Names) -> String {
        let to = self.to.map_or_else(String::new, |to| {
            format!(", to = \"{}\"", chosen(&names.stages, to))
        });
        let promise = self.promise.as_ref().map_or_else(String::new, |promise| {
            format!(", promise = {}", promise.written())
        });
        let pull =
            self.pull.map_or_else(String::new, |pull| format!(", pull = {}", f64::from(pull) / 32.0));
        let (weight, goodwill) = (f64::from(self.weight) / 16.0, f64::from(self.goodwill) / 16.0);
        let lead = self.lead;
        format!("{{ weight = {weight}, goodwill = {goodwill}, lead = {lead}{to}{promise}{pull} }}")
    }
}

impl Miss {
    fn written(&self, names: &Names) -> String {
        let most = self.max_attempts.map_or_else(String::new, |most| {
            format!(", max_attempts = {}", most % 12 + 1)
        });
        let then = self.then.map_or_else(String::new, |then| {
            format!(", then = \"{}\"", chosen(&names.stages, then))
        });
        let again = f64::from(self.again) / 255.0;
        format!("{{ retry = \"{} days\", again = {again}{most}{then} }}", self.retry_days)
    }
}

impl Delay {
    fn written(&self) -> String {
        let days = |byte: &u8| u16::from(*byte) + 1;
        let number = |byte: &u8| (f64::from(*byte) + 1.0) / 64.0;
        match self {
            Self::Fixed(value) => format!("\"{value} days\""),
            Self::Exponential(mean) => law("exponential", &format!("mean = \"{} days\"", days(mean))),
            Self::Weibull(shape, scale) => {
                let shape = number(shape);
                law("weibull", &format!("shape = {shape}, scale = \"{} days\"", days(scale)))
            }
            Self::Gamma(shape, mean) => {
                let shape = number(shape);
                law("gamma", &format!("shape = {shape}, mean = \"{} days\"", days(mean)))
            }
            Self::LogNormal(median, sigma) => {
                let sigma = number(sigma);
                law("lognormal", &format!("median = \"{} days\", sigma = {sigma}", days(median)))
            }
            Self::Normal(mean, sd) => {
                law("normal", &format!("mean = \"{} days\", sd = \"{} days\"", days(mean), days(sd)))
            }
            Self::Uniform(from, width) => {
                let to = u16::from(*from) + u16::from(*width);
                law("uniform", &format!("from = \"{from} days\", to = \"{to} days\""))
            }
            Self::Empirical(median, more) => {
                let last = u16::from(*median) + u16::from(*more);
                let values = format!("[\"0 days\", \"{median} days\", \"{last} days\"]");
                law("empirical", &format!("values = {values}"))
            }
        }
    }
}

fn law(name: &str, keys: &str) -> String {
    format!("{{ law = \"{name}\", {keys} }}")
}
