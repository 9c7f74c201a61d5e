//! The best week, where it is known, and choices that are as sure as they say.

use longview_decide::optimize::search::Effort;
use longview_decide::optimize::select::{Chances, Procedure, Score};
use longview_decide::optimize::{Objective, OptimizeAnswer, OptimizeRequest, Week};
use longview_decide::worlds::Luck;
use longview_engine::run::Unobserved;
use longview_scenario::Scenario;
use longview_tests::{SEED, assert_close, binomial_error, on_a_list_of, written};
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::target::assert_at_least;

/// Everybody who is called wants to be called again the next day, and then buys. A call takes 3
/// minutes, a call-back 6: customers are min(20 c, 10 f) a week for c and f hours, a concave function
/// whose top is at c = 20 / 3 of twenty hours.
fn balance() -> Scenario {
    let rest = "
        [strategy.split]
        cold_call_hours = 15
        follow_up_hours = 5
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.callback]
        rung = 1
        [model.stage.customer]
        rung = 2
        end = \"won\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 3
        reach = 1
        [model.activity.cold_call.on.stranger]
        later = { weight = 1, to = \"callback\", promise = \"1 working day\" }
        [model.activity.follow_up]
        channel = \"phone\"
        aim = \"promises\"
        effort = \"action\"
        minutes = 6
        reach = 1
        [model.activity.follow_up.on.callback]
        yes = { weight = 1, to = \"customer\" }";
    on_a_list_of(6_000, 1, rest)
}

fn best(scenario: &Scenario, objective: Objective) -> (Week, OptimizeAnswer) {
    let request = OptimizeRequest {
        objective,
        hours: Some(20.0),
        strategy: None,
        luck: Luck { seed: SEED, worlds: 8, threads: None },
        effort: Effort { design: 16, first_worlds: 1, worlds: 2, looks: 12, seed: SEED },
    };
    let week = Week::new(scenario, &request).unwrap();
    let answer = week.optimize(&Unobserved).unwrap();
    (week, answer)
}

/// The top of a concave function whose two sides are known. Steps are a quarter of an hour, and the
/// first day keeps no promise.
#[test]
fn the_best_split_of_two_activities_balances_them() {
    for objective in [Objective::Revenue, Objective::Cautious(0.1)] {
        let (_, answer) = best(&balance(), objective);
        let calls = answer.space.parts.iter().position(|part| part.key == "cold_call_hours");
        let hours = answer.space.hours_of(answer.best().place[calls.unwrap()]);
        assert!((hours - 20.0 / 3.0).abs() <= 0.25, "{hours} hours of calls");
        let by_hand = 1_000.0 * (20.0 * hours).min(10.0 * (20.0 - hours)) * 13.0;
        let a_day = 1_000.0 * 40.0;
        assert!((answer.best().score - by_hand).abs() <= a_day, "{}", answer.best().score);
        // Everything is certain here: nothing is given away, and no other value is as good.
        assert!(answer.best().regret < 1e-9);
        assert!(
            answer.flat.iter().all(|flat| flat.steps.1 - flat.steps.0 <= 1),
            "{:?}",
            answer.flat
        );
    }
}

/// What is told as a strategy is the plan that was run.
#[test]
fn the_best_week_loads_as_a_strategy_and_is_the_plan_that_was_run() {
    let scenario = longview_tests::stored("ten-hours");
    let request = OptimizeRequest {
        objective: Objective::Revenue,
        hours: Some(13.0),
        strategy: Some("today".to_owned()),
        luck: Luck { seed: SEED, worlds: 2, threads: None },
        effort: Effort { design: 4, first_worlds: 1, worlds: 1, looks: 1, seed: SEED },
    };
    let week = Week::new(&scenario, &request).unwrap();
    let answer = week.optimize(&Unobserved).unwrap();
    for candidate in &answer.candidates {
        let toml = answer.space.toml("best", "A \"quoted\" title", &candidate.place);
        let loaded = written(&format!("{}\n{toml}", scenario.text)).experiment;
        let found = loaded.strategies.iter().find(|plan| plan.name == "best").unwrap();
        let mut run = week.strategy(&candidate.place).unwrap();
        "best".clone_into(&mut run.name);
        assert_eq!(found, &run, "{toml}");
    }
}

fn normal(random: &mut Xoshiro256PlusPlus) -> f64 {
    StandardNormal.sample(random)
}

/// Worlds of plans with these means: every world has luck that all plans share, and each plan has its
/// own beside it.
fn worlds(means: &[f64], worlds: usize, random: &mut Xoshiro256PlusPlus) -> Vec<Vec<f64>> {
    let shared: Vec<f64> = (0..worlds).map(|_| 3.0 * normal(random)).collect();
    let mut plan = |mean: &f64| shared.iter().map(|luck| mean + luck + normal(random)).collect();
    means.iter().map(&mut plan).collect()
}

/// Correct selections, as often as promised: the best is ahead by exactly what is worth telling, which
/// is the hardest case (slippage). Nelson and Matejcik 1995.
#[test]
fn the_best_plan_is_selected_as_often_as_promised() {
    const REPETITIONS: u32 = 2_000;
    const FIRST: usize = 10;
    const WORTH: f64 = 0.8;
    let mut random = Xoshiro256PlusPlus::seed_from_u64(SEED);
    let means = [0.0, 0.0, WORTH, 0.0, 0.0];
    let procedure = Procedure::new(means.len(), FIRST);
    let mut correct = 0.0;
    let mut within = 0.0;
    for _ in 0..REPETITIONS {
        let mut values = worlds(&means, FIRST, &mut random);
        let needed = usize::try_from(procedure.worlds_for(&values, WORTH)).unwrap();
        let more = worlds(&means, needed - FIRST, &mut random);
        values.iter_mut().zip(more).for_each(|(row, more)| row.extend(more));
        let found = procedure.select(&values);
        assert!(found.half_width <= WORTH * 1.000_001, "{found:?}");
        correct += f64::from(u8::from(found.chosen == 2));
        let below = WORTH - means[found.chosen];
        within += f64::from(u8::from(below <= found.at_most_below));
    }
    let error = binomial_error(0.95, f64::from(REPETITIONS));
    assert_at_least("correct selections", correct / f64::from(REPETITIONS), 0.95, error);
    assert_at_least("no more below than told", within / f64::from(REPETITIONS), 0.95, error);
}

/// Said with a chance of p, right in p of the cases: means are drawn from a wide law, so that before
/// the worlds are seen nothing is known about them. The regret that is told is the regret there is.
#[test]
fn a_chance_to_be_the_best_is_right_as_often_as_it_says() {
    const REPETITIONS: u64 = 500;
    let mut random = Xoshiro256PlusPlus::seed_from_u64(SEED);
    let procedure = Procedure::new(4, 60);
    let (mut told, mut right, mut variance) = (0.0, 0.0, 0.0);
    let (mut regret, mut given_away, mut squares) = (0.0, 0.0, 0.0);
    for repetition in 0..REPETITIONS {
        let means: Vec<f64> = (0..4).map(|_| normal(&mut random)).collect();
        let values = worlds(&means, 60, &mut random);
        let chances = Chances::new(&values, Score::Mean, repetition);
        let chosen = procedure.select(&values).chosen;
        let most = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        told += chances.best[chosen];
        variance += chances.best[chosen] * (1.0 - chances.best[chosen]);
        right += f64::from(u8::from(means[chosen] >= most));
        regret += chances.regret[chosen];
        given_away += most - means[chosen];
        squares += (most - means[chosen] - chances.regret[chosen]).powi(2);
    }
    assert_close("times it was the best", right, told, variance.sqrt());
    assert_close("given away", given_away, regret, squares.sqrt());
}
