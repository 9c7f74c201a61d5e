//! A place of the lattice as a scenario writes it.

use longview_scenario::Setting;

use super::{Ask, Dial, NURTURE, Nurture, Space};

impl Space {
    /// The strategy's keys and values at a place, as TOML writes them.
    pub fn keys(&self, place: &[i32]) -> Vec<(String, String)> {
        let mut keys: Vec<(String, String)> =
            self.silenced.iter().map(|key| ((*key).to_owned(), "0".to_owned())).collect();
        for (part, steps) in self.parts.iter().zip(place) {
            if part.key != NURTURE.key {
                keys.push((part.key.to_owned(), self.amount(part, *steps).to_string()));
            }
        }
        keys.extend(
            self.nurture.as_ref().map(|found| ("nurture".to_owned(), self.nurture(found, place))),
        );
        keys.extend(self.ask.as_ref().map(|found| ("ask".to_owned(), self.ask(found, place))));
        keys.extend(self.accuracy.map(|accuracy| {
            let top = self.value("focus.top", place).unwrap_or(0.0);
            ("focus".to_owned(), format!("{{ top = {top}, accuracy = {accuracy} }}"))
        }));
        keys
    }

    fn nurture(&self, found: &Nurture, place: &[i32]) -> String {
        let at = self.parts.iter().position(|part| part.key == NURTURE.key).unwrap_or(0);
        let every = self.value("nurture.every", place).unwrap_or(6.0);
        let touches = found.touches.map_or_else(String::new, |most| format!(", touches = {most}"));
        format!(
            "{{ every = \"{every} weeks\", activity = {}, stages = [{}]{touches}, hours = {} }}",
            quoted(&found.activity),
            all_quoted(&found.stages),
            self.hours_of(place[at])
        )
    }

    fn ask(&self, found: &Ask, place: &[i32]) -> String {
        let from = self.word("ask.from", place).unwrap_or_default();
        let goodwill = self.value("ask.goodwill", place).unwrap_or(0.0);
        let goodwill =
            if goodwill > 0.0 { format!(", goodwill = {goodwill}") } else { String::new() };
        format!(
            "{{ chance = {}, from = {}{goodwill}, after = [{}] }}",
            self.value("ask.chance", place).unwrap_or(1.0),
            quoted(&from),
            all_quoted(&found.after)
        )
    }

    fn dial(&self, key: &str, place: &[i32]) -> Option<(&Dial, usize)> {
        let at = self.dials.iter().position(|dial| dial.key == key)?;
        Some((&self.dials[at], usize::try_from(place[self.parts.len() + at]).unwrap_or(0)))
    }

    fn value(&self, key: &str, place: &[i32]) -> Option<f64> {
        self.dial(key, place).map(|(dial, step)| dial.values[step])
    }

    fn word(&self, key: &str, place: &[i32]) -> Option<String> {
        self.dial(key, place).map(|(dial, step)| dial.words[step].clone())
    }

    /// The same as changes of the scenario's plan.
    pub fn settings(&self, place: &[i32]) -> Vec<Setting> {
        let setting = |(key, value)| Setting { path: format!("{}.{key}", self.path), value };
        self.keys(place).into_iter().map(setting).collect()
    }

    /// The plan as a strategy of a scenario file, under this name.
    pub fn toml(&self, name: &str, title: &str, place: &[i32]) -> String {
        let keys = self.keys(place);
        let written = keys.iter().filter(|(_, value)| value != "0");
        let lines: Vec<String> = written.map(|(key, value)| format!("{key} = {value}")).collect();
        let lines = lines.join("\n");
        format!("[strategy.{}]\ntitle = {}\n{lines}\n", key(name), quoted(title))
    }
}

/// A name as a key of TOML: bare where that is allowed.
fn key(name: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    if !name.is_empty() && name.chars().all(is_plain) { name.to_owned() } else { quoted(name) }
}

fn all_quoted(names: &[String]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// Text as TOML writes it.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .flat_map(|letter| match letter {
            '"' | '\\' => vec!['\\', letter],
            _ if letter.is_control() => format!("\\u{:04X}", u32::from(letter)).chars().collect(),
            _ => vec![letter],
        })
        .collect();
    format!("\"{escaped}\"")
}
