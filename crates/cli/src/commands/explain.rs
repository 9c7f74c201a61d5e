//! `longview explain`: what does this scenario say, and what does it do on average?

use longview_decide::explain::{ExplainRequest, realise};
use longview_engine::run::Misfit;
use longview_report::Explanation;

use crate::args::ExplainArgs;
use crate::exit::Failure;
use crate::output::Outputs;
use crate::source;

pub(crate) fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let outputs = Outputs::prepare(&args.output, args.scenario.scenario.as_deref())?;
    let scenario = source::scenario(&args.scenario)?;
    let request = ExplainRequest {
        seed: args.run.seed,
        replications: args.replications,
        threads: args.run.threads,
    };
    let realised = realise(&scenario, &request).map_err(misfit)?;
    let explanation = Explanation { scenario: &scenario, realised: &realised };
    outputs.write(|format| format.explain(&explanation))
}

fn misfit(misfits: Vec<Misfit>) -> Failure {
    let all: Vec<String> = misfits.into_iter().map(|misfit| misfit.0).collect();
    Failure::Misfit(format!("the experiment does not fit together: {}", all.join("; ")))
}
