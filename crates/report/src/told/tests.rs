//! What a made-up answer looks like in every form.

use serde_json::json;

use super::{DataColumn, DataTable, Datum, Told};
use crate::Document;
use crate::chart::{Axis, Chart, Drawing, Hue, Measure, Point, Series};
use crate::page::{Grid, Page, Part, Section};
use crate::pictures::PictureKind;

mod formats;

fn chart() -> Chart {
    let points = vec![Point::new(0.0, 1.0), Point::new(1.0, 4.0)];
    Chart {
        name: "chance".into(),
        question: "How sure is it?".into(),
        reading: String::new(),
        alt: "from 1 to 4".into(),
        x: Axis::quarters(2),
        y: Axis::numbers("customers", Measure::Count),
        drawing: Drawing::Lines(vec![Series { name: "today".into(), hue: Hue::Nth(0), points }]),
        marks: Vec::new(),
    }
}

fn told() -> Told {
    let grid = Grid {
        caption: "By quarter".into(),
        heads: vec!["Q1".into(), "Q2".into()],
        rows: vec![("customers".into(), vec!["1".into(), "4".into()])],
        ..Grid::default()
    };
    let other = Chart { name: "other".into(), ..chart() };
    let folded = Part::Fold { summary: "See the math".into(), parts: vec![Part::Picture(other)] };
    let parts = vec![Part::Picture(chart()), Part::Table(grid), folded];
    let columns = vec![
        DataColumn::text("plan"),
        DataColumn::number("customers", Measure::Count),
        DataColumn::number("chance", Measure::Share),
    ];
    let mut table = DataTable::new("answer", "By plan", columns);
    table.rows.push(vec!["=today".into(), 4.0.into(), None::<f64>.into()]);
    Told {
        page: Page {
            question: "How many\u{1b}[31m?".into(),
            answer: vec!["Four.".into()],
            sections: vec![Section { heading: "By quarter".into(), parts }],
            foot: "seed 1".into(),
            ..Page::default()
        },
        tables: vec![table],
        json: json!({"schema": "longview/test/1", "customers": 4}),
    }
}

fn text(document: Document) -> String {
    match document {
        Document::Text(text) => text,
        other => panic!("{other:?} is no text"),
    }
}

#[test]
fn a_terminal_reads_the_page_without_its_folds() {
    let expected = "How many\\u{1b}[31m?
===================

Four.

By quarter
----------
How sure is it?
  today  ▂█  1 to 4

By quarter
             Q1  Q2
  customers   1   4

seed 1
";
    assert_eq!(text(told().text(80)), expected);
}

#[test]
fn csv_is_the_first_table_and_holds_no_formula() {
    assert_eq!(text(told().csv()), "plan,customers,chance\n'=today,4,\n");
    let Datum::Text(name) = &told().tables[0].rows[0][0] else { panic!("a name") };
    assert_eq!(name, "=today");
}

#[test]
fn programs_read_the_whole_answer() {
    let read: serde_json::Value = serde_json::from_str(&text(told().json())).expect("JSON");
    assert_eq!(read, told().json);
}

#[test]
fn pictures_are_those_of_the_page_even_folded() {
    let Document::Folder(leaves) = told().pictures(PictureKind::Svg) else { panic!("a folder") };
    let names: Vec<&str> = leaves.iter().map(|leaf| leaf.name.as_str()).collect();
    assert_eq!(names, ["chance.svg", "chance.csv", "other.svg", "other.csv", "contents.txt"]);
}
