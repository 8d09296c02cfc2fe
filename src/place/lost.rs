//! Rows whose label is damaged, torn or lost: placed where the form's order leaves one place only.

use crate::{
    model::LabelMatch,
    template::{Row, Template},
};

use super::{
    assemble::{Orphan, Run, Sheet},
    item::Item,
    lines::Rows,
    near::{is_enumerator, is_part, nearest},
};

/// Gives the sheet's orphans their rows where that is certain; what remains are rows that the form does not have.
///
/// Order needs a form; where none is known, only labels count.
pub(crate) fn adopt(
    sheet: &mut Sheet,
    rows: &Rows<'_, '_>,
    template: Option<Template>,
    source: &str,
) {
    by_near_label(sheet, rows, source);
    mend_torn(sheet, rows);
    if let Some(template) = template {
        by_order(sheet, rows, template, source);
    }
    doubt(sheet, rows);
}

/// A row over two lines, its label wrapped and its values beside one part of it: the other part stands alone among
/// blanks as many as the row has fields.
fn mend_torn(sheet: &mut Sheet, rows: &Rows<'_, '_>) {
    let Sheet { runs, orphans, .. } = sheet;
    for run in runs.iter_mut().filter(|run| is_blank(run, rows)) {
        let torn = orphans.iter().position(|orphan| {
            beside(orphan, run)
                && orphan.last - orphan.first == run.last - run.first
                && is_part_of(orphan, run, rows)
        });
        let Some(torn) = torn else { continue };
        let orphan = orphans.remove(torn);
        (run.first, run.last, run.label) = (orphan.first, orphan.last, LabelMatch::Torn);
        run.next = run.next.max(orphan.next);
    }
    runs.sort_by_key(|run| run.first);
}

/// Blank rows, and rows whose label is not sure, beside values that nobody claims: the values may be theirs. A blank row
/// whose label alone lost its number may have lost its values with it.
fn doubt(sheet: &mut Sheet, rows: &Rows<'_, '_>) {
    let Sheet { runs, orphans, .. } = sheet;
    let numbered = are_numbered(runs);
    for run in runs.iter_mut() {
        run.doubted |= numbered && run.numbered == Some(false) && is_blank(run, rows);
        let unsure =
            is_blank(run, rows) || matches!(run.label, LabelMatch::Near | LabelMatch::Part);
        run.doubted |= unsure && orphans.iter().any(|orphan| beside(orphan, run));
        // A row whose last cell is blank at the end of its line, and values on the next: it may go on there.
        let loose = rows
            .fields_of(run.first, run.last)
            .last()
            .is_some_and(|slot| slot.is_blank() && slot.at_line_end);
        run.doubted |= loose
            && orphans
                .iter()
                .any(|orphan| orphan.text.is_none() && orphan.line == run.line + 1);
    }
}

/// Whether the labels of a table show the numbers that the form has before them: one in four may have lost its own.
fn are_numbered(runs: &[Run]) -> bool {
    let count = |shown: bool| {
        let runs = runs.iter();
        runs.filter(|run| run.numbered == Some(shown)).count()
    };
    count(true) > 3 * count(false)
}

fn is_blank(run: &Run, rows: &Rows<'_, '_>) -> bool {
    rows.items_of(run.first, run.last)
        .iter()
        .all(Item::is_blank)
}

fn beside(orphan: &Orphan, run: &Run) -> bool {
    orphan.line.abs_diff(run.line) == 1
}

/// Whether the orphan's text may be a piece of the run's label.
fn is_part_of(orphan: &Orphan, run: &Run, rows: &Rows<'_, '_>) -> bool {
    let Some(field) = orphan.text.and_then(|text| rows.fields.get(text as usize)) else {
        return false;
    };
    let text = rows.strip.tokens_of(field);
    is_enumerator(text) || is_part(text, run.row)
}

/// A text that is nearly a label of a row that is missing.
fn by_near_label(sheet: &mut Sheet, rows: &Rows<'_, '_>, source: &str) {
    let mut kept = Vec::new();
    for orphan in std::mem::take(&mut sheet.orphans) {
        let field = orphan.text.and_then(|text| rows.fields.get(text as usize));
        let near = field.and_then(|field| nearest(rows.strip.tokens_of(field), sheet.table));
        match near.filter(|row| !sheet.runs.iter().any(|run| run.row == *row)) {
            Some(row) => sheet
                .runs
                .push(run(&orphan, row, LabelMatch::Near, rows, source)),
            None => kept.push(orphan),
        }
    }
    sheet.orphans = kept;
    sheet.runs.sort_by_key(|run| run.first);
}

/// The orphan as a row of the form.
fn run(orphan: &Orphan, row: Row, label: LabelMatch, rows: &Rows<'_, '_>, source: &str) -> Run {
    let text = orphan.text.and_then(|text| rows.fields.get(text as usize));
    Run {
        row,
        proceeding: None,
        label,
        label_span: text.map(|field| rows.strip.span_of(field, source)),
        label_rest: None,
        numbered: None,
        first: orphan.first,
        last: orphan.last,
        line: orphan.line,
        next: orphan.next,
        doubted: false,
    }
}

/// Full rows of values between two rows of the form, as many as the form has rows between these two.
fn by_order(sheet: &mut Sheet, rows: &Rows<'_, '_>, template: Template, source: &str) {
    if sheet.orphans.is_empty() {
        return;
    }
    let order: Vec<Row> = Row::all()
        .filter(|row| row.table() == sheet.table && row.is_in(template))
        .collect();
    let place = |row: Row| order.iter().position(|each| *each == row);
    let mut found = Vec::new();
    for pair in sheet.runs.windows(2) {
        let [before, behind] = pair else { continue };
        let (Some(from), Some(to)) = (place(before.row), place(behind.row)) else {
            continue;
        };
        let missing = order.get(from + 1..to).unwrap_or_default();
        if missing.is_empty() {
            continue;
        }
        let between: Vec<&Orphan> = sheet
            .orphans
            .iter()
            .filter(|orphan| orphan.first >= before.last && orphan.last <= behind.first)
            .filter(|orphan| is_full(orphan, rows, missing.first().copied(), template))
            .collect();
        if between.len() != missing.len() {
            continue;
        }
        let fits = between
            .iter()
            .zip(missing)
            .all(|(orphan, row)| may_be(orphan, rows, *row));
        if fits {
            found.extend(between.into_iter().zip(missing).map(|(orphan, row)| {
                let label = if orphan.text.is_some() {
                    LabelMatch::Part
                } else {
                    LabelMatch::Lost
                };
                (orphan.first, run(orphan, *row, label, rows, source))
            }));
        }
    }
    sheet
        .orphans
        .retain(|orphan| !found.iter().any(|(first, _)| *first == orphan.first));
    sheet.runs.extend(found.into_iter().map(|(_, run)| run));
    sheet.runs.sort_by_key(|run| run.first);
}

/// Whether the orphan has a value for every column of the row.
fn is_full(orphan: &Orphan, rows: &Rows<'_, '_>, row: Option<Row>, template: Template) -> bool {
    let values = rows
        .items_of(orphan.first, orphan.last)
        .iter()
        .filter(|said| said.is_value())
        .count();
    row.is_some_and(|row| row.fields(template).len() == values)
}

/// Whether what stands where the label would is part of the row's label, if anything stands there.
fn may_be(orphan: &Orphan, rows: &Rows<'_, '_>, row: Row) -> bool {
    let Some(text) = orphan.text else { return true };
    let Some(field) = rows.fields.get(text as usize) else {
        return false;
    };
    matches!(
        rows.items.get(text as usize),
        Some(Item::Text { .. } | Item::Labelled(_))
    ) && is_part(rows.strip.tokens_of(field), row)
}
