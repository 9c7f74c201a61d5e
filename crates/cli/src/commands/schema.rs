//! `longview schema`: what may stand in a file, for editors.

use crate::args::SchemaArgs;
use crate::exit::Failure;
use crate::output::print;

pub(crate) fn run(args: &SchemaArgs) -> Result<(), Failure> {
    print(&format!("{:#}\n", longview_scenario::schema(args.model)))
}
