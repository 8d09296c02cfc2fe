//! One cell behind the other with a blank between them, or nothing: blank cells leave no trace, so a row is read only
//! if it has a value for each of its columns.

pub(crate) mod digits;
pub(crate) mod islands;

use crate::{
    grammar::Tokens,
    layout::Field,
    model::{Clue, Step},
    template::{Row, Table, Template},
};

use super::{
    assemble::{Run, Sheet},
    columns::{Choice, Placement, Verdict, possible, ways},
    item::Item,
    lines::Rows,
    stacked::are_of_the_next,
};

/// What the rows of a table say of digits that stand together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Glue {
    /// No row shows that cells are blank or that values stand apart, and two can be read no other way than as digits
    /// that stand together.
    sure: bool,
}

impl Glue {
    /// `columns` tells how many columns the form has for a run.
    pub(crate) fn of(rows: &Rows<'_, '_>, sheet: &Sheet, columns: &dyn Fn(&Run) -> usize) -> Self {
        const FEWEST: usize = 2;
        let mut forced = 0;
        for run in &sheet.runs {
            let columns = columns(run);
            match digits_of(rows, run) {
                _ if columns < 2 => {}
                Some(tokens) if tokens.len() >= columns => {
                    forced += usize::from(is_forced(rows, run, columns));
                }
                _ => return Self::default(),
            }
        }
        Self {
            sure: forced >= FEWEST,
        }
    }
}

/// The digits of a run that is nothing but digits without a gap.
fn digits_of<'r>(rows: &'r Rows<'_, '_>, run: &Run) -> Option<Tokens<'r>> {
    let [field] = rows.fields_of(run.first, run.last) else {
        return None;
    };
    let tokens = rows.strip.tokens_of(field);
    digits::splits(tokens, 1).map(|_| tokens)
}

/// Whether a run has fewer values than columns, be they digits that stand together.
fn is_short(rows: &Rows<'_, '_>, run: &Run, columns: usize) -> bool {
    let fields = rows.fields_of(run.first, run.last).len();
    fields.max(digits_of(rows, run).map_or(0, |digits| digits.len())) < columns
}

/// Whether the digits of a run are as many numbers as it has columns, or none: 000.
fn is_forced(rows: &Rows<'_, '_>, run: &Run, columns: usize) -> bool {
    let splits = digits_of(rows, run).and_then(|tokens| digits::splits(tokens, columns));
    columns > 1 && splits.is_some_and(|splits| splits.fewest == columns && splits.ways == 1)
}

/// Places a run.
pub(crate) fn place(rows: &Rows<'_, '_>, run: &Run, columns: usize, glue: Glue) -> Placement {
    let items = rows.items_of(run.first, run.last);
    let slots = rows.fields_of(run.first, run.last);
    let fields: Vec<u32> = (run.first..run.last).collect();
    let placement = |choices: Vec<Choice>, verdict, steps| Placement {
        choices,
        verdict,
        offset: None,
        steps,
        width: items.len(),
        usual: None,
    };
    let values = items.iter().all(Item::is_value);
    // Values on several lines may be pieces of values that the page has on several lines.
    let together = slots.iter().skip(1).all(|slot| slot.above == 0);
    if values && together && items.len() == columns && columns > 0 {
        let step = Step {
            clue: Clue::Width,
            before: 1,
            after: 1,
        };
        let choices = fields.into_iter().map(Choice::Field).collect();
        return placement(choices, Verdict::Confirms, vec![step]);
    }
    if let [slot] = slots
        && !run.doubted
        && (glue.sure || is_forced(rows, run, columns))
        && let Some(choices) = taken_apart(rows, slot, columns)
    {
        let step = Step {
            clue: Clue::Digits,
            before: ways(columns, 1).max(1),
            after: 1,
        };
        return placement(choices, Verdict::Confirms, vec![step]);
    }
    let verdict = if values && items.len() < columns {
        Verdict::Silent
    } else {
        Verdict::Open
    };
    placement(possible(&fields, columns), verdict, Vec::new())
}

/// The cells of digits that stand together.
fn taken_apart(rows: &Rows<'_, '_>, slot: &Field, columns: usize) -> Option<Vec<Choice>> {
    if columns < 2 {
        return None;
    }
    let tokens = rows.strip.tokens_of(slot);
    let index = |at: usize| {
        slot.from
            .saturating_add(u32::try_from(at).unwrap_or(u32::MAX))
    };
    let part = |(from, to): (usize, usize)| {
        Choice::Part(Field {
            from: index(from),
            to: index(to),
            at: tokens.skip(from).here(),
            ..*slot
        })
    };
    let parts = digits::parts(tokens, columns)?;
    Some(parts.into_iter().map(part).collect())
}

/// Rows that are not to be trusted, because nothing but their number of values says where they end.
///
/// - Rows of a block whose header does not stand above it: a sentence may name a row and a number.
/// - All rows, where labels stand before their values, but not under every header, or no row ends with values; and where
///   they stand behind, the last row of a text that breaks off, because its label may go on.
/// - Where rows are short, a row beside one that the form has and the text has not: its label may be lost, and its
///   values be this row's.
pub(crate) fn doubt(
    sheet: &mut Sheet,
    rows: &Rows<'_, '_>,
    template: Option<Template>,
    columns: &dyn Fn(&Run) -> usize,
) {
    if sheet.table == Table::Disputes {
        return;
    }
    let short = sheet
        .runs
        .iter()
        .any(|run| is_short(rows, run, columns(run)));
    let order: Vec<Row> = Row::all()
        .filter(|row| row.table() == sheet.table && template.is_none_or(|form| row.is_in(form)))
        .collect();
    let found: Vec<Row> = sheet.runs.iter().map(|run| run.row).collect();
    let doubted: Vec<bool> = found
        .iter()
        .map(|&row| {
            let header = sheet.header(row.block());
            let headed = header.is_some_and(|it| !it.columns.is_empty());
            let place = order.iter().position(|each| *each == row);
            let beside = place.and_then(|place| {
                let beside = if rows.behind {
                    place.checked_sub(1)
                } else {
                    Some(place + 1)
                };
                order.get(beside?).copied()
            });
            let lost =
                beside.is_some_and(|next| next.block() == row.block() && !found.contains(&next));
            !headed || (short && lost)
        })
        .collect();
    for (run, doubted) in sheet.runs.iter_mut().zip(doubted) {
        run.doubted |= are_of_the_next(rows, run);
        let last = run.line as usize + 1 == rows.rows.len();
        let breaks_off = last || (run.row == Row::UNDIVIDED && run.next == 0);
        run.doubted |= doubted || rows.torn || (rows.behind && breaks_off);
    }
}
