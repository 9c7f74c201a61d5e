//! Random numbers of the plain loops.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

/// Evenly spread between 0 and 1, both left out, so that its logarithm is finite.
#[inline]
pub(crate) fn open01(rng: &mut Xoshiro256PlusPlus) -> f64 {
    const STEP: f64 = 1.0 / (1u64 << 53) as f64;
    ((rng.next_u64() >> 11) as f64 + 0.5) * STEP
}
