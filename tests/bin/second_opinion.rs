//! Compares the engine with the plain simulator on random scenarios, and shows what it found.

#![expect(clippy::print_stdout, reason = "a command for those who work on Longview")]

use std::process::ExitCode;

use longview_tests::second_opinion::{
    FEATURES, Twist, Verdict, experiment, scenario, second_opinions,
};

const USAGE: &str = "\
second-opinion [SCENARIOS] [REPLICATIONS] [FIRST]        both simulators on random scenarios
second-opinion power [SCENARIOS] [REPLICATIONS] [FIRST]  does it notice when a rule is broken?
second-opinion show NUMBER                               the random scenario of this number";

/// Worst figures shown.
const WORST: usize = 20;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (command, numbers) = match words.split_first() {
        Some((first, rest)) if first == "power" || first == "show" => (first.as_str(), rest),
        _ => ("", words.as_slice()),
    };
    let numbers: Result<Vec<u32>, _> = numbers.iter().map(|word| word.parse()).collect();
    match (command, numbers.as_deref()) {
        ("show", Ok([number])) => show((*number).into()),
        ("power", Ok(numbers)) => power(Size::of(numbers, 40, 200)),
        ("", Ok(numbers)) => compare(Size::of(numbers, 200, 1000)),
        _ => {
            println!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// How many scenarios, how often, from which on.
#[derive(Clone, Copy)]
struct Size {
    scenarios: u32,
    replications: u32,
    first: u32,
}

impl Size {
    fn of(numbers: &[u32], scenarios: u32, replications: u32) -> Self {
        let at = |place: usize, otherwise| numbers.get(place).copied().unwrap_or(otherwise);
        Self { scenarios: at(0, scenarios), replications: at(1, replications), first: at(2, 0) }
    }

    fn verdicts(&self, twists: &[Twist]) -> Vec<Verdict> {
        let first = u64::from(self.first);
        second_opinions(first..first + u64::from(self.scenarios), self.replications, twists)
    }
}

fn compare(size: Size) -> ExitCode {
    print_features(&size);
    let verdict = size.verdicts(&[Twist::None]).remove(0);
    print_worst(&verdict);
    print_families(&verdict);
    let objections = verdict.objections();
    for objection in &objections {
        println!("cannot be chance: {objection}");
    }
    ExitCode::from(u8::from(!objections.is_empty()))
}

fn print_features(size: &Size) {
    println!("{} random scenarios, {} replications by each", size.scenarios, size.replications);
    let all: Vec<_> =
        (size.first..size.first + size.scenarios).map(|at| experiment(at.into())).collect();
    for (name, has) in FEATURES {
        println!("{:>5} have: {name}", all.iter().filter(|one| has(one)).count());
    }
}

fn print_worst(verdict: &Verdict) {
    let bound = verdict.figure_bound();
    println!("\n{} figures, each off by at most {bound:.2}; the worst:", verdict.comparisons.len());
    println!(
        "{:>8} {:>7} {:<42} {:>14} {:>14} {:>6}",
        "scenario", "when", "figure", "engine", "page", "z"
    );
    for one in verdict.comparisons.iter().take(WORST) {
        let when = one.label.quarter.map_or("total".to_owned(), |at| format!("Q{}", at + 1));
        println!(
            "{:>8} {when:>7} {:<42} {:>14.3} {:>14.3} {:>6.2}",
            one.scenario, one.label.what, one.engine, one.page, one.z
        );
    }
}

fn print_families(verdict: &Verdict) {
    let bound = verdict.family_bound();
    println!("\nover all scenarios, sums off by at most {bound:.2}, mean squares about 1:");
    println!(
        "{:<42} {:>9} {:>6} {:>11} {:>8}",
        "figure", "scenarios", "z", "mean square", "at most"
    );
    for one in &verdict.families {
        println!(
            "{:<42} {:>9} {:>6.2} {:>11.3} {:>8.3}",
            one.what,
            one.scenarios,
            one.z,
            one.mean_square,
            verdict.square_bound(one.scenarios)
        );
    }
    println!("all figures: mean square {:.3}", verdict.mean_square());
}

fn power(size: Size) -> ExitCode {
    let verdicts = size.verdicts(&Twist::ALL);
    println!("{:<24} {:>10} {:>8} {:>9}", "rule broken", "objections", "worst z", "scenario");
    for (twist, verdict) in Twist::ALL.iter().zip(&verdicts) {
        let (twist, objections) = (format!("{twist:?}"), verdict.objections().len());
        let worst = verdict.comparisons.first().map(|one| (one.z.abs(), one.scenario));
        let (z, scenario) = worst.unwrap_or_default();
        println!("{twist:<24} {objections:>10} {z:>8.2} {scenario:>9}");
    }
    let unnoticed = verdicts.iter().any(|verdict| verdict.objections().is_empty());
    ExitCode::from(u8::from(unnoticed))
}

fn show(number: u64) -> ExitCode {
    let plan = experiment(number).strategies.remove(0).name;
    println!("# compared by the plan {plan}\n{}", scenario(number).text);
    ExitCode::SUCCESS
}
