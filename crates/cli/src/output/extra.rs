//! A file that an answer brings along besides its formats.

use std::path::{Path, PathBuf};

use super::file::FileAt;
use crate::exit::{Failure, shown};
use crate::interrupt;
use crate::talk::say;

/// A file that can be written.
pub(crate) struct Extra {
    asked: PathBuf,
    file: FileAt,
}

impl Extra {
    /// Finds out whether the file can be written. `spared` is a file that must not be written over.
    pub(crate) fn prepare(asked: &Path, spared: Option<&Path>) -> Result<Self, Failure> {
        let file = FileAt::prepare(asked).map_err(|error| Failure::unwritable(asked, error))?;
        let spared = spared.and_then(|path| std::fs::canonicalize(path).ok());
        if spared.is_some_and(|path| path == file.path) {
            return Err(Failure::Usage(format!("{} is the scenario itself", shown(asked))));
        }
        Ok(Self { asked: asked.to_owned(), file })
    }

    pub(crate) fn write(self, text: &str) -> Result<(), Failure> {
        let _uninterrupted = interrupt::hold_off();
        let written =
            self.file.write(text.as_bytes()).and_then(super::file::WrittenFile::put_into_place);
        written.map_err(|error| Failure::unwritable(&self.asked, error))?;
        say(&format!("wrote {}", shown(&self.asked)));
        Ok(())
    }
}
