//! The text of the generated files.

use super::entry::Spec;
use super::layout::Table;
use super::text::File;
use super::{han, phrases, unicode};

/// `src/fold/table.rs`.
pub fn table(spec: &Spec) -> String {
    let table = Table::of(spec);
    let mut file = File::new(&format!(
        "{} chars of the Basic Multilingual Plane fold to something else; {} pairs reach beyond it.",
        table.folded,
        table.beyond_folds.len()
    ));
    file.constant(
        "The release of OpenCC whose character pairs the fold follows.",
        "pub const OPENCC_VERSION: &str",
        &format!("{:?}", han::VERSION),
    );
    file.constant(
        "The version of the Unicode Character Database that the classes and radicals are of.",
        "pub const UNICODE_VERSION: (u8, u8, u8)",
        &format!("({})", unicode::VERSION.replace('.', ", ")),
    );
    file.doc("The tokens of ASCII, without their offset; 0 for a carriage return.");
    file.array("ASCII", "u32", &table.ascii, |bits| format!("{bits:#x}"));
    file.doc("The page of each 64 chars.");
    file.array("PAGES", "u16", &table.pages, usize::to_string);
    file.doc("The codes of each page.");
    file.array("CODES", "[u16; 64]", &table.contents.0, |page| {
        list(&page.codes, u16::to_string)
    });
    file.doc(
        "A bit for each char of a page that is Simplified only, and one for each that is Traditional only.",
    );
    file.array("LEANINGS", "[u64; 2]", &table.contents.0, |page| {
        list(&page.leanings, |word| format!("{word:#x}"))
    });
    file.doc("What the codes from 0xD800 on stand for.");
    file.array("SPECIALS", "u32", &table.specials.0, |entry| {
        format!("{entry:#x}")
    });
    file.doc("The chars of all expansions, one behind the other.");
    file.array("EXPANSIONS", "char", &table.expansions, |ch| quoted(*ch));
    file.doc("Pairs of which one lies beyond the Basic Multilingual Plane, sorted.");
    file.array(
        "BEYOND_FOLDS",
        "(char, char)",
        &table.beyond_folds(),
        |(from, to)| format!("({},{})", quoted(*from), quoted(*to)),
    );
    file.doc("First, last and class of what lies beyond and is no letter, sorted; 31: dropped, 30: not assigned.");
    file.array(
        "BEYOND_CLASSES",
        "(char, char, u8)",
        &table.beyond_classes,
        |(first, last, class)| format!("({},{},{class})", escaped(*first), escaped(*last)),
    );
    file.finish()
}

/// `src/fold/phrases.rs`.
pub fn phrases(spec: &Spec) -> String {
    let pairs: Vec<_> = phrases::wanted(spec).into_iter().collect();
    let longest = pairs
        .iter()
        .map(|(from, _)| from.chars().count())
        .max()
        .unwrap_or(0);
    let mut file = File::new(&format!(
        "{} phrases, of OpenCC {}'s TSPhrases.",
        pairs.len(),
        phrases::VERSION
    ));
    file.constant(
        "The length of the longest phrase, in chars.",
        "pub(super) const LONGEST: usize",
        &longest.to_string(),
    );
    file.doc("Phrases and what they become, sorted.");
    file.array("PHRASES", "(&str, &str)", &pairs, |(from, to)| {
        format!("(\"{from}\",\"{to}\")")
    });
    file.finish()
}

/// A char as itself. (Which chars `Debug` escapes depends on the compiler.)
fn quoted(ch: char) -> String {
    if ch.is_ascii() {
        format!("'{}'", ch.escape_default())
    } else {
        format!("'{ch}'")
    }
}

/// A char as an escape, for those that would not show.
fn escaped(ch: char) -> String {
    format!("'\\u{{{:X}}}'", ch as u32)
}

/// An inner array.
fn list<T>(values: &[T], show: impl Fn(&T) -> String) -> String {
    let shown: Vec<String> = values.iter().map(show).collect();
    format!("[{}]", shown.join(","))
}
