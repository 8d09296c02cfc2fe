//! The words of a sentence: each stretch of glyphs as what it does in a clause.

use nom::branch::alt;
use nom::{IResult, Parser};

use super::Setting;
use super::lexicon::{LEXICON, OwnNames};
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

/// Finds the lexemes of a report's sentences.
#[derive(Debug)]
pub(super) struct Lexer {
    /// The year that the report is on.
    year: Option<u16>,
    own: OwnNames,
}

impl Lexer {
    pub(super) fn new(setting: &Setting) -> Self {
        Self {
            year: setting.year,
            own: OwnNames::of(&setting.agency),
        }
    }

    /// The lexemes of the glyphs from `start` up to `end`.
    pub(super) fn lexemes(&self, text: &Text, start: usize, end: usize) -> Vec<Lexeme> {
        let mut rest = Glyphs(text.glyphs.get(start..end).unwrap_or_default());
        let mut found: Vec<Lexeme> = Vec::with_capacity(rest.len() / 2);
        while let Some(&first) = rest.0.first() {
            let (behind, sort) = self.lexeme(first, rest);
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
    fn lexeme<'t>(&self, first: Glyph, input: Glyphs<'t>) -> (Glyphs<'t>, Option<Sort>) {
        let skipped = || Glyphs(input.0.get(1..).unwrap_or_default());
        let name = |input| self.own_name(input);
        let found = if first.is_letter() {
            if !LEXICON.begins(first.ch()) {
                name(input)
            } else if number::is_numeral(first.ch()) {
                // 一年来 is a word, and 一 a number.
                alt((long_word, |input| self.number(input), word, name)).parse(input)
            } else {
                alt((ordinal, |input| self.year_from(input), word, name)).parse(input)
            }
        } else if first.class() == Class::Quote {
            return (skipped(), None);
        } else {
            alt((mark, long_word, |input| self.number(input), word, name)).parse(input)
        };
        match found {
            Ok((rest, sort)) => (rest, Some(sort)),
            Err(_) => (skipped(), Some(Sort::Unknown)),
        }
    }

    /// ```text
    /// number = year | amount | share | magnitude
    /// ```
    fn number<'t>(&self, input: Glyphs<'t>) -> Found<'t, Sort> {
        let (rest, number) = magnitude(input)?;
        let year = of_year(number, input, rest);
        let known = year
            .and_then(|(rest, year)| self.year(rest, year, false))
            .or_else(|| amount(number, rest))
            .or_else(|| share(rest));
        Ok(known.unwrap_or((rest, Sort::Number)))
    }

    /// ```text
    /// year-from = "自" number-of-year all-days
    /// ```
    fn year_from<'t>(&self, input: Glyphs<'t>) -> Found<'t, Sort> {
        let Some(input) = strip_any(input, narrative::FROM) else {
            return miss();
        };
        let (rest, number) = magnitude(input)?;
        let year = of_year(number, input, rest);
        let year = year.and_then(|(rest, year)| self.year(rest, year, true));
        year.map_or_else(miss, Ok)
    }

    /// ```text
    /// year = number-of-year ( [ "度" ] [ last-day | all-months ] | all-days )
    /// ```
    /// With any other month or day behind it, it is another time than the year. Here its number has been read.
    fn year<'t>(&self, rest: Glyphs<'t>, year: i64, from: bool) -> Option<(Glyphs<'t>, Sort)> {
        let rest = match all_days(rest, year) {
            Some(behind) => behind,
            None if from => return None,
            None => {
                let rest = rest.strip(narrative::OF_YEAR).unwrap_or(rest);
                strip_any(rest, narrative::WHOLE_YEAR).unwrap_or(rest)
            }
        };
        let offset = i32::try_from(year).unwrap_or(i32::MAX) - i32::from(self.year?);
        Some((rest, Sort::Year(offset)))
    }

    /// The agency's name, or what it is called for short.
    fn own_name<'t>(&self, input: Glyphs<'t>) -> Found<'t, Sort> {
        match self.own.strip(input) {
            Some(rest) => Ok((rest, Sort::Word(Word::Body))),
            None => miss(),
        }
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
/// magnitude = arabic | chinese        ; its digits on one line
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
/// amount = magnitude ( counted | money )
/// ```
/// Here its number has been read.
fn amount(number: Number, rest: Glyphs<'_>) -> Option<(Glyphs<'_>, Sort)> {
    let &first = rest.0.first()?;
    if !first.is_letter() {
        return None;
    }
    let mut money = narrative::MONEY.iter();
    if let Some((rest, unit)) = money.find_map(|&(word, unit)| Some((rest.strip(word)?, unit))) {
        return Some((rest, Sort::Amount(number, Some(unit))));
    }
    let counted = narrative::COUNTED.contains(&first.ch()) && number.is_integer();
    let behind = Glyphs(rest.0.get(1..)?);
    counted.then_some((behind, Sort::Amount(number, None)))
}

/// ```text
/// share = magnitude "%"
/// ```
/// Here its number has been read.
fn share(rest: Glyphs<'_>) -> Option<(Glyphs<'_>, Sort)> {
    let (sign, behind) = rest.0.split_first()?;
    let share = narrative::PERCENT.contains(&sign.ch());
    share.then_some((Glyphs(behind), Sort::Share))
}

/// ```text
/// ordinal = "第" magnitude [ counted ]      ; says nothing of how many
/// ```
fn ordinal(input: Glyphs<'_>) -> Found<'_, Sort> {
    match input.0.split_first() {
        Some((first, rest)) if first.ch() == narrative::ORDINAL => {
            let (rest, number) = magnitude(Glyphs(rest))?;
            let rest = amount(number, rest).map_or(rest, |(behind, _)| behind);
            Ok((rest, Sort::Unknown))
        }
        _ => miss(),
    }
}

/// ```text
/// number-of-year = 4DIGIT "年"
/// ```
/// `number` is what `input` begins with, and `rest` what stands behind it.
fn of_year<'t>(number: Number, input: Glyphs<'t>, rest: Glyphs<'t>) -> Option<(Glyphs<'t>, i64)> {
    let (sign, behind) = rest.0.split_first()?;
    let printed = input.len() - rest.len();
    if printed != 4 || sign.ch() != words::YEAR {
        return None;
    }
    Some((Glyphs(behind), number.to_i64()?))
}

fn number_of_year(input: Glyphs<'_>) -> Option<(Glyphs<'_>, i64)> {
    let (rest, number) = magnitude(input).ok()?;
    of_year(number, input, rest)
}

/// ```text
/// all-days = first-day "至" [ number-of-year ] last-day [ "止" ]      ; of the same year
/// ```
fn all_days(input: Glyphs<'_>, year: i64) -> Option<Glyphs<'_>> {
    let rest = strip_any(input.strip(narrative::FIRST_DAY)?, narrative::UP_TO)?;
    let rest = match number_of_year(rest) {
        Some((_, other)) if other != year => return None,
        Some((rest, _)) => rest,
        None => rest,
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
    match LEXICON.strip(input) {
        Some((rest, meaning)) => Ok((rest, Sort::Word(meaning))),
        None => miss(),
    }
}
