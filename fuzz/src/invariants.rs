//! What holds in every run of every experiment (docs/invariants.md).

use std::num::NonZeroUsize;

use longview_engine::experiment::Experiment;
use longview_engine::metric::Id;
use longview_engine::model::{Aim, End};
use longview_engine::run::{Results, RunPlan, StrategyResults, Unobserved, run};

const REPLICATIONS: u64 = 2;
const WORKING_DAYS: i128 = 65;
const MILLIS_PER_HOUR: f64 = 3_600_000.0;

/// The experiment runs and nothing that must hold is broken. Pulls and fit so extreme that no
/// weights give the stated averages are the one thing that only shows when weights are solved.
pub fn hold(experiment: &Experiment, seed: u64) {
    let Some(alone) = results(experiment, seed, 1) else { return };
    if seed.is_multiple_of(4) {
        let together = results(experiment, seed, 2);
        assert!(together.as_ref() == Some(&alone), "two threads give another answer");
    }
    let runs: Vec<Run<'_>> =
        alone.strategies.iter().map(|levels| Run { experiment, results: &alone, levels }).collect();
    for one in &runs {
        one.keeps_prospects();
        one.adds_up_customers();
        one.keeps_ends();
        one.adds_up_talks();
        one.adds_up_promises();
        one.makes_up_no_time();
        one.counts_days();
        assert_eq!(one.listed(one.quarters() - 1), runs[0].listed(one.quarters() - 1));
    }
}

fn results(experiment: &Experiment, seed: u64, threads: usize) -> Option<Results> {
    let plan = RunPlan {
        seed,
        replications: REPLICATIONS,
        baseline: 0,
        threads: NonZeroUsize::new(threads),
    };
    match run(experiment, &plan, &Unobserved) {
        Ok(results) => Some(results),
        Err(misfits) => {
            let known = misfits.iter().all(|misfit| misfit.0.starts_with("no weights give"));
            assert!(known, "accepted, and does not fit together: {misfits:?}");
            None
        }
    }
}

/// One strategy; sums over replications, in whole numbers.
struct Run<'a> {
    experiment: &'a Experiment,
    results: &'a Results,
    levels: &'a StrategyResults,
}

impl Run<'_> {
    fn quarters(&self) -> usize {
        self.levels.quarters.len()
    }

    fn during(&self, quarter: usize, metric: Id) -> i128 {
        self.levels.quarters[quarter][metric as usize].sum()
    }

    fn so_far(&self, quarter: usize, metric: Id) -> i128 {
        (0..=quarter).map(|quarter| self.during(quarter, metric)).sum()
    }

    /// Prospects of all stages at a quarter's end.
    fn listed(&self, quarter: usize) -> i128 {
        self.levels.stages.iter().map(|stage| stage[quarter].sum()).sum()
    }

    /// Prospects that ended in this way.
    fn ended(&self, end: End, quarter: usize) -> i128 {
        let stages = self.experiment.model.stages.iter().zip(&self.levels.stages);
        stages.filter(|(stage, _)| stage.end == Some(end)).map(|(_, s)| s[quarter].sum()).sum()
    }

    fn team_runs(&self) -> i128 {
        i128::from(self.experiment.team.reps) * i128::from(REPLICATIONS)
    }

    /// Nobody is lost or made up.
    fn keeps_prospects(&self) {
        let segments = &self.experiment.market.segments;
        let names: i128 = segments.iter().map(|one| i128::from(one.prospects)).sum();
        let arrive = segments.iter().any(|one| one.arrivals.is_some());
        let mut before = names * self.team_runs();
        for quarter in 0..self.quarters() {
            let listed = self.listed(quarter);
            assert!(listed >= before, "{listed} prospects after {before}");
            assert!(arrive || listed == before, "{listed} prospects after {before}");
            before = listed;
            let fewest = self.levels.stages.iter().map(|stage| stage[quarter].quantile(0.0));
            assert!(fewest.into_iter().all(|fewest| fewest >= 0.0));
        }
    }

    fn adds_up_customers(&self) {
        for quarter in 0..self.quarters() {
            let origins = [
                Id::CustomersFromFirstContactAppointment,
                Id::CustomersFromInBetween,
                Id::CustomersInbound,
            ];
            let customers = self.during(quarter, Id::Customers);
            assert_eq!(customers, origins.iter().map(|id| self.during(quarter, *id)).sum());
            assert_eq!(self.so_far(quarter, Id::Customers), self.ended(End::Won, quarter));
            assert!(self.during(quarter, Id::Revenue) >= 0);
            assert!(customers > 0 || self.during(quarter, Id::Revenue) == 0);
            assert!(self.during(quarter, Id::Pipeline) >= 0);
        }
    }

    /// Every end is entered once.
    fn keeps_ends(&self) {
        for end in [End::Won, End::Lost, End::OptedOut] {
            let ended = |quarter| self.ended(end, quarter);
            assert!((1..self.quarters()).all(|quarter| ended(quarter) >= ended(quarter - 1)));
        }
        for quarter in 0..self.quarters() {
            assert_eq!(self.so_far(quarter, Id::OptOuts), self.ended(End::OptedOut, quarter));
        }
    }

    fn adds_up_talks(&self) {
        let spoken = Id::ALL.len()..self.results.metrics.len();
        for (quarter, counts) in self.levels.quarters.iter().enumerate() {
            let contacts = self.during(quarter, Id::Contacts);
            let outcomes: i128 = spoken.clone().map(|metric| counts[metric].sum()).sum();
            assert_eq!(contacts, outcomes);
            let (dials, attempts) =
                (self.during(quarter, Id::Dials), self.during(quarter, Id::Attempts));
            assert!(contacts <= dials && dials <= attempts);
            assert!(self.during(quarter, Id::Replies) <= attempts - dials);
        }
    }

    fn adds_up_promises(&self) {
        for quarter in 0..self.quarters() {
            let made = self.so_far(quarter, Id::PromisesMade);
            let kept = self.so_far(quarter, Id::PromisesKept);
            let overdue = self.during(quarter, Id::PromisesOverdue);
            assert!(kept + overdue <= made, "{made} made, {kept} kept, {overdue} overdue");
        }
    }

    /// The week has so many hours; the last attempt of a day, and the ask after it, may run over.
    fn makes_up_no_time(&self) {
        for quarter in 0..self.quarters() {
            let most = self.most_millis(quarter);
            let worked = self.so_far(quarter, Id::Hours);
            assert!(worked as f64 <= most, "{worked} of {most} milliseconds");
            let kinds =
                self.during(quarter, Id::MotionHours) + self.during(quarter, Id::ActionHours);
            assert_eq!(self.during(quarter, Id::Hours), kinds);
            let with_idle = worked + self.so_far(quarter, Id::IdleHours);
            assert!(with_idle as f64 <= most, "{with_idle} of {most} milliseconds, idle or not");
        }
    }

    /// Each working day is rounded to a whole millisecond.
    fn most_millis(&self, quarter: usize) -> f64 {
        let days = WORKING_DAYS as f64 * (quarter + 1) as f64;
        let a_day = self.experiment.team.hours_per_week.as_hours() * MILLIS_PER_HOUR / 5.0 + 1.0;
        let activities = self.experiment.model.activities.iter();
        let longest = |asks: bool| {
            let fits = activities.clone().filter(|one| (one.aim == Aim::Ask) == asks);
            fits.map(|one| one.time.millis()).max().unwrap_or(0) as f64
        };
        self.team_runs() as f64 * (days * a_day + longest(false) + longest(true))
    }

    fn counts_days(&self) {
        let most = WORKING_DAYS * self.team_runs();
        for quarter in 0..self.quarters() {
            assert!((0..=most).contains(&self.during(quarter, Id::DaysWithoutLead)));
            let longest = self.during(quarter, Id::LongestDrySpell);
            assert!(longest <= most * (quarter as i128 + 1));
            assert!(quarter == 0 || longest >= self.during(quarter - 1, Id::LongestDrySpell));
        }
    }
}
