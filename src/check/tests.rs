//! Every rule where it fires, where it is silent and where it is undecided; and what holds of all of them.

use super::*;
use crate::model::sample::field;
use crate::model::{
    Agency, Candidate, Cause, Cell, Claim, Clue, Draft, Finding, LabelMatch, Layout, Number,
    Outcome, RowEvidence, Severity, State, Step, TableReading, code,
};
use crate::span::Span;
use crate::template::{Column, Field, Kind, Row, Table, Template, Unit};
use std::collections::BTreeSet;

/// A report of which every cell of the form holds a number, all sums hold and every row was read well.
fn draft(form: Template) -> Draft {
    let mut draft = Draft::new("0");
    draft.agency = Some(Agency {
        simplified: "某某市人民政府".into(),
        raw: "某某市人民政府".into(),
        span: None,
    });
    draft.year = Some(2023);
    for &table in Table::ALL {
        let rows = Row::all()
            .filter(|row| row.table() == table && row.is_in(form))
            .count() as u16;
        draft.tables[table as usize] = Some(TableReading {
            template: Some(form),
            layout: Layout::Grid,
            rows,
            confirmed: rows,
            span: Span::new(0, 1),
        });
    }
    for row in Row::all().filter(|row| row.is_in(form)) {
        draft
            .rows
            .push(evidence(row, LabelMatch::Whole, Clue::Offset));
        for &field in row.fields(form) {
            set(&mut draft, field.id(), "1");
        }
    }
    total_up(&mut draft, form);
    draft
}

fn evidence(row: Row, label: LabelMatch, clue: Clue) -> RowEvidence {
    RowEvidence {
        row,
        label,
        label_span: None,
        label_rest: None,
        offset: None,
        steps: [Step {
            clue,
            before: 1,
            after: 1,
        }]
        .into(),
    }
}

/// Makes every sum of the form hold: a different number in each result, the totals from them.
fn total_up(draft: &mut Draft, form: Template) {
    let number = |draft: &Draft, field: Field| {
        draft.cells[field.index()]
            .number()
            .and_then(Number::to_i64)
            .unwrap_or_default()
    };
    let mut parts = Vec::new();
    for (index, field) in Field::all().filter(|field| field.is_in(form)).enumerate() {
        let is_part = field.table() != Table::Article20 && field.column() != Column::Total;
        if is_part && ![Row::RESULTS_TOTAL, Row::RECEIVED].contains(&field.row()) {
            set(draft, field.id(), &(1 + index % 7).to_string());
            parts.push(field);
        }
    }
    let sums = crate::template::identities(|row| row.is_in(form));
    for kind in ["applications.results-total", "applications.balance"] {
        for sum in sums.iter().filter(|sum| sum.kind.name() == kind) {
            let add = |fields: &[Field]| fields.iter().map(|it| number(draft, *it)).sum::<i64>();
            let (left, right) = (add(&sum.left), add(&sum.right));
            // The total follows from the results, what was received from the balance.
            let (target, value) = match kind {
                "applications.balance" => (sum.left[0], right - left + number(draft, sum.left[0])),
                _ => (sum.right[0], left),
            };
            if target.column() != Column::Total {
                set(draft, target.id(), &value.to_string());
            }
        }
    }
    for sum in sums
        .iter()
        .filter(|sum| sum.kind.name().ends_with("row-total"))
    {
        let total: i64 = sum.left.iter().map(|it| number(draft, *it)).sum();
        set(draft, sum.right[0].id(), &total.to_string());
    }
}

/// Fills a cell in: a number, `` (blank), `—` (nil), `约` (unreadable), `?` (ambiguous) or `x` (absent).
fn set(draft: &mut Draft, id: &str, said: &str) {
    let span = Span::new(0, 1);
    let field = field(id);
    let (number, unit) = match said.strip_suffix("万元") {
        Some(number) => (number, Some(Unit::TenThousandYuan)),
        None => match said.strip_suffix("元") {
            Some(number) => (number, Some(Unit::Yuan)),
            None => (said, None),
        },
    };
    let cell = match said {
        "" => Cell::blank(Span::new(0, 0)),
        "—" => Cell::nil("—", span),
        "约" => Cell::unreadable("约", span),
        "?" => Cell::ambiguous(vec![Candidate::blank(None)]),
        "x" => Cell::absent(),
        _ => Cell::reported(number.parse().expect("a number"), unit, said, span),
    };
    draft.put(field, cell);
}

/// A report of the form, all of it consistent but for these cells.
fn with(form: Template, cells: &[(&str, &str)]) -> Report {
    let mut draft = draft(form);
    for (id, said) in cells {
        set(&mut draft, id, said);
    }
    Report::from_draft(draft)
}

fn y2019(cells: &[(&str, &str)]) -> Report {
    with(Template::Y2019, cells)
}

fn y2021(cells: &[(&str, &str)]) -> Report {
    with(Template::Y2021, cells)
}

/// The same report, of a body with this name, or with none.
fn named(name: Option<&str>, cells: &[(&str, &str)]) -> Report {
    let mut draft = y2021(cells).draft().clone();
    draft.agency = name.map(|name| Agency {
        simplified: name.into(),
        raw: name.into(),
        span: None,
    });
    Report::from_draft(draft)
}

/// The same report, on this year.
fn on(report: Report, year: Option<u16>) -> Report {
    let mut draft = report.draft().clone();
    draft.year = year;
    Report::from_draft(draft)
}

/// Two reports of the 2021 form on years that follow on each other.
fn two(previous: &[(&str, &str)], current: &[(&str, &str)]) -> Checks {
    years(&on(y2021(previous), Some(2022)), &y2021(current))
}

/// Two reports of the 2019 form on years that follow on each other.
fn two_2019(previous: &[(&str, &str)], current: &[(&str, &str)]) -> Checks {
    years(&on(y2019(previous), Some(2022)), &y2019(current))
}

/// A body and a part that it has twice.
fn whole(parent: &str, part: &str) -> Checks {
    let fees = "article20.item8.fees.amount";
    let part = y2021(&[(fees, part)]);
    aggregate(&y2021(&[(fees, parent)]), [&part, &part])
}

const FORWARD: &str = "applications.carried_forward.total";
const IN: &str = "applications.carried_in.total";
const RECEIVED: &str = "applications.received.total";
const IN_FORCE: &str = "article20.item1.rules.in_force";
const PREVIOUS: &str = "article20.item6.penalties.previous_year";
const CHANGE: &str = "article20.item6.penalties.change";
const NEW: &str = "article20.item1.rules.newly_disclosed";
const RESULTS: &str = "applications.results.total.natural_person";
const APPEALS: &str = "reconsideration.total";

/// What a case shows of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shows {
    Fires,
    Silent,
    Undecided,
}
use Shows::{Fires, Silent, Undecided};

/// A rule, what becomes of it, and where.
type Case = (&'static str, Shows, fn() -> Checks);

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("article20.projects-below-zero", Fires, || y2019(&[(PREVIOUS, "3"), (CHANGE, "-4")]).check()),
    ("article20.projects-below-zero", Silent, || y2019(&[(PREVIOUS, "3"), (CHANGE, "-3")]).check()),
    ("article20.projects-below-zero", Undecided, || y2019(&[(PREVIOUS, "?"), (CHANGE, "-3")]).check()),
    ("article20.disclosed-beyond-total", Fires, || y2019(&[(NEW, "9")]).check()),
    ("article20.disclosed-beyond-total", Silent, || y2019(&[]).check()),
    ("article20.disclosed-beyond-total", Undecided, || y2019(&[(NEW, "约")]).check()),
    ("article20.rules-without-power", Fires, || named(Some("青禾县水务局"), &[]).check()),
    ("article20.rules-without-power", Silent, || named(Some("某某市司法局"), &[]).check()),
    ("article20.rules-without-power", Undecided, || named(None, &[]).check()),
    ("applications.row-total", Fires, || y2021(&[(RECEIVED, "7")]).check()),
    ("applications.row-total", Silent, || y2021(&[]).check()),
    ("applications.row-total", Undecided, || y2021(&[("applications.received.enterprise", "?")]).check()),
    ("applications.balance", Fires, || y2019(&[(IN, "700")]).check()),
    ("applications.balance", Silent, || y2019(&[]).check()),
    ("applications.balance", Undecided, || y2019(&[(FORWARD, "约")]).check()),
    ("applications.results-total", Fires, || y2019(&[(RESULTS, "1")]).check()),
    ("applications.results-total", Silent, || y2019(&[]).check()),
    ("applications.results-total", Undecided, || y2019(&[(RESULTS, "?")]).check()),
    ("applications.total-blank", Fires, || y2021(&[(RECEIVED, "")]).check()),
    ("applications.total-blank", Silent, || y2021(&[]).check()),
    ("applications.total-blank", Undecided, || emptied(Table::Applications, "?").check()),
    ("disputes.row-total", Fires, || y2021(&[(APPEALS, "1")]).check()),
    ("disputes.row-total", Silent, || y2021(&[]).check()),
    ("disputes.row-total", Undecided, || y2021(&[("reconsideration.upheld", "约")]).check()),
    ("disputes.total-blank", Fires, || y2021(&[(APPEALS, "—")]).check()),
    ("disputes.total-blank", Silent, || y2021(&[]).check()),
    ("disputes.total-blank", Undecided, || y2021(&[(APPEALS, "?")]).check()),
    ("claims.differ", Fires, || claiming(RECEIVED, "4000", &[]).check()),
    ("claims.differ", Silent, || claiming(APPEALS, "0", &[(APPEALS, "0")]).check()),
    ("claims.differ", Undecided, || claiming(APPEALS, "1", &[(APPEALS, "?")]).check()),
    ("years.consecutive", Fires, || years(&on(y2021(&[]), Some(2020)), &y2021(&[]))),
    ("years.consecutive", Silent, || two(&[], &[])),
    ("years.consecutive", Undecided, || years(&on(y2021(&[]), None), &y2021(&[]))),
    ("years.carried-forward", Fires, || two(&[(FORWARD, "5")], &[(IN, "6")])),
    ("years.carried-forward", Silent, || carried_well()),
    ("years.carried-forward", Undecided, || two(&[(FORWARD, "?")], &[(IN, "6")])),
    ("years.in-force", Fires, || two(&[(IN_FORCE, "6")], &[(IN_FORCE, "7")])),
    ("years.in-force", Silent, || two(&[(IN_FORCE, "6")], &[(IN_FORCE, "6")])),
    ("years.in-force", Undecided, || years(&on(y2019(&[]), Some(2022)), &y2021(&[]))),
    ("years.projects", Fires, || two_2019(&[(PREVIOUS, "6")], &[(PREVIOUS, "6")])),
    ("years.projects", Silent, || projects_well()),
    ("years.projects", Undecided, || two_2019(&[(CHANGE, "约")], &[])),
    ("bodies.sum", Fires, || whole("2万元", "3万元")),
    ("bodies.sum", Silent, || doubled()),
    ("bodies.sum", Undecided, || whole("2万元", "?")),
];

/// A consistent report but for these cells, of which a sentence says so much of a quantity.
fn claiming(quantity: &str, value: &str, cells: &[(&str, &str)]) -> Report {
    let mut draft = y2021(cells).draft().clone();
    draft.claims = vec![Claim {
        quantity: quantity.parse().expect("a quantity"),
        value: value.parse().expect("a number"),
        unit: None,
        raw: "0".into(),
        span: Span::new(0, 1),
        section: None,
    }];
    Report::from_draft(draft)
}

#[test]
fn a_claim_agrees_with_one_of_the_ways_to_count_it() {
    let compared = |quantity: &str, value: &str, cells: &[(&str, &str)]| {
        let report = claiming(quantity, value, cells);
        let comparison = compare(&report.claims()[0], &report);
        (comparison.outcome(), comparison.fields().len())
    };
    let cells = [(RECEIVED, "713"), (IN, "36")];
    assert_eq!(compared(RECEIVED, "713", &cells), (Outcome::Holds, 1));
    assert_eq!(compared(RECEIVED, "749", &cells), (Outcome::Holds, 2));
    assert_eq!(compared(RECEIVED, "750", &cells), (Outcome::Fails, 1));
    let both = "applications.received_or_carried_in.total";
    assert_eq!(compared(both, "749", &cells), (Outcome::Holds, 2));
    assert_eq!(compared(both, "713", &cells), (Outcome::Fails, 2));
    let unknown = [(RECEIVED, "713"), (IN, "?")];
    assert_eq!(compared(RECEIVED, "713", &unknown), (Outcome::Holds, 1));
    assert_eq!(compared(RECEIVED, "714", &unknown).0, Outcome::Undecided);
    let blank = [(RECEIVED, ""), (IN, "")];
    assert_eq!(
        compared(RECEIVED, "0", &blank),
        (Outcome::HoldsIfBlankIsZero, 1)
    );
    assert_eq!(compared(RECEIVED, "7", &blank).0, Outcome::Undecided);
    assert_eq!(
        compared("information_fees.amount", "7", &[]),
        (Outcome::Undecided, 0)
    );
    for (quantity, cells) in [
        ("applications.received.legal_persons", 5),
        ("applications.processed.total", 1),
        ("applications.results.denied.total", 8),
        ("applications.results.unavailable.total", 3),
        ("applications.results.not_processed.total", 5),
        ("applications.results.other.total", 3),
        ("litigation.total", 2),
    ] {
        assert_eq!(
            compared(quantity, "4000", &[]),
            (Outcome::Fails, cells),
            "{quantity}"
        );
    }
}

/// A report in which every cell of a table says the same.
fn emptied(table: Table, said: &str) -> Report {
    let mut draft = draft(Template::Y2021);
    for field in Field::all().filter(|it| it.table() == table && it.is_in(Template::Y2021)) {
        set(&mut draft, field.id(), said);
    }
    Report::from_draft(draft)
}

/// Two years of which the second carries in what the first carries forward.
fn carried_well() -> Checks {
    let first = on(y2021(&[]), Some(2022));
    let mut second = draft(Template::Y2021);
    for &forward in Row::CARRIED_FORWARD.fields(Template::Y2021) {
        let carried_in = crate::template::field(Row::CARRIED_IN, forward.column()).unwrap();
        let said = first.cell(forward).number().unwrap().to_string();
        set(&mut second, carried_in.id(), &said);
    }
    years(&first, &Report::from_draft(second))
}

/// Two years of which the second begins with the projects that the first ends with.
fn projects_well() -> Checks {
    let first = on(y2019(&[]), Some(2022));
    let mut second = draft(Template::Y2019);
    for field in Field::all().filter(|field| field.column() == Column::PreviousYear) {
        set(&mut second, field.id(), "2");
    }
    years(&first, &Report::from_draft(second))
}

/// A body whose every number is twice that of its two parts.
fn doubled() -> Checks {
    let part = y2021(&[("article20.item8.fees.amount", "1.5万元")]);
    let mut parent = part.draft().clone();
    for (field, cell) in part.cells() {
        let twice = cell
            .number()
            .and_then(|number| number.checked_add(number))
            .unwrap();
        let unit = cell.unit().map_or("", Unit::as_str);
        set(&mut parent, field.id(), &format!("{twice}{unit}"));
    }
    aggregate(&Report::from_draft(parent), [&part, &part])
}

#[test]
fn every_rule_fires_is_silent_and_is_undecided() {
    for (code, shows, checks) in CASES {
        let checks = checks();
        let outcomes: Vec<Outcome> = checks
            .outcomes()
            .iter()
            .filter(|check| check.rule().code() == *code)
            .map(Check::outcome)
            .collect();
        let found = checks
            .findings()
            .iter()
            .filter(|it| it.code() == code)
            .count();
        let of = |wanted: Outcome| outcomes.iter().filter(|it| **it == wanted).count();
        let fails = of(Outcome::Fails);
        assert_eq!(found, fails, "{code}: a finding for each failure");
        let holds = of(Outcome::Holds) + of(Outcome::HoldsIfBlankIsZero);
        let shown = match shows {
            Fires => fails > 0,
            Silent => fails == 0 && holds > 0 && of(Outcome::Undecided) == 0,
            Undecided => of(Outcome::Undecided) > 0,
        };
        assert!(
            shown,
            "{code} {shows:?}: {outcomes:?} {:?}",
            checks.findings()
        );
    }
}

#[test]
fn no_rule_lacks_a_case() {
    for rule in rules() {
        let shown: BTreeSet<Shows> = CASES
            .iter()
            .filter(|(code, ..)| rule.code() == *code)
            .map(|(_, it, _)| *it)
            .collect();
        assert_eq!(shown.len(), 3, "{} lacks a case: {shown:?}", rule.code());
    }
    for (code, ..) in CASES {
        assert!(
            rules().any(|rule| rule.code() == *code),
            "{code} is no rule"
        );
    }
}

#[test]
fn rules_have_their_words_and_a_source() {
    let declared = words::ALL
        .iter()
        .map(|entry| entry.name)
        .collect::<BTreeSet<_>>();
    let registered = RULES
        .iter()
        .map(|rule| rule.entry.name)
        .collect::<BTreeSet<_>>();
    assert_eq!(declared, registered);
    assert_eq!(RULES.len(), registered.len());
    for rule in rules() {
        assert!(rule.source().chars().count() > 10, "{rule:?}");
        assert_eq!(rule.code().summary(), Some(rule.summary()));
        let scope = match rule.code().as_str().split('.').next() {
            Some("years") => Scope::Years,
            Some("bodies") => Scope::Bodies,
            _ => Scope::Report,
        };
        assert_eq!(rule.scope(), scope, "{rule:?}");
    }
}

#[test]
fn a_consistent_report_is_consistent_and_wholly_seen() {
    for form in Template::ALL {
        let checks = with(*form, &[]).check();
        assert_eq!(checks.findings(), []);
        assert!(checks.is_consistent());
        let by_sum = checks
            .outcomes()
            .iter()
            .filter(|check| !check.addends().is_empty());
        assert!(
            by_sum
                .clone()
                .all(|check| check.outcome() == Outcome::Holds)
        );
        for (table, cells) in [(Table::Applications, 0), (Table::Disputes, 15)] {
            let coverage = checks.coverage(table);
            assert_eq!(coverage.seen(), coverage.cells(), "{form:?} {table:?}");
            assert!(cells == 0 || coverage.cells() == cells);
            assert_eq!(coverage.decided(), coverage.checks());
        }
    }
}

/// The promise of the arithmetic: no number of these two tables can be changed alone, in either form, without a finding
/// that names it and blames the document.
#[test]
fn every_single_change_is_found() {
    for &form in Template::ALL {
        for field in Field::all().filter(|it| it.is_in(form) && it.table() != Table::Article20) {
            let right = with(form, &[]).cell(field).number().unwrap();
            for more in [-1, 1, 10] {
                let wrong = right.checked_add(more.into()).unwrap().to_string();
                let checks = with(form, &[(field.id(), &wrong)]).check();
                let named = checks
                    .findings()
                    .iter()
                    .filter(|it| it.fields().contains(&field));
                assert!(named.clone().count() > 0, "{field} {wrong}");
                assert_eq!(named.count(), checks.findings().len());
                let document = |it: &Finding| {
                    (it.cause(), it.severity()) == (Cause::Document, Severity::Error)
                        && it
                            .difference()
                            .is_some_and(|it| it == more.into() || it == (-more).into())
                };
                assert!(
                    checks.findings().iter().all(document),
                    "{:?}",
                    checks.findings()
                );
            }
        }
    }
}

#[test]
fn blanks_count_as_zero_and_are_said_to() {
    let row = "applications.results.denied.state_secret";
    let told = |report: Report| {
        let checks = report.check();
        let mut outcomes = checks.outcomes().iter().filter(|check| {
            check.rule().code() == "applications.row-total"
                && check
                    .totals()
                    .iter()
                    .any(|total| total.id().starts_with(row))
        });
        outcomes.next().map(Check::outcome)
    };
    let kinds = |said: &str, total: &str| {
        let mut draft = draft(Template::Y2021);
        for field in Field::all().filter(|field| field.id().starts_with(row)) {
            set(&mut draft, field.id(), said);
        }
        set(&mut draft, &format!("{row}.total"), total);
        told(Report::from_draft(draft))
    };
    assert_eq!(kinds("", "0"), Some(Outcome::HoldsIfBlankIsZero));
    assert_eq!(kinds("—", "0"), Some(Outcome::HoldsIfBlankIsZero));
    assert_eq!(kinds("0", "0"), Some(Outcome::Holds));
    assert_eq!(kinds("0", ""), Some(Outcome::HoldsIfBlankIsZero));
    assert_eq!(kinds("", "4"), Some(Outcome::Fails));
    assert_eq!(
        kinds("", ""),
        Some(Outcome::Undecided),
        "nothing to compare"
    );
    assert_eq!(kinds("x", "x"), Some(Outcome::Undecided), "the row is lost");
}

/// What depends on a lost row is undecided: the reading has told of it.
#[test]
fn a_lost_row_is_no_failure() {
    for row in Row::all().filter(|row| row.table() == Table::Applications) {
        let mut draft = draft(Template::Y2021);
        for field in Field::all().filter(|field| field.row() == row) {
            set(&mut draft, field.id(), "x");
        }
        let checks = Report::from_draft(draft).check();
        assert_eq!(checks.findings(), [], "{row:?}");
        if row.is_in(Template::Y2021) {
            let coverage = checks.coverage(Table::Applications);
            assert!(coverage.decided() < coverage.checks(), "{row:?}");
        }
    }
}

/// A result that the document does not list is 0 to it, if the others make the total.
#[test]
fn a_missing_result_that_changes_nothing_is_none() {
    let row = Row::by_id("applications.results.denied.state_secret").unwrap();
    let mut draft = draft(Template::Y2021);
    for field in Field::all().filter(|field| field.row() == row) {
        set(&mut draft, field.id(), "0");
    }
    total_zero_row(&mut draft, row);
    let checks = Report::from_draft(draft).check();
    let results = |check: &&Check| check.rule().code() == "applications.results-total";
    let mut results = checks.outcomes().iter().filter(results);
    assert!(results.all(|check| check.outcome() == Outcome::Holds));
}

/// Takes a row's numbers out of the sums, and the row out of the document.
fn total_zero_row(draft: &mut Draft, row: Row) {
    let sums = crate::template::identities(|it| it.is_in(Template::Y2021) && it != row);
    for sum in sums
        .iter()
        .filter(|sum| sum.kind.name() == "applications.results-total")
    {
        let total: i64 = sum
            .left
            .iter()
            .filter_map(|it| draft.cells[it.index()].number()?.to_i64())
            .sum();
        set(draft, sum.right[0].id(), &total.to_string());
    }
    for field in Field::all().filter(|field| field.row() == row) {
        set(draft, field.id(), "x");
    }
}

#[test]
fn an_empty_total_is_one_finding() {
    let totals: Vec<(&str, &str)> = Field::all()
        .filter(|it| it.table() == Table::Applications && it.column() == Column::Total)
        .map(|field| (field.id(), ""))
        .collect();
    let checks = y2021(&totals).check();
    let [finding] = checks.findings() else {
        panic!("{:?}", checks.findings());
    };
    assert_eq!(
        finding.message_zh(),
        "“总计”一栏有25格空缺，而相应的分项有数"
    );
    assert_eq!(finding.severity(), Severity::Warning);
    assert_eq!(finding.fields().len(), 25);

    let whole_row: Vec<String> = Row::RESULTS_TOTAL
        .fields(Template::Y2021)
        .iter()
        .map(|field| field.id().to_owned())
        .collect();
    let cells: Vec<(&str, &str)> = whole_row.iter().map(|id| (id.as_str(), "—")).collect();
    let checks = y2021(&cells).check();
    let messages: Vec<&str> = checks.findings().iter().map(Finding::message).collect();
    assert_eq!(
        messages,
        [
            "in column “总计” totals are left empty over parts that are not: 1",
            "in row “三、本年度办理结果/（七）总计” totals are left empty over parts that are not: 6",
        ]
    );
}

#[test]
fn sums_that_placed_a_cell_say_nothing_of_it() {
    let row = Row::by_id("applications.results.granted").unwrap();
    let mut draft = draft(Template::Y2021);
    draft.rows.retain(|it| it.row != row);
    draft
        .rows
        .push(evidence(row, LabelMatch::Whole, Clue::Identity));
    let checks = Report::from_draft(draft.clone()).check();
    let by_construction = |check: &&Check| check.outcome() == Outcome::ByConstruction;
    let through = |check: &Check| check.addends().iter().any(|field| field.row() == row);
    let settled: Vec<&Check> = checks.outcomes().iter().filter(by_construction).collect();
    assert_eq!(settled.len(), 1 + 7, "its own sum, and one of each column");
    assert!(settled.into_iter().all(through));

    // It cannot be; but if it were, it is not kept quiet, and it is not the document's.
    set(&mut draft, "applications.results.granted.total", "99");
    let checks = Report::from_draft(draft).check();
    assert!(!checks.findings().is_empty());
    assert!(
        checks
            .findings()
            .iter()
            .all(|it| it.cause() == Cause::Reading)
    );
}

#[test]
fn the_cause_follows_from_the_evidence() {
    let wrong = |change: fn(&mut Draft)| {
        let mut draft = y2021(&[(RESULTS, "1")]).draft().clone();
        change(&mut draft);
        let checks = Report::from_draft(draft).check();
        checks
            .findings()
            .iter()
            .find(|it| it.code() == "applications.results-total")
            .unwrap()
            .cause()
    };
    assert_eq!(wrong(|_| {}), Cause::Document);
    assert_eq!(
        wrong(|draft| relabelled(draft, LabelMatch::Near)),
        Cause::Unclear
    );
    assert_eq!(
        wrong(|draft| relabelled(draft, LabelMatch::Torn)),
        Cause::Unclear
    );
    assert_eq!(
        wrong(|draft| relabelled(draft, LabelMatch::Lost)),
        Cause::Unclear
    );
    // Not every row confirms the layout, but the rows add up by themselves but for the broken one.
    assert_eq!(
        wrong(|draft| draft.tables[1].as_mut().unwrap().confirmed = 9),
        Cause::Unclear
    );
    let guessed = |draft: &mut Draft| {
        let arguments = [
            ("row", Row::RESULTS_TOTAL.into()),
            ("raw", "11".into()),
            ("count", 7usize.into()),
        ];
        let finding = Finding::new(&code::DIGITS_RUN_TOGETHER, &arguments).about([field(RESULTS)]);
        draft.findings.push(finding);
    };
    assert_eq!(wrong(guessed), Cause::Reading);
}

/// Gives a row of the sum another kind of label.
fn relabelled(draft: &mut Draft, label: LabelMatch) {
    let row = Row::by_id("applications.results.granted").unwrap();
    draft.rows.retain(|it| it.row != row);
    draft.rows.push(evidence(row, label, Clue::Offset));
}

#[test]
fn findings_say_it_in_both_languages() {
    let of = |report: Report| report.check().findings().to_vec();
    let row = of(y2021(&[
        ("applications.carried_in.enterprise", "0"),
        ("applications.received.enterprise", "0"),
    ]));
    let told: Vec<&str> = row.iter().map(Finding::message_zh).collect();
    assert!(
        told.iter()
            .any(|it| it.starts_with("“一、本年新收政府信息公开申请数量”一行的总计为")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|it| it.starts_with(
            "“法人或其他组织/商业企业”一栏第一项加第二项之和为0，而第三项总计加第四项之和为"
        )),
        "{told:?}"
    );
    let appeal = &of(y2021(&[(APPEALS, "1")]))[0];
    assert!(
        appeal
            .message()
            .starts_with("the total of “行政复议” is 1, but its four outcomes add up to"),
        "{appeal}"
    );
    let rules = &of(named(Some("青禾县水务局"), &[]))[0];
    assert_eq!(
        rules.message_zh(),
        "“规章”一行填有1件，而青禾县水务局无权制定规章"
    );
    let years = two(&[(FORWARD, "5")], &[(IN, "6")]);
    let finding = years
        .findings()
        .iter()
        .find(|it| it.fields()[0] == field(IN))
        .unwrap();
    assert_eq!(
        finding.message_zh(),
        "“总计”一栏上年结转为6，而上一年报告的结转下年度继续办理为5，相差1"
    );
    assert_eq!(finding.fields(), [field(IN), field(FORWARD)]);
}

#[test]
fn findings_of_checks_survive_json() {
    for finding in y2021(&[(RECEIVED, "7")]).check().findings() {
        let json = serde_json::to_string(finding).unwrap();
        assert!(json.contains(r#""outcome":"fails""#), "{json}");
        assert_eq!(&serde_json::from_str::<Finding>(&json).unwrap(), finding);
        assert_eq!(finding.code().severity(), Some(finding.severity()));
    }
}

#[test]
fn nothing_is_compared_between_years_that_are_apart() {
    let checks = years(&on(y2021(&[]), Some(2019)), &y2021(&[(IN_FORCE, "99")]));
    let [finding] = checks.findings() else {
        panic!("{:?}", checks.findings());
    };
    assert_eq!(
        finding.message(),
        "the reports are on 2019 and 2023, not on one year and the next"
    );
}

#[test]
fn amounts_are_compared_as_far_as_their_decimals_go() {
    let outcome = |parent: &str, part: &str| {
        let checks = whole(parent, part);
        let fees = field("article20.item8.fees.amount");
        let check = checks
            .outcomes()
            .iter()
            .find(|check| check.totals() == [fees]);
        check.map(Check::outcome)
    };
    assert_eq!(outcome("3.0万元", "1.5万元"), Some(Outcome::Holds));
    assert_eq!(
        outcome("3.1万元", "1.5万元"),
        Some(Outcome::Holds),
        "each may be off by 0.05"
    );
    assert_eq!(outcome("3.2万元", "1.5万元"), Some(Outcome::Fails));
    assert_eq!(outcome("3.01万元", "1.50万元"), Some(Outcome::Holds));
    assert_eq!(outcome("3.02万元", "1.50万元"), Some(Outcome::Fails));
    assert_eq!(outcome("3.1万元", "15500元"), Some(Outcome::Holds));
    assert_eq!(outcome("4万元", "15000元"), Some(Outcome::Fails));
    assert_eq!(
        outcome("3", "1.5万元"),
        Some(Outcome::Undecided),
        "three of what"
    );
    assert_eq!(outcome("0", ""), Some(Outcome::HoldsIfBlankIsZero));
    assert_eq!(
        outcome("9223372036854775807万元", "15000元"),
        Some(Outcome::Undecided)
    );
}

#[test]
fn a_body_without_parts_is_undecided() {
    let checks = aggregate(&y2021(&[]), []);
    assert!(
        checks
            .outcomes()
            .iter()
            .all(|it| it.outcome() == Outcome::Undecided)
    );
    assert!(!checks.outcomes().is_empty());
}

#[test]
fn differences_are_of_states_numbers_and_units() {
    let before = y2021(&[
        (RECEIVED, "7"),
        (IN, "x"),
        ("article20.item8.fees.amount", "7万元"),
    ]);
    let after = y2021(&[
        (RECEIVED, "9.0"),
        (IN, "?"),
        ("article20.item8.fees.amount", "7元"),
    ]);
    let told: Vec<_> = diff(&before, &after)
        .map(|it| {
            (
                it.field().id(),
                it.before().state(),
                it.after().state(),
                it.change(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "article20.item8.fees.amount",
                State::Reported,
                State::Reported,
                None
            ),
            (RECEIVED, State::Reported, State::Reported, Some(2.into())),
            (IN, State::Absent, State::Ambiguous, None),
        ]
    );
    assert_eq!(diff(&before, &before).count(), 0);
    assert_eq!(field("article20.item8.fees.amount").kind(), Kind::Money);
}

#[test]
fn a_report_of_nothing_has_nothing_to_check() {
    let checks = Report::default().check();
    assert_eq!((checks.findings(), checks.outcomes()), (&[][..], &[][..]));
}

/// What is marked stands in the report that the spans are of, and each field is named once.
#[test]
fn only_places_of_the_report_itself_are_marked() {
    let years = two(&[(FORWARD, "5")], &[(IN, "6")]);
    let bodies = whole("2万元", "3万元");
    for finding in years.findings().iter().chain(bodies.findings()) {
        assert_eq!(
            finding.spans().len(),
            1 + usize::from(finding.code() == "years.in-force") * 2
        );
        let distinct: BTreeSet<_> = finding.fields().iter().collect();
        assert_eq!(distinct.len(), finding.fields().len(), "{finding}");
    }
}
