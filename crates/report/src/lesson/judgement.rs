//! How much of a bad week is luck: sentences, pictures and tables.

use longview_decide::lesson::{ByHours, Fair, Judgement};

use crate::chart::{Axis, Chart, Drawing, Hue, Measure, Point, Series};
use crate::numbers;
use crate::page::{Cells, Grid, Part, Section};

/// Everything about a fair judgement.
pub(super) fn section(judgement: &Judgement) -> Section {
    let two = judgement.two_reps;
    let mut told: Vec<String> = judgement.fair.iter().map(fair).collect();
    told.push(format!(
        "To tell two reps apart, one of whom books half as many appointments per conversation, takes {} conversations each, about {} hours each.",
        two.conversations,
        numbers::grouped(two.hours, 0)
    ));
    let parts = vec![
        Part::List(told),
        Part::Picture(by_hours(judgement)),
        Part::Picture(tally(judgement)),
        Part::Table(table(judgement)),
    ];
    let asked = "How many hours of calls must one see before it is fair to say that a rep books too few appointments?";
    Section {
        heading: "How long before a judgement is fair?".to_owned(),
        parts: vec![
            Part::Text(asked.to_owned()),
            Part::Reveal { summary: "Uncover how long".to_owned(), parts },
        ],
    }
}

fn fair(fair: &Fair) -> String {
    format!(
        "To find out a rep who books {} of a healthy rep's appointments takes {} hours: whoever has {} or fewer by then fails. \
         A healthy rep fails in {}, the other passes in {}.",
        numbers::percent(fair.as_good),
        fair.hours,
        fair.fails_at,
        numbers::of_hundred(fair.false_alarm),
        numbers::of_hundred(fair.miss)
    )
}

fn by_hours(judgement: &Judgement) -> Chart {
    let line = |name: &str, hue: usize, chance: fn(&ByHours) -> f64| Series {
        name: name.to_owned(),
        hue: Hue::Nth(hue),
        points: judgement
            .by_hours
            .iter()
            .map(|row| Point::new(f64::from(row.hours), chance(row)))
            .collect(),
    };
    let mut y = Axis::numbers("chance", Measure::Share);
    y.limits = Some((0.0, 1.0));
    Chart {
        name: "judgement-by-hours".to_owned(),
        question: "What do so many hours of calls tell?".to_owned(),
        reading: "The first two lines: how often a healthy rep has no appointment, or one at most. The third: how \
                  often a judgement that wrongs one healthy rep in twenty finds out a rep who is half as good."
            .to_owned(),
        alt: format!(
            "A rep who is half as good is found out in {} after {} hours.",
            judgement.by_hours.last().map_or_else(String::new, |row| numbers::of_hundred(row.found_out)),
            judgement.by_hours.last().map_or(0, |row| row.hours)
        ),
        x: Axis::numbers("hours of calls", Measure::Plain),
        y,
        drawing: Drawing::Lines(vec![
            line("no appointment", 0, |row| row.none),
            line("one at most", 1, |row| row.at_most_one),
            line("half as good is found out", 2, |row| row.found_out),
        ]),
        marks: Vec::new(),
    }
}

fn tally(judgement: &Judgement) -> Chart {
    let column = |name: &str, hue: usize, share: &dyn Fn(usize) -> f64| Series {
        name: name.to_owned(),
        hue: Hue::Nth(hue),
        points: (0..judgement.tally.len()).map(|at| Point::new(at as f64, share(at))).collect(),
    };
    let names = judgement.tally.iter().map(|row| row.appointments.to_string()).collect();
    let hours = numbers::trimmed(judgement.hours, 2);
    let told = judgement
        .tally
        .iter()
        .map(|row| format!("{} in {}", row.appointments, numbers::percent(row.simulated)));
    Chart {
        name: "appointments-of-a-block".to_owned(),
        question: format!("How many appointments do {hours} hours bring?"),
        reading: format!(
            "The same {hours} hours by the same healthy rep on fresh names ({} dials), again and again: worked out \
             by the binomial law, and simulated.",
            judgement.attempts
        ),
        alt: format!("Appointments and how often: {}.", told.collect::<Vec<_>>().join(", ")),
        x: Axis::names("appointments", names),
        y: Axis::numbers("share of blocks", Measure::Share),
        drawing: Drawing::Columns(vec![
            column("worked out", 0, &|at| judgement.tally[at].exact),
            column("simulated", 1, &|at| judgement.tally[at].simulated),
        ]),
        marks: Vec::new(),
    }
}

fn table(judgement: &Judgement) -> Grid {
    let rows = judgement.tally.iter().map(|row| {
        let simulated = format!("{} (±{})", numbers::percent(row.simulated), margin(row.mcse));
        (row.appointments.to_string(), vec![numbers::percent(row.exact), simulated])
    });
    Grid {
        caption: format!(
            "How often {} hours on fresh names bring so many appointments",
            numbers::trimmed(judgement.hours, 2)
        ),
        corner: "appointments".to_owned(),
        heads: ["worked out", "simulated"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
        cells: Cells::Numbers,
    }
}

fn margin(mcse: f64) -> String {
    format!("{} %", numbers::trimmed(200.0 * mcse, 2))
}
