//! Every lesson fits its scenario, can be carried out, and takes its verdict from the runs.

use longview_decide::lesson::{How, Lesson, LessonRequest, Verdict, lessons, scenario, teach};
use longview_engine::run::Unobserved;
use longview_scenario::{Scenario, Setting};
use longview_tests::{SEED, accepted};

fn request(replications: u64, search_replications: u64) -> LessonRequest {
    LessonRequest { seed: SEED, replications, search_replications, threads: None }
}

fn untouched(lesson: &Lesson) -> Scenario {
    accepted(scenario(lesson, &[]))
}

#[test]
fn every_lesson_names_plans_and_numbers_of_its_scenario() {
    assert!(lessons().len() >= 11);
    for lesson in lessons() {
        let scenario = untouched(lesson);
        let scores = lesson.conditions.iter().map(|condition| condition.score);
        for plan in scores.chain([lesson.predict.score]).flat_map(|score| score.plans()) {
            let known = scenario.experiment.strategies.iter().any(|known| known.name == plan);
            assert!(known, "{}: {plan}", lesson.name);
        }
        for number in lesson.numbers {
            assert!(number.condition < lesson.conditions.len());
            for (path, times) in number.paths {
                let knob = scenario.knobs.iter().find(|knob| knob.path == *path);
                let knob = knob.unwrap_or_else(|| panic!("{}: {path}", lesson.name));
                let base = if number.how == How::Factor { knob.best * times } else { *times };
                let (low, high) = (number.search.0 * base, number.search.1 * base);
                assert!(knob.limits.0 <= low && high <= knob.limits.1, "{path}: {:?}", knob.limits);
                assert!(low <= knob.best && knob.best <= high, "{path}: {}", knob.best);
            }
            let (low, high) = if let Some((low, high, _)) = number.plausible {
                (low, high)
            } else {
                let find = |knob: &&longview_scenario::Knob| knob.path == number.paths[0].0;
                scenario.knobs.iter().find(find).unwrap().interval.expect("somebody says so")
            };
            assert!(number.search.0 <= low && low < high && high <= number.search.1);
        }
        let bounds: Vec<f64> = lesson.predict.choices.iter().map(|(_, below)| *below).collect();
        assert!(
            bounds.windows(2).all(|pair| pair[0] < pair[1])
                && bounds.last() == Some(&f64::INFINITY)
        );
    }
}

#[test]
fn every_lesson_can_be_carried_out() {
    for lesson in lessons() {
        let answer = teach(lesson, &untouched(lesson), &request(3, 2), &Unobserved).unwrap();
        assert_eq!(answer.findings.len(), lesson.conditions.len());
        assert_eq!(answer.boundaries.len(), lesson.numbers.len());
        for boundary in &answer.boundaries {
            let tried: Vec<f64> = boundary.found.curve.iter().map(|point| point.at).collect();
            assert!(tried.windows(2).all(|pair| pair[0] < pair[1]), "{}: {tried:?}", lesson.name);
            assert!(tried.contains(&boundary.default) && tried.contains(&boundary.plausible.low));
        }
    }
}

/// Nothing about a verdict is written down: promised calls that reach nobody turn it round.
#[test]
fn a_verdict_follows_the_numbers() {
    let lesson = lessons().iter().find(|lesson| lesson.name == "ten-hours").unwrap();
    let verdict = |settings: &[Setting]| {
        let scenario = accepted(scenario(lesson, settings));
        teach(lesson, &scenario, &request(60, 2), &Unobserved).unwrap().verdict
    };
    assert_eq!(verdict(&[]), Verdict::Holds);
    let seldom = Setting { path: "model.activity.follow_up.reach".into(), value: "0.03".into() };
    assert_eq!(verdict(&[seldom]), Verdict::Fails);
}

#[test]
fn the_same_seed_teaches_the_same_on_any_number_of_threads() {
    let lesson = lessons().iter().find(|lesson| lesson.name == "bad-week").unwrap();
    let taught = |threads| {
        let request =
            LessonRequest { threads: std::num::NonZeroUsize::new(threads), ..request(50, 20) };
        teach(lesson, &untouched(lesson), &request, &Unobserved).unwrap()
    };
    assert!(taught(1) == taught(3));
}
