//! `longview worth`: what are outcomes, hours and rungs worth?

use longview_decide::worth::{WorthError, WorthRequest, checked, worth};
use longview_report::worth::{NoScorecard, scorecard, told};

use crate::args::WorthArgs;
use crate::exit::Failure;
use crate::output::{EVERY, Extra, Outputs};
use crate::progress::Progress;
use crate::source;
use crate::talk::say;

pub(crate) fn run(args: &WorthArgs) -> Result<(), Failure> {
    let spared = args.scenario.scenario.as_deref();
    let outputs = Outputs::prepare(EVERY, &args.output, spared)?;
    let card = args.scorecard.as_deref().map(|path| Extra::prepare(path, spared)).transpose()?;
    let scenario = source::scenario(&args.scenario)?;
    let request = WorthRequest {
        strategy: args.strategy.clone(),
        quarter: args.quarter,
        seed: args.run.seed,
        replications: args.replications,
        threads: args.run.threads,
    };
    checked(&scenario, &request)?;
    let progress = Progress::new(request.replications);
    let answer = worth(&scenario, &request, &progress)?;
    drop(progress);
    outputs.tell(&told(&answer, &scenario, &args.scenario.said(), &args.said()))?;
    let Some(card) = card else { return Ok(()) };
    match scorecard(&answer, &scenario) {
        Ok(text) => card.write(&text),
        Err(why) => {
            say(without(why));
            Ok(())
        }
    }
}

fn without(why: NoScorecard) -> &'static str {
    match why {
        NoScorecard::NotVisible => {
            "note: no scorecard is written, for it is not visible what an appointment is worth\n\
             hint: more --replications may show it"
        }
        NoScorecard::NoEnergy => {
            "note: no scorecard is written, for the model says nothing of energy, which it would feed\n\
             hint: add [model.energy] to the scenario; the model \"relationship\" has one"
        }
    }
}

impl WorthArgs {
    /// The command as it was typed, but for the scenario.
    fn said(&self) -> Vec<String> {
        let mut said = vec!["worth".to_owned()];
        if let Some(strategy) = &self.strategy {
            said.extend(["--strategy".to_owned(), strategy.clone()]);
        }
        if let Some(quarter) = self.quarter {
            said.extend(["--quarter".to_owned(), quarter.to_string()]);
        }
        said.extend(["--replications".to_owned(), self.replications.to_string()]);
        said
    }
}

impl From<WorthError> for Failure {
    fn from(error: WorthError) -> Self {
        match error {
            WorthError::Misfits(_) => Self::Misfit(error.to_string()),
            _ => Self::Usage(error.to_string()),
        }
    }
}
