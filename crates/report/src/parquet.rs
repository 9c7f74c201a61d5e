//! Parquet: the tidy tables of an answer with names and types, for data tools.

use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::Result;
use ::parquet::schema::types::TypePtr;
use longview_decide::answer::CompareAnswer;

use crate::Explanation;
use crate::parquet::store::{Group, Store, field};
use crate::tidy::{self, Quarter, Tidy, Values};
use crate::told::{DataTable, Kind, Told};

mod samples;
mod store;

pub use samples::Samples;

/// A comparison with the columns of the CSV; a quarter is a number, and empty in the lines of totals.
pub fn compare(answer: &CompareAnswer) -> Vec<u8> {
    bytes(&tidy::compare(answer))
}

/// The model said back, with the columns of the CSV.
pub fn explain(explanation: &Explanation<'_>) -> Vec<u8> {
    bytes(&tidy::explain(explanation))
}

/// The first table of any answer, with the columns of its CSV; what was asked and run stands in the
/// metadata.
pub(crate) fn told(told: &Told) -> Vec<u8> {
    answer(told).expect("memory takes every line, and columns of one length")
}

fn answer(told: &Told) -> Result<Vec<u8>> {
    let nothing = DataTable::new("", "", Vec::new());
    let table = told.tables.first().unwrap_or(&nothing);
    let schema = told.json.get("schema").and_then(serde_json::Value::as_str).unwrap_or_default();
    let facts = [
        ("longview.schema", schema),
        ("longview.question", &told.page.question),
        ("longview.table", &table.caption),
        ("longview.run", &told.page.foot),
    ];
    let facts = facts.map(|(key, value)| (key, value.to_owned()));
    let fields = table.columns.iter().map(|column| match column.kind {
        Kind::Text => (&column.name, Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Number(_) => (&column.name, Physical::DOUBLE, None),
    });
    let fields = fields
        .map(|(name, physical, logical)| field(name, physical, logical, Repetition::OPTIONAL));
    let mut store = Store::new(Vec::new(), fields.collect(), facts.into())?;
    if !table.columns.is_empty() {
        store.write(|group| (0..table.columns.len()).try_for_each(|at| put(group, table, at)))?;
    }
    store.finish()
}

/// Writes a column of a table.
fn put(group: &mut Group<'_, Vec<u8>>, table: &DataTable, column: usize) -> Result<()> {
    let data = || table.rows.iter().map(|row| row.get(column));
    match table.columns[column].kind {
        Kind::Text => {
            let words = data().map(|datum| datum?.words().map(ByteArray::from));
            group.optional::<ByteArrayType>(words)
        }
        Kind::Number(_) => group.optional::<DoubleType>(data().map(|datum| datum?.number())),
    }
}

fn bytes(tidy: &Tidy<'_>) -> Vec<u8> {
    file(tidy).expect("memory takes every line, and columns of one length")
}

fn file(tidy: &Tidy<'_>) -> Result<Vec<u8>> {
    let fields = tidy.columns.iter().map(|column| described(column.name, &column.values));
    let mut store = Store::new(Vec::new(), fields.collect(), Vec::new())?;
    store.write(|group| tidy.columns.iter().try_for_each(|column| write(group, &column.values)))?;
    store.finish()
}

fn described(name: &str, values: &Values<'_>) -> TypePtr {
    let (physical, logical) = match values {
        Values::Text(_) | Values::Owned(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Values::Number(_) => (Physical::DOUBLE, None),
        Values::Count(_) => (Physical::INT64, Some(LogicalType::integer(64, false))),
        Values::Quarter(_) => (Physical::INT32, None),
    };
    let repetition = match values {
        Values::Count(_) => Repetition::REQUIRED,
        Values::Text(_) | Values::Owned(_) | Values::Number(_) | Values::Quarter(_) => {
            Repetition::OPTIONAL
        }
    };
    field(name, physical, logical, repetition)
}

fn write(group: &mut Group<'_, Vec<u8>>, values: &Values<'_>) -> Result<()> {
    match values {
        Values::Text(texts) => {
            let texts = texts.iter().map(|text| text.map(ByteArray::from));
            group.optional::<ByteArrayType>(texts)
        }
        Values::Owned(texts) => {
            let texts = texts.iter().map(|text| text.as_deref().map(ByteArray::from));
            group.optional::<ByteArrayType>(texts)
        }
        Values::Number(numbers) => group.optional::<DoubleType>(numbers.iter().copied()),
        Values::Count(counts) => {
            let counts: Vec<i64> = counts.iter().map(|count| count.cast_signed()).collect();
            group.required::<Int64Type>(&counts)
        }
        Values::Quarter(quarters) => {
            group.optional::<Int32Type>(quarters.iter().map(|quarter| match quarter {
                Quarter::At(quarter) => Some(quarter.cast_signed()),
                Quarter::Total | Quarter::Nowhere => None,
            }))
        }
    }
}
