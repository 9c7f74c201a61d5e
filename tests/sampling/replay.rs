//! A prospect that is replayed alone takes the path that it takes in a run.

use longview_engine::experiment::Experiment;
use longview_engine::replay::{Replay, ReplayError, Step, Who};
use longview_tests::{Ran, SEED, on_a_list_of, stored};

const REPLICATIONS: u64 = 3;

fn who(replication: u64, prospect: u32) -> Who {
    Who { seed: SEED, replication, rep: 0, prospect }
}

/// Where somebody stands at the end of a quarter, counted from nought.
fn standing(path: &[Step], quarter: usize) -> usize {
    let end = 13.0 * (quarter + 1) as f64;
    path.iter().rfind(|step| step.weeks <= end).expect("everybody is born").stage.0
}

/// Everybody's paths add up to what the run counts.
#[track_caller]
fn assert_adds_up(experiment: &Experiment, names: u32, quarters: usize) {
    let ran = Ran::experiment(experiment, REPLICATIONS);
    let mut replay = Replay::new(experiment, 0).unwrap();
    let stages = &experiment.model.stages;
    let mut counts = vec![vec![0u32; quarters]; stages.len()];
    for (replication, prospect) in
        (0..REPLICATIONS).flat_map(|replication| (0..names).map(move |name| (replication, name)))
    {
        let path = replay.path(&who(replication, prospect)).unwrap();
        (0..quarters).for_each(|quarter| counts[standing(&path, quarter)][quarter] += 1);
    }
    for (stage, counts) in stages.iter().zip(counts) {
        for (quarter, count) in counts.into_iter().enumerate() {
            let ran = ran.first().standing(&stage.name, quarter).sum();
            assert_eq!(ran, count.into(), "{} in quarter {quarter}", stage.name);
        }
    }
}

#[test]
fn replayed_prospects_add_up_to_the_run() {
    let mut cohort = stored("reference/cohort").experiment;
    cohort.market.segments[0].prospects = 2_000;
    assert_adds_up(&cohort, 2_000, 8);
}

/// Need moves prospects too, and two segments share one list.
#[test]
fn need_moves_who_is_replayed_as_in_the_run() {
    let text = "[strategy.nobody-calls]
        [model]
        start = \"waiting\"
        [model.stage.waiting]
        timer.ripens = { delay = { law = \"gamma\", shape = 2, mean = \"20 weeks\" }, to = \"ripe\" }
        [model.stage.ripe]
        timer.stays = { delay = \"3 weeks\", to = \"ripe\" }
        timer.buys = { delay = { law = \"weibull\", shape = 2, scale = \"9 weeks\" }, to = \"customer\" }
        [model.stage.customer]
        rung = 1
        end = \"won\"
        [model.stage.lost]
        rung = -1
        end = \"lost\"
        [model.need]
        out_of_market = \"10 weeks\"
        in_market = \"5 weeks\"
        bought_elsewhere = 0.3
        lost_to = \"lost\"";
    let mut experiment = on_a_list_of(1_000, 4, text).experiment;
    let more = experiment.market.segments[0].clone();
    experiment.market.segments.push(more);
    assert_adds_up(&experiment, 2_000, 4);
    let mut replay = Replay::new(&experiment, 0).unwrap();
    let (stays, turns): (Vec<Step>, Vec<Step>) = (0..2_000)
        .flat_map(|name| {
            replay.path(&who(0, name)).unwrap().windows(2).map(two).collect::<Vec<_>>()
        })
        .filter_map(|(from, to)| (from.stage == to.stage).then_some(to))
        .partition(|step| step.stage.0 == 1);
    assert!(stays.len() > 1_000, "a timer that stays is a step: {}", stays.len());
    assert!(turns.is_empty(), "a turn of need that moves nobody is none: {turns:?}");
}

fn two(steps: &[Step]) -> (Step, Step) {
    (steps[0], steps[1])
}

#[test]
fn what_cannot_be_replayed_is_refused() {
    let worked = stored("ten-hours").experiment;
    assert_eq!(Replay::new(&worked, 0).err(), Some(ReplayError::Worked(0)));
    assert!(matches!(Replay::new(&worked, 7).err(), Some(ReplayError::Misfits(_))));
    let cohort = stored("reference/cohort").experiment;
    let names = cohort.market.segments[0].prospects;
    let mut replay = Replay::new(&cohort, 0).unwrap();
    assert!(replay.path(&who(0, names - 1)).is_ok());
    assert_eq!(replay.path(&who(0, names)), Err(ReplayError::Nobody(who(0, names))));
    let other = Who { rep: 9, ..who(0, 0) };
    assert_eq!(replay.path(&other), Err(ReplayError::Nobody(other)));
}
