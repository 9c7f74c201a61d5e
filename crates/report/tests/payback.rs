//! Every format of a payback that was made by hand.

use longview_decide::answer::Identity;
use longview_decide::payback::{Chance, Harvest, PaybackAnswer, PaybackPlan, Split};
use longview_engine::estimate::Estimate;
use longview_report::Document;
use longview_report::payback::{PaidBack, told};
use longview_report::told::Told;
use longview_scenario::{BuiltIn, Economics, Scenario, load_built_in};

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
        without_customers: (0.8, 0.006),
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

fn scenario() -> Scenario {
    let small =
        BuiltIn { name: "small", text: include_str!("../../decide/tests/fixture/small.toml") };
    let Ok(mut scenario) = load_built_in(&small, &[]) else { panic!("not refused") };
    "0123456789abcdef".clone_into(&mut scenario.hash);
    scenario
}

fn paid() -> Told {
    told(&PaidBack { answer: &answer(), scenario: &scenario(), settings: &[] })
}

fn text(document: Document) -> String {
    match document {
        Document::Text(text) => text,
        other => panic!("{other:?} is no text"),
    }
}

#[test]
fn table_of_a_payback() {
    insta::assert_snapshot!(text(paid().text(80)));
}

#[test]
fn csv_of_a_payback_is_rectangular_and_safe() {
    let text = text(paid().csv());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(lines.len(), 2 * 2 * 3 * 10);
    let of = |metric: &str| lines.iter().filter(|line| &line[3] == metric).count();
    assert_eq!((of("margin_less_cost"), of("paid_back")), (12, 12));
    assert!(lines.iter().all(|line| !line[0].starts_with('=') && &line[10] == "0123456789abcdef"));
}

#[test]
fn every_table_of_a_payback_is_rectangular() {
    for table in paid().tables {
        let widths = table.rows.iter().map(Vec::len);
        assert!(widths.clone().count() > 1 && widths.clone().all(|row| row == table.columns.len()));
    }
}

#[test]
fn json_of_a_payback_has_the_names_that_programs_rely_on() {
    let found = paid().json;
    assert_eq!((&found["schema"], &found["hours"]), (&"longview/payback/1".into(), &10.0.into()));
    let plan = &found["plans"][1];
    assert_eq!((&plan["break_even_quarter"], &plan["enough_blocks"]), (&2.into(), &3.into()));
    let last = &plan["cumulative"][2];
    for key in ["all", "first_contact_appointment", "others"] {
        assert!(last["customers"][key]["mean"].is_f64() && last["margin"][key]["p90"].is_f64());
    }
    assert!(last["net"]["mcse"].is_f64() && last["paid_back"]["share"].is_f64());
    assert_eq!(last["without_customers"]["share"], 0.8);
    assert_eq!(plan["paid_back_after_blocks"][2]["chance"], 0.997);
    assert!(found["plans"][0]["enough_blocks"].is_null());
}

#[test]
fn pictures_of_a_payback_show_what_was_found() {
    let charts = paid().charts();
    let names: Vec<&str> = charts.iter().map(|chart| chart.name.as_str()).collect();
    let known =
        ["paid-back-by-blocks", "margin-less-cost", "origins", "customers", "margin", "hours"];
    assert_eq!(names, known);
    let chances: Vec<(f64, f64)> =
        charts[0].series()[1].points.iter().map(|point| (point.x, point.y)).collect();
    assert_eq!(chances, [(1.0, 0.15), (2.0, 0.4), (4.0, 0.997)]);
    let last = charts[1].series()[0].points[2];
    assert_eq!((last.y, last.range), (600.0, Some((500.0, 1600.0))));
}

#[test]
fn titles_cannot_drive_the_terminal() {
    let told = paid();
    for text in [text(told.text(100)), text(told.html()), text(told.csv())] {
        assert!(!text.contains('\u{1b}'));
    }
}
