//! Meetings crowd out calls: a desk so small that it is a Markov chain.

use longview_tests::{Ran, assert_distribution, assert_mean, on_a_list_of};

/// Of four hours a day a meeting takes two and a call one.
const HOURS: usize = 4;
const MEETING_HOURS: usize = 2;
const REACH: f64 = 0.8;
const BOOKS: f64 = 0.6;
const SHOWS: f64 = 0.75;
const DAYS: usize = 65;
/// More meetings never wait: four calls on each of two days, and then only meetings.
const MOST: usize = 9;
const BOOKED_AT_MOST: usize = HOURS + 1;

/// Chances by meetings due today (those that waited included), meetings due tomorrow, and meetings
/// held in the quarter so far.
type State = Vec<[[f64; BOOKED_AT_MOST]; MOST]>;

fn binomial(n: usize, chance: f64) -> Vec<f64> {
    (0..n).fold(vec![1.0], |before, _| {
        let mut after = vec![0.0; before.len() + 1];
        for (successes, share) in before.iter().enumerate() {
            after[successes] += share * (1.0 - chance);
            after[successes + 1] += share * chance;
        }
        after
    })
}

/// Meetings come first. Calls of the day book meetings for the day after tomorrow.
fn a_day_later(state: &State) -> State {
    let mut next = vec![[[0.0; BOOKED_AT_MOST]; MOST]; state.len()];
    for (held, due) in state.iter().enumerate() {
        for (today, booked) in due.iter().enumerate() {
            let meetings = today.min(HOURS / MEETING_HOURS);
            let calls = HOURS - MEETING_HOURS * meetings;
            for (tomorrow, chance) in booked.iter().enumerate().filter(|(_, chance)| **chance > 0.0)
            {
                for (new, share) in binomial(calls, REACH * BOOKS).into_iter().enumerate() {
                    next[held + meetings][today - meetings + tomorrow][new] += chance * share;
                }
            }
        }
    }
    next
}

/// The law of the number of meetings in each of so many quarters.
fn meetings_by_quarter(quarters: usize) -> Vec<Vec<f64>> {
    let most = DAYS * HOURS / MEETING_HOURS + 1;
    let mut state = vec![[[0.0; BOOKED_AT_MOST]; MOST]; most];
    state[0][0][0] = 1.0;
    let mut laws = Vec::new();
    for _ in 0..quarters {
        state = (0..DAYS).fold(state, |state, _| a_day_later(&state));
        laws.push(state.iter().map(|due| due.iter().flatten().sum()).collect());
        let mut begins = vec![[[0.0; BOOKED_AT_MOST]; MOST]; most];
        for (today, tomorrow) in (0..MOST).flat_map(|x| (0..BOOKED_AT_MOST).map(move |y| (x, y))) {
            begins[0][today][tomorrow] = state.iter().map(|due| due[today][tomorrow]).sum();
        }
        state = begins;
    }
    laws
}

fn desk(quarters: u32) -> Ran {
    let rest = format!(
        "[[strategy.calls.block]]
        hours = {}
        do = [\"cold_call\"]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.booked]
        appointment = true
        [model.stage.vanished]
        [model.stage.gone]
        end = \"lost\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 60
        reach = {REACH}
        [model.activity.cold_call.on.stranger]
        books = {{ weight = {BOOKS}, to = \"booked\", promise = \"2 working days\" }}
        no = {{ weight = {}, to = \"gone\" }}
        [model.activity.meeting]
        channel = \"meeting\"
        aim = \"booked\"
        effort = \"action\"
        minutes = {}
        reach = {SHOWS}
        on_miss = {{ retry = \"1 week\", max_attempts = 1, then = \"vanished\" }}
        on.booked.refused = {{ weight = 1, to = \"gone\" }}",
        5 * HOURS,
        1.0 - BOOKS,
        60 * MEETING_HOURS
    );
    let scenario = on_a_list_of(2000, quarters, &rest);
    let mut experiment = scenario.experiment;
    let hours = longview_engine::units::WorkTime::hours(5.0 * HOURS as f64);
    experiment.team.hours_per_week = hours.unwrap();
    Ran::experiment(&experiment, 20_000)
}

/// Every hour is a meeting's or a call's, so calls are what meetings leave.
#[test]
fn calls_are_what_meetings_leave_of_the_day() {
    let ran = desk(2);
    for (quarter, law) in meetings_by_quarter(2).into_iter().enumerate() {
        let mean: f64 = law.iter().enumerate().map(|(n, share)| n as f64 * share).sum();
        let calls = (DAYS * HOURS) as f64 - MEETING_HOURS as f64 * mean;
        let found = |metric| ran.first().quarter(quarter, metric);
        assert_mean("calls", found("dials"), calls);
        assert_mean("talks", found("contacts"), REACH * calls);
        assert_mean("booked", found("appointments"), REACH * BOOKS * calls);
        assert_mean("held", found("meetings_held"), SHOWS * mean);
        let at_most = |calls: u32| {
            let meetings = (DAYS * HOURS - calls as usize).div_ceil(MEETING_HOURS);
            law[meetings..].iter().sum()
        };
        let numbers = (0..260).step_by(MEETING_HOURS);
        assert_distribution("calls of the quarter", found("dials"), numbers, at_most);
    }
}
