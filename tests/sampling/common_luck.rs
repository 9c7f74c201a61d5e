//! Plans meet the same people with the same luck, so that their difference varies less.

use longview_tests::SEED;
use longview_tests::common_luck::{PAIRS, Size};

/// The fewer decisions differ, the more luck cancels; four standard errors or more from no gain.
#[test]
fn common_luck_makes_the_difference_of_similar_plans_surer() {
    let size = Size { batches: 16, replications: 12 };
    let worth = PAIRS[1].measure(size, SEED);
    let error = (worth.factor / worth.interval.0).ln() / 1.96;
    assert!(worth.factor.ln() > 4.0 * error, "{worth:?}");
}
