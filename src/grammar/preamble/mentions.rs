//! Where the report is named: its title, and the sentences that announce it.

use nom::bytes::complete::take_while_m_n;
use nom::{IResult, Parser};

use super::dates;
use super::names::{self, Name};
use crate::fold::Class;
use crate::grammar::text::{Gap, Glyph, Glyphs, Text};
use crate::template::words;

/// How many glyphs 工作年度报告 may have, with a year in it.
const LONGEST_TAIL: usize = 14;

/// A place that names the report: 江州市民政局2020年政府信息公开工作年度报告.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) year: Option<u16>,
    pub(super) name: Option<Name>,
    /// Whether it stands alone, as a title does, and is no part of a sentence.
    pub(super) title: bool,
}

/// ```text
/// mention = [name] ["关于"] [year ["年" / "年度"]] [name] topic "公开" tail
/// ```
/// The mention whose 公开 stands at `open`.
pub(super) fn mention(text: &Text, open: usize) -> Option<Mention> {
    if !text.reads(open, words::DISCLOSURE) {
        return None;
    }
    let topic = words::TOPICS
        .iter()
        .find_map(|word| text.reads_back(open, word))?;
    let (end, tail_year) = tail(text, open + 2)?;
    let head = head(text, topic);
    let whole = text.gap(head.start) >= Gap::Line
        || (text.gap(head.start) == Gap::Space && head.year.is_some());
    let alone = text.gap(end) >= Gap::Space
        || !text
            .get(end)
            .is_some_and(|glyph| glyph.is_letter() || glyph.class() == Class::Comma);
    let ends_sentence = text
        .get(end)
        .is_some_and(|glyph| words::SENTENCE_ENDS.contains(&glyph.ch()));
    // …年度报告有关事项的通知 names who wrote the notice; the year may be this report's.
    if words::NOTICES.iter().any(|word| text.reads(end, word)) {
        return Some(Mention {
            start: head.start,
            end,
            year: head.year.or(tail_year),
            name: None,
            title: false,
        });
    }
    Some(Mention {
        start: head.start,
        end,
        year: head.year.or(tail_year),
        name: head.name,
        title: whole && alone && !ends_sentence && !head.led,
    })
}

/// ```text
/// tail = 2*12report-char [ "(" year "年" ["度"] ")" ]     ; 工作年度报告, 年报, 工作告年度报, 2020年度报告
/// ```
/// Where the tail ends, and the year in it or behind it.
fn tail(text: &Text, start: usize) -> Option<(usize, Option<u16>)> {
    let is_part =
        |glyph: Glyph| words::REPORT_CHARS.contains(&glyph.ch()) || glyph.class() == Class::Digit;
    let run: IResult<Glyphs<'_>, Glyphs<'_>> =
        take_while_m_n(2, LONGEST_TAIL, is_part).parse(text.from(start));
    let (_, run) = run.ok()?;
    let mark = run
        .0
        .iter()
        .rposition(|glyph| glyph.is(words::REPORT_MARK))?;
    // 报告 or 年报 or, scrambled, 告…报: the tail ends with the last of them.
    let last = run.0.iter().rposition(|glyph| {
        words::REPORT_REST.contains(&glyph.ch()) || glyph.is(words::REPORT_MARK)
    })?;
    let end = mark.max(
        if run.0.get(last).is_some_and(|glyph| glyph.is(words::YEAR)) {
            mark
        } else {
            last
        },
    );
    if !run
        .0
        .get(..=end)?
        .iter()
        .any(|glyph| words::REPORT_REST.contains(&glyph.ch()))
    {
        return None;
    }
    let end = start + end + 1;
    let inside = (start + 4..end)
        .find_map(|index| dates::year_back(text, index).filter(|&(from, _)| from >= start));
    let behind = || year_behind(text, end);
    Some(match inside {
        Some((_, year)) => (end, Some(year)),
        None => behind().map_or((end, None), |(end, year)| (end, Some(year))),
    })
}

/// ```text
/// year-behind = ["("] year ["年" ["度"]] [")"]     ; and no month behind it
/// ```
fn year_behind(text: &Text, end: usize) -> Option<(usize, u16)> {
    let opened = text.get(end).is_some_and(|glyph| glyph.ch() == '(');
    let at = end + usize::from(opened);
    let (rest, year) = dates::year(text.from(at)).ok()?;
    let mut behind = text.glyphs.len() - rest.len();
    for ch in [words::YEAR, words::OF_YEAR, ')'] {
        behind += usize::from(text.get(behind).is_some_and(|glyph| glyph.is(ch)));
    }
    let date = text.get(behind).is_some_and(|glyph| {
        !glyph.is_behind(Gap::Line)
            && (glyph.class() == Class::Digit || glyph.class() == Class::Dash)
    });
    if date { None } else { Some((behind, year)) }
}

/// What stands before the topic.
struct Head {
    start: usize,
    year: Option<u16>,
    name: Option<Name>,
    /// Whether it begins with a verb: a sentence.
    led: bool,
}

fn head(text: &Text, topic: usize) -> Head {
    let mut head = Head {
        start: topic,
        year: None,
        name: None,
        led: false,
    };
    let (year, end) = year_before(text, topic);
    if let Some((start, value)) = year {
        (head.start, head.year) = (start, Some(value));
    } else if text.gap(topic) <= Gap::Space {
        // 2019年川主乡政府信息公开…: the name stands between the year and the topic.
        if let Some(name) = names::back(text, end) {
            let (year, name) = cut_year(text, name);
            let (name, led) = names::trim(text, name);
            head.led = led;
            head.start = name.start;
            if !is_empty(name) {
                head.name = Some(lend_government(text, name, topic));
            }
            if let Some((start, value)) = year {
                (head.start, head.year) = (start, Some(value));
            }
        }
    }
    if head.name.is_none() && !head.led {
        name_before_year(text, &mut head);
    }
    head
}

/// ```text
/// cut = year ["年" ["度"]] [")"] name
/// ```
/// The year at the beginning of a name or right before it, with where it begins, and the name behind it.
fn cut_year(text: &Text, name: Name) -> (Option<(usize, u16)>, Name) {
    let marked = (name.start..name.end)
        .rev()
        .filter(|&index| text.get(index).is_some_and(|glyph| glyph.is(words::YEAR)));
    let found = marked
        .into_iter()
        .find_map(|index| dates::year_back(text, index).map(|year| (index + 1, year)));
    let Some((mut start, year)) = found else {
        return (year_before(text, name.start).0, name);
    };
    for ch in [words::OF_YEAR, ')'] {
        start += usize::from(start < name.end && text.get(start).is_some_and(|glyph| glyph.is(ch)));
    }
    (
        Some(year),
        Name {
            start,
            end: name.end,
        },
    )
}

fn is_empty(name: Name) -> bool {
    name.start >= name.end
}

/// 江州市人民政府信息公开…: the 政府 of the topic is also that of the name.
fn lend_government(text: &Text, name: Name, topic: usize) -> Name {
    let peoples = text.reads_back(name.end, words::PEOPLES).is_some() && name.end == topic;
    if peoples && text.reads(topic, words::GOVERNMENT) {
        Name {
            end: topic + 2,
            ..name
        }
    } else {
        name
    }
}

/// The name before the year or the topic, in its line or as the whole line before.
fn name_before_year(text: &Text, head: &mut Head) {
    let fresh_line = text.gap(head.start) >= Gap::Line;
    let Some(name) = names::back(text, head.start) else {
        return;
    };
    let (trimmed, led) = names::trim(text, name);
    if fresh_line {
        // Only a line that is a name and nothing else.
        let whole = text.gap(name.start) >= Gap::Line && trimmed == name;
        if whole && name.is_plausible(text) && name.is_body(text) {
            head.name = Some(name);
            head.start = name.start;
        }
        return;
    }
    head.led = led;
    if !is_empty(trimmed) {
        head.name = Some(trimmed);
        head.start = trimmed.start;
    }
}

/// ```text
/// year-before = ["("] year ["年" ["度"]] [")"]
/// ```
/// The year that ends before `end` and where it begins; else none and `end`.
fn year_before(text: &Text, end: usize) -> (Option<(usize, u16)>, usize) {
    let mut at = end;
    let mut step = |ch: char| {
        if at
            .checked_sub(1)
            .and_then(|index| text.get(index))
            .is_some_and(|glyph| glyph.is(ch))
        {
            at -= 1;
            true
        } else {
            false
        }
    };
    let closed = step(')');
    step(words::OF_YEAR);
    step(words::YEAR);
    match dates::year_back(text, at) {
        Some((start, year)) => {
            let opening = start
                .checked_sub(1)
                .filter(|&index| closed && text.get(index).is_some_and(|glyph| glyph.ch() == '('));
            (Some((opening.unwrap_or(start), year)), end)
        }
        None => (None, end),
    }
}
