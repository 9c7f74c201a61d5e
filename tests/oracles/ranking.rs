//! How surely each plan is the best, where it is known: plans that sell to different people.

use longview_decide::compare::{CompareRequest, compare};
use longview_decide::ranking::Rank;
use longview_engine::run::Unobserved;
use longview_tests::{SEED, assert_close, on_a_list_of};
use statrs::distribution::{Binomial, Discrete};

const RUNS: u64 = 8000;
/// Names and chance of the two segments.
const GARDENS: (u64, f64) = (10, 0.3);
const SHOPS: (u64, f64) = (8, 0.3);

/// One plan calls gardens only, the next shops only, the third does what the second does.
fn three_plans() -> Vec<Rank> {
    let scenario = on_a_list_of(
        1,
        1,
        r#"
        [market.segment.gardens]
        prospects = 10
        share_of_time = 0.5
        [market.segment.shops]
        prospects = 8
        share_of_time = 0.5
        [[strategy.gardens.block]]
        hours = 40
        do = ["cold_call"]
        [strategy.gardens.share_of_time]
        gardens = 1
        shops = 0
        [[strategy.shops.block]]
        hours = 40
        do = ["cold_call"]
        [strategy.shops.share_of_time]
        gardens = 0
        shops = 1
        [[strategy.again.block]]
        hours = 40
        do = ["cold_call"]
        [strategy.again.share_of_time]
        gardens = 0
        shops = 1
        [model]
        start = "stranger"
        [model.stage.stranger]
        [model.stage.customer]
        end = "won"
        [model.stage.lost]
        rung = -1
        end = "lost"
        [model.activity.cold_call]
        channel = "phone"
        aim = "list"
        effort = "action"
        minutes = 1
        reach = 1
        [model.activity.cold_call.on.stranger]
        yes = { weight = 0.3, to = "customer" }
        no = { weight = 0.7, to = "lost" }
        "#,
    );
    let request = CompareRequest { seed: SEED, replications: RUNS, baseline: None, threads: None };
    let answer = compare(&scenario, &request, &Unobserved).unwrap();
    answer.rankings[0].last().to_vec()
}

/// Sums over both laws: by how much each is behind, and how a tie of three is shared out.
fn known() -> [(f64, f64); 2] {
    let [gardens, shops] = [GARDENS, SHOPS].map(|(n, p)| Binomial::new(p, n).unwrap());
    let mut found = [(0.0, 0.0); 2];
    for g in 0..=GARDENS.0 {
        for s in 0..=SHOPS.0 {
            let chance = gardens.pmf(g) * shops.pmf(s);
            let (of_gardens, of_shops) = match g.cmp(&s) {
                std::cmp::Ordering::Greater => (1.0, 0.0),
                std::cmp::Ordering::Equal => (1.0 / 3.0, 1.0 / 3.0),
                std::cmp::Ordering::Less => (0.0, 0.5),
            };
            found[0].0 += chance * of_gardens;
            found[1].0 += chance * of_shops;
            found[0].1 += chance * s.saturating_sub(g) as f64;
            found[1].1 += chance * g.saturating_sub(s) as f64;
        }
    }
    found
}

#[test]
fn plans_are_best_and_lack_as_the_binomial_laws_say() {
    let ranks = three_plans();
    let [gardens, shops] = known();
    for (plan, (best, regret)) in ranks.iter().zip([gardens, shops, shops]) {
        assert_close("probability to be best", plan.best, best, plan.best_error);
        assert_close("regret", plan.regret, regret, plan.regret_error);
    }
    let sum: f64 = ranks.iter().map(|plan| plan.best).sum();
    assert!((sum - 1.0).abs() < 1e-12, "some plan is the best in every world: {sum}");
    assert_eq!(ranks[1], ranks[2], "the same plan twice is ranked alike");
}
