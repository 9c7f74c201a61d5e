//! A folder that an answer goes to. It is replaced as a whole, and only where longview wrote
//! everything that is in it: a list in the folder says what that is.

use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use longview_report::Leaf;
use longview_report::pictures::CONTENTS;
use tempfile::TempDir;

use super::parent;

/// A folder, behind symbolic links.
pub(super) struct FolderAt {
    pub(super) path: PathBuf,
}

impl FolderAt {
    pub(super) fn prepare(asked: &Path) -> Result<Self> {
        let path = fs::canonicalize(asked).unwrap_or_else(|_| asked.to_owned());
        let folder = Self { path };
        folder.check()?;
        Ok(folder)
    }

    /// Finds out whether the folder can be written, and leaves nothing behind.
    fn check(&self) -> Result<()> {
        if self.path.exists() {
            if !self.path.is_dir() {
                return Err(Error::new(ErrorKind::NotADirectory, "it is no folder"));
            }
            self.refuse_what_is_not_ours()?;
        }
        beside(&self.path).map(drop)
    }

    fn refuse_what_is_not_ours(&self) -> Result<()> {
        let ours = fs::read_to_string(self.path.join(CONTENTS)).unwrap_or_default();
        for entry in fs::read_dir(&self.path)? {
            let (name, kind) =
                entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?)))?;
            let is_listed = |name: &str| {
                name == CONTENTS || ours.lines().any(|line| line.split('\t').next() == Some(name))
            };
            if !kind.is_file() || !name.to_str().is_some_and(is_listed) {
                let why = format!(
                    "it holds {}, which longview did not write\nhint: name a folder that is new or empty",
                    name.display()
                );
                return Err(Error::new(ErrorKind::DirectoryNotEmpty, why));
            }
        }
        Ok(())
    }

    pub(super) fn write(&self, leaves: &[Leaf]) -> Result<WrittenFolder> {
        let new = beside(&self.path)?;
        for leaf in leaves {
            fs::write(new.path().join(&leaf.name), &leaf.bytes)?;
        }
        Ok(WrittenFolder { new, path: self.path.clone() })
    }
}

/// A new folder beside this one with the permissions that new folders have.
#[cfg(unix)]
fn beside(path: &Path) -> Result<TempDir> {
    use std::os::unix::fs::PermissionsExt;
    let everybody = fs::Permissions::from_mode(0o777);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".longview-").permissions(everybody).tempdir_in(parent(path))
}

/// A new folder beside this one.
#[cfg(not(unix))]
fn beside(path: &Path) -> Result<TempDir> {
    tempfile::Builder::new().prefix(".longview-").tempdir_in(parent(path))
}

/// A folder that is written, and waits for the others.
pub(super) struct WrittenFolder {
    new: TempDir,
    path: PathBuf,
}

impl WrittenFolder {
    /// The old folder steps aside, and comes back if the new one cannot take its place.
    pub(super) fn put_into_place(self) -> Result<()> {
        let Self { new, path } = self;
        if path.exists() {
            let aside = beside(&path)?;
            let old = aside.path().join("old");
            fs::rename(&path, &old)?;
            fs::rename(new.path(), &path).inspect_err(|_| {
                fs::rename(&old, &path).ok();
            })?;
        } else {
            fs::rename(new.path(), &path)?;
        }
        // It has moved: there is nothing left to clean up.
        let _moved = new.keep();
        Ok(())
    }
}
