//! A line that holds several cells with nothing but white space between them, or none.

use crate::{
    fold::Class,
    grammar::{
        Tokens, is_space,
        label::{is_head, labels},
        note_length,
    },
    layout::{Field, Line, Strip},
};

use super::super::item::{Item, Memo, item, may_go_on};

/// Cuts the lines that hold nothing but labels and values into these.
pub(crate) fn spread<'t>(strip: Strip<'t>, memo: &mut Memo) -> Strip<'t> {
    let mut fields: Vec<Field> = Vec::with_capacity(strip.fields.len());
    let mut lines: Vec<Line> = Vec::with_capacity(strip.lines.len());
    // The line before ends within a label.
    let mut broken = false;
    let widest = if is_placed(&strip) { 1 } else { 2 };
    for line in &strip.fields {
        let first = fields.len();
        let said = memo.classify(&strip, line);
        match parts(&strip, line, &said, broken, widest) {
            Some(parts) => fields.extend(parts),
            None => fields.push(*line),
        }
        broken = match fields.get(first..) {
            Some([_]) => may_go_on(&said),
            Some([.., last]) => may_go_on(&item(strip.tokens_of(last))),
            _ => false,
        };
        let count = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        lines.push(Line {
            first: count(first),
            last: count(fields.len()),
            separators: count(fields.len().saturating_sub(first + 1)),
            leads: false,
            ends: false,
            rule: false,
        });
    }
    Strip {
        fields,
        lines,
        ..strip
    }
}

/// Whether the text keeps columns by their places on the line: a number stands behind many blanks on some lines.
fn is_placed(strip: &Strip<'_>) -> bool {
    const BLANKS: usize = 3;
    const LINES: usize = 3;
    let placed = |line: &&Field| {
        let tokens = strip.tokens_of(line);
        let mut blanks = 0;
        tokens.slice().iter().any(|token| {
            let behind = blanks >= BLANKS && token.class() == Class::Digit;
            blanks = if is_space(*token) { blanks + 1 } else { 0 };
            behind
        })
    };
    strip.fields.iter().filter(placed).take(LINES).count() == LINES
}

/// The labels and values of a line, one after the other, if it holds nothing else and at least two of them.
///
/// ```text
/// line = [ rest ] 1*( 1*label | value ) [ head ]        values are set apart by a blank or two
/// rest = the end of a label that the line before begins
/// head = the beginning of a label
/// ```
fn parts(
    strip: &Strip<'_>,
    line: &Field,
    said: &Item,
    broken: bool,
    widest: usize,
) -> Option<Vec<Field>> {
    let whole = strip.tokens_of(line);
    let may = match said {
        Item::Labelled(_) => true,
        Item::Text { .. } => {
            broken
                || whole.first().is_some_and(|token| {
                    matches!(
                        token.class(),
                        Class::Digit | Class::Dash | Class::Plus | Class::Slash
                    )
                })
        }
        _ => false,
    };
    if !may {
        return None;
    }
    let mut parts: Vec<Field> = Vec::new();
    let mut at = line.from;
    while at < line.to {
        let rest = strip.tokens_between(at, line.to);
        let length = match part(rest) {
            Some(length) => length,
            None if broken && at == line.from => word_length(rest),
            None => return None,
        };
        let to = at + u32::try_from(length).ok()?;
        parts.push(Field {
            from: at,
            to,
            at: rest.here(),
            above: if at == line.from { line.above } else { 0 },
            ..*line
        });
        let behind = strip.tokens_between(to, line.to);
        let white = white(behind);
        // Wider gaps are places on the page.
        if white > widest {
            return None;
        }
        at = to + u32::try_from(white).ok()?;
    }
    (parts.len() > 1).then_some(parts)
}

/// The length in tokens of what `rest` begins with: a word that is a value, else labels, else a head to the end.
fn part(rest: Tokens<'_>) -> Option<usize> {
    let length = word_length(rest);
    let word = Tokens::new(rest.slice().get(..length)?, rest.skip(length).here());
    if item(word).is_value() {
        return Some(length);
    }
    match labels(rest) {
        Ok((behind, _)) => {
            let taken = rest.slice().get(..rest.len() - behind.len())?;
            let last = taken.iter().rposition(|token| !is_space(*token))?;
            Some(last + 1)
        }
        Err(_) => is_head(rest).then_some(rest.len()),
    }
}

fn white(tokens: Tokens<'_>) -> usize {
    let slice = tokens.slice();
    slice.iter().take_while(|token| is_space(**token)).count()
}

/// The tokens up to the next white space outside brackets.
fn word_length(rest: Tokens<'_>) -> usize {
    let tokens = rest.slice();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        if is_space(*token) {
            break;
        }
        let note = (token.class() == Class::Open)
            .then(|| note_length(tokens.get(index..).unwrap_or_default()))
            .flatten();
        index += note.unwrap_or(1);
    }
    index
}
