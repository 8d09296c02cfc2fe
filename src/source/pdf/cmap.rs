//! Maps from the codes of a font to characters, or to its glyphs.

use std::collections::HashMap;

use encoding_rs::{BIG5, GB18030};

use super::syntax::{Item, Lexer, Object};

/// How many codes a map may list one by one.
const MOST: usize = 1 << 17;

/// What a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Char(char),
    /// Several characters that have one glyph.
    Text(Box<str>),
}

impl Said {
    /// What a text says, if it says anything.
    fn of(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        let first = chars.next()?;
        if chars.as_str().is_empty() {
            return known(first).then_some(Self::Char(first));
        }
        text.chars().all(known).then(|| Self::Text(text.into()))
    }

    /// What a string of UTF-16 says.
    pub(super) fn of_utf16(bytes: &[u8]) -> Option<Self> {
        let units = bytes
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        Self::of(&text.ok()?)
    }
}

/// Whether a map that gives this character knows it: some give zeros, or U+FFFD, or places of private use.
const fn known(ch: char) -> bool {
    !matches!(ch, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fff0}'..='\u{ffff}')
}

/// A run of codes, and the number that the first stands for.
#[derive(Clone, Copy, Debug)]
struct Run {
    from: u32,
    to: u32,
    first: u32,
}

/// A map that a file holds.
#[derive(Debug, Default)]
pub(super) struct Map {
    /// How many bytes a code has, and its bounds.
    spaces: Vec<(usize, u32, u32)>,
    said: HashMap<u32, Said>,
    said_runs: Vec<Run>,
    /// The glyphs, by number.
    glyphs: Vec<Run>,
    pub(super) vertical: bool,
}

impl Map {
    /// Reads a map.
    pub(super) fn read(data: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::of_content(data);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(item) = lexer.next() {
            let word = match item {
                Item::Object(object) => {
                    if operands.len() < MOST {
                        operands.push(object);
                    }
                    continue;
                }
                Item::Word(word) => word,
            };
            match word {
                b"endcodespacerange" => map.spaces(&operands),
                b"endbfchar" => map.chars(&operands),
                b"endbfrange" => map.ranges(&operands),
                b"endcidchar" => map.glyphs(&operands, 2),
                b"endcidrange" => map.glyphs(&operands, 3),
                b"def" => {
                    if let [.., Object::Name(name), Object::Number(mode)] = &*operands {
                        map.vertical |= name == b"WMode" && *mode == 1.0;
                    }
                }
                _ => {}
            }
            operands.clear();
        }
        map.said_runs.sort_by_key(|run| run.from);
        map.glyphs.sort_by_key(|run| run.from);
        map
    }

    fn spaces(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let [Object::String(low), Object::String(high)] = pair
                && !high.is_empty()
                && self.spaces.len() < 256
            {
                self.spaces.push((high.len(), code(low), code(high)));
            }
        }
    }

    fn say(&mut self, code: u32, said: Option<Said>) {
        if let Some(said) = said.filter(|_| self.said.len() < MOST) {
            self.said.insert(code, said);
        }
    }

    fn chars(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let [Object::String(from), Object::String(said)] = pair {
                self.say(code(from), Said::of_utf16(said));
            }
        }
    }

    fn ranges(&mut self, operands: &[Object]) {
        for triple in operands.chunks_exact(3) {
            let [Object::String(from), Object::String(to), said] = triple else {
                continue;
            };
            let (from, to) = (code(from), code(to));
            match said {
                Object::Array(items) => {
                    for (code, item) in (from..=to).zip(items) {
                        if let Object::String(said) = item {
                            self.say(code, Said::of_utf16(said));
                        }
                    }
                }
                Object::String(said) => match Said::of_utf16(said) {
                    Some(Said::Char(first)) => self.said_runs.push(Run {
                        from,
                        to,
                        first: u32::from(first),
                    }),
                    said @ Some(Said::Text(_)) if from == to => self.say(from, said),
                    _ => {}
                },
                _ => {}
            }
        }
    }

    fn glyphs(&mut self, operands: &[Object], width: usize) {
        for group in operands.chunks_exact(width) {
            let (Some(Object::String(from)), Some(first)) = (group.first(), group.last()) else {
                continue;
            };
            let to = match group.get(1) {
                Some(Object::String(to)) => code(to),
                _ => code(from),
            };
            let first = first.index().and_then(|first| u32::try_from(first).ok());
            if let Some(first) = first {
                let from = code(from);
                self.glyphs.push(Run { from, to, first });
            }
        }
    }

    /// What a code stands for.
    pub(super) fn said(&self, code: u32) -> Option<Said> {
        if let Some(said) = self.said.get(&code) {
            return Some(said.clone());
        }
        let ch = char::from_u32(in_runs(&self.said_runs, code)?)?;
        known(ch).then_some(Said::Char(ch))
    }

    /// The glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        in_runs(&self.glyphs, code)
    }

    /// The code that a string begins with, and how many bytes it has.
    pub(super) fn code(&self, string: &[u8]) -> (u32, usize) {
        let longest = string.len().min(4);
        for length in 1..=longest {
            let value = code(string.get(..length).unwrap_or_default());
            let fits = |space: &&(usize, u32, u32)| {
                space.0 == length && (space.1..=space.2).contains(&value)
            };
            if self.spaces.iter().any(|space| fits(&space)) {
                return (value, length);
            }
        }
        let shortest = self.spaces.iter().map(|space| space.0).min().unwrap_or(2);
        let length = shortest.clamp(1, longest.max(1));
        (code(string.get(..length).unwrap_or(string)), length)
    }
}

fn in_runs(runs: &[Run], code: u32) -> Option<u32> {
    let behind = runs.partition_point(|run| run.from <= code);
    let run = runs.get(behind.checked_sub(1)?)?;
    (code <= run.to).then(|| run.first.checked_add(code - run.from))?
}

/// The number that bytes write.
fn code(bytes: &[u8]) -> u32 {
    let tail = bytes.get(bytes.len().saturating_sub(4)..).unwrap_or(bytes);
    tail.iter()
        .fold(0, |value, byte| value << 8 | u32::from(*byte))
}

/// The encodings that the predefined maps read: their codes are characters, so that no table of glyphs is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Gbk,
    Gb18030,
    Big5,
    Utf16,
    Utf32,
    Utf8,
}

impl Charset {
    /// The encoding of a predefined map, by its name without the direction.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"GB-EUC" | b"GBpc-EUC" | b"GBK-EUC" | b"GBKp-EUC" => Self::Gbk,
            b"GBK2K" => Self::Gb18030,
            b"B5pc" | b"ETen-B5" | b"ETenms-B5" | b"HKscs-B5" => Self::Big5,
            b"UniGB-UCS2" | b"UniGB-UTF16" | b"UniCNS-UCS2" | b"UniCNS-UTF16" | b"UniJIS-UCS2"
            | b"UniJIS-UTF16" | b"UniKS-UCS2" | b"UniKS-UTF16" => Self::Utf16,
            b"UniGB-UTF32" | b"UniCNS-UTF32" | b"UniJIS-UTF32" => Self::Utf32,
            b"UniGB-UTF8" | b"UniCNS-UTF8" | b"UniJIS-UTF8" => Self::Utf8,
            _ => return None,
        })
    }

    /// How many bytes the code has that a string begins with.
    pub(super) fn length(self, string: &[u8]) -> usize {
        let byte = |at: usize| string.get(at).copied().unwrap_or(0);
        let length = match self {
            Self::Gbk | Self::Gb18030 | Self::Big5 if byte(0) <= 0x80 || byte(0) == 0xff => 1,
            Self::Gb18030 if byte(1).is_ascii_digit() => 4,
            Self::Gbk | Self::Gb18030 | Self::Big5 => 2,
            Self::Utf16 if matches!(byte(0), 0xd8..=0xdb) => 4,
            Self::Utf16 => 2,
            Self::Utf32 => 4,
            Self::Utf8 => match byte(0) {
                0xc0..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xff => 4,
                _ => 1,
            },
        };
        length.min(string.len()).max(1)
    }

    /// The character that a code is.
    pub(super) fn said(self, code: &[u8]) -> Option<Said> {
        match self {
            Self::Utf16 => Said::of_utf16(code),
            Self::Utf32 => {
                let bytes = <[u8; 4]>::try_from(code).ok()?;
                Said::of(char::from_u32(u32::from_be_bytes(bytes))?.encode_utf8(&mut [0; 4]))
            }
            Self::Utf8 => Said::of(str::from_utf8(code).ok()?),
            Self::Gbk | Self::Gb18030 | Self::Big5 => {
                let encoding = if self == Self::Big5 { BIG5 } else { GB18030 };
                let text = encoding.decode_without_bom_handling_and_without_replacement(code)?;
                Said::of(&text)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<Said> {
        Said::of(text)
    }

    #[test]
    fn maps_say_what_codes_stand_for() {
        let map = Map::read(
            b"1 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange
              2 beginbfchar <01> <0031> <8001> <00660069> endbfchar
              3 beginbfrange <10> <19> <0030> <8010> <8011> [<4e00> <4e8c>] <8020> <8021> <d83d> endbfrange
              1 begincidrange <0000> <00ff> 7 endcidrange
              /WMode 1 def",
        );
        assert_eq!(map.code(b"\x01\x80\x01"), (1, 1));
        assert_eq!(map.code(b"\x80\x01"), (0x8001, 2));
        assert_eq!(map.said(1), said("1"));
        assert_eq!(map.said(0x8001), said("fi"));
        assert_eq!(map.said(0x12), said("2"));
        assert_eq!(map.said(0x8011), said("二"));
        assert_eq!(
            (map.said(0x1a), map.said(0x8020), map.said(2)),
            (None, None, None)
        );
        assert_eq!((map.glyph(3), map.glyph(0x100)), (Some(10), None));
        assert!(map.vertical);
    }

    #[test]
    fn predefined_maps_are_encodings() {
        let check = |name: &[u8], bytes: &[u8], expected: &str| {
            let charset = Charset::of(name).unwrap();
            let mut text = String::new();
            let mut rest = bytes;
            while !rest.is_empty() {
                let (code, behind) = rest.split_at(charset.length(rest));
                match charset.said(code) {
                    Some(Said::Char(ch)) => text.push(ch),
                    Some(Said::Text(part)) => text.push_str(&part),
                    None => text.push('?'),
                }
                rest = behind;
            }
            assert_eq!(text, expected);
        };
        check(b"GBK-EUC", b"\xb9\xe6\xd5\xc212\xff", "规章12?");
        check(b"GBK2K", b"\x81\x39\xef\x30a", "㐁a");
        check(b"ETen-B5", b"\xa4\xd17", "天7");
        check(b"UniGB-UCS2", b"\x89\xc4\x7a\xe0\x00\x31", "规章1");
        check(b"UniGB-UTF16", b"\xd8\x40\xdc\x00", "𠀀");
        check(b"UniGB-UTF8", "规1".as_bytes(), "规1");
        assert_eq!(Charset::of(b"Identity"), None);
    }

    #[test]
    fn places_of_private_use_are_unknown() {
        for text in ["\0", "\u{fffd}", "\u{e001}", "1\u{0}", ""] {
            assert_eq!(said(text), None, "{text:?}");
        }
    }
}
