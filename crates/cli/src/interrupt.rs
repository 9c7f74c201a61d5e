//! Ctrl-C ends the program at once, but never in the middle of putting files into place.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, process};

use crate::exit::Failure;
use crate::talk;

static PLACING: Mutex<()> = Mutex::new(());
/// Files that are not whole yet. Those that have found their place are no longer under this name.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// What shells report for a program that was interrupted: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// Waits for files that are being put into place, then ends the program.
pub(crate) fn install() {
    let installed = ctrlc::set_handler(|| {
        let _placed = hold_off();
        leave(INTERRUPTED);
    });
    if installed.is_err() {
        talk::say("note: Ctrl-C may leave a temporary file behind");
    }
}

/// A file that goes where the program is ended before it is whole.
pub(crate) fn remove_when_interrupted(path: &Path) {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
}

/// Ends the program in the middle of a run that is of no more use.
pub(crate) fn abandon(failure: &Failure) -> ! {
    let _placed = hold_off();
    talk::failure(failure);
    leave(failure.exit() as i32)
}

fn leave(code: i32) -> ! {
    for path in UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        fs::remove_file(path).ok();
    }
    process::exit(code)
}

/// Holds interruption off for as long as the guard lives.
pub(crate) fn hold_off() -> MutexGuard<'static, ()> {
    PLACING.lock().unwrap_or_else(PoisonError::into_inner)
}
