//! The arithmetic of the form (勾稽关系), as sums of fields.

use std::borrow::Cow;

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

/// Fields that add up: a stretch of the form where they stand together.
pub(crate) type Fields = Cow<'static, [Field]>;

/// Two sums of fields that must be equal: the addends `left` and, on the side of the total, `right`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) kind: IdentityKind,
    pub(crate) left: Fields,
    pub(crate) right: Fields,
}

/// The identities of a document that has the rows `has_row` says, in the order of [`IdentityKind`].
///
/// A document may mix the forms (the Article 20 table of 2021 with the one row （六）其他处理 of 2019), so they follow
/// from its rows and not from a form. For a whole form, ask for `|row| row.is_in(template)`.
/// A sum of results adds up the result rows that there are; any other identity needs all of its rows.
pub(crate) fn identities(has_row: impl Fn(Row) -> bool) -> Vec<Identity> {
    let there = Row::all().filter(|&row| row.block() == Block::Applications && has_row(row));
    let rows: Vec<Row> = there.collect();
    let mut all = Vec::with_capacity(rows.len() + 2 * APPLICANTS.len() + Proceeding::ALL.len());
    all.extend(rows.iter().copied().map(applicants));
    let columns = || APPLICANTS.iter().copied().enumerate();
    let four = [
        Row::RECEIVED,
        Row::CARRIED_IN,
        Row::RESULTS_TOTAL,
        Row::CARRIED_FORWARD,
    ];
    let [received, carried_in, total, carried_forward] = four.map(cells);
    if four.into_iter().all(&has_row) {
        all.extend(columns().map(|(place, column)| Identity {
            kind: IdentityKind::Balance(column),
            left: column_of(&[received, carried_in], place),
            right: column_of(&[total, carried_forward], place),
        }));
    }
    let results = rows.iter().copied().filter(|&row| is_result(row));
    let results: Vec<&[Field]> = results.map(cells).collect();
    if has_row(Row::RESULTS_TOTAL) && !results.is_empty() {
        all.extend(columns().map(|(place, column)| Identity {
            kind: IdentityKind::Results(column),
            left: column_of(&results, place),
            right: total.get(place..=place).unwrap_or_default().into(),
        }));
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

/// The cells of some rows that stand at a place.
fn column_of(rows: &[&[Field]], place: usize) -> Fields {
    let mut fields = Vec::with_capacity(rows.len());
    fields.extend(rows.iter().filter_map(|cells| cells.get(place)));
    fields.into()
}

/// The last of some cells is the total of the others.
fn total_last(kind: IdentityKind, cells: &'static [Field]) -> Identity {
    let (left, right) = cells.split_at(cells.len().saturating_sub(1));
    Identity {
        kind,
        left: left.into(),
        right: right.into(),
    }
}

fn applicants(row: Row) -> Identity {
    total_last(IdentityKind::Applicants(row), cells(row))
}

fn outcomes(proceeding: Proceeding) -> Identity {
    let mut thirds = cells(Row::DISPUTES).chunks(OUTCOMES.len());
    let third = thirds.nth(proceeding as usize).unwrap_or_default();
    total_last(IdentityKind::Outcomes(proceeding), third)
}
