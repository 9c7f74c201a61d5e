//! Where an answer goes. Files appear whole or not at all: that they can be written is found out
//! before a run starts, and they are put into place when everything is ready.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

use longview_report::{Csv, Format, Json, Table};
use tempfile::NamedTempFile;

use crate::args::{FormatName, OutputArgs};
use crate::exit::{Failure, shown};
use crate::interrupt;
use crate::talk::say;

/// Narrower terminals wrap, wider ones leave room.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=120;

/// Every place an answer goes to, checked.
pub(crate) struct Outputs {
    files: Vec<Destination>,
    stdout: Option<FormatName>,
}

/// A file that an answer goes to.
struct Destination {
    /// As it was asked for.
    asked: PathBuf,
    /// Behind symbolic links.
    path: PathBuf,
    format: FormatName,
}

impl Outputs {
    /// The places that were asked for. `spared` is a file that must not be written over.
    pub(crate) fn prepare(args: &OutputArgs, spared: Option<&Path>) -> Result<Self, Failure> {
        let files: Vec<Destination> = args
            .output
            .iter()
            .map(|path| Destination::prepare(path, args.format))
            .collect::<Result<_, _>>()?;
        for (at, file) in files.iter().enumerate() {
            file.refuse_to_replace(&files[..at], spared)?;
        }
        let stdout = files.is_empty().then_some(args.format.unwrap_or(FormatName::Table));
        Ok(Self { files, stdout })
    }

    /// Writes the answer everywhere, or nowhere.
    pub(crate) fn write(self, render: impl Fn(&dyn Format) -> String) -> Result<(), Failure> {
        if let Some(format) = self.stdout {
            print(&render(&*formatter(format, stdout_width())))?;
        }
        let _uninterrupted = interrupt::hold_off();
        let written: Vec<Written> = self
            .files
            .iter()
            .map(|file| file.write(&render(&*formatter(file.format, Table::default().width))))
            .collect::<Result<_, _>>()?;
        for written in written {
            written.put_into_place()?;
        }
        for file in &self.files {
            say(&format!("wrote {}", shown(&file.asked)));
        }
        Ok(())
    }
}

/// Prints to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = stdout().lock();
    let printed = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    printed.map_err(|error| Failure::of_stdout(&error))
}

fn stdout_width() -> usize {
    let terminal = stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(Table::default().width, |(width, _)| {
        usize::from(width.0).clamp(*WIDTHS.start(), *WIDTHS.end())
    })
}

fn formatter(format: FormatName, width: usize) -> Box<dyn Format> {
    match format {
        FormatName::Table => Box::new(Table { width }),
        FormatName::Json => Box::new(Json),
        FormatName::Csv => Box::new(Csv),
    }
}

fn format_of(path: &Path) -> Result<FormatName, Failure> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("txt") => Ok(FormatName::Table),
        Some("json") => Ok(FormatName::Json),
        Some("csv") => Ok(FormatName::Csv),
        _ => Err(Failure::Usage(format!(
            "cannot tell the format of {} from its name\nhint: name it .txt, .json or .csv, or say --format",
            shown(path)
        ))),
    }
}

impl Destination {
    fn prepare(asked: &Path, format: Option<FormatName>) -> Result<Self, Failure> {
        let format = format.map_or_else(|| format_of(asked), Ok)?;
        let path = fs::canonicalize(asked).unwrap_or_else(|_| asked.to_owned());
        let file = Self { asked: asked.to_owned(), path, format };
        file.check()?;
        Ok(file)
    }

    /// Finds out whether the file can be written, and leaves nothing behind.
    fn check(&self) -> Result<(), Failure> {
        if self.path.is_dir() {
            return Err(Failure::unwritable(&self.asked, "it is a folder"));
        }
        if self.is_special() {
            return Ok(());
        }
        let old = match OpenOptions::new().append(true).open(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        let new = old.and_then(|()| tempfile::tempfile_in(self.folder()).map(drop));
        new.map_err(|error| Failure::unwritable(&self.asked, error))
    }

    fn refuse_to_replace(&self, others: &[Self], spared: Option<&Path>) -> Result<(), Failure> {
        if spared.and_then(|path| fs::canonicalize(path).ok()).as_ref() == Some(&self.path) {
            return Err(Failure::Usage(format!("{} is the scenario itself", shown(&self.asked))));
        }
        match others.iter().find(|other| other.path == self.path) {
            Some(_) => Err(Failure::Usage(format!("{} is asked for twice", shown(&self.asked)))),
            None => Ok(()),
        }
    }

    /// A device or pipe is written to; a file is replaced.
    fn is_special(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|found| !found.is_file())
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        }
    }

    fn write(&self, text: &str) -> Result<Written, Failure> {
        let written =
            if self.is_special() { self.write_through(text) } else { self.write_beside(text) };
        written.map_err(|error| Failure::unwritable(&self.asked, error))
    }

    fn write_through(&self, text: &str) -> std::io::Result<Written> {
        OpenOptions::new().write(true).open(&self.path)?.write_all(text.as_bytes())?;
        Ok(Written::Through)
    }

    fn write_beside(&self, text: &str) -> std::io::Result<Written> {
        let mut file = beside(self.folder())?;
        file.write_all(text.as_bytes())?;
        if let Ok(old) = fs::metadata(&self.path) {
            file.as_file().set_permissions(old.permissions())?;
        }
        file.as_file().sync_all()?;
        Ok(Written::Beside { file, asked: self.asked.clone(), path: self.path.clone() })
    }
}

/// A new file in this folder with the permissions that new files have.
#[cfg(unix)]
fn beside(folder: &Path) -> std::io::Result<NamedTempFile<File>> {
    use std::os::unix::fs::PermissionsExt;
    let everybody = fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().prefix(".longview-").permissions(everybody).tempfile_in(folder)
}

/// A new file in this folder.
#[cfg(not(unix))]
fn beside(folder: &Path) -> std::io::Result<NamedTempFile<File>> {
    tempfile::Builder::new().prefix(".longview-").tempfile_in(folder)
}

/// An answer that is written, and waits for the others.
enum Written {
    Through,
    Beside { file: NamedTempFile<File>, asked: PathBuf, path: PathBuf },
}

impl Written {
    fn put_into_place(self) -> Result<(), Failure> {
        match self {
            Self::Through => Ok(()),
            Self::Beside { file, asked, path } => match file.persist(path) {
                Ok(_) => Ok(()),
                Err(error) => Err(Failure::unwritable(&asked, error.error)),
            },
        }
    }
}
