//! Who is on the list.

use longview_engine::market::{Arrivals, DealValue, Market, Segment};
use longview_engine::units::{Cents, Positive, Probability, Real};
use statrs::distribution::{ContinuousCDF, Normal};

use super::Site;
use super::part::Part;
use super::segments::{shares, whole_segments};

/// The market; `None` when a part of it is wrong.
pub(super) fn market(part: &Part<'_>, site: &mut Site<'_>) -> Option<Market> {
    if !part.has("segment") {
        return segment("all", part, site).map(|whole| Market { segments: vec![whole] });
    }
    let trees = whole_segments(part);
    let segments: Vec<Option<Segment>> = trees
        .iter()
        .map(|(name, tree)| {
            let part = Part::root(tree)?;
            segment(name.text, &Part { path: name.path.clone(), ..part }, site)
        })
        .collect();
    let segments = segments.into_iter().collect::<Option<Vec<_>>>();
    let mut segments = segments.filter(|segments| !segments.is_empty())?;
    let time_shares = shares(part, &segments, site)?;
    for (segment, share) in segments.iter_mut().zip(time_shares) {
        segment.time_share = share;
    }
    Some(Market { segments })
}

/// A segment with all of the time.
fn segment(name: &str, part: &Part<'_>, site: &mut Site<'_>) -> Option<Segment> {
    for needed in ["prospects", "deal_value"] {
        if !part.has(needed) {
            let hint = "write it for every segment, or for the market once";
            let expected = format!("`{needed}`");
            site.wrong(part.at, &part.path_of(needed), "nothing", &expected, hint);
        }
    }
    let deal_value = part.part("deal_value").and_then(|value| deal_value(&value, site));
    let fit = part.part("fit");
    let fit = |key| fit.as_ref().and_then(|fit| fit.real(key)).unwrap_or(Real::ZERO);
    Some(Segment {
        name: name.to_owned(),
        prospects: part.count("prospects")?,
        fit_mean: fit("mean"),
        fit_sd: fit("sd"),
        deal_value: deal_value?,
        letter: part.positive("letter").or_else(|| Positive::new(1.0).ok())?,
        time_share: Probability::ALWAYS,
        arrivals: part.part("arrivals").and_then(|arrivals| self::arrivals(&arrivals)),
    })
}

fn arrivals(part: &Part<'_>) -> Option<Arrivals> {
    Some(Arrivals { mean: part.positive("per_week")?, dispersion: part.positive("dispersion") })
}

fn deal_value(part: &Part<'_>, site: &mut Site<'_>) -> Option<DealValue> {
    if !part.has("median") {
        let hint = "the value that half of the deals exceed";
        site.wrong(part.at, &part.path_of("median"), "nothing", "`median`", hint);
    }
    let spreads = ["sigma", "top_fifth_share", "p90"];
    if !spreads.iter().any(|key| part.has(key)) {
        let expected = "one of `sigma`, `top_fifth_share`, `p90`";
        let hint = "how much deals differ; sigma = 0 makes all alike";
        site.wrong(part.at, &part.path, "no spread", expected, hint);
    }
    let median = part.number("median")?;
    let sigma = match spreads.map(|key| part.number(key)) {
        [Some(sigma), ..] => sigma,
        [_, Some(share), _] => sigma_of_share(share),
        [_, _, Some(p90)] => sigma_of_p90(part, median, p90, site)?,
        _ => return None,
    };
    Some(DealValue { median: Cents::from_units(median).ok()?, sigma: Real::new(sigma).ok()? })
}

/// The top fifth of a log-normal holds the share `Phi(sigma - Phi^-1(0.8))`.
fn sigma_of_share(share: f64) -> f64 {
    let normal = Normal::standard();
    normal.inverse_cdf(share) + normal.inverse_cdf(0.8)
}

fn sigma_of_p90(part: &Part<'_>, median: f64, p90: f64, site: &mut Site<'_>) -> Option<f64> {
    if p90 >= median {
        return Some((p90 / median).ln() / Normal::standard().inverse_cdf(0.9));
    }
    let path = part.path_of("p90");
    let hint = "one deal in ten exceeds `p90`, one in two the median";
    site.wrong(part.place("p90"), &path, "less than the median", "at least the median", hint);
    None
}

#[cfg(test)]
mod tests {
    use super::sigma_of_share;

    /// A log-normal with sigma 1.28 gives the top fifth 67 % of the value.
    #[test]
    fn two_thirds_for_the_top_fifth_is_a_sigma_of_1_28() {
        assert!((sigma_of_share(0.67) - 1.2815).abs() < 1e-3);
    }
}
