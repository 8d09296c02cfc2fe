//! The six headings of the form, told from what only looks like one.

use nom::bytes::complete::take_while_m_n;
use nom::combinator::opt;
use nom::{IResult, Parser};

use crate::fold::Class;
use crate::grammar::sieve::Sieve;
use crate::grammar::text::{Gap, Glyph, Glyphs, Text};
use crate::template::words::{self, Heading};

/// How many glyphs a heading may have between its number and its last word.
const LONGEST: usize = 44;
/// How many digits and numerals are looked at as a number; one that counts has two at most.
const LONGEST_NUMBER: usize = 16;
/// How many may stand between two parts of its wording, or before the first.
const LOOSE: usize = 10;

/// A place that may be one of the six headings.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// The first glyph: its number, or its first word.
    glyph: u32,
    section: u8,
    weight: u32,
}

/// Where each of the six sections begins: the chain of headings in the form's order that has the greatest weight.
pub(super) fn chain(text: &Text) -> [Option<u32>; 6] {
    let mut found = candidates(text);
    reward_tables(&mut found, &text.tables);
    heaviest(&found)
}

/// All candidates, ascending.
fn candidates(text: &Text) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut hits = text
        .hits
        .iter()
        .copied()
        .filter(|&hit| numeral(text, hit).is_some())
        .peekable();
    let mut starts = text.starts.iter().copied().peekable();
    loop {
        let next = match (starts.peek(), hits.peek()) {
            (Some(&start), Some(&hit)) => start.min(hit),
            (Some(&only), None) | (None, Some(&only)) => only,
            (None, None) => return found,
        };
        starts.next_if_eq(&next);
        hits.next_if_eq(&next);
        found.extend(candidate(text, next as usize));
    }
}

/// The value of a Chinese numeral that a mark follows.
fn numeral(text: &Text, index: u32) -> Option<u16> {
    let glyph = text.get(index as usize)?;
    let mark = text.get(index as usize + 1)?;
    if !matches!(mark.class(), Class::Comma | Class::Dot | Class::Colon)
        && !mark.is_behind(Gap::Space)
    {
        return None;
    }
    let numeral = |(ch, value): &&(char, u16)| *ch == glyph.ch() && *value > 0;
    words::NUMERALS
        .iter()
        .find(numeral)
        .map(|(_, value)| *value)
}

/// How a heading is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    None,
    /// 一、
    Chinese(u16),
    /// 1. or 1、
    Arabic,
    /// （一）
    Bracketed,
}

/// ```text
/// number = numeral mark / 1*2DIGIT mark / "(" 1*2( numeral / DIGIT ) ")"
/// mark   = "、" / "." / "," / ":"
/// ```
fn number(input: Glyphs<'_>) -> IResult<Glyphs<'_>, Number> {
    let is_numeral = |glyph: Glyph| {
        glyph.is(words::TEN) || words::NUMERALS.iter().any(|(ch, _)| *ch == glyph.ch())
    };
    let is_mark = |glyph: Glyph| matches!(glyph.class(), Class::Comma | Class::Dot | Class::Colon);
    let is_counted = |glyph: Glyph| is_numeral(glyph) || glyph.ch().is_ascii_digit();
    let opens = opt(take_while_m_n(1, 1, |glyph: Glyph| glyph.ch() == '('));
    let closes = opt(take_while_m_n(1, 1, |glyph: Glyph| glyph.ch() == ')'));
    let (rest, (opened, count, closed, mark)) = (
        opens,
        take_while_m_n(0, LONGEST_NUMBER, is_counted),
        closes,
        opt(take_while_m_n(1, 2, is_mark)),
    )
        .parse(input)?;
    let number = match (count.0, opened.or(closed), mark) {
        ([], ..) => return Ok((input, Number::None)),
        (_, Some(_), _) => Number::Bracketed,
        ([only], None, _) if is_numeral(*only) => Number::Chinese(
            words::NUMERALS
                .iter()
                .find(|(ch, _)| *ch == only.ch())
                .map_or(10, |&(_, value)| value),
        ),
        ([_] | [_, _], None, Some(_)) => Number::Arabic,
        _ => return Ok((input, Number::None)),
    };
    Ok((rest, number))
}

/// What stands at a glyph, if it may be a heading.
fn candidate(text: &Text, index: usize) -> Option<Candidate> {
    let (rest, number) = number(text.from(index)).ok()?;
    if number == Number::Bracketed {
        return None;
    }
    let body = text.glyphs.len() - rest.len();
    let at_start = text.gap(index) >= Gap::Line;
    if number == Number::None && text.line_end(index) - index > LONGEST {
        return None;
    }
    let (heading, end) = wording(text, body, number != Number::None)?;
    let alone = ends_line(text, end);
    if number == Number::None && !(at_start && alone) {
        return None;
    }
    let weight = weigh(heading, number, at_start, alone, text.gap(end));
    Some(Candidate {
        glyph: index as u32,
        section: heading.section,
        weight,
    })
}

/// The first characters of the wordings.
static FIRSTS: Sieve = firsts();

const fn firsts() -> Sieve {
    let mut sieve = Sieve::new();
    let mut index = 0;
    while index < words::HEADINGS.len() {
        sieve = sieve.with_first(words::HEADINGS[index].parts[0]);
        index += 1;
    }
    sieve
}

/// The wording that stands at a glyph, and where it ends. Without a number only a whole wording counts.
fn wording(text: &Text, body: usize, numbered: bool) -> Option<(&'static Heading, usize)> {
    let (length, places) = zone(text, body);
    if places == 0 {
        return None;
    }
    let headings = words::HEADINGS
        .iter()
        .filter(|heading| numbered || heading.whole);
    headings
        .into_iter()
        .find_map(|heading| Some((heading, body + spells(text, body, length, places, heading)?)))
}

/// Where the words of `heading` end, counted from `body`, if its first part begins at one of the `places`.
fn spells(
    text: &Text,
    body: usize,
    length: usize,
    places: u64,
    heading: &Heading,
) -> Option<usize> {
    let (first, others) = heading.parts.split_first()?;
    let reach = if heading.whole { LOOSE * 2 } else { LOOSE };
    let begin = (0..=reach.min(length))
        .find(|&from| places >> from & 1 == 1 && text.reads(body + from, first))?;
    let mut end = begin + first.chars().count();
    for part in others {
        // A part may run over the end of a line, but not begin behind it.
        let found =
            (end..=end + LOOSE).find(|&from| from < length && text.reads(body + from, part))?;
        end = found + part.chars().count();
    }
    Some(end)
}

/// In how many glyphs a heading's words may begin, to the end of the line or the clause, and in which of them one may.
fn zone(text: &Text, body: usize) -> (usize, u64) {
    let mut places = 0;
    let mut length = 0;
    for glyph in text.from(body).0.iter().take(LONGEST) {
        let ends = glyph.class() != Class::Letter
            && (glyph.class() == Class::Colon || words::SENTENCE_ENDS.contains(&glyph.ch()));
        if ends || (length > 0 && glyph.is_behind(Gap::Line)) {
            break;
        }
        places |= u64::from(FIRSTS.passes(glyph.ch())) << length;
        length += 1;
    }
    (length, places)
}

/// Whether nothing but a mark or a note in parentheses follows in the line.
fn ends_line(text: &Text, end: usize) -> bool {
    if text.gap(end) >= Gap::Line {
        return true;
    }
    let line_end = text.line_end(end);
    let tail = text.glyphs.get(end..line_end).unwrap_or_default();
    match tail {
        [only] => !only.is_letter(),
        [first, .., last] => first.ch() == '(' && last.ch() == ')' && tail.len() <= 24,
        [] => true,
    }
}

/// How much a candidate speaks for itself. A heading of the form outweighs any two lines of prose.
fn weigh(heading: &Heading, number: Number, at_start: bool, alone: bool, behind: Gap) -> u32 {
    let wording = if heading.whole { 30 } else { 18 };
    let number = match number {
        Number::Chinese(value) if value == u16::from(heading.section) + 1 => 30,
        Number::Chinese(_) => 14,
        Number::None => 10,
        Number::Arabic => 4,
        Number::Bracketed => 0,
    };
    let place = match (alone, behind) {
        (true, _) => 40,
        (false, Gap::None) => 0,
        (false, _) => 24,
    };
    let start = if at_start { 8 } else { 0 };
    wording + number + place + start
}

/// A heading of section two, three or four directly before a table is worth more.
fn reward_tables(found: &mut [Candidate], tables: &[u32]) {
    for &table in tables {
        let before = found.partition_point(|candidate| candidate.glyph < table);
        if let Some(last) = before.checked_sub(1).and_then(|index| found.get_mut(index))
            && (1..=3).contains(&last.section)
        {
            last.weight += 30;
        }
    }
}

/// The heaviest chain of candidates whose sections ascend; of equals the later.
fn heaviest(found: &[Candidate]) -> [Option<u32>; 6] {
    let mut best: [Option<(u32, usize)>; 6] = [None; 6];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(found.len());
    for (index, candidate) in found.iter().enumerate() {
        let section = usize::from(candidate.section);
        let base = best.iter().take(section).flatten().max().copied();
        let weight = base.map_or(0, |(weight, _)| weight) + candidate.weight;
        before.push(base.map(|(_, index)| index));
        if let Some(slot) = best.get_mut(section)
            && slot.is_none_or(|(held, _)| weight >= held)
        {
            *slot = Some((weight, index));
        }
    }
    let mut chain = [None; 6];
    let mut next = best.iter().flatten().max().map(|&(_, index)| index);
    while let Some(candidate) = next.and_then(|index| found.get(index)) {
        if let Some(slot) = chain.get_mut(usize::from(candidate.section)) {
            *slot = Some(candidate.glyph);
        }
        next = next.and_then(|index| before.get(index).copied().flatten());
    }
    chain
}
