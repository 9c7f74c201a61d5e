//! What holds in every replication of every scenario.

use longview_tests::random_scenario::{Written, write};
use longview_tests::{Levels, Ran, accepted, holds, plan_on, read};
use proptest::collection::vec;
use proptest::prelude::{
    ProptestConfig, Strategy, TestCaseError, any, prop_assert, prop_assert_eq, proptest,
};
use proptest::test_runner::RngSeed;

type Checked = Result<(), TestCaseError>;

const STAGES: [&str; 8] = ["s0", "s1", "s2", "booked", "agreed", "customer", "lost", "opted-out"];
const ORIGINS: [&str; 3] =
    ["customers_from_first_contact_appointment", "customers_from_in_between", "customers_inbound"];
const WORKING_DAYS: i128 = 65;
/// Each working day is rounded to a whole millisecond.
const ROUNDING_HOURS: f64 = 0.001;

/// Random scenarios.
fn scenarios() -> impl Strategy<Value = Written> {
    vec(any::<u16>(), 0..800).prop_map(|numbers| write(&numbers))
}

/// One replication of one strategy.
struct One<'a> {
    levels: Levels<'a>,
    quarters: usize,
}

impl One<'_> {
    fn during(&self, quarter: usize, metric: &str) -> i128 {
        self.levels.quarter(quarter, metric).sum()
    }

    fn so_far(&self, quarter: usize, metric: &str) -> i128 {
        (0..=quarter).map(|quarter| self.during(quarter, metric)).sum()
    }

    fn standing(&self, stage: &str, quarter: usize) -> i128 {
        self.levels.standing(stage, quarter).sum()
    }

    fn listed(&self, quarter: usize) -> i128 {
        STAGES.iter().map(|stage| self.standing(stage, quarter)).sum()
    }

    fn hours_so_far(&self, quarter: usize, metric: &str) -> f64 {
        self.so_far(quarter, metric) as f64 / 3_600_000.0
    }
}

/// Nobody is lost or made up.
fn prospects_are_conserved(one: &One, written: &Written) -> Checked {
    let mut before = written.names as i128;
    for quarter in 0..one.quarters {
        let listed = one.listed(quarter);
        prop_assert!(listed >= before);
        prop_assert!(written.new_names_arrive || listed == before);
        before = listed;
        for stage in STAGES {
            prop_assert!(one.standing(stage, quarter) >= 0);
        }
    }
    Ok(())
}

fn customers_add_up(one: &One) -> Checked {
    for quarter in 0..one.quarters {
        let customers = one.during(quarter, "customers");
        let origins = ORIGINS.iter().map(|origin| one.during(quarter, origin)).sum();
        prop_assert_eq!(customers, origins);
        prop_assert_eq!(one.so_far(quarter, "customers"), one.standing("customer", quarter));
        prop_assert_eq!(one.during(quarter, "revenue") > 0, customers > 0);
        prop_assert!(one.during(quarter, "pipeline") >= 0);
    }
    Ok(())
}

/// Every end is entered once: who opted out stays, and is counted once.
fn ends_are_final(one: &One) -> Checked {
    for stage in ["customer", "lost", "opted-out"] {
        for quarter in 1..one.quarters {
            prop_assert!(one.standing(stage, quarter) >= one.standing(stage, quarter - 1));
        }
    }
    for quarter in 0..one.quarters {
        prop_assert_eq!(one.so_far(quarter, "opt_outs"), one.standing("opted-out", quarter));
    }
    Ok(())
}

fn talks_add_up(one: &One) -> Checked {
    for quarter in 0..one.quarters {
        let contacts = one.during(quarter, "contacts");
        let outcomes = one.levels.spoken_outcomes();
        prop_assert_eq!(contacts, outcomes.map(|name| one.during(quarter, name)).sum());
        let (dials, attempts) = (one.during(quarter, "dials"), one.during(quarter, "attempts"));
        prop_assert!(contacts <= dials && dials <= attempts);
        prop_assert!(one.during(quarter, "replies") <= attempts - dials);
        prop_assert!(one.during(quarter, "asks_accepted") <= one.during(quarter, "asks"));
    }
    Ok(())
}

fn promises_add_up(one: &One) -> Checked {
    for quarter in 0..one.quarters {
        let made = one.so_far(quarter, "promises_made");
        let kept = one.so_far(quarter, "promises_kept");
        let overdue = one.during(quarter, "promises_overdue");
        prop_assert!(kept + overdue <= made, "{made} made, {kept} kept, {overdue} overdue");
    }
    Ok(())
}

/// The week has so many hours; the last attempt of the day, and the ask after it, may run over.
fn time_is_not_made_up(one: &One, written: &Written) -> Checked {
    for quarter in 0..one.quarters {
        let weeks = 13.0 * (quarter + 1) as f64;
        let most = weeks * written.hours_per_week + written.longest_hours + ROUNDING_HOURS * weeks;
        let hours = one.hours_so_far(quarter, "hours");
        prop_assert!(hours <= most, "{hours} of {most} hours");
        let kinds = one.during(quarter, "motion_hours") + one.during(quarter, "action_hours");
        prop_assert_eq!(one.during(quarter, "hours"), kinds);
        let with_idle = hours + one.hours_so_far(quarter, "idle_hours");
        prop_assert!(with_idle <= most, "{with_idle} of {most} hours, idle ones included");
    }
    Ok(())
}

fn dry_spells_fit(one: &One) -> Checked {
    for quarter in 0..one.quarters {
        let without = one.during(quarter, "days_without_lead");
        prop_assert!((0..=2 * WORKING_DAYS).contains(&without));
        let longest = one.during(quarter, "longest_dry_spell");
        prop_assert!(longest <= WORKING_DAYS * (quarter as i128 + 1));
        prop_assert!(quarter == 0 || longest >= one.during(quarter - 1, "longest_dry_spell"));
    }
    Ok(())
}

/// New names do not depend on what the rep does.
fn all_plans_meet_the_same_names(ran: &Ran, quarters: usize) -> Checked {
    let listed = |strategy| One { levels: ran.levels(strategy), quarters }.listed(quarters - 1);
    prop_assert_eq!(listed(0), listed(1));
    prop_assert_eq!(listed(0), listed(2));
    Ok(())
}

fn holds_for(written: &Written) -> Checked {
    let experiment = accepted(read(&written.text)).experiment;
    let quarters = experiment.horizon.quarters as usize;
    let ran = Ran::planned(&experiment, &plan_on(1, 1));
    for strategy in 0..experiment.strategies.len() {
        let one = One { levels: ran.levels(strategy), quarters };
        prospects_are_conserved(&one, written)?;
        customers_add_up(&one)?;
        ends_are_final(&one)?;
        talks_add_up(&one)?;
        promises_add_up(&one)?;
        time_is_not_made_up(&one, written)?;
        dry_spells_fit(&one)?;
    }
    all_plans_meet_the_same_names(&ran, quarters)?;
    holds("everything in a scenario");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_must_hold_holds_in_every_scenario(written in scenarios()) {
        holds_for(&written)?;
    }

    /// The same scenario twice, and on two threads.
    #[test]
    fn every_scenario_has_the_same_bits_on_two_threads(written in scenarios()) {
        let experiment = accepted(read(&written.text)).experiment;
        let results = |threads| Ran::planned(&experiment, &plan_on(threads, 3)).results;
        prop_assert!(results(1) == results(2));
        holds("the same bits");
    }
}

#[test]
fn the_simplest_scenario_is_the_one_that_nothing_is_decided_for() {
    holds_for(&write(&[])).unwrap();
}
