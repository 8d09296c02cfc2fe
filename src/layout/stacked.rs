//! Text that shows one cell under the other: a line is a field, and what stands between two fields is a number of
//! line ends.

use std::borrow::Cow;

use super::{Field, Line, Strip, is_blank};
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
pub(crate) fn split<'t>(source: &str, tokens: &'t [Token], blanks: Blanks) -> Strip<'t> {
    let end = u32::try_from(source.len()).unwrap_or(u32::MAX);
    let mut strip = Strip {
        tokens: Cow::Borrowed(tokens),
        fields: Vec::new(),
        lines: Vec::new(),
        end,
    };
    let (mut start, mut above) = (0, 0u8);
    loop {
        let stop = tokens
            .get(start..)
            .and_then(|rest| rest.iter().position(is_line_end))
            .map_or(tokens.len(), |length| start + length);
        if let Some(field) = field(source, tokens, start, stop, blanks, end) {
            push(&mut strip, Field { above, ..field });
            above = 0;
        }
        if stop >= tokens.len() {
            return strip;
        }
        above = above.saturating_add(1);
        start = stop + 1;
    }
}

fn is_line_end(token: &Token) -> bool {
    matches!(token.class(), Class::Newline | Class::Page)
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
        let plain = |token: &Token| {
            matches!(
                source.as_bytes().get(token.at() as usize),
                Some(b' ' | b'\t')
            )
        };
        let cell = match blanks {
            Blanks::Counted => false,
            Blanks::Wide => line.iter().any(|token| !plain(token)),
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
