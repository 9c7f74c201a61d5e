//! Who is on the list: deal values, the vital few, new names.

use longview_engine::estimate::Sketch;
use longview_tests::{
    Ran, assert_close, assert_distribution, assert_mean, assert_share, on_a_list_of,
};
use statrs::distribution::{ContinuousCDF, DiscreteCDF, NegativeBinomial, Normal, Poisson};

use super::maths::normal_mean;

const NAMES: u32 = 10_000;
/// Half of the deals are worth more, in cents.
const MEDIAN: f64 = 500_000.0;

pub(super) const EVERY_CALL_SELLS: &str = "
    [model]
    start = \"stranger\"
    [model.stage.stranger]
    [model.stage.customer]
    rung = 1
    end = \"won\"
    [model.activity.cold_call]
    channel = \"phone\"
    aim = \"list\"
    effort = \"action\"
    minutes = 0.1
    reach = 1
    on.stranger.bought = { weight = 1, to = \"customer\" }";

/// Mean value of a sale when the first `called` of all names are called in one week, in medians.
fn mean_value(values: &str, focus: &str, [called, names]: [u32; 2], lists: u64) -> (f64, f64) {
    let rest = format!(
        "[market.segment.all]
        deal_value = {values}
        [strategy.calls]
        rhythm = {{ on = \"1 week\", off = \"12 weeks\" }}
        {focus}
        [[strategy.calls.block]]
        attempts = {called}
        do = [\"cold_call\"]
        {EVERY_CALL_SELLS}"
    );
    let ran = Ran::scenario(&on_a_list_of(names, 1, &rest), lists);
    let revenue = ran.first().total("revenue");
    let per_sale = MEDIAN * f64::from(called);
    (revenue.mean() / per_sale, revenue.standard_error() / per_sale)
}

fn standard() -> Normal {
    Normal::standard()
}

/// The mean of a log-normal value is `median exp(sigma^2 / 2)`; the top fifth holds the share
/// `Phi(sigma - z)` of it with `Phi(z) = 0.8`, and a tenth lie above `median exp(1.2816 sigma)`.
#[test]
fn deal_values_have_the_mean_that_their_description_implies() {
    let fifth = standard().inverse_cdf(0.8);
    let tenth = standard().inverse_cdf(0.9);
    let by_share = fifth + standard().inverse_cdf(0.67);
    let by_p90 = (26_000.0f64 / 5_000.0).ln() / tenth;
    for (description, sigma) in [
        ("{ median = 5000, sigma = 0.9 }", 0.9),
        ("{ median = 5000, top_fifth_share = 0.67 }", by_share),
        ("{ median = 5000, p90 = 26000 }", by_p90),
    ] {
        let (found, error) = mean_value(description, "", [NAMES, NAMES], 100);
        assert_close(description, found, (sigma * sigma / 2.0).exp(), error);
    }
}

/// Calling those first whose score `a z + sqrt(1 - a^2) noise` is in the top fifth: their values
/// average `exp(sigma^2 / 2) Phi(a sigma - z) / 0.2`. A rep who can tell (`a = 1`) finds 0.67 of all
/// value there at sigma 1.28; one who cannot finds a fifth.
#[test]
fn the_vital_few_are_found_as_well_as_the_rep_can_tell() {
    let sigma = 1.28;
    let from = standard().inverse_cdf(0.8);
    assert!((standard().cdf(sigma - from) - 0.67).abs() < 0.001);
    for accuracy in [0.0, 0.6, 1.0] {
        let focus = format!("focus = {{ top = 0.2, accuracy = {accuracy} }}");
        let (found, error) =
            mean_value("{ median = 5000, sigma = 1.28 }", &focus, [NAMES / 5, NAMES], 100);
        let share = standard().cdf(accuracy * sigma - from) / 0.2;
        let expected = (sigma * sigma / 2.0).exp() * share;
        assert_close(&format!("accuracy {accuracy}"), found, expected, error);
    }
}

/// Of five names the one with the best score is called. That score has the density
/// `5 phi(x) Phi(x)^4` of the highest of five, and given it the value averages
/// `median exp(a sigma x + (1 - a^2) sigma^2 / 2)`.
#[test]
fn the_best_of_five_is_found_as_well_as_the_rep_can_tell() {
    let sigma: f64 = 0.8;
    for accuracy in [0.0, 0.6, 1.0] {
        let focus = format!("focus = {{ top = 0.2, accuracy = {accuracy} }}");
        let (found, error) = mean_value("{ median = 5000, sigma = 0.8 }", &focus, [1, 5], 60_000);
        let [by_score] =
            normal_mean(|x| [5.0 * standard().cdf(x).powi(4) * (accuracy * sigma * x).exp()]);
        let expected = by_score * ((1.0 - accuracy * accuracy) * sigma * sigma / 2.0).exp();
        assert_close(&format!("best of five, accuracy {accuracy}"), found, expected, error);
    }
}

/// Names that arrived by the end of the second quarter, beside the one that was there.
fn arrived(arrivals: &str, replications: u64) -> Ran {
    let rest = format!(
        "[market.segment.all]
        arrivals = {arrivals}
        [strategy.nobody-calls]
        [model]
        start = \"stranger\"
        [model.stage.stranger]"
    );
    Ran::scenario(&on_a_list_of(1, 2, &rest), replications)
}

/// The whole distribution of the names that came, beside the one that was there.
#[track_caller]
fn assert_law(what: &str, found: &Sketch, mean: f64, size: f64) {
    let values = (1..300).step_by(5);
    if size.is_finite() {
        let law = NegativeBinomial::new(size, size / (size + mean)).unwrap();
        assert_distribution(what, found, values, |n| law.cdf(u64::from(n) - 1));
    } else {
        let law = Poisson::new(mean).unwrap();
        assert_distribution(what, found, values, |n| law.cdf(u64::from(n) - 1));
    }
}

/// The sum of `weeks` negative binomial numbers is negative binomial with size `weeks * k`: variance
/// `mean + mean^2 / size`. The standard error of the sample variance follows from the excess
/// kurtosis `6 / size + 1 / variance` (of the negative binomial, also in the Poisson limit).
fn assert_arrivals(arrivals: &str, mean_per_week: f64, size_per_week: f64) {
    let replications = 40_000;
    let ran = arrived(arrivals, replications);
    for (quarter, weeks) in [(0, 13.0), (1, 26.0)] {
        let found = ran.first().standing("stranger", quarter);
        let (mean, size) = (weeks * mean_per_week, weeks * size_per_week);
        assert_law(&format!("{arrivals}, names after {weeks} weeks"), found, mean, size);
        assert_mean(&format!("names after {weeks} weeks, {arrivals}"), found, 1.0 + mean);
        let variance = mean + mean * mean / size;
        let excess = 6.0 / size + 1.0 / variance;
        let error = variance * ((2.0 + excess) / replications as f64).sqrt();
        let what = format!("variance after {weeks} weeks, {arrivals}");
        assert_close(&what, found.variance(), variance, error);
    }
}

#[test]
fn new_names_are_negative_binomial() {
    assert_arrivals("{ per_week = 5, dispersion = 0.5 }", 5.0, 0.5);
}

#[test]
fn new_names_without_dispersion_are_poisson() {
    assert_arrivals("{ per_week = 2.5 }", 2.5, f64::INFINITY);
}

/// Letters of a segment draw as many times the replies as its letter is better.
#[test]
fn a_better_letter_draws_more_replies() {
    for (letter, share) in [(0.5, 0.15), (2.0, 0.6), (9.0, 1.0)] {
        let rest = format!(
            "[market.segment.all]
            letter = {letter}
            [strategy.letters]
            rhythm = {{ on = \"1 week\", off = \"12 weeks\" }}
            emails = {NAMES}
            [model]
            start = \"stranger\"
            [model.stage.stranger]
            [model.stage.answered]
            end = \"lost\"
            [model.activity.email]
            channel = \"mail\"
            aim = \"list\"
            effort = \"motion\"
            minutes = 0.1
            reach = 0.3
            on_miss.retry = \"1 quarter\"
            on.stranger.reply = {{ weight = 1, to = \"answered\" }}"
        );
        let ran = Ran::scenario(&on_a_list_of(NAMES, 1, &rest), 20);
        let replies = ran.first().total("replies");
        assert_share("replies", replies, NAMES.into(), share);
    }
}
