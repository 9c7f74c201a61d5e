//! The gauntlet: what the engine draws against the laws it should come from.

use longview_engine::model::StageId;
use longview_tests::SEED;
use longview_tests::gauntlet::drawn::paths;
use longview_tests::gauntlet::law::Law;
use longview_tests::gauntlet::{SMALL, everything};
use longview_tests::statistics::Discoveries;

/// Every delay law by itself and every two in one stage; stages entered again, timers that restart.
/// All findings are judged together: if nothing is wrong there is a discovery in one of a hundred
/// such runs, and the seed is fixed.
#[test]
fn every_law_comes_as_often_and_when_it_should() {
    let findings = everything(SMALL, SEED);
    assert!(findings.len() > 5_000, "only {} findings", findings.len());
    let discoveries = Discoveries::among(&findings);
    let made: Vec<String> = discoveries.made.iter().map(ToString::to_string).collect();
    assert!(made.is_empty(), "{} of {}:\n{}", made.len(), findings.len(), made.join("\n"));
}

/// Exponential timers count as first among equals in time; their delays never tie.
#[test]
fn of_equal_times_the_first_in_the_file_fires() {
    let week = Law::Fixed(1.0);
    let also = Law::Uniform { from: 1.0, to: 1.0 };
    for timers in [[&week, &also], [&also, &week]] {
        let (one, other) = (vec![StageId(1)], vec![StageId(2)]);
        let stages = [vec![(timers[0], one), (timers[1], other)], vec![], vec![]];
        paths(&stages, SEED, 100, |path| {
            assert_eq!(path.last().map(|step| step.stage), Some(StageId(1)));
        });
    }
}
