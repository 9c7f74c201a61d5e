//! Whether the gauntlet notices: delays that are a little wrong must be found out, and with exact
//! delays all that is left is chance.

use rayon::prelude::*;

use super::cases::{Case, laws};
use super::exact::Dice;
use super::judge::{Sample, judge};
use super::law::Law;
use super::{Size, Source, competitions};
use crate::statistics::{Finding, Place, anderson_darling, kolmogorov, stretch};

/// A mistake, and how far the oddest finding of a law with it is from chance.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// The law and what is wrong with it.
    pub name: String,
    /// What found it out, or came nearest to it.
    pub oddest: Finding,
    /// Its p-value, adjusted as if it were one of all findings of the gauntlet.
    pub adjusted: f64,
}

/// By how much a law is wrong.
#[derive(Debug, Clone, Copy)]
pub struct Wrong {
    /// Delays are so many times as long.
    pub longer: f64,
    /// Shape or spread is so many times as large, where there is one.
    pub reshaped: Option<f64>,
    /// The longest delays, such a share of all, do not occur.
    pub cut: Option<f64>,
}

/// Judges the engine's delays of every law against a law that is wrong; `findings` is how many the
/// gauntlet has in all.
pub fn mistakes(wrong: Wrong, times: u32, seed: u64, findings: usize) -> Vec<Mistake> {
    let cases = laws().into_par_iter().enumerate();
    let judged = cases.map(|(at, (name, law))| {
        let seed = seed.wrapping_add(at as u64);
        let right = Case { name: name.to_owned(), laws: vec![law.clone()] };
        let sample = Source::Engine.play(&right, seed, times);
        let cut =
            wrong.cut.filter(|_| !law.jumps()).map(|share| (share, cut(&sample, &law, share)));
        let mut against =
            vec![(law.stretched(wrong.longer), format!("{:+.0} % of time", percent(wrong.longer)))];
        if let Some((by, law)) = wrong.reshaped.and_then(|by| Some((by, law.reshaped(by)?))) {
            against.push((law, format!("{:+.0} % of shape or spread", percent(by))));
        }
        let mut mistakes: Vec<Mistake> = against
            .into_iter()
            .map(|(wrong, what)| found(format!("{name}, {what}"), wrong, &sample, seed, findings))
            .collect();
        if let Some((share, sample)) = cut {
            let what = format!("{name} without its last 1/{:.0}", 1.0 / share);
            mistakes.push(found(what, law, &sample, seed, findings));
        }
        mistakes
    });
    judged.flatten().collect()
}

fn percent(by: f64) -> f64 {
    100.0 * (by - 1.0)
}

fn cut(sample: &Sample, law: &Law, share: f64) -> Sample {
    let mut sample = sample.clone();
    sample.times[0].retain(|time| law.survival(*time) >= share);
    sample
}

fn found(name: String, law: Law, sample: &Sample, seed: u64, findings: usize) -> Mistake {
    let case = Case { name: name.clone(), laws: vec![law] };
    let judged = judge(&case, sample, &mut Dice::new(!seed)).into_iter();
    let oddest = judged.min_by(|a, b| a.p.total_cmp(&b.p)).expect("a sample is judged");
    let adjusted = (oddest.p * stretch(findings)).min(1.0);
    Mistake { name, oddest, adjusted }
}

/// One way to judge, used on exact delays: whether its own p-values are evenly spread.
#[derive(Debug, Clone)]
pub struct Honesty {
    /// How it judges.
    pub check: &'static str,
    /// How many p-values there are.
    pub count: usize,
    /// Kolmogorov and Smirnov's test that they are evenly spread.
    pub kolmogorov: f64,
    /// Anderson and Darling's, which looks at the small ones more closely.
    pub anderson_darling: f64,
}

/// Puts exact delays through the competitions.
pub fn null_control(size: Size, seed: u64) -> Vec<Honesty> {
    let findings = competitions(Source::Exact, size, seed);
    let mut checks: Vec<&str> = findings.iter().map(|finding| finding.check).collect();
    checks.sort_unstable();
    checks.dedup();
    checks.into_iter().map(|check| honesty(check, &findings)).collect()
}

fn honesty(check: &'static str, findings: &[Finding]) -> Honesty {
    let own = findings.iter().filter(|finding| finding.check == check);
    let mut places: Vec<Place> =
        own.map(|finding| Place { below: finding.p, above: 1.0 - finding.p }).collect();
    places.sort_by(|a, b| a.below.total_cmp(&b.below));
    Honesty {
        check,
        count: places.len(),
        kolmogorov: kolmogorov(&places),
        anderson_darling: anderson_darling(&places),
    }
}
