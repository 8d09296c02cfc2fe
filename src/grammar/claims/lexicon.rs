//! The words that sentences are read by: those of the template, and the names of the organ itself.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::without_end;
use crate::grammar::number;
use crate::grammar::sieve::{Letters, Sieve};
use crate::grammar::text::Glyphs;
use crate::template::narrative::{self, Word};

/// The shortest end of the agency's name that is taken for it.
const SHORTEST_NAME: usize = 3;

/// The words of the template.
pub(super) struct Lexicon {
    /// Those of several characters, by the slots of their first two; of those in a slot the longer first.
    long: Vec<LongWord>,
    /// Where the words of each slot begin.
    starts: Vec<usize>,
    /// Those of one character, in order.
    single: Vec<(char, Word)>,
    /// The same characters.
    singles: Letters,
    /// What a word, a number, an ordinal or a span of time may begin with.
    firsts: Letters,
}

type LongWord = (Box<[char]>, Word);

/// Built once from constant data; never changes.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    const SLOTS: usize = 2048;

    fn new() -> Self {
        let mut long: Vec<LongWord> = Vec::new();
        let mut single: Vec<(char, Word)> = Vec::new();
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
        let slot = |word: &[char]| match *word {
            [first, second, ..] => Self::slot(first, second),
            _ => 0,
        };
        long.sort_by_key(|(word, _)| (slot(word), Reverse(word.len())));
        single.sort_by_key(|&(word, _)| word);
        let starts =
            (0..=Self::SLOTS).map(|index| long.partition_point(|(word, _)| slot(word) < index));
        let singles = || single.iter().map(|&(word, _)| word);
        let firsts = long
            .iter()
            .filter_map(|(word, _)| word.first().copied())
            .chain(singles())
            .chain(narrative::FROM.iter().flat_map(|word| word.chars()))
            .chain(number::numerals())
            .chain([narrative::ORDINAL]);
        Self {
            firsts: Letters::of(firsts),
            singles: Letters::of(singles()),
            starts: starts.collect(),
            long,
            single,
        }
    }

    /// Where words that begin so are kept, among others.
    const fn slot(first: char, second: char) -> usize {
        (first as usize * 37 + second as usize) % Self::SLOTS
    }

    /// Whether a word, a number, an ordinal or a span of time may begin with this letter.
    pub(super) fn begins(&self, letter: char) -> bool {
        self.firsts.contains(letter)
    }

    /// The longest word that the input begins with, and what follows it.
    pub(super) fn strip<'t>(&self, input: Glyphs<'t>) -> Option<(Glyphs<'t>, Word)> {
        let (first, rest) = input.0.split_first()?;
        let words = match rest.first() {
            Some(second) => self.long_words(first.ch(), second.ch()),
            None => &[],
        };
        let mut words = words.iter();
        let long = words.find_map(|(word, meaning)| Some((strip(input, word)?, *meaning)));
        if long.is_some() || !self.singles.contains(first.ch()) {
            return long;
        }
        let found = self
            .single
            .binary_search_by_key(&first.ch(), |&(word, _)| word);
        let (_, meaning) = self.single.get(found.ok()?)?;
        Some((Glyphs(rest), *meaning))
    }

    /// All words that begin with these two characters, and some others.
    fn long_words(&self, first: char, second: char) -> &[LongWord] {
        let slot = Self::slot(first, second);
        match self.starts.get(slot..slot + 2) {
            Some(&[from, to]) => self.long.get(from..to).unwrap_or_default(),
            _ => &[],
        }
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
