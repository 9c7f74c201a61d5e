//! Pictures of what things are worth.

use longview_decide::worth::{FirstTalks, WorthAnswer};

use super::tables;
use crate::chart::{Axis, Chart, Drawing, Hue, Measure, Point, Series};
use crate::spoken;
use crate::svg::scale::figure;

/// Fractions of a customer are told by the hundred.
const HUNDRED: f64 = 100.0;

/// Bars from the greatest worth to the least.
struct Bars {
    name: &'static str,
    /// Appended to the name where there are several of the kind.
    of: String,
    question: String,
    reading: String,
    what: &'static str,
    unit: String,
    measure: Measure,
    rows: Vec<(String, f64)>,
}

impl Bars {
    /// Nothing where nothing is worth anything.
    fn chart(mut self) -> Option<Chart> {
        self.rows.sort_by(|a, b| b.1.total_cmp(&a.1));
        if self.rows.first().is_none_or(|(_, worth)| *worth <= 0.0) {
            return None;
        }
        let told: Vec<String> = self
            .rows
            .iter()
            .map(|(name, worth)| format!("{name} {}", figure(*worth, &self.measure)))
            .collect();
        let values = self.rows.iter().enumerate();
        let points = values.map(|(at, (_, worth))| Point::new(at as f64, *worth)).collect();
        let names = self.rows.iter().map(|(name, _)| name.clone()).collect();
        Some(Chart {
            name: format!("{}{}", self.name, self.of),
            question: self.question,
            reading: self.reading,
            alt: format!("{}: {}.", self.unit, told.join(", ")),
            x: Axis::names(self.what, names),
            y: Axis::numbers(self.unit.clone(), self.measure.clone()),
            drawing: Drawing::Bars(vec![Series { name: self.unit, hue: Hue::Nth(0), points }]),
            marks: Vec::new(),
        })
    }
}

/// What one first encounter is worth, by how it ended.
pub(super) fn outcomes(answer: &WorthAnswer, talks: &FirstTalks) -> Option<Chart> {
    let in_appointments = talks.outcomes.iter().all(|found| found.worth.in_appointments.is_some());
    let worth = |found: &longview_decide::worth::OutcomeWorth| {
        let counted = found.worth.in_appointments.filter(|_| in_appointments);
        counted.map_or(HUNDRED * found.worth.customers.value, |counted| counted.value)
    };
    let rows =
        talks.outcomes.iter().map(|found| (spoken::key(&found.outcome), worth(found))).collect();
    let at = answer.first_talks.iter().position(|known| known.activity == talks.activity);
    let of = at.filter(|at| *at > 0).map_or_else(String::new, |at| format!("-{}", at + 1));
    let (unit, measure) = if in_appointments {
        ("worth, where an appointment is 100 %", Measure::Share)
    } else {
        ("customers of a hundred", Measure::Plain)
    };
    Bars {
        name: "worth-of-outcomes",
        of,
        question: format!(
            "What is one of the {} worth, by how it ended?",
            tables::encounters(talks)
        ),
        reading:
            "What would be missing if it had come to nothing. A count of appointments gives one \
                  to the appointment, and nothing to all the others."
                .to_owned(),
        what: "it ended in",
        unit: unit.to_owned(),
        measure,
        rows,
    }
    .chart()
}

/// What one more hour is worth.
pub(super) fn hours(answer: &WorthAnswer) -> Option<Chart> {
    let rows = answer
        .hours
        .iter()
        .map(|found| (spoken::activity(&found.activity), HUNDRED * found.worth.customers.value))
        .collect();
    Bars {
        name: "worth-of-hours",
        of: String::new(),
        question: "What is one more hour worth, by what it is put into?".to_owned(),
        reading:
            "Customers that come on top for a hundred hours more. Bars that are nearly as long may \
                  be in the other order: the table has the bands."
                .to_owned(),
        what: "put into",
        unit: "customers per hundred hours more".to_owned(),
        measure: Measure::Plain,
        rows,
    }
    .chart()
}

/// What somebody on each rung is worth.
pub(super) fn rungs(answer: &WorthAnswer) -> Option<Chart> {
    let rows = answer.rungs.iter().filter_map(|found| {
        Some((spoken::key(&found.stage), HUNDRED * found.worth?.customers.value))
    });
    Bars {
        name: "worth-of-rungs",
        of: String::new(),
        question: format!(
            "What is somebody worth, by where they stand at the end of Q{}?",
            answer.through_quarter
        ),
        reading:
            "Customers that would be missing for each hundred people if everybody who stands there were gone."
                .to_owned(),
        what: "stands at",
        unit: "customers per hundred people".to_owned(),
        measure: Measure::Plain,
        rows: rows.collect(),
    }
    .chart()
}
