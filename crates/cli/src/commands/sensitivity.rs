//! `longview sensitivity`: which numbers matter, and which is worth measuring first?

use longview_decide::sensitivity::{SensitivityRequest, replications, sensitivity};
use longview_report::behind::Origin;
use longview_report::sensitivity::told;

use crate::args::SensitivityArgs;
use crate::exit::Failure;
use crate::output::{EVERY, Outputs};
use crate::progress::Progress;
use crate::source;

pub(crate) fn run(args: &SensitivityArgs) -> Result<(), Failure> {
    let outputs = Outputs::prepare(EVERY, &args.output, args.scenario.scenario.as_deref())?;
    let scenario = source::scenario(&args.scenario)?;
    let request = SensitivityRequest {
        seed: args.run.seed,
        threads: args.run.threads,
        baseline: args.baseline.clone(),
        strategy: args.strategy.clone(),
        metric: args.metric.clone(),
        replications: args.replications,
        draws: args.draws,
        groups: args.groups.iter().map(|group| group.0.clone()).collect(),
        maps: args.maps.clone(),
        calls: args.calls,
    };
    let replications = replications(&scenario, &request)?;
    let progress = Progress::new(replications);
    let answer = sensitivity(&scenario, &request, &progress)?;
    drop(progress);
    let (settings, command) = (args.scenario.said(), args.said());
    let origin = Origin {
        scenario: &scenario,
        settings: &settings,
        command: &command,
        seed: request.seed,
        replications,
    };
    outputs.tell(&told(&answer, &origin))
}
