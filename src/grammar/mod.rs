//! nom parsers over folded tokens: what stands in a cell, a label, a heading.
//!
//! Knows what the form's words look like in print. Knows no layout, no container, and no Chinese word: labels and
//! words are the template's.
//!
//! ```text
//! cell     = content | labels                    ; number.rs, label.rs
//! content  = [ amount | nil | exporter's empty | doubtful ]
//! amount   = [ sign ] magnitude [ unit ] *( note | footnote mark )
//! labels   = 1*label
//! label    = [ enumerator ] letters *note [ suffix ]
//! note     = "(" … ")"
//! ```

pub(crate) mod claims;
pub(crate) mod input;
pub(crate) mod label;
pub(crate) mod lexicon;
pub(crate) mod miss;
pub(crate) mod number;
pub(crate) mod preamble;
pub(crate) mod sieve;
mod text;

use std::borrow::Cow;

use nom::{IResult, Parser, combinator::value};

pub(crate) use input::Tokens;
pub(crate) use miss::Miss;

use crate::{
    fold::{Class, Classes, Token},
    model::Claim,
    span::Span,
};

/// The text that stands around the tables of the form, condensed once for all who read it.
#[derive(Debug)]
pub(crate) struct Prose(text::Text);

impl Prose {
    /// The tokens outside `tables`, which ascend; in pieces.
    pub(crate) fn around<'t>(
        tables: &[Span],
        pieces: impl IntoIterator<Item = Cow<'t, [Token]>>,
    ) -> Self {
        Self(text::condense(pieces, tables))
    }

    /// Whose report it is, and where its sections stand.
    pub(crate) fn preamble(&self, source: &str) -> preamble::Preamble {
        preamble::of(source, &self.0)
    }

    /// What its sentences say about the form's quantities.
    pub(crate) fn claims(&self, source: &str, setting: &claims::Setting) -> Vec<Claim> {
        claims::read(source, &self.0, setting)
    }
}

/// What a production gives.
pub(crate) type Parsed<'t, O> = IResult<Tokens<'t>, O, Miss>;

/// How many tokens a note in brackets may hold: the longest seen, in Hubei's labels of 2020, has 90.
const LONGEST_NOTE: usize = 240;

/// A recoverable miss at the first token of `input`.
pub(crate) fn miss(input: Tokens<'_>, expected: &'static str) -> nom::Err<Miss> {
    nom::Err::Error(Miss::new(input.here(), expected))
}

/// White space of any kind, line ends included.
pub(crate) fn spaces(input: Tokens<'_>) -> Parsed<'_, ()> {
    let blank = input
        .slice()
        .iter()
        .take_while(|token| is_space(**token))
        .count();
    Ok((input.skip(blank), ()))
}

/// The end of the input.
pub(crate) fn end(input: Tokens<'_>) -> Parsed<'_, ()> {
    if input.is_empty() {
        Ok((input, ()))
    } else {
        Err(miss(input, "the end of the cell"))
    }
}

/// One token of a class.
pub(crate) fn class<'t>(
    wanted: Class,
    name: &'static str,
) -> impl Parser<Tokens<'t>, Output = Token, Error = Miss> {
    move |input: Tokens<'t>| match input.first() {
        Some(token) if token.class() == wanted => Ok((input.skip(1), token)),
        _ => Err(miss(input, name)),
    }
}

/// How many tokens of `input` spell `text`, if it begins with it.
pub(crate) fn word(input: Tokens<'_>, text: &str) -> Option<usize> {
    let mut length = 0;
    for ch in text.chars() {
        if input.slice().get(length)?.ch() != ch {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// ```text
/// note = "(" *( any | note ) ")"
/// ```
pub(crate) fn note(input: Tokens<'_>) -> Parsed<'_, ()> {
    match note_length(input.slice()) {
        Some(length) => Ok((input.skip(length), ())),
        None => Err(miss(input, "a note in brackets")),
    }
}

/// The length of the bracketed note that `tokens` begin with; brackets may nest.
pub(crate) fn note_length(tokens: &[Token]) -> Option<usize> {
    let mut depth = 0u32;
    for (index, token) in tokens.iter().take(LONGEST_NOTE).enumerate() {
        match token.class() {
            Class::Open => depth += 1,
            Class::Close if depth > 0 => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (index > 0).then_some(index + 1);
        }
    }
    None
}

/// A footnote mark or another single-character enumerator, which is never a digit.
pub(crate) fn ornament(input: Tokens<'_>) -> Parsed<'_, ()> {
    value((), class(Class::Enumerator, "a footnote mark")).parse(input)
}

/// White space, line ends and page ends.
pub(crate) fn is_space(token: Token) -> bool {
    const SPACES: Classes = Classes::of(&[Class::Space, Class::Newline, Class::Page, Class::Tab]);
    token.is_any(SPACES)
}
