//! Whether the gauntlet itself can be trusted: its integrals, its honesty, its power.

use longview_tests::SEED;
use longview_tests::gauntlet::cases::{alone, crowds, pairs};
use longview_tests::gauntlet::drawn::END;
use longview_tests::gauntlet::incidence::Incidence;
use longview_tests::gauntlet::judge::incidences;
use longview_tests::gauntlet::law::Law;
use longview_tests::gauntlet::power::{Wrong, mistakes, null_control};
use longview_tests::gauntlet::{SMALL, Size};
use longview_tests::statistics::{Discoveries, FALSE_DISCOVERIES, Finding};

/// How many findings the gauntlet has.
const FINDINGS: usize = 8_000;

#[test]
fn what_may_come_first_adds_up_to_one() {
    for case in alone().into_iter().chain(pairs()).chain(crowds()) {
        let never: f64 = case.laws.iter().map(|law| law.survival(END)).product();
        let sum: f64 = incidences(&case.laws).iter().map(|one| one.chance).sum();
        assert!((sum + never - 1.0).abs() < 1e-9, "{}: {}", case.name, sum + never - 1.0);
    }
}

/// Weibull laws of one shape have proportional hazards: each comes first in proportion, and when it
/// does, the time is that of the earliest of them.
#[test]
fn weibull_laws_of_one_shape_have_closed_forms() {
    for shape in [0.5, 1.0, 3.0] {
        let law = |scale| Law::Weibull { shape, scale };
        let incidence = Incidence::of(&law(2.0), &[law(3.0)]);
        let share = 1.0 / (1.0 + (2.0f64 / 3.0).powf(shape));
        assert!((incidence.chance - share).abs() < 1e-10, "{} is not {share}", incidence.chance);
        for time in [1e-6, 0.1, 1.0, 2.0, 5.0] {
            let hazard = f64::powf(time / 2.0, shape) + f64::powf(time / 3.0, shape);
            let place = incidence.place(time, 0.0, 0.5);
            assert!((place.below + (-hazard).exp_m1()).abs() < 1e-7, "{shape} {time} {place:?}");
            assert!((place.above / (-hazard).exp() - 1.0).abs() < 1e-4, "{shape} {time} {place:?}");
        }
    }
}

/// Exact delays leave p-values that are evenly spread, whatever the check.
#[test]
fn exact_delays_are_not_found_odd() {
    let size = Size { alone: 3_000, company: 3_000, ..SMALL };
    let honest = null_control(size, SEED);
    assert_eq!(honest.len(), 11, "{honest:?}");
    let findings: Vec<Finding> = honest
        .iter()
        .flat_map(|one| [(one, one.kolmogorov), (one, one.anderson_darling)])
        .map(|(one, p)| Finding { case: "p-values".to_owned(), check: one.check, p })
        .collect();
    assert!(Discoveries::among(&findings).made.is_empty(), "{honest:#?}");
}

#[test]
fn a_law_that_is_a_little_too_long_is_found_out() {
    let wrong = Wrong { longer: 1.05, reshaped: None, cut: None };
    for mistake in mistakes(wrong, 150_000, SEED, FINDINGS) {
        assert!(mistake.adjusted <= FALSE_DISCOVERIES, "{mistake:?}");
    }
}
