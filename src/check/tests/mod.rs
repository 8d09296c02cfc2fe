//! What holds of all checks; of each rule by itself, in `rules`.

mod rules;
mod sample;

use super::*;
use crate::model::sample::field;
use crate::model::{
    Agency, Candidate, Cause, Cell, Claim, Clue, Draft, Finding, LabelMatch, Layout, Number,
    Outcome, RowEvidence, Severity, State, Step, TableReading, code,
};
use crate::span::Span;
use crate::template::{Column, Field, Kind, Row, Table, Template, Unit};
use sample::*;
use std::collections::BTreeSet;

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
