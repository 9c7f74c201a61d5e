//! Single values changed from outside: `--set`, and the values of knobs.

use crate::support::{accepted, fixture, problems, set};
use longview_scenario::{Knob, Scenario, Setting, built_in_scenarios, load_built_in};

fn knob<'a>(scenario: &'a Scenario, path: &str) -> &'a Knob {
    scenario.knobs.iter().find(|knob| knob.path == path).unwrap_or_else(|| panic!("no {path}"))
}

/// Every number of the default scenario and of the fixture, and what it is written as.
#[test]
fn every_knob_set_to_its_own_value_leaves_the_experiment_as_it_was() {
    let default = accepted(load_built_in(&built_in_scenarios()[0], &[]));
    for scenario in [fixture(), default] {
        assert!(scenario.knobs.len() > 80);
        for knob in &scenario.knobs {
            let same = scenario.with(&[(knob.path.clone(), knob.best)]);
            let same = same.unwrap_or_else(|problems| panic!("{}", problems.render(false)));
            assert_eq!(same.hash, scenario.hash, "{}", knob.path);
        }
    }
}

#[test]
fn every_knob_written_as_a_setting_leaves_the_experiment_as_it_was() {
    let scenario = fixture();
    for knob in &scenario.knobs {
        let same = accepted(set(&[(knob.path.as_str(), knob.written.as_str())]));
        assert_eq!(same.hash, scenario.hash, "{}", knob.path);
    }
}

#[test]
fn a_knob_says_unit_interval_limits_source_and_how_it_is_written() {
    let scenario = fixture();
    let reach = knob(&scenario, "model.activity.cold_call.reach");
    assert_eq!(reach.unit, "chance");
    assert_eq!((reach.best, reach.interval, reach.limits), (0.06, Some((0.03, 0.2)), (0.0, 1.0)));
    assert_eq!(reach.source.as_deref(), Some("a guess"));
    let every = knob(&scenario, "strategy.long-view.nurture.every");
    assert_eq!((every.unit, every.best, every.written.as_str()), ("weeks", 6.0, "6 weeks"));
}

#[test]
fn a_changed_knob_changes_the_experiment_and_is_told_in_the_new_scenario() {
    let scenario = fixture();
    let path = "strategy.today.cold_call_hours".to_owned();
    let changed = scenario.with(&[(path.clone(), 12.5)]).unwrap();
    assert_ne!(changed.hash, scenario.hash);
    assert!((knob(&changed, &path).best - 12.5).abs() < 1e-12);
    let back = changed.with(&[(path, 10.0)]).unwrap();
    assert_eq!(back.hash, scenario.hash);
}

#[test]
fn a_number_that_is_not_written_yet_can_be_set() {
    let scenario = fixture();
    let path = "strategy.today.follow_up_hours".to_owned();
    let more = scenario.with(&[(path.clone(), 2.0)]).unwrap();
    assert_eq!(more.experiment.strategies[0].blocks.len(), 2);
    assert_eq!(accepted(set(&[(&path, "2")])).hash, more.hash);
}

#[test]
fn text_comes_with_or_without_quotes() {
    let plain = accepted(set(&[("strategy.today.ask.from", "aware")]));
    let quoted = accepted(set(&[("strategy.today.ask.from", "\"aware\"")]));
    assert_eq!(plain.hash, quoted.hash);
    assert_ne!(plain.hash, fixture().hash);
    let title = |written: &str| accepted(set(&[("title", written)])).title;
    assert_eq!([title("2024"), title("true"), title("[draft]")], ["2024", "true", "[draft]"]);
    assert_eq!(title("\"2024\""), "2024");
    let weeks = accepted(set(&[("model.need.in_market", "10 weeks")]));
    assert!((knob(&weeks, "model.need.in_market").best - 10.0).abs() < 1e-12);
}

#[test]
fn a_block_is_set_by_its_position() {
    let more = accepted(set(&[("strategy.blocks.block.1.hours", "20")]));
    assert!((knob(&more, "strategy.blocks.block.1.hours").best - 20.0).abs() < 1e-12);
}

#[test]
fn another_model_can_be_put_below_a_scenario() {
    let setting = Setting { path: "model".into(), value: "benchmark-2025".into() };
    let scenario = &built_in_scenarios()[0];
    let other = accepted(load_built_in(scenario, &[setting]));
    let usual = accepted(load_built_in(scenario, &[]));
    assert_ne!(other.model_title, usual.model_title);
    assert_ne!(other.hash, usual.hash);
}

/// The same model by another path, so that nothing but the changes could differ.
#[test]
fn another_model_keeps_what_the_scenario_changes_in_its_model() {
    let copy = "../fixtures/../fixtures/model.toml";
    let same = accepted(set(&[("model", copy)]));
    assert_eq!(same.hash, fixture().hash);
}

#[test]
fn wrong_settings_are_refused_with_the_part_that_is_wrong() {
    let wrong = [
        ("strategy.tody.cold_call_hours", "12"),
        ("strategy.today.cold_call_hour", "12"),
        ("strategy.today.cold_call_hours", "lots"),
        ("strategy.today.cold_call_hours", "-1"),
        ("strategy.today.cold_call_hours.deeper.still", "1"),
        ("strategy.blocks.block.3.hours", "1"),
        ("model.need.in_market", "90"),
        ("model.activity.cold_call.reach.low", "0.1"),
        ("market segment", "1"),
        ("", "1"),
        ("quarters]\nx", "1"),
        ("title", "\u{1b}[31mred"),
    ];
    insta::assert_snapshot!(problems(set(&wrong)).render(false));
}

#[test]
fn a_value_out_of_limits_is_refused() {
    let refused = fixture().with(&[("desk.hours_per_week".to_owned(), 1000.0)]);
    insta::assert_snapshot!(refused.unwrap_err().render(false));
}
