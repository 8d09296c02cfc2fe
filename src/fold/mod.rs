//! Script and width: every char of a text as one or more folded tokens, each with its class and its source offset.
//!
//! Knows characters. Knows nothing of tables, labels or containers.
//!
//! Two things are decided for a char, the class first and always from the *source* char: `12③` is two digits and an
//! enumerator and `3²` one digit and an enumerator, where a plain NFKC would make the numbers 123 and 32 of them. Then
//! the char is folded: NFKC where it stands for one or a few plain chars, Unicode's radicals to their ideographs, and Han
//! characters to their Simplified form by OpenCC's pairs. Both are one lookup in a generated table ([`table`]).

mod escape;
mod lookup;
mod names;
#[cfg(feature = "opencc")]
mod opencc;
#[rustfmt::skip]
mod phrases;
#[rustfmt::skip]
mod table;
#[cfg(test)]
mod tests;

use std::fmt;

pub(crate) use escape::backslash;
pub(crate) use lookup::Leanings;
#[cfg(test)]
pub(crate) use lookup::{Leaning, leaning};
pub(crate) use names::simplify;
#[cfg(feature = "opencc")]
pub(crate) use opencc::simplify_with_opencc;
pub use table::{OPENCC_VERSION, UNICODE_VERSION};

use lookup::{Special, code, special};
use table::ASCII;

/// What kind of character a token is. The class is that of the *source* character, taken before folding:
/// a digit that comes from an enumerator, a footnote mark or a superscript is never a `Digit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Class {
    /// Han characters and every other letter (Latin letters are folded to lower case), combining marks, and the round
    /// zeros 〇 ○ ◯. Also whatever Unicode 15.0 does not know.
    Letter,
    /// `0`–`9`, of any width. Nothing else.
    Digit,
    /// A single-character enumerator, superscript, subscript, fraction or numeral of another kind
    /// (① ⑴ ⒈ ㈠ ² ³ Ⅰ ½ ㎡ …), and a digit in a keycap; the folded chars are what it shows.
    Enumerator,
    /// Any white space within a line: space, no-break space, U+3000, thin spaces … (not tab). Folded char ' '.
    Space,
    /// Line feed (CR LF counts once, at the CR; a lone CR is a Newline), NEL, U+2028, U+2029. Folded '\n'.
    Newline,
    /// Form feed or vertical tab: a page break. Folded '\u{c}'.
    Page,
    /// Horizontal tab.
    Tab,
    /// `|`, full-width `｜`, `¦`, `∣`. Folded '|'.
    Pipe,
    /// Box-drawing characters U+2500–U+257F, all of them (─ too: whether it rules a line or says "nothing" is for the
    /// grammar); folded to themselves.
    Box,
    /// Hyphens, dashes, minus signs of any width (- ‐ ‑ ‒ – — ― − － ﹣ ﹘ ⸺ ー …). Folded '-'.
    Dash,
    /// `/ ／ ∕ ⁄ ＼ \`: folded to '/' or '\\'.
    Slash,
    /// `+` `＋` `﹢`. Folded '+'.
    Plus,
    /// `,` `，` `﹐` `、` `､`, folded ',' or '、'.
    Comma,
    /// `.` `．` `﹒` `。` `｡`, folded '.' or '。'.
    Dot,
    /// `:` `：` `﹕` `︰` `∶`. Folded ':'.
    Colon,
    /// Opening brackets of any kind or width; round ones fold to '(', all others to their upright, wide form
    /// (`﹇` and `［` to '[', `︻` to '【').
    Open,
    /// Closing brackets; round ones fold to ')'.
    Close,
    /// Quotation marks of any kind: the curly, full-width and prime ones (“ ” ‘ ’ ＂ ′ ″) fold to " and ', the Chinese ones
    /// (「 」 『 』 《 》 〈 〉) to their upright form.
    Quote,
    /// All other punctuation and symbols.
    Other,
}

/// Every class at the place of its number, filled up to a power of two so that no index can miss.
const CLASSES: [Class; 32] = {
    let mut all = [Class::Other; 32];
    let known = [
        Class::Letter,
        Class::Digit,
        Class::Enumerator,
        Class::Space,
        Class::Newline,
        Class::Page,
        Class::Tab,
        Class::Pipe,
        Class::Box,
        Class::Dash,
        Class::Slash,
        Class::Plus,
        Class::Comma,
        Class::Dot,
        Class::Colon,
        Class::Open,
        Class::Close,
        Class::Quote,
    ];
    let mut i = 0;
    while i < known.len() {
        all[known[i] as usize] = known[i];
        i += 1;
    }
    all
};

impl Class {
    /// The class that has a number.
    #[inline]
    const fn of(number: u32) -> Self {
        CLASSES[(number & CLASS_MASK) as usize]
    }
}

/// Some classes, to ask for all of them in one look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classes(u32);

impl Classes {
    /// These.
    pub(crate) const fn of(classes: &[Class]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < classes.len() {
            bits |= 1 << classes[i] as u32;
            i += 1;
        }
        Self(bits)
    }
}

/// One folded character: eight bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    bits: u32,
    at: u32,
}

/// How many bits a char takes; the class lies above them.
const CHAR_BITS: u32 = 21;

/// The bits of a class; those above are free for a note.
const CLASS_MASK: u32 = 31;

/// Where the note begins.
const NOTE_BITS: u32 = CHAR_BITS + CLASS_MASK.count_ones();

impl Token {
    /// A token of a folded char, the class of its source char, and the byte where that one begins.
    #[inline]
    pub(crate) const fn new(ch: char, class: Class, at: u32) -> Self {
        Self {
            bits: (class as u32) << CHAR_BITS | ch as u32,
            at,
        }
    }

    /// The folded char.
    #[inline]
    pub(crate) fn ch(self) -> char {
        char::from_u32(self.bits & ((1 << CHAR_BITS) - 1)).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Whether it is this folded char.
    #[inline]
    pub(crate) const fn is(self, ch: char) -> bool {
        self.bits & ((1 << CHAR_BITS) - 1) == ch as u32
    }

    /// The class of the source char.
    #[inline]
    pub(crate) fn class(self) -> Class {
        Class::of(self.bits >> CHAR_BITS)
    }

    /// Whether it is a [`Class::Letter`], as most of a text are.
    #[inline]
    pub(crate) const fn is_letter(self) -> bool {
        self.bits & (CLASS_MASK << CHAR_BITS) == (Class::Letter as u32) << CHAR_BITS
    }

    /// Whether its class is one of these.
    #[inline]
    pub(crate) const fn is_any(self, classes: Classes) -> bool {
        classes.0 >> (self.bits >> CHAR_BITS & CLASS_MASK) & 1 == 1
    }

    /// The same token with a note of six bits, which no other function looks at.
    #[inline]
    pub(crate) const fn noted(self, note: u8) -> Self {
        let bits = self.bits & ((1 << NOTE_BITS) - 1);
        Self {
            bits: bits | (note as u32) << NOTE_BITS,
            ..self
        }
    }

    /// The note, 0 where there is none.
    #[inline]
    pub(crate) const fn note(self) -> u32 {
        self.bits >> NOTE_BITS
    }

    /// The same token, so many bytes farther.
    pub(crate) const fn moved(self, by: u32) -> Self {
        Self {
            at: self.at.saturating_add(by),
            ..self
        }
    }

    /// The byte of the source at which the source char begins.
    #[inline]
    pub(crate) const fn at(self) -> u32 {
        self.at
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} @{}", self.class(), self.ch(), self.at())
    }
}

/// Folds a text in one pass. Offsets never decrease; a char that expands gives several tokens of one offset, a char
/// that is dropped (zero-width and other default-ignorable characters) gives none.
///
/// Offsets are 32 bits wide: of a text beyond 4 GiB only what they can reach is folded.
pub(crate) fn fold(source: &str) -> Vec<Token> {
    fold_and_weigh(source).0
}

/// Folds a text, and counts on the way the characters that speak for a script.
pub(crate) fn fold_and_weigh(source: &str) -> (Vec<Token>, Leanings) {
    fold_into(source, None)
}

/// Folds a text as [`fold_and_weigh`], but for the middle of what has no letter for very long: there stands a line end. Gives
/// the ranges that were left out, too, ascending.
pub(crate) fn fold_letters(source: &str) -> (Vec<Token>, Leanings, Vec<(u32, u32)>) {
    if source.len() < Bare::SHORT {
        let (tokens, leanings) = fold_into(source, None);
        return (tokens, leanings, Vec::new());
    }
    let mut bare = Bare::default();
    let (tokens, leanings) = fold_into(source, Some(&mut bare));
    (tokens, leanings, bare.gaps)
}

/// What has no letter, where it is left out.
#[derive(Default)]
struct Bare {
    /// How many tokens were looked at.
    seen: usize,
    /// The token behind the last letter.
    behind: usize,
    /// What was left out since, up to the first token of the rest.
    open: bool,
    gaps: Vec<(u32, u32)>,
}

impl Bare {
    /// A text of fewer bytes is folded as it is.
    const SHORT: usize = 1 << 16;
    /// So many tokens beside a letter stay.
    const NEAR: usize = 1 << 12;

    /// About how many tokens a text has when it is folded so.
    fn room(source: &str) -> usize {
        let (mut count, mut bare) = (0, 0);
        for byte in source.bytes() {
            bare = if byte.is_ascii() && !byte.is_ascii_alphabetic() {
                bare + 1
            } else {
                0
            };
            let begins = byte & 0xC0 != 0x80;
            count += usize::from(begins && bare < 4 * Self::NEAR);
        }
        count
    }

    /// Takes note of the tokens that are new, and leaves out what is far from letters on both sides.
    fn take(&mut self, tokens: &mut Vec<Token>) {
        let new = tokens.get(self.seen..).unwrap_or_default();
        if let Some(letter) = new.iter().rposition(|token| token.is_letter()) {
            (self.behind, self.open) = (self.seen + letter + 1, false);
        }
        self.seen = tokens.len();
        if tokens.len() - self.behind < 4 * Self::NEAR {
            return;
        }
        let (from, to) = (self.behind + Self::NEAR, tokens.len() - Self::NEAR);
        let (Some(start), Some(end)) = (tokens.get(from), tokens.get(to)) else {
            return;
        };
        match self.gaps.last_mut().filter(|_| self.open) {
            Some(last) => last.1 = end.at(),
            None => self.gaps.push((start.at(), end.at())),
        }
        self.open = true;
        let line_end = Token::new('\n', Class::Newline, start.at());
        tokens.splice(from..to, [line_end]);
        self.seen = tokens.len();
    }
}

/// Folds a text, without what is `bare` of letters.
fn fold_into(source: &str, mut bare: Option<&mut Bare>) -> (Vec<Token>, Leanings) {
    let source = within_reach(source);
    let bytes = source.as_bytes();
    let room = if bare.is_some() {
        Bare::room(source)
    } else {
        source.len() / 2
    };
    let mut tokens = Vec::with_capacity(room + 8);
    let mut leanings = Leanings::default();
    let mut at = 0;
    // Nearly every char is one token: they go through a small buffer, which is quicker than to push each.
    let mut buffer = [Token { bits: 0, at: 0 }; 64];
    loop {
        let mut filled = 0;
        for slot in &mut buffer {
            let Some((bits, length)) = plain(bytes, at, &mut leanings) else {
                break;
            };
            // `within_reach` has seen to it that the offset fits.
            *slot = Token {
                bits,
                at: at as u32,
            };
            at += length;
            filled += 1;
        }
        tokens.extend_from_slice(buffer.get(..filled).unwrap_or_default());
        if let Some(bare) = &mut bare {
            bare.take(&mut tokens);
        }
        if filled == buffer.len() {
            continue;
        }
        let rest = source.get(at..).unwrap_or_default();
        let Some(ch) = rest.chars().next() else {
            return (tokens, leanings);
        };
        push_other(&mut tokens, ch, at as u32);
        at += if rest.starts_with("\r\n") {
            2
        } else {
            ch.len_utf8()
        };
    }
}

/// The bits of the token for the char that begins at a byte, and its length in bytes, if it is one token whatever stands
/// beside it.
///
/// A page of the tables has as many chars as the last byte of one can tell apart, so that what UTF-8 writes before it is
/// the page's number.
#[inline]
fn plain(bytes: &[u8], at: usize, leanings: &mut Leanings) -> Option<(u32, usize)> {
    let low = |byte: u8| usize::from(byte & 0x3F);
    match *bytes.get(at..)? {
        [lead @ 0xE0..=0xEF, second, third, ..] => {
            let page = usize::from(lead & 0xF) << 6 | low(second);
            Some((lookup::plain(page, low(third), leanings)?, 3))
        }
        [lead @ 0..=0x7F, ..] => match ASCII.get(usize::from(lead)) {
            Some(0) | None => None,
            Some(&bits) => Some((bits, 1)),
        },
        [lead @ 0xC0..=0xDF, second, ..] => {
            let page = usize::from(lead & 0x1F);
            Some((lookup::plain(page, low(second), leanings)?, 2))
        }
        _ => None,
    }
}

/// The folded chars and the class of one char; what [`fold`] gives for a text of this char alone.
pub(crate) fn fold_char(ch: char) -> (Vec<char>, Class) {
    let tokens = fold(ch.encode_utf8(&mut [0; 4]));
    let class = tokens.first().map_or(Class::Other, |token| token.class());
    (tokens.into_iter().map(Token::ch).collect(), class)
}

/// The part of a text whose offsets fit into a token.
fn within_reach(source: &str) -> &str {
    let reach = source.len().min(u32::MAX as usize);
    // The nearest char boundary is at most three bytes back.
    (0..4)
        .find_map(|back| source.get(..reach.saturating_sub(back)))
        .unwrap_or_default()
}

/// Pushes what a char folds to that is more than one token, or none, or half of a line end.
#[inline(never)]
fn push_other(tokens: &mut Vec<Token>, ch: char, at: u32) {
    match special(code(ch), ch) {
        Special::One(folded, class) => tokens.push(Token::new(folded, class, at)),
        Special::Several(chars, class) => {
            tokens.extend(chars.iter().map(|&folded| Token::new(folded, class, at)))
        }
        Special::Keycap => put_into_keycap(tokens),
        Special::Beyond => {
            tokens.extend(lookup::beyond(ch).map(|(folded, class)| Token::new(folded, class, at)))
        }
    }
}

/// A combining frame makes an enumerator of the digit it encloses.
fn put_into_keycap(tokens: &mut [Token]) {
    if let Some(last) = tokens
        .last_mut()
        .filter(|last| last.class() == Class::Digit)
    {
        *last = Token::new(last.ch(), Class::Enumerator, last.at());
    }
}
