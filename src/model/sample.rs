//! A small report for tests: an invented text, and what a reading of it could have said.

use crate::model::evidence::{Clue, Hypothesis, LabelMatch, RowEvidence, Step, Verdict};
use crate::model::report::{Agency, Draft};
use crate::model::{
    Candidate, Cell, Date, ExtraRow, Finding, Layout, Number, Outcome, Period, Report, Script,
    TableReading, code,
};
use crate::span::Span;
use crate::template::{Field, Row, Table, Template, Unit};

/// The text that the spans of [`sample`] index.
pub(crate) const TEXT: &str = "\u{feff}某某縣統計局2023年政府信息公開工作年度報告
一、總體情況
本局依法公開。
| 規章 | 3 | | — |
| 行政事業性收費 | 12.50 |
| 其他文件 | 186 | 另表 |
| 一、本年新收政府信息公開申請數量 | 1 4 | 約2 |
";

/// Where the `nth` (from 0) `part` stands in [`TEXT`].
#[track_caller]
pub(crate) fn span_of(part: &str, nth: usize) -> Span {
    let (start, _) = TEXT
        .match_indices(part)
        .nth(nth)
        .expect("the text has this part");
    Span::new(start as u32, (start + part.len()) as u32)
}

/// The field of an id.
#[track_caller]
pub(crate) fn field(id: &str) -> Field {
    id.parse().expect("a field has this id")
}

/// A report with a cell of every state, and one of everything else.
pub(crate) fn sample() -> Report {
    let mut draft = Draft::new(TEXT);
    draft.title = Some(span_of("某某縣統計局2023年政府信息公開工作年度報告", 0));
    draft.agency = Some(Agency {
        simplified: "某某县统计局".into(),
        raw: "某某縣統計局".into(),
        span: Some(span_of("某某縣統計局", 0)),
    });
    draft.year = Some(2023);
    draft.period =
        Date::new(2023, 1, 1).and_then(|from| Period::new(from, Date::new(2023, 12, 31)?));
    draft.script = Script::Traditional;
    draft.sections[0] = Some(span_of("一、總體情況\n本局依法公開。\n", 0));
    draft.tables[0] = Some(TableReading {
        template: Some(Template::Y2021),
        layout: Layout::Delimited,
        rows: 3,
        confirmed: 2,
        span: span_of("| 規章 | 3 | | — |\n| 行政事業性收費 | 12.50 |\n", 0),
    });
    fill_cells(&mut draft);
    draft.extra_rows = vec![ExtraRow {
        table: Table::Article20,
        label: "其他文件".into(),
        cells: ["186".into(), "另表".into()].into(),
        span: span_of("| 其他文件 | 186 | 另表 |", 0),
    }];
    draft.findings = findings();
    draft.hypotheses = hypotheses();
    draft.rows = vec![RowEvidence {
        row: Row::RECEIVED,
        label: LabelMatch::Torn,
        label_span: Some(span_of("一、本年新收", 0)),
        label_rest: Some(span_of("政府信息公開申請數量", 0)),
        offset: Some(2),
        steps: [(Clue::Width, 35, 7), (Clue::Separators, 7, 1)]
            .map(|(clue, before, after)| Step {
                clue,
                before,
                after,
            })
            .into(),
    }];
    Report::from_draft(draft)
}

/// One cell of each state.
fn fill_cells(draft: &mut Draft) {
    let received = |column: &str| field(&format!("applications.received.{column}"));
    let three = span_of("3", 1);
    let blank = Span::new(three.end() as u32 + 2, three.end() as u32 + 2);
    let (one, four) = (span_of("1 4", 0), span_of("4", 0));
    let one = Span::new(one.start() as u32, one.start() as u32 + 1);
    let fees = Number::from_parts(1250, 2).expect("two decimals fit");
    let unit = Some(Unit::Piece);
    draft.put(
        field("article20.item1.rules.issued"),
        Cell::reported(3.into(), unit, "3", three),
    );
    draft.put(field("article20.item1.rules.repealed"), Cell::blank(blank));
    draft.put(
        field("article20.item1.rules.in_force"),
        Cell::nil("—", span_of("—", 0)),
    );
    let money = Cell::reported(
        fees,
        Some(Unit::TenThousandYuan),
        "12.50",
        span_of("12.50", 0),
    );
    draft.put(field("article20.item8.fees.amount"), money);
    draft.put(
        received("total"),
        Cell::reported(14.into(), None, "1 4", one).torn(&[one, four]),
    );
    draft.put(
        received("enterprise"),
        Cell::unreadable("約2", span_of("約2", 0)),
    );
    let candidates = vec![
        Candidate::reported(2.into(), None, "2", span_of("2", 3)),
        Candidate::blank(None),
    ];
    draft.put(received("natural_person"), Cell::ambiguous(candidates));
}

/// A finding of the reading, and one as a check will make it.
fn findings() -> Vec<Finding> {
    let total = field("applications.received.total");
    vec![
        Finding::new(&code::TABLE_MISSING, &[("table", Table::Disputes.into())]),
        Finding::new(
            &code::ROW_SHORT,
            &[
                ("row", Row::RECEIVED.into()),
                ("found", 2usize.into()),
                ("expected", 7usize.into()),
            ],
        )
        .concluded(Outcome::Fails)
        .about([total])
        .located([span_of("1 4", 0)])
        .compared(7.into(), 2.into()),
    ]
}

/// A layout that was chosen, and one that was not.
fn hypotheses() -> Vec<Hypothesis> {
    let chosen = Hypothesis {
        table: Table::Applications,
        layout: Layout::Delimited,
        parameters: "|".into(),
        rows: 1,
        confirming: 1,
        contradicting: 0,
        verdict: Verdict::Chosen,
    };
    let other = Hypothesis {
        layout: Layout::RunOn,
        parameters: "".into(),
        confirming: 0,
        contradicting: 1,
        verdict: Verdict::Contradicted,
        ..chosen.clone()
    };
    vec![chosen, other]
}
