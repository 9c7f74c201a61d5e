//! `longview lesson`: the claims of coaches put to the test.

use longview_decide::lesson::{Lesson, LessonAnswer, LessonRequest, lessons, scenario, teach};
use longview_report::lesson::{Taught, handout, list, told};
use longview_scenario::{Scenario, nearest, suggestion};

use crate::args::LessonArgs;
use crate::exit::Failure;
use crate::output::{EVERY, Outputs};
use crate::progress::Progress;

/// The search tries a dozen values; with so few runs each it takes about as long as the plans.
const SEARCH_SHARE: u64 = 4;
/// With fewer the standard error is too uncertain to judge by.
const FEWEST: u64 = 50;

pub(crate) fn run(args: &LessonArgs) -> Result<(), Failure> {
    if args.all {
        return every(args);
    }
    let outputs = Outputs::prepare(EVERY, &args.output, None)?;
    let Some(name) = &args.name else {
        return outputs.tell(&list(lessons()));
    };
    let carried_out = carry_out(args, &[find(name)?])?;
    outputs.tell(&told(&carried_out[0].taught(&settings(args))))
}

/// A page of each, which lead to each other.
fn every(args: &LessonArgs) -> Result<(), Failure> {
    let outputs = Outputs::prepare_set_of_pages(&args.output)?;
    let all: Vec<&'static Lesson> = lessons().iter().collect();
    let carried_out = carry_out(args, &all)?;
    let settings = settings(args);
    let taught: Vec<Taught<'_>> = carried_out.iter().map(|one| one.taught(&settings)).collect();
    outputs.put(&handout(&taught))
}

/// A lesson with what ran.
struct CarriedOut {
    scenario: Scenario,
    answer: LessonAnswer,
}

impl CarriedOut {
    fn taught<'a>(&'a self, settings: &'a [String]) -> Taught<'a> {
        Taught { answer: &self.answer, scenario: &self.scenario, settings }
    }
}

fn settings(args: &LessonArgs) -> Vec<String> {
    args.settings.iter().map(|setting| format!("{}={}", setting.path, setting.value)).collect()
}

/// Carries lessons out, one after the other, behind one bar.
fn carry_out(args: &LessonArgs, all: &[&'static Lesson]) -> Result<Vec<CarriedOut>, Failure> {
    let mut planned = Vec::new();
    for lesson in all {
        let scenario = scenario(lesson, &args.settings)?;
        let request = request(args, &scenario);
        planned.push((*lesson, scenario, request));
    }
    let work = planned.iter().map(|(lesson, _, request)| request.replications_of(lesson));
    let progress = Progress::new(work.fold(0, u64::saturating_add));
    let mut done = Vec::new();
    for (lesson, scenario, request) in planned {
        let answer = teach(lesson, &scenario, &request, &progress)?;
        done.push(CarriedOut { scenario, answer });
    }
    Ok(done)
}

fn request(args: &LessonArgs, scenario: &Scenario) -> LessonRequest {
    let replications = args.repeated.of(scenario);
    let search = (replications / SEARCH_SHARE).max(FEWEST.min(replications));
    LessonRequest {
        seed: args.run.seed,
        replications,
        search_replications: args.search_replications.unwrap_or(search),
        threads: args.run.threads,
    }
}

fn find(name: &str) -> Result<&'static Lesson, Failure> {
    lessons().iter().find(|lesson| lesson.name == name).ok_or_else(|| {
        let hint = suggestion(nearest(name, lessons().iter().map(|lesson| lesson.name)));
        Failure::Usage(format!(
            "there is no lesson \"{name}\"{hint}\nhint: longview lesson lists them"
        ))
    })
}
