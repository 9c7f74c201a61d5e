//! Bytes as a model file, as changes to a built-in model, or as settings on the command line.

use longview_scenario::{Refusal, Scenario, Setting, built_in_scenarios, load_built_in};

use crate::files::{load_scenario, put_model};

const MOST_SETTINGS: usize = 16;

/// A scenario whose model is what is to be tried.
const AROUND: &str = r#"
title = "Around a model"
quarters = 2
[market]
prospects = 40
deal_value = { median = 5000, top_fifth_share = 0.67 }
[strategy.today]
cold_call_hours = 10
follow_up_hours = 3
content = 5
ask = { chance = 0.4, from = "aware" }
[strategy.other]
nurture = { every = "6 weeks", activity = "content", stages = ["aware"], touches = 8 }
scorecard = "progress"
"#;

/// The first byte says what the others are.
///
/// # Errors
/// When they are refused.
pub fn load_any(bytes: &[u8]) -> Result<Scenario, Refusal> {
    let (kind, bytes) = bytes.split_first().unwrap_or((&0, &[]));
    match kind % 3 {
        0 => as_model(bytes),
        1 => as_changes(bytes),
        _ => as_settings(&String::from_utf8_lossy(bytes)),
    }
}

fn as_model(bytes: &[u8]) -> Result<Scenario, Refusal> {
    put_model(bytes);
    load_scenario(format!("model = \"model.toml\"\n{AROUND}").as_bytes(), &[])
}

fn as_changes(bytes: &[u8]) -> Result<Scenario, Refusal> {
    let mut text = format!("{AROUND}[model]\nbase = \"relationship\"\n").into_bytes();
    text.extend_from_slice(bytes);
    load_scenario(&text, &[])
}

/// A setting a line.
fn as_settings(lines: &str) -> Result<Scenario, Refusal> {
    let setting = |line: &str| {
        let (path, value) = line.split_once('=')?;
        Some(Setting { path: path.to_owned(), value: value.to_owned() })
    };
    let settings: Vec<Setting> = lines.lines().filter_map(setting).take(MOST_SETTINGS).collect();
    load_built_in(&built_in_scenarios()[0], &settings)
}
