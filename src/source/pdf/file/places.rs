//! Where the objects of a file stand: as its tables say, or where the whole file was searched for them.

use std::collections::{HashMap, HashSet};

use super::{File, MOST_OBJECTS};
use crate::error::Limit;
use crate::source::pdf::syntax::{Dict, Lexer, Object, is_space};

/// Where an object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At this byte.
    At(usize),
    /// In the stream of this number.
    In(u32),
}

impl<'b> File<'b> {
    /// Reads the tables of objects, the last first: what stands in one holds against those before it.
    pub(super) fn sections(&mut self) {
        let tail = self.bytes.len().saturating_sub(2048);
        let end = self.bytes.get(tail..).unwrap_or_default();
        let Some(at) = memchr::memmem::rfind(end, b"startxref") else {
            return;
        };
        let mut lexer = Lexer::of_file(self.bytes, tail + at + 9, 4);
        let mut next = lexer.object().and_then(|object| object.index());
        let mut seen = HashSet::new();
        while let Some(at) = next.filter(|at| seen.insert(*at)) {
            let Some(trailer) = self.section(at) else {
                return;
            };
            next = trailer.get(&b"Prev"[..]).and_then(Object::index);
            // A table may have a stream beside it, which holds against those before it too.
            let beside = trailer.get(&b"XRefStm"[..]).and_then(Object::index);
            if let Some(at) = beside.filter(|at| seen.insert(*at)) {
                self.section(at);
            }
            for (key, value) in trailer {
                self.trailer.entry(key).or_insert(value);
            }
        }
    }

    /// Reads the table or the stream at a place, and gives its trailer.
    fn section(&mut self, at: usize) -> Option<Dict> {
        let mut lexer = Lexer::of_file(self.bytes, at, self.values);
        if lexer.word(b"xref") {
            return self.table(lexer);
        }
        let (_, object) = self.object_at(at)?;
        let Object::Stream(dict, from) = object else {
            return None;
        };
        let data = self.expanded(&dict, from)?;
        self.table_stream(&dict, &data);
        Some(dict)
    }

    fn list(&mut self, number: usize, place: Place) {
        if self.places.len() >= MOST_OBJECTS {
            self.exceeded.get_or_insert(Limit::Objects);
        } else if let Ok(number) = u32::try_from(number) {
            self.places.entry(number).or_insert(place);
        }
    }

    fn table(&mut self, mut lexer: Lexer<'b>) -> Option<Dict> {
        let from = lexer.at();
        while !lexer.word(b"trailer") {
            let first = lexer.object()?.index()?;
            let count = lexer.object()?.index()?;
            for number in (first..).take(count) {
                let at = lexer.object()?.index()?;
                lexer.object()?;
                let used = lexer.word(b"n");
                if !used && !lexer.word(b"f") {
                    return None;
                }
                if used && at > 0 {
                    self.list(number, Place::At(at));
                }
            }
        }
        let dict = lexer.object()?;
        self.look(lexer.at().saturating_sub(from));
        match dict {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    fn table_stream(&mut self, dict: &Dict, data: &[u8]) {
        let widths = dict.get(&b"W"[..]).map(Object::array).unwrap_or_default();
        let mut widths = widths.iter().map(|width| width.index().unwrap_or(0).min(8));
        let widths = [(); 3].map(|()| widths.next().unwrap_or(0));
        let width = widths.iter().sum::<usize>();
        if width == 0 {
            return;
        }
        let size = dict.get(&b"Size"[..]).cloned().unwrap_or(Object::Null);
        let whole = [Object::Number(0.0), size];
        let index = dict.get(&b"Index"[..]).map_or(&whole[..], Object::array);
        let mut entries = data.chunks_exact(width);
        for pair in index.chunks_exact(2) {
            let bounds = pair[0].index().zip(pair[1].index());
            let Some((first, count)) = bounds else { return };
            for number in (first..).take(count) {
                let Some(entry) = entries.next() else { return };
                if self.exceeded.is_some() {
                    return;
                }
                let (kind, rest) = entry.split_at(widths[0]);
                let (value, _) = rest.split_at(widths[1]);
                let kind = if kind.is_empty() { 1 } else { big_endian(kind) };
                let value = big_endian(value);
                match (kind, u32::try_from(value)) {
                    (1, _) => self.list(number, Place::At(value)),
                    (2, Ok(container)) => self.list(number, Place::In(container)),
                    _ => {}
                }
            }
        }
    }

    /// Looks for objects in the whole file: the last of each number counts.
    pub(super) fn search(&mut self) {
        if self.found.is_some() || !self.look(self.bytes.len()) {
            self.found.get_or_insert_default();
            return;
        }
        let mut found = HashMap::new();
        let mut containers = Vec::new();
        let mut root = None;
        let mut trailer = Dict::new();
        let mut add = |dict: &Dict| {
            for key in [&b"Root"[..], b"Encrypt"] {
                if let Some(value) = dict.get(key) {
                    trailer.insert(key.to_vec(), value.clone());
                }
            }
        };
        for at in memchr::memmem::find_iter(self.bytes, b"obj") {
            let Some((number, at)) = header_before(self.bytes, at) else {
                continue;
            };
            if found.len() >= MOST_OBJECTS {
                self.exceeded.get_or_insert(Limit::Objects);
                break;
            }
            found.insert(number, Place::At(at));
            let Some((_, object)) = self.object_at(at) else {
                continue;
            };
            let kind = object.dict().and_then(|dict| dict.get(&b"Type"[..]));
            match kind.and_then(Object::name) {
                Some(b"ObjStm") => containers.push(number),
                Some(b"XRef") => object.dict().into_iter().for_each(&mut add),
                Some(b"Catalog") => root = Some(number),
                _ => {}
            }
        }
        for at in memchr::memmem::find_iter(self.bytes, b"trailer") {
            let mut lexer = Lexer::of_file(self.bytes, at + 7, self.values);
            if let Some(Object::Dict(dict)) = lexer.object() {
                add(&dict);
            }
        }
        self.found = Some(found);
        for number in containers {
            let Some(container) = self.container(number) else {
                continue;
            };
            let found = self.found.get_or_insert_default();
            for inner in container.objects.keys() {
                found.entry(*inner).or_insert(Place::In(number));
            }
        }
        for (key, value) in trailer {
            self.trailer.entry(key).or_insert(value);
        }
        if let Some(number) = root.filter(|_| !self.trailer.contains_key(&b"Root"[..])) {
            let root = Object::Ref(number);
            self.trailer.insert(b"Root".to_vec(), root);
        }
    }
}

fn big_endian(bytes: &[u8]) -> usize {
    let value = bytes
        .iter()
        .fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    usize::try_from(value).unwrap_or(usize::MAX)
}

/// The number of the object whose header ends with `obj` at a place, and where the header begins.
fn header_before(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    const LONGEST: usize = 32;
    let from = at.saturating_sub(LONGEST);
    let before = bytes.get(from..at)?;
    let back = |end: usize, wanted: fn(&u8) -> bool| {
        let part = before.get(..end).unwrap_or_default();
        end - part.iter().rev().take_while(|byte| wanted(byte)).count()
    };
    let generation_end = back(before.len(), |byte| is_space(*byte));
    let generation = back(generation_end, u8::is_ascii_digit);
    let number_end = back(generation, |byte| is_space(*byte));
    let number = back(number_end, u8::is_ascii_digit);
    let parts = generation < generation_end && number_end < generation && number < number_end;
    if !parts {
        return None;
    }
    let digits = before.get(number..number_end)?;
    let value = str::from_utf8(digits).ok()?.parse().ok()?;
    Some((value, from + number))
}
