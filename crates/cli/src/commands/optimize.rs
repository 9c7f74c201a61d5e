//! `longview optimize`: what is the best week?

use std::fs;
use std::path::Path;

use longview_decide::goal::Goal;
use longview_decide::optimize::search::Effort;
use longview_decide::optimize::{Objective, OptimizeAnswer, OptimizeRequest, Week};
use longview_decide::worlds::Luck;
use longview_report::behind::Origin;
use longview_report::optimize::{strategy, told};
use longview_scenario::Scenario;

use crate::args::OptimizeArgs;
use crate::exit::{Failure, shown};
use crate::output::{EVERY, Outputs};
use crate::progress::Progress;
use crate::source;
use crate::talk::say;

/// More worlds than this are for who asks for them.
const USUAL_WORLDS: u64 = 120;

pub(crate) fn run(args: &OptimizeArgs) -> Result<(), Failure> {
    let outputs = Outputs::prepare(EVERY, &args.output, args.scenario.scenario.as_deref())?;
    let scenario = source::scenario(&args.scenario)?;
    let request = request(args, &scenario)?;
    args.write_strategy.as_deref().map_or(Ok(()), refuse_what_is_there)?;
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
    if let Some(file) = &args.write_strategy {
        write_strategy(file, &answer)?;
    }
    outputs.tell(&told(&answer, &origin))
}

fn request(args: &OptimizeArgs, scenario: &Scenario) -> Result<OptimizeRequest, Failure> {
    let objective = match (&args.goal, args.cautious) {
        (Some(goal), _) => Objective::Goal(Goal::read(goal, scenario).map_err(Failure::Misread)?),
        (None, Some(share)) => Objective::Cautious(share),
        (None, None) => Objective::Revenue,
    };
    let worlds = args.replications.unwrap_or(scenario.replications.min(USUAL_WORLDS));
    Ok(OptimizeRequest {
        objective,
        hours: args.hours,
        strategy: args.strategy.clone(),
        luck: Luck { seed: args.run.seed, worlds, threads: args.run.threads },
        effort: Effort::for_worlds(worlds, args.run.seed),
    })
}

fn refuse_what_is_there(file: &Path) -> Result<(), Failure> {
    if file.exists() {
        return Err(Failure::unwritable(file, "it is there already; name a new file"));
    }
    Ok(())
}

fn write_strategy(file: &Path, answer: &OptimizeAnswer) -> Result<(), Failure> {
    fs::write(file, strategy(answer)).map_err(|error| Failure::unwritable(file, error))?;
    say(&format!("wrote {}", shown(file)));
    Ok(())
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
