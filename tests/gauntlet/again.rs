//! Stages that are entered again, and timers that restart: fresh delays every time, and no other
//! clock is touched.

use longview_engine::model::StageId;
use longview_engine::replay::Step;
use rayon::prelude::*;

use super::cases::laws;
use super::drawn::{END, Timers, paths};
use super::exact::Dice;
use super::incidence::Incidence;
use super::judge::shape;
use super::law::Law;
use crate::statistics::{Finding, Place, bin, chi_square, two_sided, uncorrelated};

/// How a stage comes to be timed a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The prospect goes to another stage and comes back.
    Back,
    /// Its only timer fires, and leaves it where it is.
    Stay,
    /// The prospect comes back to a stage in which two timers compete.
    BackToTwo,
}

/// Every law in a stage that is entered again, or whose only timer restarts: the second delay has
/// the same law as the first and knows nothing of it.
pub fn entered_again(seed: u64, prospects: u32) -> Vec<Finding> {
    let ways = [
        ("and back", Way::Back),
        ("restarted", Way::Stay),
        ("against an exponential, and back", Way::BackToTwo),
    ];
    let cases = laws().into_iter().flat_map(|(name, law)| {
        ways.map(move |(how, way)| (format!("{name} {how}"), law.clone(), way))
    });
    let cases: Vec<_> = cases.zip(0..).collect();
    let judged = cases.into_par_iter().map(|((name, law, way), at)| {
        second_delays(&name, &law, way, seed.wrapping_add(at), prospects)
    });
    judged.flatten().collect()
}

fn second_delays(name: &str, law: &Law, way: Way, seed: u64, prospects: u32) -> Vec<Finding> {
    let rival = Law::Exponential { mean: law.time(0.5 * (law.span().0 + law.span().1)) };
    let rest = Law::Gamma { shape: 4.0, mean: 0.01 };
    let (here, away, end) = (StageId(0), StageId(1), StageId(2));
    let stages: Vec<Timers> = match way {
        Way::Back => vec![vec![(law, vec![away])], vec![(&rest, vec![here, end])], vec![]],
        Way::Stay => vec![vec![(law, vec![here, end])], vec![], vec![]],
        Way::BackToTwo => vec![
            vec![(law, vec![away]), (&rival, vec![StageId(3)])],
            vec![(&rest, vec![here, end])],
            vec![],
            vec![(&rest, vec![here, end])],
        ],
    };
    let mut rivals = vec![Law::Fixed(END)];
    rivals.extend((way == Way::BackToTwo).then_some(rival.clone()));
    let incidence = Incidence::of(law, &rivals);
    let mut dice = Dice::new(!seed);
    let mut both = (Vec::new(), Vec::new());
    paths(&stages, seed, prospects, |path| {
        let mut delays = path.windows(2).filter(|two| two[0].stage == here);
        let next = delays.next().zip(delays.next());
        // With a rival only those count for whom the law came first both times.
        let ours = |two: &[Step]| way == Way::Stay || two[1].stage == away;
        if let Some((first, second)) = next.filter(|(a, b)| ours(a) && ours(b)) {
            both.0.push(lasted(&incidence, first, &mut dice));
            both.1.push(lasted(&incidence, second, &mut dice));
        }
    });
    judged(name, both, &mut dice)
}

/// The place of the time between two steps, which is known as well as the later is written down.
fn lasted(incidence: &Incidence, steps: &[Step], dice: &mut Dice) -> Place {
    let (from, to) = (steps[0].weeks, steps[1].weeks);
    let rounding = if from > 0.0 { 0.5 * f64::EPSILON * to } else { 0.0 };
    incidence.place(to - from, rounding, dice.uniform())
}

fn judged(name: &str, (first, second): (Vec<Place>, Vec<Place>), dice: &mut Dice) -> Vec<Finding> {
    let pairs = first.iter().zip(&second).map(|(a, b)| (a.below, b.below));
    let finding = |check, p| Finding { case: name.to_owned(), check, p };
    let mut findings = vec![
        finding("first and second uncorrelated", uncorrelated(pairs)),
        finding("first and second independent", independent(&first, &second)),
    ];
    findings.extend(shape(&format!("{name}: first"), first, dice));
    findings.extend(shape(&format!("{name}: second"), second, dice));
    findings
}

/// Eight by eight equally likely cells.
fn independent(first: &[Place], second: &[Place]) -> f64 {
    let mut observed = vec![0.0; 64];
    for (a, b) in first.iter().zip(second) {
        observed[8 * bin(a, 8) + bin(b, 8)] += 1.0;
    }
    chi_square(&observed, &[first.len() as f64 / 64.0; 64])
}

/// A timer that restarts whenever it fires, beside one that ends the stage: every law in either role
/// against two others.
pub fn restarted_beside_another(seed: u64, prospects: u32) -> Vec<Finding> {
    let partners = [Law::Exponential { mean: 0.014 }, Law::Weibull { shape: 2.5, scale: 0.012 }];
    let mut cases = Vec::new();
    for (name, law) in laws() {
        for (partner, with) in partners.iter().zip(["an exponential", "a weibull"]) {
            let ends = |law: &Law| law.stretched(2.5);
            cases.push((format!("{name} restarts beside {with}"), law.clone(), ends(partner)));
            cases.push((format!("{with} restarts beside {name}"), partner.clone(), ends(&law)));
        }
    }
    let judged = cases.into_par_iter().enumerate().map(|(at, (name, restarts, ends))| {
        Beside { restarts, ends }.judged(&name, seed.wrapping_add(at as u64), prospects)
    });
    judged.flatten().collect()
}

/// The timer that restarts, and the one that does not.
struct Beside {
    restarts: Law,
    ends: Law,
}

/// What happened next: its place among the times at which something could, and whether it was the
/// timer that restarts.
struct Event {
    place: Place,
    restarted: bool,
    /// The chance that it was, given when it happened; `None` if a law jumps.
    chance: Option<f64>,
}

impl Beside {
    fn judged(&self, name: &str, seed: u64, prospects: u32) -> Vec<Finding> {
        let (here, end) = (StageId(0), StageId(1));
        let stages: Vec<Timers> =
            vec![vec![(&self.restarts, vec![here]), (&self.ends, vec![end])], vec![]];
        let mut dice = Dice::new(!seed);
        let mut events: [Vec<Event>; 3] = Default::default();
        paths(&stages, seed, prospects, |path| {
            for (steps, events) in path.windows(2).zip(&mut events) {
                events.push(self.event(steps, &mut dice));
            }
        });
        let named = ["first", "second", "third"].into_iter().zip(events);
        let judged = named
            .filter(|(_, events)| events.len() >= 500)
            .map(|(which, events)| findings(&format!("{name}: {which} event"), &events, &mut dice));
        judged.flatten().collect()
    }

    fn event(&self, steps: &[Step], dice: &mut Dice) -> Event {
        let (from, to) = (steps[0].weeks, steps[1].weeks);
        let margin = if from > 0.0 || self.jumps() { 1e-15 + 1e-12 * to } else { 0.0 };
        let above = |to: f64| {
            self.restarts.survival(to - from) * self.ends.survival(to) / self.ends.survival(from)
        };
        let (late, early) = (above(to + margin), above(to - margin));
        let above = late + dice.uniform() * (early - late);
        let hazards = (self.restarts.hazard(to - from), self.ends.hazard(to));
        Event {
            place: Place { below: 1.0 - above, above },
            restarted: steps[1].stage == steps[0].stage,
            chance: (!self.jumps()).then_some(hazards.0 / (hazards.0 + hazards.1)),
        }
    }

    fn jumps(&self) -> bool {
        [&self.restarts, &self.ends].into_iter().any(Law::jumps)
    }
}

fn findings(name: &str, events: &[Event], dice: &mut Dice) -> Vec<Finding> {
    let mut findings = shape(name, events.iter().map(|event| event.place).collect(), dice);
    let (mut surprise, mut variance) = (0.0, 0.0);
    for event in events {
        let Some(chance) = event.chance else { return findings };
        surprise += f64::from(u8::from(event.restarted)) - chance;
        variance += chance * (1.0 - chance);
    }
    let p = two_sided(surprise / variance.sqrt());
    findings.push(Finding { case: name.to_owned(), check: "which fires, given when", p });
    findings
}
