//! One block of ten hours: 200 names dialled once.

use longview_tests::{
    Ran, assert_close, assert_distribution, binomial_error, on_a_list_of, share_at_most,
};
use statrs::distribution::{Binomial, DiscreteCDF};

const DIALS: u32 = 200;
const REACH: f64 = 0.06;
/// Of twelve talks two are appointments.
const BOOKS: f64 = 2.0 / 12.0;
const BLOCKS: u64 = 100_000;

fn blocks() -> Ran {
    let rest = "
        [strategy.block]
        rhythm = { on = \"1 week\", off = \"12 weeks\" }
        block = [{ attempts = 200, do = [\"cold_call\"] }]
        [model]
        start = \"stranger\"
        [model.stage.stranger]
        [model.stage.booked]
        appointment = true
        [model.stage.gone]
        end = \"lost\"
        [model.activity.cold_call]
        channel = \"phone\"
        aim = \"list\"
        effort = \"action\"
        minutes = 3
        reach = 0.06
        [model.activity.cold_call.on.stranger]
        appointment = { weight = 2, to = \"booked\" }
        other = { weight = 10, to = \"gone\" }";
    Ran::scenario(&on_a_list_of(DIALS, 1, rest), BLOCKS)
}

/// In 13 blocks of a hundred there is no appointment at all, in 41 one at most, taking appointments
/// as Poisson with mean 2; the exact law of 200 dials is within a hundredth of it.
#[test]
fn talks_and_appointments_of_a_block_are_binomial() {
    let ran = blocks();
    for (metric, chance) in [("contacts", REACH), ("appointments", REACH * BOOKS)] {
        let law = Binomial::new(chance, DIALS.into()).unwrap();
        let found = ran.first().total(metric);
        assert_distribution(metric, found, 0..40, |n| law.cdf(n.into()));
    }
    let appointments = ran.first().total("appointments");
    let law = Binomial::new(REACH * BOOKS, DIALS.into()).unwrap();
    for (at_most, hundredths) in [(0u32, 13.0), (1, 41.0)] {
        let exact = law.cdf(at_most.into());
        assert!((100.0 * exact - hundredths).abs() < 1.0, "{exact}");
        let share = share_at_most(appointments, at_most.into());
        let error = binomial_error(exact, BLOCKS as f64);
        assert_close(&format!("blocks with {at_most} at most"), share, exact, error);
    }
}
