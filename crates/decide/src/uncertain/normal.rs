//! The standard Normal law.

use statrs::function::erf::{erfc, erfc_inv};

/// The score that 95 % of all scores do not exceed: what an end of a 90 % interval stands at.
pub const END: f64 = 1.644_853_626_951_472_2;

/// Share of scores up to this one.
pub fn share_below(score: f64) -> f64 {
    0.5 * erfc(-score / std::f64::consts::SQRT_2)
}

/// The score that a share of all scores does not exceed; the share lies between 0 and 1.
pub fn score_at(share: f64) -> f64 {
    -std::f64::consts::SQRT_2 * erfc_inv(2.0 * share)
}

/// Height of the density.
pub fn density(score: f64) -> f64 {
    (-0.5 * score * score).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{END, score_at, share_below};

    #[test]
    fn scores_and_shares_undo_each_other() {
        assert!((share_below(END) - 0.95).abs() < 1e-9);
        for share in [1e-9, 0.01, 0.5, 0.975, 1.0 - 1e-9] {
            assert!((share_below(score_at(share)) / share - 1.0).abs() < 1e-6, "{share}");
        }
    }
}
