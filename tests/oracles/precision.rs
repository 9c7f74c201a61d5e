//! Answers as sure as is wanted: bands and intervals hold the true value as often as they say.

use std::num::NonZeroUsize;

use longview_decide::answer::CompareAnswer;
use longview_decide::compare::{CompareRequest, compare, compare_until};
use longview_decide::precision::{CONFIDENCE, Precision, Ranks};
use longview_engine::estimate::Sketch;
use longview_engine::run::Unobserved;
use longview_scenario::Scenario;
use longview_tests::{assert_close, binomial_error, holds, on_a_list_of};
use statrs::distribution::{Binomial, DiscreteCDF};

/// Names that each plan calls once; each buys at once with chance 0.3.
const NAMES: [u32; 2] = [12, 20];
const CHANCE: f64 = 0.3;
/// Independent answers.
const ANSWERS: u64 = 400;
/// The same times of a hundred for the intervals of quantiles.
const AT_MOST: u64 = 5000;

/// Both plans call the same names, the second one more of them.
fn two_plans() -> Scenario {
    let [few, many] = NAMES;
    on_a_list_of(
        100,
        1,
        &format!(
            "[[strategy.few.block]]
            attempts = {few}
            until = \"1 week\"
            do = [\"cold_call\"]
            [[strategy.many.block]]
            attempts = {many}
            until = \"1 week\"
            do = [\"cold_call\"]
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
            minutes = 1
            reach = 1
            [model.activity.cold_call.on.stranger]
            yes = {{ weight = 0.3, to = \"customer\" }}
            no = {{ weight = 0.7, to = \"lost\" }}"
        ),
    )
}

fn request(seed: u64, replications: u64, threads: usize) -> CompareRequest {
    let threads = NonZeroUsize::new(threads);
    CompareRequest { seed, replications, baseline: None, threads }
}

fn until(scenario: &Scenario, wanted: &str, seed: u64, threads: usize) -> CompareAnswer {
    let wanted: Precision = wanted.parse().unwrap();
    compare_until(scenario, &request(seed, AT_MOST, threads), &wanted, &Unobserved).unwrap()
}

/// Within half a customer: some hundred replications. The mean of 20 names is 6 customers, that of
/// the difference 0.3 (20 - 12).
#[test]
fn bands_hold_the_truth_as_often_as_they_say() {
    let scenario = two_plans();
    let (mut level, mut difference) = (0.0, 0.0);
    for seed in 0..ANSWERS {
        let answer = until(&scenario, "0.4 customers", seed, 1);
        let sure = answer.sureness.as_ref().unwrap();
        assert!(sure.reached && answer.replications < AT_MOST);
        assert!(sure.levels.iter().chain(&sure.differences).all(|width| *width <= 0.4));
        let names = NAMES.map(f64::from);
        let customers = longview_engine::metric::Id::Customers as usize;
        let off = answer.strategies[1].total[customers].mean - CHANCE * names[1];
        level += f64::from(u8::from(off.abs() <= sure.levels[1]));
        let found = answer.comparisons[0].total[customers].difference.mean;
        let off = found - CHANCE * (names[1] - names[0]);
        difference += f64::from(u8::from(off.abs() <= sure.differences[1]));
    }
    let answers = ANSWERS as f64;
    let error = binomial_error(CONFIDENCE, answers);
    assert_close("levels within their bands", level / answers, CONFIDENCE, error);
    assert_close("differences within their bands", difference / answers, CONFIDENCE, error);
}

/// What ends by itself is what runs so often, but for what it says about that.
#[test]
fn a_run_that_is_sure_enough_is_the_run_of_so_many_replications() {
    let scenario = two_plans();
    let alone = until(&scenario, "3%", 1, 1);
    assert!(alone == until(&scenario, "3%", 1, 3), "on three threads");
    let whole = compare(&scenario, &request(1, alone.replications, 2), &Unobserved).unwrap();
    let told = CompareAnswer { sureness: None, ..alone };
    assert!(told == whole, "the run of so many replications differs");
    holds("the same answer");
}

/// Nothing is as sure as this, and the most that is allowed is what is made.
#[test]
fn a_ceiling_is_kept_and_told() {
    let answer = until(&two_plans(), "0.001 customers", 1, 2);
    let sure = answer.sureness.unwrap();
    assert!(!sure.reached && sure.at_most == AT_MOST && answer.replications == AT_MOST);
    assert!(sure.levels.iter().all(|width| *width > 0.001));
    holds("the ceiling");
}

/// The quantiles of a binomial law are known. An interval that is made of ranks holds a quantile of
/// such a law at least as often as it says, for values come in lumps.
#[test]
fn intervals_of_quantiles_hold_them_at_least_as_often_as_they_say() {
    let names = u64::from(NAMES[1]);
    let law = Binomial::new(CHANCE, names).unwrap();
    let truth = [0.1, 0.5, 0.9].map(|p| law.inverse_cdf(p) as f64);
    let scenario = two_plans();
    let customers = longview_engine::metric::Id::Customers as usize;
    let mut held = [0.0; 3];
    for seed in 0..ANSWERS {
        let answer = compare(&scenario, &request(seed, 60, 1), &Unobserved).unwrap();
        for (at, interval) in answer.strategies[1].intervals[customers].iter().enumerate() {
            let below = interval.low.is_none_or(|low| low <= truth[at]);
            let above = interval.high.is_none_or(|high| truth[at] <= high);
            held[at] += f64::from(u8::from(below && above));
        }
    }
    let answers = ANSWERS as f64;
    for share in held.map(|held| held / answers) {
        let least = CONFIDENCE - 4.0 * binomial_error(CONFIDENCE, answers);
        assert!(share >= least, "held in {share} of the answers");
        holds("as often as said");
    }
}

/// Where values do not come in lumps the chance is that of the binomial ranks, a little above 0.95.
#[test]
fn intervals_of_quantiles_of_a_smooth_law_hold_them_as_often_as_their_ranks_say() {
    let (draws, answers) = (100u64, 2000u64);
    let below = Binomial::new(0.5, draws).unwrap();
    // The 40th and the 61st of a hundred: 40 to 60 of them lie below the median.
    let expected = below.cdf(60) - below.cdf(39);
    let ranks = Ranks::new(draws);
    let mut held = 0.0;
    for answer in 0..answers {
        let mut sketch = Sketch::default();
        for draw in 0..draws {
            let address = longview_engine::luck::Address {
                seed: 1,
                replication: answer,
                occurrence: u32::try_from(draw).unwrap(),
                ..Default::default()
            };
            let word = longview_engine::luck::word(&address);
            sketch.push(i64::try_from(word >> 54).unwrap() - 512);
        }
        let [_, median, _] = ranks.intervals(&sketch, 1.0);
        let (low, high) = (median.low.unwrap(), median.high.unwrap());
        held += f64::from(u8::from(low <= -0.5 && -0.5 <= high));
    }
    let answers = answers as f64;
    let error = binomial_error(expected, answers);
    assert_close("medians within their intervals", held / answers, expected, error);
}
