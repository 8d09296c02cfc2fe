//! Names as people are to see them: Simplified script, and nothing else changed.

use super::lookup::{Leaning, leaning};
use super::phrases::{LONGEST, PHRASES};
use super::{Class, fold_char};

/// A name in Simplified script.
///
/// Traditional characters, compatibility ideographs and radicals become their Simplified, unified ideographs; width,
/// punctuation, Latin case, enumerators and everything else stay as they are. Where the text is Traditional (some character of it is
/// written in Traditional text only) OpenCC's phrases are followed, the longest first, because some keep a character which
/// alone would change: 乾縣 is 乾县, not 干县. A text that is not Traditional keeps every character that
/// Simplified text can have: 乾县 stays 乾县.
pub(crate) fn simplify(text: &str) -> String {
    let traditional = text.chars().any(|ch| leaning(ch) == Leaning::Traditional);
    let mut simple = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(ch) = rest.chars().next() {
        let phrase = if traditional { phrase_at(rest) } else { None };
        let read = match phrase {
            Some((from, to)) => {
                simple.push_str(to);
                from.len()
            }
            None => {
                simple.push(simple_char(ch, traditional));
                ch.len_utf8()
            }
        };
        rest = rest.get(read..).unwrap_or_default();
    }
    simple
}

/// The longest phrase a text begins with, and what it becomes.
fn phrase_at(text: &str) -> Option<(&'static str, &'static str)> {
    let ends = text
        .char_indices()
        .map(|(at, ch)| at + ch.len_utf8())
        .take(LONGEST);
    let heads = ends.filter_map(|end| text.get(..end));
    heads.filter_map(phrase).last()
}

/// The phrase that is exactly this.
fn phrase(text: &str) -> Option<(&'static str, &'static str)> {
    let index = PHRASES.binary_search_by_key(&text, |pair| pair.0).ok()?;
    PHRASES.get(index).copied()
}

/// A Han character in its Simplified form, and any other char itself.
fn simple_char(ch: char, traditional: bool) -> char {
    if !is_ideograph(ch) {
        return ch;
    }
    match fold_char(ch) {
        (folded, Class::Letter) if traditional || never_in_simplified(ch) => {
            folded.first().copied().unwrap_or(ch)
        }
        _ => ch,
    }
}

/// Whether a text in Simplified script never has this ideograph, so that it is converted wherever it stands.
fn never_in_simplified(ch: char) -> bool {
    !is_unified(ch) || leaning(ch) == Leaning::Traditional
}

/// Whether a char is a Han character or a radical of any block.
fn is_ideograph(ch: char) -> bool {
    is_unified(ch)
        || matches!(ch, '\u{2E80}'..='\u{2FDF}' | '\u{31C0}'..='\u{31EF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// Whether a char is in a block of unified ideographs.
fn is_unified(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2F7FF}' | '\u{30000}'..='\u{3FFFF}')
}
