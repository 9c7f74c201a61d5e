//! `longview payback`: one block of effort, and what comes back.

use longview_decide::payback::{PaybackRequest, payback, worked};
use longview_report::payback::{PaidBack, told};

use crate::args::PaybackArgs;
use crate::exit::Failure;
use crate::output::{EVERY, Outputs};
use crate::progress::Progress;
use crate::source;

pub(crate) fn run(args: &PaybackArgs) -> Result<(), Failure> {
    let outputs = Outputs::prepare(EVERY, &args.output, args.scenario.scenario.as_deref())?;
    let scenario = source::scenario(&args.scenario)?;
    let request = PaybackRequest {
        hours: args.hours,
        seed: args.run.seed,
        replications: args.replications,
        threads: args.run.threads,
    };
    let progress = Progress::new(args.replications.saturating_mul(worked(&scenario) as u64));
    let answer = payback(&scenario, &request, &progress)?;
    drop(progress);
    let settings = args.scenario.said();
    outputs.tell(&told(&PaidBack { answer: &answer, scenario: &scenario, settings: &settings }))
}
