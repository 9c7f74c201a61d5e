//! Every format of answers that were made by hand.

#[expect(unreachable_pub, clippy::cast_possible_wrap, reason = "made for tests only")]
#[path = "../../decide/tests/fixture/mod.rs"]
mod fixture;

use fixture::{RUNS, answer, scenario};
use longview_decide::answer::Identity;
use longview_decide::explain::{Averages, FreshList, Realised, StatedAndRealised};
use longview_report::{Csv, Explanation, Format, Json, Table};
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the format writes JSON")
}

fn realised() -> Realised {
    let pair = |name: &str, stated, realised| StatedAndRealised {
        name: name.into(),
        stated,
        realised: Some(realised),
    };
    Realised {
        scenario: Identity::of(&scenario(8)),
        seed: 1,
        replications: 200,
        fresh: vec![FreshList {
            activity: "cold_call".into(),
            attempts: 520_000,
            reach: pair("cold_call", 0.06, 0.0603),
            outcomes: vec![pair("appointment", 1.0 / 3.0, 0.331), pair("no", 1.0 / 6.0, 0.17)],
        }],
        strategies: vec![Averages {
            strategy: "today".into(),
            dials: 20_800.0,
            conversations: 1248.0,
            conversations_per_dial: Some(0.06),
            appointments_per_conversation: Some(0.17),
            held_per_appointment: None,
            customers_per_twelve: Some(0.21),
            outcomes: vec![("appointment".into(), 0.3)],
        }],
    }
}

#[test]
fn table_of_eight_quarters() {
    insta::assert_snapshot!(Table::default().compare(&answer(8, RUNS, None)));
}

#[test]
fn table_of_two_years_and_a_half_is_thinned() {
    insta::assert_snapshot!(Table { width: 80 }.compare(&answer(10, RUNS, None)));
}

#[test]
fn table_of_identical_plans() {
    insta::assert_snapshot!(Table::default().compare(&answer(2, RUNS, Some(1))));
}

#[test]
fn tables_stay_within_their_width() {
    for width in [72, 80, 100, 120] {
        for quarters in [1, 4, 8, 20] {
            let text = Table { width }.compare(&answer(quarters, RUNS, None));
            let widest = text.lines().max_by_key(|line| line.chars().count()).unwrap();
            assert!(widest.chars().count() <= width, "{width}: {widest}");
        }
    }
}

#[test]
fn explanation() {
    let (scenario, realised) = (scenario(8), realised());
    let explanation = Explanation { scenario: &scenario, realised: &realised };
    insta::assert_snapshot!(Table::default().explain(&explanation));
    insta::assert_snapshot!("explanation_csv", Csv.explain(&explanation));
    let numbers = json(&Json.explain(&explanation))["numbers"].clone();
    let source = |path: &str| {
        let all = numbers.as_array().unwrap();
        all.iter().find(|number| number["path"] == path).unwrap()["source"].clone()
    };
    assert_eq!(source("model.activity.cold_call.reach"), "Gong 2024");
    assert_eq!(source("market.prospects"), Value::Null);
}

#[test]
fn csv_of_one_quarter() {
    insta::assert_snapshot!(Csv.compare(&answer(1, RUNS, None)));
}

#[test]
fn json_of_one_quarter() {
    insta::assert_snapshot!(Json.compare(&answer(1, RUNS, None)));
}

#[test]
fn json_has_the_names_that_programs_rely_on() {
    let found = json(&Json.compare(&answer(8, RUNS, None)));
    assert_eq!(found["schema"], "longview/compare/1");
    assert_eq!(found["scenario"]["hash"], "0123456789abcdef");
    assert_eq!((found["seed"].as_u64(), found["replications"].as_u64()), (Some(1), Some(RUNS)));
    let strategy = &found["strategies"][1];
    assert_eq!(strategy["name"], "long-view");
    assert_eq!(strategy["quarters"][7]["quarter"], 8);
    for metric in ["customers", "conversations_by_outcome.callback", "pipeline", "idle_hours"] {
        for key in ["mean", "mcse", "p10", "p50", "p90"] {
            assert!(strategy["quarters"][0][metric][key].is_f64(), "{metric} {key}");
            assert!(strategy["total"][metric][key].is_f64(), "{metric} {key}");
        }
    }
    assert_eq!(strategy["stages"][1]["stage"], "callback");
    assert_eq!(strategy["stages"][1]["at_quarter_end"].as_array().unwrap().len(), 8);
    let comparison = &found["comparisons"][0];
    assert_eq!(
        (&comparison["strategy"], &comparison["baseline"]),
        (&"long-view".into(), &"today".into())
    );
    for part in [&comparison["total"], &comparison["quarters"][7], &comparison["cumulative"][7]] {
        assert!(part["customers"]["difference"]["mcse"].is_f64());
        assert!(part["customers"]["probability_better"].is_f64());
        assert!(part["customers"]["probability_equal"].is_f64());
    }
    assert_eq!(found["verdicts"][1]["ahead_from_quarter"], 6);
}

#[test]
fn json_numbers_read_back_as_the_same_bits() {
    let answer = answer(8, RUNS, None);
    let found = json(&Json.compare(&answer));
    for (metric, estimate) in answer.metrics.iter().zip(&answer.strategies[1].total) {
        let read = &found["strategies"][1]["total"][&metric.name];
        assert_eq!(read["mean"].as_f64().unwrap().to_bits(), (estimate.mean + 0.0).to_bits());
        assert_eq!(read["mcse"].as_f64().unwrap().to_bits(), estimate.mcse.to_bits());
    }
}

#[test]
fn csv_is_rectangular_and_complete() {
    let answer = answer(8, RUNS, None);
    let text = Csv.compare(&answer);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let of = |kind: &str| lines.iter().filter(|line| &line[0] == kind).count();
    let metrics = answer.metrics.len();
    assert_eq!(of("level"), 2 * 9 * metrics);
    assert_eq!(of("difference"), 9 * metrics);
    assert_eq!(of("stage"), 2 * 8 * 5);
    assert_eq!((of("observed"), of("simulated")), (5, 5));
    assert!(lines.iter().all(|line| &line[13] == "0123456789abcdef"));
}

#[test]
fn titles_cannot_drive_the_terminal_or_a_spreadsheet() {
    let mut answer = answer(2, RUNS, None);
    answer.strategies[0].name = "=HYPERLINK(\"x\")\u{1b}]0;title\u{7}".into();
    answer.strategies[0].title = Some("\u{9b}2J\u{202e}gnp".into());
    for text in [Table::default().compare(&answer), Csv.compare(&answer), Json.compare(&answer)] {
        let bad = text.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert!(bad.is_none(), "{bad:?}");
    }
    assert!(!Csv.compare(&answer).contains("level,=") && !Csv.compare(&answer).contains(",\"="));
}
