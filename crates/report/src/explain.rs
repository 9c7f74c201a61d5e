//! A scenario said back in plain English, number by number, and what it does on average.

use longview_scenario::{Knob, Scenario};

use crate::Explanation;
use crate::page::{Cells, Grid, Part, Section};
use crate::table::heading;
use crate::text::{plain, wrap};

mod averages;
mod model;
mod plan;
mod words;

/// A part of the scenario: what it means, and the numbers under these paths.
struct Group {
    title: String,
    /// Paragraphs; lines after the first are indented.
    sentences: Vec<String>,
    /// A number belongs here when its path is one of these or starts with one and a dot.
    paths: Vec<String>,
}

impl Group {
    fn new(title: impl Into<String>, path: impl Into<String>, sentences: Vec<String>) -> Self {
        Self { title: title.into(), sentences, paths: vec![path.into()] }
    }

    fn tail<'k>(&self, knob: &'k Knob) -> Option<&'k str> {
        self.paths.iter().find_map(|path| match knob.path.strip_prefix(path.as_str())? {
            "" => Some(knob.path.rsplit('.').next().unwrap_or(&knob.path)),
            rest => rest.strip_prefix('.'),
        })
    }
}

/// The whole explanation.
pub(crate) fn text(explanation: &Explanation<'_>, width: usize) -> String {
    let scenario = explanation.scenario;
    let mut parts = vec![heading(&scenario.title) + &introduction(scenario, width)];
    let groups = groups(scenario);
    parts.extend(groups.iter().map(|group| chapter(group, scenario, width)));
    parts.extend(left_over(&groups, scenario, width));
    parts.push(averages::text(explanation.realised, width));
    parts.join("\n")
}

fn introduction(scenario: &Scenario, width: usize) -> String {
    let mut paragraphs: Vec<String> = scenario.about.iter().map(|about| plain(about)).collect();
    paragraphs.push(format!("Model: {}", plain(&scenario.model_title)));
    paragraphs.extend(scenario.model_about.iter().map(|about| plain(about)));
    paragraphs.push(
        "Numbers read \"best guess (low to high)\", where low to high holds the true one nine times of ten; \
         then what it is, and in brackets where it comes from. Plans are compared on the best guesses."
            .to_owned(),
    );
    paragraphs.iter().map(|paragraph| wrap(paragraph, width, "") + "\n").collect()
}

fn groups(scenario: &Scenario) -> Vec<Group> {
    let mut groups = plan::groups(scenario);
    groups.extend(model::groups(scenario));
    groups
}

fn chapter(group: &Group, scenario: &Scenario, width: usize) -> String {
    let title = plain(&group.title);
    let mut text = format!("{title}\n{}\n", "-".repeat(crate::text::width(&title)));
    for sentence in &group.sentences {
        text += &(wrap(sentence, width, "    ") + "\n");
    }
    for knob in &scenario.knobs {
        if let Some(tail) = group.tail(knob) {
            text += &(wrap(&number(tail, knob, scenario), width, "      ") + "\n");
        }
    }
    text
}

fn left_over(groups: &[Group], scenario: &Scenario, width: usize) -> Option<String> {
    let is_left = |knob: &&Knob| groups.iter().all(|group| group.tail(knob).is_none());
    let left: Vec<String> = scenario
        .knobs
        .iter()
        .filter(is_left)
        .map(|knob| wrap(&number(&knob.path, knob, scenario), width, "      ") + "\n")
        .collect();
    (!left.is_empty()).then(|| format!("Other numbers\n-------------\n{}", left.concat()))
}

/// The whole explanation as parts of a page.
pub(crate) fn sections(explanation: &Explanation<'_>) -> Vec<Section> {
    let scenario = explanation.scenario;
    let groups = groups(scenario);
    let mut sections: Vec<Section> = groups.iter().map(|group| section(group, scenario)).collect();
    let is_left = |knob: &&Knob| groups.iter().all(|group| group.tail(knob).is_none());
    let left: Vec<(&str, &Knob)> =
        scenario.knobs.iter().filter(is_left).map(|knob| (knob.path.as_str(), knob)).collect();
    if !left.is_empty() {
        let parts = vec![Part::Table(numbers_of("Other numbers", &left, scenario))];
        sections.push(Section { heading: "Other numbers".to_owned(), parts });
    }
    sections.push(averages::section(explanation.realised));
    sections
}

fn section(group: &Group, scenario: &Scenario) -> Section {
    let mut parts = vec![Part::List(group.sentences.clone())];
    let knobs: Vec<(&str, &Knob)> =
        scenario.knobs.iter().filter_map(|knob| Some((group.tail(knob)?, knob))).collect();
    if !knobs.is_empty() {
        let caption = format!("{}: numbers, with their sources", group.title);
        parts.push(Part::Table(numbers_of(&caption, &knobs, scenario)));
    }
    Section { heading: group.title.clone(), parts }
}

/// Numbers under these names as a table: best guess, range, meaning, source.
pub(crate) fn numbers_of(caption: &str, knobs: &[(&str, &Knob)], scenario: &Scenario) -> Grid {
    let row = |(name, knob): &(&str, &Knob)| {
        let Told { best, interval, source } = Told::of(knob, scenario);
        let interval = interval.unwrap_or_default();
        ((*name).to_owned(), vec![best, interval, knob.about.to_owned(), source])
    };
    Grid {
        caption: caption.to_owned(),
        corner: "number".to_owned(),
        heads: ["best guess", "range", "what it is", "source"].map(str::to_owned).to_vec(),
        rows: knobs.iter().map(row).collect(),
        cells: Cells::Words,
    }
}

/// A number in words.
struct Told {
    best: String,
    interval: Option<String>,
    source: String,
}

impl Told {
    fn of(knob: &Knob, scenario: &Scenario) -> Self {
        let say = |value: f64| words::value(value, knob.unit, &scenario.economics.currency);
        let interval = knob.interval.map(|(low, high)| format!("{} to {}", say(low), say(high)));
        // A length of time is told as its author wrote it.
        let best = if knob.unit == "weeks" { plain(&knob.written) } else { say(knob.best) };
        let source = knob.source.as_deref().map_or("no source given".to_owned(), plain);
        Self { best, interval, source }
    }
}

/// "  - reach: 6 % (3 % to 20 %), the chance that ... [source]".
fn number(tail: &str, knob: &Knob, scenario: &Scenario) -> String {
    let Told { best, interval, source } = Told::of(knob, scenario);
    let interval = interval.map_or_else(String::new, |interval| format!(" ({interval})"));
    format!("  - {}: {best}{interval}, {} [{source}]", plain(tail), knob.about)
}
