//! What a sample of competing delays is judged by.

use super::cases::Case;
use super::drawn::END;
use super::exact::Dice;
use super::incidence::Incidence;
use super::law::Law;
use crate::statistics::{
    Finding, Place, anderson_darling, binomial, chi_square, evenly, kolmogorov, largest, smallest,
    uncorrelated,
};

/// When each of the competing laws came first; and how often none of them did before the run ended.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// By law, in the order in which they were drawn.
    pub times: Vec<Vec<f64>>,
    /// How often the run ended first.
    pub none: u64,
}

/// Times below which there is too little to judge the shape of a law.
const FEW: usize = 500;
/// A share of expected counts that are thrown together with others.
const RARE: f64 = 10.0;
/// What is less likely than this does not happen.
const IMPOSSIBLE: f64 = 1e-15;

/// Everything that can be said against a sample being one of this case.
pub fn judge(case: &Case, sample: &Sample, dice: &mut Dice) -> Vec<Finding> {
    let incidences = incidences(&case.laws);
    let mut findings = vec![Finding {
        case: case.name.clone(),
        check: "which fires",
        p: which(&incidences, sample, dice),
    }];
    for (at, (times, incidence)) in sample.times.iter().zip(&incidences).enumerate() {
        if times.len() >= FEW {
            let name = format!("{}: time of number {}", case.name, at + 1);
            findings.extend(when(&name, incidence, times, dice));
        }
    }
    findings
}

/// The incidence of each law, the end of the run being one of its competitors.
pub fn incidences(laws: &[Law]) -> Vec<Incidence> {
    let end = Law::Fixed(END);
    let of = |at: usize| {
        let before = laws[..at].iter().chain(&laws[at + 1..]);
        Incidence::of(&laws[at], &before.chain([&end]).cloned().collect::<Vec<_>>())
    };
    (0..laws.len()).map(of).collect()
}

/// How often each came first.
fn which(incidences: &[Incidence], sample: &Sample, dice: &mut Dice) -> f64 {
    let mut observed: Vec<f64> = sample.times.iter().map(|times| times.len() as f64).collect();
    observed.push(sample.none as f64);
    let mut chances: Vec<f64> = incidences.iter().map(|one| one.chance).collect();
    chances.push((1.0 - chances.iter().sum::<f64>()).max(0.0));
    let total: f64 = observed.iter().sum();
    let mut cells: Vec<(f64, f64)> =
        observed.into_iter().zip(chances.into_iter().map(|chance| chance * total)).collect();
    if cells.iter().any(|(observed, expected)| *observed > 0.0 && *expected < IMPOSSIBLE * total) {
        return 0.0;
    }
    cells.sort_by(|a, b| b.1.total_cmp(&a.1));
    while cells.len() > 1 && cells[cells.len() - 1].1 < RARE {
        let (observed, expected) = cells.pop().expect("more than one");
        let last = cells.len() - 1;
        cells[last] = (cells[last].0 + observed, cells[last].1 + expected);
    }
    match cells.as_slice() {
        [_] => dice.uniform(),
        [(observed, expected), _] => {
            binomial(whole(*observed), whole(total), expected / total, dice.uniform())
        }
        cells => {
            let (observed, expected): (Vec<f64>, Vec<f64>) = cells.iter().copied().unzip();
            chi_square(&observed, &expected)
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count that was kept as a float"
)]
fn whole(count: f64) -> u64 {
    count as u64
}

/// When one of them came, given that it came first.
fn when(name: &str, incidence: &Incidence, times: &[f64], dice: &mut Dice) -> Vec<Finding> {
    let place = |time: &f64| incidence.place(*time, 0.0, dice.uniform());
    let places: Vec<Place> = times.iter().map(place).collect();
    shape(name, places, dice)
}

/// Whether places, in the order in which they were drawn, are evenly spread and independent.
pub fn shape(name: &str, mut places: Vec<Place>, dice: &mut Dice) -> Vec<Finding> {
    let neighbours = places.windows(2).map(|two| (two[0].below, two[1].below));
    let neighbours = uncorrelated(neighbours);
    let bins = bins(places.len());
    let even = evenly(&places, bins);
    // Of equal distances from 0 the one that is farther from 1 comes first.
    places.sort_by(|a, b| a.below.total_cmp(&b.below).then(b.above.total_cmp(&a.above)));
    let mut end = |distances: &dyn Fn(&Place) -> f64, share: f64| {
        let count = places.iter().filter(|place| distances(place) < share).count() as u64;
        binomial(count, places.len() as u64, share, dice.uniform())
    };
    let checks = [
        ("Kolmogorov-Smirnov", kolmogorov(&places)),
        ("Anderson-Darling", anderson_darling(&places)),
        ("bins", even),
        ("lowest 1/4096", end(&|place| place.below, 1.0 / 4096.0)),
        ("lowest 1/256", end(&|place| place.below, 1.0 / 256.0)),
        ("highest 1/256", end(&|place| place.above, 1.0 / 256.0)),
        ("highest 1/4096", end(&|place| place.above, 1.0 / 4096.0)),
        ("smallest", smallest(&places)),
        ("largest", largest(&places)),
        ("neighbours", neighbours),
    ];
    checks.into_iter().map(|(check, p)| Finding { case: name.to_owned(), check, p }).collect()
}

/// As many bins as leave forty in each, up to 4,096.
fn bins(places: usize) -> u32 {
    (2..=12).map(|power| 1 << power).rfind(|bins| places >= 40 * *bins as usize).unwrap_or(4)
}
