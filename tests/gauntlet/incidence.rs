//! Competing laws: which comes first, and when, given that it does.
//!
//! The cumulative incidence of cause `k` is the integral of its density times the survival of all
//! others (Putter, Fiocco and Geskus 2007, doi:10.1002/sim.2712), integrated in the coordinate in
//! which the cause is smooth by Gauss and Legendre's rule on panels, and between the ends of panels
//! by the cubic through values and slopes. Panels are halved until both are good.

use super::law::Law;
use crate::statistics::Place;

/// Panels over the span of a law to begin with; corners of its competitors add some.
const PANELS: u32 = 128;
/// Halvings of a panel at most.
const HALVINGS: u32 = 12;
/// By how much the cubic in the middle of a panel may be off, at most ...
const ERROR: f64 = 1e-8;
/// ... and of the mass of the panel, which matters far out ...
const RELATIVE_ERROR: f64 = 1e-4;
/// ... unless it has next to none.
const NOTHING: f64 = 1e-12;
/// Nodes and weights of Gauss and Legendre's rule with four points.
const NODES: [(f64, f64); 4] = [
    (-0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
    (-0.339_981_043_584_856_26, 0.652_145_154_862_546_1),
    (0.339_981_043_584_856_26, 0.652_145_154_862_546_1),
    (0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
];

/// When one of several competing laws comes first.
#[derive(Debug)]
pub struct Incidence {
    law: Law,
    panels: Vec<Panel>,
    /// The chance that it does.
    pub chance: f64,
}

#[derive(Debug)]
struct Panel {
    from: f64,
    to: f64,
    mass: f64,
    /// Of the incidence, at both ends.
    slopes: (f64, f64),
    /// Mass of all panels before, and of all after.
    before: f64,
    after: f64,
}

impl Incidence {
    /// The incidence of a law that competes with others; of equal times the others' count.
    pub fn of(law: &Law, others: &[Law]) -> Self {
        let density = |y: f64| {
            let time = law.time(y);
            law.weight(y) * others.iter().map(|other| other.survival(time)).product::<f64>()
        };
        let ends = ends(law, others);
        let mut panels = Vec::new();
        for ends in ends.windows(2) {
            Panel::new(ends[0], ends[1], &density).halve(&density, HALVINGS, &mut panels);
        }
        let mut sum = 0.0;
        for panel in &mut panels {
            panel.before = sum;
            sum += panel.mass;
        }
        let mut rest = 0.0;
        for panel in panels.iter_mut().rev() {
            panel.after = rest;
            rest += panel.mass;
        }
        Self { law: law.clone(), panels, chance: sum }
    }

    /// The place of a time among those at which the law comes first: evenly spread between 0 and 1.
    /// Where a time has several, `coin` (uniform) decides.
    pub fn place(&self, time: f64, rounding: f64, coin: f64) -> Place {
        let (low, high) = self.law.coordinate(time, rounding);
        let lowest = self.at(low);
        if low >= high {
            return lowest;
        }
        let highest = self.at(high);
        Place {
            below: lowest.below + coin * (highest.below - lowest.below),
            above: highest.above + (1.0 - coin) * (lowest.above - highest.above),
        }
    }

    fn at(&self, y: f64) -> Place {
        let panel = self.panels.partition_point(|panel| panel.to < y).min(self.panels.len() - 1);
        let panel = &self.panels[panel];
        let (below, above) = panel.parts(y);
        Place {
            below: (panel.before + below) / self.chance,
            above: (panel.after + above) / self.chance,
        }
    }
}

impl Panel {
    fn new(from: f64, to: f64, density: &impl Fn(f64) -> f64) -> Self {
        let (middle, half) = (0.5 * (from + to), 0.5 * (to - from));
        let mass =
            NODES.iter().map(|(node, weight)| weight * density(middle + half * node)).sum::<f64>();
        // At a corner the slope is that of this side.
        let inside = 1e-9 * half;
        let slopes = (density(from + inside), density(to - inside));
        Self { from, to, mass: mass * half, slopes, before: 0.0, after: 0.0 }
    }

    /// The panel, or its halves if it is too coarse.
    fn halve(self, density: &impl Fn(f64) -> f64, halvings: u32, panels: &mut Vec<Self>) {
        let middle = 0.5 * (self.from + self.to);
        let halves = [(self.from, middle), (middle, self.to)];
        let [low, high] = halves.map(|(from, to)| Self::new(from, to, density));
        let off =
            (self.parts(middle).0 - low.mass).abs() + (self.mass - low.mass - high.mass).abs();
        let allowed = ERROR.min(RELATIVE_ERROR * (low.mass + high.mass)).max(NOTHING);
        if halvings == 0 || off <= allowed {
            return panels.extend([low, high]);
        }
        low.halve(density, halvings - 1, panels);
        high.halve(density, halvings - 1, panels);
    }

    /// Mass of the panel below and above a coordinate.
    fn parts(&self, y: f64) -> (f64, f64) {
        let width = self.to - self.from;
        let x = ((y - self.from) / width).clamp(0.0, 1.0);
        let part = |x: f64, near: f64, far: f64| {
            let rest = 1.0 - x;
            let cubic =
                x * x * (3.0 - 2.0 * x) * self.mass + width * x * rest * (near * rest - far * x);
            cubic.clamp(0.0, self.mass)
        };
        (part(x, self.slopes.0, self.slopes.1), part(1.0 - x, self.slopes.1, self.slopes.0))
    }
}

/// The ends of panels: evenly over the span, and wherever a law has a corner.
fn ends(law: &Law, others: &[Law]) -> Vec<f64> {
    let (from, to) = law.span();
    let even = (0..=PANELS).map(|at| from + (to - from) * f64::from(at) / f64::from(PANELS));
    let corners = others.iter().chain([law]).flat_map(Law::corners);
    let corners = corners.flat_map(|time| {
        let (low, high) = law.coordinate(time, 0.0);
        [low, high]
    });
    let mut ends: Vec<f64> =
        even.chain(corners.filter(|y| y.is_finite() && (from..=to).contains(y))).collect();
    ends.sort_by(f64::total_cmp);
    ends.dedup_by(|b, a| *b - *a <= 1e-12 * (to - from));
    ends
}
