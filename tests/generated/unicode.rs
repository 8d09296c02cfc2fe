//! The Unicode data the tables are made of: general categories and radicals of the Unicode Character Database, and NFKC.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

pub const VERSION: &str = "15.0.0";
pub const CATEGORIES: &str = include_str!("../data/categories.txt");
pub const RADICALS: &str = include_str!("../data/radicals.txt");

/// A general category, as far as the fold tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Letters, marks, private use.
    Letter,
    DecimalDigit,
    /// Numbers that are letters, and all other numbers.
    Number,
    Space,
    Open,
    Close,
    /// Every other punctuation mark or symbol.
    Punctuation,
    Control,
    Unassigned,
}

pub struct Unicode {
    categories: Vec<(char, char, Category)>,
    radicals: BTreeMap<char, char>,
}

fn hex(text: &str) -> char {
    let number = u32::from_str_radix(text, 16).expect("a hexadecimal number");
    char::from_u32(number).expect("a scalar value")
}

pub fn lines(data: &str) -> impl Iterator<Item = (&str, &str)> {
    let rows = data.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| line.split_once(' ').expect("two columns"))
}

impl Unicode {
    pub fn load() -> Self {
        let categories = lines(CATEGORIES).map(|(range, name)| {
            let (first, last) = range.split_once("..").unwrap_or((range, range));
            let category = match name {
                "Nd" => Category::DecimalDigit,
                "Nl" | "No" => Category::Number,
                "Zs" => Category::Space,
                "Ps" => Category::Open,
                "Pe" => Category::Close,
                "P" => Category::Punctuation,
                "C" => Category::Control,
                "Cn" => Category::Unassigned,
                other => panic!("unknown category {other}"),
            };
            (hex(first), hex(last), category)
        });
        let radicals =
            lines(RADICALS).map(|(from, to)| (hex(from), to.chars().next().expect("an ideograph")));
        Self {
            categories: categories.collect(),
            radicals: radicals.collect(),
        }
    }

    pub fn category(&self, ch: char) -> Category {
        let index = self.categories.partition_point(|&(_, last, _)| last < ch);
        match self.categories.get(index) {
            Some(&(first, _, category)) if first <= ch => category,
            _ => Category::Letter,
        }
    }

    /// The unified ideograph a radical or stroke stands for.
    pub fn radical(&self, ch: char) -> Option<char> {
        self.radicals.get(&ch).copied()
    }

    /// NFKC, where the fold follows it.
    pub fn compatible(&self, ch: char) -> Vec<char> {
        let shown: Vec<char> = ch.nfkc().collect();
        if !follows_nfkc(ch) || shown.iter().any(|c| c.is_whitespace()) {
            vec![ch]
        } else {
            shown
        }
    }
}

/// The blocks in which NFKC is followed: those of Chinese, Latin and symbol text. Elsewhere (Arabic, Hangul, Indic …) a char
/// stays itself.
pub fn follows_nfkc(ch: char) -> bool {
    matches!(ch,
        '\u{A0}'..='\u{24F}' | '\u{2B0}'..='\u{2FF}' | '\u{1D00}'..='\u{1DBF}' | '\u{2000}'..='\u{218F}'
        | '\u{2460}'..='\u{24FF}' | '\u{2E80}'..='\u{30FF}' | '\u{3190}'..='\u{33FF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FB00}'..='\u{FB06}' | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF9F}'
        | '\u{FFE0}'..='\u{FFEF}' | '\u{1D400}'..='\u{1D7FF}' | '\u{1F100}'..='\u{1F2FF}' | '\u{1FBF0}'..='\u{1FBF9}'
        | '\u{2F800}'..='\u{2FA1F}')
}

/// Characters without a shape of their own: Unicode's Default_Ignorable_Code_Point, but the Hangul fillers, which are blank.
pub fn is_ignorable(ch: char) -> bool {
    matches!(ch,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Every Unicode scalar value.
pub fn scalars() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

/// The scalar values of the planes that have characters. In the others the fold changes nothing, as the first of the tests shows.
pub fn in_use() -> impl Iterator<Item = char> {
    scalars().filter(|&ch| matches!(ch as u32 >> 16, 0..=3 | 14))
}
