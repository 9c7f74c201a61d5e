//! Whatever a scenario says stays text: in a terminal, in markup, in a spreadsheet.

#[expect(unreachable_pub, clippy::cast_possible_wrap, reason = "made for tests only")]
#[path = "../../decide/tests/fixture/mod.rs"]
mod fixture;

use std::cell::Cell;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use fixture::{RUNS, answer, scenario};
use longview_decide::answer::CompareAnswer;
use longview_decide::explain::{ExplainRequest, Realised, realise};
use longview_report::behind::assumed;
use longview_report::chart::Measure;
use longview_report::told::{DataColumn, DataTable, Datum, Told};
use longview_report::{
    Compared, Csv, Document, Explanation, Format, Json, Table, charts, html, parquet, svg, xlsx,
};
use longview_scenario::Scenario;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, proptest};
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// Pieces of what an attacker or a careless author may write. Marks of markup are called `zz`, so
/// that they are told apart from our own.
const PIECES: [&str; 36] = [
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "＝1",
    "\t=1",
    "\r\n=1",
    ";=1",
    ",=1",
    "|",
    "=HYPERLINK(\"x\")",
    "\"",
    "'",
    "<zz>",
    "</zz>",
    "<zz/>",
    "\" zz=\"",
    "' zz='",
    " zz=1 ",
    "<!--zz",
    "-->",
    "]]>",
    "&lt;zz&gt;",
    "&#60;zz",
    "</title><zz>",
    "</style><zz>",
    "</text><zz>",
    "<r></r>",
    "\u{1b}[31m",
    "\u{9b}2J",
    "\u{7}",
    "\u{0}",
    "\u{202e}",
    "\u{2028}",
    "漢字",
    "x",
];

fn hostile() -> impl Strategy<Value = String> {
    vec(select(&PIECES[..]), 1..8).prop_map(|pieces| pieces.concat())
}

/// Hands out texts, over and over.
struct Texts {
    texts: Vec<String>,
    next: Cell<usize>,
}

impl Texts {
    fn put(&self, place: &mut String) {
        self.texts[self.next.get() % self.texts.len()].clone_into(place);
        self.next.set(self.next.get() + 1);
    }

    fn put_if_any(&self, place: &mut Option<String>) {
        if let Some(text) = place {
            self.put(text);
        }
    }
}

/// Puts the texts wherever a file can bring some.
fn spoil_answer(answer: &mut CompareAnswer, texts: &Texts) {
    texts.put(&mut answer.scenario.title);
    texts.put(&mut answer.scenario.currency);
    for strategy in &mut answer.strategies {
        texts.put(&mut strategy.name);
        strategy.title = Some(String::new());
        texts.put_if_any(&mut strategy.title);
        strategy.stages.iter_mut().for_each(|stage| texts.put(&mut stage.stage));
    }
    for metric in &mut answer.metrics {
        let Some(outcome) = metric.name.strip_prefix("conversations_by_outcome.") else { continue };
        let mut outcome = outcome.to_owned();
        texts.put(&mut outcome);
        metric.name = format!("conversations_by_outcome.{outcome}");
    }
}

fn spoil_scenario(scenario: &mut Scenario, texts: &Texts) {
    for place in [
        &mut scenario.title,
        &mut scenario.model_title,
        &mut scenario.economics.currency,
        &mut scenario.text,
    ] {
        texts.put(place);
    }
    (scenario.about, scenario.model_about) = (Some(String::new()), Some(String::new()));
    texts.put_if_any(&mut scenario.about);
    texts.put_if_any(&mut scenario.model_about);
    for knob in &mut scenario.knobs {
        texts.put(&mut knob.path);
        texts.put(&mut knob.written);
        texts.put_if_any(&mut knob.source);
    }
    let model = &mut scenario.experiment.model;
    model.stages.iter_mut().for_each(|stage| texts.put(&mut stage.name));
    model.activities.iter_mut().for_each(|activity| texts.put(&mut activity.name));
    let strategies = &mut scenario.experiment.strategies;
    for strategy in strategies {
        texts.put(&mut strategy.name);
    }
}

fn spoil_averages(realised: &mut Realised, texts: &Texts) {
    texts.put(&mut realised.scenario.title);
    for fresh in &mut realised.fresh {
        texts.put(&mut fresh.activity);
        fresh.outcomes.iter_mut().for_each(|outcome| texts.put(&mut outcome.name));
    }
    for found in &mut realised.strategies {
        texts.put(&mut found.strategy);
        found.outcomes.iter_mut().for_each(|(name, _)| texts.put(name));
    }
}

/// Nothing moves the cursor, colours the ground or turns the direction of writing.
fn drives_no_terminal(text: &str) {
    let is_odd = |letter: &char| letter.is_control() && *letter != '\n';
    let odd = text.chars().find(|letter| is_odd(letter) || "\u{202e}\u{2028}".contains(*letter));
    assert!(odd.is_none(), "{odd:?}");
}

/// No mark of theirs is a mark of the document.
fn is_no_markup(text: &str) {
    drives_no_terminal(text);
    for mark in ["<zz", "</zz", "\" zz=\"", "' zz='", "<!--zz", "<script"] {
        assert!(!text.contains(mark), "{mark:?}");
    }
}

fn is_well_formed(drawn: &str) {
    is_no_markup(drawn);
    let parsed = roxmltree::Document::parse(drawn).expect("well-formed");
    for node in parsed.descendants() {
        assert!(!node.has_tag_name("zz") && node.attribute("zz").is_none());
    }
}

/// No cell begins like a formula, not even where a semicolon separates cells.
fn holds_no_formula(text: &str) {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    drives_no_terminal(text);
    for line in csv::Reader::from_reader(text.as_bytes()).records() {
        for cell in &line.expect("as many cells as heads") {
            let is_number = cell.parse::<f64>().is_ok_and(f64::is_finite);
            for part in cell.split(';').filter(|_| !is_number) {
                let start =
                    part.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '"');
                assert!(!start.starts_with(SIGNS), "{cell:?}");
            }
        }
    }
}

fn is_a_workbook_without_formulas(bytes: Vec<u8>) {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).expect("a sheet");
        assert!(formulas.is_empty(), "{sheet}: {formulas:?}");
        let cells = book.worksheet_range(&sheet).expect("a sheet");
        cells.used_cells().for_each(|(_, _, cell)| drives_no_terminal(&cell.to_string()));
    }
}

fn is_json(text: &str) {
    serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    drives_no_terminal(text);
}

fn compared(answer: &CompareAnswer, scenario: &Scenario) {
    let compared = Compared { answer, scenario, settings: &[] };
    drives_no_terminal(&Table::default().compare(answer));
    holds_no_formula(&Csv.compare(answer));
    is_json(&Json.compare(answer));
    is_no_markup(&html::compare(&compared).html());
    for chart in charts::compare(&compared) {
        is_well_formed(&svg::draw(&chart, &svg::ALONE));
    }
    is_a_workbook_without_formulas(xlsx::compare(scenario, answer));
    assert!(parquet::compare(answer).starts_with(b"PAR1"));
}

fn explained(scenario: &Scenario, realised: &Realised) {
    let explanation = Explanation { scenario, realised };
    drives_no_terminal(&Table::default().explain(&explanation));
    holds_no_formula(&Csv.explain(&explanation));
    is_json(&Json.explain(&explanation));
    is_no_markup(&html::explain(&explanation).html());
    is_a_workbook_without_formulas(xlsx::explain(&explanation));
    assert!(parquet::explain(&explanation).starts_with(b"PAR1"));
}

fn told(answer: &CompareAnswer, scenario: &Scenario, texts: &Texts) {
    let page = html::compare(&Compared { answer, scenario, settings: &[] });
    let columns = vec![DataColumn::text("a"), DataColumn::number("b", Measure::Count)];
    let mut table = DataTable::new("table", &texts.texts[0], columns);
    table.rows = texts.texts.iter().map(|text| vec![text.as_str().into(), 1.0.into()]).collect();
    let assumptions = assumed(scenario);
    for (row, knob) in assumptions.rows.iter().zip(&scenario.knobs) {
        assert_eq!(row[0], Datum::from(knob.path.as_str()));
    }
    assert_eq!(assumptions.rows.len(), scenario.knobs.len());
    let told = Told {
        page,
        tables: vec![table, assumptions],
        json: serde_json::json!({"a": texts.texts}),
    };
    let text = |document| match document {
        Document::Text(text) => text,
        other => panic!("{other:?} is no text"),
    };
    drives_no_terminal(&text(told.text(80)));
    holds_no_formula(&text(told.csv()));
    is_json(&text(told.json()));
    is_no_markup(&text(told.html()));
    let Document::Bytes(book) = told.xlsx() else { panic!("a workbook is bytes") };
    is_a_workbook_without_formulas(book);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn text_of_a_scenario_stays_text_in_every_format(texts in vec(hostile(), 3..12)) {
        let texts = Texts { texts, next: Cell::new(0) };
        let mut scenario = scenario(2);
        let request = ExplainRequest { seed: 1, replications: 1, threads: None };
        let mut realised = realise(&scenario, &request).expect("it fits together");
        let mut answer = answer(2, RUNS, None);
        spoil_answer(&mut answer, &texts);
        spoil_scenario(&mut scenario, &texts);
        spoil_averages(&mut realised, &texts);
        compared(&answer, &scenario);
        explained(&scenario, &realised);
        told(&answer, &scenario, &texts);
    }
}
