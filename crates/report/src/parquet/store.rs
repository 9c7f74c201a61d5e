//! A parquet file in the making: columns of plain values, a group of rows at a time.

use std::io::Write;
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::DataType;
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{Type, TypePtr};

/// A file in the making.
pub(super) struct Store<W: Write + Send>(SerializedFileWriter<W>);

/// A group of rows in the making: its columns are written in their order.
pub(super) struct Group<'a, W: Write + Send>(SerializedRowGroupWriter<'a, W>);

impl<W: Write + Send> Store<W> {
    /// A file with these columns, and these facts for whoever looks at its metadata.
    pub(super) fn new(sink: W, fields: Vec<TypePtr>, facts: Vec<(&str, String)>) -> Result<Self> {
        let schema = Type::group_type_builder("longview").with_fields(fields).build()?;
        let facts = facts.into_iter().map(|(key, value)| KeyValue::new(key.to_owned(), value));
        let properties = WriterProperties::builder()
            .set_created_by(concat!("longview version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(facts.collect()))
            .build();
        SerializedFileWriter::new(sink, Arc::new(schema), Arc::new(properties)).map(Self)
    }

    /// Writes a group of rows.
    pub(super) fn write(
        &mut self,
        columns: impl FnOnce(&mut Group<'_, W>) -> Result<()>,
    ) -> Result<()> {
        let mut group = Group(self.0.next_row_group()?);
        columns(&mut group)?;
        group.0.close().map(drop)
    }

    /// Writes what belongs at the end, and gives back what was written to.
    pub(super) fn finish(self) -> Result<W> {
        self.0.into_inner()
    }
}

impl<W: Write + Send> Group<'_, W> {
    /// The next column, with a value in every row.
    pub(super) fn required<T: DataType>(&mut self, values: &[T::T]) -> Result<()> {
        self.column::<T>(values, None)
    }

    /// The next column, with a value in some rows.
    pub(super) fn optional<T: DataType>(
        &mut self,
        values: impl Iterator<Item = Option<T::T>>,
    ) -> Result<()> {
        let values: Vec<Option<T::T>> = values.collect();
        let present: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
        let values: Vec<T::T> = values.into_iter().flatten().collect();
        self.column::<T>(&values, Some(&present))
    }

    fn column<T: DataType>(&mut self, values: &[T::T], present: Option<&[i16]>) -> Result<()> {
        let mut column = self.0.next_column()?.ok_or_else(one_too_many)?;
        column.typed::<T>().write_batch(values, present, None)?;
        column.close()
    }
}

fn one_too_many() -> ParquetError {
    ParquetError::General("there are more columns than the schema has".to_owned())
}

/// A column by name and type.
pub(super) fn field(
    name: &str,
    physical: Physical,
    logical: Option<LogicalType>,
    repetition: Repetition,
) -> TypePtr {
    let builder = Type::primitive_type_builder(name, physical);
    let described = builder.with_logical_type(logical).with_repetition(repetition).build();
    Arc::new(described.expect("every physical type comes with a logical type that fits it"))
}
