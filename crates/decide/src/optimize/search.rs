//! The search for the best place of a lattice where every look is noisy.
//!
//! Three steps, all in the same worlds. Scrambled Sobol points (Owen 1995,
//! doi:10.1007/978-1-4612-2552-2_19) spread over the whole lattice; sequential halving (Karnin, Koren
//! and Somekh 2013, *Proceedings of Machine Learning Research* 28(3):1238-1246) keeps the better half
//! in twice as many worlds, again and again; from the best of them a pattern search (Hooke and Jeeves
//! 1961, doi:10.1145/321062.321069; Kolda, Lewis and Torczon 2003, doi:10.1137/S003614450242889) goes
//! to the best neighbour while one is better, and halves its steps where none is.

use super::space::{Place, Space};

/// How thoroughly to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Points of the first design, plans of the scenario apart.
    pub design: usize,
    /// Worlds in which the design is looked at.
    pub first_worlds: u64,
    /// Worlds in which the pattern search looks.
    pub worlds: u64,
    /// Looks of the pattern search at most, each at all neighbours.
    pub looks: usize,
    /// Which design.
    pub seed: u64,
}

impl Effort {
    /// A search that goes with a last comparison in so many worlds.
    pub fn for_worlds(worlds: u64, seed: u64) -> Self {
        let share = |of: u64| (worlds / of).max(1);
        Self { design: 32, first_worlds: share(20), worlds: share(4), looks: 6, seed }
    }
}

/// Plans that are kept for the last comparison.
pub const KEPT: usize = 8;
/// Plans that sequential halving leaves.
const LEFT: usize = 4;
/// The first steps of the pattern search, in steps of the lattice.
const FIRST_STEP: i32 = 8;

/// A place with what it is worth in the search's worlds.
pub type Scored = (Place, f64);

/// Finds places that are good, the best of the search first; `known` are tried beside the design.
/// `scores` tells what places are worth in so many worlds.
///
/// # Errors
/// What `scores` fails with.
pub fn search<E>(
    space: &Space,
    known: &[Place],
    effort: &Effort,
    mut scores: impl FnMut(&[Place], u64) -> Result<Vec<f64>, E>,
) -> Result<Vec<Scored>, E> {
    let mut places = design(space, effort);
    places.extend(known.iter().cloned());
    places.sort_unstable();
    places.dedup();
    let left = halve(places, effort, &mut scores)?;
    let mut seen: Vec<Scored> = Vec::new();
    let mut looked = |places: &[Place], seen: &mut Vec<Scored>| {
        let mut new: Vec<Place> = places.to_vec();
        new.retain(|place| seen.iter().all(|(known, _)| known != place));
        new.sort_unstable();
        new.dedup();
        if !new.is_empty() {
            let found = scores(&new, effort.worlds)?;
            seen.extend(new.into_iter().zip(found));
            best_first(seen);
        }
        Ok(())
    };
    let starts: Vec<Place> = left.into_iter().chain(known.iter().cloned()).collect();
    looked(&starts, &mut seen)?;
    let mut step = FIRST_STEP;
    for _ in 0..effort.looks {
        let before = seen[0].clone();
        looked(&neighbours(space, &before.0, step), &mut seen)?;
        if seen[0].0 == before.0 {
            if step == 1 {
                break;
            }
            step /= 2;
        }
    }
    Ok(apart(seen))
}

fn best_first(scored: &mut [Scored]) {
    scored.sort_by(|(a, x), (b, y)| y.total_cmp(x).then_with(|| a.cmp(b)));
}

/// Lives that a search takes at most.
pub fn lives(space: &Space, known: usize, effort: &Effort) -> u64 {
    let mut places = (effort.design + known) as u64;
    let (mut worlds, mut lives) = (effort.first_worlds, 0);
    while places > LEFT as u64 {
        lives += places * worlds;
        places = places.div_ceil(2);
        worlds = (2 * worlds).min(effort.worlds);
    }
    let neighbours =
        space.parts.len() * space.parts.len().saturating_sub(1) + 2 * space.dials.len();
    let looks = (effort.looks * neighbours + LEFT + known) as u64;
    lives + looks * effort.worlds
}

fn design(space: &Space, effort: &Effort) -> Vec<Place> {
    let seed = fold(effort.seed);
    let point = |index: u32| -> Vec<f64> {
        (0u32..)
            .take(space.dimensions())
            .map(|dimension| f64::from(sobol_burley::sample(index, dimension, seed)))
            .collect()
    };
    (0u32..).take(effort.design).map(|index| space.place(&point(index))).collect()
}

/// Both halves of a seed count.
#[expect(clippy::cast_possible_truncation, reason = "the halves are laid over each other")]
fn fold(seed: u64) -> u32 {
    (seed ^ (seed >> 32)) as u32
}

/// The better half in twice as many worlds, until few are left.
fn halve<E>(
    mut places: Vec<Place>,
    effort: &Effort,
    scores: &mut impl FnMut(&[Place], u64) -> Result<Vec<f64>, E>,
) -> Result<Vec<Place>, E> {
    let mut worlds = effort.first_worlds;
    while places.len() > LEFT {
        let found = scores(&places, worlds)?;
        let mut ranked: Vec<Scored> = places.into_iter().zip(found).collect();
        best_first(&mut ranked);
        let keep = ranked.len().div_ceil(2).max(LEFT);
        places = ranked.into_iter().take(keep).map(|(place, _)| place).collect();
        worlds = (2 * worlds).min(effort.worlds);
    }
    Ok(places)
}

/// Places so many steps away: hours traded between two parts, another value of one choice.
fn neighbours(space: &Space, place: &[i32], step: i32) -> Vec<Place> {
    let parts = space.parts.len();
    let pairs = (0..parts).flat_map(|from| (0..parts).map(move |to| (from, to)));
    let traded = pairs
        .filter(|(from, to)| from != to)
        .filter_map(|(from, to)| space.traded(place, from, to, step));
    // Choices have far fewer steps than hours.
    let small = (step / 4).max(1);
    let turned = (parts..space.dimensions()).flat_map(|dial| {
        [-small, small].into_iter().filter_map(move |by| space.moved(place, dial, place[dial] + by))
    });
    traded.chain(turned).collect()
}

/// The best ones that differ by more than a step from each other: neighbours that nobody could tell
/// apart make no choice.
fn apart(seen: Vec<Scored>) -> Vec<Scored> {
    const NEAR: i32 = 2;
    let mut kept: Vec<Scored> = Vec::new();
    for (place, score) in seen {
        let distance =
            |other: &[i32]| -> i32 { place.iter().zip(other).map(|(a, b)| (a - b).abs()).sum() };
        if kept.iter().all(|(other, _)| distance(other) > NEAR) {
            kept.push((place, score));
        }
    }
    kept.truncate(KEPT);
    kept
}
