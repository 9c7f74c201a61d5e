//! How much of the revenue the largest customers bring.

use longview_engine::estimate::Sketch;
use longview_engine::metric::Id;
use longview_engine::run::{Results, Unobserved, run, run_noting_deals};
use longview_scenario::Scenario;
use longview_tests::{assert_close, holds, on_a_list_of, plan, plan_on, stored};
use statrs::distribution::{ContinuousCDF, Normal};

use super::market::EVERY_CALL_SELLS;
use super::maths::normal_mean;

const NAMES: u32 = 10_000;

/// The deals of so many lists on which everybody buys.
fn deals(value: &str, lists: u64) -> Sketch {
    let rest = format!(
        "[market.segment.all]
        deal_value = {value}
        [strategy.calls]
        rhythm = {{ on = \"1 week\", off = \"12 weeks\" }}
        [[strategy.calls.block]]
        attempts = {NAMES}
        do = [\"cold_call\"]
        {EVERY_CALL_SELLS}"
    );
    let mut results = noting(&on_a_list_of(NAMES, 1, &rest), lists);
    results.deals.pop().unwrap()
}

fn noting(scenario: &Scenario, replications: u64) -> Results {
    run_noting_deals(&scenario.experiment, &plan(replications), &Unobserved).unwrap()
}

/// The largest share `p` of log-normal values holds `Phi(sigma - z)` of their sum, with `Phi(z) = 1 - p`
/// (Aitchison and Brown 1957, section 11.5). With `t` the value at `z` and `m` the mean, the share
/// `s` found among `n` values has the variance of `((x - t)+ + p t - s x) / m`, over `n`.
#[test]
fn the_largest_deals_hold_what_their_law_says() {
    let standard = Normal::standard();
    let sigma = standard.inverse_cdf(0.67) + standard.inverse_cdf(0.8);
    let found = deals("{ median = 5000, top_fifth_share = 0.67 }", 20);
    assert_eq!(found.count(), u64::from(NAMES) * 20);
    let mean = (sigma * sigma / 2.0).exp();
    for few in [0.05, 0.2, 0.5] {
        let z = standard.inverse_cdf(1.0 - few);
        let (held, least) = (standard.cdf(sigma - z), (sigma * z).exp());
        let [variance] = normal_mean(|score| {
            let value = (sigma * score).exp();
            let stray = (value - least).max(0.0) + few * least - held * value;
            [(stray / mean).powi(2)]
        });
        let error = (variance / found.count() as f64).sqrt();
        let name = format!("the largest {few}");
        assert_close(&name, found.share_of_largest(few), held, error);
    }
}

#[test]
fn deals_that_are_all_alike_lie_on_the_straight_line() {
    let found = deals("{ median = 5000, sigma = 0 }", 1);
    for few in [0.05, 0.2, 0.5, 1.0] {
        assert!((found.share_of_largest(few) - few).abs() < 1e-12, "{few}");
    }
    holds("four shares");
}

/// The deals noted are the sales of the quarters reported, and noting them changes nothing else.
#[test]
fn deals_add_up_to_the_revenue() {
    let mut scenario = stored("ten-hours");
    scenario.experiment.horizon.quarters = 3;
    let noted = noting(&scenario, 20);
    for (deals, levels) in noted.deals.iter().zip(&noted.strategies) {
        assert!(deals.count() > 10, "{} sales", deals.count());
        assert_eq!(deals.sum(), levels.total[Id::Revenue as usize].sum());
        assert_eq!(i128::from(deals.count()), levels.total[Id::Customers as usize].sum());
    }
    let plain = run(&scenario.experiment, &plan(20), &Unobserved).unwrap();
    assert!(plain.deals.iter().all(|deals| deals.count() == 0), "nobody asked for them");
    assert!(plain == Results { deals: plain.deals.clone(), ..noted.clone() });
    for threads in [1, 3] {
        let other = run_noting_deals(&scenario.experiment, &plan_on(threads, 20), &Unobserved);
        assert!(other.unwrap() == noted, "{threads} threads");
    }
    holds("revenue and sales of two plans");
}
