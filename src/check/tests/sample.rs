//! Reports whose numbers are known, and pairs of them.

use super::*;

/// A report of which every cell of the form holds a number, all sums hold and every row was read well.
pub(super) fn draft(form: Template) -> Draft {
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

pub(super) fn evidence(row: Row, label: LabelMatch, clue: Clue) -> RowEvidence {
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
pub(super) fn total_up(draft: &mut Draft, form: Template) {
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
pub(super) fn set(draft: &mut Draft, id: &str, said: &str) {
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
pub(super) fn with(form: Template, cells: &[(&str, &str)]) -> Report {
    let mut draft = draft(form);
    for (id, said) in cells {
        set(&mut draft, id, said);
    }
    Report::from_draft(draft)
}

pub(super) fn y2019(cells: &[(&str, &str)]) -> Report {
    with(Template::Y2019, cells)
}

pub(super) fn y2021(cells: &[(&str, &str)]) -> Report {
    with(Template::Y2021, cells)
}

/// The same report, of a body with this name, or with none.
pub(super) fn named(name: Option<&str>, cells: &[(&str, &str)]) -> Report {
    let mut draft = y2021(cells).draft().clone();
    draft.agency = name.map(|name| Agency {
        simplified: name.into(),
        raw: name.into(),
        span: None,
    });
    Report::from_draft(draft)
}

/// The same report, on this year.
pub(super) fn on(report: Report, year: Option<u16>) -> Report {
    let mut draft = report.draft().clone();
    draft.year = year;
    Report::from_draft(draft)
}

/// Two reports of the 2021 form on years that follow on each other.
pub(super) fn two(previous: &[(&str, &str)], current: &[(&str, &str)]) -> Checks {
    years(&on(y2021(previous), Some(2022)), &y2021(current))
}

/// Two reports of the 2019 form on years that follow on each other.
pub(super) fn two_2019(previous: &[(&str, &str)], current: &[(&str, &str)]) -> Checks {
    years(&on(y2019(previous), Some(2022)), &y2019(current))
}

/// A body and a part that it has twice.
pub(super) fn whole(parent: &str, part: &str) -> Checks {
    let fees = "article20.item8.fees.amount";
    let part = y2021(&[(fees, part)]);
    aggregate(&y2021(&[(fees, parent)]), [&part, &part])
}

pub(super) const FORWARD: &str = "applications.carried_forward.total";
pub(super) const IN: &str = "applications.carried_in.total";
pub(super) const RECEIVED: &str = "applications.received.total";
pub(super) const IN_FORCE: &str = "article20.item1.rules.in_force";
pub(super) const PREVIOUS: &str = "article20.item6.penalties.previous_year";
pub(super) const CHANGE: &str = "article20.item6.penalties.change";
pub(super) const NEW: &str = "article20.item1.rules.newly_disclosed";
pub(super) const RESULTS: &str = "applications.results.total.natural_person";
pub(super) const APPEALS: &str = "reconsideration.total";

/// A consistent report but for these cells, of which a sentence says so much of a quantity.
pub(super) fn claiming(quantity: &str, value: &str, cells: &[(&str, &str)]) -> Report {
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

/// A report in which every cell of a table says the same.
pub(super) fn emptied(table: Table, said: &str) -> Report {
    let mut draft = draft(Template::Y2021);
    for field in Field::all().filter(|it| it.table() == table && it.is_in(Template::Y2021)) {
        set(&mut draft, field.id(), said);
    }
    Report::from_draft(draft)
}

/// Two years of which the second carries in what the first carries forward.
pub(super) fn carried_well() -> Checks {
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
pub(super) fn projects_well() -> Checks {
    let first = on(y2019(&[]), Some(2022));
    let mut second = draft(Template::Y2019);
    for field in Field::all().filter(|field| field.column() == Column::PreviousYear) {
        set(&mut second, field.id(), "2");
    }
    years(&first, &Report::from_draft(second))
}

/// A body whose every number is twice that of its two parts.
pub(super) fn doubled() -> Checks {
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
