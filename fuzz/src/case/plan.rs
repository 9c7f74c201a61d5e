//! A weekly plan, written as the text of a strategy.

use arbitrary::Arbitrary;

use super::{Names, chosen};

/// What can be done in a block.
const WORK: [&str; 4] = ["cold_call", "follow_up", "email", "content"];
const MOST_BLOCKS: usize = 4;

/// A week and the habits that go with it.
#[derive(Debug, Arbitrary)]
pub(super) struct Plan {
    week: Week,
    ask: Option<Ask>,
    focus: Option<(u8, u8)>,
    rhythm: Option<(u8, u8)>,
    nurture: Option<Nurture>,
    progress: Option<bool>,
    share_of_first: Option<u8>,
}

#[derive(Debug, Arbitrary)]
enum Week {
    Short { follow_up: Option<u8>, cold_call: Option<u8>, content: Option<u8>, emails: Option<u8> },
    Blocks(Vec<Block>),
}

#[derive(Debug, Arbitrary)]
struct Block {
    amount: Amount,
    first: u8,
    others: Vec<u8>,
}

#[derive(Debug, Arbitrary)]
enum Amount {
    QuarterHours(u8),
    Attempts(u8),
    AsNeeded,
}

/// When the order is asked for.
#[derive(Debug, Arbitrary)]
pub(super) struct Ask {
    chance: u8,
    from: u8,
    goodwill: Option<u8>,
    after: Vec<u8>,
}

#[derive(Debug, Arbitrary)]
struct Nurture {
    days: u8,
    activity: u8,
    stage: u8,
    touches: Option<u8>,
    attempts: Option<u8>,
}

fn part(of_255: u8) -> f64 {
    f64::from(of_255) / 255.0
}

fn work(byte: u8) -> &'static str {
    WORK[usize::from(byte) % WORK.len()]
}

impl Plan {
    /// The text of the plan as a strategy with a name of its own.
    pub(super) fn written(&self, at: usize, names: &Names) -> String {
        let mut text = format!("\n[strategy.extra-{at}]\n");
        if let Week::Short { follow_up, cold_call, content, emails } = &self.week {
            let keys = ["follow_up_hours", "cold_call_hours", "content", "emails"];
            for (key, value) in keys.iter().zip([follow_up, cold_call, content, emails]) {
                text += &value.map_or_else(String::new, |value| format!("{key} = {value}\n"));
            }
        }
        text += &self.habits(names);
        if let Week::Blocks(blocks) = &self.week {
            for block in blocks.iter().take(MOST_BLOCKS) {
                text += &format!("[[strategy.extra-{at}.block]]\n{}", block.written());
            }
        }
        text
    }

    fn habits(&self, names: &Names) -> String {
        let ask = self.ask.as_ref().map(|ask| format!("ask = {}\n", ask.written(names)));
        let focus = self.focus.map(|(top, accuracy)| {
            format!("focus = {{ top = {}, accuracy = {} }}\n", part(top), part(accuracy))
        });
        let rhythm = self.rhythm.map(|(on, off)| {
            format!("rhythm = {{ on = \"{} weeks\", off = \"{} weeks\" }}\n", on % 6 + 1, off % 8)
        });
        let nurture = self.nurture.as_ref().map(|nurture| nurture.written(names));
        let scorecard = self.progress.map(|progress| {
            let card = if progress { "progress" } else { "appointments" };
            format!("scorecard = \"{card}\"\n")
        });
        let habits = [ask, focus, rhythm, nurture, scorecard, self.shares(names)];
        habits.into_iter().flatten().collect()
    }

    /// The first segment's share of the time; the others share the rest.
    fn shares(&self, names: &Names) -> Option<String> {
        let first = part(self.share_of_first?);
        let (one, others) = names.segments.split_first().filter(|(_, others)| !others.is_empty())?;
        let rest = (1.0 - first) / others.len() as f64;
        let others: String = others.iter().map(|name| format!(", {name} = {rest}")).collect();
        Some(format!("share_of_time = {{ {one} = {first}{others} }}\n"))
    }
}

impl Block {
    fn written(&self) -> String {
        let amount = match self.amount {
            Amount::QuarterHours(quarters) => format!("hours = {}", f64::from(quarters) / 4.0),
            Amount::Attempts(attempts) => format!("attempts = {}", f64::from(attempts) / 2.0 + 0.5),
            Amount::AsNeeded => "as_needed = true".to_owned(),
        };
        let others: String =
            self.others.iter().take(WORK.len()).map(|byte| format!(", \"{}\"", work(*byte))).collect();
        format!("{amount}\ndo = [\"{}\"{others}]\n", work(self.first))
    }
}

impl Ask {
    /// The policy as a table in one line.
    pub(super) fn written(&self, names: &Names) -> String {
        let goodwill = self.goodwill.map_or_else(String::new, |level| {
            format!(", goodwill = {}", f64::from(level) / 32.0)
        });
        let after: Vec<String> = self
            .after
            .iter()
            .take(names.activities.len())
            .map(|byte| format!("\"{}\"", chosen(&names.activities, *byte)))
            .collect();
        let after = if after.is_empty() {
            String::new()
        } else {
            format!(", after = [{}]", after.join(", "))
        };
        let (chance, from) = (part(self.chance), chosen(&names.stages, self.from));
        format!("{{ chance = {chance}, from = \"{from}\"{goodwill}{after} }}")
    }
}

impl Nurture {
    fn written(&self, names: &Names) -> String {
        let limit = |key: &str, most: Option<u8>| {
            most.map_or_else(String::new, |most| format!(", {key} = {}", u16::from(most) + 1))
        };
        format!(
            "nurture = {{ every = \"{} days\", activity = \"{}\", stages = [\"{}\"]{}{} }}\n",
            u16::from(self.days) + 1,
            work(self.activity),
            chosen(&names.stages, self.stage),
            limit("touches", self.touches),
            limit("attempts", self.attempts),
        )
    }
}
