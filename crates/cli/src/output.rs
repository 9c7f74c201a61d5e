//! Where an answer goes. Files and folders appear whole or not at all: that they can be written is
//! found out before a run starts, and they are put into place when everything is ready.

use std::io::{IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

use longview_report::pictures::PictureKind;
use longview_report::told::Told;
use longview_report::{Csv, Document, Format, Json, Table};

use self::file::{FileAt, WrittenFile};
use self::folder::{FolderAt, WrittenFolder};
use crate::args::{FormatName, OutputArgs};
use crate::exit::{Failure, shown};
use crate::interrupt;
use crate::talk::say;

mod file;
mod folder;

/// Narrower terminals wrap, wider ones leave room.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=120;

/// The forms of an answer that knows every form.
pub(crate) const EVERY: &[FormatName] = &[
    FormatName::Table,
    FormatName::Json,
    FormatName::Csv,
    FormatName::Html,
    FormatName::Svg,
    FormatName::Png,
];

/// A form that an answer is wanted in.
pub(crate) enum Wanted<'a> {
    /// Text, for people or programs.
    Text(&'a dyn Format),
    /// A page in one file.
    Page,
    /// A folder of pictures.
    Pictures(PictureKind),
}

/// Every place an answer goes to, checked.
pub(crate) struct Outputs {
    places: Vec<Destination>,
    stdout: Option<FormatName>,
}

/// A file or folder that an answer goes to.
struct Destination {
    /// As it was asked for.
    asked: PathBuf,
    format: FormatName,
    place: Place,
}

/// What stands there.
enum Place {
    File(FileAt),
    Folder(FolderAt),
}

impl Outputs {
    /// The places that were asked for, of a command that offers these formats. `spared` is a file
    /// that must not be written over.
    pub(crate) fn prepare(
        offered: &[FormatName],
        args: &OutputArgs,
        spared: Option<&Path>,
    ) -> Result<Self, Failure> {
        let mut places: Vec<Destination> = Vec::new();
        for asked in &args.output {
            let format = args.format.map_or_else(|| format_of(asked, offered), Ok)?;
            refuse_unless_offered(format, offered)?;
            let new = Destination::prepare(asked, format)?;
            new.refuse_to_replace(&places, spared)?;
            places.push(new);
        }
        let stdout = places.is_empty().then_some(args.format.unwrap_or(FormatName::Table));
        if let Some(format) = stdout {
            refuse_unless_offered(format, offered)?;
            refuse_many_files(format)?;
        }
        Ok(Self { places, stdout })
    }

    /// Writes the answer everywhere, or nowhere.
    pub(crate) fn write(self, render: impl Fn(Wanted<'_>) -> Document) -> Result<(), Failure> {
        self.write_each(|format, width| rendered(format, width, &render))
    }

    /// The same for an answer that knows every form.
    #[expect(dead_code, reason = "the next question is the first that is answered so")]
    pub(crate) fn tell(self, told: &Told) -> Result<(), Failure> {
        self.write_each(|format, width| in_form(told, format, width))
    }

    /// What `render` makes of a format and a width goes to its place.
    fn write_each(self, render: impl Fn(FormatName, usize) -> Document) -> Result<(), Failure> {
        if let Some(format) = self.stdout {
            print_document(&render(format, stdout_width()))?;
        }
        let documents: Vec<Document> =
            self.places.iter().map(|to| render(to.format, Table::default().width)).collect();
        let _uninterrupted = interrupt::hold_off();
        let written: Vec<Written> = self
            .places
            .iter()
            .zip(&documents)
            .map(|(to, document)| to.write(document))
            .collect::<Result<_, _>>()?;
        for (to, written) in self.places.iter().zip(written) {
            written.put_into_place().map_err(|error| Failure::unwritable(&to.asked, error))?;
        }
        for to in &self.places {
            say(&format!("wrote {}", shown(&to.asked)));
        }
        Ok(())
    }
}

/// Prints to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

fn print_document(document: &Document) -> Result<(), Failure> {
    match document {
        Document::Text(text) => print(text),
        Document::Bytes(bytes) => print_bytes(bytes),
        Document::Folder(_) => Ok(()),
    }
}

fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = stdout().lock();
    let printed = stdout.write_all(bytes).and_then(|()| stdout.flush());
    printed.map_err(|error| Failure::of_stdout(&error))
}

fn stdout_width() -> usize {
    let terminal = stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(Table::default().width, |(width, _)| {
        usize::from(width.0).clamp(*WIDTHS.start(), *WIDTHS.end())
    })
}

fn rendered(
    format: FormatName,
    width: usize,
    render: &impl Fn(Wanted<'_>) -> Document,
) -> Document {
    match format {
        FormatName::Table => render(Wanted::Text(&Table { width })),
        FormatName::Json => render(Wanted::Text(&Json)),
        FormatName::Csv => render(Wanted::Text(&Csv)),
        FormatName::Html => render(Wanted::Page),
        FormatName::Svg => render(Wanted::Pictures(PictureKind::Svg)),
        FormatName::Png => render(Wanted::Pictures(PictureKind::Png)),
    }
}

fn in_form(told: &Told, format: FormatName, width: usize) -> Document {
    match format {
        FormatName::Table => told.text(width),
        FormatName::Json => told.json(),
        FormatName::Csv => told.csv(),
        FormatName::Html => told.html(),
        FormatName::Svg => told.pictures(PictureKind::Svg),
        FormatName::Png => told.pictures(PictureKind::Png),
    }
}

/// Whether the format makes a folder of files.
fn is_folder(format: FormatName) -> bool {
    matches!(format, FormatName::Svg | FormatName::Png)
}

fn format_of(path: &Path, offered: &[FormatName]) -> Result<FormatName, Failure> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let named = match extension.as_deref() {
        Some("txt") => Some(FormatName::Table),
        Some("json") => Some(FormatName::Json),
        Some("csv") => Some(FormatName::Csv),
        Some("html" | "htm") => Some(FormatName::Html),
        _ => None,
    };
    named.filter(|format| offered.contains(format)).ok_or_else(|| {
        let endings: Vec<&str> = offered.iter().filter_map(|format| ending(*format)).collect();
        Failure::Usage(format!(
            "cannot tell the format of {} from its name\nhint: name it {}, or say --format",
            shown(path),
            either(&endings)
        ))
    })
}

/// How the names of files end that need no word about their format.
fn ending(format: FormatName) -> Option<&'static str> {
    match format {
        FormatName::Table => Some(".txt"),
        FormatName::Json => Some(".json"),
        FormatName::Csv => Some(".csv"),
        FormatName::Html => Some(".html"),
        FormatName::Svg | FormatName::Png => None,
    }
}

fn word(format: FormatName) -> &'static str {
    match format {
        FormatName::Table => "table",
        FormatName::Json => "json",
        FormatName::Csv => "csv",
        FormatName::Html => "html",
        FormatName::Svg => "svg",
        FormatName::Png => "png",
    }
}

/// "a, b or c".
fn either(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} or {last}", all.join(", ")),
    }
}

fn refuse_unless_offered(format: FormatName, offered: &[FormatName]) -> Result<(), Failure> {
    if offered.contains(&format) {
        return Ok(());
    }
    let words: Vec<&str> = offered.iter().map(|format| word(*format)).collect();
    Err(Failure::Usage(format!(
        "this command does not answer as {}\nhint: it does as {}",
        word(format),
        either(&words)
    )))
}

/// Several files do not go to standard output.
fn refuse_many_files(format: FormatName) -> Result<(), Failure> {
    if !is_folder(format) {
        return Ok(());
    }
    let word = word(format);
    Err(Failure::Usage(format!(
        "--format {word} makes several files\nhint: name a folder for them, such as -o pictures"
    )))
}

impl Destination {
    fn prepare(asked: &Path, format: FormatName) -> Result<Self, Failure> {
        let place = if is_folder(format) {
            FolderAt::prepare(asked).map(Place::Folder)
        } else {
            FileAt::prepare(asked).map(Place::File)
        };
        let place = place.map_err(|error| Failure::unwritable(asked, error))?;
        Ok(Self { asked: asked.to_owned(), format, place })
    }

    fn refuse_to_replace(&self, others: &[Self], spared: Option<&Path>) -> Result<(), Failure> {
        let spared = spared.and_then(|path| std::fs::canonicalize(path).ok());
        if spared.is_some_and(|path| path.starts_with(self.path())) {
            return Err(Failure::Usage(format!("{} is the scenario itself", shown(&self.asked))));
        }
        match others.iter().find(|other| other.path() == self.path()) {
            Some(_) => Err(Failure::Usage(format!("{} is asked for twice", shown(&self.asked)))),
            None => Ok(()),
        }
    }

    fn path(&self) -> &Path {
        match &self.place {
            Place::File(file) => &file.path,
            Place::Folder(folder) => &folder.path,
        }
    }

    fn write(&self, document: &Document) -> Result<Written, Failure> {
        let written = match (&self.place, document) {
            (Place::File(file), Document::Text(text)) => {
                file.write(text.as_bytes()).map(Written::File)
            }
            (Place::File(file), Document::Bytes(bytes)) => file.write(bytes).map(Written::File),
            (Place::Folder(folder), Document::Folder(leaves)) => {
                folder.write(leaves).map(Written::Folder)
            }
            (Place::File(_), Document::Folder(_)) | (Place::Folder(_), _) => {
                unreachable!("a format makes what its destination was prepared for")
            }
        };
        written.map_err(|error| Failure::unwritable(&self.asked, error))
    }
}

/// An answer that is written, and waits for the others.
enum Written {
    File(WrittenFile),
    Folder(WrittenFolder),
}

impl Written {
    fn put_into_place(self) -> std::io::Result<()> {
        match self {
            Self::File(file) => file.put_into_place(),
            Self::Folder(folder) => folder.put_into_place(),
        }
    }
}

/// The folder in which something is found.
fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
