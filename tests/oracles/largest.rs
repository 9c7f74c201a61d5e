//! How much of the revenue the largest customers bring.

use longview_decide::largest::by_chance;
use longview_engine::estimate::Sketch;
use longview_engine::metric::Id;
use longview_engine::run::{Results, Unobserved, run, run_noting_deals};
use longview_scenario::Scenario;
use longview_tests::{assert_close, holds, on_a_list_of, plan, plan_on, stored, written};
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

/// A market with these segments: names at the start, names that come each week, deal value.
fn market(segments: &[(u32, f64, &str)]) -> Scenario {
    let segment = |(at, (names, weekly, value)): (usize, &(u32, f64, &str))| {
        let arrivals = if *weekly > 0.0 {
            format!("arrivals = {{ per_week = {weekly} }}")
        } else {
            String::new()
        };
        format!(
            "[market.segment.s{at}]
            prospects = {names}
            deal_value = {value}
            {arrivals}\n"
        )
    };
    let segments: String = segments.iter().enumerate().map(segment).collect();
    written(&format!(
        "title = \"Deals\"
        model = \"relationship\"
        quarters = 4
        [market]
        {segments}
        [strategy.calls]
        cold_call_hours = 10"
    ))
}

fn assert_by_chance(what: &str, segments: &[(u32, f64, &str)], law: impl Fn(f64) -> f64) {
    let held = by_chance(&market(segments).experiment);
    assert_eq!(held.len(), 20, "{what}");
    for held in held {
        let (found, expected) = (held.revenue, law(held.customers));
        assert!((found - expected).abs() < 1e-9, "{what}, {}: {found}", held.customers);
    }
    holds(what);
}

/// Of one segment `Phi(sigma - z)`. Two segments that are alike are one, however many names come
/// later. Of deals that are all alike within each segment, the larger ones are the first.
#[test]
fn customers_drawn_by_lot_hold_what_the_law_of_the_market_says() {
    let standard = Normal::standard();
    let one = "{ median = 5000, sigma = 1.3 }";
    let of_one = |few: f64| {
        if few < 1.0 { standard.cdf(1.3 - standard.inverse_cdf(1.0 - few)) } else { 1.0 }
    };
    assert_by_chance("one segment", &[(300, 0.0, one)], of_one);
    assert_by_chance("two that are alike", &[(300, 0.0, one), (20, 7.0, one)], of_one);
    let flat = ["{ median = 3000, sigma = 0 }", "{ median = 1000, sigma = 0 }"];
    let kinked = |few: f64| if few <= 0.5 { 1.5 * few } else { 0.75 + 0.5 * (few - 0.5) };
    assert_by_chance("two of one value each", &[(520, 0.0, flat[0]), (260, 5.0, flat[1])], kinked);
}

/// A mixture, against the integral over the law of a score that both segments share: the share that
/// the largest hold is the least, over all values `t`, of `(E (X - t)+ + p t) / E X` (Rockafellar and
/// Uryasev 2000, doi:10.21314/JOR.2000.038).
#[test]
fn customers_drawn_by_lot_from_unlike_segments_hold_what_integration_says() {
    let laws = [(300.0, 2_000.0_f64, 0.6), (100.0, 9_000.0, 1.1)];
    let excess = |least: f64| {
        let above = |(names, median, sigma): (f64, f64, f64)| {
            let [mean] = normal_mean(|score| [(median * (sigma * score).exp() - least).max(0.0)]);
            names / 400.0 * mean
        };
        laws.into_iter().map(above).sum::<f64>()
    };
    let segments = [
        (300, 0.0, "{ median = 2000, sigma = 0.6 }"),
        (100, 0.0, "{ median = 9000, sigma = 1.1 }"),
    ];
    let held = by_chance(&market(&segments).experiment);
    for at in [0, 3, 9] {
        let few = held[at].customers;
        let bound = |step: u32| {
            let least = 100.0 * 1.002_f64.powi(i32::try_from(step).unwrap());
            (excess(least) + few * least) / excess(0.0)
        };
        let least = (0..3_500).map(bound).fold(f64::INFINITY, f64::min);
        let found = held[at].revenue;
        assert!((found - least).abs() < 2e-4, "{few}: {found}, {least}");
    }
    holds("three shares of a mixture");
}

/// A plan that does not choose lies on the curve of customers drawn by lot; see the test of their law
/// for the error of a share.
#[test]
fn a_plan_that_does_not_choose_has_the_curve_of_chance() {
    let sigma = 1.1;
    let found = deals("{ median = 5000, sigma = 1.1 }", 20);
    let held = by_chance(&market(&[(100, 0.0, "{ median = 5000, sigma = 1.1 }")]).experiment);
    for held in [held[1], held[3], held[13]] {
        let z = Normal::standard().inverse_cdf(1.0 - held.customers);
        let (mean, least) = ((sigma * sigma / 2.0_f64).exp(), (sigma * z).exp());
        let [variance] = normal_mean(|score| {
            let value = (sigma * score).exp();
            let stray = (value - least).max(0.0) + held.customers * least - held.revenue * value;
            [(stray / mean).powi(2)]
        });
        let error = (variance / found.count() as f64).sqrt();
        let name = format!("the largest {}", held.customers);
        assert_close(&name, found.share_of_largest(held.customers), held.revenue, error);
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
