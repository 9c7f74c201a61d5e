//! Ctrl-C ends the program at once, but never in the middle of putting files into place.

use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

static PLACING: Mutex<()> = Mutex::new(());

/// What shells report for a program that was interrupted: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// Waits for files that are being put into place, then ends the program.
pub(crate) fn install() {
    let installed = ctrlc::set_handler(|| {
        let _placed = hold_off();
        process::exit(INTERRUPTED);
    });
    if installed.is_err() {
        crate::talk::say("note: Ctrl-C may leave a temporary file behind");
    }
}

/// Holds interruption off for as long as the guard lives.
pub(crate) fn hold_off() -> MutexGuard<'static, ()> {
    PLACING.lock().unwrap_or_else(PoisonError::into_inner)
}
