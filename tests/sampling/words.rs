//! The random words, in every order in which somebody may read them.

use longview_tests::SEED;
use longview_tests::randomness::Order;
use longview_tests::randomness::checks::{avalanche, in_order};
use longview_tests::statistics::{Discoveries, Finding};

#[track_caller]
fn assert_nothing_odd(findings: &[Finding]) {
    let discoveries = Discoveries::among(findings);
    let made: Vec<String> = discoveries.made.iter().map(ToString::to_string).collect();
    assert!(made.is_empty(), "{} of {}:\n{}", made.len(), findings.len(), made.join("\n"));
}

#[test]
fn words_look_random_in_every_order_of_reading() {
    let findings: Vec<Finding> =
        Order::ALL.into_iter().flat_map(|order| in_order(order, SEED)).collect();
    assert_nothing_odd(&findings);
}

#[test]
fn any_bit_of_an_address_turns_every_bit_of_its_word_with_chance_one_half() {
    let findings = avalanche(4_096, SEED);
    assert_eq!(findings.len(), 2 * (64 + 64 + 32 + 32 + 16 + 32));
    assert_nothing_odd(&findings);
}

/// The orders differ: no two begin with the same words, but for the first, which many share.
#[test]
fn every_order_reads_other_words() {
    let read = |order: Order| order.read(SEED).skip(1).take(3).collect::<Vec<u64>>();
    for (at, one) in Order::ALL.into_iter().enumerate() {
        assert!(Order::ALL[..at].iter().all(|other| read(*other) != read(one)), "{}", one.name());
        assert_eq!(Order::named(one.name()), Some(one));
    }
}
