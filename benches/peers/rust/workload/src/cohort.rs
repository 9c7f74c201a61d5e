//! The cohort: stages, times, and who stands where.

use std::sync::LazyLock;

use rand_distr::{Distribution, Weibull};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{QUARTERS, Rng};

pub const STRANGER: usize = 0;
pub const AWARE: usize = 1;
pub const ENGAGED: usize = 2;
pub const CALLBACK: usize = 3;
pub const APPOINTMENT: usize = 4;
pub const CUSTOMER: usize = 5;
pub const LOST: usize = 6;
const STAGES: usize = 7;

const WEEKS_PER_QUARTER: f64 = 13.0;
/// In weeks.
pub const HORIZON: f64 = QUARTERS as f64 * WEEKS_PER_QUARTER;

/// Where to, and how long until then.
type Ways = Vec<(usize, Weibull<f64>)>;

/// The ways out of each open stage.
static TRANSITIONS: LazyLock<[Ways; CUSTOMER]> = LazyLock::new(|| {
    let way = |to, shape, scale| {
        (to, Weibull::new(scale, shape).expect("scales and shapes are above nought"))
    };
    [
        vec![way(AWARE, 1.0, 20.0), way(LOST, 1.0, 200.0)],
        vec![way(ENGAGED, 1.2, 15.0), way(CALLBACK, 1.5, 13.0), way(LOST, 1.0, 80.0)],
        vec![way(APPOINTMENT, 0.9, 12.0), way(CALLBACK, 1.3, 20.0), way(LOST, 1.0, 60.0)],
        vec![way(APPOINTMENT, 3.0, 14.0), way(LOST, 1.0, 50.0)],
        vec![way(CUSTOMER, 1.1, 8.0), way(ENGAGED, 1.0, 10.0), way(LOST, 1.0, 15.0)],
    ]
});

/// How long an open stage lasts, in weeks, and which stage follows.
pub fn leave(stage: usize, rng: &mut Rng) -> (f64, usize) {
    let mut first = (f64::INFINITY, stage);
    for (to, time) in &TRANSITIONS[stage] {
        let latent = time.sample(rng);
        if latent < first.0 {
            first = (latent, *to);
        }
    }
    first
}

/// Entries less exits of each stage, by the quarter in which they fall; the last row is past the
/// horizon.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Moves([[i64; STAGES]; QUARTERS + 1]);

impl Moves {
    /// So many prospects begin as strangers.
    pub fn born(&mut self, prospects: u64) {
        self.0[0][STRANGER] += prospects as i64;
    }

    /// A prospect went from one stage to another.
    pub fn moved(&mut self, week: f64, stage: usize, to: usize) {
        let quarter = ((week / WEEKS_PER_QUARTER) as usize).min(QUARTERS);
        self.0[quarter][stage] -= 1;
        self.0[quarter][to] += 1;
    }

    /// Adds the moves of another population.
    pub fn add(&mut self, other: &Self) {
        for (row, added) in self.0.iter_mut().zip(other.0) {
            for (count, more) in row.iter_mut().zip(added) {
                *count += more;
            }
        }
    }

    /// Prospects standing in each stage at each quarter's end.
    pub fn answer(&self) -> Value {
        let mut standing = [0; STAGES];
        let rows: Vec<_> = self.0[..QUARTERS]
            .iter()
            .map(|moved| {
                for (count, more) in standing.iter_mut().zip(moved) {
                    *count += more;
                }
                standing
            })
            .collect();
        json!({ "occupancy": rows })
    }
}
