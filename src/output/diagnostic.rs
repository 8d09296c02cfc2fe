//! A finding, drawn for a terminal: the lines it is about, with marks under them.

use std::fmt::{self, Write};
use std::ops::Range;

use super::Language;
use crate::layout::measure::width;
use crate::model::{Cause, Finding, Report, Severity};
use crate::span::Span;

/// A finding with the lines of the document that it is about: what [`Report::diagnostic`] returns, to be printed.
///
/// The main place is marked with carets, the others with dashes, each under the columns that a terminal shows it in: a
/// Chinese character takes two. Of long lines only what stands around the marks is shown; tabs become blanks, and what a
/// terminal would obey becomes a character that it shows.
#[derive(Clone, Copy, Debug)]
pub struct Diagnostic<'r> {
    report: &'r Report,
    finding: &'r Finding,
    source: Option<&'r str>,
    language: Language,
    width: usize,
}

/// The most columns of a line that are shown, unless told otherwise.
const WIDTH: usize = 96;
/// The fewest that one can ask for.
const NARROWEST: usize = 20;
/// The most lines of a document that are shown.
const LINES: usize = 5;
/// What a tab becomes.
const TAB: &str = "    ";
/// What stands for text that is left out.
const CUT: char = '…';

impl Report {
    /// Draws a finding for a terminal, with the lines of [`text`](Self::text) that it is about.
    ///
    /// The finding should be one of this report: spans of another text mark whatever stands there.
    ///
    /// ```
    /// let text = "第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t约3\n行政强制\t0\n";
    /// let report = gongkai::read_text(text)?;
    /// let drawn = report.diagnostic(&report.findings()[0]).source("report.txt").to_string();
    /// assert_eq!(drawn, "\
    /// warning[cell-unreadable]: “本年处理决定数量” of row “行政处罚” holds “约3”, which is no number
    ///  --> report.txt:3:6
    ///   |
    /// 3 | 行政处罚    约3
    ///   |             ^^^
    ///   = the document is at fault
    /// ");
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    #[must_use]
    pub const fn diagnostic<'r>(&'r self, finding: &'r Finding) -> Diagnostic<'r> {
        Diagnostic {
            report: self,
            finding,
            source: None,
            language: Language::English,
            width: WIDTH,
        }
    }
}

impl<'r> Diagnostic<'r> {
    /// With the name of the document before line and column.
    #[must_use]
    pub const fn source(self, name: &'r str) -> Self {
        Self {
            source: Some(name),
            ..self
        }
    }

    /// In this language: English if not told.
    #[must_use]
    pub const fn language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// With lines of at most this many columns, numbers in the margin apart: 96 if not told, never fewer than 20.
    #[must_use]
    pub const fn width(self, columns: usize) -> Self {
        Self {
            width: if columns < NARROWEST {
                NARROWEST
            } else {
                columns
            },
            ..self
        }
    }

    /// The words of one language.
    const fn words(&self) -> &'static Words {
        match self.language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }
}

/// What is not in the finding itself.
struct Words {
    severity: fn(Severity) -> &'static str,
    cause: fn(Cause) -> &'static str,
    more: fn(usize) -> String,
    colon: &'static str,
}

static ENGLISH: Words = Words {
    severity: Severity::as_str,
    cause: |cause| match cause {
        Cause::Document => "the document is at fault",
        Cause::Reading => "the reading may be at fault",
        Cause::Unclear => "document or reading: unclear which is at fault",
    },
    more: |count| format!("and {count} more"),
    colon: ": ",
};

static CHINESE: Words = Words {
    severity: |severity| match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Advice => "提示",
    },
    cause: |cause| match cause {
        Cause::Document => "文档本身的问题",
        Cause::Reading => "可能是识读的问题",
        Cause::Unclear => "无法断定是文档还是识读的问题",
    },
    more: |count| format!("另有{count}处"),
    colon: "：",
};

/// A line of the text, and what is marked in it.
struct Line {
    number: usize,
    range: Range<usize>,
    /// The main place has its carets.
    marks: Vec<(Range<usize>, char)>,
}

impl fmt::Display for Diagnostic<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, finding) = (self.words(), self.finding);
        let severity = (words.severity)(finding.severity());
        let message = match self.language {
            Language::English => finding.message(),
            Language::Chinese => finding.message_zh(),
        };
        write!(f, "{severity}[{}]{}", finding.code(), words.colon)?;
        message.chars().try_for_each(|ch| show(ch, f))?;
        f.write_char('\n')?;
        let (lines, left_out) = lines(self.report.text(), finding.spans());
        let margin = lines.last().map_or(1, |line| line.number.to_string().len());
        if let Some(place) = finding.at(self.report) {
            write!(f, "{:margin$}--> ", "")?;
            if let Some(source) = self.source {
                source.chars().try_for_each(|ch| show(ch, f))?;
                f.write_char(':')?;
            }
            writeln!(f, "{place}")?;
            writeln!(f, "{:margin$} |", "")?;
        }
        let mut before = None;
        for line in &lines {
            if before.is_some_and(|before| before + 1 < line.number) {
                writeln!(f, "{:margin$} {CUT}", "")?;
            }
            before = Some(line.number);
            let (text, marks) = self.draw(line);
            writeln!(f, "{:>margin$} | {}", line.number, text.trim_end())?;
            writeln!(f, "{:margin$} | {}", "", marks.trim_end())?;
        }
        if left_out > 0 {
            writeln!(f, "{:margin$} = {}", "", (words.more)(left_out))?;
        }
        writeln!(f, "{:margin$} = {}", "", (words.cause)(finding.cause()))
    }
}

impl Diagnostic<'_> {
    /// A line as it is shown, and what stands under it.
    fn draw(&self, line: &Line) -> (String, String) {
        let text = self
            .report
            .text()
            .get(line.range.clone())
            .unwrap_or_default();
        let window = self.window(line, text);
        let (mut shown, mut under) = (String::new(), String::new());
        if window.start > 0 {
            shown.push(CUT);
            under.push(' ');
        }
        for (at, ch) in text.char_indices().skip_while(|(at, _)| *at < window.start) {
            let here = line.range.start + at;
            if let Some((_, mark)) = line
                .marks
                .iter()
                .find(|(range, _)| range.is_empty() && range.start == here)
            {
                // An empty cell is marked between its neighbours.
                shown.push(' ');
                under.push(*mark);
            }
            if at >= window.end {
                shown.push(CUT);
                break;
            }
            let from = shown.len();
            // Writing to a string cannot fail.
            let _ = show(ch, &mut shown);
            let columns = columns(shown.get(from..).unwrap_or_default());
            let mark = line.marks.iter().find(|(range, _)| range.contains(&here));
            let mark = mark.map_or(' ', |(_, mark)| *mark);
            under.extend(std::iter::repeat_n(mark, columns));
        }
        let behind = |(range, _): &&(Range<usize>, char)| {
            range.is_empty() && range.start == line.range.end && window.end == text.len()
        };
        if let Some((_, mark)) = line.marks.iter().find(behind) {
            shown.push(' ');
            under.push(*mark);
        }
        (shown, under)
    }

    /// The part of a line that is shown: all of it, or what stands around the first mark.
    fn window(&self, line: &Line, text: &str) -> Range<usize> {
        let widths = || text.char_indices().map(|(at, ch)| (at, columns_of(ch)));
        // One look ahead is enough to know that a line is too long.
        let mut total = 0;
        if widths().all(|(_, columns)| {
            total += columns;
            total <= self.width
        }) {
            return 0..text.len();
        }
        let first = line.marks.iter().map(|(range, _)| range.start).min();
        let first = first.unwrap_or(line.range.start) - line.range.start;
        let before = text.get(..first).unwrap_or_default();
        let mut room = self.width / 3;
        let mut start = first;
        for (at, ch) in before.char_indices().rev() {
            let Some(rest) = room.checked_sub(columns_of(ch)) else {
                break;
            };
            (room, start) = (rest, at);
        }
        let mut room = self.width;
        let mut end = text.len();
        for (at, ch) in text.char_indices().skip_while(|(at, _)| *at < start) {
            let Some(rest) = room.checked_sub(columns_of(ch)) else {
                end = at;
                break;
            };
            room = rest;
        }
        start..end
    }
}

/// The lines that hold these places, in the order of the text, and how many places are left out. A place that goes over
/// several lines is marked in the first.
fn lines(text: &str, spans: &[Span]) -> (Vec<Line>, usize) {
    let mut places: Vec<(Range<usize>, char)> = Vec::new();
    for (index, span) in spans.iter().enumerate() {
        let mark = if index == 0 { '^' } else { '-' };
        let range = span.range();
        if text.get(range.clone()).is_some() {
            places.push((range, mark));
        }
    }
    // The main place is always shown, of the others the first ones.
    let mut lines: Vec<Line> = Vec::new();
    let mut left_out = 0;
    for (range, mark) in places {
        let start = line_start(text, range.start);
        let end = line_end(text, range.start);
        let marked = range.start..range.end.clamp(range.start, end.max(range.start));
        if let Some(line) = lines.iter_mut().find(|line| line.range.start == start) {
            line.marks.push((marked, mark));
        } else if lines.len() < LINES {
            lines.push(Line {
                number: 0,
                range: start..end,
                marks: vec![(marked, mark)],
            });
        } else {
            left_out += 1;
        }
    }
    lines.sort_by_key(|line| line.range.start);
    let (mut from, mut number) = (0, 1);
    for line in &mut lines {
        let between = text
            .as_bytes()
            .get(from..line.range.start)
            .unwrap_or_default();
        number += memchr::memchr_iter(b'\n', between).count();
        line.number = number;
        from = line.range.start;
    }
    (lines, left_out)
}

/// Where the line of a byte begins; a byte order mark is no part of it.
fn line_start(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    match memchr::memrchr(b'\n', before) {
        Some(feed) => feed + 1,
        None if text.starts_with('\u{feff}') => '\u{feff}'.len_utf8().min(at),
        None => 0,
    }
}

/// Where the line of a byte ends, without its line end.
fn line_end(text: &str, at: usize) -> usize {
    let behind = text.as_bytes().get(at..).unwrap_or_default();
    let end = memchr::memchr(b'\n', behind).map_or(text.len(), |feed| at + feed);
    match text.get(at..end) {
        Some(rest) => at + rest.trim_end_matches('\r').len(),
        None => end,
    }
}

/// Writes a character so that a terminal shows it and does nothing else.
fn show(ch: char, out: &mut impl Write) -> fmt::Result {
    match ch {
        '\t' => out.write_str(TAB),
        // The pictures of control characters stand in their order.
        '\0'..='\u{1f}' => {
            out.write_char(char::from_u32(0x2400 + u32::from(ch)).unwrap_or('\u{fffd}'))
        }
        '\u{7f}' => out.write_char('\u{2421}'),
        // Without a width, or with power over the direction of what follows.
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => out.write_char('\u{fffd}'),
        _ => out.write_char(ch),
    }
}

/// The columns that a text takes on a terminal.
fn columns(text: &str) -> usize {
    text.chars().map(|ch| width(ch) as usize).sum()
}

/// The columns that a character takes as it is shown.
fn columns_of(ch: char) -> usize {
    let mut shown = String::with_capacity(TAB.len());
    // Writing to a string cannot fail.
    let _ = show(ch, &mut shown);
    columns(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Draft, code};

    /// A finding about these parts of a text, each given with how often it stood there before.
    fn drawn(
        text: &str,
        parts: &[(&str, usize)],
        tell: fn(Diagnostic<'_>) -> Diagnostic<'_>,
    ) -> String {
        let report = Report::from_draft(Draft::new(text));
        let spans = parts.iter().map(|(part, nth)| {
            let at = text
                .match_indices(part)
                .nth(*nth)
                .expect("the text has the part")
                .0;
            Span::new(at as u32, (at + part.len()) as u32)
        });
        let finding = Finding::new(&code::GARBLED_TEXT, &[("count", 1usize.into())]).located(spans);
        tell(report.diagnostic(&finding)).to_string()
    }

    #[track_caller]
    fn shows(text: &str, parts: &[(&str, usize)], wanted: &str) {
        let drawn = drawn(text, parts, |it| it);
        let mut lines = drawn.lines().skip(3).collect::<Vec<_>>();
        lines.pop();
        assert_eq!(lines.join("\n"), wanted.trim_matches('\n'), "\n{drawn}");
    }

    #[test]
    fn marks_stand_under_what_they_mark() {
        shows(
            "| 规章 | 22 |",
            &[("22", 0)],
            "1 | | 规章 | 22 |\n  |          ^^",
        );
        shows("规章２２件", &[("２２", 0)], "1 | 规章２２件\n  |     ^^^^");
        shows("\u{feff}规章", &[("章", 0)], "1 | 规章\n  |   ^^");
    }

    #[test]
    fn several_places_are_marked_line_by_line() {
        shows(
            "总计 7\n\n予以公开 3 部分 1\r\n其他\n",
            &[("7", 0), ("3", 0), ("1", 0)],
            "1 | 总计 7\n  |      ^\n  …\n3 | 予以公开 3 部分 1\n  |          -      -",
        );
    }

    #[test]
    fn an_empty_place_is_marked_where_it_is() {
        let report = Report::from_draft(Draft::new("a||b"));
        let finding = |at| {
            Finding::new(&code::GARBLED_TEXT, &[("count", 1usize.into())])
                .located([Span::new(at, at)])
        };
        let told = report.diagnostic(&finding(2)).to_string();
        assert!(told.contains("1 | a| |b\n  |   ^\n"), "{told}");
        let told = report.diagnostic(&finding(4)).to_string();
        assert!(told.contains("1 | a||b\n  |     ^\n"), "{told}");
    }

    #[test]
    fn what_a_terminal_obeys_is_only_shown() {
        shows(
            "a\tb\u{1b}[31m\u{202e}c",
            &[("c", 0)],
            "1 | a    b␛[31m\u{fffd}c\n  |             ^",
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = format!("{}7{}", "长".repeat(500), "短".repeat(500));
        let told = drawn(&text, &[("7", 0)], |it| it.width(30));
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(
            lines[3],
            format!("1 | …{}7{}…", "长".repeat(5), "短".repeat(9))
        );
        assert_eq!(lines[4].find('^'), Some("  |            ".len()));
    }

    #[test]
    fn many_places_are_counted() {
        let text = "1\n2\n3\n4\n5\n6\n7\n";
        let parts = ["7", "1", "2", "3", "4", "5", "6"].map(|part| (part, 0));
        let told = drawn(text, &parts, |it| it.language(Language::Chinese));
        assert!(
            told.starts_with("警告[garbled-text]：文中有1个字符为乱码\n --> 7:1\n"),
            "{told}"
        );
        assert!(
            told.contains("7 | 7\n  | ^\n  = 另有2处\n  = 文档本身的问题\n"),
            "{told}"
        );
    }

    #[test]
    fn a_finding_without_a_place_is_a_sentence() {
        assert_eq!(
            drawn("x", &[], |it| it.source("a.txt")),
            "warning[garbled-text]: 1 characters of the text are garbled\n  = the document is at fault\n"
        );
    }

    #[test]
    fn places_of_another_text_are_passed_over() {
        let report = Report::from_draft(Draft::new("规章"));
        for span in [Span::new(1, 2), Span::new(90, 99), Span::new(0, 99)] {
            let finding =
                Finding::new(&code::GARBLED_TEXT, &[("count", 1usize.into())]).located([span]);
            assert!(report.diagnostic(&finding).to_string().contains("garbled"));
        }
    }
}
