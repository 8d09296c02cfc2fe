//! How the generated tables are laid out, and how they are read. Only this file and the generator know.
//!
//! The table of the Basic Multilingual Plane has two levels: `PAGES` gives the page of 64 chars, `CODES` the code of
//! each, and `LEANINGS` those that speak for a script. A code is 0 (a letter that stays itself), a char (a letter that folds to it), or in the range of the surrogates
//! (which no char has) the index of an entry in `SPECIALS`.

use unicode_normalization::UnicodeNormalization;

use super::Class;
use super::table::{BEYOND_CLASSES, BEYOND_FOLDS, CODES, EXPANSIONS, LEANINGS, PAGES, SPECIALS};

/// The first code that is an index into `SPECIALS`.
const FIRST_SPECIAL: u16 = 0xD800;
/// A code for all chars beyond the Basic Multilingual Plane.
const BEYOND: u16 = 0xDFFF;

/// What a char that is not a plain letter folds to.
pub(super) enum Special {
    /// One char.
    One(char, Class),
    /// Several chars, or none where the char is dropped.
    Several(&'static [char], Class),
    /// A frame around the char before.
    Keycap,
    /// Outside the two-level table: see [`beyond`].
    Beyond,
}

/// The code of a char.
#[inline]
pub(super) fn code(ch: char) -> u16 {
    let (page, place) = place(ch);
    match PAGES.get(page) {
        Some(&page) => CODES.get(usize::from(page)).map_or(0, |codes| codes[place]),
        None => BEYOND,
    }
}

/// The class and the folded char of a token (see [`super::Token`]) for the char at a place of a page, if it is one token.
/// Counts the char's leaning then.
#[inline]
pub(super) fn plain(page: usize, place: usize, leanings: &mut Leanings) -> Option<u32> {
    let ch = || (page << 6 | place) as u32;
    let page = usize::from(*PAGES.get(page)?);
    let bits = match *CODES.get(page)?.get(place)? {
        0 => ch(),
        code @ FIRST_SPECIAL..=BEYOND => {
            let entry = *SPECIALS.get(usize::from(code - FIRST_SPECIAL))?;
            if entry >> 29 != 0 {
                return None;
            }
            let folds = entry & 0x1F_FFFF != 0;
            if folds { entry } else { entry | ch() }
        }
        folded => u32::from(folded),
    };
    let [simplified, traditional] = LEANINGS.get(page)?;
    leanings.simplified += simplified >> place & 1;
    leanings.traditional += traditional >> place & 1;
    Some(bits)
}

/// The place of a char: in `PAGES`, and on its page.
#[inline]
fn place(ch: char) -> (usize, usize) {
    (ch as usize >> 6, ch as usize & 63)
}

/// What lies behind a code in the range of the specials; `ch` is the char whose code it is.
///
/// An entry has the class in bits 21 to 25. Below it is the folded char, 0 for the char itself. With bit 31 set it is an
/// expansion: bits 0 to 15 say where it begins in `EXPANSIONS`, bits 16 to 20 how long it is. Bit 30 marks a keycap,
/// bit 29 what is looked up in `BEYOND_FOLDS`.
#[inline]
pub(super) fn special(code: u16, ch: char) -> Special {
    let index = code.wrapping_sub(FIRST_SPECIAL);
    let Some(&entry) = SPECIALS.get(usize::from(index)) else {
        return Special::Beyond;
    };
    let class = Class::of(entry >> 21 & 31);
    if entry >> 29 == 0 {
        return match char::from_u32(entry & 0x1F_FFFF) {
            Some('\0') | None => Special::One(ch, class),
            Some(folded) => Special::One(folded, class),
        };
    }
    if entry >> 31 == 1 {
        let start = (entry & 0xFFFF) as usize;
        let end = start + (entry >> 16 & 31) as usize;
        return Special::Several(EXPANSIONS.get(start..end).unwrap_or_default(), class);
    }
    if entry >> 30 == 1 {
        Special::Keycap
    } else {
        Special::Beyond
    }
}

/// The rare rest: chars beyond the Basic Multilingual Plane, and those in it that fold to one there.
#[cold]
pub(super) fn beyond(ch: char) -> impl Iterator<Item = (char, Class)> {
    let number = beyond_class(ch);
    let folded = match beyond_fold(ch) {
        _ if number == DROPPED => Vec::new(),
        Some(folded) => vec![folded],
        None if is_compatible(ch) && number != UNKNOWN => ch.nfkc().flat_map(fold_within).collect(),
        None => vec![ch],
    };
    let class = if number == UNKNOWN {
        Class::Letter
    } else {
        Class::of(u32::from(number))
    };
    folded.into_iter().map(move |folded| (folded, class))
}

/// The blocks in which a compatibility decomposition is followed: mathematical letters and digits, enclosed letters
/// and ideographs, segmented digits, compatibility ideographs.
pub(super) fn is_compatible(ch: char) -> bool {
    matches!(ch, '\u{1D400}'..='\u{1D7FF}' | '\u{1F100}'..='\u{1F2FF}' | '\u{1FBF0}'..='\u{1FBF9}' | '\u{2F800}'..='\u{2FA1F}')
}

/// What a char of a decomposition folds to, in turn.
fn fold_within(ch: char) -> Vec<char> {
    match char::from_u32(u32::from(code(ch))) {
        Some('\0') => vec![ch],
        Some(folded) => vec![folded],
        None => match special(code(ch), ch) {
            Special::One(folded, _) => vec![folded],
            Special::Several(chars, _) => chars.to_vec(),
            Special::Keycap => Vec::new(),
            Special::Beyond => vec![beyond_fold(ch).unwrap_or(ch)],
        },
    }
}

/// The pair of a char in the side table.
fn beyond_fold(ch: char) -> Option<char> {
    let index = BEYOND_FOLDS.binary_search_by_key(&ch, |pair| pair.0).ok()?;
    BEYOND_FOLDS.get(index).map(|pair| pair.1)
}

/// The number of the class of a char outside the two-level table, or [`DROPPED`] or [`UNKNOWN`].
fn beyond_class(ch: char) -> u8 {
    let index = BEYOND_CLASSES.partition_point(|&(_, last, _)| last < ch);
    match BEYOND_CLASSES.get(index) {
        Some(&(first, _, number)) if first <= ch => number,
        _ => Class::Letter as u8,
    }
}

/// In place of a class: the char is dropped.
const DROPPED: u8 = 31;
/// In place of a class: not assigned in the table's version of Unicode, so that a later version's decomposition is not followed.
const UNKNOWN: u8 = 30;

/// Which script a char speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaning {
    /// Used in both, or not a Han character.
    Neutral,
    /// Written in Simplified text only.
    Simplified,
    /// Written in Traditional text only.
    Traditional,
}

/// Which script a char speaks for. It is Traditional if OpenCC's `t2s` changes it and it is not in GB 2312 (乾 is
/// in both), Simplified if `s2t` changes it, `t2s` does not, and it is not itself among the Traditional
/// characters it can stand for (后 is in both). Only characters of the Basic Multilingual Plane lean.
pub(crate) fn leaning(ch: char) -> Leaning {
    let (page, place) = place(ch);
    let leanings = PAGES
        .get(page)
        .and_then(|&page| LEANINGS.get(usize::from(page)));
    match leanings.map(|words| words.map(|word| word >> place & 1)) {
        Some([1, _]) => Leaning::Simplified,
        Some([_, 1]) => Leaning::Traditional,
        _ => Leaning::Neutral,
    }
}

/// How many ideographs of a text speak for each script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Leanings {
    pub(crate) simplified: u64,
    pub(crate) traditional: u64,
}
