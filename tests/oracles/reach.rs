//! People who differ in how easily they are reached, against the beta-geometric law.

use longview_tests::{Ran, assert_share, on_a_list_of};

const NAMES: u32 = 10_000;
const MEAN: f64 = 0.12;
const CONCENTRATION: f64 = 3.0;

/// Everybody not reached is tried again after a quarter. The chance to be missed `n` times is the
/// moment `E (1 - r)^n` of Beta(a, b), the product of `(b + i) / (a + b + i)`: those who are still
/// there are harder and harder to reach.
#[test]
fn who_was_missed_is_harder_to_reach_as_the_beta_law_says() {
    let calls = format!(
        "[[strategy.calls.block]]
        as_needed = true
        do = [\"cold_call\"]
        [model]
        start = \"stranger\"
        [model.reachability]
        concentration = {CONCENTRATION}
        [model.stage.stranger]
        [model.stage.reached]
        end = \"lost\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 0.1
        reach = {MEAN}
        reach_varies = true
        on_miss = {{ retry = \"1 quarter\" }}
        on.stranger.hello = {{ weight = 1, to = \"reached\" }}"
    );
    let ran = Ran::scenario(&on_a_list_of(NAMES, 12, &calls), 60);
    let (a, b) = (MEAN * CONCENTRATION, (1.0 - MEAN) * CONCENTRATION);
    let mut missed = 1.0;
    for (attempt, quarter) in (0u32..).zip(0..12) {
        let missed_again = (b + f64::from(attempt)) / (a + b + f64::from(attempt));
        let reached = missed * (1.0 - missed_again);
        let what = format!("reached at attempt {}", attempt + 1);
        assert_share(&what, ran.first().quarter(quarter, "contacts"), NAMES.into(), reached);
        missed *= missed_again;
    }
    let reached = ran.first().total("contacts");
    assert_share("reached within twelve attempts", reached, NAMES.into(), 1.0 - missed);
}
