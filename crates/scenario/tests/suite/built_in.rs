//! What comes with the program is right.

use longview_scenario::{built_in_models, built_in_scenarios, load, load_built_in, schema};
use serde_json::Value;

use crate::support::accepted;

#[test]
fn every_built_in_scenario_is_accepted_and_differs_from_the_others() {
    let scenarios = built_in_scenarios();
    assert_eq!(scenarios[0].name, "ten-hours");
    let mut hashes: Vec<String> =
        scenarios.iter().map(|one| accepted(load_built_in(one, &[])).hash).collect();
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), scenarios.len());
}

/// Those that are built in, and those with known answers or real data.
#[test]
fn every_scenario_of_the_repository_is_accepted() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios");
    insta::glob!(folder, "**/*.toml", |path| {
        assert_eq!(accepted(load(path, &[])).hash.len(), 16, "{}", path.display());
    });
}

/// Every number of a built-in model says where it comes from.
#[test]
fn every_number_of_a_built_in_model_has_a_source() {
    for model in built_in_models() {
        let setting = longview_scenario::Setting { path: "model".into(), value: model.name.into() };
        let scenario = accepted(load_built_in(&built_in_scenarios()[0], &[setting]));
        let silent = |knob: &&longview_scenario::Knob| {
            knob.path.starts_with("model.") && knob.source.is_none()
        };
        let silent: Vec<&str> =
            scenario.knobs.iter().filter(silent).map(|knob| knob.path.as_str()).collect();
        assert!(silent.is_empty(), "{}: {silent:?}", model.name);
    }
}

/// Every key of a document is known to the schema, which says nothing of names.
fn is_described(schema: &Value, document: &toml::Value, path: &str) {
    let ways = ["oneOf", "anyOf"].into_iter().find_map(|key| schema[key].as_array());
    if let Some(ways) = ways {
        let fits = |way: &&Value| way["type"] == "object" || way["properties"].is_object();
        if document.is_table() {
            let keys = document.as_table().expect("it is a table");
            let knows = |way: &&Value| {
                keys.keys().all(|key| {
                    way["properties"].get(key).is_some() || way["additionalProperties"].is_object()
                })
            };
            assert!(ways.iter().filter(fits).any(|way| knows(&way)), "{path}");
        }
        return;
    }
    if let Some(table) = document.as_table() {
        for (key, value) in table {
            let inner = schema["properties"].get(key).unwrap_or(&schema["additionalProperties"]);
            assert!(inner.is_object(), "{path}.{key} is unknown to the schema");
            is_described(inner, value, &format!("{path}.{key}"));
        }
    }
}

#[test]
fn the_schemas_know_every_key_of_what_is_built_in() {
    for (model, texts) in [(false, built_in_scenarios()), (true, built_in_models())] {
        let schema = schema(model);
        for one in texts {
            let document: toml::Value = toml::from_str(one.text).expect("it is TOML");
            is_described(&schema, &document, one.name);
        }
    }
}

#[test]
fn a_schema_tells_meaning_limits_and_what_is_required() {
    let scenario = schema(false);
    let quarters = &scenario["properties"]["quarters"];
    assert_eq!(quarters["oneOf"][0]["maximum"], 400.0);
    assert_eq!(quarters["description"], "how many quarters are simulated");
    assert!(scenario["required"].as_array().expect("a list").contains(&"title".into()));
    assert!(schema(true)["properties"].get("base").is_none());
}
