//! Goals and numbers to vary are read, or refused with what to do.

use longview_decide::goal::{Goal, Sense};
use longview_decide::lever::Lever;
use longview_scenario::{Refusal, Scenario, built_in_scenarios, load_built_in};

fn ten_hours() -> Scenario {
    match load_built_in(&built_in_scenarios()[0], &[]) {
        Ok(scenario) => scenario,
        Err(Refusal::Unreadable(why)) => panic!("{why}"),
        Err(Refusal::Invalid(problems)) => panic!("{}", problems.render(false)),
    }
}

fn refused(text: &str) -> String {
    match Goal::read(text, &ten_hours()) {
        Ok(goal) => panic!("{text} was read as {goal:?}"),
        Err(problems) => problems.render(false),
    }
}

#[test]
fn goals_of_every_kind_are_read() {
    let known = [
        ("customers >= 12 by Q4", "customers", Sense::AtLeast, 12.0, 4),
        ("customers>=12", "customers", Sense::AtLeast, 12.0, 8),
        ("opt_outs < 1,000 by q2", "opt_outs", Sense::LessThan, 1_000.0, 2),
        ("revenue > 250k by the end", "revenue", Sense::MoreThan, 250_000.0, 8),
        ("revenue ≥ EUR 1.5M by end", "revenue", Sense::AtLeast, 1_500_000.0, 8),
        ("pipeline >= €90,000 by Q1", "pipeline", Sense::AtLeast, 90_000.0, 1),
        ("hours <= 500h by Q3", "hours", Sense::AtMost, 500.0, 3),
        ("idle_hours <= 20 hours by Q3", "idle_hours", Sense::AtMost, 20.0, 3),
        ("days_without_lead < 30 days by Q8", "days_without_lead", Sense::LessThan, 30.0, 8),
        (
            "conversations_by_outcome.callback >= 40 by Q2",
            "conversations_by_outcome.callback",
            Sense::AtLeast,
            40.0,
            2,
        ),
    ];
    let scenario = ten_hours();
    for (text, metric, sense, value, quarter) in known {
        let goal = Goal::read(text, &scenario).unwrap_or_else(|p| panic!("{}", p.render(false)));
        assert_eq!((goal.metric.name.as_str(), goal.sense, goal.quarter), (metric, sense, quarter));
        assert!((goal.value - value).abs() < 1e-9, "{text}: {}", goal.value);
    }
}

#[test]
fn a_goal_is_met_on_its_own_side_of_its_value() {
    let scenario = ten_hours();
    let met = |text: &str, reading: i64| Goal::read(text, &scenario).unwrap().is_met_by(reading);
    assert!(met("customers >= 12", 12) && !met("customers > 12", 12));
    assert!(met("customers <= 12", 12) && !met("customers < 12", 12));
    // Money is kept in cents, hours in milliseconds.
    assert!(met("revenue >= 100", 10_000) && !met("revenue >= 100", 9_999));
    assert!(met("hours <= 1", 3_600_000) && !met("hours <= 1", 3_600_001));
}

#[test]
fn what_is_wrong_with_a_goal_is_told_with_its_place() {
    for (text, caret, hint) in [
        ("custmers >= 12 by Q4", "^^^^^^^^", "did you mean `customers`?"),
        ("customers => 12", "^", "a goal has a side"),
        ("customers = 12", "^", "a goal has a side"),
        ("conversations >= 12", "^^^^^^^^^^^^^", "did you mean `contacts`?"),
        ("customers >= twelve", "^^^^^^", "write it as 12"),
        ("customers >= -3", "^^", "write it as 12"),
        ("customers >= 12 by Q9", "^^", "the scenario has 8 quarters"),
        ("customers >= 12 by Q0", "^^", "counted from 1"),
        ("customers >= 12 by June", "^^^^", "write Q4"),
        ("customers >= 12 in Q4", "^^", "customers >= 12 by Q4"),
        ("customers >= 12 by", "^", "customers >= 12 by Q4"),
        ("customers >= by Q4", "^", "customers >= 12 by Q4"),
        (">= 12 by Q4", "^", "customers >= 12 by Q4"),
        ("customers", "", "customers >= 12 by Q4"),
        ("", "", "customers >= 12 by Q4"),
        ("revenue >= 1e999", "^^^^^", "250k"),
    ] {
        let told = refused(text);
        assert!(told.contains(hint), "{text}: {told}");
        let line = |line: &&str| line.contains('^');
        let marked = told.lines().find(line).map_or("", |line| line.trim_start_matches([' ', '|']));
        assert!(marked.trim().starts_with(caret), "{text}: {told}");
    }
}

#[test]
fn every_problem_of_a_goal_is_told_at_once() {
    let told = refused("custmers >= twelve by Q9");
    assert_eq!(told.matches("error:").count(), 3, "{told}");
}

#[test]
fn no_text_makes_a_goal_panic() {
    let pieces =
        ["customers", ">=", "<", "=", "≥", "12", "by", "Q4", "é", "k", "\u{1b}", ".", "revenue"];
    let scenario = ten_hours();
    for first in pieces {
        for second in pieces {
            for third in pieces {
                let _ = Goal::read(&format!("{first} {second}{third}"), &scenario);
                let _ = Goal::read(&format!("{first}{second} {third}"), &scenario);
            }
        }
    }
}

#[test]
fn numbers_to_vary_are_found_by_short_names() {
    let scenario = ten_hours();
    let find = |strategy, name: &str| Lever::find(&scenario, strategy, name, None).unwrap();
    let calls = find(0, "cold_call_hours");
    assert_eq!(calls.path, "strategy.today.cold_call_hours");
    assert_eq!((calls.now, calls.range), (Some(10.0), (0.0, 40.0)));
    let values = calls.values();
    assert_eq!((values.len(), values[0], values[1], values[80]), (81, 0.0, 0.5, 40.0));
    assert_eq!(find(0, "strategy.today.ask.chance").range, (0.0, 1.0));
    // What a plan does not say yet can be varied from nought.
    assert_eq!(find(0, "follow_up_hours").now, None);
    assert_eq!(find(1, "nurture.every").values()[..3], [1.0, 2.0, 3.0]);
}

#[test]
fn numbers_that_are_not_there_are_refused_with_the_nearest_name() {
    let scenario = ten_hours();
    let told = |name: &str| Lever::find(&scenario, 0, name, None).unwrap_err().to_string();
    assert!(told("cold_cal_hours").contains("did you mean `cold_call_hours`?"));
    assert!(told("model.activity.cold_call.reach").contains("not of this plan"));
    let far = Lever::find(&scenario, 0, "cold_call_hours", Some(900.0)).unwrap_err().to_string();
    assert!(far.contains("900") && far.contains("168"), "{far}");
    assert!(Lever::find(&scenario, 0, "cold_call_hours", Some(f64::NAN)).is_err());
    assert!(Lever::find(&scenario, 0, "cold_call_hours", Some(-1.0)).is_err());
}
