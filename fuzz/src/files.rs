//! Bytes as files, loaded in the way of the command.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use longview_scenario::{Refusal, Scenario, Setting, load};

/// A folder of this process.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("longview-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    folder
});

/// Puts a model beside the scenarios, to be named as `model.toml`.
pub fn put_model(bytes: &[u8]) {
    put("model.toml", bytes);
}

/// Loads bytes as a scenario file.
///
/// # Errors
/// When they are refused.
pub fn load_scenario(bytes: &[u8], settings: &[Setting]) -> Result<Scenario, Refusal> {
    load(&put("scenario.toml", bytes), settings)
}

fn put(name: &str, bytes: &[u8]) -> PathBuf {
    let path = FOLDER.join(name);
    fs::write(&path, bytes).expect("the folder for temporary files can be written");
    path
}
