//! What can be typed: commands and their options.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use longview_decide::precision::Precision;
use longview_scenario::{Scenario, Setting};

mod sensitivity;

pub(crate) use sensitivity::SensitivityArgs;

const MOST_REPLICATIONS: u64 = 10_000_000;
/// Fewer worlds cannot tell one chance from another.
pub(crate) const FEWEST_WORLDS: u64 = 50;
const MOST_THREADS: usize = 1024;
const MOST_PARAMETER_DRAWS: u64 = 10_000;

/// Compare weekly plans of sales prospecting over the coming quarters, with honest uncertainty.
///
/// Exit codes: 0 done, 2 wrong usage, 3 the scenario is invalid, 4 something cannot be read or
/// written, 101 a bug in longview.
#[derive(Debug, Parser)]
#[command(name = "longview", version, propagate_version = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Which plan gives what, quarter by quarter?
    Compare(CompareArgs),
    /// The claims of coaches put to the test: list them, or run one
    Lesson(LessonArgs),
    /// One block of effort: what comes back, when, and with what chance?
    Payback(PaybackArgs),
    /// What is a call-back, an hour, a rung worth? What should be counted?
    Worth(WorthArgs),
    /// How much is enough? The least effort that reaches a goal with a wanted chance
    Target(TargetArgs),
    /// What is the best week? The split of its hours that brings the most, and how sure that is
    Optimize(OptimizeArgs),
    /// Which numbers matter, and which is worth measuring first?
    Sensitivity(SensitivityArgs),
    /// Say what is wrong with scenario files, all at once, without running them
    Check(CheckArgs),
    /// Say a scenario back in plain English, number by number, with what it does on average
    Explain(ExplainArgs),
    /// Write a commented scenario to start from
    Init(InitArgs),
    /// List the scenarios and models that come with longview, or print one
    Scenarios(ScenariosArgs),
    /// Print the JSON Schema of scenario files, for editors
    Schema(SchemaArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    pub(crate) scenario: ScenarioArgs,
    /// The strategy that the others are compared with [default: the first]
    #[arg(long, value_name = "NAME")]
    pub(crate) baseline: Option<String>,
    #[command(flatten)]
    pub(crate) repeated: RepeatArgs,
    /// Run until every level and every difference is known to within 1%, "0.1 customers", "2% revenue"
    #[arg(long, value_name = "WIDTH", conflicts_with_all = ["replications", "samples"])]
    pub(crate) precision: Option<Precision>,
    /// The most runs that --precision may take
    #[arg(long, value_name = "N", requires = "precision", default_value_t = 100_000, value_parser = replications(longview_decide::precision::FEWEST))]
    pub(crate) at_most: u64,
    /// Draw the uncertain numbers so often, and say how much of the spread is luck
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..=MOST_PARAMETER_DRAWS))]
    pub(crate) parameter_draws: Option<u64>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Write every replication by itself to a .parquet file too, while the run goes on
    #[arg(long, value_name = "FILE")]
    pub(crate) samples: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct LessonArgs {
    /// Which lesson; left out: a list of them
    #[arg(value_name = "NAME", conflicts_with = "all")]
    pub(crate) name: Option<String>,
    /// Every lesson, as pages that lead to each other, in the folder that -o names
    #[arg(long)]
    pub(crate) all: bool,
    /// Changes of numbers.
    #[arg(
        help = "Change a number of the lesson's scenario, such as model=benchmark-2025 (repeatable)"
    )]
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<Setting>,
    #[command(flatten)]
    pub(crate) repeated: RepeatArgs,
    /// Independent runs at each value that the search for the turn tries [default: a quarter of them]
    #[arg(long, value_name = "N", value_parser = replications(1))]
    pub(crate) search_replications: Option<u64>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct PaybackArgs {
    #[command(flatten)]
    pub(crate) scenario: ScenarioArgs,
    /// Hours of calls to new names in the block
    #[arg(long, value_name = "HOURS", default_value_t = 10.0, allow_negative_numbers = true)]
    pub(crate) hours: f64,
    /// Independent blocks simulated by each plan
    #[arg(long, value_name = "N", default_value_t = 4000, value_parser = replications(1))]
    pub(crate) replications: u64,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct WorthArgs {
    #[command(flatten)]
    pub(crate) scenario: ScenarioArgs,
    /// The strategy that is looked at [default: the last]
    #[arg(long, value_name = "NAME")]
    pub(crate) strategy: Option<String>,
    /// Change outcomes and hours through this quarter; value rungs at its end [default: the middle]
    #[arg(long, value_name = "QUARTER")]
    pub(crate) quarter: Option<u32>,
    /// Independent runs of the whole world, each with a twin for every thing that is valued
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = replications(longview_decide::worth::FEWEST_RUNS))]
    pub(crate) replications: u64,
    /// Write the scenario with a scorecard that credits outcomes with what they are worth
    #[arg(long, value_name = "FILE")]
    pub(crate) scorecard: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct TargetArgs {
    #[command(flatten)]
    pub(crate) scenario: ScenarioArgs,
    /// What is to be reached, such as "customers >= 12 by Q4" or "revenue > 250k by the end"
    #[arg(long, value_name = "GOAL")]
    pub(crate) goal: String,
    /// The chance with which it is to be reached: 0.8 or 80%
    #[arg(long, value_name = "CHANCE", default_value = "0.8", value_parser = chance)]
    pub(crate) confidence: f64,
    /// The number to vary, such as `cold_call_hours` or `ask.chance` (repeatable: in turn)
    #[arg(long, value_name = "NUMBER", default_value = "cold_call_hours")]
    pub(crate) vary: Vec<String>,
    /// The plan to vary it in [default: every plan that has it]
    #[arg(long, value_name = "NAME")]
    pub(crate) strategy: Option<String>,
    /// The greatest value to try [default: as far as the desk's hours allow]
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    pub(crate) up_to: Option<f64>,
    /// CSV holds what each rep is to do by month, not the week for each chance
    #[arg(long)]
    pub(crate) per_rep: bool,
    /// Worlds to try each value in [default: what the scenario says, at most 500]
    #[arg(long, value_name = "N", value_parser = replications(FEWEST_WORLDS))]
    pub(crate) replications: Option<u64>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct OptimizeArgs {
    #[command(flatten)]
    pub(crate) scenario: ScenarioArgs,
    /// Hours of the whole week, meetings included [default: the desk's]
    #[arg(long, value_name = "HOURS", value_parser = week)]
    pub(crate) hours: Option<f64>,
    /// Maximise the chance of a goal, such as "customers >= 12 by Q4", instead of revenue
    #[arg(long, value_name = "GOAL", conflicts_with = "cautious")]
    pub(crate) goal: Option<String>,
    /// Maximise the revenue that all but this share of worlds reach, such as 0.1 or 10%
    #[arg(long, value_name = "SHARE", num_args = 0..=1, default_missing_value = "0.1", value_parser = chance)]
    pub(crate) cautious: Option<f64>,
    /// The plan to start from [default: the first]
    #[arg(long, value_name = "NAME")]
    pub(crate) strategy: Option<String>,
    /// Worlds of the last comparison [default: what the scenario says, from 50 to 120]
    #[arg(long, value_name = "N", value_parser = replications(FEWEST_WORLDS))]
    pub(crate) replications: Option<u64>,
    /// Write the best plan as a strategy of a scenario into this file
    #[arg(long, value_name = "FILE")]
    pub(crate) write_strategy: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) scenario: ScenarioArgs,
    /// Runs behind the averages
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = replications(1))]
    pub(crate) replications: u64,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Which scenario.
#[derive(Debug, Args)]
pub(crate) struct ScenarioArgs {
    /// A scenario file, or the name of one that comes with longview [default: ten-hours]
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: Option<PathBuf>,
    /// Changes of numbers.
    #[arg(help = "Change a number, such as strategy.today.cold_call_hours=12 (repeatable)")]
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<Setting>,
}

impl ScenarioArgs {
    /// The changes as they were typed.
    pub(crate) fn said(&self) -> Vec<String> {
        self.settings.iter().map(|setting| format!("{}={}", setting.path, setting.value)).collect()
    }
}

/// How often the whole is repeated, where the scenario says how often it wants to be.
#[derive(Debug, Args)]
pub(crate) struct RepeatArgs {
    /// Independent runs of the whole world [default: what the scenario says]
    #[arg(long, value_name = "N", value_parser = replications(1))]
    pub(crate) replications: Option<u64>,
}

impl RepeatArgs {
    pub(crate) fn of(&self, scenario: &Scenario) -> u64 {
        self.replications.unwrap_or(scenario.replications)
    }
}

/// With which luck, and how fast.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Same seed, same answer
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Threads to use; the answer does not depend on it [default: every core]
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<NonZeroUsize>,
}

/// How to write the answer down, and where.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// How to write the answer down [default: what the file's extension says, else table]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<FormatName>,
    /// Write to a file (.txt, .json, .csv, .html, .xlsx, .parquet) or a folder (svg, png) instead of standard output (repeatable)
    #[arg(short, long = "output", value_name = "PATH")]
    pub(crate) output: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatName {
    /// Text for people
    Table,
    /// One JSON document
    Json,
    /// One number with its uncertainty per line
    Csv,
    /// A page with pictures, in one file
    Html,
    /// A folder of pictures, sharp at any size
    Svg,
    /// A folder of pictures, in dots
    Png,
    /// A workbook: every number, charts, assumptions
    Xlsx,
    /// The lines of csv with types, for data tools
    Parquet,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Scenario files, or names of scenarios that come with longview
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Change a number before checking (repeatable)
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = setting)]
    pub(crate) settings: Vec<Setting>,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The file to write
    #[arg(value_name = "FILE", default_value = "scenario.toml")]
    pub(crate) file: PathBuf,
    /// Write even where a file is already
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ScenariosArgs {
    /// Print this one
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The schema of model files instead
    #[arg(long)]
    pub(crate) model: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

fn setting(text: &str) -> Result<Setting, String> {
    match text.split_once('=') {
        Some((path, value)) if !path.trim().is_empty() => {
            Ok(Setting { path: path.trim().to_owned(), value: value.trim().to_owned() })
        }
        _ => Err("write it as PATH=VALUE, such as strategy.today.cold_call_hours=12".to_owned()),
    }
}

/// A number of replications that is worth the name.
fn replications(fewest: u64) -> RangedU64ValueParser {
    RangedU64ValueParser::new().range(fewest..=MOST_REPLICATIONS)
}

fn week(text: &str) -> Result<f64, String> {
    let hours = text.parse::<f64>().ok().filter(|hours| *hours > 0.0 && *hours <= 168.0);
    hours.ok_or_else(|| "hours of a week are expected, above 0 and up to 168".to_owned())
}

fn chance(text: &str) -> Result<f64, String> {
    let (figure, whole) = match text.trim().strip_suffix('%') {
        Some(percent) => (percent.trim(), 100.0),
        None => (text.trim(), 1.0),
    };
    let chance = figure.parse::<f64>().ok().map(|value| value / whole);
    chance.filter(|chance| *chance > 0.0 && *chance < 1.0).ok_or_else(|| {
        "a chance between 0 and 1 is expected, such as 0.8 or 80%; nothing is certain".to_owned()
    })
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let count = text.parse::<NonZeroUsize>().ok().filter(|count| count.get() <= MOST_THREADS);
    count.ok_or_else(|| format!("a whole number from 1 to {MOST_THREADS} is expected"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Cli, setting};

    #[test]
    fn the_commands_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_setting_is_split_at_the_first_equals_sign() {
        let found = setting("strategy.today.title= a=b ").unwrap();
        assert_eq!((found.path.as_str(), found.value.as_str()), ("strategy.today.title", "a=b"));
        assert!(setting("no value").is_err() && setting("=3").is_err());
    }
}
