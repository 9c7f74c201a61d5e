//! The expected pipeline, where every first talk becomes a sale on a known day.

use longview_tests::{Ran, assert_always, on_a_list_of};

/// A hundred names are talked to on the first day; each buys for 1,000 when called back.
fn ran(promise: &str, run_out: u32) -> Ran {
    let rest = format!(
        "[strategy.calls]
        block = [{{ as_needed = true, do = [\"cold_call\", \"follow_up\"] }}]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.callback]
        [model.stage.customer]
        end = \"won\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 3
        reach = 1
        on.stranger.later = {{ weight = 1, to = \"callback\", promise = \"{promise}\" }}
        [model.activity.follow_up]
        channel = \"phone\"
        aim = \"promises\"
        effort = \"action\"
        minutes = 3
        reach = 1
        on.callback.bought = {{ weight = 1, to = \"customer\" }}"
    );
    let mut experiment = on_a_list_of(100, 4, &rest).experiment;
    experiment.horizon.run_out = run_out;
    Ran::experiment(&experiment, 2)
}

/// In hundreds of thousands of the currency, by quarter.
fn assert_money(ran: &Ran, metric: &str, quarters: [f64; 4]) {
    for (quarter, value) in quarters.into_iter().enumerate() {
        let what = format!("{metric} in quarter {quarter}");
        assert_always(&what, ran.first().quarter(quarter, metric), value * 10_000_000.0);
    }
}

#[test]
fn a_sale_is_in_the_pipeline_at_every_quarters_end_between_first_talk_and_sale() {
    let ran = ran("30 weeks", 0);
    assert_money(&ran, "pipeline", [1.0, 1.0, 0.0, 0.0]);
    assert_money(&ran, "revenue", [0.0, 0.0, 1.0, 0.0]);
}

#[test]
fn a_sale_in_the_quarter_of_the_first_talk_never_was_in_the_pipeline() {
    let ran = ran("12 weeks", 0);
    assert_money(&ran, "pipeline", [0.0; 4]);
    assert_money(&ran, "revenue", [1.0, 0.0, 0.0, 0.0]);
}

/// A sale past the horizon is in no quarter's revenue, but the run goes on to see it.
#[test]
fn sales_of_the_run_out_are_in_the_pipeline_of_the_last_quarters() {
    let seen = ran("60 weeks", 4);
    assert_money(&seen, "pipeline", [1.0; 4]);
    assert_money(&seen, "revenue", [0.0; 4]);
    let unseen = ran("60 weeks", 0);
    assert_money(&unseen, "pipeline", [0.0; 4]);
}
