#!/bin/sh
# Puts the random words through the dieharder battery (Debian: apt-get install dieharder), in several orders of reading.
#
#   tests/randomness.sh [ORDER...]        by default: occurrences prospects replications
#
# Takes about an hour per order. WEAK results are repeated with more samples until they pass or fail (-Y 1).
# SEED=2 in the environment reads another seed. Ends with 1 if a test failed.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- occurrences prospects replications

cargo build --quiet --release -p longview-tests --bin words
words="${CARGO_TARGET_DIR:-target}/release/words"
report=$(mktemp)
trap 'rm -f "$report"' EXIT
for order in "$@"; do
    echo "order: $order, seed ${SEED:-1}"
    "$words" "$order" "${SEED:-1}" | dieharder -g 200 -a -Y 1 | tee -a "$report"
done
echo "passed $(grep -c PASSED "$report" || true), weak $(grep -c WEAK "$report" || true), failed $(grep -c FAILED "$report" || true)"
! grep -q FAILED "$report"
