//! `longview scenarios`: what comes with the program?

use longview_scenario::{BuiltIn, built_in_models, built_in_scenarios, nearest, suggestion};

use crate::args::ScenariosArgs;
use crate::exit::Failure;
use crate::output::print;

pub(crate) fn run(args: &ScenariosArgs) -> Result<(), Failure> {
    match &args.name {
        Some(name) => print(find(name)?.text),
        None => print(&format!(
            "Scenarios:\n{}Models:\n{}",
            list(built_in_scenarios()),
            list(built_in_models())
        )),
    }
}

fn find(name: &str) -> Result<&'static BuiltIn, Failure> {
    let all = || built_in_scenarios().iter().chain(built_in_models());
    all().find(|known| known.name == name).ok_or_else(|| {
        let hint = suggestion(nearest(name, all().map(|known| known.name)));
        Failure::Usage(format!(
            "no scenario or model called \"{name}\" comes with longview{hint}\nhint: longview scenarios lists them"
        ))
    })
}

fn list(all: &[BuiltIn]) -> String {
    let widest = all.iter().map(|known| known.name.len()).max().unwrap_or(0);
    let line = |known: &BuiltIn| format!("  {:widest$}  {}\n", known.name, title(known));
    all.iter().map(line).collect()
}

/// The title line of a built-in file, without its quotes.
fn title(known: &BuiltIn) -> &'static str {
    let titled = known.text.lines().find_map(|line| {
        let value = line.strip_prefix("title")?.trim_start().strip_prefix('=')?;
        Some(value.trim().trim_matches('"'))
    });
    titled.unwrap_or("")
}
