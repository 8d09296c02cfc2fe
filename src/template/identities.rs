//! The arithmetic of the form (勾稽关系), as sums of fields.

use super::field::Field;
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

/// The cells of a row of the applications or the disputes table, in which both forms agree.
fn cells(row: Row) -> &'static [Field] {
    let form = row.templates().first();
    form.map_or(&[], |form| row.fields(*form))
}

/// The cells of some rows in a column of the applications table.
fn column_of(rows: &[Row], column: Column) -> Vec<Field> {
    let place = APPLICANTS.iter().position(|it| *it == column);
    let cell = |row: &Row| place.and_then(|place| cells(*row).get(place).copied());
    let mut fields = Vec::with_capacity(rows.len());
    fields.extend(rows.iter().filter_map(cell));
    fields
}

/// The last of some cells is the total of the others.
fn total_last(kind: IdentityKind, cells: &[Field]) -> Identity {
    let (right, left) = match cells.split_last() {
        Some((total, parts)) => (vec![*total], parts.to_vec()),
        None => Default::default(),
    };
    Identity { kind, left, right }
}

fn applicants(row: Row) -> Identity {
    total_last(IdentityKind::Applicants(row), cells(row))
}

fn balance(column: Column) -> Identity {
    Identity {
        kind: IdentityKind::Balance(column),
        left: column_of(&[Row::RECEIVED, Row::CARRIED_IN], column),
        right: column_of(&[Row::RESULTS_TOTAL, Row::CARRIED_FORWARD], column),
    }
}

fn sum_of_results(results: &[Row], column: Column) -> Identity {
    Identity {
        kind: IdentityKind::Results(column),
        left: column_of(results, column),
        right: column_of(&[Row::RESULTS_TOTAL], column),
    }
}

fn outcomes(proceeding: Proceeding) -> Identity {
    let mut thirds = cells(Row::DISPUTES).chunks(OUTCOMES.len());
    let third = thirds.nth(proceeding as usize).unwrap_or_default();
    total_last(IdentityKind::Outcomes(proceeding), third)
}
