//! Formats by their words and by the endings of files, and where each cannot go.

use std::path::Path;

use crate::args::FormatName;
use crate::exit::{Failure, shown};

/// Whether the format makes a folder of files.
pub(super) fn is_folder(format: FormatName) -> bool {
    matches!(format, FormatName::Svg | FormatName::Png)
}

/// The format that the name of a file tells.
pub(super) fn format_of(path: &Path, offered: &[FormatName]) -> Result<FormatName, Failure> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let named = match extension.as_deref() {
        Some("txt") => Some(FormatName::Table),
        Some("json") => Some(FormatName::Json),
        Some("csv") => Some(FormatName::Csv),
        Some("html" | "htm") => Some(FormatName::Html),
        Some("xlsx") => Some(FormatName::Xlsx),
        Some("parquet") => Some(FormatName::Parquet),
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
        FormatName::Xlsx => Some(".xlsx"),
        FormatName::Parquet => Some(".parquet"),
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
        FormatName::Xlsx => "xlsx",
        FormatName::Parquet => "parquet",
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

pub(super) fn refuse_unless_offered(
    format: FormatName,
    offered: &[FormatName],
) -> Result<(), Failure> {
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
pub(super) fn refuse_many_files(format: FormatName) -> Result<(), Failure> {
    if !is_folder(format) {
        return Ok(());
    }
    let word = word(format);
    Err(Failure::Usage(format!(
        "--format {word} makes several files\nhint: name a folder for them, such as -o pictures"
    )))
}

/// Bytes that are no text would leave a terminal in disorder.
pub(super) fn refuse_bytes_on_a_terminal(
    format: FormatName,
    is_terminal: bool,
) -> Result<(), Failure> {
    if !is_terminal || !matches!(format, FormatName::Xlsx | FormatName::Parquet) {
        return Ok(());
    }
    let word = word(format);
    Err(Failure::Usage(format!(
        "--format {word} is not for terminals\nhint: name a file for it, such as -o answer.{word}"
    )))
}
