//! `longview compare`: which plan gives what, quarter by quarter?

use longview_decide::compare::{CompareRequest, compare, plan};

use crate::args::CompareArgs;
use crate::exit::Failure;
use crate::output::Outputs;
use crate::progress::Progress;
use crate::source;

pub(crate) fn run(args: &CompareArgs) -> Result<(), Failure> {
    let outputs = Outputs::prepare(&args.output, args.scenario.scenario.as_deref())?;
    let scenario = source::scenario(&args.scenario)?;
    let request = CompareRequest {
        seed: args.run.seed,
        replications: args.replications.unwrap_or(scenario.replications),
        baseline: args.baseline.clone(),
        threads: args.run.threads,
    };
    plan(&scenario, &request)?;
    let progress = Progress::new(request.replications);
    let answer = compare(&scenario, &request, &progress)?;
    drop(progress);
    outputs.write(|format| format.compare(&answer))
}
