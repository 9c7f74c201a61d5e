//! Turns of claims where the number at which they turn is known.

use longview_decide::boundary::{Crossing, Side, Spacing};
use longview_decide::lesson::{
    Condition, How, Lesson, LessonRequest, Number, Predict, Score, boundary, lessons, scenario,
};
use longview_engine::metric::Id;
use longview_engine::run::Unobserved;
use longview_scenario::Scenario;
use longview_tests::{SEED, accepted, assert_close, on_a_list_of};

fn request(search_replications: u64) -> LessonRequest {
    LessonRequest { seed: SEED, replications: 1, search_replications, threads: None }
}

fn only_turn(lesson: &Lesson, scenario: &Scenario, replications: u64) -> Crossing {
    let found = boundary(lesson, &lesson.numbers[0], scenario, &request(replications), &Unobserved)
        .unwrap();
    let [turn] = found.found.crossings.as_slice() else { panic!("{:?}", found.found) };
    *turn
}

/// The interval of a turn is four standard errors wide.
#[track_caller]
fn assert_turn(what: &str, found: Crossing, known: f64) {
    assert_close(what, found.at, known, (found.between.1 - found.between.0) / 4.0);
}

const TALKS_LEAD: Score =
    Score::Lead { metric: Id::Customers, of: "talks", over: "offers", times: 1.0 };

/// A chain of call-backs against a single offer.
const CHAIN: Lesson = Lesson {
    name: "chain",
    question: "Is it worth calling back?",
    claim: "Four talks win more than one offer.",
    predict: Predict { prompt: "?", score: TALKS_LEAD, choices: &[("yes", f64::INFINITY)] },
    scenario: "",
    conditions: &[Condition { words: "talks win more", score: TALKS_LEAD, above: 0.0 }],
    numbers: &[Number {
        words: "the weight of a yes to an offer, beside one no",
        unit: "weight",
        paths: &[("model.activity.offer.on.stranger.yes.weight", 1.0)],
        how: How::Value,
        condition: 0,
        says: None,
        search: (0.02, 2.0),
        spacing: Spacing::Ratio,
        plausible: Some((0.1, 0.5, "made for a test")),
    }],
    judges: false,
    discuss: &[],
};

/// Each talk wins 0.08, loses 0.22, and is followed by another a quarter later, four in a year:
/// 0.08 (1 - 0.7^4) / 0.3 = 0.20264 are won. An offer wins w / (w + 1), which is as much at
/// w = 0.20264 / 0.79736 = 0.25414.
#[test]
fn a_chain_of_talks_beats_an_offer_up_to_a_known_weight() {
    let scenario = on_a_list_of(
        1000,
        4,
        "[strategy.talks]
        block = [{ as_needed = true, do = [\"follow_up\", \"cold_call\"] }]
        [strategy.offers]
        block = [{ as_needed = true, do = [\"offer\"] }]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.callback]
        rung = 1
        [model.stage.customer]
        rung = 2
        end = \"won\"
        [model.stage.lost]
        rung = -1
        end = \"lost\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 1
        reach = 1
        on.stranger.won = { weight = 8, to = \"customer\" }
        on.stranger.again = { weight = 70, to = \"callback\", promise = \"13 weeks\" }
        on.stranger.lost = { weight = 22, to = \"lost\" }
        [model.activity.follow_up]
        channel = \"phone\"
        aim = \"promises\"
        effort = \"action\"
        minutes = 1
        reach = 1
        on.callback.won = { weight = 8, to = \"customer\" }
        on.callback.again = { weight = 70, promise = \"13 weeks\" }
        on.callback.lost = { weight = 22, to = \"lost\" }
        [model.activity.offer]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 1
        reach = 1
        on.stranger.yes = { weight = 1, to = \"customer\" }
        on.stranger.no = { weight = 1, to = \"lost\" }",
    );
    let won = 0.08 * (1.0 - 0.7f64.powi(4)) / 0.3;
    let turn = only_turn(&CHAIN, &scenario, 100);
    assert_turn("weight of a yes", turn, won / (1.0 - won));
    assert_eq!(turn.holds, Side::Below);
    assert!(turn.between.1 - turn.between.0 < 0.02, "{turn:?}");
}

/// Every dial books with chance 0.06 / 6, and there are twenty in an hour: no appointment in h hours
/// has the chance 0.99^(20 h), which is a tenth at 11.46 hours.
#[test]
fn no_appointment_is_one_in_ten_at_the_known_number_of_hours() {
    let lesson = lessons().iter().find(|lesson| lesson.name == "bad-week").unwrap();
    let turn = only_turn(lesson, &accepted(scenario(lesson, &[])), 4000);
    assert_turn("hours", turn, 0.1f64.ln() / (20.0 * 0.99f64.ln()));
    assert_eq!(turn.holds, Side::Below);
}
