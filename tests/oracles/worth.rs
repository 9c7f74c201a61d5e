//! What outcomes, hours and rungs are worth, where it is known exactly.

use longview_decide::worth::{Measured, Worth, WorthAnswer, WorthRequest, worth};
use longview_engine::run::Unobserved;
use longview_scenario::Scenario;
use longview_tests::{SEED, assert_close, assert_exactly, binomial_error, on_a_list_of, stored};

const RUNS: u64 = 60;

fn answer(scenario: &Scenario, quarter: u32, replications: u64) -> WorthAnswer {
    let request = WorthRequest {
        strategy: None,
        quarter: Some(quarter),
        seed: SEED,
        replications,
        threads: None,
    };
    worth(scenario, &request, &Unobserved).unwrap()
}

fn outcome(answer: &WorthAnswer, name: &str) -> Worth {
    let all = answer.first_talks.iter().flat_map(|talks| &talks.outcomes);
    all.clone().find(|found| found.outcome == name).unwrap().worth
}

fn rung(answer: &WorthAnswer, name: &str) -> Worth {
    answer.rungs.iter().find(|rung| rung.stage == name).unwrap().worth.unwrap()
}

#[track_caller]
fn assert_near(what: &str, found: Measured, known: f64) {
    assert_close(what, found.value, known, found.mcse);
}

#[track_caller]
fn assert_known(what: &str, found: Measured, known: f64) {
    assert_exactly(what, found.value, known);
    assert_exactly(&format!("{what}, error"), found.mcse, 0.0);
}

/// Whoever waits wins at each talk with chance 0.08 and waits again with 0.7: in the end
/// `0.08 / (1 - 0.7)`. The error is the binomial one, for nobody's luck touches anybody else's.
#[test]
fn a_call_back_is_worth_its_chance_to_become_a_customer() {
    let answer = answer(&stored("reference/callback-chain"), 1, RUNS);
    assert_known("won", outcome(&answer, "won").customers, 1.0);
    assert_known("lost", outcome(&answer, "lost").customers, 0.0);
    let (again, chance) = (outcome(&answer, "again").customers, 0.08 / 0.3);
    assert_near("again", again, chance);
    let error = binomial_error(chance, RUNS as f64 * 1000.0 * 0.7);
    // A standard error from so many runs is itself off by about one in the root of twice as many.
    assert_close("its error", again.mcse, error, error / (2.0 * RUNS as f64).sqrt());
}

/// Twenty dials an hour, half of them answered: a fifth of the talks books a meeting that wins one
/// in two and takes an hour, two fifths are called back half a year later, which wins one in five.
fn simple() -> Scenario {
    on_a_list_of(
        2_000,
        4,
        r#"
        [economics]
        hour_cost = 60
        margin = 0.5
        [[strategy.plan.block]]
        as_needed = true
        do = ["follow_up"]
        [[strategy.plan.block]]
        hours = 2
        do = ["cold_call"]
        [model]
        start = "stranger"
        [model.stage.stranger]
        [model.stage.callback]
        rung = 1
        [model.stage.appointment]
        rung = 2
        appointment = true
        [model.stage.customer]
        rung = 3
        end = "won"
        [model.stage.lost]
        rung = -1
        end = "lost"
        [model.activity.cold_call]
        channel = "phone"
        aim = "list"
        effort = "action"
        minutes = 3
        reach = 0.5
        [model.activity.cold_call.on.stranger]
        appointment = { weight = 0.2, to = "appointment", promise = "1 week" }
        callback = { weight = 0.4, to = "callback", promise = "26 weeks" }
        no = { weight = 0.4, to = "lost" }
        [model.activity.follow_up]
        channel = "phone"
        aim = "promises"
        effort = "action"
        minutes = 6
        reach = 1
        [model.activity.follow_up.on.callback]
        won = { weight = 0.2, to = "customer" }
        lost = { weight = 0.8, to = "lost" }
        [model.activity.meeting]
        channel = "meeting"
        aim = "booked"
        effort = "action"
        minutes = 60
        reach = 1
        [model.activity.meeting.on.appointment]
        won = { weight = 0.5, to = "customer" }
        lost = { weight = 0.5, to = "lost" }
        "#,
    )
}

/// A customer brings a margin of 500, an hour costs 60; a call-back takes six minutes.
#[test]
fn outcomes_hours_and_rungs_have_their_known_worth() {
    let answer = answer(&simple(), 1, 300);
    let [appointment, callback] = ["appointment", "callback"].map(|name| outcome(&answer, name));
    assert_near("appointment", appointment.customers, 0.5);
    assert_near("callback", callback.customers, 0.2);
    assert_near("appointment, net", appointment.net, 0.5 * 500.0 - 60.0);
    assert_near("callback, net", callback.net, 0.2 * 500.0 - 6.0);
    assert_near("callback in appointments", callback.in_appointments.unwrap(), 0.4);
    assert_known("an appointment in itself", appointment.in_appointments.unwrap(), 1.0);
    assert_known("no", outcome(&answer, "no").customers, 0.0);
    assert_near("any", answer.first_talks[0].any.unwrap().customers, 0.2 * 0.5 + 0.4 * 0.2);
    assert_near("on the rung of call-backs", rung(&answer, "callback").customers, 0.2);
    assert_near("on the rung of appointments", rung(&answer, "appointment").customers, 0.5);
    let talks = 10.0;
    let hour = answer.hours.iter().find(|hour| hour.activity == "cold_call").unwrap();
    assert_near("an hour of calls", hour.worth.customers, talks * 0.18);
    assert_near("hours that it makes", hour.worked, 1.0 + talks * (0.2 + 0.4 * 0.1));
    let hour = answer.hours.iter().find(|hour| hour.activity == "follow_up").unwrap();
    assert_known("an hour where nothing is left to do", hour.worth.customers, 0.0);
}

#[test]
fn the_answer_is_the_same_on_any_number_of_threads() {
    let on = |threads| {
        let request = WorthRequest {
            strategy: None,
            quarter: None,
            seed: SEED,
            replications: 40,
            threads: std::num::NonZeroUsize::new(threads),
        };
        worth(&simple(), &request, &Unobserved).unwrap()
    };
    assert!(on(1) == on(3));
}
