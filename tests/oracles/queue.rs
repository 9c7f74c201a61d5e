//! A desk that makes so many calls facing a random number of new names, or of promises due.

use longview_tests::{Ran, assert_distribution, assert_mean, on_a_list_of};

/// Arrivals of a week or a day, Poisson; more than this do not come.
const MOST: usize = 60;
/// Waiting, in the chain's distribution; more than this never wait.
const LONGEST: usize = 400;

fn poisson(mean: f64) -> Vec<f64> {
    let chances = (1..MOST).scan((-mean).exp(), |chance, n| {
        *chance *= mean / n as f64;
        Some(*chance)
    });
    std::iter::once((-mean).exp()).chain(chances).collect()
}

/// One step of `X' = max(X + A - n, 0)`.
fn one_step_later(waiting: &[f64], arrivals: &[f64], calls: usize) -> Vec<f64> {
    let mut next = vec![0.0; LONGEST];
    for (names, chance) in waiting.iter().enumerate() {
        for (more, share) in arrivals.iter().enumerate() {
            let left = (names + more).saturating_sub(calls).min(LONGEST - 1);
            next[left] += chance * share;
        }
    }
    next
}

fn mean(waiting: &[f64]) -> f64 {
    waiting.iter().enumerate().map(|(n, share)| n as f64 * share).sum()
}

/// Names come on the first morning of a week; one call a day, each of which is the last to a name.
/// So the names that wait at a week's end are a Markov chain, and their mean is known exactly.
#[test]
fn names_that_wait_are_the_backlog_of_the_chain() {
    let (calls, new) = (5, 4.4);
    let rest = format!(
        "[market.segment.all]
        arrivals = {{ per_week = {new} }}
        [[strategy.calls.block]]
        attempts = {calls}
        do = [\"cold_call\"]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.customer]
        end = \"won\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 3
        reach = 1
        on.stranger.bought = {{ weight = 1, to = \"customer\" }}"
    );
    let ran = Ran::scenario(&on_a_list_of(1, 8, &rest), 20_000);
    let arrivals = poisson(new);
    let mut waiting = vec![0.0; LONGEST];
    waiting[1] = 1.0;
    for quarter in 0..8 {
        for _ in 0..13 {
            waiting = one_step_later(&waiting, &arrivals, calls);
        }
        let found = ran.first().standing("stranger", quarter);
        let what = format!("waiting after quarter {quarter}");
        assert_mean(&what, found, mean(&waiting));
        assert_distribution(&what, found, 0..60, |n| waiting[..=n as usize].iter().sum());
    }
}

/// Promises due a day on average, and calls that the rep makes.
const DUE: f64 = 2.4;
const CALLS: usize = 3;

/// Names that arrive by the week, Poisson, ask for a call at an evenly spread moment of the week
/// that follows: so the promises of each day are Poisson, and independent of each other.
fn promises_due() -> Ran {
    let rest = format!(
        "[market.segment.all]
        arrivals = {{ per_week = {} }}
        [[strategy.keeps.block]]
        attempts = {}
        do = [\"follow_up\"]
        [model]
        start = \"new\"
        [model.stage.new.timer.asks]
        delay = {{ law = \"uniform\", from = \"0 weeks\", to = \"1 week\" }}
        outcomes.call-me = {{ weight = 1, to = \"waiting\", promise = \"0 days\" }}
        [model.stage.waiting]
        [model.stage.customer]
        end = \"won\"
        [model.activity.follow_up]
        channel = \"phone\"
        aim = \"promises\"
        effort = \"action\"
        minutes = 3
        reach = 1
        on.waiting.bought = {{ weight = 1, to = \"customer\" }}",
        5.0 * DUE,
        5 * CALLS
    );
    Ran::scenario(&on_a_list_of(1, 8, &rest), 6_000)
}

/// After a year nothing is left of the empty start: it is forgotten by a factor of `e^-0.069` a day.
#[test]
fn promises_that_wait_are_the_stationary_backlog_of_the_chain() {
    let arrivals = poisson(DUE);
    let mut waiting = vec![0.0; LONGEST];
    waiting[0] = 1.0;
    for _ in 0..1000 {
        waiting = one_step_later(&waiting, &arrivals, CALLS);
    }
    let ran = promises_due();
    for quarter in 4..8 {
        let found = ran.first().quarter(quarter, "promises_overdue");
        assert_mean(&format!("overdue after quarter {quarter}"), found, mean(&waiting));
        let at_most = |n: u32| waiting[..=n as usize].iter().sum();
        assert_distribution(&format!("overdue after quarter {quarter}"), found, 0..40, at_most);
    }
}
