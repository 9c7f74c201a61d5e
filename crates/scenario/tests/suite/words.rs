//! The fuzz targets that read text know every word of the vocabulary.

use std::collections::BTreeSet;
use std::path::Path;

use longview_scenario::schema;
use serde_json::Value;

/// What belongs to the format rather than to the vocabulary, and a few values.
const OF_TOML: [&str; 30] = [
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    ".",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "#",
    "\n",
    "\\u0041",
    "true",
    "false",
    "nan",
    "-inf",
    "1e308",
    "1_000",
    "0x1F",
    "1979-05-27",
    "\"any\"",
    "\"1 week\"",
    "\"10 working days\"",
    "\"0 days\"",
    "{ about = 1, low = 0, high = 2 }",
    "\u{feff}",
];

/// Keys as they stand before `=`, choices as they stand after it.
fn collect(schema: &Value, words: &mut BTreeSet<String>) {
    let inner: Vec<&Value> = match schema {
        Value::Array(ways) => ways.iter().collect(),
        Value::Object(keys) => keys.values().collect(),
        _ => return,
    };
    for inner in inner {
        collect(inner, words);
    }
    if let Some(keys) = schema["properties"].as_object() {
        words.extend(keys.keys().cloned());
    }
    let choices = schema["enum"].as_array().into_iter().flatten();
    let only = schema.get("const").filter(|choice| choice.is_string());
    words.extend(choices.chain(only).map(ToString::to_string));
}

/// A line of a dictionary file: bytes outside of plain ASCII are written `\xNN`.
fn line(word: &str) -> String {
    let escape = |byte: u8| match byte {
        b'"' => "\\\"".to_owned(),
        b'\\' => "\\\\".to_owned(),
        b' '..=b'~' => char::from(byte).to_string(),
        byte => format!("\\x{byte:02X}"),
    };
    format!("\"{}\"\n", word.bytes().map(escape).collect::<String>())
}

/// `INSTA_UPDATE=always` writes the file anew.
#[test]
fn the_dictionary_for_fuzzing_holds_every_word_of_the_schemas() {
    let mut words: BTreeSet<String> = OF_TOML.map(str::to_owned).into();
    collect(&schema(false), &mut words);
    collect(&schema(true), &mut words);
    let dictionary: String = words.iter().map(|word| line(word)).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/words.dict");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, &dictionary).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), dictionary);
}
