#!/bin/sh
# Puts the random words through the dieharder battery (Debian: apt-get install dieharder), in several orders of reading.
#
#   tests/randomness.sh [ORDER...]        by default: occurrences prospects replications
#
# All tests of dieharder -a but the longest: lagged sums only up to a lag of 7. Each test reads words of its own (another
# seed); SEED=1000 in the environment chooses others. WEAK results are repeated with more samples until they pass or fail
# (-Y 1). Takes a quarter of an hour of one core per order. Ends with 1 if a test failed.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- occurrences prospects replications

cargo build --quiet --release -p longview-tests --bin words
words="${CARGO_TARGET_DIR:-target}/release/words"
tests="0 1 2 3 4 5 6 7 8 9 10 11 12 13 15 16 17 100 101 102"
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do tests="$tests 200:$n"; done
for n in 2 3 4 5; do tests="$tests 201:$n 202:$n"; done
for n in 0 1 2 3 4 5 6 7; do tests="$tests 203:$n"; done
tests="$tests 204 205 206 207 208 209"

report=$(mktemp)
trap 'rm -f "$report"' EXIT
for order in "$@"; do
    echo "order of reading: $order"
    seed=${SEED:-1}
    for test in $tests; do
        ntuple=${test#"${test%%:*}"}
        "$words" "$order" "$seed" \
            | dieharder -g 200 -Y 1 -d "${test%%:*}" ${ntuple:+-n "${ntuple#:}"} \
            | grep -E 'PASSED|WEAK|FAILED' | tee -a "$report"
        seed=$((seed + 1))
    done
done
count() { grep -c "$1" "$report" || true; }
echo "passed $(count PASSED), weak and repeated $(count WEAK), failed $(count FAILED)"
! grep -q FAILED "$report"
