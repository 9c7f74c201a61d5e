//! A population that nobody works, against the exact shares of its semi-Markov process.

use longview_tests::{Ran, assert_close, binomial_error, stored};

const STAGES: [&str; 7] =
    ["stranger", "aware", "engaged", "callback", "appointment", "customer", "lost"];

/// Shares at the end of each quarter: renewal equations of thirteen competing Weibull delays
/// (clock reset on entry) solved on a fine grid with Richardson extrapolation, good to five digits.
const SHARES: [[f64; 7]; 8] = [
    [0.48919, 0.20582, 0.06994, 0.10858, 0.02090, 0.00978, 0.09580],
    [0.23931, 0.11809, 0.09674, 0.16421, 0.06376, 0.07635, 0.24155],
    [0.11707, 0.05841, 0.08325, 0.11536, 0.06342, 0.18100, 0.38149],
    [0.05727, 0.02859, 0.05651, 0.07018, 0.04322, 0.26523, 0.47900],
    [0.02802, 0.01398, 0.03406, 0.04016, 0.02615, 0.31930, 0.53833],
    [0.01370, 0.00684, 0.01930, 0.02204, 0.01486, 0.35108, 0.57217],
    [0.00670, 0.00335, 0.01053, 0.01177, 0.00813, 0.36883, 0.59070],
    [0.00328, 0.00164, 0.00560, 0.00616, 0.00433, 0.37841, 0.60058],
];
/// The error of rounding to five digits, which is evenly spread.
const ROUNDED_ERROR: f64 = 0.000_005 / 1.732;

#[test]
fn the_shares_of_a_million_prospects_are_those_of_the_renewal_equations() {
    let scenario = stored("reference/cohort");
    let names = f64::from(scenario.experiment.market.segments[0].prospects);
    let ran = Ran::scenario(&scenario, 100);
    for (quarter, shares) in SHARES.iter().enumerate() {
        for (stage, share) in STAGES.iter().zip(shares) {
            let found = ran.first().standing(stage, quarter).mean() / names;
            let error = binomial_error(*share, 100.0 * names).hypot(ROUNDED_ERROR);
            assert_close(&format!("{stage} in quarter {quarter}"), found, *share, error);
        }
    }
}
