//! The lines of cells as they are found, with tokens of their own.

use std::borrow::Cow;

use super::{Stretch, simple};
use crate::{
    fold::{Class, Token},
    layout::{Field, Line, Strip, is_blank, trim},
};

pub(super) struct Writer<'t> {
    pub(super) source: &'t str,
    pub(super) tokens: &'t [Token],
    out: Vec<Token>,
    fields: Vec<Field>,
    lines: Vec<Line>,
    /// Text lines that wait for what follows: they may be a table without verticals.
    waiting: Vec<Stretch>,
    /// Something was drawn.
    drawn: bool,
}

impl<'t> Writer<'t> {
    pub(super) fn new(source: &'t str, tokens: &'t [Token]) -> Self {
        let out = Vec::with_capacity(tokens.len() / 2);
        Self {
            source,
            tokens,
            out,
            fields: Vec::new(),
            lines: Vec::new(),
            waiting: Vec::new(),
            drawn: false,
        }
    }

    /// Whether a stretch says nothing.
    pub(super) fn is_blank(&self, text: Stretch) -> bool {
        text.is_blank(self.tokens)
    }

    /// How many blanks stand in a stretch.
    pub(super) fn blanks(&self, text: Stretch) -> usize {
        let tokens = text.of(self.tokens).iter();
        tokens.filter(|token| is_blank(**token)).count()
    }

    /// Whether a stretch has letters.
    pub(super) fn has_words(&self, text: Stretch) -> bool {
        text.of(self.tokens).iter().any(|token| token.is_letter())
    }

    /// Whether a stretch has digits, and no letters.
    pub(super) fn is_number(&self, text: Stretch) -> bool {
        let mut classes = text.of(self.tokens).iter().map(|token| token.class());
        classes.clone().any(|class| class == Class::Digit)
            && !classes.any(|class| matches!(class, Class::Letter | Class::Enumerator))
    }

    /// A line of text, blank ones too.
    pub(super) fn text(&mut self, text: Stretch) {
        self.waiting.push(text);
    }

    /// A row of a grid, each cell given by its lines.
    pub(super) fn row<C>(&mut self, cells: impl Iterator<Item = C>)
    where
        C: Iterator<Item = Stretch>,
    {
        self.flush();
        self.push_row(cells);
    }

    /// What was found, if anything was drawn.
    pub(super) fn finish(mut self) -> Option<Strip<'static>> {
        self.flush();
        let end = u32::try_from(self.source.len()).unwrap_or(u32::MAX);
        let Self {
            out, fields, lines, ..
        } = self;
        self.drawn.then_some(Strip {
            escaped: false,
            tokens: Cow::Owned(out),
            fields,
            lines,
            end,
        })
    }

    /// Writes the text lines that wait, and the tables among them.
    fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        simple::write(&waiting, self);
    }

    /// Writes a row.
    pub(super) fn push_row<C>(&mut self, cells: impl Iterator<Item = C>)
    where
        C: Iterator<Item = Stretch>,
    {
        let first = self.fields.len();
        for cell in cells {
            self.end_of_field(first, '|', Class::Pipe);
            self.push_field(cell);
        }
        self.close(first);
        self.drawn = true;
    }

    /// Writes a line of text, unless it is blank.
    pub(super) fn push_text(&mut self, text: Stretch) {
        if !self.is_blank(text) {
            let first = self.fields.len();
            self.push_field(std::iter::once(text));
            self.close(first);
        }
    }

    /// What parts a field from the one before on its line.
    fn end_of_field(&mut self, first: usize, ch: char, class: Class) {
        if self.fields.len() > first {
            let at = self.behind();
            self.out.push(Token::new(ch, class, at));
        }
    }

    /// The source offset behind the last field.
    fn behind(&self) -> u32 {
        let Some(field) = self.fields.last() else {
            return 0;
        };
        if field.is_blank() {
            return field.at;
        }
        self.out.last().map_or(field.at, |last| {
            crate::layout::end_of_char(self.source, last.at())
        })
    }

    fn push_field(&mut self, lines: impl Iterator<Item = Stretch>) {
        let from = self.out.len();
        let mut at = None;
        for line in lines {
            let end = u32::try_from(self.source.len()).unwrap_or(u32::MAX);
            at = at.or_else(|| Some(self.tokens.get(line.from).map_or(end, |token| token.at())));
            let (start, stop) = trim(self.tokens, line.from, line.to);
            if start >= stop {
                continue;
            }
            if self.out.len() > from {
                let at = self
                    .out
                    .last()
                    .map_or(0, |last| crate::layout::end_of_char(self.source, last.at()));
                self.out.push(Token::new('\n', Class::Newline, at));
            }
            self.out
                .extend_from_slice(self.tokens.get(start..stop).unwrap_or_default());
        }
        let to = self.out.len();
        let rule = self.is_rule(from, to);
        let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else {
            return;
        };
        self.fields.push(Field {
            from,
            to,
            at: at.unwrap_or(0),
            blanks: u8::MAX,
            above: 0,
            at_line_end: false,
            rule,
        });
    }

    /// Whether a field only draws: three ASCII dashes or equals signs and more.
    fn is_rule(&self, from: usize, to: usize) -> bool {
        let mut strokes = 0;
        for token in self.out.get(from..to).unwrap_or_default() {
            match self.source.as_bytes().get(token.at() as usize) {
                Some(b'-' | b'=' | b'_') => strokes += 1,
                Some(b':' | b'+' | b' ') => {}
                _ if is_blank(*token) => {}
                _ => return false,
            }
        }
        strokes >= 3
    }

    fn close(&mut self, first: usize) {
        self.end_of_field(first, '\n', Class::Newline);
        let count = self.fields.len() - first;
        let rule = count == 1 && self.fields.last().is_some_and(|field| field.rule);
        let (Ok(first), Ok(last)) = (u32::try_from(first), u32::try_from(self.fields.len())) else {
            return;
        };
        let separators = last.saturating_sub(first).saturating_sub(1);
        self.lines.push(Line {
            first,
            last,
            separators,
            leads: false,
            ends: false,
            rule,
        });
    }
}
