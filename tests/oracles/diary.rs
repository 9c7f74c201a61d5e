//! The working days of a rep, looked up after the run.

use std::sync::Mutex;

use longview_decide::compare::{CompareRequest, compare};
use longview_engine::diary::{Diaries, Whose};
use longview_engine::metric::Id;
use longview_engine::run::{Levels, Observer, Unobserved, run};
use longview_tests::{SEED, holds, on_a_list_of, plan, stored};

use super::market::EVERY_CALL_SELLS;

const DAYS: usize = 65;
const RUNS: u64 = 4;

/// Days without a lead by quarter, and the longest spell of them, as a run counts them.
#[derive(Default)]
struct Counted(Mutex<Vec<(u64, Vec<Levels>)>>);

impl Observer for Counted {
    fn advanced(&self, _replications: u64) {}

    fn replicated(&self, replication: u64, strategies: &[Levels]) {
        self.0.lock().unwrap().push((replication, strategies.to_vec()));
    }
}

fn whole(days: usize) -> i64 {
    i64::try_from(days).expect("fewer days than fit")
}

fn longest(days: &[bool]) -> i64 {
    whole(days.split(|lead| *lead).map(<[bool]>::len).max().unwrap_or(0))
}

/// Every plan of the stored scenarios with one rep, and a team of three whose days add up.
#[test]
fn the_days_of_a_diary_are_those_that_the_run_counts() {
    let mut quarters = 0;
    for (name, reps) in [("ten-hours", 1), ("vital-few", 1), ("consistency", 3)] {
        let mut scenario = stored(name);
        let experiment = &mut scenario.experiment;
        (experiment.horizon.quarters, experiment.horizon.run_out) = (3, 1);
        experiment.team.reps = reps;
        let counted = Counted::default();
        run(experiment, &plan(RUNS), &counted).unwrap();
        let mut diaries = Diaries::new(experiment).unwrap();
        for (replication, strategies) in counted.0.into_inner().unwrap() {
            for (at, levels) in strategies.iter().enumerate() {
                let days =
                    |rep| diaries.days_with_leads(at, Whose { seed: SEED, replication, rep });
                let team: Vec<Vec<bool>> = (0..reps).map(days).collect();
                assert!(team.iter().all(|days| days.len() == 3 * DAYS));
                for (quarter, counts) in levels.quarters.iter().enumerate() {
                    let (from, to) = (quarter * DAYS, (quarter + 1) * DAYS);
                    let dry = team.iter().flat_map(|days| &days[from..to]).filter(|lead| !**lead);
                    assert_eq!(counts[Id::DaysWithoutLead as usize], whole(dry.count()));
                    let spell = team.iter().map(|days| longest(&days[..to])).max();
                    assert_eq!(Some(counts[Id::LongestDrySpell as usize]), spell);
                    quarters += 1;
                }
            }
        }
    }
    assert!(quarters > 50, "{quarters} quarters");
    holds("days without a lead and the longest spell of them");
}

/// Of runs that are alike the first is shown.
#[test]
fn calls_that_bring_no_lead_leave_every_day_empty() {
    let rest = format!("[strategy.calls]\ncold_call_hours = 1\n{EVERY_CALL_SELLS}");
    let scenario = on_a_list_of(20, 2, &rest);
    let request = CompareRequest { seed: SEED, replications: 3, baseline: None, threads: None };
    let answer = compare(&scenario, &request, &Unobserved).unwrap();
    let diary = answer.strategies[0].diary.as_ref().unwrap();
    assert_eq!((diary.replication, diary.leads.len(), diary.dry_days()), (0, 130, 130));
    assert_eq!(diary.longest_dry_spell(), 0..130);
    holds("a diary of empty days");
}
