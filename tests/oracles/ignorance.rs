//! Luck and ignorance: a case whose split is known, and laws that hang together.

use longview_decide::ignorance::{IgnoranceRequest, ignorance};
use longview_decide::uncertain::Uncertain;
use longview_engine::metric::Id;
use longview_engine::run::Unobserved;
use longview_scenario::Scenario;
use longview_tests::{SEED, assert_close, assert_exactly, on_a_list_of};
use statrs::function::beta::inv_beta_reg;

const NAMES: u32 = 50;
const DRAWS: u64 = 2000;
const REPETITIONS: u64 = 4;

/// Everybody is dialled once; whoever answers is gone.
fn dialled_once(reach: &str, more: &str) -> Scenario {
    let rest = format!(
        "[strategy.block]
        rhythm = {{ on = \"1 week\", off = \"12 weeks\" }}
        block = [{{ attempts = {NAMES}, do = [\"cold_call\"] }}]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.gone]
        end = \"lost\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = {{ about = 3, low = 2, high = 5 }}
        reach = {reach}
        on.stranger.other = {{ weight = 1, to = \"gone\" }}
        {more}"
    );
    on_a_list_of(NAMES, 1, &rest)
}

/// A chance with a Beta(6, 14) law: of n people reached the variance is `n p (1 - p)` on average by
/// luck, `n^2 var p` by ignorance (beta-binomial law).
#[test]
fn a_chance_that_is_not_known_splits_as_the_beta_binomial_law_says() {
    let (a, b) = (6.0, 14.0);
    let [low, about, high] = [0.05, 0.5, 0.95].map(|share| inv_beta_reg(a, b, share));
    let reach = format!("{{ about = {about}, low = {low}, high = {high} }}");
    let request = IgnoranceRequest {
        seed: SEED,
        draws: DRAWS,
        repetitions: REPETITIONS,
        baseline: 0,
        threads: None,
    };
    let found = ignorance(&dialled_once(&reach, ""), &request, &Unobserved).unwrap();
    let split = found.strategies[0][0][Id::Contacts as usize];
    let n = f64::from(NAMES);
    let all = a + b;
    let spread = a * b / (all * all * (all + 1.0));
    let ignorance = n * n * spread;
    let luck = n * a * b / (all * (all + 1.0));
    assert_close("mean", split.mean, n * a / all, split.error);
    let share = ignorance / (ignorance + luck);
    assert_close("share of ignorance", split.share, share, split.share_error);
    // The variance of a sample variance of about Normal numbers.
    let error = |variance: f64, freedom: f64| variance * (2.0 / freedom).sqrt();
    let draws = DRAWS as f64;
    let within = draws * (REPETITIONS as f64 - 1.0);
    assert_close("luck", split.luck, luck, error(luck, within));
    let of_means = ignorance + luck / REPETITIONS as f64;
    assert_close("ignorance", split.ignorance, ignorance, error(of_means, draws - 1.0));
}

/// What does not depend on the number is all luck, and what is certain is neither.
#[test]
fn what_does_not_vary_is_neither_luck_nor_ignorance() {
    let request =
        IgnoranceRequest { seed: SEED, draws: 10, repetitions: 2, baseline: 0, threads: None };
    let reach = "{ about = 0.3, low = 0.2, high = 0.4 }";
    let found = ignorance(&dialled_once(reach, ""), &request, &Unobserved).unwrap();
    let dials = found.strategies[0][0][Id::Dials as usize];
    assert_exactly("dials", dials.mean, f64::from(NAMES));
    assert_exactly("their luck", dials.luck, 0.0);
    assert_exactly("their ignorance", dials.ignorance, 0.0);
}

/// Spearman's rank correlation of drawn values is the one that the scenario states.
#[test]
fn numbers_that_hang_together_have_the_stated_rank_correlation() {
    let pair = "[[correlated]]
        numbers = [\"model.activity.cold_call.reach\", \"model.activity.cold_call.minutes\"]
        rank = -0.6";
    let scenario = dialled_once("{ about = 0.06, low = 0.03, high = 0.2 }", pair);
    let uncertain = Uncertain::of(&scenario);
    let draws = 4000u32;
    let values: Vec<Vec<f64>> = (0..draws)
        .map(|draw| uncertain.values(&uncertain.scores(SEED, draw.into())))
        .map(|values| values.into_iter().map(|(_, value)| value).collect())
        .collect();
    let ranks = |number: usize| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*a][number].total_cmp(&values[*b][number]));
        let mut ranks = vec![0.0; order.len()];
        order.iter().enumerate().for_each(|(rank, draw)| ranks[*draw] = rank as f64);
        ranks
    };
    let n = f64::from(draws);
    let squares: f64 = ranks(0).iter().zip(ranks(1)).map(|(a, b)| (a - b) * (a - b)).sum();
    let rank = 1.0 - 6.0 * squares / (n * (n * n - 1.0));
    // The error of independent ranks, which is more than that of ranks that hang together.
    assert_close("rank correlation", rank, -0.6, 1.0 / (n - 1.0).sqrt());
}
