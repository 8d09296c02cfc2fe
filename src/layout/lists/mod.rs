//! Tables that programs print as lists, of Python or JSON: `['规章', '0', None]`, a row a line or all on one, lists in a
//! list, tuples, and objects whose keys are the header.
//!
//! A list says where its cells end, as a drawing does. What stands between rows is text, but for what can only be a piece
//! of a list.

mod scan;

use std::{borrow::Cow, ops::Range};

use super::{Field, Line, Strip, end_of_char, is_line_end, trim};
use crate::{
    fold::{Class, Token, backslash, fold_char},
    span::Span,
};
use scan::{Cell, Found};

/// The text with the rows of every list as lines of cells, and what stands between them as lines of one field; nothing where
/// there is no list. `gaps`: ascending ranges of the text of which there are no tokens.
pub(crate) fn rebuild<'t>(source: &str, tokens: &'t [Token], gaps: &[Span]) -> Option<Strip<'t>> {
    // Labels in lists are quoted.
    memchr::memchr2(b'"', b'\'', source.as_bytes())?;
    let mut found = Found::default();
    let ends = gaps.iter().map(|gap| gap.start()).chain([source.len()]);
    let mut start = 0;
    for (end, behind) in ends.zip(gaps.iter().map(|gap| gap.end()).chain([0])) {
        found.scan(source, start..end);
        start = behind;
    }
    found.drop_odd_rows(source);
    if found.rows.is_empty() {
        return None;
    }
    let mut writer = Writer::new(source, tokens);
    let mut next = 0;
    for row in &found.rows {
        writer.text(next..writer.index(row.brackets.start));
        for cells in [&row.keys, &row.cells] {
            writer.row(found.cells.get(cells.clone()).unwrap_or_default());
        }
        next = writer.index(row.brackets.end);
    }
    writer.text(next..tokens.len());
    Some(writer.finish())
}

/// Writes tokens of its own: those of the cells, without quotes and escapes.
struct Writer<'s, 't> {
    source: &'s str,
    tokens: &'t [Token],
    out: Vec<Token>,
    fields: Vec<Field>,
    lines: Vec<Line>,
}

impl<'s, 't> Writer<'s, 't> {
    fn new(source: &'s str, tokens: &'t [Token]) -> Self {
        Self {
            source,
            tokens,
            out: Vec::with_capacity(tokens.len()),
            fields: Vec::new(),
            lines: Vec::new(),
        }
    }

    fn finish<'a>(self) -> Strip<'a> {
        Strip {
            tokens: Cow::Owned(self.out),
            fields: self.fields,
            lines: self.lines,
            end: offset(self.source.len()),
        }
    }

    /// The first token that does not begin before a byte.
    fn index(&self, at: usize) -> usize {
        self.tokens
            .partition_point(|token| (token.at() as usize) < at)
    }

    /// A row of cells, if it has some.
    fn row(&mut self, cells: &[Cell]) {
        let first = self.fields.len();
        for cell in cells {
            let from = self.out.len();
            self.copy(*cell);
            self.field(from, cell.from);
            self.part(',', Class::Comma, cell.to);
        }
        self.close(first);
    }

    /// The tokens of a cell.
    fn copy(&mut self, cell: Cell) {
        let own = self.index(cell.from)..self.index(cell.to);
        let own = self.tokens.get(own).unwrap_or_default();
        if !cell.escaped {
            self.out.extend_from_slice(own);
            return;
        }
        let mut passed = 0;
        for token in own {
            let at = token.at() as usize;
            if at < passed {
                continue;
            }
            let rest = self.source.get(at..cell.to).unwrap_or_default();
            match backslash(rest) {
                Some((ch, length)) => {
                    let (folded, class) = fold_char(ch);
                    let folded = folded.into_iter();
                    self.out
                        .extend(folded.map(|ch| Token::new(ch, class, token.at())));
                    passed = at + length;
                }
                None => self.out.push(*token),
            }
        }
    }

    /// The lines of the text between two rows.
    fn text(&mut self, between: Range<usize>) {
        let tokens = self.tokens.get(between).unwrap_or_default();
        for line in tokens.split(|token| is_line_end(*token)) {
            let (from, to) = trim(line, 0, line.len());
            let said = line.get(from..to).unwrap_or_default();
            let Some(begin) = said.first().filter(|_| !self.is_piece(said)) else {
                continue;
            };
            let (first, from) = (self.fields.len(), self.out.len());
            self.out.extend_from_slice(said);
            self.field(from, begin.at() as usize);
            let end = said
                .last()
                .map_or(0, |last| end_of_char(self.source, last.at()));
            self.part('\n', Class::Newline, end as usize);
            self.close(first);
        }
    }

    /// Whether a line is what is left of a list that is none: its punctuation, a cell of it, or a bare number.
    fn is_piece(&self, line: &[Token]) -> bool {
        let byte = |token: Option<&Token>| {
            let at = token.map(|token| token.at() as usize);
            at.and_then(|at| self.source.as_bytes().get(at)).copied()
        };
        let (first, last) = (byte(line.first()), byte(line.last()));
        let is_sign = |byte: Option<u8>| byte.is_some_and(|byte| b"[]{},'\"".contains(&byte));
        let is_plain = |token: &Token| byte(Some(token)).is_some_and(|byte| byte.is_ascii());
        is_sign(first) || is_sign(last) || line.iter().all(is_plain)
    }

    /// A field of what was written from a token on; `at` is where it begins in the source.
    fn field(&mut self, from: usize, at: usize) {
        let (from, to) = trim(&self.out, from, self.out.len());
        self.fields.push(Field {
            from: offset(from),
            to: offset(to),
            at: offset(at),
            blanks: u8::MAX,
            above: 0,
            at_line_end: false,
            rule: false,
        });
    }

    /// What parts a field from what follows.
    fn part(&mut self, ch: char, class: Class, at: usize) {
        self.out.push(Token::new(ch, class, offset(at)));
    }

    fn close(&mut self, first: usize) {
        let count = self.fields.len() - first;
        if count == 0 {
            return;
        }
        self.lines.push(Line {
            first: offset(first),
            last: offset(self.fields.len()),
            separators: offset(count - 1),
            leads: false,
            ends: false,
            rule: false,
        });
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
