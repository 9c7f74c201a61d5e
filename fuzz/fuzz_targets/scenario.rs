//! Any bytes as a scenario file: accepted, or refused with a message; never a panic, never a wait.

#![no_main]

use libfuzzer_sys::fuzz_target;
use longview_fuzz::files::load_scenario;
use longview_fuzz::judge::judge;

fuzz_target!(|bytes: &[u8]| judge(load_scenario(bytes, &[])));
