//! The layout of `src/fold/table.rs`, the other way round from `src/fold/lookup.rs`, which says what the codes and entries mean.

use std::collections::BTreeMap;

use super::entry::Spec;
use super::fold::Class;
use super::unicode::{Category, follows_nfkc, scalars};
use super::{han::Han, marks};

const FIRST_SPECIAL: usize = 0xD800;
const BEYOND_CODE: usize = 0xDFFF;
const BEYOND_ENTRY: u32 = 1 << 29;
const KEYCAP_ENTRY: u32 = 1 << 30;
const EXPANSION_ENTRY: u32 = 1 << 31;
const DROPPED: u32 = 31;
const UNKNOWN: u32 = 30;
/// The pages of the Basic Multilingual Plane.
const PAGES: u32 = 1024;

/// Values numbered in the order in which they come.
pub struct Numbered<T>(pub Vec<T>);

impl<T: PartialEq> Numbered<T> {
    fn number(&mut self, value: T) -> usize {
        let found = self.0.iter().position(|known| *known == value);
        found.unwrap_or_else(|| {
            self.0.push(value);
            self.0.len() - 1
        })
    }
}

/// The parts of the file.
pub struct Table {
    /// How many chars of the plane do not fold to themselves.
    pub folded: usize,
    pub ascii: Vec<u32>,
    pub pages: Vec<usize>,
    pub contents: Numbered<Page>,
    pub specials: Numbered<u32>,
    pub expansions: Vec<char>,
    pub beyond_folds: BTreeMap<char, char>,
    pub beyond_classes: Vec<(char, char, u32)>,
}

/// The codes of 64 chars, and which of them lean: a bit for each that is Simplified only, and one for each that is
/// Traditional only.
#[derive(PartialEq)]
pub struct Page {
    pub codes: Vec<u16>,
    pub leanings: [u64; 2],
}

impl Table {
    pub fn of(spec: &Spec) -> Self {
        let mut table = Self {
            folded: 0,
            ascii: ('\0'..='\u{7F}').map(|ch| ascii(spec, ch)).collect(),
            pages: Vec::new(),
            contents: Numbered(Vec::new()),
            specials: Numbered(Vec::new()),
            expansions: Vec::new(),
            beyond_folds: pairs_from_beyond(spec),
            beyond_classes: beyond_classes(spec),
        };
        for page in 0..PAGES {
            let codes = chars_of(page)
                .map(|ch| ch.map_or(0, |ch| table.code(spec, ch)))
                .collect();
            let leanings = leanings(&spec.han, page);
            let number = table.contents.number(Page { codes, leanings });
            table.pages.push(number);
        }
        table
    }

    pub fn beyond_folds(&self) -> Vec<(char, char)> {
        self.beyond_folds
            .iter()
            .map(|(&from, &to)| (from, to))
            .collect()
    }

    /// The code of a char of the Basic Multilingual Plane.
    fn code(&mut self, spec: &Spec, ch: char) -> u16 {
        let (class, folded) = spec.entry(ch);
        self.folded += usize::from(folded != [ch]);
        let entry = match *folded {
            [one] if class == Class::Letter && one == ch => return 0,
            [one] if class == Class::Letter && one <= '\u{FFFF}' => return one as u16,
            [one] if one > '\u{FFFF}' => {
                assert_eq!(class, Class::Letter, "{ch}");
                self.beyond_folds.insert(ch, one);
                BEYOND_ENTRY
            }
            [one] if one == ch => bits(class),
            [one] => bits(class) | one as u32,
            _ if marks::FRAMES.contains(ch) => KEYCAP_ENTRY,
            _ => EXPANSION_ENTRY | bits(class) | self.expansion(&folded),
        };
        let code = FIRST_SPECIAL + self.specials.number(entry);
        assert!(code < BEYOND_CODE, "too many specials");
        code as u16
    }

    /// Where an expansion is and how long, in the bits of an entry. Classes lie above bit 20.
    fn expansion(&mut self, folded: &[char]) -> u32 {
        if folded.is_empty() {
            return 0;
        }
        let found = self
            .expansions
            .windows(folded.len())
            .position(|window| window == folded);
        let start = found.unwrap_or(self.expansions.len());
        if found.is_none() {
            self.expansions.extend(folded);
        }
        assert!(start <= 0xFFFF && folded.len() < 32);
        (folded.len() as u32) << 16 | start as u32
    }
}

/// The chars of a page; none in the place of a surrogate.
fn chars_of(page: u32) -> impl Iterator<Item = Option<char>> {
    (page * 64..page * 64 + 64).map(char::from_u32)
}

fn bits(class: Class) -> u32 {
    (class as u32) << 21
}

/// The token of an ASCII char, as bits; 0 for a carriage return, which may be half of a line end.
fn ascii(spec: &Spec, ch: char) -> u32 {
    let (class, folded) = spec.entry(ch);
    if ch == '\r' {
        0
    } else {
        bits(class) | folded[0] as u32
    }
}

/// The folds of chars beyond the Basic Multilingual Plane: OpenCC's pairs, and marks named one by one.
fn pairs_from_beyond(spec: &Spec) -> BTreeMap<char, char> {
    let sources = spec.han.sources().filter(|&ch| ch > '\u{FFFF}');
    let han = sources
        .map(|ch| (ch, spec.han.simplified(ch)))
        .filter(|(from, to)| from != to);
    let marks = spec
        .named
        .range('\u{10000}'..)
        .map(|(&ch, (_, folded))| (ch, folded[0]));
    han.chain(marks).collect()
}

/// The classes of what lies beyond the Basic Multilingual Plane, where they are not `Letter`, as ranges.
fn beyond_classes(spec: &Spec) -> Vec<(char, char, u32)> {
    let mut ranges: Vec<(char, char, u32)> = Vec::new();
    for ch in scalars().filter(|&ch| ch > '\u{FFFF}') {
        let number = beyond_class(spec, ch);
        match ranges.last_mut() {
            Some((_, last, known)) if *known == number && *last as u32 + 1 == ch as u32 => {
                *last = ch
            }
            _ if number == Class::Letter as u32 => {}
            _ => ranges.push((ch, ch, number)),
        }
    }
    ranges
}

fn beyond_class(spec: &Spec, ch: char) -> u32 {
    let (class, folded) = spec.entry(ch);
    let unknown = spec.unicode.category(ch) == Category::Unassigned && follows_nfkc(ch);
    match class {
        _ if folded.is_empty() => DROPPED,
        Class::Letter if unknown => UNKNOWN,
        _ => class as u32,
    }
}

/// The words of a page: which of its chars are Simplified only, which Traditional only.
fn leanings(han: &Han, page: u32) -> [u64; 2] {
    let mut words = [0, 0];
    for (bit, ch) in chars_of(page)
        .enumerate()
        .filter_map(|(bit, ch)| Some((bit, ch?)))
    {
        words[0] |= u64::from(han.leans_simplified(ch)) << bit;
        words[1] |= u64::from(han.leans_traditional(ch)) << bit;
    }
    words
}
