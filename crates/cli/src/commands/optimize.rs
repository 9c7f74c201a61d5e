//! `longview optimize`: what is the best week?

use std::path::Path;

use longview_decide::goal::Goal;
use longview_decide::optimize::search::Effort;
use longview_decide::optimize::{Objective, OptimizeRequest, Week};
use longview_decide::worlds::Luck;
use longview_report::behind::Origin;
use longview_report::optimize::{strategy, told};
use longview_scenario::Scenario;

use crate::args::{FEWEST_WORLDS, OptimizeArgs};
use crate::exit::Failure;
use crate::output::{EVERY, Extra, Outputs};
use crate::progress::Progress;
use crate::source;

/// More worlds than this are for who asks for them.
const USUAL_WORLDS: u64 = 120;

pub(crate) fn run(args: &OptimizeArgs) -> Result<(), Failure> {
    let spared = args.scenario.scenario.as_deref();
    let outputs = Outputs::prepare(EVERY, &args.output, spared)?;
    let best = args.write_strategy.as_deref().map(|file| new_file(file, spared)).transpose()?;
    let scenario = source::scenario(&args.scenario)?;
    let request = request(args, &scenario)?;
    let week = Week::new(&scenario, &request)?;
    let progress = Progress::new(week.lives());
    let answer = week.optimize(&progress)?;
    drop(progress);
    let settings = args.scenario.said();
    let command = again(args, &request);
    let origin = Origin {
        scenario: &scenario,
        settings: &settings,
        command: &command,
        seed: request.luck.seed,
        replications: answer.worlds,
    };
    outputs.tell(&told(&answer, &origin))?;
    best.map_or(Ok(()), |file| file.write(&strategy(&answer)))
}

fn request(args: &OptimizeArgs, scenario: &Scenario) -> Result<OptimizeRequest, Failure> {
    let objective = match (&args.goal, args.cautious) {
        (Some(goal), _) => Objective::Goal(Goal::read(goal, scenario).map_err(Failure::Misread)?),
        (None, Some(share)) => Objective::Cautious(share),
        (None, None) => Objective::Revenue,
    };
    let worlds =
        args.replications.unwrap_or(scenario.replications.clamp(FEWEST_WORLDS, USUAL_WORLDS));
    Ok(OptimizeRequest {
        objective,
        hours: args.hours,
        strategy: args.strategy.clone(),
        luck: Luck { seed: args.run.seed, worlds, threads: args.run.threads },
        effort: Effort::for_worlds(worlds, args.run.seed),
    })
}

fn new_file(file: &Path, spared: Option<&Path>) -> Result<Extra, Failure> {
    if file.exists() {
        return Err(Failure::unwritable(file, "it is there already; name a new file"));
    }
    Extra::prepare(file, spared)
}

/// The command with its options.
fn again(args: &OptimizeArgs, request: &OptimizeRequest) -> Vec<String> {
    let mut words = vec!["optimize".to_owned()];
    let mut option = |name: &str, value: Option<String>| {
        words.extend(value.into_iter().flat_map(|value| [name.to_owned(), value]));
    };
    option("--hours", args.hours.map(|hours| hours.to_string()));
    option("--goal", args.goal.clone());
    option("--cautious", args.cautious.map(|share| share.to_string()));
    option("--strategy", args.strategy.clone());
    option("--replications", Some(request.luck.worlds.to_string()));
    words
}
