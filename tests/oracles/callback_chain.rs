//! "Call me next quarter", again and again, against the geometric series.

use longview_tests::{Ran, assert_digits, assert_mean, assert_share, stored};

/// Each talk wins 0.08 and loses 0.22, so a prospect is talked to `1 / 0.30` times on average and won
/// in the end with chance `0.08 / 0.30`, within four talks with `0.08 (1 - 0.7^4) / 0.30`. All are
/// called on the first day and again after exactly a quarter: talk `n` falls into quarter `n`.
#[test]
fn a_chain_of_callbacks_is_a_geometric_series() {
    let scenario = stored("reference/callback-chain");
    let names = f64::from(scenario.experiment.market.segments[0].prospects);
    let ran = Ran::scenario(&scenario, 1000);
    let patient = ran.first();
    assert_share("won", patient.total("customers"), names, 0.266_666_7);
    let contacts = patient.total("contacts");
    assert_mean("talks", contacts, names * 3.333_333_3);
    for (quarter, talks) in (1..=4).enumerate() {
        let lost_or_won = 1.0 - 0.7f64.powi(talks);
        let won = 0.08 * lost_or_won / 0.30;
        assert_share("won so far", patient.standing("customer", quarter), names, won);
        assert_share(
            "talked to",
            patient.quarter(quarter, "contacts"),
            names,
            0.7f64.powi(talks - 1),
        );
    }
    let within_four = 0.08 * (1.0 - 0.7f64.powi(4)) / 0.30;
    assert_digits("won within four talks, as published", within_four, 0.202_640, 6);
}
