//! Timers that would fire again and again with next to no time going on.

use longview_engine::model::{Model, Stage, StageId, Timer};
use longview_engine::units::Weeks;

use super::Site;
use super::part::Part;

/// Reports a timer in every ring of stages that can be gone round in no time at all.
pub(super) fn check(model: &Model, part: &Part<'_>, site: &mut Site<'_>) {
    let Some(stages) = part.part("stage") else { return };
    for at in 0..model.stages.len() {
        let Some(ring) = ring_from(model, StageId(at)) else { continue };
        let first_of_ring = ring.iter().all(|stage| stage.0 >= at);
        let Some(timer) = hasty(&model.stages[at]).next() else { continue };
        let timers = stages.part(&model.stages[at].name).and_then(|stage| stage.part("timer"));
        if let (true, Some(timers)) = (first_of_ring, timers) {
            let way: Vec<&str> =
                ring.iter().chain([&ring[0]]).map(|id| model.stages[id.0].name.as_str()).collect();
            site.wrong(
                timers.key_place(&timer.name),
                &timers.path_of(&timer.name),
                &format!("a ring of timers without delay ({})", way.join(" -> ")),
                "a delay of at least a minute on the way round",
                "time would hardly go on: give one of these timers a longer delay",
            );
        }
    }
}

/// The stages on a way that leads from a stage back to it in no time.
fn ring_from(model: &Model, start: StageId) -> Option<Vec<StageId>> {
    let mut came_from: Vec<Option<StageId>> = vec![None; model.stages.len()];
    let mut next = vec![start];
    while let Some(stage) = next.pop() {
        for to in instantly_to(model, stage) {
            if to == start {
                return Some(way_back(&came_from, start, stage));
            }
            if came_from[to.0].is_none() {
                came_from[to.0] = Some(stage);
                next.push(to);
            }
        }
    }
    None
}

fn way_back(came_from: &[Option<StageId>], start: StageId, last: StageId) -> Vec<StageId> {
    let mut way = vec![last];
    let mut at = last;
    while at != start {
        let Some(before) = came_from[at.0] else { break };
        way.push(before);
        at = before;
    }
    way.reverse();
    way
}

/// Where timers without delay lead; staying counts.
fn instantly_to(model: &Model, from: StageId) -> impl Iterator<Item = StageId> {
    hasty(&model.stages[from.0]).flat_map(move |timer| {
        let possible = timer.outcomes.outcomes.iter().filter(|outcome| outcome.weight > 0.0);
        possible.map(move |outcome| outcome.to.unwrap_or(from))
    })
}

/// A stage that hardly anybody stays in for this long is passed in no time.
const MINUTE: f64 = 1.0 / 10_080.0;
const HARDLY_ANYBODY: f64 = 0.001;

/// Timers that mostly fire at once, in a stage that is passed in no time.
fn hasty(stage: &Stage) -> impl Iterator<Item = &Timer> {
    let lasts = |timer: &Timer| {
        let minute = Weeks::new(MINUTE).expect("a minute is a length of time");
        timer.delay.chance_of_at_least(minute)
    };
    let passed = stage.timers.iter().map(lasts).product::<f64>() < HARDLY_ANYBODY;
    stage.timers.iter().filter(move |timer| passed && lasts(timer) < 0.5)
}
