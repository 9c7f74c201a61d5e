//! Where an answer goes. Files and folders appear whole or not at all: that they can be written is
//! found out before a run starts, and they are put into place when everything is ready.

use std::io::{IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

use longview_report::pictures::PictureKind;
use longview_report::told::Told;
use longview_report::{Csv, Document, Format, Json, Table};

pub(crate) use self::file::Begun;
use self::file::{FileAt, WrittenFile};
use self::folder::{FolderAt, WrittenFolder};
use self::named::{
    format_of, is_folder, refuse_bytes_on_a_terminal, refuse_many_files, refuse_unless_offered,
};
use crate::args::{FormatName, OutputArgs};
use crate::exit::{Failure, shown};
use crate::interrupt;
use crate::talk::say;

mod extra;
mod file;
mod folder;
mod named;

pub(crate) use self::extra::Extra;

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
    FormatName::Xlsx,
    FormatName::Parquet,
];

/// A form that an answer is wanted in.
pub(crate) enum Wanted<'a> {
    /// Text, for people or programs.
    Text(&'a dyn Format),
    /// A page in one file.
    Page,
    /// A folder of pictures.
    Pictures(PictureKind),
    /// A workbook in one file.
    Workbook,
    /// A file for data tools.
    Parquet,
}

/// Every place an answer goes to, checked.
pub(crate) struct Outputs {
    places: Vec<Destination>,
    stdout: Option<FormatName>,
    /// What is written already and waits for the others.
    also: Vec<Finished>,
}

/// A file or folder that an answer goes to.
pub(crate) struct Destination {
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
            refuse_bytes_on_a_terminal(format, std::io::stdout().is_terminal())?;
        }
        Ok(Self { places, stdout, also: Vec::new() })
    }

    /// A place for the samples of a run, beside the others.
    pub(crate) fn samples(
        &self,
        asked: &Path,
        spared: Option<&Path>,
    ) -> Result<Destination, Failure> {
        let place = Destination::prepare(asked, FormatName::Parquet)?;
        let is_pipe = matches!(&place.place, Place::File(file) if file.is_special());
        if asked.extension().is_none_or(|ending| ending != "parquet") && !is_pipe {
            let name = shown(asked);
            let why = format!("samples are a .parquet file\nhint: name it so instead of {name}");
            return Err(Failure::Usage(why));
        }
        place.refuse_to_replace(&self.places, spared)?;
        Ok(place)
    }

    /// A file that was written while the run went on; it appears with the others.
    pub(crate) fn also(&mut self, written: Finished) {
        self.also.push(written);
    }

    /// Writes the answer everywhere, or nowhere.
    pub(crate) fn write(self, render: impl Fn(Wanted<'_>) -> Document) -> Result<(), Failure> {
        self.write_each(|format, width| rendered(format, width, &render))
    }

    /// The same for an answer that knows every form.
    pub(crate) fn tell(self, told: &Told) -> Result<(), Failure> {
        self.write_each(|format, width| in_form(told, format, width))
    }

    /// The folder that a set of pages goes to.
    pub(crate) fn prepare_set_of_pages(args: &OutputArgs) -> Result<Self, Failure> {
        if args.format.is_some_and(|format| format != FormatName::Html) {
            return Err(Failure::Usage(
                "a set of pages is html\nhint: leave --format out".to_owned(),
            ));
        }
        let [asked] = args.output.as_slice() else {
            return Err(Failure::Usage(
                "a set of pages goes to one folder\nhint: name it, such as -o handout".to_owned(),
            ));
        };
        let folder = FolderAt::prepare(asked).map_err(|error| Failure::unwritable(asked, error))?;
        let place = Place::Folder(folder);
        let places = vec![Destination { asked: asked.clone(), format: FormatName::Html, place }];
        Ok(Self { places, also: Vec::new(), stdout: None })
    }

    /// Writes one document everywhere, or nowhere.
    pub(crate) fn put(self, document: &Document) -> Result<(), Failure> {
        self.write_each(|_, _| document.clone())
    }

    /// What `render` makes of a format and a width goes to its place.
    fn write_each(self, render: impl Fn(FormatName, usize) -> Document) -> Result<(), Failure> {
        let at = |to: &Destination| render(to.format, Table::default().width);
        let documents: Vec<Document> = self.places.iter().map(at).collect();
        let printed = self.stdout.map(|format| render(format, stdout_width()));
        let _uninterrupted = interrupt::hold_off();
        let mut finished = self.also;
        for (to, document) in self.places.into_iter().zip(&documents) {
            finished.push(to.write(document)?);
        }
        let placed: Vec<PathBuf> =
            finished.into_iter().map(Finished::put_into_place).collect::<Result<_, _>>()?;
        printed.as_ref().map_or(Ok(()), print_document)?;
        for asked in placed {
            say(&format!("wrote {}", shown(&asked)));
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
        FormatName::Xlsx => render(Wanted::Workbook),
        FormatName::Parquet => render(Wanted::Parquet),
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
        FormatName::Xlsx => told.xlsx(),
        FormatName::Parquet => told.parquet(),
    }
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

    /// Opens a file that is written bit by bit.
    pub(crate) fn begin(&self) -> Result<Begun, Failure> {
        match &self.place {
            Place::File(file) => file.begin().map_err(|error| self.unwritable(error)),
            Place::Folder(_) => unreachable!("only files are written bit by bit"),
        }
    }

    /// Ends a file that was written bit by bit.
    pub(crate) fn end(self, begun: Begun) -> Result<Finished, Failure> {
        match &self.place {
            Place::File(file) => match file.end(begun) {
                Ok(written) => Ok(Finished { asked: self.asked, written: Written::File(written) }),
                Err(error) => Err(self.unwritable(error)),
            },
            Place::Folder(_) => unreachable!("only files are written bit by bit"),
        }
    }

    /// That it cannot be written.
    pub(crate) fn unwritable(&self, error: std::io::Error) -> Failure {
        Failure::unwritable(&self.asked, error)
    }

    fn write(self, document: &Document) -> Result<Finished, Failure> {
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
        match written {
            Ok(written) => Ok(Finished { asked: self.asked, written }),
            Err(error) => Err(self.unwritable(error)),
        }
    }
}

/// Something that is written, and waits for the others.
pub(crate) struct Finished {
    asked: PathBuf,
    written: Written,
}

impl Finished {
    /// Gives back the path that was asked for.
    fn put_into_place(self) -> Result<PathBuf, Failure> {
        match self.written.put_into_place() {
            Ok(()) => Ok(self.asked),
            Err(error) => Err(Failure::unwritable(&self.asked, error)),
        }
    }
}

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
