//! Text whose cells are told apart by a character: tabs, pipes, commas.
//!
//! Delimited text gives an ordered run of fields, not a grid: covered cells may be dropped, padded or repeated.

use std::borrow::Cow;

use super::{Field, Line, Strip, is_blank, is_line_end, is_white, room, trim};
use crate::fold::{Class, Token};

/// The character that tells cells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delimiter {
    Tab,
    Pipe,
    /// Two pipes for one, as some wikis write.
    DoublePipe,
    /// With quoted fields, RFC 4180.
    Comma,
    /// The same with `;`, as spreadsheets write it where the comma is a decimal point.
    Semicolon,
}

impl Delimiter {
    pub(crate) const ALL: [Self; 5] = [
        Self::Tab,
        Self::Pipe,
        Self::DoublePipe,
        Self::Comma,
        Self::Semicolon,
    ];

    /// How explanations call it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Tab => "tab",
            Self::Pipe => "pipe",
            Self::DoublePipe => "double pipe",
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
        }
    }

    /// The class of its characters.
    const fn class(self) -> Class {
        match self {
            Self::Tab => Class::Tab,
            Self::Pipe | Self::DoublePipe => Class::Pipe,
            Self::Comma => Class::Comma,
            Self::Semicolon => Class::Other,
        }
    }

    const fn quotes(self) -> bool {
        matches!(self, Self::Comma | Self::Semicolon)
    }

    /// Whether a blank field is as short as can be, so that a field without white space is no padding.
    pub(crate) const fn is_tight(self) -> bool {
        matches!(self, Self::Tab | Self::Comma | Self::Semicolon)
    }

    /// How many tokens the delimiter takes at `index`, 0 where there is none. A full-width comma is prose.
    fn at(self, source: &[u8], tokens: &[Token], index: usize) -> usize {
        let Some(token) = tokens
            .get(index)
            .filter(|token| token.class() == self.class())
        else {
            return 0;
        };
        let byte = || source.get(token.at() as usize).copied();
        let found = match self {
            Self::Tab | Self::Pipe => true,
            Self::DoublePipe => {
                let pair = tokens
                    .get(index + 1)
                    .is_some_and(|next| next.class() == Class::Pipe);
                return if pair { 2 } else { 0 };
            }
            Self::Comma => token.ch() == ',' && byte() == Some(b','),
            Self::Semicolon => token.ch() == ';' && byte() == Some(b';'),
        };
        usize::from(found)
    }
}

/// Cuts the whole text at every `delimiter` and line end. Lines without a field that says anything are left out,
/// but for their separators: a line of pipes is kept.
pub(crate) fn split<'t>(
    source: &str,
    tokens: &'t [Token],
    marks: &[u32],
    delimiter: Delimiter,
) -> Strip<'t> {
    Splitter::new(source, tokens, marks, delimiter).split()
}

/// Whether `says` something of one of the lines with a `delimiter`, given its fields: cuts no further than it must. Lines
/// of which every piece begins with a `plain` token are passed over.
pub(crate) fn any_line(
    source: &str,
    tokens: &[Token],
    marks: &[u32],
    delimiter: Delimiter,
    plain: impl Fn(Token) -> bool,
    mut says: impl FnMut(&Strip<'_>) -> bool,
) -> bool {
    let mut splitter = Splitter::new(source, tokens, marks, delimiter);
    let mut start = 0;
    for mark in marks.iter().map(|&mark| mark as usize) {
        if mark < start {
            continue;
        }
        if tokens.get(mark).copied().is_some_and(is_line_end) {
            start = mark + 1;
        } else if delimiter.at(source.as_bytes(), tokens, mark) > 0 {
            if let Some(behind) = splitter.plain_line(tokens, start, &plain) {
                start = behind;
                continue;
            }
            start = splitter.line(tokens, start);
            if says(&splitter.strip) {
                return true;
            }
            splitter.strip.fields.clear();
            splitter.strip.lines.clear();
        }
    }
    false
}

/// Of more blank fields side by side only so many are kept: no row of the form has as many columns.
const MOST_BLANKS: u32 = 256;

struct Splitter<'s, 't> {
    source: &'s [u8],
    /// The marks that are not yet passed.
    marks: &'s [u32],
    delimiter: Delimiter,
    strip: Strip<'t>,
    /// A quote may still find its end; once one did not, none behind it will.
    open_quotes: bool,
    /// Blanks before the text of the field cut last.
    leading: u8,
    /// How many blank fields stand before the next one.
    blanks: u32,
}

impl<'s, 't> Splitter<'s, 't> {
    fn new(source: &'s str, tokens: &'t [Token], marks: &'s [u32], delimiter: Delimiter) -> Self {
        let end = u32::try_from(source.len()).unwrap_or(u32::MAX);
        let strip = Strip {
            escaped: false,
            tokens: Cow::Borrowed(tokens),
            fields: Vec::new(),
            lines: Vec::new(),
            end,
        };
        Self {
            source: source.as_bytes(),
            marks,
            delimiter,
            strip,
            open_quotes: true,
            leading: 0,
            blanks: 0,
        }
    }

    fn split(mut self) -> Strip<'t> {
        self.strip.fields.reserve(room(self.marks));
        self.strip.lines.reserve(room(self.marks) / 4);
        let tokens = match &self.strip.tokens {
            Cow::Borrowed(tokens) => *tokens,
            Cow::Owned(_) => return self.strip,
        };
        let mut index = 0;
        while index < tokens.len() {
            index = self.line(tokens, index);
        }
        self.strip
    }

    /// One line from `start`; gives the token behind it.
    fn line(&mut self, tokens: &[Token], start: usize) -> usize {
        self.blanks = 0;
        let first = self.strip.fields.len();
        let (mut separators, mut field_start, mut index) = (0u32, start, start);
        loop {
            if self.delimiter.quotes() && index == field_start {
                let opening = skip_blanks(tokens, index);
                if let Some(close) = self.quoted(tokens, opening) {
                    let behind = skip_blanks(tokens, close + 1);
                    self.push(tokens, index, behind, Some((opening + 1, close)));
                    let width = self.delimiter.at(self.source, tokens, behind);
                    if width == 0 {
                        index = behind;
                        break;
                    }
                    separators += 1;
                    index = behind + width;
                    field_start = index;
                    continue;
                }
            }
            index = self.next_mark(tokens, index);
            let Some(token) = tokens.get(index) else {
                self.push(tokens, field_start, index, None);
                break;
            };
            if is_line_end(*token) {
                self.push(tokens, field_start, index, None);
                break;
            }
            let width = self.delimiter.at(self.source, tokens, index);
            if width > 0 {
                self.push(tokens, field_start, index, None);
                separators += 1;
                index += width;
                field_start = index;
            } else {
                index += 1;
            }
        }
        self.close(tokens, first, separators);
        index + 1
    }

    /// The token behind the line from `start`, if every piece of it begins with a `plain` token, but for a blank last one.
    fn plain_line(
        &mut self,
        tokens: &[Token],
        start: usize,
        plain: impl Fn(Token) -> bool,
    ) -> Option<usize> {
        let marks = self.marks;
        let (mut piece, mut index, mut pieces) = (start, start, 0);
        loop {
            index = self.next_mark(tokens, index);
            let width = self.delimiter.at(self.source, tokens, index);
            let ends = tokens.get(index).is_none_or(|token| is_line_end(*token));
            if width == 0 && !ends {
                index += 1;
                continue;
            }
            let said = tokens.get(piece..index).unwrap_or_default();
            let first = said.iter().find(|token| !is_white(**token));
            pieces += 1;
            let blank = ends && pieces > 1;
            if !first.map_or(blank, |token| plain(*token)) {
                self.marks = marks;
                return None;
            }
            if ends {
                return Some(index + 1);
            }
            index += width;
            piece = index;
        }
    }

    /// The next token from `index` on that may be a separator or a line end.
    fn next_mark(&mut self, tokens: &[Token], index: usize) -> usize {
        while let Some((&mark, behind)) = self.marks.split_first() {
            if mark as usize >= index {
                return mark as usize;
            }
            self.marks = behind;
        }
        tokens.len().max(index)
    }

    /// The token of the closing quote of a quoted field that begins at `index`. Quotes inside are doubled.
    fn quoted(&mut self, tokens: &[Token], index: usize) -> Option<usize> {
        if !self.open_quotes || !self.is_quote(tokens, index) {
            return None;
        }
        let mut at = index + 1;
        while at < tokens.len() {
            if self.is_quote(tokens, at) {
                if self.is_quote(tokens, at + 1) {
                    at += 2;
                    continue;
                }
                let behind = skip_blanks(tokens, at + 1);
                let closes = match tokens.get(behind) {
                    None => true,
                    Some(token) => {
                        is_line_end(*token) || self.delimiter.at(self.source, tokens, behind) > 0
                    }
                };
                return closes.then_some(at);
            }
            at += 1;
        }
        self.open_quotes = false;
        None
    }

    fn is_quote(&self, tokens: &[Token], index: usize) -> bool {
        tokens
            .get(index)
            .is_some_and(|token| self.source.get(token.at() as usize) == Some(&b'"'))
    }

    /// A field from `start` to `stop`; `inner` is what stands between its quotes.
    fn push(&mut self, tokens: &[Token], start: usize, stop: usize, inner: Option<(usize, usize)>) {
        let at = tokens.get(start).map_or(self.strip.end, |token| token.at());
        let (from, to) = match inner {
            None if start == stop => (start, start),
            inner => {
                let (from, to) = inner.unwrap_or((start, stop));
                trim(tokens, from, to)
            }
        };
        let blank = from >= to;
        let (from, to) = if blank { (start, start) } else { (from, to) };
        let count = |from: usize, to: usize| {
            if from == to {
                return 0;
            }
            tokens
                .get(from..to)
                .unwrap_or_default()
                .iter()
                .filter(|token| is_blank(**token))
                .take(255)
                .count()
        };
        let (leading, behind) = if blank {
            (0, count(start, stop))
        } else {
            (count(start, from), count(to, stop))
        };
        let blanks = u8::try_from(leading + behind).unwrap_or(u8::MAX);
        self.leading = u8::try_from(leading).unwrap_or(u8::MAX);
        let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else {
            return;
        };
        let drawn = tokens.get(from as usize..to as usize).unwrap_or_default();
        let rule = !blank && is_rule(self.source, drawn);
        self.blanks = if blank { self.blanks + 1 } else { 0 };
        if self.blanks <= MOST_BLANKS {
            self.strip.fields.push(Field {
                from,
                to,
                at,
                blanks,
                above: 0,
                at_line_end: false,
                rule,
            });
        }
    }

    fn close(&mut self, tokens: &[Token], first: usize, separators: u32) {
        let fields = self.strip.fields.get(first..).unwrap_or_default();
        if separators == 0 && fields.iter().all(Field::is_blank) {
            self.strip.fields.truncate(first);
            return;
        }
        if let Some(last) = self.strip.fields.last_mut() {
            last.at_line_end = true;
            // White space at the end of a line cannot be seen, and means nothing.
            last.blanks = self.leading;
        }
        let fields = self.strip.fields.get(first..).unwrap_or_default();
        let leads = separators > 0 && fields.first().is_some_and(Field::is_blank);
        let ends = separators > 0 && fields.last().is_some_and(Field::is_blank);
        let mut said = fields.iter().filter(|field| !field.is_blank()).peekable();
        let drawn = fields.iter().any(|field| field.rule);
        let rule = said.peek().is_some()
            && drawn
            && said.all(|field| field.rule || self.is_stroke(tokens, field))
            || is_wiki_row(tokens, fields, separators);
        let (Ok(first), Ok(last)) = (u32::try_from(first), u32::try_from(self.strip.fields.len()))
        else {
            return;
        };
        self.strip.lines.push(Line {
            first,
            last,
            separators,
            leads,
            ends,
            rule,
        });
    }
}

impl Splitter<'_, '_> {
    /// Whether a field is ASCII dashes, however few: a narrow column of a rule.
    fn is_stroke(&self, tokens: &[Token], field: &Field) -> bool {
        let drawn = tokens
            .get(field.from as usize..field.to as usize)
            .unwrap_or_default();
        drawn
            .iter()
            .all(|token| self.source.get(token.at() as usize) == Some(&b'-'))
    }
}

fn skip_blanks(tokens: &[Token], mut index: usize) -> usize {
    while tokens
        .get(index)
        .is_some_and(|token| token.class() == Class::Space)
    {
        index += 1;
    }
    index
}

/// `|-`, a line of its own: where a row begins in MediaWiki.
fn is_wiki_row(tokens: &[Token], fields: &[Field], separators: u32) -> bool {
    let [before, dashes] = fields else {
        return false;
    };
    let drawn = tokens
        .get(dashes.from as usize..dashes.to as usize)
        .unwrap_or_default();
    separators == 1
        && before.is_blank()
        && dashes.blanks == 0
        && !drawn.is_empty()
        && drawn.iter().all(|token| token.class() == Class::Dash)
}

/// Whether a field only draws a line: three ASCII dashes or equals signs and more, with the crossings that org and
/// ASCII grids put between, or fewer with the colons of Markdown, or box-drawing characters.
fn is_rule(source: &[u8], drawn: &[Token]) -> bool {
    let (mut strokes, mut colons) = (0, 0);
    for token in drawn {
        match source.get(token.at() as usize) {
            Some(b'-' | b'=' | b'_') => strokes += 1,
            Some(b':') => colons += 1,
            Some(b'+' | b' ') => {}
            _ if token.class() == Class::Box => strokes += 3,
            _ => return false,
        }
    }
    strokes >= 3 || (strokes > 0 && colons > 0)
}

#[cfg(test)]
mod tests {
    use super::{Delimiter, split};
    use crate::{fold::fold, layout::marks};

    /// The lines, fields in brackets; `~` marks a rule.
    #[track_caller]
    fn cut(text: &str, delimiter: Delimiter) -> Vec<String> {
        let tokens = fold(text);
        let strip = split(text, &tokens, &marks(&tokens), delimiter);
        let show = |line: &super::Line| {
            let fields = strip.fields_of(line).iter().map(|field| {
                let span = strip.span_of(field, text);
                format!("[{}]", &text[span.range()])
            });
            format!(
                "{}{}",
                if line.rule { "~" } else { "" },
                fields.collect::<String>()
            )
        };
        strip.lines.iter().map(show).collect()
    }

    #[test]
    fn pipes() {
        assert_eq!(
            cut(
                "| 规章 | 1 |  |\n|---|:-:|---|\n\n规范性文件 | 2 |",
                Delimiter::Pipe
            ),
            [
                "[][规章][1][][]",
                "~[][---][:-:][---][]",
                "[规范性文件][2][]"
            ]
        );
    }

    #[test]
    fn a_row_of_a_wiki_begins_with_a_mark() {
        assert_eq!(
            cut("|-\n| 规章\n| -", Delimiter::Pipe),
            ["~[][-]", "[][规章]", "[][-]"]
        );
    }

    #[test]
    fn a_row_of_nil_marks_is_no_rule() {
        assert_eq!(cut("—\t—\t—", Delimiter::Tab), ["[—][—][—]"]);
    }

    #[test]
    fn quoted_fields_keep_commas_and_line_ends() {
        assert_eq!(
            cut("规章,\"1,234\",\"a\nb\"\n规范性文件,2,", Delimiter::Comma),
            ["[规章][1,234][a\nb]", "[规范性文件][2][]"]
        );
    }

    #[test]
    fn a_quote_without_end_is_a_quote() {
        assert_eq!(
            cut("\"规章,1\n规范性文件,2", Delimiter::Comma),
            ["[\"规章][1]", "[规范性文件][2]"]
        );
    }

    #[test]
    fn blanks_without_end_are_not_kept() {
        let text = format!("规章{}1", "\t".repeat(10_000));
        let tokens = fold(&text);
        let strip = split(&text, &tokens, &marks(&tokens), Delimiter::Tab);
        assert_eq!(
            strip.lines.first().map(|line| line.separators),
            Some(10_000)
        );
        assert_eq!(strip.fields.len(), 258);
    }

    #[test]
    fn a_full_width_comma_is_prose() {
        assert_eq!(cut("规章，1", Delimiter::Comma), ["[规章，1]"]);
    }
}
