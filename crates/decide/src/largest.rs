//! How much of the revenue a few customers bring, and how much they would if chance alone chose them.

use longview_engine::estimate::Sketch;
use longview_engine::experiment::Experiment;
use longview_engine::market::{DealValue, Segment};
use longview_engine::units::WEEKS_PER_QUARTER;

use crate::uncertain::normal::share_below;

/// What the largest customers hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Held {
    /// Share of all customers, the largest first.
    pub customers: f64,
    /// Their share of all revenue.
    pub revenue: f64,
}

/// Points of a curve: a twentieth of the customers each.
const STEPS: u32 = 20;

/// What the largest of these deals hold; empty where nobody bought.
pub(crate) fn of_deals(deals: &Sketch) -> Vec<Held> {
    if deals.sum() <= 0 {
        return Vec::new();
    }
    curve(|customers| deals.share_of_largest(customers))
}

/// What the largest would hold of very many customers drawn by lot from everybody who is on the
/// lists or comes to them in the quarters reported, with deals as large as their segment has them.
/// A plan that neither chooses by deal value nor wins one segment more easily than another has this
/// curve (Aitchison and Brown 1957, section 11.5, for one segment).
pub fn by_chance(experiment: &Experiment) -> Vec<Held> {
    let weeks = f64::from(experiment.horizon.quarters * WEEKS_PER_QUARTER);
    let part = |segment: &Segment| {
        let DealValue { median, sigma } = segment.deal_value;
        let arriving = segment.arrivals.map_or(0.0, |arrivals| arrivals.mean.get() * weeks);
        let names = f64::from(segment.prospects) + arriving;
        Part { names, location: (median.get() as f64).ln(), sigma: sigma.get() }
    };
    let parts: Vec<Part> = experiment.market.segments.iter().map(part).collect();
    if parts.iter().all(|part| part.mean() <= 0.0) {
        return Vec::new();
    }
    curve(|customers| share_of_largest(&parts, customers))
}

/// Deals above some height are fewer than wanted, and those of that height make up the rest.
fn share_of_largest(parts: &[Part], customers: f64) -> f64 {
    let sum =
        |of: &dyn Fn(&Part) -> f64| parts.iter().map(|part| part.names * of(part)).sum::<f64>();
    let wanted = customers * sum(&|_| 1.0);
    let height = least_height(parts, |height| sum(&|part| part.above(height)) <= wanted);
    let rest = wanted - sum(&|part| part.above(height));
    (sum(&|part| part.brought_above(height)) + rest * height.exp()) / sum(&Part::mean)
}

/// The least logarithm of a deal value at which something holds that holds of all higher ones.
fn least_height(parts: &[Part], holds: impl Fn(f64) -> bool) -> f64 {
    let paid = || parts.iter().filter(|part| part.location.is_finite());
    let ends =
        |sign: f64| paid().map(move |part| part.location + sign * (SPREAD * part.sigma + 1.0));
    let mut low = ends(-1.0).fold(f64::INFINITY, f64::min);
    let mut high = ends(1.0).fold(f64::NEG_INFINITY, f64::max);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// Nobody is further from the middle of a Normal law than so many standard deviations.
const SPREAD: f64 = 12.0;
/// As many as tell two numbers of double precision apart.
const HALVINGS: u32 = 64;

fn curve(held: impl Fn(f64) -> f64) -> Vec<Held> {
    let held = |step: u32| {
        let customers = f64::from(step) / f64::from(STEPS);
        Held { customers, revenue: held(customers) }
    };
    (1..=STEPS).map(held).collect()
}

/// Deals of one segment: log-normal, or all alike where `sigma` is nought.
struct Part {
    /// How many may buy.
    names: f64,
    /// Mean of the logarithm.
    location: f64,
    sigma: f64,
}

impl Part {
    fn mean(&self) -> f64 {
        (self.location + 0.5 * self.sigma * self.sigma).exp()
    }

    /// The share of deals above `exp(height)`.
    fn above(&self, height: f64) -> f64 {
        self.normal_above(height, 0.0)
    }

    /// What the deals above `exp(height)` bring, per deal of the segment.
    fn brought_above(&self, height: f64) -> f64 {
        self.mean() * self.normal_above(height, self.sigma)
    }

    fn normal_above(&self, height: f64, shift: f64) -> f64 {
        if self.sigma > 0.0 {
            share_below((self.location - height) / self.sigma + shift)
        } else {
            f64::from(u8::from(self.location > height))
        }
    }
}
