//! What if first encounters that ended in one way had come to nothing? Everybody else keeps the luck
//! they have.

use longview_engine::model::{ActivityId, StageId};
use longview_engine::plan::{Strategy, Undone};
use longview_scenario::Scenario;
use longview_tests::{Ran, assert_share, stored};

const RUNS: u64 = 6;

/// The first strategy as it is, and with an outcome of its first activity undone.
fn as_it_is_and_undone(name: &str, outcome: &str, to: &str, through_quarter: u32) -> Scenario {
    let mut scenario = stored(name);
    let stages = &scenario.experiment.model.stages;
    let to = StageId(stages.iter().position(|stage| stage.name == to).unwrap());
    let outcome = outcome.to_owned();
    let undone = Undone { activity: ActivityId(0), outcome, through_quarter, to };
    let strategies = &mut scenario.experiment.strategies;
    strategies.truncate(1);
    strategies.push(Strategy { undone: Some(undone), ..strategies[0].clone() });
    scenario
}

fn assert_same(scenario: &Scenario) {
    let ran = Ran::scenario(scenario, RUNS);
    let all = &ran.results.comparisons[0];
    assert!(all.cumulative.iter().flatten().all(|pair| pair.equal == RUNS));
    assert_eq!(ran.results.strategies[0], ran.results.strategies[1]);
}

/// A flat no leads to where it is undone to; nobody says "nevermore"; and no quarter is the first of
/// none.
#[test]
fn what_changes_nothing_is_the_same_to_the_last_bit() {
    assert_same(&as_it_is_and_undone("ten-hours", "no", "declined", 8));
    assert_same(&as_it_is_and_undone("ten-hours", "nevermore", "declined", 8));
    assert_same(&as_it_is_and_undone("ten-hours", "callback", "declined", 0));
}

/// Each talk wins 0.08, and 0.7 wait for the next one. Without those who wait after the first talk
/// only the first talk wins; the talks themselves are counted as they were.
#[test]
fn only_the_first_talk_wins_when_waiting_after_it_is_undone() {
    let scenario = as_it_is_and_undone("reference/callback-chain", "again", "lost", 1);
    let names = f64::from(scenario.experiment.market.segments[0].prospects);
    let ran = Ran::scenario(&scenario, 200);
    assert_share("won", ran.levels(1).total("customers"), names, 0.08);
    let first = |strategy| ran.levels(strategy).quarter(0, "conversations_by_outcome.again");
    assert_eq!(first(0), first(1));
    let later = |strategy| ran.levels(strategy).quarter(1, "contacts");
    assert!(later(0).sum() > 0 && later(1).sum() == 0);
}
