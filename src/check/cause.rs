//! Who looks at fault where numbers do not agree: the document, or the reading.

use crate::model::{Cause, Finding, LabelMatch, Report, RowEvidence, code};
use crate::template::{Field, Row, Table};

/// What looks at fault where these cells, all of them numbers or empty, do not agree.
///
/// The document, if no row of their tables is missing, no label of their rows is in doubt, the reading says nothing against
/// these cells, and their columns are beyond doubt: every row of the table confirms its layout, or each of their rows adds
/// up by itself (`adds_up`). The reading, if it had to guess at one of the cells. Else it is unclear.
pub(super) fn cause(report: &Report, fields: &[Field], adds_up: impl Fn(Row) -> bool) -> Cause {
    let touches = |finding: &&Finding| finding.fields().iter().any(|field| fields.contains(field));
    let mut clean = true;
    for finding in report.findings().iter().filter(touches) {
        if is_guess(finding) {
            return Cause::Reading;
        }
        clean &= finding.cause() == Cause::Document && *finding.code() != code::LABEL_NEAR.name;
    }
    let asked = |table: &&Table| fields.iter().any(|field| field.table() == **table);
    let whole = |table: &Table| is_whole(report, *table);
    let placed = |field: &Field| is_confirmed(report, field.table()) || adds_up(field.row());
    if clean
        && labels_stand(report, fields)
        && Table::ALL.iter().filter(asked).all(whole)
        && fields.iter().all(placed)
    {
        Cause::Document
    } else {
        Cause::Unclear
    }
}

/// Whether a finding says that a row was placed, or its digits parted, by a guess.
fn is_guess(finding: &Finding) -> bool {
    [
        &code::LABEL_LOST,
        &code::DIGITS_RUN_TOGETHER,
        &code::ROW_UNSETTLED,
        &code::LAYOUT_UNSETTLED,
        &code::SETTLED_BY_IDENTITY,
    ]
    .iter()
    .any(|entry| *finding.code() == entry.name)
}

/// Whether the labels of the rows of these cells are what they are taken for.
fn labels_stand(report: &Report, fields: &[Field]) -> bool {
    let in_doubt = |row: &&RowEvidence| {
        !matches!(
            row.label,
            LabelMatch::Whole | LabelMatch::ByOrder | LabelMatch::Unlabelled
        )
    };
    let asked = |row: &RowEvidence| fields.iter().any(|field| field.row() == row.row);
    !report.draft().rows.iter().filter(in_doubt).any(asked)
}

/// Whether a table was found, and no row of it is missing or had to be placed without its label.
fn is_whole(report: &Report, table: Table) -> bool {
    let misses = |finding: &Finding| {
        let first = finding.fields().first();
        *finding.code() == code::ROW_MISSING.name && first.is_some_and(|it| it.table() == table)
    };
    let is_lost = |row: &RowEvidence| row.row.table() == table && row.label == LabelMatch::Lost;
    report.table(table).is_some()
        && !report.findings().iter().any(misses)
        && !report.draft().rows.iter().any(is_lost)
}

/// Whether every row of a table confirms its layout.
fn is_confirmed(report: &Report, table: Table) -> bool {
    let reading = report.table(table);
    reading.is_some_and(|reading| reading.confirmed() >= reading.rows())
}
