//! `longview target`: how much is enough?

use longview_decide::goal::Goal;
use longview_decide::target::{TargetRequest, levers, lives, target};
use longview_decide::worlds::Luck;
use longview_report::behind::Origin;
use longview_report::target::{First, told};

use crate::args::TargetArgs;
use crate::exit::Failure;
use crate::output::{EVERY, Outputs};
use crate::progress::Progress;
use crate::source;

/// More worlds than this are for who asks for them.
const USUAL_WORLDS: u64 = 500;

pub(crate) fn run(args: &TargetArgs) -> Result<(), Failure> {
    let outputs = Outputs::prepare(EVERY, &args.output, args.scenario.scenario.as_deref())?;
    let scenario = source::scenario(&args.scenario)?;
    let request = TargetRequest {
        goal: Goal::read(&args.goal, &scenario).map_err(Failure::Misread)?,
        confidence: args.confidence,
        vary: args.vary.clone(),
        strategy: args.strategy.clone(),
        up_to: args.up_to,
        luck: Luck {
            seed: args.run.seed,
            worlds: args.replications.unwrap_or(scenario.replications.min(USUAL_WORLDS)),
            threads: args.run.threads,
        },
    };
    let varied = levers(&scenario, &request)?;
    let progress = Progress::new(lives(&varied, &scenario, request.luck.worlds));
    let answer = target(&scenario, &request, &progress)?;
    drop(progress);
    let settings = args.scenario.said();
    let command = again(args, &request);
    let origin = Origin {
        scenario: &scenario,
        settings: &settings,
        command: &command,
        seed: request.luck.seed,
        replications: request.luck.worlds,
    };
    let first = if args.per_rep { First::Reps } else { First::Week };
    outputs.tell(&told(&answer, &origin, first))
}

/// The command with its options.
fn again(args: &TargetArgs, request: &TargetRequest) -> Vec<String> {
    let mut words = vec!["target".to_owned(), "--goal".to_owned(), request.goal.text.clone()];
    words.extend(["--confidence".to_owned(), request.confidence.to_string()]);
    words.extend(request.vary.iter().flat_map(|name| ["--vary".to_owned(), name.clone()]));
    words.extend(args.strategy.iter().flat_map(|name| ["--strategy".to_owned(), name.clone()]));
    words.extend(args.up_to.iter().flat_map(|most| ["--up-to".to_owned(), most.to_string()]));
    words.extend(["--replications".to_owned(), request.luck.worlds.to_string()]);
    words
}
