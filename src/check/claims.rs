//! What the sentences say against what the tables say.
//!
//! The two often measure different things: 收到 may hold what was carried in. So a claim is compared with each way to
//! measure it, and the comparison says which of them agrees.

use crate::model::{Claim, Number, Outcome, Report, State};
use crate::template::{Column, Field, Group, Kind, Proceeding, Quantity, Row, Sum, Unit};
use crate::template::{disputes_field, field};

/// A claim beside the cells that count the same.
///
/// ```
/// use gongkai::{Outcome, check};
///
/// let text = "全年共作出行政处罚决定17件。
/// 第二十条第（六）项
/// 信息内容\t本年处理决定数量
/// 行政处罚\t18
/// 行政强制\t0
/// ";
/// let report = gongkai::read_text(text)?;
/// let comparison = check::compare(&report.claims()[0], &report);
/// assert_eq!(comparison.outcome(), Outcome::Fails);
/// assert_eq!(comparison.expected(), Some(18.into()));
/// # Ok::<(), gongkai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    outcome: Outcome,
    fields: Vec<Field>,
    expected: Option<Number>,
}

impl Comparison {
    /// Whether they agree; undecided where the cells are not known, or the form has none.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The cells that add up to what the claim counts: those that agree with it, else those that mean the same by
    /// their labels. What was received may be received and carried in.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// What these cells come to, in the unit of the claim; nothing if it is not known.
    #[must_use]
    pub const fn expected(&self) -> Option<Number> {
        self.expected
    }
}

/// Compares a claim with the tables of its report.
///
/// ```
/// let report = gongkai::Report::default();
/// for claim in report.claims() {
///     let comparison = gongkai::check::compare(claim, &report);
///     println!("{}: {}", claim.raw(), comparison.outcome());
/// }
/// ```
#[must_use]
pub fn compare(claim: &Claim, report: &Report) -> Comparison {
    let measures = measures(claim.quantity(), report);
    let sides: Vec<Option<Side>> = measures
        .iter()
        .map(|fields| side(report, fields, claim.unit()))
        .collect();
    let agreeing = sides
        .iter()
        .position(|side| side.as_ref().is_some_and(|side| side.sum == claim.value()));
    let at = agreeing.unwrap_or(0);
    let chosen = sides.get(at).copied().flatten();
    let outcome = match (agreeing, chosen) {
        (Some(_), Some(side)) if side.blanks => Outcome::HoldsIfBlankIsZero,
        (Some(_), Some(_)) => Outcome::Holds,
        // A total that is left blank contradicts nothing.
        (None, Some(_)) if sides.iter().all(|side| side.is_some_and(|it| it.numbers)) => {
            Outcome::Fails
        }
        _ => Outcome::Undecided,
    };
    Comparison {
        outcome,
        fields: measures.into_iter().nth(at).unwrap_or_default(),
        expected: chosen
            .filter(|_| outcome != Outcome::Undecided)
            .map(|side| side.sum),
    }
}

/// The ways to measure a quantity by cells, the one that means the same first.
fn measures(quantity: Quantity, report: &Report) -> Vec<Vec<Field>> {
    if let Some(cell) = quantity.field() {
        let mut measures = vec![vec![cell]];
        if cell.row() == Row::RECEIVED {
            measures.push(with_carried_in(vec![cell]));
        }
        return measures;
    }
    match quantity.sum() {
        Some(Sum::ReceivedOrCarriedIn) => {
            vec![with_carried_in(totals(|row| row == Row::RECEIVED))]
        }
        Some(Sum::LegalPersons) => {
            let applicants = Field::all().filter(|cell| cell.row() == Row::RECEIVED);
            let organizations = applicants
                .filter(|cell| !matches!(cell.column(), Column::NaturalPerson | Column::Total));
            let organizations: Vec<Field> = organizations.collect();
            vec![organizations.clone(), with_carried_in(organizations)]
        }
        Some(Sum::Processed) => vec![totals(|row| row == Row::RESULTS_TOTAL)],
        Some(Sum::Denied) => vec![totals(|row| row.group() == Some(Group::Denied))],
        Some(Sum::Unavailable) => vec![totals(|row| row.group() == Some(Group::Unavailable))],
        Some(Sum::NotProcessed) => vec![totals(|row| row.group() == Some(Group::NotProcessed))],
        Some(Sum::Other) => {
            // The forms have other rows; those that are there count.
            let mut rows =
                totals(|row| row == Row::UNDIVIDED || row.group() == Some(Group::OtherResults));
            rows.retain(|&cell| report.cell(cell).state() != State::Absent);
            vec![rows]
        }
        Some(Sum::Litigation) => {
            let courts = [Proceeding::Direct, Proceeding::AfterReconsideration];
            let totals = courts.map(|court| disputes_field(court, Column::Total));
            vec![totals.into_iter().flatten().collect()]
        }
        Some(Sum::InformationFees | Sum::InformationFeeCases) | None => Vec::new(),
    }
}

/// Cells of what was received, and those of what was carried in below them.
fn with_carried_in(mut received: Vec<Field>) -> Vec<Field> {
    let below = received
        .iter()
        .filter_map(|cell| field(Row::CARRIED_IN, cell.column()));
    let below: Vec<Field> = below.collect();
    received.extend(below);
    received
}

/// The totals of some rows of the applications table.
fn totals(wanted: impl Fn(Row) -> bool) -> Vec<Field> {
    let rows = Row::all().filter(|&row| wanted(row));
    rows.filter_map(|row| field(row, Column::Total)).collect()
}

/// What some cells come to.
#[derive(Clone, Copy, Debug, Default)]
struct Side {
    sum: Number,
    /// Some cell holds a number.
    numbers: bool,
    /// Some cell counts as 0.
    blanks: bool,
}

/// What some cells come to in a unit; nothing if there are none, or one is not known.
fn side(report: &Report, fields: &[Field], unit: Option<Unit>) -> Option<Side> {
    let mut side = Side::default();
    for &field in fields {
        let cell = report.cell(field);
        side.sum = side.sum.checked_add(cell.addend()?)?;
        match cell.number() {
            // Of money in different units the decimals that were left out are not known.
            Some(number) if field.kind() == Kind::Money => {
                let comparable = cell.unit() == unit || number == Number::ZERO;
                side.numbers |= comparable;
                comparable.then_some(())?;
            }
            Some(_) => side.numbers = true,
            None => side.blanks = true,
        }
    }
    (!fields.is_empty()).then_some(side)
}
