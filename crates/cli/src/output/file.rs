//! A file that an answer goes to.

use std::fs::{self, File, OpenOptions};
use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::parent;

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
    fn is_special(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|found| !found.is_file())
    }

    pub(super) fn write(&self, bytes: &[u8]) -> Result<WrittenFile> {
        if self.is_special() {
            OpenOptions::new().write(true).open(&self.path)?.write_all(bytes)?;
            return Ok(WrittenFile::Through);
        }
        let mut file = beside(parent(&self.path))?;
        file.write_all(bytes)?;
        if let Ok(old) = fs::metadata(&self.path) {
            file.as_file().set_permissions(old.permissions())?;
        }
        file.as_file().sync_all()?;
        Ok(WrittenFile::Beside { file, path: self.path.clone() })
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
