//! The text of the generated files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::entry::Spec;
use super::fold::Class;
use super::phrases;
use super::sha256::sha256;
use super::unicode::scalars;
use super::{han, marks, unicode};

const FIRST_SPECIAL: usize = 0xD800;
const BEYOND_ENTRY: u32 = 1 << 29;
const KEYCAP_ENTRY: u32 = 1 << 30;
const EXPANSION_ENTRY: u32 = 1 << 31;
const DROPPED: u32 = 31;

/// Values numbered in the order in which they come.
#[derive(Default)]
struct Numbered<T>(Vec<T>);

impl<T: PartialEq> Numbered<T> {
    fn number(&mut self, value: T) -> usize {
        let found = self.0.iter().position(|known| *known == value);
        found.unwrap_or_else(|| {
            self.0.push(value);
            self.0.len() - 1
        })
    }
}

/// The parts of `table.rs`.
#[derive(Default)]
struct Table {
    specials: Numbered<u32>,
    expansions: Vec<char>,
    beyond_folds: BTreeMap<char, char>,
}

impl Table {
    /// The code of a char of the Basic Multilingual Plane.
    fn code(&mut self, ch: char, class: Class, folded: &[char]) -> u16 {
        let entry = match *folded {
            [one] if class == Class::Letter && one == ch => return 0,
            [one] if class == Class::Letter && one <= '\u{FFFF}' => return one as u16,
            [one] if one > '\u{FFFF}' => {
                self.beyond_folds.insert(ch, one);
                BEYOND_ENTRY
            }
            [one] if one == ch => bits(class),
            [one] => bits(class) | one as u32,
            _ if marks::FRAMES.contains(ch) => KEYCAP_ENTRY,
            _ => EXPANSION_ENTRY | bits(class) | self.expansion(folded),
        };
        let number = FIRST_SPECIAL + self.specials.number(entry);
        assert!(number < 0xDFFF, "too many specials");
        number as u16
    }

    /// Where an expansion is, in the bits of an entry. Classes lie above bit 20.
    fn expansion(&mut self, folded: &[char]) -> u32 {
        let found = self.expansions.windows(folded.len().max(1)).position(|window| window == folded);
        let start = found.unwrap_or_else(|| {
            let start = self.expansions.len();
            self.expansions.extend(folded);
            start
        });
        let start = if folded.is_empty() { 0 } else { start };
        assert!(start <= 0xFFFF && folded.len() < 32);
        (folded.len() as u32) << 16 | start as u32
    }
}

fn bits(class: Class) -> u32 {
    (class as u32) << 21
}

/// The classes of what lies beyond the Basic Multilingual Plane, where they are not `Letter`, as ranges.
fn beyond_classes(spec: &Spec) -> Vec<(char, char, u32)> {
    let mut ranges: Vec<(char, char, u32)> = Vec::new();
    for ch in scalars().filter(|&ch| ch > '\u{FFFF}') {
        let (class, folded) = spec.entry(ch);
        let number = if folded.is_empty() { DROPPED } else { class as u32 };
        match ranges.last_mut() {
            Some((_, last, known)) if *known == number && *last as u32 + 1 == ch as u32 => *last = ch,
            _ if number != Class::Letter as u32 => ranges.push((ch, ch, number)),
            _ => {}
        }
    }
    ranges
}

pub fn table(spec: &Spec) -> String {
    let mut table = Table::default();
    let mut pages = Numbered::default();
    let mut index = Vec::new();
    let mut folded = 0;
    for page in 0..1024 {
        let codes: Vec<u16> = (page * 64..page * 64 + 64)
            .map(|number| char::from_u32(number).map_or(0, |ch| {
                let (class, chars) = spec.entry(ch);
                folded += usize::from(chars != [ch]);
                table.code(ch, class, &chars)
            }))
            .collect();
        index.push(pages.number(codes));
    }
    for ch in spec.han.sources().filter(|&ch| ch > '\u{FFFF}') {
        let to = spec.han.simplified(ch);
        if to != ch { table.beyond_folds.insert(ch, to); }
    }
    let classes = beyond_classes(spec);
    let mut text = heading(&format!(
        "{folded} chars of the Basic Multilingual Plane fold to something else; {} pairs reach beyond it.",
        table.beyond_folds.len()
    ));
    let (mut lean_pages, mut leanings) = (Vec::new(), Numbered::default());
    for page in 0..1024_u32 {
        let words = [|spec: &Spec, ch| spec.han.leans_simplified(ch), |spec: &Spec, ch| spec.han.leans_traditional(ch)].map(|leans| {
            let chars = (0..64).filter(|bit| char::from_u32(page * 64 + bit).is_some_and(|ch| leans(spec, ch)));
            chars.fold(0_u64, |word, bit| word | 1 << bit)
        });
        lean_pages.push(leanings.number(words));
    }
    let _ = write!(text, "/// The release of OpenCC whose character pairs the fold follows.\npub const OPENCC_VERSION: &str = \"{}\";\n\n", han::VERSION);
    let (major, minor, patch) = version(unicode::VERSION);
    let _ = write!(text, "/// The version of the Unicode Character Database that the classes and radicals are of.\npub const UNICODE_VERSION: (u8, u8, u8) = ({major}, {minor}, {patch});\n\n");
    array(&mut text, "The page of each 64 chars.", "PAGES", "u16", &index, |n| n.to_string());
    let _ = write!(text, "/// The codes of each page.\npub(super) static CODES: [[u16; 64]; {}] = [\n", pages.0.len());
    for page in &pages.0 {
        let codes: Vec<String> = page.iter().map(u16::to_string).collect();
        let _ = writeln!(text, "    [{}],", codes.join(","));
    }
    text.push_str("];\n\n");
    array(&mut text, "What the codes from 0xD800 on stand for.", "SPECIALS", "u32", &table.specials.0, |n| format!("{n:#x}"));
    array(&mut text, "The chars of all expansions, one behind the other.", "EXPANSIONS", "char", &table.expansions, |c| format!("{c:?}"));
    let pairs: Vec<_> = table.beyond_folds.into_iter().collect();
    array(&mut text, "Pairs of which one lies beyond the Basic Multilingual Plane, sorted.", "BEYOND_FOLDS", "(char, char)", &pairs, |(from, to)| format!("('{from}','{to}')"));
    array(&mut text, "First, last and class of what lies beyond and is no letter, sorted; 31 is dropped.", "BEYOND_CLASSES", "(char, char, u8)", &classes, |(a, b, class)| format!("('\\u{{{:X}}}','\\u{{{:X}}}',{class})", *a as u32, *b as u32));
    array(&mut text, "The pair of words of each 64 chars.", "LEANING_PAGES", "u16", &lean_pages, |n| n.to_string());
    array(&mut text, "A bit for each char that is Simplified only, and one for each that is Traditional only.", "LEANINGS", "[u64; 2]", &leanings.0, |[s, t]| format!("[{s:#x},{t:#x}]"));
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn version(text: &str) -> (u8, u8, u8) {
    let parts: Vec<u8> = text.split('.').map(|part| part.parse().expect("a number")).collect();
    (parts[0], parts[1], parts[2])
}

pub fn phrases(spec: &Spec) -> String {
    let pairs = phrases::wanted(spec);
    let mut text = heading(&format!("{} phrases, of OpenCC {}'s TSPhrases.", pairs.len(), phrases::VERSION));
    let longest = pairs.keys().map(|from| from.chars().count()).max().unwrap_or(0);
    let _ = write!(text, "/// The length of the longest phrase, in chars.\npub(super) const LONGEST: usize = {longest};\n\n");
    let pairs: Vec<_> = pairs.into_iter().collect();
    array(&mut text, "Phrases and what they become, sorted.", "PHRASES", "(&str, &str)", &pairs, |(from, to)| format!("({from:?},{to:?})"));
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The comment above a generated file: who made it of what.
fn heading(counts: &str) -> String {
    let sources = [
        ("OpenCC", han::VERSION, "character pairs, Apache-2.0", "opencc.txt", han::PAIRS),
        ("OpenCC", phrases::VERSION, "phrases, Apache-2.0", "phrases.txt", phrases::PHRASES),
        ("Unicode Character Database", unicode::VERSION, "categories, Unicode-3.0", "categories.txt", unicode::CATEGORIES),
        ("Unicode Character Database", unicode::VERSION, "radicals, Unicode-3.0", "radicals.txt", unicode::RADICALS),
    ];
    let mut text = String::from("// Generated by tests/generated.rs; do not edit. To make it anew: BLESS=1 cargo test --test generated\n//\n");
    for (name, version, what, file, data) in sources {
        let _ = writeln!(text, "// {name} {version} ({what}): tests/data/{file}\n//   SHA-256 {}", sha256(data.as_bytes()));
    }
    let _ = write!(text, "// {counts}\n\n");
    text
}

/// A static array, in lines of at most 120 bytes or so.
fn array<T>(text: &mut String, doc: &str, name: &str, kind: &str, values: &[T], show: impl Fn(&T) -> String) {
    let _ = write!(text, "/// {doc}\npub(super) static {name}: [{kind}; {}] = [", values.len());
    let mut line = String::new();
    for value in values {
        if line.is_empty() || line.len() > 110 {
            text.push_str(&line);
            line = String::from("\n    ");
        }
        line.push_str(&show(value));
        line.push(',');
    }
    text.push_str(&line);
    text.push_str("\n];\n\n");
}
