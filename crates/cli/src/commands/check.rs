//! `longview check`: what is wrong with these files?

use std::path::Path;

use longview_report::text::plain;
use longview_scenario::Scenario;

use crate::args::CheckArgs;
use crate::exit::{Exit, Failure, shown};
use crate::output::print;
use crate::{source, talk};

pub(crate) fn run(args: &CheckArgs) -> Result<(), Failure> {
    let mut worst = Exit::Done;
    for file in &args.files {
        match source::from(file, &args.settings) {
            Ok(scenario) => print(&fine(file, &scenario))?,
            Err(failure) => {
                talk::failure(&failure);
                worst = worst.max(failure.exit());
            }
        }
    }
    if worst == Exit::Done { Ok(()) } else { Err(Failure::Said(worst)) }
}

fn fine(file: &Path, scenario: &Scenario) -> String {
    let strategies = scenario.experiment.strategies.len();
    let plural = if strategies == 1 { "y" } else { "ies" };
    format!(
        "{}: fine, \"{}\", {strategies} strateg{plural} over {} quarters, scenario {}\n",
        shown(file),
        plain(&scenario.title),
        scenario.experiment.horizon.quarters,
        scenario.hash
    )
}
