//! Strategies meet the same people with the same luck, and what is added moves nobody else.

use longview_engine::market::Skill;
use longview_engine::units::Real;
use longview_tests::{Ran, plan_on, stored, written};

/// Two plans, and a third that does something the others do not know.
fn with_and_without_a_third_plan() -> [Ran; 2] {
    let folder = longview_tests::project().join("scenarios/ten-hours.toml");
    let text = std::fs::read_to_string(folder)
        .unwrap()
        .replace("model    = \"relationship\"", "model.base = \"relationship\"");
    let fairs = "
        [model.activity.fair]
        channel = \"meeting\"
        aim = \"list\"
        effort = \"action\"
        minutes = 10
        reach = 0.5
        on.stranger.appointment = { weight = 1, to = \"appointment\", promise = \"1 week\" }
        on.stranger.glance = { weight = 5, to = \"aware\", goodwill = 0.5 }
        [[strategy.fairs.block]]
        hours = 5
        do = [\"fair\", \"follow_up\"]";
    let more = format!("{text}\n{fairs}");
    [text, more].map(|text| Ran::scenario(&written(&text), 6))
}

#[test]
fn an_added_strategy_and_activity_move_nobody_else() {
    let [two, three] = with_and_without_a_third_plan();
    assert_eq!(three.results.strategies.len(), 3);
    assert!(two.results.metrics == three.results.metrics);
    assert!(two.results.strategies[..] == three.results.strategies[..2]);
    assert!(two.results.comparisons[..] == three.results.comparisons[..1]);
    assert!(three.strategy("fairs").total("meetings_held").sum() > 0);
}

#[test]
fn the_order_of_strategies_does_not_matter() {
    let experiment = stored("motion-vs-action").experiment;
    let mut turned = experiment.clone();
    turned.strategies.reverse();
    let one = Ran::experiment(&experiment, 5).results;
    let other = Ran::experiment(&turned, 5).results;
    let count = experiment.strategies.len();
    for (at, strategy) in one.strategies.iter().enumerate() {
        assert!(*strategy == other.strategies[count - 1 - at]);
    }
}

/// A second rep so clumsy that every talk goes wrong adds no customers: the team's are exactly those
/// of the first rep alone, who has the same people and luck in both.
#[test]
fn a_rep_meets_the_same_people_alone_and_in_a_team() {
    let mut alone = stored("ten-hours").experiment;
    alone.horizon.quarters = 4;
    alone.model.need = None;
    alone.team.skill = Skill::Each(vec![Real::ZERO]);
    let mut team = alone.clone();
    team.team.reps = 2;
    team.team.skill = Skill::Each(vec![Real::ZERO, Real::new(-200.0).unwrap()]);
    for threads in [1, 2] {
        let alone = Ran::planned(&alone, &plan_on(threads, 10));
        let team = Ran::planned(&team, &plan_on(threads, 10));
        for strategy in ["today", "long-view"] {
            let of = |ran: &Ran| ran.strategy(strategy).total("customers").clone();
            assert!(of(&alone).sum() > 0);
            assert_eq!(of(&alone), of(&team), "{strategy}");
            let dials = |ran: &Ran| ran.strategy(strategy).total("dials").sum();
            assert!(dials(&team) > dials(&alone));
        }
    }
}
