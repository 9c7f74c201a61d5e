//! Answers read off results that were made by hand.

#[expect(unreachable_pub, clippy::cast_possible_wrap, reason = "made for tests only")]
mod fixture;

use fixture::{RUNS, answer, scenario};
use longview_decide::compare::{CompareError, CompareRequest, plan};
use longview_decide::verdict::{Course, Standing, Verdict};
use longview_engine::metric::Id;

fn request(baseline: Option<&str>) -> CompareRequest {
    CompareRequest {
        seed: 7,
        replications: 10,
        baseline: baseline.map(str::to_owned),
        threads: None,
    }
}

#[test]
fn a_patient_plan_is_behind_until_it_is_ahead() {
    use Standing::{Ahead, Behind, Level};
    let Verdict::Judged(course) = &answer(8, RUNS, None).verdicts[1] else { panic!("not judged") };
    // Four fewer after two quarters, then 1.5 more in each from the fourth on: -2.5, -1, 0.5.
    let standings = vec![Behind, Behind, Behind, Behind, Behind, Ahead, Ahead, Ahead];
    assert_eq!(*course, Course::new(standings));
    assert_eq!((course.behind_until, course.ahead_from), (Some(5), Some(6)));
    assert!(!course.standings.contains(&Level));
}

#[test]
fn differences_are_paired_and_in_the_unit_of_the_metric() {
    let answer = answer(8, RUNS, None);
    let comparison = answer.comparison_of(1).unwrap();
    let total = comparison.total[Id::Customers as usize];
    assert!((total.difference.mean - 3.5).abs() < 1e-12, "{total:?}");
    assert!((total.probability_better - 1.0).abs() < 1e-12);
    let revenue = comparison.total[Id::Revenue as usize].difference.mean;
    assert!((revenue - 3.5 * 11_343.0).abs() < 1e-6, "{revenue}");
    assert!(answer.comparison_of(0).is_none());
}

#[test]
fn identical_results_are_called_identical_however_few() {
    for runs in [1, RUNS] {
        let answer = answer(4, runs, Some(1));
        assert_eq!(answer.verdicts, [Verdict::Baseline, Verdict::Identical]);
        let total = &answer.comparison_of(1).unwrap().total;
        assert!(
            total.iter().all(|found| found.difference.mean == 0.0 && found.difference.mcse == 0.0)
        );
    }
}

#[test]
fn too_few_runs_are_not_judged() {
    assert_eq!(answer(8, 29, None).verdicts[1], Verdict::TooFewRuns);
    assert!(matches!(answer(8, 30, None).verdicts[1], Verdict::Judged(_)));
}

#[test]
fn origins_add_up() {
    for strategy in answer(8, RUNS, None).strategies {
        let customers = strategy.total[Id::Customers as usize].mean;
        let parts: f64 = strategy.origins.iter().map(|origin| origin.customers.mean).sum();
        let shares: f64 = strategy.origins.iter().map(|origin| origin.share).sum();
        assert!((parts - customers).abs() < 1e-9, "{parts} of {customers}");
        assert!((shares - 1.0).abs() < 1e-12);
    }
}

#[test]
fn observed_figures_meet_their_counterparts() {
    let found = answer(8, RUNS, None).observed;
    let simulated: Vec<_> = found.iter().map(|beside| beside.simulated).collect();
    // A share as it is, weeks as days, a chance as a ratio of counts, and nothing for nothing.
    let yes = found[2].simulated.unwrap();
    assert_eq!(simulated[..2], [Some(0.15), Some(17.5)]);
    assert!((0.34..0.37).contains(&yes), "{yes}");
    let relative = found[3].simulated.unwrap();
    assert!((relative - yes / (1.0 - yes)).abs() < 1e-12, "{relative}");
    assert_eq!(simulated[4], None);
    let apart = found[0].errors_apart().unwrap();
    assert!((apart - -0.01 / 0.005).abs() < 1e-9, "{apart}");
    assert_eq!((found[1].errors_apart(), found[1].relative()), (None, Some(0.25)));
    // 8 quarters of 100 runs, with 80.95 such outcomes in each on average.
    let error = found[2].simulated_error.unwrap();
    assert!((error - (yes * (1.0 - yes) / 64_760.0).sqrt()).abs() < 1e-6, "{error}");
    // Of odds, by hand: they vary by one over the root of n p (1 - p) of themselves.
    let of_odds = found[3].simulated_error.unwrap() / relative;
    assert!((of_odds * (64_760.0 * yes * (1.0 - yes)).sqrt() - 1.0).abs() < 1e-3, "{of_odds}");
    assert!((found[1].simulated_error.unwrap() - 0.7).abs() < 1e-12);
}

#[test]
fn the_baseline_is_the_first_unless_named() {
    let scenario = scenario(8);
    assert_eq!(plan(&scenario, &request(None)).unwrap().baseline, 0);
    assert_eq!(plan(&scenario, &request(Some("long-view"))).unwrap().baseline, 1);
}

#[test]
fn an_unknown_baseline_is_refused_with_the_nearest_name() {
    let error = plan(&scenario(8), &request(Some("longview"))).unwrap_err();
    let CompareError::UnknownBaseline(unknown) = &error else { panic!("{error}") };
    assert_eq!(unknown.nearest.as_deref(), Some("long-view"));
    assert_eq!(
        error.to_string(),
        "there is no strategy \"longview\"; the scenario has today, long-view (did you mean \"long-view\"?)"
    );
}
