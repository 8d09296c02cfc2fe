//! The Article 20 table: what cannot well be, as advice.

use crate::check::facts::{Facts, Side, check, conclude};
use crate::check::outcome::Checks;
use crate::check::rule::Rule;
use crate::model::{Number, Outcome};
use crate::template::{Column, Field, Row, field, is_below_city};

/// The rows in which a column stands, each with its cell, as far as the report has them.
fn cells<'r>(facts: &'r Facts<'_>, column: Column) -> impl Iterator<Item = (Row, Field)> + 'r {
    let here = facts.fields().filter(move |field| field.column() == column);
    here.map(|field| (field.row(), field))
}

/// 上一年项目数量 + 本年增/减 ≥ 0.
pub(in crate::check) fn projects_below_zero(
    rule: &'static Rule,
    facts: &Facts<'_>,
    checks: &mut Checks,
) {
    for (row, change) in cells(facts, Column::Change) {
        let Some(previous) = field(row, Column::PreviousYear) else {
            continue;
        };
        let fields = [previous, change];
        let sum = facts.side(&fields, false);
        let outcome = conclude(sum, Side::default(), sum.sum >= Number::ZERO);
        let check = check(rule, outcome, fields.to_vec(), &[]).comparing(Number::ZERO, sum.sum);
        facts.tell(check, checks, || vec![("row", row.into())]);
    }
}

/// 对外公开总数量 ≥ 本年新公开数量.
pub(in crate::check) fn disclosed_beyond_total(
    rule: &'static Rule,
    facts: &Facts<'_>,
    checks: &mut Checks,
) {
    for (row, total) in cells(facts, Column::TotalDisclosed) {
        let Some(new) = field(row, Column::NewlyDisclosed) else {
            continue;
        };
        let (left, right) = (facts.side(&[new], false), facts.side(&[total], false));
        let outcome = conclude(left, right, right.sum >= left.sum);
        let check = check(rule, outcome, vec![new], vec![total]).comparing(left.sum, right.sum);
        facts.tell(check, checks, || vec![("row", row.into())]);
    }
}

/// Rules (规章) are made by provinces, cities with districts and bodies above them; a body below reports none.
pub(in crate::check) fn rules_without_power(
    rule: &'static Rule,
    facts: &Facts<'_>,
    checks: &mut Checks,
) {
    let line: Vec<Field> = facts
        .fields()
        .filter(|field| field.row() == Row::RULES)
        .collect();
    let number = |field: Field| facts.report.cell(field).number().unwrap_or_default();
    let some: Vec<Field> = line
        .iter()
        .copied()
        .filter(|field| number(*field) > Number::ZERO)
        .collect();
    let side = facts.side(&line, false);
    let agency = facts.report.agency();
    let (outcome, about) = match (some.first(), agency) {
        _ if line.is_empty() => return,
        (Some(_), None) => (Outcome::Undecided, line),
        (Some(_), Some(agency)) if is_below_city(agency) => (Outcome::Fails, some),
        _ => (conclude(side, Side::default(), true), line),
    };
    let most = about
        .iter()
        .map(|field| number(*field))
        .max()
        .unwrap_or_default();
    let check = check(rule, outcome, &[], about).comparing(Number::ZERO, most);
    facts.tell(check, checks, || {
        let agency = agency.unwrap_or_default();
        vec![("row", Row::RULES.into()), ("agency", agency.into())]
    });
}
