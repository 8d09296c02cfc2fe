//! A line that holds several cells with nothing but white space between them, or none.

use crate::{
    fold::Class,
    grammar::{Tokens, is_space, label::labels, note_length},
    layout::{Field, Strip},
};

use super::super::item::{Item, item};

/// The labels and values of a line, one after the other, if it holds nothing else and at least two of them.
///
/// ```text
/// line = 1*( [ space ] ( 1*label | value ) )        values are set apart by white space
/// ```
pub(super) fn spread(strip: &Strip<'_>, line: &Field, said: &Item) -> Option<Vec<(Field, Item)>> {
    let whole = strip.tokens_of(line);
    let may = match said {
        Item::Labelled(_) => true,
        Item::Text { .. } => whole.first().is_some_and(|token| {
            matches!(
                token.class(),
                Class::Digit | Class::Dash | Class::Plus | Class::Slash
            )
        }),
        _ => false,
    };
    if !may {
        return None;
    }
    let mut parts: Vec<(Field, Item)> = Vec::new();
    let mut at = line.from;
    while at < line.to {
        let rest = strip.tokens_between(at, line.to);
        let (length, said) = next(rest)?;
        let length = u32::try_from(length).ok()?;
        let field = Field {
            from: at,
            to: at + length,
            at: rest.here(),
            above: if at == line.from { line.above } else { 0 },
            ..*line
        };
        parts.push((field, said));
        let behind = strip.tokens_between(at + length, line.to);
        let white = behind
            .slice()
            .iter()
            .take_while(|token| is_space(**token))
            .count();
        // Wider gaps are places on the page.
        if white > 1 {
            return None;
        }
        at += length + u32::try_from(white).ok()?;
    }
    (parts.len() > 1).then_some(parts)
}

/// What `rest` begins with, and its length in tokens: a word that is a value, else labels.
fn next(rest: Tokens<'_>) -> Option<(usize, Item)> {
    let length = word_length(rest);
    let said = item(Tokens::new(
        rest.slice().get(..length)?,
        rest.skip(length).here(),
    ));
    if said.is_value() {
        return Some((length, said));
    }
    let (behind, found) = labels(rest).ok()?;
    let mut length = rest.len() - behind.len();
    while length > 0
        && rest
            .slice()
            .get(length - 1)
            .is_some_and(|token| is_space(*token))
    {
        length -= 1;
    }
    (length > 0).then(|| (length, Item::Labels(found.into())))
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
