//! One rep with limited time, against independent programs for the same desk.

use longview_tests::{Levels, Ran, assert_always, assert_close, stored};

/// Per quarter, means over 600,000 replications of a plain loop; seven programs on six tools agree
/// with them within their error.
const CUSTOMERS: [f64; 8] = [6.148, 9.767, 10.466, 10.561, 10.585, 10.590, 10.588, 10.585];
const APPOINTMENTS: [f64; 8] = [30.19, 39.90, 41.92, 42.29, 42.35, 42.36, 42.36, 42.35];
/// The standard error of these means.
const THEIR_ERROR: f64 = 0.004;
/// Appointments are given with two digits only: the error of rounding is evenly spread.
const ROUNDED_ERROR: f64 = 0.005 / 1.732;
/// 1,300 dials of which 12 in 100 reach somebody.
const CONTACTS: f64 = 156.0;

fn assert_figure(levels: Levels, quarter: usize, metric: &str, expected: f64, its_error: f64) {
    let found = levels.quarter(quarter, metric);
    let error = found.standard_error().hypot(its_error);
    assert_close(&format!("{metric} in quarter {quarter}"), found.mean(), expected, error);
}

#[test]
fn the_desk_gives_the_figures_of_the_other_programs() {
    let ran = Ran::scenario(&stored("reference/desk"), 10_000);
    for quarter in 0..8 {
        let desk = ran.first();
        assert_always("dials", desk.quarter(quarter, "dials"), 1300.0);
        assert_figure(desk, quarter, "customers", CUSTOMERS[quarter], THEIR_ERROR);
        let error = THEIR_ERROR.hypot(ROUNDED_ERROR);
        assert_figure(desk, quarter, "appointments", APPOINTMENTS[quarter], error);
        assert_figure(desk, quarter, "contacts", CONTACTS, 0.0);
    }
}
