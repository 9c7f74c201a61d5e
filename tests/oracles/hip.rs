//! A published yearly model whose chances change from year to year, made of a stage for every year
//! of every state.
//!
//! Total hip replacement, after Briggs, Claxton and Sculpher 2006, Decision Modelling for Health
//! Economic Evaluation, example 3.5: women operated at 60, sixty yearly cycles, counted at the end
//! of each. A model here knows no calendar; but all start together, so that a stage per year
//! (a tunnel) says the same.

use std::fmt::Write;

use longview_tests::{Ran, assert_digits, assert_mean, assert_share, on_a_list_of};

const YEARS: u32 = 60;
const OPERATED_AT: u32 = 60;
/// The chance to die of an operation.
const OPERATIVE: f64 = 0.02;
/// The yearly chance of another revision after one.
const AGAIN: f64 = 0.04;
/// Relative hazard of revision with the new prosthesis.
const NEW: f64 = -1.344_474;

/// Shares with a good hip, in revision, with a good hip after revision, and dead.
type Shares = [f64; 4];
const STATES: [&str; 4] = ["good", "revision", "revised", "dead"];
/// The first year at whose end somebody may be found there.
const FOUND_FROM: [u32; 4] = [1, 2, 3, 1];

/// The yearly chance of a first revision in a year since the operation: hazard of a Weibull law.
fn revised_in(year: u32, log_relative_hazard: f64) -> f64 {
    let scale = (-5.490_935 - 0.036_702_2 * f64::from(OPERATED_AT) + log_relative_hazard).exp();
    let shape = 0.374_096_8f64.exp();
    let (before, after) = (f64::from(year - 1).powf(shape), f64::from(year).powf(shape));
    1.0 - (scale * (before - after)).exp()
}

/// The yearly chance of women to die of anything else, by age.
fn dies_in(year: u32) -> f64 {
    let per_thousand = match OPERATED_AT + year {
        ..65 => 6.7,
        65..75 => 19.3,
        75..85 => 53.5,
        85.. => 154.8,
    };
    per_thousand / 1000.0
}

/// What becomes of each living state in a year: shares of the next states.
fn moves_in(year: u32, log_relative_hazard: f64) -> [Shares; 3] {
    let (first, dies) = (revised_in(year, log_relative_hazard), dies_in(year));
    [
        [1.0 - first - dies, first, 0.0, dies],
        [0.0, 0.0, 1.0 - OPERATIVE - dies, OPERATIVE + dies],
        [0.0, AGAIN, 1.0 - AGAIN - dies, dies],
    ]
}

/// Shares at the end of each year; the first year is the operation.
fn trace(log_relative_hazard: f64) -> Vec<Shares> {
    let operated = [1.0 - OPERATIVE, 0.0, 0.0, OPERATIVE];
    let later = (2..=YEARS).scan(operated, |now, year| {
        let dead = now[3];
        let moves = moves_in(year, log_relative_hazard);
        *now = std::array::from_fn(|to| (0..3).map(|from| now[from] * moves[from][to]).sum());
        now[3] += dead;
        Some(*now)
    });
    std::iter::once(operated).chain(later).collect()
}

fn a_year_later(text: &mut String, stage: &str, shares: &[(String, f64)]) {
    writeln!(text, "[model.stage.{stage}.timer.year]\ndelay = \"52 weeks\"").unwrap();
    for (to, share) in shares.iter().filter(|(_, share)| *share > 0.0) {
        writeln!(text, "outcomes.{to} = {{ weight = {share}, to = \"{to}\" }}").unwrap();
    }
}

/// Three stages for each year, named by state and year.
fn model(years: u32, log_relative_hazard: f64) -> String {
    let mut text = String::from(
        "[strategy.nobody-calls]
        [model]
        start = \"operation\"
        [model.stage.dead]
        end = \"lost\"\n",
    );
    let stage = |state: &str, year: u32| match state {
        "dead" => String::from("dead"),
        _ => format!("{state}-{year}"),
    };
    let operated = [(stage("good", 1), 1.0 - OPERATIVE), (stage("dead", 1), OPERATIVE)];
    a_year_later(&mut text, "operation", &operated);
    for year in 2..=years {
        // Nobody is in revision before the second year, or past it before the third.
        let stood_in =
            STATES.iter().zip(moves_in(year, log_relative_hazard)).take(year as usize - 1);
        for (state, shares) in stood_in {
            let named = STATES.map(|to| stage(to, year)).into_iter().zip(shares);
            a_year_later(&mut text, &stage(state, year - 1), &named.collect::<Vec<_>>());
        }
    }
    for (state, first_year) in STATES[..3].iter().zip(FOUND_FROM) {
        let appointment = *state == "revision";
        for year in first_year..=years {
            writeln!(text, "[model.stage.{state}-{year}]\nappointment = {appointment}").unwrap();
        }
    }
    text
}

fn ran(women: u32, years: u32, log_relative_hazard: f64) -> Ran {
    let model = model(years, log_relative_hazard);
    Ran::scenario(&on_a_list_of(women, 4 * years, &model), 100)
}

#[track_caller]
fn assert_year(ran: &Ran, women: u32, year: u32, shares: Shares) {
    let found_there = (0..4).filter(|at| FOUND_FROM[*at] <= year);
    for (state, share) in found_there.map(|at| (STATES[at], shares[at])) {
        let stage = if state == "dead" { "dead".into() } else { format!("{state}-{year}") };
        let found = ran.first().standing(&stage, 4 * year as usize - 1);
        assert_share(&format!("{state} after year {year}"), found, women.into(), share);
    }
}

/// Published shares with the standard prosthesis after 2, 3 and 8 years.
const PUBLISHED: [(u32, Shares); 3] = [
    (2, [0.972_657_20, 0.000_776_80, 0.0, 0.026_566_00]),
    (3, [0.965_165_48, 0.000_974_91, 0.000_756_06, 0.033_103_54]),
    (8, [0.880_402_25, 0.001_683_98, 0.006_181_46, 0.111_732_31]),
];

#[test]
fn the_standard_hip_has_the_published_trace() {
    let women = 20_000;
    let trace = trace(0.0);
    let ran = ran(women, 8, 0.0);
    for (year, shares) in PUBLISHED {
        for (ours, published) in trace[year as usize - 1].iter().zip(shares) {
            assert_digits("share by the formulas", *ours, published, 8);
        }
        assert_year(&ran, women, year, shares);
    }
}

/// With 179 stages; revisions count as appointments, so that their number over a life is seen too.
#[test]
fn sixty_years_with_either_prosthesis_are_those_of_the_formulas() {
    let women = 4_000;
    for log_relative_hazard in [0.0, NEW] {
        let trace = trace(log_relative_hazard);
        let ran = ran(women, YEARS, log_relative_hazard);
        for year in [5, 10, 15, 20, 25, 30] {
            let shares = trace[year as usize - 1];
            assert_year(&ran, women, year, shares);
        }
        let revisions: f64 = trace.iter().map(|shares| shares[1]).sum();
        let found = ran.first().total("appointments");
        assert_mean("revisions in a life", found, f64::from(women) * revisions);
    }
}
