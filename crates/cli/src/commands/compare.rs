//! `longview compare`: which plan gives what, quarter by quarter?

use longview_decide::compare::{CompareRequest, compare, plan};
use longview_report::{Compared, charts, html, pictures};

use crate::args::CompareArgs;
use crate::exit::Failure;
use crate::output::{EVERY, Outputs, Wanted};
use crate::progress::Progress;
use crate::source;

pub(crate) fn run(args: &CompareArgs) -> Result<(), Failure> {
    let outputs = Outputs::prepare(EVERY, &args.output, args.scenario.scenario.as_deref())?;
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
    let settings = args.scenario.said();
    let compared = Compared { answer: &answer, scenario: &scenario, settings: &settings };
    outputs.write(|wanted| match wanted {
        Wanted::Text(format) => format.compare(&answer).into(),
        Wanted::Page => html::compare(&compared).html().into(),
        Wanted::Pictures(kind) => {
            pictures::folder(&charts::compare(&compared), kind, &html::made_by(&answer))
        }
    })
}
