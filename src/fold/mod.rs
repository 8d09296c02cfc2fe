//! Script and width: every char of a text as one or more folded tokens, each with its class and its source offset.
//!
//! Knows characters. Knows nothing of tables, labels or containers.

/// What kind of character a token is. The class is that of the *source* character, taken before folding:
/// a digit that comes from an enumerator, a footnote mark or a superscript is never a `Digit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Class {
    /// Han characters and every other letter (Latin letters are folded to lower case).
    Letter,
    /// `0`–`9`, of any width. Nothing else.
    Digit,
    /// Part of a single-character enumerator or superscript (① ⑴ ⒈ ㈠ ² ³ Ⅰ …); the folded char is what it shows.
    Enumerator,
    /// Any white space within a line: space, no-break space, U+3000, thin spaces … (not tab). Folded char ' '.
    Space,
    /// Line feed (CR LF counts once: the CR is dropped; a lone CR is a Newline), NEL, U+2028, U+2029. Folded '\n'.
    Newline,
    /// Form feed or vertical tab: a page break. Folded '\u{c}'.
    Page,
    /// Horizontal tab.
    Tab,
    /// `|`, full-width `｜`, `¦`. Folded '|'.
    Pipe,
    /// Box-drawing characters U+2500–U+257F except dashes-as-text; folded to themselves.
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
    /// `:` `：` `﹕` `︰`. Folded ':'.
    Colon,
    /// Opening brackets of any kind or width; round ones fold to '(' (also ︵ and 〔〕? no: those keep their own).
    Open,
    /// Closing brackets; round ones fold to ')'.
    Close,
    /// Quotation marks of any kind (" ' “ ” ‘ ’ 「 」 『 』 《 》 〈 〉 « »); straight ones fold to themselves.
    Quote,
    /// All other punctuation and symbols.
    Other,
}

/// One folded character: eight bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    bits: u32,
    at: u32,
}
