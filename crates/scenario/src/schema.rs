//! The vocabulary as a JSON Schema, for editors.

use serde_json::{Map, Value, json};

use crate::vocabulary::{Form, Group, Key, Kind, LAWS, MODEL, Measure, Presence, SCENARIO, TIME};

/// JSON Schema of scenario files (`model` false) or model files.
pub fn schema(model: bool) -> Value {
    let (group, title, writing) = if model {
        (MODEL, "Longview model", Writing::Whole)
    } else {
        (SCENARIO, "Longview scenario", Writing::Whole)
    };
    let mut schema = group_of(group, writing);
    if let Value::Object(schema) = &mut schema {
        schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("title".into(), title.into());
        if let Some(Value::Object(keys)) = schema.get_mut("properties").filter(|_| model) {
            keys.remove("base");
        }
    }
    schema
}

/// Whether a table is written out, or only says what differs from one below it.
#[derive(Clone, Copy, PartialEq)]
enum Writing {
    Whole,
    Changes,
}

fn group_of(group: &Group, writing: Writing) -> Value {
    let keys: Map<String, Value> =
        group.keys.iter().map(|key| (key.name.to_owned(), key_of(key, writing))).collect();
    let mut schema = json!({
        "type": "object",
        "properties": keys,
        "additionalProperties": false,
    });
    let required: Vec<&str> = group
        .keys
        .iter()
        .filter(|key| matches!(key.presence, Presence::Required))
        .map(|key| key.name)
        .collect();
    if writing == Writing::Whole && !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn key_of(key: &Key, writing: Writing) -> Value {
    let mut schema = kind_of(&key.kind, writing);
    schema["description"] = key.about.into();
    match key.presence {
        Presence::Number(weeks) if is_duration(&key.kind) => {
            schema["default"] = format!("{weeks} weeks").into();
        }
        Presence::Number(number) => schema["default"] = number.into(),
        Presence::Flag(flag) => schema["default"] = flag.into(),
        Presence::Text(text) => schema["default"] = text.into(),
        Presence::Required | Presence::Optional | Presence::Empty => {}
    }
    schema
}

fn is_duration(kind: &Kind) -> bool {
    matches!(kind, Kind::Number(measure) if measure.form == Form::Duration)
}

fn kind_of(kind: &Kind, writing: Writing) -> Value {
    match kind {
        Kind::Number(measure) => number_of(measure),
        Kind::Figure => json!({ "type": ["number", "string"] }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Choice(choices) => json!({ "enum": choices }),
        Kind::Delay => delay_of(writing),
        Kind::Names => json!({
            "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
        }),
        Kind::List(inner) => json!({ "type": "array", "items": kind_of(inner, Writing::Whole) }),
        Kind::Group(group) => group_of(group, writing),
        Kind::Named(named) => json!({
            "type": "object",
            "additionalProperties": kind_of(&named.kind, writing),
            "maxProperties": named.at_most,
        }),
        Kind::Model => json!({
            "oneOf": [{ "type": "string" }, group_of(MODEL, Writing::Changes)],
        }),
    }
}

fn plain_of(measure: &Measure) -> Value {
    let (low, high) = (measure.low, measure.high);
    match measure.form {
        Form::Plain => json!({ "type": "number", "minimum": low, "maximum": high }),
        Form::Whole => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Form::Duration => {
            json!({ "type": "string", "pattern": "^\\s*[-+]?[0-9._eE+-]+\\s*[A-Za-z]" })
        }
    }
}

/// A number, plain or with its interval.
fn number_of(measure: &Measure) -> Value {
    let plain = plain_of(measure);
    let uncertain = json!({
        "type": "object",
        "properties": {
            "about": plain,
            "low": plain,
            "high": plain,
            "source": { "type": "string" },
        },
        "required": ["about"],
        "additionalProperties": false,
    });
    json!({ "oneOf": [plain, uncertain] })
}

fn delay_of(writing: Writing) -> Value {
    let laws = LAWS.iter().map(|law| {
        let mut schema = group_of(&law.group, writing);
        schema["properties"]["law"] = json!({ "const": law.name });
        schema
    });
    let mut ways = vec![plain_of(&TIME), number_of(&TIME)["oneOf"][1].clone()];
    ways.extend(laws);
    // Where only changes are written, a table may fit several laws.
    json!({ "anyOf": ways })
}
