//! Tables that say where each row and cell ends, as a drawing does: those that programs print as lists, of Python or JSON
//! (`['规章', '0', None]`, a row a line or all on one, lists in a list, tuples, and objects whose keys are the header), and those
//! of MediaWiki.
//!
//! What stands between rows is text, but for what can only be a piece of a table.

mod scan;
mod wiki;

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
    // Cells are parted by commas, and labels are quoted.
    memchr::memchr(b',', source.as_bytes())?;
    memchr::memchr2(b'"', b'\'', source.as_bytes())?;
    write(source, tokens, gaps, Found::scan)
}

/// The same of the tables of MediaWiki.
pub(crate) fn rebuild_wiki<'t>(
    source: &str,
    tokens: &'t [Token],
    gaps: &[Span],
) -> Option<Strip<'t>> {
    let bytes = source.as_bytes();
    let begins = |at: usize| bytes.get(at + 1) == Some(&b'|');
    memchr::memchr_iter(b'{', bytes).find(|at| begins(*at))?;
    write(source, tokens, gaps, Found::scan_wiki)
}

/// What a `scan` of the text finds, as lines.
fn write<'t>(
    source: &str,
    tokens: &'t [Token],
    gaps: &[Span],
    scan: impl Fn(&mut Found, &str, Range<usize>),
) -> Option<Strip<'t>> {
    let mut found = Found::default();
    let ends = gaps.iter().map(|gap| gap.start()).chain([source.len()]);
    let mut start = 0;
    for (end, behind) in ends.zip(gaps.iter().map(|gap| gap.end()).chain([0])) {
        scan(&mut found, source, start..end);
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
    /// Some cell had escapes.
    escaped: bool,
}

impl<'s, 't> Writer<'s, 't> {
    fn new(source: &'s str, tokens: &'t [Token]) -> Self {
        Self {
            source,
            tokens,
            out: Vec::with_capacity(tokens.len()),
            fields: Vec::new(),
            lines: Vec::new(),
            escaped: false,
        }
    }

    fn finish<'a>(self) -> Strip<'a> {
        Strip {
            escaped: self.escaped,
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
        self.escaped = true;
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

    /// Whether a line is what is left of a row that is none: its punctuation, a cell of it, or a bare number.
    fn is_piece(&self, line: &[Token]) -> bool {
        let byte = |token: Option<&Token>| {
            let at = token.map(|token| token.at() as usize);
            at.and_then(|at| self.source.as_bytes().get(at)).copied()
        };
        let (first, last) = (byte(line.first()), byte(line.last()));
        let is_sign = |byte: Option<u8>| byte.is_some_and(|byte| b"[]{},'\"|!".contains(&byte));
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

#[cfg(test)]
mod tests {
    use super::rebuild;
    use crate::fold::fold;

    /// The lines, fields in brackets as they are printed, and where they stand.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = fold(text);
        let strip = rebuild(text, &tokens, &[]).expect("a list");
        let show = |line: &super::Line| -> String {
            let fields = strip.fields_of(line).iter().map(|field| {
                let span = strip.span_of(field, text);
                let (said, place) = (strip.printed(span, text), &text[span.range()]);
                let escaped = if *said == *place { "" } else { place };
                format!("[{said}{escaped}]")
            });
            fields.collect()
        };
        assert_eq!(strip.lines.iter().map(show).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rows_are_lines_and_text_stays() {
        check(
            "标题\n[['规章', ' 1 ', None], ['其他', '', 0]]\n\n三、情况\n['规章']",
            &[
                "[标题]",
                "[规章][1][None]",
                "[其他][][0]",
                "[三、情况]",
                "[规章]",
            ],
        );
    }

    #[test]
    fn an_escape_is_its_character_and_its_place() {
        check(
            r#"["\u89c4\u7ae0", "a\"b", "12\u4e07", "\n3\n"]"#,
            &[r#"[规章\u89c4\u7ae0][a"ba\"b][12万12\u4e07][3]"#],
        );
    }

    #[test]
    fn pieces_of_lists_are_no_text() {
        check(
            "[\n['规章', 1],\n['其他', '2],\n \"规章\",\n 3\n]\n",
            &["[规章][1]"],
        );
    }

    #[test]
    fn keys_are_a_line_before_the_first_row_that_has_them() {
        check(
            r#"[{"内容": "规章", "数": 1}, {"内容": "其他", "数": 2}]"#,
            &["[内容][数]", "[规章][1]", "[其他][2]"],
        );
    }

    #[test]
    fn what_the_text_lacks_is_no_row() {
        let text = "['规章', 1]\n[其他, 2]";
        let gap = crate::span::Span::new(4, 8);
        assert!(rebuild(text, &fold(text), &[gap]).is_none());
        assert!(rebuild("[规章, 1]", &fold("[规章, 1]"), &[]).is_none());
    }
}
