//! When a stage is reached for the first time, whatever happens after it.

use longview_engine::model::StageId;
use longview_engine::plan::Probe;
use longview_engine::units::{Probability, Weeks};
use longview_tests::{Ran, assert_close, binomial_error, on_a_list_of};

use super::maths::{Matrix, chances_after};

const NAMES: u32 = 10_000;
const REPLICATIONS: u64 = 60;
const TIMES: [f64; 7] = [2.0, 5.0, 10.0, 20.0, 35.0, 60.0, 100.0];
const CHANCES: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];

/// Mean weeks of each exponential timer: aware, engaged, callback, lost.
const TIMERS: [(usize, usize, f64); 6] =
    [(0, 1, 9.0), (0, 3, 90.0), (1, 0, 14.0), (1, 2, 11.0), (2, 0, 4.0), (2, 3, 50.0)];
const STAGES: [&str; 4] = ["aware", "engaged", "callback", "lost"];
const CALLBACK: usize = 2;

fn intensities() -> Matrix<4> {
    let mut rates = [[0.0; 4]; 4];
    for (from, to, mean) in TIMERS {
        rates[from][to] += 1.0 / mean;
        rates[from][from] -= 1.0 / mean;
    }
    rates
}

/// The chance to reach the call-back for the first time within so many weeks: `exp(Q t)` with its
/// row zeroed, so that whoever gets there stays.
fn reached_within(weeks: f64) -> f64 {
    let mut rates = intensities();
    rates[CALLBACK] = [0.0; 4];
    chances_after(&rates, weeks)[0][CALLBACK]
}

fn measured() -> Ran {
    let timers = TIMERS.map(|(from, to, mean)| {
        format!(
            "[model.stage.{}.timer.to-{to}]
            delay = {{ law = \"exponential\", mean = \"{mean} weeks\" }}
            to = \"{}\"\n",
            STAGES[from], STAGES[to]
        )
    });
    let model = format!(
        "[strategy.nobody-calls]
        [model]
        start = \"aware\"
        [model.stage.lost]
        end = \"lost\"
        {}",
        timers.concat()
    );
    let mut experiment = on_a_list_of(NAMES, 8, &model).experiment;
    let stage = experiment.model.stages.iter().position(|stage| stage.name == STAGES[CALLBACK]);
    experiment.probes = vec![Probe {
        stages: vec![StageId(stage.unwrap())],
        by: TIMES.map(|weeks| Weeks::new(weeks).unwrap()).to_vec(),
        quantiles: CHANCES.map(|chance| Probability::new(chance).unwrap()).to_vec(),
    }];
    Ran::experiment(&experiment, REPLICATIONS)
}

/// People come back to the call-back again and again; only the first time counts. Quantiles are of
/// those who get there in the two years, and are kept within one part in a thousand.
#[test]
fn the_first_passage_is_the_matrix_exponential_with_its_row_zeroed() {
    let ran = measured();
    let probe = &ran.first().levels.probes[0];
    let people = f64::from(NAMES) * REPLICATIONS as f64;
    for (weeks, (share, _)) in TIMES.into_iter().zip(&probe.share_by) {
        let chance = reached_within(weeks);
        let error = binomial_error(chance, people);
        assert_close(&format!("reached within {weeks} weeks"), *share, chance, error);
    }
    let in_time = reached_within(104.0);
    for (chance, weeks) in CHANCES.into_iter().zip(&probe.quantiles) {
        let passed = reached_within(*weeks) / in_time;
        let kept = reached_within(weeks * 1.001) / in_time - passed;
        let error = binomial_error(chance, people * in_time).hypot(kept);
        assert_close(&format!("passed at the quantile {chance}"), passed, chance, error);
    }
}
