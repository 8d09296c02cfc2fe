//! The words of a sentence: each stretch of glyphs as what it does in a clause.

use std::cmp::Reverse;
use std::sync::LazyLock;

use nom::branch::alt;
use nom::{IResult, Parser};

use super::{Setting, without_end};
use crate::fold::{Class, Token};
use crate::grammar::Tokens;
use crate::grammar::number;
use crate::grammar::text::{Gap, Glyph, Glyphs, Text};
use crate::model::Number;
use crate::template::Unit;
use crate::template::narrative::{self, Word};
use crate::template::words;

/// How many glyphs a number may have.
const LONGEST_NUMBER: usize = 24;
/// The shortest end of the agency's name that is taken for it.
const SHORTEST_NAME: usize = 3;

/// What a stretch of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Word(Word),
    /// A number of something: 14件. `None`: it is counted; else an amount of money.
    Amount(Number, Option<Unit>),
    /// A year, by how many it lies behind the report's.
    Year(i32),
    /// A number of anything else.
    Number,
    /// A share: 100%.
    Share,
    Comma,
    Semicolon,
    Colon,
    Open,
    Close,
    Unknown,
}

/// A stretch of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) sort: Sort,
    /// The glyphs from here …
    pub(super) start: usize,
    /// … up to here.
    pub(super) end: usize,
    /// Whether it begins a line.
    pub(super) line: bool,
}

type Found<'t, O> = IResult<Glyphs<'t>, O, ()>;

/// The lexemes of the glyphs from `start` up to `end`.
pub(super) fn lexemes(text: &Text, start: usize, end: usize, setting: &Setting) -> Vec<Lexeme> {
    let mut rest = Glyphs(text.glyphs.get(start..end).unwrap_or_default());
    let mut found: Vec<Lexeme> = Vec::with_capacity(rest.len() / 2);
    while let Some(&first) = rest.0.first() {
        let (behind, sort) = lexeme(rest, setting);
        let at = end - rest.len();
        // Quotation marks say nothing, and what is not known is one stretch.
        if let Some(sort) = sort {
            match found.last_mut() {
                Some(last)
                    if sort == Sort::Unknown
                        && last.sort == Sort::Unknown
                        && !first.is_behind(Gap::Line) =>
                {
                    last.end = end - behind.len();
                }
                _ => found.push(Lexeme {
                    sort,
                    start: at,
                    end: end - behind.len(),
                    line: first.is_behind(Gap::Line),
                }),
            }
        }
        rest = behind;
    }
    found
}

/// ```text
/// lexeme = mark | ordinal | year | amount | share | number | word | name | any
/// ```
fn lexeme<'t>(input: Glyphs<'t>, setting: &Setting) -> (Glyphs<'t>, Option<Sort>) {
    let skipped = || Glyphs(input.0.get(1..).unwrap_or_default());
    let Some(first) = input.0.first() else {
        return (input, None);
    };
    if !first.is_letter() && first.class() == Class::Quote {
        return (skipped(), None);
    }
    let name = |input| own_name(input, &setting.agency);
    let year = |input| year(input, setting.year);
    let numbers = |input| alt((ordinal, year, amount, share, bare_number)).parse(input);
    let found = if first.is_letter() && !number::is_numeral(first.ch()) {
        alt((ordinal, year, word, name)).parse(input)
    } else {
        // 一年来 is a word, and 一 a number.
        alt((mark, long_word, numbers, word, name)).parse(input)
    };
    match found {
        Ok((rest, sort)) => (rest, Some(sort)),
        Err(_) => (skipped(), Some(Sort::Unknown)),
    }
}

fn miss<O>() -> Result<O, nom::Err<()>> {
    Err(nom::Err::Error(()))
}

/// ```text
/// mark = "," | ";" | ":" | bracket | "、"
/// ```
fn mark(input: Glyphs<'_>) -> Found<'_, Sort> {
    let Some((first, rest)) = input.0.split_first() else {
        return miss();
    };
    let sort = match (first.class(), first.ch()) {
        (Class::Comma, words::LIST_COMMA) => Sort::Word(Word::And),
        (Class::Comma, _) => Sort::Comma,
        (Class::Colon, _) => Sort::Colon,
        (Class::Open, _) => Sort::Open,
        (Class::Close, _) => Sort::Close,
        (Class::Other, ';') => Sort::Semicolon,
        (Class::Dot, _) if words::SENTENCE_ENDS.contains(&first.ch()) => Sort::Semicolon,
        _ => return miss(),
    };
    Ok((Glyphs(rest), sort))
}

/// Whether a glyph may end a number.
pub(super) fn is_figure(glyph: Glyph) -> bool {
    if glyph.is_letter() {
        number::is_numeral(glyph.ch())
    } else {
        glyph.class() == Class::Digit
    }
}

/// ```text
/// number = arabic | chinese        ; its digits on one line
/// ```
fn magnitude(input: Glyphs<'_>) -> Found<'_, Number> {
    let Some(&first) = input.0.first().filter(|&&first| is_figure(first)) else {
        return miss();
    };
    let mut tokens = [Token::new(' ', Class::Space, 0); LONGEST_NUMBER];
    let mut count = 0;
    for (slot, glyph) in tokens.iter_mut().zip(input.0) {
        let apart = if first.class() == Class::Digit {
            Gap::None
        } else {
            Gap::Line
        };
        let punctuation = matches!(glyph.ch(), ',' | '.' | '\'');
        if count > 0 && glyph.gap() > apart || !(is_figure(*glyph) || punctuation) {
            break;
        }
        *slot = Token::new(glyph.ch(), glyph.class(), glyph.at());
        count += 1;
    }
    let tokens = Tokens::new(tokens.get(..count).unwrap_or_default(), 0);
    let Ok((behind, number)) = number::magnitude(tokens) else {
        return miss();
    };
    let rest = Glyphs(input.0.get(count - behind.len()..).unwrap_or_default());
    // 1 234 and 1|234 may be one number or two.
    let goes_on = |next: &Glyph| is_figure(*next) && next.class() == first.class();
    if rest.0.first().is_some_and(goes_on) {
        return miss();
    }
    Ok((rest, number))
}

/// ```text
/// amount = number ( counted | money )
/// ```
fn amount(input: Glyphs<'_>) -> Found<'_, Sort> {
    let (rest, number) = magnitude(input)?;
    let money = narrative::MONEY.iter();
    if let Some((rest, unit)) = money
        .copied()
        .find_map(|(word, unit)| Some((rest.strip(word)?, unit)))
    {
        return Ok((rest, Sort::Amount(number, Some(unit))));
    }
    match rest.0.split_first() {
        Some((unit, behind))
            if unit.class() == Class::Letter
                && narrative::COUNTED.contains(&unit.ch())
                && number.is_integer() =>
        {
            Ok((Glyphs(behind), Sort::Amount(number, None)))
        }
        _ => miss(),
    }
}

/// ```text
/// share = number "%"
/// ```
fn share(input: Glyphs<'_>) -> Found<'_, Sort> {
    let (rest, _) = magnitude(input)?;
    match rest.0.split_first() {
        Some((sign, behind)) if narrative::PERCENT.contains(&sign.ch()) => {
            Ok((Glyphs(behind), Sort::Share))
        }
        _ => miss(),
    }
}

fn bare_number(input: Glyphs<'_>) -> Found<'_, Sort> {
    let (rest, _) = magnitude(input)?;
    Ok((rest, Sort::Number))
}

/// ```text
/// ordinal = "第" number [ counted ]      ; says nothing of how many
/// ```
fn ordinal(input: Glyphs<'_>) -> Found<'_, Sort> {
    match input.0.split_first() {
        Some((first, rest)) if first.ch() == narrative::ORDINAL => {
            let (rest, _) = alt((amount, bare_number)).parse(Glyphs(rest))?;
            Ok((rest, Sort::Unknown))
        }
        _ => miss(),
    }
}

/// ```text
/// year = number-of-year [ "度" ] [ last-day | all-months ] | [ "自" ] number-of-year all-days
/// ```
/// With any other month or day behind it, it is another time than the year.
fn year(input: Glyphs<'_>, report: Option<u16>) -> Found<'_, Sort> {
    let from = strip_any(input, narrative::FROM);
    let (rest, year) = number_of_year(from.unwrap_or(input))?;
    let (behind, all) = match all_days(rest, year) {
        Some(behind) => (behind, true),
        None => (rest, false),
    };
    let Some(report) = report.filter(|_| all || from.is_none()) else {
        return miss();
    };
    let rest = if all {
        behind
    } else {
        let rest = rest.strip(narrative::OF_YEAR).unwrap_or(rest);
        strip_any(rest, narrative::WHOLE_YEAR).unwrap_or(rest)
    };
    let offset = i32::try_from(year).unwrap_or(i32::MAX) - i32::from(report);
    Ok((rest, Sort::Year(offset)))
}

/// ```text
/// number-of-year = 4DIGIT "年"
/// ```
fn number_of_year(input: Glyphs<'_>) -> Found<'_, i64> {
    let (rest, number) = magnitude(input)?;
    let printed = input.len() - rest.len();
    match (number.to_i64(), rest.0.split_first()) {
        (Some(year), Some((sign, rest))) if printed == 4 && sign.ch() == words::YEAR => {
            Ok((Glyphs(rest), year))
        }
        _ => miss(),
    }
}

/// ```text
/// all-days = first-day "至" [ number-of-year ] last-day [ "止" ]      ; of the same year
/// ```
fn all_days(input: Glyphs<'_>, year: i64) -> Option<Glyphs<'_>> {
    let rest = strip_any(input.strip(narrative::FIRST_DAY)?, narrative::UP_TO)?;
    let rest = match number_of_year(rest) {
        Ok((_, other)) if other != year => return None,
        Ok((rest, _)) => rest,
        Err(_) => rest,
    };
    let rest = rest.strip(narrative::LAST_DAY)?;
    Some(rest.strip(narrative::CLOSED).unwrap_or(rest))
}

/// What follows the first of these words that the input begins with.
fn strip_any<'t>(input: Glyphs<'t>, words: &[&str]) -> Option<Glyphs<'t>> {
    words.iter().find_map(|word| input.strip(word))
}

/// A word of more than one character.
fn long_word(input: Glyphs<'_>) -> Found<'_, Sort> {
    match word(input)? {
        (rest, sort) if input.len() - rest.len() > 1 => Ok((rest, sort)),
        _ => miss(),
    }
}

/// The longest word that the input begins with.
fn word(input: Glyphs<'_>) -> Found<'_, Sort> {
    let Some(first) = input.0.first() else {
        return miss();
    };
    let mut words = LEXICON.beginning(first.ch()).iter();
    let found = words.find_map(|(word, meaning)| Some((strip(input, word)?, *meaning)));
    match found {
        Some((rest, meaning)) => Ok((rest, Sort::Word(meaning))),
        None => miss(),
    }
}

/// What follows the characters of a word, if the input begins with them.
fn strip<'t>(input: Glyphs<'t>, word: &[char]) -> Option<Glyphs<'t>> {
    let (head, rest) = input.0.split_at_checked(word.len())?;
    let same = head.iter().zip(word).all(|(glyph, ch)| glyph.is(*ch));
    same.then_some(Glyphs(rest))
}

/// The agency's name, or what it is called for short.
fn own_name<'t>(input: Glyphs<'t>, agency: &[char]) -> Found<'t, Sort> {
    match strip_name(input, agency).or_else(|| strip_short_name(input, agency)) {
        Some(rest) => Ok((rest, Sort::Word(Word::Body))),
        None => miss(),
    }
}

/// What follows a name, or what is left of it without the names of the areas before: 市统计局.
fn strip_name<'t>(input: Glyphs<'t>, name: &[char]) -> Option<Glyphs<'t>> {
    let first = input.0.first()?;
    let mut ends = (0..name.len().saturating_sub(SHORTEST_NAME - 1))
        .filter(|&from| name.get(from) == Some(&first.ch()));
    ends.find_map(|from| strip(input, name.get(from..)?))
}

/// What follows a short name of an organ of the lowest level: 柳河乡, 柳河乡政府, 乡政府, 街道.
fn strip_short_name<'t>(input: Glyphs<'t>, agency: &[char]) -> Option<Glyphs<'t>> {
    narrative::SHORT_NAMES
        .iter()
        .find_map(|(organ, area, short)| {
            let name = without_end(agency, organ)?;
            without_end(name, area)?;
            match strip_name(input, name) {
                Some(rest) => rest.strip(short).or(Some(rest)),
                None => input.strip(area)?.strip(short),
            }
        })
}

/// The words of the template, by the low byte of their first characters; of those that begin alike the longer first.
struct Lexicon {
    words: Vec<(Box<[char]>, Word)>,
    /// Where the words of each low byte begin.
    starts: [usize; 257],
}

impl Lexicon {
    /// The words that begin with this character, and some others.
    fn beginning(&self, first: char) -> &[(Box<[char]>, Word)] {
        let low = low_byte(first);
        let (from, to) = (self.starts[low], self.starts[low + 1]);
        self.words.get(from..to).unwrap_or_default()
    }
}

const fn low_byte(ch: char) -> usize {
    ch as usize & 0xFF
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut words: Vec<(Box<[char]>, Word)> = Vec::new();
    for &(meaning, list) in narrative::WORDS {
        for word in list {
            words.push((word.chars().collect(), meaning));
            for (plain, variant) in narrative::VARIANTS {
                if word.contains(plain) {
                    words.push((word.replace(plain, variant).chars().collect(), meaning));
                }
            }
        }
    }
    let low = |word: &[char]| word.first().map_or(0, |&first| low_byte(first));
    words.sort_by_key(|(word, _)| (low(word), word.first().copied(), Reverse(word.len())));
    let starts = std::array::from_fn(|byte| words.partition_point(|(word, _)| low(word) < byte));
    Lexicon { words, starts }
});
