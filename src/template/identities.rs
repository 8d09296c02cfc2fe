//! The arithmetic of the form (勾稽关系), as sums of fields.

use super::field::{Field, disputes_field, field};
use super::forms::{APPLICANTS, Block, Column, OUTCOMES, Proceeding};
use super::rows::Row;

/// Which sum it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum IdentityKind {
    /// In a row of the applications table: 自然人 and the five kinds of 法人或其他组织 make 总计.
    Applicants(Row),
    /// In a column of the applications table: 一 + 二 = 三（七） + 四. Printed in the form.
    Balance(Column),
    /// In a column of the applications table: the result rows make 三（七）总计.
    Results(Column),
    /// In a third of the disputes table: the four outcomes make 总计.
    Outcomes(Proceeding),
}

impl IdentityKind {
    /// The name that all sums of the kind share: of each name, one at most runs through a cell.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Applicants(_) => "applications.row-total",
            Self::Balance(_) => "applications.balance",
            Self::Results(_) => "applications.results-total",
            Self::Outcomes(_) => "disputes.row-total",
        }
    }
}

/// Two sums of fields that must be equal: the addends `left` and, on the side of the total, `right`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) kind: IdentityKind,
    pub(crate) left: Vec<Field>,
    pub(crate) right: Vec<Field>,
}

/// The identities of a document that has the rows `has_row` says, in the order of [`IdentityKind`].
///
/// A document may mix the forms (the Article 20 table of 2021 with the one row （六）其他处理 of 2019), so they follow
/// from its rows and not from a form. For a whole form, ask for `|row| row.is_in(template)`.
/// A sum of results adds up the result rows that there are; any other identity needs all of its rows.
pub(crate) fn identities(has_row: impl Fn(Row) -> bool) -> Vec<Identity> {
    let applications =
        || Row::all().filter(|&row| row.block() == Block::Applications && has_row(row));
    let mut all: Vec<Identity> = applications().map(applicants).collect();
    let results: Vec<Row> = applications().filter(|&row| is_result(row)).collect();
    let four = [
        Row::RECEIVED,
        Row::CARRIED_IN,
        Row::RESULTS_TOTAL,
        Row::CARRIED_FORWARD,
    ];
    if four.into_iter().all(&has_row) {
        all.extend(APPLICANTS.iter().copied().map(balance));
    }
    if has_row(Row::RESULTS_TOTAL) && !results.is_empty() {
        all.extend(
            APPLICANTS
                .iter()
                .map(|&column| sum_of_results(&results, column)),
        );
    }
    if has_row(Row::DISPUTES) {
        all.extend(Proceeding::ALL.iter().copied().map(outcomes));
    }
    all
}

/// Whether the row is one of those that add up to 三（七）总计.
fn is_result(row: Row) -> bool {
    row.group().is_some() && row != Row::RESULTS_TOTAL
}

fn applicants(row: Row) -> Identity {
    let (total, kinds) = total_and_parts(APPLICANTS);
    Identity {
        kind: IdentityKind::Applicants(row),
        left: kinds.filter_map(|column| field(row, column)).collect(),
        right: field(row, total).into_iter().collect(),
    }
}

fn balance(column: Column) -> Identity {
    let cells = |rows: [Row; 2]| {
        rows.into_iter()
            .filter_map(|row| field(row, column))
            .collect()
    };
    Identity {
        kind: IdentityKind::Balance(column),
        left: cells([Row::RECEIVED, Row::CARRIED_IN]),
        right: cells([Row::RESULTS_TOTAL, Row::CARRIED_FORWARD]),
    }
}

fn sum_of_results(results: &[Row], column: Column) -> Identity {
    Identity {
        kind: IdentityKind::Results(column),
        left: results
            .iter()
            .filter_map(|&row| field(row, column))
            .collect(),
        right: field(Row::RESULTS_TOTAL, column).into_iter().collect(),
    }
}

fn outcomes(proceeding: Proceeding) -> Identity {
    let (total, parts) = total_and_parts(OUTCOMES);
    Identity {
        kind: IdentityKind::Outcomes(proceeding),
        left: parts
            .filter_map(|column| disputes_field(proceeding, column))
            .collect(),
        right: disputes_field(proceeding, total).into_iter().collect(),
    }
}

/// Parts the total column from those that add up to it.
fn total_and_parts(columns: &[Column]) -> (Column, impl Iterator<Item = Column>) {
    let parts = columns
        .iter()
        .copied()
        .filter(|&column| column != Column::Total);
    (Column::Total, parts)
}
