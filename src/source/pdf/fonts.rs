//! Fonts: what the codes of a string stand for, and how wide each is.
//!
//! A code is a character only where the file says so: by a map to Unicode, by an encoding whose codes are characters, by
//! the name of the glyph, or by the font's own table of characters. Anything else is unknown.

use std::collections::HashMap;
use std::rc::Rc;

use super::cmap::{Charset, Map, Said};
use super::file::File;
use super::glyphs::{self, Base, Codes};
use super::outlines;
use super::syntax::{Dict, Object};

/// How wide a glyph is, in thousandths, of which nothing is known.
const USUAL_WIDTH: f64 = 556.0;

/// How the codes of a composite font are written.
#[derive(Debug)]
enum Coding {
    /// One byte each.
    Single(Box<Codes>),
    /// Two bytes each, which are the number of the glyph.
    Identity,
    /// In an encoding of characters.
    Charset(Charset),
    /// As a map in the file says.
    Map(Map),
}

/// What a font program says of its glyphs.
#[derive(Debug, Default)]
struct Program {
    characters: HashMap<u32, char>,
    font: Vec<u8>,
    /// The glyph of each code, two bytes each, if not the code itself.
    glyphs: Option<Vec<u8>>,
}

/// A font of a page.
#[derive(Debug)]
pub(super) struct Font {
    coding: Coding,
    unicode: Option<Map>,
    /// Widths in thousandths, from the first code to the last, in the order of the codes.
    widths: Vec<(u32, u32, f64)>,
    usual: f64,
    /// What widths are multiplied with.
    scale: f64,
    /// Its glyphs are drawings of the file.
    is_drawn: bool,
    /// It is written down the page.
    pub(super) vertical: bool,
    /// What is asked where nothing else knows, and where it stands.
    program: Option<Program>,
    source: Option<Rc<Object>>,
}

/// A glyph of a string.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// What it stands for; nothing if that is unknown.
    pub(super) said: Option<Said>,
    /// Its width, of a font of size 1.
    pub(super) width: f64,
    /// It is the single byte 32, which words are spaced by.
    pub(super) space: bool,
}

impl Font {
    /// The font of a dictionary.
    pub(super) fn read(file: &mut File<'_>, dict: &Dict) -> Self {
        let unicode = dict
            .get(&b"ToUnicode"[..])
            .and_then(|object| file.stream(object))
            .map(|data| Map::read(&data));
        let kind = file.get(dict, b"Subtype");
        if kind.name() == Some(b"Type0") {
            Self::composite(file, dict, unicode)
        } else {
            Self::simple(file, dict, unicode)
        }
    }

    fn simple(file: &mut File<'_>, dict: &Dict, unicode: Option<Map>) -> Self {
        let descriptor = file.get_dict(dict, b"FontDescriptor");
        let kind = file.get(dict, b"Subtype");
        let type3 = kind.name() == Some(b"Type3");
        let own = if unicode.is_none() {
            own_codes(file, &descriptor)
        } else {
            None
        };
        let codes = codes(file, dict, &descriptor, type3, own);
        let first = file.get(dict, b"FirstChar").index().unwrap_or(0);
        let first = u32::try_from(first).unwrap_or(0);
        let widths = file.get_numbers(dict, b"Widths");
        let widths = (first..).zip(widths);
        let widths = widths.take(256).map(|(code, width)| (code, code, width));
        let usual = file.get(&descriptor, b"MissingWidth").number();
        let matrix = file.get_numbers(dict, b"FontMatrix");
        let scale = matrix.first().copied().filter(|_| type3).unwrap_or(0.001);
        Self {
            coding: Coding::Single(Box::new(codes)),
            unicode,
            widths: widths.collect(),
            usual: usual.filter(|width| *width > 0.0).unwrap_or(USUAL_WIDTH),
            scale,
            is_drawn: type3,
            vertical: false,
            program: None,
            source: None,
        }
    }

    fn composite(file: &mut File<'_>, dict: &Dict, unicode: Option<Map>) -> Self {
        let descendants = file.get(dict, b"DescendantFonts");
        let descendant = descendants.array().first();
        let descendant = descendant.map(|font| file.resolve(font).kept());
        let none = Dict::new();
        let font = descendant
            .as_deref()
            .and_then(Object::dict)
            .unwrap_or(&none);
        let encoding = file.get(dict, b"Encoding");
        let (coding, vertical) = match &*encoding {
            Object::Name(name) => {
                let name: &[u8] = name;
                let bare = name.strip_suffix(b"-H").or(name.strip_suffix(b"-V"));
                let coding = bare.and_then(Charset::of).map(Coding::Charset);
                (coding.unwrap_or(Coding::Identity), name.ends_with(b"-V"))
            }
            object @ Object::Stream(..) => {
                let data = file.stream(object);
                let map = Map::read(&data.unwrap_or_default());
                let vertical = map.vertical;
                (Coding::Map(map), vertical)
            }
            _ => (Coding::Identity, false),
        };
        let usual = file.get(font, b"DW").number().unwrap_or(1000.0);
        Self {
            coding,
            unicode,
            widths: composite_widths(file, font),
            usual,
            scale: 0.001,
            is_drawn: false,
            vertical,
            program: None,
            source: descendant,
        }
    }

    /// The glyphs of a string.
    pub(super) fn show(&mut self, file: &mut File<'_>, string: &[u8], glyphs: &mut Vec<Shown>) {
        let mut rest = string;
        while !rest.is_empty() {
            let (code, length) = self.code(rest);
            let (bytes, behind) = rest.split_at(length.min(rest.len()));
            let said = self.said(code, bytes).or_else(|| self.asked(file, code));
            glyphs.push(Shown {
                said,
                width: self.width(code, bytes) * self.scale,
                space: bytes == b" ",
            });
            rest = behind;
        }
    }

    /// The code that a string begins with, and its length.
    fn code(&self, string: &[u8]) -> (u32, usize) {
        let length = match &self.coding {
            Coding::Single(_) => 1,
            Coding::Identity => 2,
            Coding::Charset(charset) => charset.length(string),
            Coding::Map(map) => return map.code(string),
        };
        let bytes = string.iter().take(length);
        (
            bytes.fold(0, |code, byte| code << 8 | u32::from(*byte)),
            length,
        )
    }

    fn said(&self, code: u32, bytes: &[u8]) -> Option<Said> {
        if let Some(said) = self.unicode.as_ref().and_then(|map| map.said(code)) {
            return Some(said).filter(|said| !self.is_doubtful(said, code));
        }
        match &self.coding {
            Coding::Single(codes) => {
                let ch = codes.get(code as usize).copied().flatten();
                // Where a map lists the codes, what it does not list may be anything, but a space.
                let sure = self.unicode.is_none() || ch == Some(' ');
                ch.filter(|_| sure).map(Said::Char)
            }
            Coding::Charset(charset) => charset.said(bytes),
            Coding::Identity | Coding::Map(_) => None,
        }
    }

    /// A digit as wide as it is high is none: programs that copy fonts whose glyphs are drawings have been seen to say so of
    /// Chinese characters and marks.
    fn is_doubtful(&self, said: &Said, code: u32) -> bool {
        const AS_WIDE: f64 = 0.95;
        self.is_drawn
            && matches!(said, Said::Char('0'..='9'))
            && self.width(code, &[]) * self.scale >= AS_WIDE
    }

    /// What the font itself says of a code that nothing else knows.
    fn asked(&mut self, file: &mut File<'_>, code: u32) -> Option<Said> {
        let glyph = match &self.coding {
            Coding::Identity => code,
            Coding::Map(map) => map.glyph(code)?,
            Coding::Single(_) | Coding::Charset(_) => return None,
        };
        if let Some(source) = self.source.take() {
            self.program = source.dict().and_then(|font| program(file, font));
        }
        let program = self.program.as_ref()?;
        let glyph = match &program.glyphs {
            Some(glyphs) => {
                let at = usize::try_from(glyph).ok()?.checked_mul(2)?;
                let pair = glyphs.get(at..at + 2)?;
                u32::from(u16::from_be_bytes(pair.try_into().ok()?))
            }
            None => glyph,
        };
        if let Some(ch) = program.characters.get(&glyph) {
            let mut utf16 = [0; 2];
            let units = ch.encode_utf16(&mut utf16);
            let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            return Said::of_utf16(&bytes);
        }
        glyphs::is_blank(&program.font, glyph).then_some(Said::Char(' '))
    }

    fn width(&self, code: u32, bytes: &[u8]) -> f64 {
        let glyph = match &self.coding {
            Coding::Map(map) => map.glyph(code).unwrap_or(code),
            Coding::Charset(_) => return self.charset_width(bytes),
            Coding::Single(_) | Coding::Identity => code,
        };
        self.listed(glyph).unwrap_or(self.usual)
    }

    fn listed(&self, glyph: u32) -> Option<f64> {
        let behind = self.widths.partition_point(|width| width.0 <= glyph);
        let (_, to, width) = self.widths.get(behind.checked_sub(1)?)?;
        (glyph <= *to).then_some(*width)
    }

    /// Which glyph a predefined map gives a character is not known, but for those of ASCII: they are the first, or those
    /// of half width.
    fn charset_width(&self, bytes: &[u8]) -> f64 {
        const HALF_WIDTH: [u32; 3] = [814, 13648, 1];
        let plain = match bytes {
            [byte @ 0x20..=0x7e] | [0, byte @ 0x20..=0x7e] | [0, 0, 0, byte @ 0x20..=0x7e] => *byte,
            _ => return self.usual,
        };
        let order = u32::from(plain - 0x20);
        let listed = HALF_WIDTH
            .iter()
            .find_map(|first| self.listed(first + order));
        listed.unwrap_or(500.0)
    }
}

/// The characters of the codes of a simple font.
/// `own` are those that the font program says.
fn codes(
    file: &mut File<'_>,
    dict: &Dict,
    descriptor: &Dict,
    type3: bool,
    own: Option<Codes>,
) -> Codes {
    let encoding = file.get(dict, b"Encoding");
    let flags = file.get(descriptor, b"Flags").index().unwrap_or(0);
    let embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"];
    let embedded = embedded.iter().any(|key| descriptor.contains_key(*key));
    // A font that is not in the file, or says that it is of plain letters, has the standard encoding unless it says more.
    let plain = !type3 && ((!embedded && flags & 4 == 0) || flags & 32 != 0);
    let stated = match &*encoding {
        Object::Name(name) => Base::of(name),
        Object::Dict(dict) => file.get(dict, b"BaseEncoding").name().and_then(Base::of),
        _ => None,
    };
    let own = own.filter(|_| stated.is_none());
    let base = stated.or(plain.then_some(Base::Standard));
    let codes = base.map(Base::codes);
    let mut codes = own.or(codes).unwrap_or([None; 256]);
    if let Object::Dict(dict) = &*encoding {
        let differences = file.get(dict, b"Differences");
        let mut code = 0;
        for item in differences.array() {
            match &*file.resolve(item) {
                Object::Number(number) => code = *number as usize,
                Object::Name(name) => {
                    if let Some(place) = codes.get_mut(code) {
                        *place = glyphs::named(name);
                    }
                    code += 1;
                }
                _ => {}
            }
        }
    }
    codes
}

/// The characters of the codes of a font that has its encoding in itself.
fn own_codes(file: &mut File<'_>, descriptor: &Dict) -> Option<Codes> {
    let program = [&b"FontFile3"[..], b"FontFile"];
    let program = program.iter().find_map(|key| descriptor.get(*key))?;
    outlines::encoding(&file.stream(program)?)
}

/// `c [w w w]` are the widths from a code on, `c c w` is the width of all codes between two.
fn composite_widths(file: &mut File<'_>, font: &Dict) -> Vec<(u32, u32, f64)> {
    let array = file.get(font, b"W");
    let mut widths = Vec::new();
    let mut items = array.array().iter();
    while let Some(first) = items.next() {
        let first = file.resolve(first).index();
        let (Some(first), Some(second)) = (first, items.next()) else {
            break;
        };
        let Ok(first) = u32::try_from(first) else {
            break;
        };
        let second = file.resolve(second);
        if let Object::Array(list) = &*second {
            for (code, width) in (first..).zip(list) {
                if let Some(width) = file.resolve(width).number() {
                    widths.push((code, code, width));
                }
            }
        } else {
            let last = second.index().and_then(|last| u32::try_from(last).ok());
            let width = items.next().and_then(|width| file.resolve(width).number());
            let (Some(last), Some(width)) = (last, width) else {
                break;
            };
            widths.push((first, last, width));
        }
    }
    widths.sort_by_key(|width| width.0);
    widths
}

/// The font program of a composite font, if it is in the file and its glyphs can be told by number.
fn program(file: &mut File<'_>, font: &Dict) -> Option<Program> {
    let descriptor = file.get_dict(font, b"FontDescriptor");
    if let Some(outlines) = descriptor.get(&b"FontFile3"[..]) {
        let data = file.stream(outlines)?;
        return Some(Program {
            characters: outlines::characters(&data),
            ..Program::default()
        });
    }
    let data = file.stream(descriptor.get(&b"FontFile2"[..])?)?;
    let glyphs = font
        .get(&b"CIDToGIDMap"[..])
        .and_then(|object| file.stream(object));
    Some(Program {
        characters: glyphs::characters(&data),
        font: data,
        glyphs,
    })
}
