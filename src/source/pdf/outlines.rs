//! What font programs with outlines in PostScript say of their glyphs: the names of glyphs, and which codes they have where
//! the file does not say it (Adobe Technical Notes 5176 and 5040).

use std::collections::HashMap;

use super::glyphs::{Base, Codes, named};
use super::syntax::{Item, Lexer, Object};

/// How many glyphs a font may have.
const MOST_GLYPHS: usize = 1 << 16;

/// How many of the strings that fonts share there are.
const SHARED: usize = 391;

/// The encoding that a font program has of its own, if it has one.
pub(super) fn encoding(program: &[u8]) -> Option<Codes> {
    if program.first() == Some(&1) {
        return Cff::of(program)?.encoding();
    }
    let clear = memchr::memmem::find(program, b"eexec").unwrap_or(program.len());
    listed(program.get(..clear)?)
}

/// The characters of a font's glyphs, by number, as their names say.
pub(super) fn characters(program: &[u8]) -> HashMap<u32, char> {
    let of = |cff: Cff<'_>| {
        let glyphs = (0..).zip(cff.strings().unwrap_or_default());
        let known = glyphs.filter_map(|(glyph, string)| Some((glyph, cff.said(string)?)));
        known.collect()
    };
    Cff::of(program).map(of).unwrap_or_default()
}

/// `dup 49 /one put`, code by code, in a font of Type 1.
fn listed(program: &[u8]) -> Option<Codes> {
    const MOST_ITEMS: usize = 1 << 12;
    let key = b"/Encoding";
    let at = memchr::memmem::find(program, key)? + key.len();
    let mut lexer = Lexer::of_content(program.get(at..)?);
    let mut codes = [None; 256];
    let mut code = None;
    for _ in 0..MOST_ITEMS {
        match lexer.next()? {
            Item::Word(b"StandardEncoding") => return Some(Base::Standard.codes()),
            Item::Word(b"def" | b"readonly") => return Some(codes),
            Item::Object(Object::Number(number)) => code = Some(number as usize),
            Item::Object(Object::Name(name)) => {
                if let Some(place) = code.take().and_then(|code| codes.get_mut(code)) {
                    *place = named(&name);
                }
            }
            _ => {}
        }
    }
    Some(codes)
}

/// A font in the compact format, whose glyphs have names.
#[derive(Debug)]
struct Cff<'f> {
    font: &'f [u8],
    /// Its own strings.
    names: Index<'f>,
    glyphs: usize,
    charset: usize,
    encoding: usize,
}

impl<'f> Cff<'f> {
    fn of(font: &'f [u8]) -> Option<Self> {
        let [1, _, header, ..] = font else {
            return None;
        };
        let (_, at) = Index::at(font, usize::from(*header))?;
        let (tops, at) = Index::at(font, at)?;
        let (names, _) = Index::at(font, at)?;
        let top = operators(tops.get(0)?);
        let offset = |operator: u16| top.get(&operator).copied();
        // The glyphs of fonts for other writing have numbers for names.
        const NUMBERED: u16 = 12 << 8 | 30;
        if offset(NUMBERED).is_some() {
            return None;
        }
        let (outlines, _) = Index::at(font, offset(17)?)?;
        Some(Self {
            font,
            names,
            glyphs: outlines.count.min(MOST_GLYPHS),
            charset: offset(15).unwrap_or(0),
            encoding: offset(16).unwrap_or(0),
        })
    }

    /// The number of the string that names each glyph.
    fn strings(&self) -> Option<Vec<usize>> {
        if self.charset == 0 {
            return Some((0..self.glyphs).collect());
        }
        let mut reader = Reader::at(self.font, self.charset)?;
        let format = reader.byte()?;
        let mut strings = vec![0];
        while strings.len() < self.glyphs {
            let first = reader.number(2)?;
            let more = match format {
                0 => 0,
                1 => reader.number(1)?,
                2 => reader.number(2)?,
                _ => return None,
            };
            let left = self.glyphs - strings.len();
            strings.extend((first..=first + more).take(left));
        }
        Some(strings)
    }

    /// What the string of a number names.
    fn said(&self, string: usize) -> Option<char> {
        // The first of the shared strings name what the standard encoding has, in its order.
        let code = match string {
            1..=95 => string + 0x1f,
            96..=110 => string - 96 + 0xa1,
            111..=114 => string - 111 + 0xb1,
            115..=122 => string - 115 + 0xb6,
            137 => 0xd0,
            _ => return named(self.names.get(string.checked_sub(SHARED)?)?),
        };
        Base::Standard.said(u8::try_from(code).ok()?)
    }

    fn encoding(&self) -> Option<Codes> {
        match self.encoding {
            0 => return Some(Base::Standard.codes()),
            1 => return None,
            _ => {}
        }
        let strings = self.strings()?;
        let mut reader = Reader::at(self.font, self.encoding)?;
        let format = reader.byte()?;
        let mut codes = [None; 256];
        let mut glyphs = strings.iter().skip(1);
        for _ in 0..reader.byte()? {
            let first = reader.number(1)?;
            let more = if format & 0x7f == 0 {
                0
            } else {
                reader.number(1)?
            };
            for code in first..=first + more {
                let said = glyphs.next().and_then(|string| self.said(*string));
                *codes.get_mut(code)? = said;
            }
        }
        if format & 0x80 != 0 {
            for _ in 0..reader.byte()? {
                let (code, string) = (reader.number(1)?, reader.number(2)?);
                *codes.get_mut(code)? = self.said(string);
            }
        }
        Some(codes)
    }
}

/// The whole numbers that stand before each operator of a dictionary, the last of them.
fn operators(mut dict: &[u8]) -> HashMap<u16, usize> {
    let mut found = HashMap::new();
    let mut last = 0;
    while let Some((&byte, rest)) = dict.split_first() {
        let value = i64::from(byte);
        let (length, number) = match (byte, rest) {
            (12, [second, ..]) => {
                found.insert(12 << 8 | u16::from(*second), last);
                (1, 0)
            }
            (0..=21, _) => {
                found.insert(u16::from(byte), last);
                (0, 0)
            }
            (28, [a, b, ..]) => (2, i64::from(i16::from_be_bytes([*a, *b]))),
            (29, [a, b, c, d, ..]) => (4, i64::from(i32::from_be_bytes([*a, *b, *c, *d]))),
            // A broken number, by halves of bytes.
            (30, _) => {
                let end = |byte: &u8| byte & 0xf == 0xf || byte >> 4 == 0xf;
                (rest.iter().position(end).map_or(rest.len(), |at| at + 1), 0)
            }
            (32..=246, _) => (0, value - 139),
            (247..=250, [next, ..]) => (1, (value - 247) * 256 + i64::from(*next) + 108),
            (251..=254, [next, ..]) => (1, -(value - 251) * 256 - i64::from(*next) - 108),
            _ => (0, 0),
        };
        last = usize::try_from(number).unwrap_or(0);
        dict = rest.get(length..).unwrap_or_default();
    }
    found
}

/// Reads numbers of so many bytes.
#[derive(Debug)]
struct Reader<'f>(&'f [u8]);

impl<'f> Reader<'f> {
    fn at(font: &'f [u8], at: usize) -> Option<Self> {
        font.get(at..).map(Self)
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        let mut number = 0;
        for _ in 0..bytes {
            number = number << 8 | usize::from(self.byte()?);
        }
        Some(number)
    }
}

/// A list of strings of bytes.
#[derive(Debug)]
struct Index<'f> {
    count: usize,
    /// How many bytes an offset has, and the offsets.
    size: usize,
    offsets: &'f [u8],
    data: &'f [u8],
}

impl<'f> Index<'f> {
    /// The list at a place, and the place behind it.
    fn at(font: &'f [u8], at: usize) -> Option<(Self, usize)> {
        let mut reader = Reader::at(font, at)?;
        let count = reader.number(2)?;
        if count == 0 {
            let none = Self {
                count,
                size: 1,
                offsets: &[],
                data: &[],
            };
            return Some((none, at + 2));
        }
        let size = usize::from(reader.byte()?);
        let (offsets, data) = reader.0.split_at_checked((count + 1) * size)?;
        let index = Self {
            count,
            size,
            offsets,
            data,
        };
        let end = index.offset(count)?;
        Some((index, at + 3 + offsets.len() + end))
    }

    /// Where a string begins, or the one before it ends.
    fn offset(&self, index: usize) -> Option<usize> {
        let mut reader = Reader::at(self.offsets, index.checked_mul(self.size)?)?;
        reader.number(self.size.min(4))?.checked_sub(1)
    }

    fn get(&self, index: usize) -> Option<&'f [u8]> {
        let to = self.offset(index + 1)?;
        self.data.get(self.offset(index)?..to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(items: &[&[u8]]) -> Vec<u8> {
        let mut bytes = vec![0, items.len() as u8, 1, 1];
        let mut end = 1;
        for item in items {
            end += item.len() as u8;
            bytes.push(end);
        }
        bytes.extend(items.concat());
        bytes
    }

    /// A font of four glyphs: none, `seven`, `zero` and `uni89C4`, with the codes 65, 66 and 200.
    fn font(more: &[u8]) -> Vec<u8> {
        let outlines = index(&[&b"\x0e"[..]; 4]);
        let charset = [0, 0, 24, 0, 17, 1, 135];
        let codes = [0, 3, 65, 66, 200];
        let strings = index(&[b"uni89C4"]);
        let head = [&b"\x01\x00\x04\x01"[..], &index(&[b"A"])].concat();
        let top = |at: usize| {
            let offsets = [at, at + charset.len(), at + charset.len() + codes.len()];
            let mut dict = more.to_vec();
            for (operator, offset) in [15, 16, 17].into_iter().zip(offsets) {
                dict.push(29);
                dict.extend((offset as u32).to_be_bytes());
                dict.push(operator);
            }
            index(&[&dict])
        };
        let at = head.len() + top(0).len() + strings.len() + 2;
        let none = [0, 0];
        [
            &head,
            &*top(at),
            &strings,
            &none,
            &charset,
            &codes,
            &outlines,
        ]
        .concat()
    }

    #[test]
    fn codes_have_the_names_of_their_glyphs() {
        let font = font(b"");
        let codes = encoding(&font).unwrap();
        let known: Vec<(usize, char)> = (0..)
            .zip(codes)
            .filter_map(|(at, ch)| Some((at, ch?)))
            .collect();
        assert_eq!(known, [(65, '7'), (66, '0'), (200, '规')]);
        assert_eq!(characters(&font), [(1, '7'), (2, '0'), (3, '规')].into());
    }

    #[test]
    fn glyphs_that_are_numbered_have_no_names() {
        // 1 1 0 ROS.
        let font = font(b"\x8c\x8c\x8b\x0c\x1e");
        assert_eq!(encoding(&font), None);
        assert!(characters(&font).is_empty());
    }

    #[test]
    fn a_font_that_breaks_off_says_nothing_wrong() {
        let font = font(b"");
        for length in 0..font.len() {
            let codes = encoding(&font[..length]).unwrap_or([None; 256]);
            assert!(matches!(codes[65], None | Some('7')));
            assert!(matches!(
                characters(&font[..length]).get(&2),
                None | Some('0')
            ));
        }
    }

    #[test]
    fn an_encoding_may_be_listed() {
        let codes = encoding(
            b"%!\n/Encoding 256 array\ndup 65 /seven put\ndup 66/g12 put\nreadonly def eexec",
        )
        .unwrap();
        assert_eq!((codes[65], codes[66], codes[55]), (Some('7'), None, None));
        let codes = encoding(b"/Encoding StandardEncoding def").unwrap();
        assert_eq!((codes[65], codes[55]), (Some('A'), Some('7')));
        assert_eq!(encoding(b"/FontName /A def"), None);
    }
}
