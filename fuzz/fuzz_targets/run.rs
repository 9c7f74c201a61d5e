//! Any scenario that is accepted runs to its end, keeps every prospect, and gives the same answer on
//! one thread and on two.

#![no_main]

use libfuzzer_sys::fuzz_target;
use longview_fuzz::case::Case;

fuzz_target!(|case: Case| case.run());
