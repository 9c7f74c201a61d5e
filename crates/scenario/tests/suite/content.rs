//! What is written arrives in the experiment.

use longview_engine::delay::Delay;
use longview_engine::market::Skill;
use longview_engine::model::Aim;
use longview_engine::plan::{Amount, Rhythm, Scorecard};
use longview_engine::units::{Probability, Weeks};
use longview_scenario::Counterpart;

use crate::support::{accepted, fixture, set};

fn weeks(weeks: f64) -> Weeks {
    Weeks::new(weeks).expect("a length of time")
}

#[test]
fn what_a_scenario_overrides_replaces_what_its_model_says() {
    let model = fixture().experiment.model;
    let aware = model.stages.iter().find(|stage| stage.name == "aware").unwrap();
    assert!(
        matches!(&aware.timers[0].delay, Delay::Weibull { scale, .. } if *scale == weeks(40.0))
    );
    assert_eq!(aware.timers[0].outcomes.outcomes[0].name, "stranger");
}

#[test]
fn a_table_for_any_stage_serves_open_stages_without_their_own() {
    let model = fixture().experiment.model;
    let tables = |name: &str| {
        let activity = model.activities.iter().find(|one| one.name == name).unwrap();
        activity.tables.iter().map(Option::is_some).collect::<Vec<_>>()
    };
    assert_eq!(tables("cold_call"), [true, true, true, true, false, false, false]);
    assert_eq!(tables("follow_up"), [false, false, true, false, false, false, false]);
}

#[test]
fn a_segment_takes_from_the_market_what_it_does_not_say() {
    let segments = fixture().experiment.market.segments;
    let [home, abroad] = segments.as_slice() else { panic!("{segments:?}") };
    assert_eq!((home.prospects, abroad.prospects), (3000, 1000));
    assert_eq!((home.letter.get(), abroad.letter.get()), (1.0, 0.5));
    assert_eq!((home.fit_sd.get(), abroad.fit_sd.get()), (0.8, 0.8));
    assert_eq!(abroad.deal_value.median.get(), 500_000);
    assert!((home.deal_value.sigma.get() - 1.2815).abs() < 1e-3);
    let sigma_of_p90 = 12f64.ln() / 1.281_551_565_5;
    assert!((abroad.deal_value.sigma.get() - sigma_of_p90).abs() < 1e-9);
    assert_eq!((home.arrivals, abroad.arrivals.map(|new| new.mean.get())), (None, Some(5.0)));
    assert_eq!((home.time_share.get(), abroad.time_share.get()), (0.75, 0.25));
}

#[test]
fn reps_prices_and_horizon_are_those_written() {
    let scenario = fixture();
    let team = &scenario.experiment.team;
    assert_eq!((team.reps, team.hours_per_week.as_hours()), (2, 40.0));
    assert!(matches!(&team.skill, Skill::Each(skills) if skills.len() == 2));
    assert_eq!((scenario.economics.hour_cost, scenario.economics.margin), (50.0, 0.5));
    let horizon = scenario.experiment.horizon;
    assert_eq!((horizon.quarters, horizon.run_out), (8, 4));
    assert_eq!((scenario.replications, scenario.model_title.as_str()), (1000, "A small model"));
}

#[test]
fn short_blocks_are_served_in_their_order_and_nurture_comes_last() {
    let scenario = fixture();
    let plan = &scenario.experiment.strategies[1];
    let activities = &scenario.experiment.model.activities;
    let blocks: Vec<(&str, String)> = plan
        .blocks
        .iter()
        .map(|block| (activities[block.tasks[0].activity.0].name.as_str(), amount(block.amount)))
        .collect();
    assert_eq!(
        blocks,
        [
            ("follow_up", "3 hours".to_owned()),
            ("cold_call", "7 hours".to_owned()),
            ("content", "as needed".to_owned()),
        ]
    );
    let cadence = plan.blocks[2].tasks[0].cadence.as_ref().unwrap();
    assert_eq!((cadence.every.get(), cadence.touches, cadence.stages[0].0), (6.0, Some(8), 1));
}

fn amount(amount: Amount) -> String {
    match amount {
        Amount::Time(time) => format!("{} hours", time.as_hours()),
        Amount::Attempts(attempts) => format!("{} attempts", attempts.get()),
        Amount::AsNeeded => "as needed".to_owned(),
    }
}

#[test]
fn nurture_gives_its_cadence_to_the_block_of_its_activity() {
    let scenario = accepted(set(&[("strategy.long-view.content", "5")]));
    let blocks = &scenario.experiment.strategies[1].blocks;
    assert_eq!(blocks.len(), 3);
    assert_eq!(amount(blocks[2].amount), "5 attempts");
    assert!(blocks[2].tasks[0].cadence.is_some());
}

#[test]
fn policy_focus_rhythm_and_energy_belong_to_their_strategy() {
    let scenario = fixture();
    let [today, long_view, _] = scenario.experiment.strategies.as_slice() else { panic!() };
    let names = |plan: &longview_engine::plan::Strategy| {
        let after = plan.ask.as_ref().unwrap().after.iter();
        after.map(|id| scenario.experiment.model.activities[id.0].name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(today), ["meeting", "follow_up"]);
    assert_eq!(names(long_view), ["follow_up"]);
    assert_eq!(
        (today.rhythm, long_view.rhythm),
        (Rhythm::Steady, Rhythm::Bursts { on: 1, off: 3 })
    );
    assert!(today.energy.is_none() && today.focus.is_none() && today.time_shares.is_none());
    let scorecard = &long_view.energy.as_ref().unwrap().scorecard;
    assert!(matches!(scorecard, Scorecard::Progress(weights) if weights.len() == 2));
    assert_eq!(scenario.strategy_titles[1].as_deref(), Some("Ten hours with a memory"));
}

#[test]
fn what_is_left_out_of_a_model_has_its_usual_value() {
    let model = fixture().experiment.model;
    let find = |name: &str| model.activities.iter().find(|one| one.name == name).unwrap();
    assert_eq!(find("cold_call").on_miss.retry, Weeks::ZERO);
    assert_eq!(find("follow_up").on_miss.retry, weeks(0.2));
    assert_eq!(find("meeting").on_miss.again, Probability::new(0.4).unwrap());
    assert_eq!((find("close").reach.get(), &find("close").aim), (1.0, &Aim::Ask));
    assert_eq!((model.goodwill_half_life.get(), model.fatigue.free.get()), (52.0, 0.0));
    assert!(model.reachability.is_none());
}

#[test]
fn figures_of_the_same_stages_share_a_probe() {
    let scenario = fixture();
    let [probe] = scenario.experiment.probes.as_slice() else { panic!() };
    assert_eq!((probe.by.len(), probe.quantiles.len()), (1, 1));
    let [share, time, chance] = scenario.observed.as_slice() else { panic!() };
    assert_eq!(share.counterpart, Counterpart::ShareBy { probe: 0, by: 0 });
    assert_eq!(time.counterpart, Counterpart::Quantile { probe: 0, quantile: 0 });
    assert!((time.value - 60.0).abs() < 1e-9 && (time.standard_error.unwrap() - 2.0).abs() < 1e-9);
    assert!(matches!(&chance.counterpart, Counterpart::Chance { of, .. } if of == "appointment"));
    assert_eq!((share.strategy, chance.strategy), (0, 1));
}
