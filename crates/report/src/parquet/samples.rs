//! Every replication by itself, written while a run goes on.

use std::io::{self, Write};

use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::schema::types::TypePtr;
use longview_engine::metric::Metric;
use longview_engine::plan::Strategy;
use longview_engine::run::{Levels, RunPlan};
use longview_scenario::Scenario;

use crate::parquet::store::{Store, field};

/// Parquet with a line per strategy, replication, quarter and metric, sorted by replication. What is
/// not written yet is at most a group of rows.
pub struct Samples<W: Write + Send> {
    store: Store<W>,
    strategies: Vec<ByteArray>,
    /// Names, and how many whole numbers make a unit.
    metrics: Vec<(ByteArray, f64)>,
    rows: Rows,
}

/// Rows that wait to be written, column by column.
#[derive(Default)]
struct Rows {
    strategies: Vec<ByteArray>,
    replications: Vec<i64>,
    quarters: Vec<i32>,
    metrics: Vec<ByteArray>,
    values: Vec<f64>,
}

/// Rows in a group, or a replication's where it has more.
const GROUP: usize = 1 << 17;

impl<W: Write + Send> Samples<W> {
    /// Samples of a run of this scenario, written there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(sink: W, scenario: &Scenario, plan: &RunPlan) -> io::Result<Self> {
        let name = |strategy: &Strategy| strategy.name.as_str().into();
        Ok(Self {
            store: Store::new(sink, fields(), facts(scenario, plan)).map_err(reason)?,
            strategies: scenario.experiment.strategies.iter().map(name).collect(),
            metrics: Vec::new(),
            rows: Rows::default(),
        })
    }

    /// What is counted in every replication.
    pub fn count(&mut self, metrics: &[Metric]) {
        self.metrics = metrics.iter().map(named).collect();
    }

    /// The next replication.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, replication: u64, strategies: &[Levels]) -> io::Result<()> {
        for (name, levels) in self.strategies.iter().zip(strategies) {
            for (quarter, values) in (1..).zip(&levels.quarters) {
                for (value, (metric, per_unit)) in values.iter().zip(&self.metrics) {
                    self.rows.strategies.push(name.clone());
                    self.rows.replications.push(replication.cast_signed());
                    self.rows.quarters.push(quarter);
                    self.rows.metrics.push(metric.clone());
                    self.rows.values.push(*value as f64 / per_unit);
                }
            }
        }
        if self.rows.values.len() >= GROUP { self.write() } else { Ok(()) }
    }

    /// Writes what is left, and gives back what was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        if !self.rows.values.is_empty() {
            self.write()?;
        }
        self.store.finish().map_err(reason)
    }

    fn write(&mut self) -> io::Result<()> {
        let rows = &self.rows;
        let written = self.store.write(|group| {
            group.required::<ByteArrayType>(&rows.strategies)?;
            group.required::<Int64Type>(&rows.replications)?;
            group.required::<Int32Type>(&rows.quarters)?;
            group.required::<ByteArrayType>(&rows.metrics)?;
            group.required::<DoubleType>(&rows.values)
        });
        self.rows.clear();
        written.map_err(reason)
    }
}

impl Rows {
    /// Forgets everything, keeping the space.
    fn clear(&mut self) {
        self.strategies.clear();
        self.replications.clear();
        self.quarters.clear();
        self.metrics.clear();
        self.values.clear();
    }
}

fn named(metric: &Metric) -> (ByteArray, f64) {
    (metric.name.as_str().into(), metric.unit.per_unit())
}

fn fields() -> Vec<TypePtr> {
    let text = || (Physical::BYTE_ARRAY, Some(LogicalType::String));
    let columns = [
        ("strategy", text()),
        ("replication", (Physical::INT64, None)),
        ("quarter", (Physical::INT32, None)),
        ("metric", text()),
        ("value", (Physical::DOUBLE, None)),
    ];
    let required =
        |(name, (physical, logical))| field(name, physical, logical, Repetition::REQUIRED);
    columns.map(required).into()
}

/// What one needs to know to make the same samples again.
fn facts(scenario: &Scenario, plan: &RunPlan) -> Vec<(&'static str, String)> {
    vec![
        ("longview.schema", "longview/samples/1".to_owned()),
        ("longview.title", scenario.title.clone()),
        ("longview.scenario", scenario.hash.clone()),
        ("longview.seed", plan.seed.to_string()),
        ("longview.replications", plan.replications.to_string()),
        ("longview.currency", scenario.economics.currency.clone()),
    ]
}

/// What the system said, where it said something.
fn reason(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => io::Error::other(source),
        other => io::Error::other(other),
    }
}
