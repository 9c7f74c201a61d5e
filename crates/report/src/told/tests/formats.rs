//! An answer with every kind of figure, read back from every file of figures.

use std::io::Cursor;

use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;
use calamine::{Data, Reader, Xlsx};
use serde_json::json;

use super::text;
use crate::Document;
use crate::chart::Measure;
use crate::page::Page;
use crate::told::{DataColumn, DataTable, Datum, Told};

/// What a file says in a cell.
#[derive(Debug, PartialEq)]
enum Said {
    Nothing,
    Words(String),
    /// To the last bit.
    Number(u64),
}

fn number(value: f64) -> Said {
    Said::Number(value.to_bits())
}

/// Words that spreadsheets, parsers of markup and terminals could take for more.
const WORDS: [&str; 4] = ["=1+1", "<r></sst></r>", "a,\"b\";c", "@SUM(A1)"];

fn table(name: &str) -> DataTable {
    let columns = vec![
        DataColumn::text("plan"),
        DataColumn::text("word"),
        DataColumn::number("customers", Measure::Count),
        DataColumn::number("chance", Measure::Share),
        DataColumn::number("revenue", Measure::Money("EUR".into())),
        DataColumn::number("hours", Measure::Plain),
    ];
    let mut table = DataTable::new(name, "Every kind of figure", columns);
    let tenth = 0.1 + 0.2;
    let numbers = [[4.0, 0.25, 12_345.678, tenth], [-1.5, 1.0, 0.0, 1e-17], [1e15, 0.0, -2.5, 7.0]];
    for (word, numbers) in WORDS.iter().zip(numbers) {
        let words = [Datum::from("today"), Datum::from(*word)];
        table.rows.push(words.into_iter().chain(numbers.map(Datum::from)).collect());
    }
    let unknown = [f64::NAN, f64::INFINITY, -0.0].map(Datum::from);
    let words = [Datum::Nothing, Datum::from(WORDS[3])];
    table.rows.push(words.into_iter().chain(unknown).chain([Datum::Nothing]).collect());
    table
}

fn told() -> Told {
    Told {
        page: Page {
            question: "=HYPERLINK(1)".into(),
            answer: vec!["+Four.".into()],
            foot: "seed 1".into(),
            ..Page::default()
        },
        tables: vec![table("answer"), table("again")],
        json: json!({"schema": "longview/test/1"}),
    }
}

/// What every file should say; what is no number is not known.
fn expected() -> Vec<Vec<Said>> {
    let said = |datum: &Datum| match datum {
        Datum::Text(words) => Said::Words(words.clone()),
        Datum::Number(value) if value.is_finite() => number(value + 0.0),
        Datum::Nothing | Datum::Number(_) => Said::Nothing,
    };
    table("").rows.iter().map(|row| row.iter().map(said).collect()).collect()
}

fn heads() -> Vec<String> {
    table("").columns.into_iter().map(|column| column.name).collect()
}

fn bytes(document: Document) -> Vec<u8> {
    match document {
        Document::Bytes(bytes) => bytes,
        other => panic!("{other:?} is text"),
    }
}

fn in_cell(cell: &Data) -> Said {
    match cell {
        Data::Empty => Said::Nothing,
        // A space keeps what looks like the library's own markup from being taken for it.
        Data::String(words) => Said::Words(words.trim_start().to_owned()),
        Data::Float(value) => number(*value),
        other => panic!("{other:?} is neither words nor a number"),
    }
}

#[test]
fn a_workbook_says_it_then_holds_every_table() {
    let mut book = Xlsx::new(Cursor::new(bytes(told().xlsx()))).expect("a workbook");
    assert_eq!(book.sheet_names(), ["answer", "answer 2", "again"]);
    let first = book.worksheet_range("answer").expect("it is there");
    let said: Vec<String> = first.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for wanted in ["=HYPERLINK(1)", "+Four.", "seed 1", "again", "Every kind of figure"] {
        assert!(said.iter().any(|cell| cell == wanted), "{wanted} is not in {said:?}");
    }
    for name in ["answer 2", "again"] {
        let range = book.worksheet_range(name).expect("it is there");
        let rows: Vec<&[Data]> = range.rows().collect();
        let found: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
        assert_eq!(found, heads());
        let found: Vec<Vec<Said>> =
            rows[1..].iter().map(|row| row.iter().map(in_cell).collect()).collect();
        assert_eq!(found, expected(), "{name}");
    }
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).expect("it is there").is_empty(), "{name}");
    }
}

#[test]
fn parquet_holds_the_first_table_with_types() {
    let found = bytes(told().parquet());
    let reader = SerializedFileReader::new(bytes::Bytes::from(found));
    let reader = reader.expect("a parquet file");
    let rows = reader.get_row_iter(None).expect("rows");
    let found: Vec<Vec<Said>> = rows
        .map(|row| {
            let row = row.expect("a row");
            let names: Vec<String> = row.get_column_iter().map(|(name, _)| name.clone()).collect();
            assert_eq!(names, heads());
            row.get_column_iter().map(|(_, field)| in_field(field)).collect()
        })
        .collect();
    assert_eq!(found, expected());
    let facts = reader.metadata().file_metadata().key_value_metadata().expect("facts");
    let fact = |key: &str| facts.iter().find(|fact| fact.key == key)?.value.clone();
    assert_eq!(fact("longview.schema").as_deref(), Some("longview/test/1"));
    assert_eq!(fact("longview.question").as_deref(), Some("=HYPERLINK(1)"));
}

fn in_field(field: &Field) -> Said {
    match field {
        Field::Null => Said::Nothing,
        Field::Str(words) => Said::Words(words.clone()),
        Field::Double(value) => number(*value),
        other => panic!("{other} is neither words nor a number"),
    }
}

#[test]
fn csv_holds_the_first_table() {
    let text = text(told().csv());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().expect("heads").iter().collect::<Vec<_>>(), heads());
    for (line, expected) in reader.records().zip(expected()) {
        let line = line.expect("a line");
        for (cell, expected) in line.iter().zip(expected) {
            match expected {
                Said::Nothing => assert_eq!(cell, ""),
                Said::Words(words) => assert_eq!(cell.trim_start_matches('\''), words),
                Said::Number(bits) => {
                    assert_eq!(cell.parse::<f64>().expect("a number").to_bits(), bits);
                }
            }
        }
    }
}

#[test]
fn an_answer_without_figures_has_every_file_too() {
    let told = Told { tables: Vec::new(), ..told() };
    let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes(told.xlsx()))).expect("a workbook");
    assert_eq!(book.sheet_names(), ["answer"]);
    assert!(bytes(told.parquet()).starts_with(b"PAR1"));
    assert_eq!(text(told.csv()), "");
}
