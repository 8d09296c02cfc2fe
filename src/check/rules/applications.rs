//! The applications table: every row, every column, and the sum that the form prints.

use super::{column, row, total};
use crate::check::facts::{Facts, check};
use crate::check::outcome::Checks;
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Outcome, State, Words};
use crate::template::{Column, Field, Row, Table};

/// What a line is called, by one of its fields.
type Name = fn(Field) -> Words;

/// In every row the six kinds of applicant make 总计.
pub(in crate::check) fn row_total(rule: &'static Rule, facts: &Facts<'_>, checks: &mut Checks) {
    for sum in facts.sums("applications.row-total") {
        facts.equal(rule, sum, checks, || vec![("row", total(sum, row).into())]);
    }
}

/// In every column 一 + 二 = 三（七）总计 + 四.
pub(in crate::check) fn balance(rule: &'static Rule, facts: &Facts<'_>, checks: &mut Checks) {
    for sum in facts.sums("applications.balance") {
        facts.equal(rule, sum, checks, || {
            vec![("column", total(sum, column).into())]
        });
    }
}

/// In every column the results make 三（七）总计.
pub(in crate::check) fn results_total(rule: &'static Rule, facts: &Facts<'_>, checks: &mut Checks) {
    for sum in facts.sums("applications.results-total") {
        facts.equal(rule, sum, checks, || {
            vec![
                ("row", total(sum, row).into()),
                ("column", total(sum, column).into()),
            ]
        });
    }
}

/// 总计 and 三（七）总计 are not left blank where their parts are not: a finding for the whole column or row.
pub(in crate::check) fn total_blank(rule: &'static Rule, facts: &Facts<'_>, checks: &mut Checks) {
    let here = || {
        facts
            .fields()
            .filter(|field| field.table() == Table::Applications)
    };
    let totals: Vec<Field> = here()
        .filter(|field| field.column() == Column::Total)
        .collect();
    let results: Vec<Field> = here()
        .filter(|field| field.row() == Row::RESULTS_TOTAL && field.column() != Column::Total)
        .collect();
    let lines: [(Vec<Field>, Name); 2] = [
        (totals, |field| words::line_of_column(&column(field))),
        (results, |field| words::line_of_row(&row(field))),
    ];
    for (line, name) in lines {
        let Some(&first) = line.first() else {
            continue;
        };
        let is_known = |field: &Field| facts.report.cell(*field).state() == State::Reported;
        let empty: Vec<Field> = line
            .iter()
            .copied()
            .filter(|field| facts.is_empty_total(*field))
            .collect();
        let (outcome, about) = if !empty.is_empty() {
            (Outcome::Fails, empty)
        } else if line.iter().any(is_known) {
            (Outcome::Holds, line)
        } else {
            (Outcome::Undecided, line)
        };
        let count = about.len();
        facts.tell(check(rule, outcome, &[], about), checks, || {
            vec![("line", name(first)), ("count", count.into())]
        });
    }
}
