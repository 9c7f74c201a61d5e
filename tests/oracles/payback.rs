//! What one block of effort brings, where it can be worked out.

use longview_decide::payback::{PaybackAnswer, PaybackError, PaybackRequest, payback};
use longview_engine::run::Unobserved;
use longview_tests::{SEED, assert_close, written};
use statrs::distribution::{Binomial, DiscreteCDF};

const REPLICATIONS: u64 = 8000;

fn answer(calls: &str, hours: f64) -> Result<PaybackAnswer, PaybackError> {
    let scenario = written(&format!(
        "title = \"Test\"
        quarters = 2
        [market]
        prospects = 100
        deal_value = {{ median = 1000, sigma = 0 }}
        [economics]
        hour_cost = 10
        margin = 0.5
        {calls}"
    ));
    let request = PaybackRequest { hours, seed: SEED, replications: REPLICATIONS, threads: None };
    payback(&scenario, &request, &Unobserved)
}

/// An hour per call, everybody answers, 8 in 100 buy at once.
const AT_ONCE: &str = "
    [strategy.calls]
    block = [{ hours = 5, do = [\"cold_call\"] }]
    [model]
    start = \"stranger\"
    [model.stage.stranger]
    [model.stage.customer]
    end = \"won\"
    [model.stage.lost]
    end = \"lost\"
    [model.activity.cold_call]
    channel = \"phone\"
    aim = \"list\"
    effort = \"action\"
    minutes = 60
    reach = 1
    on.stranger.bought = { weight = 8, to = \"customer\" }
    on.stranger.no = { weight = 92, to = \"lost\" }";

/// A block is ten calls and costs 100; a customer is worth 500. So n blocks have paid back when
/// their customers, Binomial(10 n, 0.08), are more than n / 5.
#[test]
fn the_chance_to_have_paid_back_is_binomial() {
    let found = answer(AT_ONCE, 10.0).unwrap();
    let [plan] = found.plans.as_slice() else { panic!("one plan") };
    let known = |blocks: u32| {
        let customers = Binomial::new(0.08, u64::from(10 * blocks)).unwrap();
        customers.sf(u64::from(blocks / 5))
    };
    assert_eq!(plan.after_blocks.len(), 7);
    for after in &plan.after_blocks {
        let what = format!("{} blocks", after.blocks);
        assert_close(&what, after.chance, known(after.blocks), after.mcse);
        // Each batch of replications gives a share of its own, so this is no larger than if the
        // groups of a batch were all the same.
        let groups = REPLICATIONS as f64 / f64::from(after.blocks);
        let apart = (known(after.blocks) * (1.0 - known(after.blocks)) / groups).sqrt();
        assert!(after.mcse < 1.3 * apart, "{what}: {} against {apart}", after.mcse);
    }
    // 0.5656 and 0.8113.
    assert!(known(1) < 0.8 && known(2) > 0.805);
    assert_eq!(plan.enough_blocks, Some(2));
    assert_eq!(plan.break_even, Some(1));
    let hours = (plan.block_hours.mean, plan.follow_up_hours.mean, plan.weeks);
    assert_eq!(hours, (10.0, 0.0, 1));
    assert_eq!(plan.so_far[1].paid_back, plan.so_far[0].paid_back);
}

/// One in ten books a meeting of an hour a week later, and half of these buy; four in ten are called
/// again for half an hour in the second quarter, and three of ten of these buy.
const FOLLOWED_UP: &str = "
    [strategy.calls]
    [[strategy.calls.block]]
    hours = 5
    do = [\"cold_call\"]
    [[strategy.calls.block]]
    hours = 1
    do = [\"follow_up\"]
    [strategy.nobody-new]
    block = [{ hours = 5, do = [\"follow_up\"] }]
    [model]
    start = \"stranger\"
    [model.stage.stranger]
    [model.stage.callback]
    [model.stage.booked]
    appointment = true
    [model.stage.customer]
    end = \"won\"
    [model.stage.lost]
    end = \"lost\"
    [model.activity.cold_call]
    channel = \"phone\"
    aim = \"list\"
    effort = \"action\"
    minutes = 60
    reach = 1
    on.stranger.yes = { weight = 1, to = \"booked\", promise = \"1 week\" }
    on.stranger.later = { weight = 4, to = \"callback\", promise = \"20 weeks\" }
    on.stranger.no = { weight = 5, to = \"lost\" }
    [model.activity.meeting]
    channel = \"meeting\"
    aim = \"booked\"
    effort = \"action\"
    minutes = 60
    reach = 1
    on.booked.bought = { weight = 1, to = \"customer\" }
    on.booked.no = { weight = 1, to = \"lost\" }
    [model.activity.follow_up]
    channel = \"phone\"
    aim = \"promises\"
    effort = \"action\"
    minutes = 30
    reach = 1
    on.callback.bought = { weight = 3, to = \"customer\" }
    on.callback.no = { weight = 7, to = \"lost\" }";

#[test]
fn what_follows_is_split_by_how_it_began_and_paid_for() {
    let found = answer(FOLLOWED_UP, 10.0).unwrap();
    let [plan] = found.plans.as_slice() else { panic!("one plan turns to new names") };
    let [first, second] = plan.so_far.as_slice() else { panic!("two quarters") };
    let check = |what: &str, found: longview_engine::estimate::Estimate, known: f64| {
        assert_close(what, found.mean, known, found.mcse);
    };
    check("at once", first.customers.appointments, 0.5);
    check("at once, margin", second.margin.appointments, 0.5 * 500.0);
    check("others", second.customers.others, 1.2);
    check("others, margin", second.margin.others, 1.2 * 500.0);
    check("follow-up", plan.follow_up_hours, 1.0 + 4.0 * 0.5);
    check("cost", second.cost, 130.0);
    check("net", second.net, 1.7 * 500.0 - 130.0);
    let early = [first.customers.others, plan.quarters[0].customers.others];
    assert!(early.iter().all(|others| others.mean.abs() < f64::EPSILON), "{early:?}");
    let late = plan.quarters[1].customers;
    assert_eq!((late.appointments.mean, late.others), (0.0, second.customers.others));
    // Every deal is worth 1,000, half of it margin.
    let margin = |customers: f64| 500.0 * customers;
    let alike =
        (second.margin.appointments.mean - margin(second.customers.appointments.mean)).abs();
    assert!(alike < 1e-9, "{alike}");
}

/// More than the forty hours of a week are spread over as many weeks as it takes.
#[test]
fn a_long_block_is_spread_over_weeks() {
    let found = answer(AT_ONCE, 60.0).unwrap();
    assert_eq!(found.plans[0].weeks, 2);
    assert!((found.plans[0].block_hours.mean - 60.0).abs() < 1e-9);
    let customers = found.plans[0].so_far[0].customers.all;
    assert_close("customers", customers.mean, 60.0 * 0.08, customers.mcse);
}

#[test]
fn hours_that_are_no_work_and_plans_that_call_nobody_are_refused() {
    for hours in [0.0, -1.0, f64::NAN, 1e9] {
        assert_eq!(answer(AT_ONCE, hours), Err(PaybackError::Hours(1000)));
    }
    let nobody_new =
        "[strategy.promises]\n follow_up_hours = 1\n [model]\n base = \"relationship\"";
    assert!(matches!(answer(nobody_new, 10.0), Err(PaybackError::NobodyNew)));
}
