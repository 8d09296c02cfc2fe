//! Text that shows one cell under the other: a line is a field, and what stands between two fields is a number of
//! line ends.

use std::borrow::Cow;

use super::{Field, Line, Strip, is_blank, lines, room};
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

/// Cuts the text into its lines: each is a field.
pub(crate) fn split<'t>(
    source: &str,
    tokens: &'t [Token],
    marks: &[u32],
    blanks: Blanks,
) -> Strip<'t> {
    let end = u32::try_from(source.len()).unwrap_or(u32::MAX);
    let room = room(marks);
    let mut strip = Strip {
        tokens: Cow::Borrowed(tokens),
        fields: Vec::with_capacity(room),
        lines: Vec::with_capacity(room),
        end,
    };
    let mut above = 0u8;
    for (start, stop) in lines(tokens, marks) {
        if let Some(field) = field(source, tokens, start, stop, blanks, end) {
            push(&mut strip, Field { above, ..field });
            above = 0;
        }
        above = above.saturating_add(1);
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
    marks: &[u32],
    delimited: bool,
) -> impl Iterator<Item = Blanks> {
    const FEWEST: usize = 3;
    let (mut wide, mut spaces, mut tabs, mut tabbed) = (false, false, false, false);
    let (mut values, mut fewest, mut most) = (0, usize::MAX, 0);
    for (start, stop) in lines(tokens, marks) {
        let line = tokens.get(start..stop).unwrap_or_default();
        if line.iter().all(|token| is_blank(*token)) {
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
            values += usize::from(values < FEWEST && may_hold_value(line));
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

/// Whether a line has no delimiter and begins or ends as a value does.
fn may_hold_value(line: &[Token]) -> bool {
    let value = |token: &Token| {
        matches!(
            token.class(),
            Class::Digit | Class::Dash | Class::Plus | Class::Slash
        )
    };
    let mut said = line.iter().filter(|token| !is_blank(**token));
    let first = said.next();
    let last = said.next_back().or(first);
    (first.is_some_and(value) || last.is_some_and(value))
        && line
            .iter()
            .skip_while(|token| is_blank(**token))
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
    start: usize,
    stop: usize,
    blanks: Blanks,
    end: u32,
) -> Option<Field> {
    let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let line = tokens.get(start..stop).unwrap_or_default();
    let at = tokens.get(start).map_or(end, |token| token.at());
    let Some(first) = line.iter().position(|token| !is_blank(*token)) else {
        let cell = match blanks {
            Blanks::Counted => false,
            Blanks::Wide => line.iter().any(|token| !is_plain(source, *token)),
            Blanks::Spaces => !line.is_empty(),
        };
        return cell.then_some(Field {
            from: index(start),
            to: index(start),
            at,
            blanks: u8::try_from(line.len()).unwrap_or(u8::MAX),
            above: 0,
            at_line_end: false,
            rule: false,
        });
    };
    let last = line.iter().rposition(|token| !is_blank(*token))?;
    let said = line.get(first..=last)?;
    let rule = said.len() >= LONGEST_MARK && said.iter().all(draws);
    (!rule).then_some(Field {
        from: index(start + first),
        to: index(start + last + 1),
        at,
        blanks: u8::try_from(first).unwrap_or(u8::MAX),
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
