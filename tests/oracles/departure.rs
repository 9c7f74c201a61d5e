//! What if everybody on one rung were gone? Known where nothing else can bring a sale.

use longview_engine::model::StageId;
use longview_engine::plan::{Departure, Strategy};
use longview_scenario::Scenario;
use longview_tests::{Ran, assert_always, assert_share, stored};

fn stage(scenario: &Scenario, name: &str) -> StageId {
    let stages = &scenario.experiment.model.stages;
    StageId(stages.iter().position(|stage| stage.name == name).unwrap())
}

/// The first strategy as it is, and without those who stand in a stage after so many quarters.
fn with_and_without(name: &str, after_quarter: u32, from: &str, to: &str) -> Scenario {
    let mut scenario = stored(name);
    let departure =
        Departure { after_quarter, from: stage(&scenario, from), to: stage(&scenario, to) };
    let strategies = &mut scenario.experiment.strategies;
    strategies.truncate(1);
    let gone = Strategy { departure: Some(departure), ..strategies[0].clone() };
    strategies.push(gone);
    scenario
}

/// Each talk wins 0.08, and 0.7 wait for the next one a quarter later. Without those who wait after
/// two quarters only two talks win: `0.08 (1 + 0.7)`. In the first two quarters nothing changes.
#[test]
fn nobody_who_waits_is_won_after_the_departure() {
    let scenario = with_and_without("reference/callback-chain", 2, "callback", "lost");
    let names = f64::from(scenario.experiment.market.segments[0].prospects);
    let ran = Ran::scenario(&scenario, 200);
    assert_share("won", ran.levels(1).total("customers"), names, 0.08 * 1.7);
    // The expected pipeline alone looks ahead.
    for row in &ran.results.comparisons[0].quarters[..2] {
        let as_before = ran.results.metrics.iter().zip(row);
        assert!(as_before.filter(|(m, _)| m.name != "pipeline").all(|(_, pair)| pair.equal == 200));
    }
    let talks = ran.levels(1).quarter(2, "contacts");
    assert_always("talks in the third quarter", talks, 0.0);
}

/// To look at everybody is to change nobody.
#[test]
fn where_nobody_stands_nobody_leaves() {
    let ran = Ran::scenario(&with_and_without("ten-hours", 0, "agreed", "declined"), 4);
    let all = &ran.results.comparisons[0];
    assert!(all.cumulative.iter().flatten().all(|pair| pair.equal == 4));
}
