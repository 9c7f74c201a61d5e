//! Ten hours of cold calling on a fresh list, as the coaching posts count them.

use longview_engine::plan::Rhythm;
use longview_tests::{Ran, assert_always, assert_close, assert_mean, stored};

/// One block of the default scenario: ten hours are 200 dials of three minutes. A first attempt
/// meets a prospect without fatigue, so nobody opts out before it, and reaches with chance 0.06 on
/// average over people, whatever their spread: 12.0 conversations, and because no name is dialled
/// twice, Binomial(200, 0.06) of them. Of twelve conversations two are appointments on average over
/// fresh prospects: 2.0. (Names that bought elsewhere earlier in the week are skipped. That moves
/// the share in the market among the others by less than one in a thousand of itself, and the
/// appointments by less than a tenth of the standard error here.)
///
/// The list holds the 250 names that the 200 dials and 50 e-mails of the week take, and some more
/// for those who bought elsewhere before their turn; names that were tried go to its end.
#[test]
fn ten_hours_give_twelve_conversations_and_two_appointments() {
    let blocks = 1_000_000;
    let mut block = stored("ten-hours").experiment;
    block.strategies.truncate(1);
    block.strategies[0].rhythm = Rhythm::Bursts { on: 1, off: 12 };
    block.market.segments[0].prospects = 300;
    (block.horizon.quarters, block.horizon.run_out) = (1, 0);
    let ran = Ran::experiment(&block, blocks);
    let today = ran.strategy("today");
    assert_always("dials", today.total("dials"), 200.0);
    let contacts = today.total("contacts");
    assert_mean("conversations", contacts, 12.0);
    assert_mean("appointments", today.spoken("appointment"), 2.0);
    let (n, p) = (200.0, 0.06);
    let variance = n * p * (1.0 - p);
    let fourth_moment = variance * (1.0 + 3.0 * (n - 2.0) * p * (1.0 - p));
    let error = ((fourth_moment - variance * variance) / blocks as f64).sqrt();
    assert_close("variance of conversations", contacts.variance(), variance, error);
}
