//! The gauntlet: every law of delay alone, every two of them and some crowds in one stage, stages
//! entered again and timers that restart, against their analytic laws. What it consists of is in
//! [`cases`] and [`again`], what a sample is judged by in [`mod@judge`].

pub mod again;
pub mod cases;
pub mod drawn;
pub mod exact;
pub mod incidence;
pub mod judge;
pub mod law;
pub mod power;

use longview_engine::model::StageId;
use longview_engine::replay::Step;
use rayon::prelude::*;

use cases::Case;
use drawn::{Timers, paths};
use exact::Dice;
use judge::{Sample, judge};
use law::Law;

use crate::statistics::Finding;

/// How often each case is played.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Laws by themselves.
    pub alone: u32,
    /// Laws that compete.
    pub company: u32,
    /// Stages entered again.
    pub again: u32,
    /// Timers that restart beside another.
    pub beside: u32,
}

/// What runs with the tests.
pub const SMALL: Size = Size { alone: 80_000, company: 10_000, again: 16_000, beside: 4_000 };
/// What the command runs.
pub const LARGE: Size =
    Size { alone: 4_000_000, company: 500_000, again: 300_000, beside: 100_000 };

/// Which delays are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The engine's.
    Engine,
    /// Exact ones, drawn apart from it.
    Exact,
}

/// Every law alone, every two, and the crowds.
pub fn competitions(source: Source, size: Size, seed: u64) -> Vec<Finding> {
    let alone = cases::alone().into_iter().map(|case| (case, size.alone));
    let company = cases::pairs().into_iter().chain(cases::crowds());
    let cases: Vec<(Case, u32)> = alone.chain(company.map(|case| (case, size.company))).collect();
    let findings = cases.into_par_iter().enumerate().map(|(at, (case, times))| {
        let sample = source.play(&case, seed.wrapping_add(at as u64), times);
        judge(&case, &sample, &mut Dice::new(!seed ^ at as u64))
    });
    findings.flatten().collect()
}

/// All that the engine's delays have to pass.
pub fn everything(size: Size, seed: u64) -> Vec<Finding> {
    let mut findings = competitions(Source::Engine, size, seed);
    findings.extend(again::entered_again(seed.wrapping_add(1_000), size.again));
    findings.extend(again::restarted_beside_another(seed.wrapping_add(2_000), size.beside));
    findings
}

impl Source {
    /// Plays a case so many times.
    pub fn play(self, case: &Case, seed: u64, times: u32) -> Sample {
        match self {
            Self::Engine => by_engine(&case.laws, seed, times),
            Self::Exact => exactly(&case.laws, &mut Dice::new(seed), times),
        }
    }
}

/// A stage in which the laws compete, each with an end of its own.
fn by_engine(laws: &[Law], seed: u64, times: u32) -> Sample {
    let compete = laws.iter().enumerate().map(|(at, law)| (law, vec![StageId(at + 1)])).collect();
    let mut stages: Vec<Timers> = vec![compete];
    stages.resize_with(laws.len() + 1, Vec::new);
    let mut sample = Sample { times: vec![Vec::new(); laws.len()], none: 0 };
    paths(&stages, seed, times, |path| match path.as_slice() {
        [_, Step { weeks, stage }] => sample.times[stage.0 - 1].push(*weeks),
        _ => sample.none += 1,
    });
    sample
}

/// The earliest of independent delays.
fn exactly(laws: &[Law], dice: &mut Dice, times: u32) -> Sample {
    let mut sample = Sample { times: vec![Vec::new(); laws.len()], none: 0 };
    for _ in 0..times {
        let mut first = (drawn::END, laws.len());
        for (at, law) in laws.iter().enumerate() {
            let time = exact::draw(law, dice);
            first = if time < first.0 { (time, at) } else { first };
        }
        match sample.times.get_mut(first.1) {
            Some(times) => times.push(first.0),
            None => sample.none += 1,
        }
    }
    sample
}
