//! The words that sentences are read by: those of the template, and the names of the organ itself.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::without_end;
use crate::grammar::number;
use crate::grammar::sieve::{Letters, Pairs, Sieve};
use crate::grammar::text::Glyphs;
use crate::template::narrative::{self, Word};

/// The shortest end of the agency's name that is taken for it.
const SHORTEST_NAME: usize = 3;

/// The words of the template, by the low byte of their first characters; of those that begin alike the longer first.
pub(super) struct Lexicon {
    words: Vec<(Box<[char]>, Word)>,
    /// Where the words of each low byte begin.
    starts: [usize; 257],
    /// What a word, a number, an ordinal or a span of time may begin with.
    firsts: Letters,
    /// The words of one character.
    single: Letters,
    /// The first two characters of the others.
    pairs: Pairs,
}

/// The words of the template.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    fn new() -> Self {
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
        let starts =
            std::array::from_fn(|byte| words.partition_point(|(word, _)| low(word) < byte));
        let first = words.iter().filter_map(|(word, _)| word.first().copied());
        let times = narrative::FROM.iter().flat_map(|word| word.chars());
        let firsts = first
            .chain(times)
            .chain(number::numerals())
            .chain([narrative::ORDINAL]);
        let single = words.iter().filter_map(|(word, _)| match **word {
            [only] => Some(only),
            _ => None,
        });
        let pairs = words.iter().filter_map(|(word, _)| match **word {
            [first, second, ..] => Some((first, second)),
            _ => None,
        });
        Self {
            firsts: Letters::of(firsts),
            single: Letters::of(single),
            pairs: Pairs::of(pairs),
            starts,
            words,
        }
    }

    /// Whether a word, a number, an ordinal or a span of time may begin with this letter.
    pub(super) fn begins(&self, letter: char) -> bool {
        self.firsts.contains(letter)
    }

    /// The longest word that the input begins with, and what follows it.
    pub(super) fn strip<'t>(&self, input: Glyphs<'t>) -> Option<(Glyphs<'t>, Word)> {
        let first = input.0.first()?.ch();
        let second = input.0.get(1).map(|second| second.ch());
        let longer = second.is_some_and(|second| self.pairs.passes(first, second));
        if !longer && !self.single.contains(first) {
            return None;
        }
        let low = low_byte(first);
        let words = self.words.get(self.starts[low]..self.starts[low + 1])?;
        let mut words = words.iter();
        words.find_map(|(word, meaning)| Some((strip(input, word)?, *meaning)))
    }
}

const fn low_byte(ch: char) -> usize {
    ch as usize & 0xFF
}

/// What follows the characters of a word, if the input begins with them.
fn strip<'t>(input: Glyphs<'t>, word: &[char]) -> Option<Glyphs<'t>> {
    let (head, rest) = input.0.split_at_checked(word.len())?;
    let same = head.iter().zip(word).all(|(glyph, ch)| glyph.is(*ch));
    same.then_some(Glyphs(rest))
}

/// The agency's name, and what it is called for short.
#[derive(Debug)]
pub(super) struct OwnNames {
    /// The name as the report prints it.
    full: Box<[char]>,
    short: Vec<ShortName>,
    /// What any of them begins with.
    firsts: Sieve,
}

/// A short name of an organ of the lowest level: 柳河乡, 柳河乡政府, 乡政府, 街道.
#[derive(Debug)]
struct ShortName {
    /// 柳河乡
    name: Box<[char]>,
    /// 乡
    area: &'static str,
    /// 政府
    organ: &'static str,
}

impl OwnNames {
    pub(super) fn of(agency: &[char]) -> Self {
        let short = |&(end, area, organ): &(&str, &'static str, &'static str)| {
            let name = without_end(agency, end)?;
            without_end(name, area)?;
            Some(ShortName {
                name: name.into(),
                area,
                organ,
            })
        };
        Self {
            full: agency.into(),
            short: narrative::SHORT_NAMES.iter().filter_map(short).collect(),
            // A short name and its area are of the full name's characters.
            firsts: Sieve::of(agency.iter().copied()),
        }
    }

    /// What follows the name that the input begins with.
    pub(super) fn strip<'t>(&self, input: Glyphs<'t>) -> Option<Glyphs<'t>> {
        if !self.firsts.passes(input.0.first()?.ch()) {
            return None;
        }
        let mut short = self.short.iter();
        strip_name(input, &self.full).or_else(|| short.find_map(|name| name.strip(input)))
    }
}

impl ShortName {
    fn strip<'t>(&self, input: Glyphs<'t>) -> Option<Glyphs<'t>> {
        match strip_name(input, &self.name) {
            Some(rest) => rest.strip(self.organ).or(Some(rest)),
            None => input.strip(self.area)?.strip(self.organ),
        }
    }
}

/// What follows a name, or what is left of it without the names of the areas before: 市统计局.
fn strip_name<'t>(input: Glyphs<'t>, name: &[char]) -> Option<Glyphs<'t>> {
    let first = input.0.first()?;
    let mut ends = (0..name.len().saturating_sub(SHORTEST_NAME - 1))
        .filter(|&from| name.get(from) == Some(&first.ch()));
    ends.find_map(|from| strip(input, name.get(from..)?))
}
