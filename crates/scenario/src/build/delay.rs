//! Delays.

use longview_engine::delay::{Delay, Quantiles, QuantilesError};
use longview_engine::units::{Probability, Weeks};

use super::Site;
use super::part::Part;

/// The delay of a key.
pub(super) fn delay(part: &Part<'_>, key: &str, site: &mut Site<'_>) -> Option<Delay> {
    let Some(law) = part.part(key) else { return part.weeks(key).map(Delay::Fixed) };
    match law.text("law")?.text {
        "fixed" => law.weeks("value").map(Delay::Fixed),
        "exponential" => law.weeks("mean").map(|mean| Delay::Exponential { mean }),
        "weibull" => {
            Some(Delay::Weibull { shape: law.positive("shape")?, scale: law.weeks("scale")? })
        }
        "gamma" => Some(Delay::Gamma { shape: law.positive("shape")?, mean: law.weeks("mean")? }),
        "lognormal" => {
            Some(Delay::LogNormal { median: law.weeks("median")?, sigma: law.positive("sigma")? })
        }
        "normal" => normal(&law, site),
        "uniform" => uniform(&law, site),
        _ => empirical(&law, site),
    }
}

/// Drawing again and again until the cut is passed must come to an end soon.
fn normal(law: &Part<'_>, site: &mut Site<'_>) -> Option<Delay> {
    let (mean, sd, min) = (law.weeks("mean")?, law.weeks("sd")?, law.weeks("min")?);
    if min.get() <= mean.get() + 2.0 * sd.get() {
        return Some(Delay::Normal { mean, sd, min });
    }
    site.wrong(
        law.place("min"),
        &law.path_of("min"),
        "a cut far above the mean",
        "at most two standard deviations above the mean",
        "hardly any delay would be left: raise the mean instead",
    );
    None
}

fn uniform(law: &Part<'_>, site: &mut Site<'_>) -> Option<Delay> {
    let (from, to) = (law.weeks("from")?, law.weeks("to")?);
    if from <= to {
        return Some(Delay::Uniform { from, to });
    }
    let expected = "at least as long as `from`";
    site.wrong(law.place("to"), &law.path_of("to"), "less than `from`", expected, "swap them");
    None
}

fn empirical(law: &Part<'_>, site: &mut Site<'_>) -> Option<Delay> {
    let values = law.numbers("values")?;
    let chances = if law.has("chances") { law.numbers("chances")? } else { evenly(values.len()) };
    if chances.len() != values.len() {
        site.wrong(
            law.place("chances"),
            &law.path_of("chances"),
            &format!("{} chances for {} values", chances.len(), values.len()),
            "as many chances as values",
            "without chances the values are evenly spaced",
        );
        return None;
    }
    let point = |(chance, value): (&f64, &f64)| {
        Some((Probability::new(*chance).ok()?, Weeks::new(*value).ok()?))
    };
    let points = chances.iter().zip(&values).map(point).collect::<Option<Vec<_>>>()?;
    Quantiles::new(points)
        .map_err(|error| no_quantiles(law, &error, site))
        .ok()
        .map(Delay::Empirical)
}

fn no_quantiles(law: &Part<'_>, error: &QuantilesError, site: &mut Site<'_>) {
    let hint = "the values are quantiles: a greater chance never has a shorter delay";
    let (key, found, expected) = match error {
        QuantilesError::TooFew => {
            ("values", "fewer than two values".to_owned(), "at least two values")
        }
        QuantilesError::Ends => (
            "chances",
            "chances that do not run from 0 to 1".to_owned(),
            "0 as the first chance and 1 as the last",
        ),
        QuantilesError::Order(before) => (
            "values",
            format!("a fall at position {}", before + 1),
            "chances that rise and values that do not fall",
        ),
    };
    site.wrong(law.place(key), &law.path_of(key), &found, expected, hint);
}

fn evenly(points: usize) -> Vec<f64> {
    (0..points).map(|at| at as f64 / (points.max(2) - 1) as f64).collect()
}
