//! What every char is to fold to: the specification of `fold`, slow and plain.

use std::collections::BTreeMap;

use super::fold::Class;
use super::han::Han;
use super::marks;
use super::unicode::{Category, Unicode, is_ignorable};

pub struct Spec {
    pub named: BTreeMap<char, (Class, Vec<char>)>,
    pub unicode: Unicode,
    pub han: Han,
}

impl Spec {
    pub fn load() -> Self {
        Self {
            named: marks::named(),
            unicode: Unicode::load(),
            han: Han::load(),
        }
    }

    /// The class and the folded chars of a char; none if it is dropped.
    pub fn entry(&self, ch: char) -> (Class, Vec<char>) {
        if let Some(entry) = self.named.get(&ch) {
            return entry.clone();
        }
        if is_ignorable(ch) || marks::FRAMES.contains(ch) {
            return (Class::Other, Vec::new());
        }
        let category = self.unicode.category(ch);
        let shown = match category {
            Category::Unassigned => vec![ch],
            Category::Space => vec![' '],
            _ => self.shown(ch),
        };
        (class(ch, category, &shown), shown)
    }

    /// The folded chars of a char that has no entry of its own.
    fn shown(&self, ch: char) -> Vec<char> {
        let plain = self.unicode.compatible(ch);
        if plain != [ch] {
            return plain.into_iter().flat_map(|c| self.entry(c).1).collect();
        }
        let unified = self.unicode.radical(ch).unwrap_or(ch);
        vec![lower_case(self.han.simplified(unified))]
    }
}

/// The lower case of a Latin letter.
fn lower_case(ch: char) -> char {
    let latin = matches!(ch, 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    let mut lower = ch.to_lowercase();
    match (latin, lower.next(), lower.next()) {
        (true, Some(one), None) => one,
        _ => ch,
    }
}

fn class(ch: char, category: Category, shown: &[char]) -> Class {
    let numeral = |c: &char| c.is_ascii_digit() || matches!(c, '(' | ')');
    let letters = || shown.iter().all(|c| c.is_alphabetic());
    match category {
        Category::Letter | Category::Unassigned => Class::Letter,
        Category::Space => Class::Space,
        Category::Open if shown != ['('] || !is_script(ch) => Class::Open,
        Category::Close if shown != [')'] || !is_script(ch) => Class::Close,
        Category::Open | Category::Close | Category::DecimalDigit => Class::Enumerator,
        Category::Number if is_chinese_numeral(ch) => Class::Letter,
        Category::Number => Class::Enumerator,
        Category::Control => Class::Other,
        Category::Punctuation if shown == [ch] => Class::Other,
        Category::Punctuation if is_enclosed(ch) || is_script(ch) || shown.iter().any(numeral) => {
            Class::Enumerator
        }
        Category::Punctuation if letters() => Class::Letter,
        Category::Punctuation => Class::Other,
    }
}

/// Superscripts and subscripts.
fn is_script(ch: char) -> bool {
    matches!(ch, '\u{2070}'..='\u{209F}')
}

/// The blocks of letters, ideographs and numbers in circles, brackets or squares.
fn is_enclosed(ch: char) -> bool {
    matches!(ch, '\u{2460}'..='\u{24FF}' | '\u{3200}'..='\u{32FF}' | '\u{1F100}'..='\u{1F2FF}')
}

/// 〡 to 〩 and 〸 to 〺: written as letters are.
fn is_chinese_numeral(ch: char) -> bool {
    matches!(ch, '\u{3021}'..='\u{3029}' | '\u{3038}'..='\u{303A}')
}
