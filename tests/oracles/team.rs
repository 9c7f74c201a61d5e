//! A team is the sum of its reps.

use longview_engine::estimate::Sketch;
use longview_engine::experiment::Experiment;
use longview_engine::market::Skill;
use longview_engine::metric::{Metric, Over};
use longview_engine::run::RunPlan;
use longview_engine::units::Real;
use longview_tests::{Ran, assert_close, assert_exactly, plan, stored};

const QUARTERS: u32 = 4;

fn team_of(skills: &[f64]) -> Experiment {
    let mut experiment = stored("ten-hours").experiment;
    (experiment.horizon.quarters, experiment.horizon.run_out) = (QUARTERS, 1);
    experiment.team.reps = u32::try_from(skills.len()).unwrap();
    let skills = skills.iter().map(|skill| Real::new(*skill).unwrap());
    experiment.team.skill = Skill::Each(skills.collect());
    experiment
}

/// Every number of every quarter that adds up over reps, with what it is.
fn figures(ran: &Ran) -> Vec<(String, Sketch)> {
    let adds_up = |metric: &Metric| metric.over != Over::Longest;
    let mut figures = Vec::new();
    for (strategy, levels) in ran.results.strategies.iter().enumerate() {
        for (quarter, counts) in levels.quarters.iter().enumerate() {
            let named = ran.results.metrics.iter().zip(counts);
            figures.extend(named.filter(|(metric, _)| adds_up(metric)).map(|(metric, count)| {
                let what = format!("{} of plan {strategy} in quarter {quarter}", metric.name);
                (what, count.clone())
            }));
        }
    }
    figures
}

/// What the second rep is changes nothing in what the first one adds, and the other way round: so
/// with two skills for each, opposite corners of the square have the same sum, to the last cent.
#[test]
fn what_a_rep_adds_does_not_depend_on_the_others() {
    let corner = |skills: [f64; 2]| figures(&Ran::experiment(&team_of(&skills), 10));
    let [one, other, across, back] =
        [[0.5, -0.25], [0.0, 1.0], [0.5, 1.0], [0.0, -0.25]].map(corner);
    let mut moved = 0;
    for (at, (what, figure)) in one.iter().enumerate() {
        let [other, across, back] = [&other, &across, &back].map(|corner| corner[at].1.sum());
        assert_exactly(what, (figure.sum() + other) as f64, (across + back) as f64);
        moved += usize::from(figure.sum() != across);
    }
    assert!(moved > 100, "skill moves {moved} figures only");
}

/// Three reps alike bring three times what one brings, where the one meets other people.
#[test]
fn a_team_brings_the_sum_of_its_reps() {
    let team = figures(&Ran::experiment(&team_of(&[0.0; 3]), 200));
    let alone = RunPlan { seed: 2, ..plan(600) };
    let alone = figures(&Ran::planned(&team_of(&[0.0]), &alone));
    for ((what, team), (_, alone)) in team.iter().zip(&alone) {
        let error = team.standard_error().hypot(3.0 * alone.standard_error());
        if error > 0.0 {
            assert_close(what, team.mean(), 3.0 * alone.mean(), error);
        } else {
            assert_exactly(what, team.mean(), 3.0 * alone.mean());
        }
    }
}
