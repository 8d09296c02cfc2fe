//! Text that shows one cell under the other: a line is a field, and what stands between two fields is a number of
//! line ends.

use std::borrow::Cow;

use super::{Field, Line, MOST_ROOM, Stretch, Strip, is_blank, lines, room};
use crate::fold::{Class, Token};

/// Which lines without text are cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blanks {
    /// None: a blank cell shows in the number of line ends only.
    Counted,
    /// Those that hold a no-break space, an ideographic space or the like: a page's own filling of an empty cell.
    Wide,
    /// Those that hold any white space.
    Spaces,
}

/// A line, and what stands in it between the blanks at its ends: nothing, at its start, if it holds nothing else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printed {
    line: Stretch,
    said: Stretch,
}

/// The lines of a text.
pub(crate) fn printed(tokens: &[Token], marks: &[u32]) -> Vec<Printed> {
    let mut printed = Vec::with_capacity(room(marks));
    let blank = |at: usize| tokens.get(at).is_some_and(|token| is_blank(*token));
    for (start, stop) in lines(tokens, marks) {
        let (mut from, mut to) = (start, stop);
        while to > from && blank(to - 1) {
            to -= 1;
        }
        while from < to && blank(from) {
            from += 1;
        }
        printed.push(Printed {
            line: Stretch {
                from: start,
                to: stop,
            },
            said: Stretch { from, to },
        });
    }
    printed
}

impl Printed {
    fn is_blank(self) -> bool {
        self.said.from == self.said.to
    }
}

/// Cuts the text into its lines: each is a field.
pub(crate) fn split<'t>(
    source: &str,
    tokens: &'t [Token],
    printed: &[Printed],
    blanks: Blanks,
) -> Strip<'t> {
    let end = u32::try_from(source.len()).unwrap_or(u32::MAX);
    let room = printed.len().min(MOST_ROOM);
    let mut strip = Strip {
        escaped: false,
        tokens: Cow::Borrowed(tokens),
        fields: Vec::with_capacity(room),
        lines: Vec::with_capacity(room),
        end,
    };
    let mut above = 0u8;
    for line in printed {
        if let Some(field) = field(source, tokens, *line, blanks, end) {
            push(&mut strip, Field { above, ..field });
            above = 0;
        }
        above = above.saturating_add(1);
        let stop = line.line.to;
        if tokens
            .get(stop)
            .is_some_and(|token| token.class() == Class::Page)
        {
            push(&mut strip, page(tokens, stop, above));
            above = 0;
        }
    }
    strip
}

/// The end of a page: what stands before it and behind it is not one gap.
fn page(tokens: &[Token], stop: usize, above: u8) -> Field {
    let from = u32::try_from(stop).unwrap_or(u32::MAX);
    Field {
        from,
        to: from.saturating_add(1),
        at: tokens.get(stop).map_or(0, |token| token.at()),
        blanks: 0,
        above: above.saturating_sub(1),
        at_line_end: false,
        rule: true,
    }
}

/// The ways to tell blank cells that a text has lines for: [`Blanks::Counted`], and kinds of blank lines.
///
/// `delimited`: it has lines with delimiters. Then a stacked table is there only if some lines without one may hold a value.
pub(crate) fn kinds(
    source: &str,
    tokens: &[Token],
    printed: &[Printed],
    delimited: bool,
) -> impl Iterator<Item = Blanks> {
    const FEWEST: usize = 3;
    let (mut wide, mut spaces, mut tabs, mut tabbed) = (false, false, false, false);
    let (mut values, mut fewest, mut most) = (0, usize::MAX, 0);
    for printed in printed {
        let line = printed.line.of(tokens);
        if printed.is_blank() {
            let is_wide = line.iter().any(|token| !is_plain(source, *token));
            let is_tab = line.iter().any(|token| token.class() == Class::Tab);
            wide |= is_wide;
            spaces |= !is_wide && !is_tab && !line.is_empty();
            tabs |= !is_wide && is_tab;
            if is_tab {
                let tabs = line.iter().filter(|token| token.class() == Class::Tab);
                let tabs = tabs.count();
                (fewest, most) = (fewest.min(tabs), most.max(tabs));
            }
        } else {
            tabbed |= line
                .first()
                .is_some_and(|token| token.class() == Class::Tab);
            values += usize::from(values < FEWEST && may_hold_value(tokens, *printed));
        }
    }
    // Where a tab stands before a cell, a tab alone is no cell of its own; where here one stands on a line and there
    // several, they say more than the line does.
    let blind = fewest < most;
    let plain = if tabbed || blind {
        spaces && !tabs
    } else {
        spaces || tabs
    };
    let there = !delimited || values >= FEWEST;
    [
        (there && !blind).then_some(Blanks::Counted),
        (there && wide).then_some(Blanks::Wide),
        (there && plain).then_some(Blanks::Spaces),
    ]
    .into_iter()
    .flatten()
}

/// Whether a line has no delimiter behind its first text, and begins or ends as a value does.
fn may_hold_value(tokens: &[Token], Printed { line, said }: Printed) -> bool {
    let value = |token: &Token| {
        matches!(
            token.class(),
            Class::Digit | Class::Dash | Class::Plus | Class::Slash
        )
    };
    let rest = Stretch {
        from: said.from,
        to: line.to,
    };
    let said = said.of(tokens);
    (said.first().is_some_and(value) || said.last().is_some_and(value))
        && rest
            .of(tokens)
            .iter()
            .all(|token| !matches!(token.class(), Class::Tab | Class::Pipe))
}

/// A space or a tab as every text has them.
fn is_plain(source: &str, token: Token) -> bool {
    let byte = source.as_bytes().get(token.at() as usize);
    matches!(byte, Some(b' ' | b'\t'))
}

/// The field of a line, if it is one. Lines that draw are none.
fn field(
    source: &str,
    tokens: &[Token],
    Printed { line, said }: Printed,
    blanks: Blanks,
    end: u32,
) -> Option<Field> {
    let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let text = said.of(tokens);
    let (there, before) = if text.is_empty() {
        let white = line.of(tokens);
        // Where the text breaks off, it may be what stands before a cell.
        let closed = line.to < tokens.len();
        let cell = match blanks {
            _ if !closed => false,
            Blanks::Counted => false,
            Blanks::Wide => white.iter().any(|token| !is_plain(source, *token)),
            Blanks::Spaces => !white.is_empty(),
        };
        (cell, white.len())
    } else {
        let rule = text.len() >= LONGEST_MARK && text.iter().all(draws);
        (!rule, said.from - line.from)
    };
    there.then(|| Field {
        from: index(said.from),
        to: index(said.to),
        at: tokens.get(line.from).map_or(end, |token| token.at()),
        blanks: u8::try_from(before).unwrap_or(u8::MAX),
        above: 0,
        at_line_end: false,
        rule: false,
    })
}

/// So many dashes are no mark for nothing.
const LONGEST_MARK: usize = 5;

fn draws(token: &Token) -> bool {
    matches!(token.class(), Class::Dash | Class::Box)
        || matches!(token.ch(), '=' | '*' | '_' | '~' | '#')
}

fn push(strip: &mut Strip<'_>, field: Field) {
    let first = u32::try_from(strip.fields.len()).unwrap_or(u32::MAX);
    strip.fields.push(field);
    strip.lines.push(Line {
        first,
        last: first + 1,
        separators: 0,
        leads: false,
        ends: false,
        rule: false,
    });
}
