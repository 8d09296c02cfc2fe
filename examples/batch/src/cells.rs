//! The cells of reports as a Parquet file: a row a cell, exact numbers.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{
    Decimal128Builder, Int64Builder, StringBuilder, UInt16Builder, UInt32Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use gongkai::{Kind, Number, Observation, Report};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

/// Digits and decimals of an amount of money: enough for whatever a report's number may be.
const AMOUNT: (u8, i8) = (38, 18);

/// The columns, as they grow.
struct Columns {
    source: StringBuilder,
    agency: StringBuilder,
    year: UInt16Builder,
    template: StringBuilder,
    field: StringBuilder,
    row: StringBuilder,
    column: StringBuilder,
    state: StringBuilder,
    count: Int64Builder,
    amount: Decimal128Builder,
    unit: StringBuilder,
    raw: StringBuilder,
    start: UInt32Builder,
    end: UInt32Builder,
}

impl Columns {
    fn new() -> Self {
        let (digits, decimals) = AMOUNT;
        let amount = DataType::Decimal128(digits, decimals);
        Self {
            source: StringBuilder::new(),
            agency: StringBuilder::new(),
            year: UInt16Builder::new(),
            template: StringBuilder::new(),
            field: StringBuilder::new(),
            row: StringBuilder::new(),
            column: StringBuilder::new(),
            state: StringBuilder::new(),
            count: Int64Builder::new(),
            amount: Decimal128Builder::new().with_data_type(amount),
            unit: StringBuilder::new(),
            raw: StringBuilder::new(),
            start: UInt32Builder::new(),
            end: UInt32Builder::new(),
        }
    }

    fn push(&mut self, source: &str, it: Observation<'_>) {
        let cell = it.cell();
        let money = it.field().kind() == Kind::Money;
        let span = cell.span();
        let offset = |at: usize| u32::try_from(at).ok();
        self.source.append_value(source);
        self.agency.append_option(it.agency());
        self.year.append_option(it.year());
        self.template
            .append_option(it.template().map(|form| form.as_str()));
        self.field.append_value(it.field().id());
        self.row.append_value(it.row_label());
        self.column.append_value(it.column_label());
        self.state.append_value(cell.state().as_str());
        self.count
            .append_option(cell.number().filter(|_| !money).and_then(Number::to_i64));
        self.amount
            .append_option(cell.number().filter(|_| money).map(scaled));
        self.unit.append_option(it.unit().map(|unit| unit.as_str()));
        self.raw.append_option(span.map(|_| cell.raw()));
        self.start
            .append_option(span.and_then(|span| offset(span.start())));
        self.end
            .append_option(span.and_then(|span| offset(span.end())));
    }

    /// The table, with the names of its columns.
    fn finish(mut self) -> Vec<(&'static str, ArrayRef)> {
        vec![
            ("source", Arc::new(self.source.finish())),
            ("agency", Arc::new(self.agency.finish())),
            ("year", Arc::new(self.year.finish())),
            ("template", Arc::new(self.template.finish())),
            ("field", Arc::new(self.field.finish())),
            ("row", Arc::new(self.row.finish())),
            ("column", Arc::new(self.column.finish())),
            ("state", Arc::new(self.state.finish())),
            ("count", Arc::new(self.count.finish())),
            ("amount", Arc::new(self.amount.finish())),
            ("unit", Arc::new(self.unit.finish())),
            ("raw", Arc::new(self.raw.finish())),
            ("start", Arc::new(self.start.finish())),
            ("end", Arc::new(self.end.finish())),
        ]
    }
}

/// A number in the smallest part of an amount. No number has more than 18 decimals, so none is lost.
fn scaled(number: Number) -> i128 {
    let (_, decimals) = AMOUNT;
    let more = u32::from(decimals.unsigned_abs().saturating_sub(number.scale()));
    i128::from(number.mantissa()) * 10_i128.pow(more)
}

/// Writes the cells of reports to a file, which is there whole or not at all.
pub fn write<'r>(
    path: &Path,
    reports: impl Iterator<Item = (&'r str, &'r Report)>,
) -> io::Result<()> {
    let mut columns = Columns::new();
    for (source, report) in reports {
        report
            .observations()
            .for_each(|it| columns.push(source, it));
    }
    let columns = columns.finish();
    let fields: Vec<Field> = columns
        .iter()
        .map(|(name, array)| Field::new(*name, array.data_type().clone(), true))
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays).map_err(io::Error::other)?;

    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    let new = path.with_extension("new");
    let mut writer = ArrowWriter::try_new(File::create(&new)?, schema, Some(properties))
        .map_err(io::Error::other)?;
    writer.write(&batch).map_err(io::Error::other)?;
    writer.close().map_err(io::Error::other)?;
    fs::rename(new, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        let scaled = |text: &str| scaled(text.parse().expect("a number"));
        assert_eq!(scaled("12.50"), 12_500_000_000_000_000_000);
        assert_eq!(scaled("-0.000000000000000001"), -1);
        assert_eq!(
            scaled("9223372036854775807"),
            i128::from(i64::MAX) * 10_i128.pow(18)
        );
    }
}
