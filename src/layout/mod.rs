//! How flat text hides cells: each layout is a hypothesis that cuts the text into lines of fields.
//!
//! Knows delimiters, quotes, borders and display widths. Knows no Chinese word, no label, no number: whether a
//! hypothesis holds is for `place` to say.

pub(crate) mod delimited;
pub(crate) mod drawn;
pub(crate) mod grid;
pub(crate) mod lists;
pub(crate) mod measure;
pub(crate) mod positional;
pub(crate) mod stacked;

use std::borrow::Cow;

use crate::{
    fold::{Class, Classes, Token, backslash},
    grammar::Tokens,
    span::Span,
};

/// A field: what stands between two separators, without the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// The first token, and the one behind the last; equal where the field is blank.
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// The source offset at which the field begins: where a blank stands.
    pub(crate) at: u32,
    /// How many blanks stand between the separators beside the field's text (line ends do not count).
    pub(crate) blanks: u8,
    /// Where a line is a field: the line ends between it and the field before.
    pub(crate) above: u8,
    /// A line end closes the field, not a separator.
    pub(crate) at_line_end: bool,
    /// Only dashes, three and more, and the like: it draws.
    pub(crate) rule: bool,
}

impl Field {
    pub(crate) const fn is_blank(&self) -> bool {
        self.from == self.to
    }
}

/// A line of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The fields: `fields[first..last]`.
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// Separators on the line.
    pub(crate) separators: u32,
    /// The line begins with a separator: its first field is blank.
    pub(crate) leads: bool,
    /// The line ends with a separator: its last field is blank.
    pub(crate) ends: bool,
    /// Only dashes and the like: it draws, it says nothing.
    pub(crate) rule: bool,
}

/// A text cut into lines of fields.
#[derive(Clone, Debug)]
pub(crate) struct Strip<'t> {
    pub(crate) tokens: Cow<'t, [Token]>,
    pub(crate) fields: Vec<Field>,
    pub(crate) lines: Vec<Line>,
    /// The source offset behind the last token.
    pub(crate) end: u32,
    /// Some tokens of its own are made of escapes.
    pub(crate) escaped: bool,
}

impl Strip<'_> {
    pub(crate) fn fields_of(&self, line: &Line) -> &[Field] {
        self.fields
            .get(line.first as usize..line.last as usize)
            .unwrap_or_default()
    }

    /// The tokens of a field, to be parsed.
    pub(crate) fn tokens_of(&self, field: &Field) -> Tokens<'_> {
        self.tokens_between(field.from, field.to)
    }

    /// The tokens from one place to another, whatever separates them.
    pub(crate) fn tokens_between(&self, from: u32, to: u32) -> Tokens<'_> {
        let tokens = self
            .tokens
            .get(from as usize..to as usize)
            .unwrap_or_default();
        Tokens::new(
            tokens,
            self.tokens
                .get(to as usize)
                .map_or(self.end, |token| token.at()),
        )
    }

    /// The source range of a field's text; empty, at its place, where it is blank.
    pub(crate) fn span_of(&self, field: &Field, source: &str) -> Span {
        if field.is_blank() {
            return Span::new(field.at, field.at);
        }
        let start = self
            .tokens
            .get(field.from as usize)
            .map_or(field.at, |token| token.at());
        let last = self
            .tokens
            .get((field.to as usize).saturating_sub(1))
            .map_or(start, |token| token.at());
        let end = if self.escaped && is_backslash(source, last) {
            // An escape ends where what follows begins.
            let behind = self.tokens.get(field.to as usize);
            behind.map_or(self.end, |token| token.at())
        } else {
            end_of_char(source, last)
        };
        Span::new(start.min(last), end)
    }

    /// What is printed in a range of the source, its escapes taken back.
    #[inline]
    pub(crate) fn printed<'s>(&self, span: Span, source: &'s str) -> Cow<'s, str> {
        let text = source.get(span.range()).unwrap_or_default();
        if self.escaped {
            unescaped(text).into()
        } else {
            text.into()
        }
    }
}

/// A text, its escapes taken back.
fn unescaped(mut text: &str) -> String {
    let mut out = String::new();
    while let Some(ch) = text.chars().next() {
        let (ch, length) = backslash(text).unwrap_or((ch, ch.len_utf8()));
        out.push(ch);
        text = text.get(length..).unwrap_or_default();
    }
    out
}

fn is_backslash(source: &str, at: u32) -> bool {
    source.as_bytes().get(at as usize) == Some(&b'\\')
}

/// A physical line: `tokens[from..to]`, without its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Stretch {
    pub(crate) fn of(self, tokens: &[Token]) -> &[Token] {
        tokens.get(self.from..self.to).unwrap_or_default()
    }

    pub(crate) fn is_blank(self, tokens: &[Token]) -> bool {
        self.of(tokens).iter().all(|token| is_blank(*token))
    }
}

/// The offset behind the character that begins at `at`.
pub(crate) fn end_of_char(source: &str, at: u32) -> u32 {
    let width = source
        .get(at as usize..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    at.saturating_add(u32::try_from(width).unwrap_or(0))
}

/// White space within a line.
pub(crate) fn is_blank(token: Token) -> bool {
    const BLANKS: Classes = Classes::of(&[Class::Space, Class::Tab]);
    token.is_any(BLANKS)
}

/// The end of a line or of a page.
pub(crate) fn is_line_end(token: Token) -> bool {
    const ENDS: Classes = Classes::of(&[Class::Newline, Class::Page]);
    token.is_any(ENDS)
}

/// The tokens that may be separators or line ends: most text is neither, and no layout looks at it.
pub(crate) fn marks(tokens: &[Token]) -> Vec<u32> {
    let is_mark = |token: &Token| match token.class() {
        Class::Newline | Class::Page | Class::Tab | Class::Pipe => true,
        Class::Comma => token.ch() == ',',
        Class::Other => token.ch() == ';',
        _ => false,
    };
    let mut marks = Vec::with_capacity(tokens.len() / 4);
    for (index, token) in (0u32..).zip(tokens) {
        if !token.is_letter() && is_mark(token) {
            marks.push(index);
        }
    }
    marks
}

/// Room for as many fields as the marks can part, within reason: many marks may part nothing.
fn room(marks: &[u32]) -> usize {
    (marks.len() + 1).min(MOST_ROOM)
}

/// So much room is made at most before anything fills it.
const MOST_ROOM: usize = 1024;

/// The lines between line ends and page breaks, as ranges of tokens; the last one may be empty.
pub(crate) fn lines(tokens: &[Token], marks: &[u32]) -> impl Iterator<Item = (usize, usize)> {
    let ends = marks
        .iter()
        .map(|&mark| mark as usize)
        .filter(|&mark| tokens.get(mark).copied().is_some_and(is_line_end));
    let mut start = 0;
    ends.chain([tokens.len()])
        .map(move |end| (std::mem::replace(&mut start, end + 1), end))
}

/// White space, line ends included.
pub(crate) fn is_white(token: Token) -> bool {
    crate::grammar::is_space(token)
}

/// `from..to` without the white space at its ends.
pub(crate) fn trim(tokens: &[Token], mut from: usize, mut to: usize) -> (usize, usize) {
    while from < to && tokens.get(from).is_some_and(|token| is_white(*token)) {
        from += 1;
    }
    while to > from && tokens.get(to - 1).is_some_and(|token| is_white(*token)) {
        to -= 1;
    }
    (from, to)
}
