//! What a scorecard does to the rep who is judged by it.

use longview_decide::answer::CompareAnswer;

use super::levels::fan_of;
use super::{name, points, quarters};
use crate::chart::{At, Axis, Chart, Drawing, Hue, Mark, Measure, Series};
use crate::numbers;

/// The rep's energy under every plan that has a scorecard.
pub(super) fn by_quarter(answer: &CompareAnswer) -> Option<Chart> {
    let tiring: Vec<usize> = (0..answer.strategies.len())
        .filter(|at| !answer.strategies[*at].energy.is_empty())
        .collect();
    let series = tiring.iter().map(|at| Series {
        name: name(answer, *at),
        hue: Hue::Nth(*at),
        points: points(answer.strategies[*at].energy.iter()),
    });
    let told = tiring.iter().filter_map(|at| {
        let energy = &answer.strategies[*at].energy;
        let [first, last] = [energy.first()?, energy.last()?].map(|day| numbers::percent(day.mean));
        let last_quarter = answer.scenario.quarters;
        Some(format!("{}: {first} in Q1, {last} in Q{last_quarter}", name(answer, *at)))
    });
    let told: Vec<String> = told.collect();
    let mut y = Axis::numbers("energy of the average working day", Measure::Share);
    y.limits = Some((0.0, 1.0));
    (!tiring.is_empty()).then(|| Chart {
        name: "energy".to_owned(),
        question: "How much energy does the scorecard leave?".to_owned(),
        reading: format!(
            "At 100 % a rep does what is planned, at 50 % half of it. The evidence for this is \
             indirect: it shows what would follow, not what is known. {}",
            fan_of(tiring.len(), answer.scenario.quarters)
        ),
        alt: format!("Energy of a rep's average working day. {}.", told.join("; ")),
        x: Axis::quarters(quarters(answer)),
        y,
        drawing: Drawing::Lines(series.collect()),
        marks: vec![Mark { at: At::Height(1.0), label: "all that is planned".to_owned() }],
    })
}
