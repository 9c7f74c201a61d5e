//! The cohort as a plain loop: prospects drift through stages for eight quarters, each waiting for
//! the earliest of its competing Weibull timers. No desk, no activities, no abstraction.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

use crate::uniform::open01;

/// Quarters followed.
pub const QUARTERS: usize = 8;
/// The stages, in the order of every table here.
pub const STAGES: [&str; 7] =
    ["stranger", "aware", "engaged", "callback", "appointment", "customer", "lost"];

const WEEKS_PER_QUARTER: f64 = 13.0;
const HORIZON: f64 = QUARTERS as f64 * WEEKS_PER_QUARTER;
const STRANGER: usize = 0;
const AWARE: usize = 1;
const ENGAGED: usize = 2;
const CALLBACK: usize = 3;
const APPOINTMENT: usize = 4;
const CUSTOMER: usize = 5;
const LOST: usize = 6;

/// Prospects standing in each stage at each quarter's end.
pub type Occupancy = [[u64; STAGES.len()]; QUARTERS];

/// Entries less exits of each stage, by the quarter in which they fall; the last row is past the
/// horizon.
type Moves = [[i64; STAGES.len()]; QUARTERS + 1];

/// Follows so many prospects from the start.
pub fn simulate(prospects: u64, seed: u64) -> Occupancy {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut moves: Moves = [[0; STAGES.len()]; QUARTERS + 1];
    for _ in 0..prospects {
        follow(&mut rng, &mut moves);
    }
    occupancy(&moves)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "time runs up from nought, and quarters past the horizon are one"
)]
fn follow(rng: &mut Xoshiro256PlusPlus, moves: &mut Moves) {
    let (mut stage, mut now) = (STRANGER, 0.0);
    moves[0][STRANGER] += 1;
    while now < HORIZON && stage < CUSTOMER {
        let (stay, next) = leave(stage, rng);
        now += stay;
        let quarter = ((now * (1.0 / WEEKS_PER_QUARTER)) as usize).min(QUARTERS);
        moves[quarter][stage] -= 1;
        moves[quarter][next] += 1;
        stage = next;
    }
}

/// How long an open stage lasts, in weeks, and which stage follows.
#[inline]
fn leave(stage: usize, rng: &mut Xoshiro256PlusPlus) -> (f64, usize) {
    match stage {
        STRANGER => {
            let aware = (weibull(rng, 1.0, 20.0), AWARE);
            earlier(aware, (weibull(rng, 1.0, 200.0), LOST))
        }
        AWARE => {
            let engaged = (weibull(rng, 1.2, 15.0), ENGAGED);
            let callback = (weibull(rng, 1.5, 13.0), CALLBACK);
            earlier(earlier(engaged, callback), (weibull(rng, 1.0, 80.0), LOST))
        }
        ENGAGED => {
            let appointment = (weibull(rng, 0.9, 12.0), APPOINTMENT);
            let callback = (weibull(rng, 1.3, 20.0), CALLBACK);
            earlier(earlier(appointment, callback), (weibull(rng, 1.0, 60.0), LOST))
        }
        CALLBACK => {
            let appointment = (weibull(rng, 3.0, 14.0), APPOINTMENT);
            earlier(appointment, (weibull(rng, 1.0, 50.0), LOST))
        }
        _ => {
            let customer = (weibull(rng, 1.1, 8.0), CUSTOMER);
            let engaged = (weibull(rng, 1.0, 10.0), ENGAGED);
            earlier(earlier(customer, engaged), (weibull(rng, 1.0, 15.0), LOST))
        }
    }
}

#[inline]
fn weibull(rng: &mut Xoshiro256PlusPlus, shape: f64, scale: f64) -> f64 {
    scale * (-open01(rng).ln()).powf(1.0 / shape)
}

#[inline]
fn earlier(one: (f64, usize), other: (f64, usize)) -> (f64, usize) {
    if one.0 < other.0 { one } else { other }
}

fn occupancy(moves: &Moves) -> Occupancy {
    let mut standing = [0i64; STAGES.len()];
    std::array::from_fn(|quarter| {
        for (count, moved) in standing.iter_mut().zip(moves[quarter]) {
            *count += moved;
        }
        standing.map(i64::unsigned_abs)
    })
}

#[cfg(test)]
mod tests {
    use super::simulate;
    use crate::known::cohort_deviation;

    /// Oracle: the renewal equations of the semi-Markov process, solved on a fine grid.
    #[test]
    fn a_million_prospects_stand_where_the_renewal_equations_put_them() {
        let deviation = cohort_deviation(&simulate(1_000_000, 1));
        assert!(deviation < 4.0, "{deviation:.2} standard errors");
    }

    #[test]
    fn nobody_is_lost_from_count() {
        for standing in simulate(1_000, 2) {
            assert_eq!(standing.iter().sum::<u64>(), 1_000);
        }
    }
}
