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

/// The words of the template.
pub(super) struct Lexicon {
    /// Those of several characters, by the first two; of those that begin alike the longer first.
    long: Vec<(Box<[char]>, Word)>,
    /// Those of one character, in order.
    single: Vec<(char, Word)>,
    /// What a word, a number, an ordinal or a span of time may begin with.
    firsts: Letters,
    /// The first two characters of words.
    pairs: Pairs,
}

/// Built once from constant data; never changes.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    fn new() -> Self {
        let (mut long, mut single): (Vec<(Box<[char]>, Word)>, Vec<_>) = Default::default();
        let mut add = |word: &str, meaning: Word| {
            let chars: Box<[char]> = word.chars().collect();
            match *chars {
                [only] => single.push((only, meaning)),
                _ => long.push((chars, meaning)),
            }
        };
        for &(meaning, list) in narrative::WORDS {
            for word in list {
                add(word, meaning);
                for (plain, variant) in narrative::VARIANTS {
                    if word.contains(plain) {
                        add(&word.replace(plain, variant), meaning);
                    }
                }
            }
        }
        long.sort_by_key(|(word, _)| (beginning(word), Reverse(word.len())));
        single.sort_by_key(|&(word, _)| word);
        let beginnings = || long.iter().map(|(word, _)| beginning(word));
        let words = beginnings().map(|(first, _)| first);
        let firsts = words
            .chain(single.iter().map(|&(word, _)| word))
            .chain(narrative::FROM.iter().flat_map(|word| word.chars()))
            .chain(number::numerals())
            .chain([narrative::ORDINAL]);
        Self {
            firsts: Letters::of(firsts),
            pairs: Pairs::of(beginnings()),
            long,
            single,
        }
    }

    /// Whether a word, a number, an ordinal or a span of time may begin with this letter.
    pub(super) fn begins(&self, letter: char) -> bool {
        self.firsts.contains(letter)
    }

    /// The longest word that the input begins with, and what follows it.
    pub(super) fn strip<'t>(&self, input: Glyphs<'t>) -> Option<(Glyphs<'t>, Word)> {
        let (first, rest) = input.0.split_first()?;
        let pair = rest.first().map(|second| (first.ch(), second.ch()));
        let long = pair
            .filter(|&(first, second)| self.pairs.passes(first, second))
            .and_then(|pair| self.strip_long(input, pair));
        long.or_else(|| {
            let single = self.single.binary_search_by_key(&first.ch(), |word| word.0);
            let (_, meaning) = self.single.get(single.ok()?)?;
            Some((Glyphs(rest), *meaning))
        })
    }

    fn strip_long<'t>(
        &self,
        input: Glyphs<'t>,
        pair: (char, char),
    ) -> Option<(Glyphs<'t>, Word)> {
        let from = self.long.partition_point(|(word, _)| beginning(word) < pair);
        let words = self.long.get(from..)?.iter();
        words
            .take_while(|(word, _)| beginning(word) == pair)
            .find_map(|(word, meaning)| Some((strip(input, word)?, *meaning)))
    }
}

/// The first two characters of a word of several.
fn beginning(word: &[char]) -> (char, char) {
    match *word {
        [first, second, ..] => (first, second),
        _ => ('\0', '\0'),
    }
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
