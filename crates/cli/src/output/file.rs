//! A file that an answer goes to.

use std::fs::{self, File, OpenOptions};
use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::parent;
use crate::interrupt;

/// A file, behind symbolic links.
pub(super) struct FileAt {
    pub(super) path: PathBuf,
}

impl FileAt {
    pub(super) fn prepare(asked: &Path) -> Result<Self> {
        let path = fs::canonicalize(asked).unwrap_or_else(|_| asked.to_owned());
        let file = Self { path };
        file.check()?;
        Ok(file)
    }

    /// Finds out whether the file can be written, and leaves nothing behind.
    fn check(&self) -> Result<()> {
        if self.path.is_dir() {
            return Err(Error::new(ErrorKind::IsADirectory, "it is a folder"));
        }
        if self.is_special() {
            return Ok(());
        }
        let old = match OpenOptions::new().append(true).open(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        old.and_then(|()| tempfile::tempfile_in(parent(&self.path)).map(drop))
    }

    /// A device or pipe is written to; a file is replaced.
    pub(super) fn is_special(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|found| !found.is_file())
    }

    pub(super) fn write(&self, bytes: &[u8]) -> Result<WrittenFile> {
        let mut begun = self.begin()?;
        begun.write_all(bytes)?;
        self.end(begun)
    }

    pub(super) fn begin(&self) -> Result<Begun> {
        if self.is_special() {
            return OpenOptions::new().write(true).open(&self.path).map(Begun::Through);
        }
        let file = beside(parent(&self.path))?;
        interrupt::remove_when_interrupted(file.path());
        Ok(Begun::Beside(file))
    }

    pub(super) fn end(&self, begun: Begun) -> Result<WrittenFile> {
        let Begun::Beside(file) = begun else { return Ok(WrittenFile::Through) };
        if let Ok(old) = fs::metadata(&self.path) {
            file.as_file().set_permissions(old.permissions())?;
        }
        file.as_file().sync_all()?;
        Ok(WrittenFile::Beside { file, path: self.path.clone() })
    }
}

/// A file that is being written.
pub(crate) enum Begun {
    Through(File),
    Beside(NamedTempFile<File>),
}

impl Write for Begun {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        match self {
            Self::Through(file) => file.write(bytes),
            Self::Beside(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> Result<()> {
        match self {
            Self::Through(file) => file.flush(),
            Self::Beside(file) => file.flush(),
        }
    }
}

/// A new file in this folder with the permissions that new files have.
#[cfg(unix)]
fn beside(folder: &Path) -> Result<NamedTempFile<File>> {
    use std::os::unix::fs::PermissionsExt;
    let everybody = fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().prefix(".longview-").permissions(everybody).tempfile_in(folder)
}

/// A new file in this folder.
#[cfg(not(unix))]
fn beside(folder: &Path) -> Result<NamedTempFile<File>> {
    tempfile::Builder::new().prefix(".longview-").tempfile_in(folder)
}

/// A file that is written, and waits for the others.
pub(super) enum WrittenFile {
    Through,
    Beside { file: NamedTempFile<File>, path: PathBuf },
}

impl WrittenFile {
    pub(super) fn put_into_place(self) -> Result<()> {
        match self {
            Self::Through => Ok(()),
            Self::Beside { file, path } => file.persist(path).map(drop).map_err(|why| why.error),
        }
    }
}
