//! The cells of a container's grids: what a cell is, is said.

use std::borrow::Cow;

use super::{Field, Line, Strip, trim};
use crate::{
    fold::{Class, Token},
    source::{Document, Slot},
    span::Span,
};

/// The rows of the document's grids as lines of fields, and what stands between them as lines of one field; nothing where
/// there is no grid. `tokens` are those of the document's text.
///
/// A covered slot is not a blank cell: it gives no field. Rows in the `gaps`, ascending ranges of the text of which there are no
/// tokens, are no rows.
pub(crate) fn strip<'t>(
    document: &Document<'_>,
    tokens: &'t [Token],
    gaps: &[Span],
) -> Option<Strip<'t>> {
    if document.rows.is_empty() {
        return None;
    }
    // Of a text with gaps, few rows may be left.
    let room = |count: usize| if gaps.is_empty() { count } else { 0 };
    let mut writer = Writer {
        tokens,
        next: 0,
        fields: Vec::with_capacity(room(document.slots.len())),
        lines: Vec::with_capacity(room(document.rows.len())),
    };
    let mut gaps = gaps.iter().peekable();
    for row in &document.rows {
        let cells = || {
            document.slots_of(row).iter().filter_map(|slot| match slot {
                Slot::Anchor { from, to } => Some((*from, *to)),
                Slot::Covered => None,
            })
        };
        let (Some((from, _)), Some((_, to))) = (cells().next(), cells().next_back()) else {
            continue;
        };
        while gaps.next_if(|gap| gap.end() <= from as usize).is_some() {}
        if gaps.peek().is_some_and(|gap| gap.start() < to as usize) {
            continue;
        }
        writer.text(from);
        let first = writer.fields.len();
        for (from, to) in cells() {
            writer.cell(from, to);
        }
        writer.close(first);
    }
    let end = u32::try_from(document.text.len()).unwrap_or(u32::MAX);
    writer.text(end);
    Some(Strip {
        escaped: false,
        tokens: Cow::Borrowed(tokens),
        fields: writer.fields,
        lines: writer.lines,
        end,
    })
}

struct Writer<'t> {
    tokens: &'t [Token],
    /// The first token that is not yet in a line.
    next: usize,
    fields: Vec<Field>,
    lines: Vec<Line>,
}

impl Writer<'_> {
    /// Where the tokens from `next` on reach `to` in the text.
    fn reach(&self, to: u32) -> usize {
        let rest = self.tokens.get(self.next..).unwrap_or_default();
        self.next + rest.iter().take_while(|token| token.at() < to).count()
    }

    /// The lines of the text before `to`.
    fn text(&mut self, to: u32) {
        let stop = self.reach(to);
        while self.next < stop {
            let rest = self.tokens.get(self.next..stop).unwrap_or_default();
            let length = rest
                .iter()
                .position(|token| matches!(token.class(), Class::Newline | Class::Page))
                .unwrap_or(rest.len());
            let (from, behind) = trim(self.tokens, self.next, self.next + length);
            if from < behind {
                let first = self.fields.len();
                self.push(
                    from,
                    behind,
                    self.tokens.get(from).map_or(to, |token| token.at()),
                );
                self.close(first);
            }
            self.next += length + 1;
        }
        self.next = self.next.max(stop);
    }

    /// A cell that holds a range of the text.
    fn cell(&mut self, from: u32, to: u32) {
        self.next = self.reach(from);
        let stop = self.reach(to);
        let (first, behind) = trim(self.tokens, self.next, stop);
        self.push(first, behind.max(first), from);
        self.next = stop;
    }

    fn push(&mut self, from: usize, to: usize, at: u32) {
        let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else {
            return;
        };
        self.fields.push(Field {
            from,
            to,
            at,
            blanks: u8::MAX,
            at_line_end: false,
            rule: false,
            above: 0,
        });
    }

    fn close(&mut self, first: usize) {
        let count = self.fields.len() - first;
        let (Ok(first), Ok(last)) = (u32::try_from(first), u32::try_from(self.fields.len())) else {
            return;
        };
        self.lines.push(Line {
            first,
            last,
            separators: u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX),
            leads: false,
            ends: false,
            rule: false,
        });
    }
}
