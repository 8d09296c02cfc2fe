//! What the names and the codes of simple fonts stand for, and what the tables of TrueType fonts say of their glyphs.

use std::collections::HashMap;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// How many characters the table of a font may list.
const MOST: usize = 1 << 17;

/// The characters of the codes of a simple font.
pub(super) type Codes = [Option<char>; 256];

/// The encodings that a simple font can be said to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Standard,
    Windows,
    Mac,
}

impl Base {
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"WinAnsiEncoding" => Some(Self::Windows),
            b"MacRomanEncoding" => Some(Self::Mac),
            _ => None,
        }
    }

    /// The characters of all codes.
    pub(super) fn codes(self) -> Codes {
        let mut codes = [None; 256];
        for (code, place) in (0..=u8::MAX).zip(&mut codes) {
            *place = self.said(code);
        }
        codes
    }

    /// The character of a code.
    pub(super) fn said(self, code: u8) -> Option<char> {
        match (self, code) {
            (Self::Standard, 0x27) => Some('’'),
            (Self::Standard, 0x60) => Some('‘'),
            (_, 0x20..=0x7e) => Some(char::from(code)),
            (_, 0..=0x1f) => None,
            (Self::Standard, _) => {
                let found = STANDARD.iter().find(|(of, _)| *of == code);
                found.map(|(_, ch)| *ch)
            }
            // These are bullets, if anything.
            (Self::Windows, 0x7f | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d) => None,
            (Self::Windows, _) => single(WINDOWS_1252, code),
            (Self::Mac, _) => single(MACINTOSH, code),
        }
    }
}

fn single(encoding: &'static Encoding, code: u8) -> Option<char> {
    let bytes = [code];
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes)?;
    text.chars().next()
}

/// What is not ASCII in the standard encoding.
const STANDARD: [(u8, char); 22] = [
    (0xa1, '¡'),
    (0xa2, '¢'),
    (0xa3, '£'),
    (0xa4, '⁄'),
    (0xa5, '¥'),
    (0xa7, '§'),
    (0xa9, '\''),
    (0xaa, '“'),
    (0xab, '«'),
    (0xac, '‹'),
    (0xad, '›'),
    (0xae, 'ﬁ'),
    (0xaf, 'ﬂ'),
    (0xb1, '–'),
    (0xb4, '·'),
    (0xb7, '•'),
    (0xb9, '„'),
    (0xba, '”'),
    (0xbb, '»'),
    (0xbc, '…'),
    (0xbd, '‰'),
    (0xd0, '—'),
];

/// The names of glyphs that are no letters, sorted.
const NAMES: [(&[u8], char); 68] = [
    (b"ampersand", '&'),
    (b"asciicircum", '^'),
    (b"asciitilde", '~'),
    (b"asterisk", '*'),
    (b"at", '@'),
    (b"backslash", '\\'),
    (b"bar", '|'),
    (b"braceleft", '{'),
    (b"braceright", '}'),
    (b"bracketleft", '['),
    (b"bracketright", ']'),
    (b"bullet", '•'),
    (b"colon", ':'),
    (b"comma", ','),
    (b"copyright", '©'),
    (b"degree", '°'),
    (b"divide", '÷'),
    (b"dollar", '$'),
    (b"eight", '8'),
    (b"ellipsis", '…'),
    (b"emdash", '—'),
    (b"endash", '–'),
    (b"equal", '='),
    (b"exclam", '!'),
    (b"fi", 'ﬁ'),
    (b"five", '5'),
    (b"fl", 'ﬂ'),
    (b"four", '4'),
    (b"grave", '`'),
    (b"greater", '>'),
    (b"guillemotleft", '«'),
    (b"guillemotright", '»'),
    (b"hyphen", '-'),
    (b"less", '<'),
    (b"middot", '·'),
    (b"minus", '−'),
    (b"multiply", '×'),
    (b"nbspace", '\u{a0}'),
    (b"nine", '9'),
    (b"nonbreakingspace", '\u{a0}'),
    (b"numbersign", '#'),
    (b"one", '1'),
    (b"parenleft", '('),
    (b"parenright", ')'),
    (b"percent", '%'),
    (b"period", '.'),
    (b"periodcentered", '·'),
    (b"plus", '+'),
    (b"plusminus", '±'),
    (b"question", '?'),
    (b"quotedbl", '"'),
    (b"quotedblleft", '“'),
    (b"quotedblright", '”'),
    (b"quoteleft", '‘'),
    (b"quoteright", '’'),
    (b"quotesingle", '\''),
    (b"registered", '®'),
    (b"section", '§'),
    (b"semicolon", ';'),
    (b"seven", '7'),
    (b"sfthyphen", '\u{ad}'),
    (b"six", '6'),
    (b"slash", '/'),
    (b"space", ' '),
    (b"three", '3'),
    (b"two", '2'),
    (b"underscore", '_'),
    (b"zero", '0'),
];

/// The character that the name of a glyph says; names that only count glyphs say nothing.
pub(super) fn named(name: &[u8]) -> Option<char> {
    // `one.oldstyle` is a way to write `one`.
    let end = name.iter().skip(1).position(|byte| *byte == b'.');
    let name = name.get(..end.map_or(name.len(), |end| end + 1))?;
    if let [letter] = name
        && letter.is_ascii_alphabetic()
    {
        return Some(char::from(*letter));
    }
    // Most names only count glyphs.
    if !name.last()?.is_ascii_digit()
        && let Ok(place) = NAMES.binary_search_by_key(&name, |(of, _)| of)
    {
        return NAMES.get(place).map(|(_, ch)| *ch);
    }
    let digits = match name {
        [b'u', b'n', b'i', digits @ ..] if digits.len() == 4 => digits,
        [b'u', digits @ ..] if (4..=6).contains(&digits.len()) => digits,
        _ => return None,
    };
    if !digits
        .iter()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'))
    {
        return None;
    }
    let code = u32::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?;
    char::from_u32(code)
}

/// The characters of a TrueType font's glyphs, as its table of characters says.
pub(super) fn characters(font: &[u8]) -> HashMap<u32, char> {
    let mut glyphs = HashMap::new();
    if let Some(table) = character_table(font) {
        let mut add = |code: u32, glyph: u32| {
            if glyph > 0
                && glyphs.len() < MOST
                && let Some(ch) = char::from_u32(code)
            {
                let there = glyphs.entry(glyph).or_insert(ch);
                if rank(ch) < rank(*there) {
                    *there = ch;
                }
            }
        };
        match u16_at(table, 0) {
            Some(4) => segments(table, &mut add),
            Some(12) => groups(table, &mut add),
            _ => {}
        }
    }
    glyphs
}

/// Of several characters with one glyph: ordinary ones first, then those of compatibility.
fn rank(ch: char) -> (u8, char) {
    let rank = match ch {
        ' '..='~' | '\u{4e00}'..='\u{9fff}' => 0,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => 3,
        '\u{e000}'..='\u{f8ff}' => 4,
        '\u{a0}' | '\u{ad}' => 2,
        _ => 1,
    };
    (rank, ch)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(pair.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let quad = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(quad.try_into().ok()?))
}

/// A table of a font.
fn table<'f>(font: &'f [u8], tag: &[u8]) -> Option<&'f [u8]> {
    let count = usize::from(u16_at(font, 4)?);
    let mut records = (0..count).map(|index| 12 + 16 * index);
    let record = records.find(|at| font.get(*at..at + 4) == Some(tag))?;
    font.get(u32_at(font, record + 8)? as usize..)
}

/// Whether a glyph of a TrueType font has no outline, so that it shows nothing.
pub(super) fn is_blank(font: &[u8], glyph: u32) -> bool {
    let places = || {
        let long = u16_at(table(font, b"head")?, 50)? != 0;
        let offsets = table(font, b"loca")?;
        let glyph = usize::try_from(glyph).ok()?;
        let glyphs = usize::from(u16_at(table(font, b"maxp")?, 4)?);
        let at = |glyph: usize| {
            if long {
                u32_at(offsets, glyph * 4)
            } else {
                u16_at(offsets, glyph * 2).map(u32::from)
            }
        };
        (glyph < glyphs).then_some((at(glyph)?, at(glyph + 1)?))
    };
    places().is_some_and(|(from, to)| from == to)
}

/// The table of the font that maps Unicode, if it has one.
fn character_table(font: &[u8]) -> Option<&[u8]> {
    let cmap = table(font, b"cmap")?;
    let count = usize::from(u16_at(cmap, 2)?);
    let mut best = None;
    for at in (0..count.min(64)).map(|index| 4 + 8 * index) {
        let rank = match (u16_at(cmap, at)?, u16_at(cmap, at + 2)?) {
            (3, 10) | (0, 4 | 6) => 3,
            (3, 1) => 2,
            (0, _) => 1,
            _ => continue,
        };
        let table = cmap.get(u32_at(cmap, at + 4)? as usize..)?;
        if best.is_none_or(|(there, _)| rank > there) {
            best = Some((rank, table));
        }
    }
    best.map(|(_, table)| table)
}

/// Format 4: segments of codes below 65,536.
fn segments(table: &[u8], add: &mut impl FnMut(u32, u32)) {
    let Some(twice) = u16_at(table, 6).map(usize::from) else {
        return;
    };
    let mut listed = 0;
    for at in (0..twice).step_by(2) {
        let starts = 16 + twice;
        let (Some(end), Some(start), Some(delta), Some(offset)) = (
            u16_at(table, 14 + at),
            u16_at(table, starts + at),
            u16_at(table, starts + twice + at),
            u16_at(table, starts + 2 * twice + at),
        ) else {
            return;
        };
        for code in start..=end {
            listed += 1;
            if listed > MOST {
                return;
            }
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                let into = usize::from(offset) + 2 * usize::from(code - start);
                match u16_at(table, starts + 2 * twice + at + into) {
                    Some(0) | None => 0,
                    Some(glyph) => glyph.wrapping_add(delta),
                }
            };
            if code != u16::MAX {
                add(u32::from(code), u32::from(glyph));
            }
        }
    }
}

/// Format 12: groups of codes.
fn groups(table: &[u8], add: &mut impl FnMut(u32, u32)) {
    let count = u32_at(table, 12).unwrap_or(0) as usize;
    let mut listed = 0;
    for at in (0..count).map(|index| 16 + 12 * index) {
        let (Some(start), Some(end), Some(first)) = (
            u32_at(table, at),
            u32_at(table, at + 4),
            u32_at(table, at + 8),
        ) else {
            return;
        };
        for (code, glyph) in (start..=end).zip(first..) {
            listed += 1;
            if listed > MOST {
                return;
            }
            add(code, glyph);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_characters_or_nothing() {
        for (name, ch) in [
            ("seven", Some('7')),
            ("A", Some('A')),
            ("uni89C4", Some('规')),
            ("u20000", Some('𠀀')),
            ("two.tf", Some('2')),
            ("g12", None),
            ("cid1234", None),
            ("uni89c4x", None),
            (".notdef", None),
            ("", None),
        ] {
            assert_eq!(named(name.as_bytes()), ch, "{name}");
        }
    }

    #[test]
    fn every_name_is_found() {
        for (name, ch) in NAMES {
            assert_eq!(named(name), Some(ch));
        }
    }

    #[test]
    fn codes_are_characters_of_their_encoding() {
        assert_eq!(Base::Windows.said(0x96), Some('–'));
        assert_eq!(Base::Windows.said(0x81), None);
        assert_eq!(Base::Standard.said(0xd0), Some('—'));
        assert_eq!(Base::Mac.said(0xd1), Some('—'));
        assert_eq!(Base::Standard.said(b'7'), Some('7'));
    }

    /// A font with nothing but a table of format 4: 0 to 9 are the glyphs 3 to 12, and 一 is 20.
    fn font() -> Vec<u8> {
        let mut table = Vec::new();
        for value in [4_u16, 0, 0, 6, 0, 0, 0] {
            table.extend(value.to_be_bytes());
        }
        for values in [[0x39, 0x4e00, 0xffff], [0x30, 0x4e00, 0xffff]] {
            table.extend(values.iter().flat_map(|value: &u16| value.to_be_bytes()));
            if values[0] == 0x39 {
                table.extend([0, 0]);
            }
        }
        for value in [
            3_u16.wrapping_sub(0x30),
            20_u16.wrapping_sub(0x4e00),
            1,
            0,
            0,
            0,
        ] {
            table.extend(value.to_be_bytes());
        }
        let mut font = b"\0\x01\0\0\0\x01\0\0\0\0\0\0cmap\0\0\0\0\0\0\0\x1c\0\0\0\0".to_vec();
        font.extend(b"\0\0\0\x01\0\x03\0\x01\0\0\0\x0c");
        font.extend(table);
        font
    }

    #[test]
    fn glyphs_are_told_by_the_table_of_the_font() {
        let font = font();
        let found = characters(&font);
        assert_eq!(found.get(&5), Some(&'2'));
        assert_eq!(found.get(&20), Some(&'一'));
        assert_eq!(found.len(), 11);
        for length in 0..font.len() {
            assert!(characters(&font[..length]).len() <= 11);
        }
    }
}
