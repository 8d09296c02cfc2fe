//! What a line of fields is: a row, a header, a heading, or values that no label claims.

use super::vote;
use crate::{
    grammar::label::Printed,
    place::{
        item::Item,
        lines::{Rows, is_head},
    },
    template::{Label, Row, Section},
};

/// What a line is.
pub(super) enum Event {
    /// A row label and what stands behind it.
    Row {
        label: Printed,
        row: Row,
        doubtful: bool,
        first: u32,
        last: u32,
        text_votes: [u16; 2],
    },
    /// A line of a header.
    Header,
    /// Values without a label, or with a text that is none.
    Orphan {
        text: Option<u32>,
        first: u32,
        last: u32,
    },
    Heading(Section),
    Nothing,
}

/// What a line of fields is.
pub(super) fn interpret(rows: &Rows<'_, '_>, first: u32, last: u32) -> Event {
    let items = rows.items_of(first, last);
    let Some(start) = items.iter().position(|said| !said.is_blank()) else {
        let wide = last.saturating_sub(first) >= 5;
        return if wide {
            Event::Orphan {
                text: None,
                first,
                last,
            }
        } else {
            Event::Nothing
        };
    };
    let at = |index: usize| first.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
    match items.get(start) {
        Some(Item::Labels(_)) => labelled(items, start, &at, last, rows.stacked),
        Some(Item::Text { .. } | Item::Labelled(_)) => {
            if let Some(label) = behind_remnant(items, start) {
                return labelled(items, label, &at, last, rows.stacked);
            }
            let behind = items.get(start + 1..).unwrap_or_default();
            if behind.iter().any(Item::is_value) {
                Event::Orphan {
                    text: Some(at(start)),
                    first: at(start + 1),
                    last,
                }
            } else if behind.iter().any(|said| said.labels().is_some()) {
                Event::Header
            } else {
                Event::Nothing
            }
        }
        Some(Item::Amount(_)) if numbered(items, start) => {
            labelled(items, start + 1, &at, last, rows.stacked)
        }
        Some(_) => Event::Orphan {
            text: None,
            first,
            last,
        },
        None => Event::Nothing,
    }
}

/// Whether a number stands before a label at the start of a line: the number that an exporter gives each row.
pub(super) fn numbered(items: &[Item], start: usize) -> bool {
    start <= 1
        && items
            .get(start + 1)
            .is_some_and(|said| said.labels().is_some())
}

/// The label of a row behind what is left of the label of its group: 三、 alone where 三、本年度办理结果 is torn.
pub(super) fn behind_remnant(items: &[Item], start: usize) -> Option<usize> {
    let label = start + 1;
    let row = items.get(label)?.labels()?.last()?.row()?;
    let valued = items
        .get(label + 1..)?
        .iter()
        .find(|said| !said.is_blank())
        .is_some_and(Item::is_value);
    (row.depth() > 1 && valued).then_some(label)
}

/// A line that begins with labels: a row, a header, or values under a group whose row lost its label.
pub(super) fn labelled(
    items: &[Item],
    start: usize,
    at: &dyn Fn(usize) -> u32,
    last: u32,
    stacked: bool,
) -> Event {
    let mut behind = start;
    for (index, said) in items.iter().enumerate().skip(start) {
        match said {
            Item::Labels(_) => behind = index + 1,
            Item::Blank => {}
            _ => break,
        }
    }
    let labels = || {
        items
            .get(start..behind)
            .unwrap_or_default()
            .iter()
            .filter_map(Item::labels)
            .flatten()
            .rev()
    };
    let Some(&label) = labels().next() else {
        return Event::Nothing;
    };
    if let Some(section) = label.heading()
        && label
            .readings()
            .all(|text| matches!(text.label, Label::Heading(_)))
    {
        return Event::Heading(section);
    }
    let rest = items.get(behind..).unwrap_or_default();
    let led = labels()
        .skip(1)
        .all(|before| before.group().is_some() || before.same_text(label));
    let grouped = labels()
        .nth(1)
        .is_some_and(|before| before.group().is_some());
    // Labels before any value: the columns of a header.
    let first_said = rest.iter().find(|said| !said.is_blank());
    let heads_columns = first_said.is_some_and(|said| said.labels().is_some())
        || (label.column().is_some() && rest.iter().any(|said| said.labels().is_some()));
    if let Some(row) = label.row().filter(|_| !heads_columns) {
        let doubtful = label.column().is_some();
        if led && !(rest.is_empty() && doubtful) {
            if row == Row::UNDIVIDED && rest.is_empty() && !stacked {
                return Event::Nothing;
            }
            let mut text_votes = [0; 2];
            if let Some(text) = label.readings().find(|text| text.label == Label::Row(row)) {
                vote(&mut text_votes, text.templates);
            }
            let doubtful = doubtful && !grouped;
            return Event::Row {
                label,
                row,
                doubtful,
                first: at(behind),
                last,
                text_votes,
            };
        }
    }
    if label.group().is_some() && rest.iter().any(Item::is_value) {
        return Event::Orphan {
            text: None,
            first: at(behind),
            last,
        };
    }
    Event::Header
}

/// How deep the first label behind a line stands: 1 for 一、 and for Article 20, 2 for （一）, 3 for 1.; 4 for a header
/// or the heading of a block; 0 where none does.
pub(super) fn depth_behind(rows: &Rows<'_, '_>, line: u32) -> u8 {
    let Some(next) = rows.rows.get(line as usize + 1) else {
        return 0;
    };
    let first = rows
        .items_of(next.first, next.last)
        .iter()
        .find(|said| !said.is_blank());
    let Some(label) = first.and_then(Item::labels).and_then(<[_]>::first) else {
        return 0;
    };
    if let Some(group) = label.group() {
        return if group.parent().is_some() { 2 } else { 1 };
    }
    match label.row() {
        Some(row) => row.depth().max(1),
        None if is_head(*label) || label.block().is_some() => 4,
        None => 0,
    }
}
