//! What holds in the repository: which crate may know which, and that the documentation tells the
//! truth.

mod crates;
mod documents;
mod sources;
mod tests;
mod validation;

use std::path::PathBuf;

use longview_tests::project;
use walkdir::{DirEntry, WalkDir};

/// Every file of the project that ends so, outside of what is built or kept by version control.
pub(crate) fn files(ending: &str) -> Vec<(PathBuf, String)> {
    let is_ours = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let is_fetched = name == "target" || name == "node_modules";
        let is_kept_apart = is_fetched || (name.starts_with('.') && name.len() > 2);
        !(entry.file_type().is_dir() && is_kept_apart)
    };
    let entries = WalkDir::new(project()).sort_by_file_name().into_iter().filter_entry(is_ours);
    let paths = entries.map(|entry| entry.unwrap().into_path());
    let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == ending));
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path);
        (path, text.unwrap_or_default())
    };
    let found: Vec<_> = wanted.map(read).collect();
    assert!(!found.is_empty(), "there is no file *.{ending} in {}", project().display());
    found
}
