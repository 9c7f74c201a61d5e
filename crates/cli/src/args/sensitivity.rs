//! What can be typed after `longview sensitivity`.

use clap::Args;

use super::{OutputArgs, RunArgs, ScenarioArgs, replications};

const MOST_CALLS: i64 = 10_000;
const MOST_DRAWS: u64 = 65_536;

#[derive(Debug, Args)]
pub(crate) struct SensitivityArgs {
    #[command(flatten)]
    pub(crate) scenario: ScenarioArgs,
    /// The strategy that is looked at [default: the first but the baseline]
    #[arg(long, value_name = "NAME")]
    pub(crate) strategy: Option<String>,
    /// The strategy that it is compared with [default: the first]
    #[arg(long, value_name = "NAME")]
    pub(crate) baseline: Option<String>,
    /// What they are compared by: margin, customers, revenue or another metric
    #[arg(long, value_name = "METRIC", default_value = "margin")]
    pub(crate) metric: String,
    /// Two numbers of which a map is wanted: where does the strategy stop paying? (repeatable)
    #[arg(long = "map", value_name = "NUMBER,NUMBER", value_parser = two_numbers)]
    pub(crate) maps: Vec<[String; 2]>,
    /// Numbers that would be found out together: what is that worth? (repeatable)
    #[arg(long = "group", value_name = "NUMBER,...", value_parser = numbers)]
    pub(crate) groups: Vec<Numbers>,
    /// On how many calls a number would be measured
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=MOST_CALLS))]
    pub(crate) calls: u32,
    /// Runs of the numbers that matter most, at each of their ends [default: by the size of the scenario]
    #[arg(long, value_name = "N", value_parser = replications(2))]
    pub(crate) replications: Option<u64>,
    /// Joint draws of all uncertain numbers [default: by the size of the scenario]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(8..=MOST_DRAWS))]
    pub(crate) draws: Option<u64>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

impl SensitivityArgs {
    /// The command as it would be typed again, without its scenario.
    pub(crate) fn said(&self) -> Vec<String> {
        let option = |name: &str, value: Option<String>| {
            value.map(|value| [format!("--{name}"), value]).into_iter().flatten()
        };
        let metric = (self.metric != "margin").then(|| self.metric.clone());
        let maps = self.maps.iter().flat_map(|pair| option("map", Some(pair.join(","))));
        let groups = self.groups.iter().flat_map(|group| option("group", Some(group.0.join(","))));
        std::iter::once("sensitivity".to_owned())
            .chain(option("strategy", self.strategy.clone()))
            .chain(option("baseline", self.baseline.clone()))
            .chain(option("metric", metric))
            .chain(maps)
            .chain(groups)
            .chain(option("calls", (self.calls != 100).then(|| self.calls.to_string())))
            .chain(option("replications", self.replications.map(|n| n.to_string())))
            .chain(option("draws", self.draws.map(|n| n.to_string())))
            .collect()
    }
}

/// Names of numbers, one or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbers(pub(crate) Vec<String>);

fn numbers(text: &str) -> Result<Numbers, String> {
    let names: Vec<String> = text.split(',').map(|name| name.trim().to_owned()).collect();
    if names.iter().any(String::is_empty) {
        return Err(
            "write numbers with commas between, such as cold_call.reach,need.in_market".into()
        );
    }
    Ok(Numbers(names))
}

fn two_numbers(text: &str) -> Result<[String; 2], String> {
    let names = numbers(text)?.0;
    match <[String; 2]>::try_from(names) {
        Ok([a, b]) if a == b => Err("a map needs two different numbers".to_owned()),
        Ok(pair) => Ok(pair),
        Err(names) => Err(format!("a map needs two numbers, and there are {}", names.len())),
    }
}
