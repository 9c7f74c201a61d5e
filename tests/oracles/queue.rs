//! A desk that makes so many calls a week facing a random number of new names.

use longview_tests::{Ran, assert_mean, on_a_list_of};

/// New names of a week, Poisson; more than this do not come.
const MOST: usize = 60;
/// Names waiting, in the chain's distribution; more than this never wait.
const LONGEST: usize = 400;

fn poisson(mean: f64) -> Vec<f64> {
    let chances = (1..MOST).scan((-mean).exp(), |chance, n| {
        *chance *= mean / n as f64;
        Some(*chance)
    });
    std::iter::once((-mean).exp()).chain(chances).collect()
}

/// One week of `X' = max(X + A - n, 0)`.
fn a_week_later(waiting: &[f64], arrivals: &[f64], calls: usize) -> Vec<f64> {
    let mut next = vec![0.0; LONGEST];
    for (names, chance) in waiting.iter().enumerate() {
        for (more, share) in arrivals.iter().enumerate() {
            let left = (names + more).saturating_sub(calls).min(LONGEST - 1);
            next[left] += chance * share;
        }
    }
    next
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
            waiting = a_week_later(&waiting, &arrivals, calls);
        }
        let mean: f64 = waiting.iter().enumerate().map(|(names, share)| names as f64 * share).sum();
        let found = ran.first().standing("stranger", quarter);
        assert_mean(&format!("waiting after quarter {quarter}"), found, mean);
    }
}
