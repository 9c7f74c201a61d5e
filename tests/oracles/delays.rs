//! Every law of delay against its distribution function.

use longview_engine::experiment::Experiment;
use longview_engine::model::StageId;
use longview_engine::plan::Probe;
use longview_engine::run::{ProbeResults, RunPlan};
use longview_engine::units::{Probability, Weeks};
use longview_tests::{Ran, assert_close, assert_exactly, binomial_error, on_a_list_of};
use statrs::distribution::{ContinuousCDF, Exp, Gamma, LogNormal, Normal, Uniform, Weibull};

const NAMES: u32 = 20_000;
const REPLICATIONS: u64 = 20;
const TIMES: [f64; 6] = [1.0, 3.0, 7.0, 12.0, 20.0, 40.0];
const CHANCES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];
/// Times are kept within one part in a thousand.
const TIME_ERROR: f64 = 0.001;

/// The times that a timer with this delay takes, in a run of two years.
fn measured(delay: &str) -> Ran {
    Ran::experiment(&waiting(NAMES, delay), REPLICATIONS)
}

/// So many who wait so long, for two years.
fn waiting(names: u32, delay: &str) -> Experiment {
    let model = format!(
        "[strategy.nobody-calls]
        [model]
        start = \"waiting\"
        [model.stage.waiting]
        timer.passes = {{ delay = {delay}, to = \"done\" }}
        [model.stage.done]
        end = \"lost\""
    );
    let mut experiment = on_a_list_of(names, 8, &model).experiment;
    let weeks = |weeks: f64| Weeks::new(weeks).unwrap();
    experiment.probes = vec![Probe {
        stages: vec![StageId(1)],
        by: TIMES.map(weeks).to_vec(),
        quantiles: CHANCES.map(|chance| Probability::new(chance).unwrap()).to_vec(),
    }];
    experiment
}

/// Checks shares within given times, and that quantiles (of those who get there in time) are where
/// the law has them.
#[track_caller]
fn assert_law(delay: &str, law: impl Fn(f64) -> f64) {
    let ran = measured(delay);
    let probe = &ran.first().levels.probes[0];
    let drawn = f64::from(NAMES) * REPLICATIONS as f64;
    for (time, (share, _)) in TIMES.into_iter().zip(&probe.share_by) {
        let chance = law(time);
        if chance > 0.0 && chance < 1.0 {
            let error = binomial_error(chance, drawn);
            assert_close(&format!("{delay} within {time} weeks"), *share, chance, error);
        } else {
            assert_exactly(&format!("{delay} within {time} weeks"), *share, chance);
        }
    }
    let in_time = law(104.0);
    for (chance, weeks) in CHANCES.into_iter().zip(&probe.quantiles) {
        let below = law(weeks * (1.0 - TIME_ERROR)) / in_time;
        let above = law(weeks * (1.0 + TIME_ERROR)) / in_time;
        let nearest = chance.clamp(below, above);
        let error = binomial_error(chance, drawn * in_time);
        assert_close(&format!("{delay}, quantile at {weeks} weeks"), nearest, chance, error);
    }
}

#[test]
fn exponential() {
    let law = Exp::new(1.0 / 9.0).unwrap();
    assert_law("{ law = \"exponential\", mean = \"9 weeks\" }", |t| law.cdf(t));
}

#[test]
fn weibull() {
    for shape in [0.7, 1.0, 2.5] {
        let law = Weibull::new(shape, 11.0).unwrap();
        let delay = format!("{{ law = \"weibull\", shape = {shape}, scale = \"11 weeks\" }}");
        assert_law(&delay, |t| law.cdf(t));
    }
}

#[test]
fn gamma() {
    for shape in [0.5, 4.0] {
        let law = Gamma::new(shape, shape / 13.0).unwrap();
        let delay = format!("{{ law = \"gamma\", shape = {shape}, mean = \"13 weeks\" }}");
        assert_law(&delay, |t| law.cdf(t));
    }
}

#[test]
fn lognormal() {
    let law = LogNormal::new(8.0f64.ln(), 0.7).unwrap();
    assert_law("{ law = \"lognormal\", median = \"8 weeks\", sigma = 0.7 }", |t| law.cdf(t));
}

#[test]
fn normal_cut_at_a_minimum() {
    let law = Normal::new(10.0, 6.0).unwrap();
    for min in [0.0, 6.0, 14.0] {
        let delay = format!(
            "{{ law = \"normal\", mean = \"10 weeks\", sd = \"6 weeks\", min = \"{min} weeks\" }}"
        );
        let cut = law.cdf(min);
        assert_law(&delay, |t| ((law.cdf(t) - cut) / (1.0 - cut)).max(0.0));
    }
}

#[test]
fn uniform() {
    let law = Uniform::new(2.0, 16.0).unwrap();
    assert_law("{ law = \"uniform\", from = \"2 weeks\", to = \"16 weeks\" }", |t| law.cdf(t));
}

#[test]
fn fixed() {
    let ran = measured("\"7 weeks\"");
    let probe = &ran.first().levels.probes[0];
    for ((share, _), weeks) in probe.share_by.iter().zip(TIMES) {
        let passed = if weeks < 7.0 { 0.0 } else { 1.0 };
        assert_exactly(&format!("within {weeks} weeks"), *share, passed);
    }
    assert!(probe.quantiles.iter().all(|weeks| (weeks / 7.0 - 1.0).abs() < TIME_ERROR));
}

/// Linear between the points (0, 1), (0.2, 3), (0.5, 3), (1, 30); without chances the points are
/// evenly spaced.
#[test]
fn empirical() {
    let between = |points: &[(f64, f64)], t: f64| -> f64 {
        let above = points.partition_point(|point| point.1 <= t);
        if above == 0 {
            return 0.0;
        }
        let Some(next) = points.get(above) else { return 1.0 };
        let last = points[above - 1];
        last.0 + (next.0 - last.0) * (t - last.1) / (next.1 - last.1)
    };
    let with_chances = "{ law = \"empirical\",
        values = [\"1 week\", \"3 weeks\", \"3 weeks\", \"30 weeks\"], chances = [0, 0.2, 0.5, 1] }";
    let points = [(0.0, 1.0), (0.2, 3.0), (0.5, 3.0), (1.0, 30.0)];
    assert_law(&with_chances.replace('\n', " "), |t| between(&points, t));
    let points = [(0.0, 0.0), (0.5, 6.0), (1.0, 30.0)];
    let evenly = "{ law = \"empirical\", values = [\"0 weeks\", \"6 weeks\", \"30 weeks\"] }";
    assert_law(evenly, |t| between(&points, t));
}

/// The standard deviation of so many quantiles is itself known to one part in the root of twice their
/// number; beside it what the errors vary by is small.
#[test]
fn quantiles_scatter_as_their_errors_say() {
    const RUNS: u64 = 300;
    const FEW: u32 = 1_000;
    let experiment = waiting(FEW, "{ law = \"exponential\", mean = \"9 weeks\" }");
    let probe = |seed: u64| {
        let once = RunPlan { seed, replications: 1, baseline: 0, threads: None };
        Ran::planned(&experiment, &once).results.strategies[0].probes[0].clone()
    };
    let probes: Vec<ProbeResults> = (1..=RUNS).map(probe).collect();
    let runs = RUNS as f64;
    for (at, chance) in CHANCES.into_iter().enumerate() {
        let mean = probes.iter().map(|probe| probe.quantiles[at]).sum::<f64>() / runs;
        let squares = probes.iter().map(|probe| (probe.quantiles[at] - mean).powi(2)).sum::<f64>();
        let told = probes.iter().map(|probe| probe.quantile_errors[at].powi(2)).sum::<f64>() / runs;
        let scatter = (squares / (runs - 1.0) / told).sqrt();
        let error = 1.0 / (2.0 * (runs - 1.0)).sqrt();
        assert_close(
            &format!("scatter of the quantile {chance} in its errors"),
            scatter,
            1.0,
            error,
        );
    }
}
