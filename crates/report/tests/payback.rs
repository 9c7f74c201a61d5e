//! Every format of a payback that was made by hand.

use longview_decide::answer::Identity;
use longview_decide::payback::{Chance, Harvest, PaybackAnswer, PaybackPlan, Split};
use longview_engine::estimate::Estimate;
use longview_report::{Csv, Format, Json, Table};
use longview_scenario::Economics;
use serde_json::Value;

fn estimate(mean: f64) -> Estimate {
    let mcse = mean.abs() / 50.0;
    Estimate { mean, mcse, p10: mean - 100.0, p50: mean, p90: mean + 1000.0 }
}

fn split(appointments: f64, others: f64) -> Split {
    Split {
        appointments: estimate(appointments),
        others: estimate(others),
        all: estimate(appointments + others),
    }
}

fn harvest(quarter: u32) -> Harvest {
    let so_far = f64::from(quarter);
    Harvest {
        customers: split(0.04 * so_far, 0.05 * (so_far - 1.0)),
        margin: split(200.0 * so_far, 250.0 * (so_far - 1.0)),
        cost: estimate(500.0 + 50.0 * so_far),
        net: estimate(450.0 * so_far - 750.0),
        paid_back: (0.05 * so_far, 0.004),
    }
}

fn plan(name: &str, enough_blocks: Option<u32>) -> PaybackPlan {
    let chance = |(blocks, chance)| Chance { blocks, chance, mcse: 0.01 };
    PaybackPlan {
        name: name.to_owned(),
        title: None,
        weeks: 1,
        block_hours: estimate(10.0),
        follow_up_hours: estimate(8.2),
        quarters: (1..=3).map(harvest).collect(),
        so_far: (1..=3).map(harvest).collect(),
        break_even: enough_blocks.map(|_| 2),
        after_blocks: [(1, 0.15), (2, 0.4), (4, 0.997)].map(chance).to_vec(),
        enough_blocks,
    }
}

fn answer() -> PaybackAnswer {
    PaybackAnswer {
        scenario: Identity {
            title: "A block\u{1b}[31m of calls".into(),
            hash: "0123456789abcdef".into(),
            quarters: 3,
            reps: 1,
            currency: "EUR".into(),
        },
        seed: 1,
        replications: 4000,
        hours: 10.0,
        economics: Economics { currency: "EUR".into(), hour_cost: 50.0, margin: 0.5 },
        plans: vec![plan("today", None), plan("=long-view", Some(3))],
    }
}

#[test]
fn table_of_a_payback() {
    insta::assert_snapshot!(Table { width: 80 }.payback(&answer()));
}

#[test]
fn csv_of_a_payback_is_rectangular_and_safe() {
    let text = Csv.payback(&answer());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let of = |kind: &str| lines.iter().filter(|line| &line[0] == kind).count();
    assert_eq!((of("quarter"), of("cumulative")), (2 * 3 * 9, 2 * 3 * 9));
    assert_eq!((of("total"), of("after blocks")), (2 * 2, 2 * 3));
    assert!(lines.iter().all(|line| !line[1].starts_with('=') && &line[11] == "0123456789abcdef"));
}

#[test]
fn json_of_a_payback_has_the_names_that_programs_rely_on() {
    let found: Value = serde_json::from_str(&Json.payback(&answer())).expect("JSON");
    assert_eq!((&found["schema"], &found["hours"]), (&"longview/payback/1".into(), &10.0.into()));
    let plan = &found["plans"][1];
    assert_eq!((&plan["break_even_quarter"], &plan["enough_blocks"]), (&2.into(), &3.into()));
    let last = &plan["cumulative"][2];
    for key in ["all", "first_contact_appointment", "others"] {
        assert!(last["customers"][key]["mean"].is_f64() && last["margin"][key]["p90"].is_f64());
    }
    assert!(last["net"]["mcse"].is_f64() && last["paid_back"]["share"].is_f64());
    assert_eq!(plan["paid_back_after_blocks"][2]["chance"], 0.997);
    assert!(found["plans"][0]["enough_blocks"].is_null());
}

#[test]
fn titles_cannot_drive_the_terminal() {
    assert!(!Table::default().payback(&answer()).contains('\u{1b}'));
}
