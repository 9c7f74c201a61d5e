//! `longview compare`: which plan gives what, quarter by quarter?

use longview_decide::compare::{CompareRequest, compare, compare_until, plan};
use longview_decide::ignorance::{IgnoranceRequest, ignorance};
use longview_report::{Compared, Document, charts, html, parquet, pictures, xlsx};
use longview_scenario::Scenario;

use crate::args::CompareArgs;
use crate::exit::Failure;
use crate::output::{EVERY, Outputs, Wanted};
use crate::progress::Progress;
use crate::samples::Samples;
use crate::source;

/// Two worlds with the same numbers are the least that shows luck.
const FEWEST_REPETITIONS: u64 = 2;

pub(crate) fn run(args: &CompareArgs) -> Result<(), Failure> {
    let spared = args.scenario.scenario.as_deref();
    let mut outputs = Outputs::prepare(EVERY, &args.output, spared)?;
    let samples = args.samples.as_deref().map(|path| outputs.samples(path, spared)).transpose()?;
    let scenario = source::scenario(&args.scenario)?;
    let request = CompareRequest {
        seed: args.run.seed,
        replications: replications(args, &scenario),
        baseline: args.baseline.clone(),
        threads: args.run.threads,
    };
    let plan = plan(&scenario, &request)?;
    let split = args.parameter_draws.map(|draws| IgnoranceRequest {
        seed: request.seed,
        draws,
        repetitions: (args.repeated.of(&scenario) / draws).max(FEWEST_REPETITIONS),
        baseline: plan.baseline,
        threads: request.threads,
    });
    let of_split = split.map_or(0, |split| split.draws * split.repetitions);
    let progress = match args.precision {
        None => Progress::new(request.replications + of_split),
        Some(_) => Progress::until(request.replications + of_split),
    };
    let mut answer = match (samples, &args.precision) {
        (None, None) => compare(&scenario, &request, &progress)?,
        (None, Some(wanted)) => compare_until(&scenario, &request, wanted, &progress)?,
        (Some(destination), _) => {
            let samples = Samples::begin(destination, &scenario, &plan, &progress)?;
            let answer = compare(&scenario, &request, &samples)?;
            outputs.also(samples.finish()?);
            answer
        }
    };
    answer.ignorance = split.map(|split| ignorance(&scenario, &split, &progress)).transpose()?;
    drop(progress);
    let settings = args.scenario.said();
    let compared = Compared { answer: &answer, scenario: &scenario, settings: &settings };
    outputs.write(|wanted| match wanted {
        Wanted::Text(format) => format.compare(&answer).into(),
        Wanted::Workbook => Document::Bytes(xlsx::compare(&scenario, &answer)),
        Wanted::Parquet => Document::Bytes(parquet::compare(&answer)),
        Wanted::Page => html::compare(&compared).html().into(),
        Wanted::Pictures(kind) => {
            pictures::folder(&charts::compare(&compared), kind, &html::made_by(&answer))
        }
    })
}

/// How many there will be; the most there may be where it is said how sure the answer is wanted.
fn replications(args: &CompareArgs, scenario: &Scenario) -> u64 {
    match args.precision {
        Some(_) => args.at_most,
        None => args.repeated.of(scenario),
    }
}
