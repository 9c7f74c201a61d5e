//! Where a scenario comes from: a file, or the program itself.

use std::path::Path;

use longview_report::text::plain;
use longview_scenario::{
    Scenario, Setting, built_in_scenarios, load, load_built_in, nearest, suggestion,
};

use crate::args::ScenarioArgs;
use crate::exit::{Failure, shown};

/// The scenario that was asked for, checked.
pub(crate) fn scenario(args: &ScenarioArgs) -> Result<Scenario, Failure> {
    if let Some(named) = &args.scenario {
        return from(named, &args.settings);
    }
    let first = built_in_scenarios().first().expect("longview comes with scenarios");
    Ok(load_built_in(first, &args.settings)?)
}

/// The scenario at a path, or else the built-in one of this name.
pub(crate) fn from(named: &Path, settings: &[Setting]) -> Result<Scenario, Failure> {
    if named.symlink_metadata().is_ok() {
        return Ok(load(named, settings)?);
    }
    let name = named.to_string_lossy();
    match built_in_scenarios().iter().find(|known| known.name == name) {
        Some(known) => Ok(load_built_in(known, settings)?),
        None => Err(unknown(named)),
    }
}

fn unknown(named: &Path) -> Failure {
    let wanted = named.file_stem().unwrap_or(named.as_os_str()).to_string_lossy();
    let known: Vec<&str> = built_in_scenarios().iter().map(|known| known.name).collect();
    let hint = suggestion(nearest(&wanted, known.iter().copied()));
    Failure::Unreadable(format!(
        "there is no file {}, and no scenario of that name{hint}\nhint: longview comes with {}",
        shown(named),
        plain(&known.join(", "))
    ))
}
