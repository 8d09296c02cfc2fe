//! A row as its fields show it: where its values may begin and end.

use super::{
    doubt::holds_two_values,
    style::{Manner, Style, is_closed, is_thin},
};
use crate::{
    layout::Field as Slot,
    place::{
        assemble::{Run, Sheet, Wrap},
        columns::{Shape, UNFOLLOWED, values},
        item::Item,
        lines::Rows,
    },
    template::{Row, Table},
};

/// Separators that frame lines and divide nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    leads: bool,
    ends: bool,
}

impl Frame {
    /// A frame is there if every line of the table has it; where rows run over lines, if every row of the document ends
    /// so.
    pub(super) fn of(rows: &Rows<'_, '_>, sheet: &Sheet, manner: Manner, ended: bool) -> Self {
        if manner.tight || manner.bordered {
            return Self::default();
        }
        if manner.flows {
            return Self {
                leads: false,
                ends: ended,
            };
        }
        let from = sheet.first_line as usize;
        let lines = rows
            .rows
            .get(from..=sheet.last_line as usize)
            .unwrap_or_default();
        let divided = || lines.iter().filter(|line| line.separators > 0);
        Self {
            leads: divided().all(|line| line.leads),
            ends: divided().all(|line| line.ends),
        }
    }
}

/// Reduces a run to what placing it needs.
#[allow(clippy::too_many_arguments)]
pub(super) fn shape(
    rows: &Rows<'_, '_>,
    run: &Run,
    columns: usize,
    manner: Manner,
    frame: &Frame,
    style: &Style,
    wrap: Option<Wrap>,
    last: bool,
    (at_end, abrupt): (bool, bool),
) -> Shape {
    let unlabelled = run.row == Row::DISPUTES;
    let mut first = run.first + u32::from(unlabelled && frame.leads && run.last > run.first);
    let open_end = (frame.ends || (at_end && abrupt)) && run.last > first && loose(rows, run.last);
    let stop = run.last - u32::from(open_end);
    if unlabelled && manner.flows {
        first += wrap.map_or_else(
            || lead(rows, first, stop, columns, style),
            |wrap| padded(rows, first, stop, wrap.pads),
        );
    }
    let (items, slots) = (rows.items_of(first, stop), rows.fields_of(first, stop));
    let echo = |before: usize, at: usize| {
        run.row.table() == Table::Article20 && same_text(rows, slots.get(before), slots.get(at))
    };
    let (values, echoes) = values(items, echo);
    let foreign = items
        .iter()
        .any(|said| matches!(said, Item::Labels(_) | Item::Labelled(_)));
    let text = |(said, _): &(&Item, &Slot)| matches!(said, Item::Text { .. });
    let mut texts = items.iter().zip(slots).filter(text);
    let grown = texts.any(|(_, slot)| holds_two_values(rows.strip.tokens_of(slot).slice()));
    let uniform = values.len() == items.len()
        && (1..items.len()).all(|at| same_text(rows, slots.get(at - 1), slots.get(at)));
    let twice = values.len() == columns
        && (1..items.len()).any(|at| same_text(rows, slots.get(at - 1), slots.get(at)));
    let whole_width = items.len();
    let pads = |slot: &Slot| {
        style
            .padding
            .is_some_and(|least| is_thin(slot, least) || (slot.is_blank() && slot.at_line_end))
    };
    let kept = slots
        .iter()
        .rposition(|slot| !pads(slot))
        .map_or(0, |at| at + 1);
    let loose_end = slots
        .last()
        .is_some_and(|slot| slot.is_blank() && slot.at_line_end)
        && kept == whole_width;
    let depth = if run.row.table() == Table::Article20 {
        u8::try_from(columns).unwrap_or(u8::MAX)
    } else {
        run.row.depth()
    };
    let bare = last && whole_width <= columns;
    let wrapped = wrap.filter(|_| !bare).map(|wrap| {
        let labels = if unlabelled { 0 } else { labels_of(rows, run) };
        let behind = usize::from(!open_end && loose(rows, stop));
        let width = labels + whole_width;
        wrap.width as usize == width || wrap.width as usize == width - behind
    });
    // The last row of a table may lack what pads the others: that it is narrower says nothing.
    let wrapped = wrapped.filter(|&as_wide| as_wide || !last);
    let class = if unlabelled {
        (run.proceeding.map_or(0, |it| 1 + it as u8), 0)
    } else {
        (
            depth,
            match (manner.flows, run.next) {
                (false, _) => 0,
                (true, 0) => UNFOLLOWED,
                // Rows and headings of Article 20 all begin at the left.
                (true, _) if run.row.table() == Table::Article20 => 1,
                (true, next) => next,
            },
        )
    };
    Shape {
        columns,
        class,
        first,
        width: kept,
        whole_width,
        values,
        echoes,
        foreign,
        grown,
        uniform,
        twice,
        loose_end,
        closed: manner.flows && is_closed(rows, slots),
        cut: at_end && kept < columns,
        unclosed: at_end && abrupt,
        last: last && !unlabelled,
        wrapped,
    }
}

/// How many labels stand side by side before the run's cells: its own, and those of the groups that it begins.
fn labels_of(rows: &Rows<'_, '_>, run: &Run) -> usize {
    let (items, slots) = (rows.items_of(0, run.first), rows.fields_of(0, run.first));
    let said = items.iter().zip(slots).rev();
    let within = said.filter(|(said, slot)| !(said.is_blank() && slot.at_line_end));
    within
        .take_while(|(said, _)| said.labels().is_some())
        .count()
}

/// Whether the field before `last` is blank and ends with its line.
fn loose(rows: &Rows<'_, '_>, last: u32) -> bool {
    let slot = rows.fields_of(last.saturating_sub(1), last).first();
    slot.is_some_and(|slot| slot.is_blank() && slot.at_line_end)
}

/// The blank fields with which the header ends, where so many stand before the values.
fn padded(rows: &Rows<'_, '_>, first: u32, stop: u32, pads: u32) -> u32 {
    let slots = rows.fields_of(first, stop.min(first + pads));
    let all = slots.len() == pads as usize && slots.iter().all(Slot::is_blank);
    if all { pads } else { 0 }
}

/// How many blank fields lead from the header to the values of a row without a label: padding of the header, or what
/// stands between any header and its first row.
fn lead(rows: &Rows<'_, '_>, first: u32, stop: u32, columns: usize, style: &Style) -> u32 {
    let slots = rows.fields_of(first, stop);
    let blank = |count: usize| slots.len() >= count && slots.iter().take(count).all(Slot::is_blank);
    if let Some(least) = style.padding {
        let pads = slots.iter().take_while(|slot| is_thin(slot, least)).count();
        return if pads == slots.len() {
            0
        } else {
            u32::try_from(pads).unwrap_or(0)
        };
    }
    let gap = style.gap as usize;
    if slots.len() <= columns + gap && blank(gap) {
        style.gap
    } else {
        0
    }
}

/// Whether two fields print the same.
fn same_text(rows: &Rows<'_, '_>, left: Option<&Slot>, right: Option<&Slot>) -> bool {
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    let text = |slot: &Slot| {
        rows.strip
            .tokens_of(slot)
            .slice()
            .iter()
            .map(|token| token.ch())
    };
    !left.is_blank() && text(left).eq(text(right))
}
