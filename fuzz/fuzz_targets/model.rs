//! Any bytes as a model file, as changes to a built-in model, or as settings: accepted, or refused
//! with a message; never a panic, never a wait.

#![no_main]

use libfuzzer_sys::fuzz_target;
use longview_fuzz::judge::judge;
use longview_fuzz::written::load_any;

fuzz_target!(|bytes: &[u8]| judge(load_any(bytes)));
