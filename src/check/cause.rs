//! Who looks at fault where numbers do not agree: the document, or the reading.

use crate::model::{Cause, Finding, LabelMatch, Report, code};
use crate::template::{Field, Table};

/// What looks at fault where these cells, all of them numbers or empty, do not agree.
///
/// The document, if the layout of their tables is confirmed by every row, no row of these tables is missing, no label of
/// these rows is in doubt, and the reading says nothing against these cells. The reading, if it had to guess at one of them.
pub(super) fn cause(report: &Report, fields: &[Field]) -> Cause {
    let touches = |finding: &&Finding| finding.fields().iter().any(|field| fields.contains(field));
    let mut clean = true;
    for finding in report.findings().iter().filter(touches) {
        if is_guess(finding) {
            return Cause::Reading;
        }
        clean &= finding.cause() == Cause::Document && *finding.code() != code::LABEL_NEAR.name;
    }
    let tables = || {
        let mut tables: Vec<Table> = fields.iter().map(|field| field.table()).collect();
        tables.dedup();
        tables
    };
    if clean && labels_stand(report, fields) && tables().into_iter().all(|it| is_firm(report, it)) {
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
    let rows = &report.draft().rows;
    fields.iter().all(|field| {
        let row = field.row();
        let found = rows.iter().find(|evidence| evidence.row == row);
        found.is_none_or(|evidence| {
            matches!(
                evidence.label,
                LabelMatch::Whole | LabelMatch::ByOrder | LabelMatch::Unlabelled
            )
        })
    })
}

/// Whether all rows of a table are there, and all confirm its layout.
fn is_firm(report: &Report, table: Table) -> bool {
    let Some(reading) = report.table(table) else {
        return false;
    };
    let misses = |finding: &Finding| {
        *finding.code() == code::ROW_MISSING.name
            && finding
                .fields()
                .first()
                .is_some_and(|field| field.table() == table)
    };
    let lost = report
        .draft()
        .rows
        .iter()
        .any(|evidence| evidence.row.table() == table && evidence.label == LabelMatch::Lost);
    reading.confirmed() >= reading.rows() && !lost && !report.findings().iter().any(misses)
}
