//! What the gauntlet consists of: every kind of law, alone and against every other.

use super::law::Law;

/// Laws that compete in one stage, in the order of the file.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it is called in the report.
    pub name: String,
    /// The competing laws.
    pub laws: Vec<Law>,
}

/// The middle of every law, so that no competitor is without a chance. Short against the run, so
/// that the longest tails end within it.
const MIDDLE: f64 = 0.01;
/// A law beside another of the same kind is longer by this.
const SECOND: f64 = 1.3;
/// The same laws on the scale of weeks, on which scenarios have them; some delays outlast the run.
const WEEKS: f64 = 8.0;

/// Every kind of law with its name, about one unit of time long.
fn kinds() -> Vec<(&'static str, Law)> {
    let cut = |mean: f64, sd: f64, min: f64| Law::Normal { mean, sd, min };
    let points = |points: &[(f64, f64)]| Law::Empirical(points.to_vec());
    vec![
        ("exponential", Law::Exponential { mean: 1.4 }),
        ("weibull 0.5", Law::Weibull { shape: 0.5, scale: 2.0 }),
        ("weibull 1", Law::Weibull { shape: 1.0, scale: 1.4 }),
        ("weibull 2.5", Law::Weibull { shape: 2.5, scale: 1.2 }),
        ("weibull 12", Law::Weibull { shape: 12.0, scale: 1.0 }),
        ("gamma 0.3", Law::Gamma { shape: 0.3, mean: 3.0 }),
        ("gamma 1", Law::Gamma { shape: 1.0, mean: 1.4 }),
        ("gamma 4", Law::Gamma { shape: 4.0, mean: 1.1 }),
        ("gamma 60", Law::Gamma { shape: 60.0, mean: 1.0 }),
        ("lognormal 0.2", Law::LogNormal { median: 1.0, sigma: 0.2 }),
        ("lognormal 2", Law::LogNormal { median: 1.0, sigma: 2.0 }),
        ("normal hardly cut", cut(1.0, 0.4, 0.1)),
        ("normal cut far out", cut(0.3, 0.36, 1.0)),
        ("fixed", Law::Fixed(1.0)),
        ("uniform", Law::Uniform { from: 0.2, to: 1.9 }),
        ("empirical", points(&[(0.0, 0.0), (0.1, 0.4), (0.5, 0.9), (0.95, 2.0), (1.0, 9.0)])),
        ("empirical with a step", points(&[(0.0, 0.3), (0.3, 0.8), (0.6, 0.8), (1.0, 2.5)])),
    ]
}

/// Every law by itself: short, and on the scale of weeks.
pub fn alone() -> Vec<Case> {
    let one = |name: String, law: &Law, middle| Case { name, laws: vec![law.stretched(middle)] };
    let kinds = kinds();
    let short = kinds.iter().map(|(name, law)| one(format!("{name} alone"), law, MIDDLE));
    let weeks = kinds.iter().map(|(name, law)| one(format!("{name} alone, in weeks"), law, WEEKS));
    short.chain(weeks).collect()
}

/// Every two laws in one stage, in either order of the file by turns.
pub fn pairs() -> Vec<Case> {
    let kinds = kinds();
    let mut cases = Vec::new();
    for (at, (one, first)) in kinds.iter().enumerate() {
        for (other, second) in &kinds[at..] {
            let (first, second) = (first.stretched(MIDDLE), second.stretched(MIDDLE * SECOND));
            let turned = cases.len() % 2 == 1;
            cases.push(if turned {
                Case { name: format!("{other} and {one}"), laws: vec![second, first] }
            } else {
                Case { name: format!("{one} and {other}"), laws: vec![first, second] }
            });
        }
    }
    cases
}

/// More than two in one stage; memoryless ones among them are drawn together by the engine.
pub fn crowds() -> Vec<Case> {
    let names: [&[&str]; 12] = [
        &["exponential", "exponential", "exponential"],
        &["exponential", "weibull 1", "gamma 0.3"],
        &["weibull 2.5", "exponential", "exponential"],
        &["gamma 4", "exponential", "weibull 1", "lognormal 2"],
        &["fixed", "exponential", "weibull 1"],
        &["exponential", "uniform", "exponential", "empirical with a step"],
        &["weibull 0.5", "weibull 2.5", "weibull 12"],
        &["gamma 0.3", "gamma 4", "gamma 60"],
        &["lognormal 0.2", "normal hardly cut", "weibull 12"],
        &["normal cut far out", "lognormal 2", "uniform"],
        &["empirical", "fixed", "gamma 4", "weibull 0.5"],
        &["weibull 0.5", "gamma 0.3", "lognormal 2", "exponential", "uniform", "empirical"],
    ];
    names.into_iter().map(crowd).collect()
}

/// Each of them a little longer than the one before.
fn crowd(names: &[&str]) -> Case {
    let laws =
        names.iter().zip(0..).map(|(name, at)| named(name).stretched(MIDDLE * SECOND.powi(at)));
    Case { name: names.join(", "), laws: laws.collect() }
}

/// Every kind of law with its name, of the usual length.
pub fn laws() -> Vec<(&'static str, Law)> {
    kinds().into_iter().map(|(name, law)| (name, law.stretched(MIDDLE))).collect()
}

fn named(name: &str) -> Law {
    let found = kinds().into_iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("there is no law {name}")).1
}
