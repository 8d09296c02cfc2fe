//! A PDF file: where its objects stand, read one by one as they are asked for, and within limits.
//!
//! Nothing is read that no page needs. Everything that is looked at or expanded is paid for, so that a file in which
//! many things point at the same place costs no more than one in which they do not.

mod pages;
mod places;

use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use super::filters::{self, Inflater};
use super::lock::{Lock, Owner};
use super::syntax::{Dict, Lexer, Object, is_space};
use crate::error::{Error, ErrorKind, Limit};
pub(super) use pages::Leaf;
use places::Place;

/// How many objects a file may list, and how many values all objects that are read may hold.
const MOST_OBJECTS: usize = 1 << 18;
const MOST_VALUES: usize = 1 << 20;

/// How many operators and glyphs all pages may have, and how many more for each byte of the file: of text without its fonts
/// a byte holds about one.
const MOST_DRAWN: usize = 1 << 19;
const DRAWN_BY_BYTE: usize = 2;

/// How many references may lead to an object.
const MOST_STEPS: usize = 16;

/// A file may be looked at so many times over.
const MOST_PASSES: usize = 16;

/// A stream of objects.
#[derive(Debug)]
struct Container {
    data: Vec<u8>,
    /// Where each object begins in the data.
    objects: HashMap<u32, usize>,
}

static NULL: Object = Object::Null;

/// An object that was asked for.
#[derive(Debug)]
pub(super) enum Known<'o> {
    /// It stands where it was asked for.
    Here(&'o Object),
    /// What stands there leads to it.
    There(Rc<Object>),
}

impl Known<'_> {
    /// The object, to be kept.
    pub(super) fn kept(self) -> Rc<Object> {
        match self {
            Self::Here(object) => Rc::new(object.clone()),
            Self::There(object) => object,
        }
    }
}

impl Deref for Known<'_> {
    type Target = Object;

    fn deref(&self) -> &Object {
        match self {
            Self::Here(object) => object,
            Self::There(object) => object,
        }
    }
}

/// A file that is open.
#[derive(Debug)]
pub(super) struct File<'b> {
    bytes: &'b [u8],
    places: HashMap<u32, Place>,
    /// The places that the whole file was searched for.
    found: Option<HashMap<u32, Place>>,
    trailer: Dict,
    objects: HashMap<u32, Rc<Object>>,
    containers: HashMap<u32, Option<Rc<Container>>>,
    /// What opens its strings and streams, if they are encrypted, and the object of each stream.
    lock: Option<Lock>,
    owners: HashMap<usize, Owner>,
    inflater: Inflater,
    /// How many bytes may still be expanded, looked at, and how many values read.
    expandable: usize,
    work: usize,
    values: usize,
    drawable: usize,
    exceeded: Option<Limit>,
}

impl<'b> File<'b> {
    /// Opens a file of which no more than so many bytes may be expanded.
    pub(super) fn open(bytes: &'b [u8], most: usize) -> Result<Self, Error> {
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        let start = memchr::memmem::find(head, b"%PDF-").ok_or_else(damaged)?;
        let bytes = bytes.get(start..).unwrap_or_default();
        let mut file = Self {
            bytes,
            places: HashMap::new(),
            found: None,
            trailer: Dict::new(),
            objects: HashMap::new(),
            containers: HashMap::new(),
            lock: None,
            owners: HashMap::new(),
            inflater: Inflater::default(),
            expandable: most,
            work: bytes
                .len()
                .saturating_mul(MOST_PASSES)
                .saturating_add(1 << 20),
            values: MOST_VALUES,
            drawable: bytes
                .len()
                .saturating_mul(DRAWN_BY_BYTE)
                .saturating_add(MOST_DRAWN),
            exceeded: None,
        };
        file.sections();
        if !file.trailer.contains_key(&b"Root"[..]) {
            file.search();
        }
        if let Some(encrypted) = file.trailer.get(&b"Encrypt"[..]).cloned() {
            let lock = file.unlocked(&encrypted);
            file.lock = Some(lock.ok_or(ErrorKind::Encrypted)?);
            // What was read is still encrypted.
            file.objects.clear();
            file.containers.clear();
        }
        Ok(file)
    }

    /// What opens the file, if no password is needed.
    fn unlocked(&mut self, encrypted: &Object) -> Option<Lock> {
        let object = self.resolve(encrypted);
        let dict = object.dict()?;
        let mut whole = Dict::new();
        for (key, value) in dict.iter().take(64) {
            whole.insert(key.clone(), self.resolve(value).clone());
        }
        let id = self.trailer.get(&b"ID"[..]).cloned();
        let id = id.map(|id| self.resolve(&id).kept());
        let first = id.as_deref().and_then(|id| id.array().first());
        let first = match first {
            Some(Object::String(first)) => &**first,
            _ => &[],
        };
        Lock::open(&whole, first)
    }

    /// The limit that was exceeded, if one was: what was read since is not all.
    pub(super) const fn exceeded(&self) -> Option<Limit> {
        self.exceeded
    }

    /// Whether the table of objects could not be used.
    pub(super) const fn was_searched(&self) -> bool {
        self.found.is_some()
    }

    /// Pays for so many bytes that are looked at.
    fn look(&mut self, bytes: usize) -> bool {
        let left = self.work.checked_sub(bytes);
        self.work = left.unwrap_or(0);
        if left.is_none() {
            self.exceeded.get_or_insert(Limit::Objects);
        }
        left.is_some()
    }

    /// Pays for so many bytes that are expanded, or read once more.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        let left = self.expandable.checked_sub(bytes);
        self.expandable = left.unwrap_or(0);
        if left.is_none() {
            self.exceeded.get_or_insert(Limit::Expanded);
        }
        left.is_some()
    }

    /// Pays for so many operators or glyphs.
    pub(super) fn draw(&mut self, count: usize) -> bool {
        let left = self.drawable.checked_sub(count);
        self.drawable = left.unwrap_or(0);
        if left.is_none() {
            self.exceed(Limit::Objects);
        }
        left.is_some()
    }

    /// Takes note that a limit is exceeded.
    pub(super) const fn exceed(&mut self, limit: Limit) {
        if self.exceeded.is_none() {
            self.exceeded = Some(limit);
        }
    }

    /// The object that begins at a place, and its number.
    fn object_at(&mut self, at: usize) -> Option<(u32, Object)> {
        if at >= self.bytes.len() || self.exceeded.is_some() {
            return None;
        }
        let mut lexer = Lexer::of_file(self.bytes, at, self.values);
        let number = u32::try_from(lexer.object()?.index()?).ok()?;
        let generation = u32::try_from(lexer.object()?.index()?).ok()?;
        if !lexer.word(b"obj") {
            return None;
        }
        let object = lexer.object().unwrap_or(Object::Null);
        let mut object = match object {
            Object::Dict(dict) if lexer.word(b"stream") => {
                Object::Stream(dict, behind_line(self.bytes, lexer.at()))
            }
            object => object,
        };
        self.look(lexer.at().saturating_sub(at));
        self.values = lexer.left();
        if self.values == 0 {
            self.exceeded.get_or_insert(Limit::Objects);
        }
        if let Some(lock) = &self.lock {
            lock.strings(&mut object, (number, generation));
            if let Object::Stream(_, from) = object {
                self.owners.insert(from, (number, generation));
            }
        }
        Some((number, object))
    }

    /// The object of a number; null if there is none.
    fn load(&mut self, number: u32) -> Rc<Object> {
        if let Some(object) = self.objects.get(&number) {
            return Rc::clone(object);
        }
        // An object that needs itself to be read is none.
        self.objects.insert(number, Rc::new(Object::Null));
        let place = self.places.get(&number).copied();
        let mut object = place.and_then(|place| self.object_in(number, place));
        if object.is_none() && (place.is_some() || self.found.is_some()) {
            self.search();
            let place = self.found.as_ref().and_then(|found| found.get(&number));
            object = place
                .copied()
                .and_then(|place| self.object_in(number, place));
        }
        let object = Rc::new(object.unwrap_or(Object::Null));
        self.objects.insert(number, Rc::clone(&object));
        object
    }

    fn object_in(&mut self, number: u32, place: Place) -> Option<Object> {
        match place {
            Place::At(at) => {
                let (there, object) = self.object_at(at)?;
                (there == number).then_some(object)
            }
            Place::In(container) => {
                let container = self.container(container)?;
                let at = *container.objects.get(&number)?;
                let mut lexer = Lexer::of_file(&container.data, at, self.values);
                let object = lexer.object();
                self.look(lexer.at().saturating_sub(at));
                self.values = lexer.left();
                object
            }
        }
    }

    fn container(&mut self, number: u32) -> Option<Rc<Container>> {
        if let Some(container) = self.containers.get(&number) {
            return container.clone();
        }
        self.containers.insert(number, None);
        let container = self.read_container(number).map(Rc::new);
        self.containers.insert(number, container.clone());
        container
    }

    fn read_container(&mut self, number: u32) -> Option<Container> {
        let object = self.load(number);
        let Object::Stream(dict, from) = &*object else {
            return None;
        };
        let first = self.get(dict, b"First").index()?;
        let count = self.get(dict, b"N").index()?;
        let data = self.expanded(dict, *from)?;
        let mut lexer = Lexer::of_content(data.get(..first)?);
        let mut objects = HashMap::new();
        for _ in 0..count.min(MOST_OBJECTS) {
            let Some(number) = lexer.object().and_then(|object| object.index()) else {
                break;
            };
            let Some(at) = lexer.object().and_then(|object| object.index()) else {
                break;
            };
            if let Ok(number) = u32::try_from(number) {
                objects.insert(number, first.saturating_add(at));
            }
        }
        Some(Container { data, objects })
    }

    /// The object that an object is, or leads to.
    pub(super) fn resolve<'o>(&mut self, object: &'o Object) -> Known<'o> {
        let mut number = match object {
            Object::Ref(number) => *number,
            object => return Known::Here(object),
        };
        for _ in 0..MOST_STEPS {
            let object = self.load(number);
            match &*object {
                Object::Ref(next) => number = *next,
                _ => return Known::There(object),
            }
        }
        Known::Here(&NULL)
    }

    /// What a dictionary has by a key; null if nothing.
    pub(super) fn get<'o>(&mut self, dict: &'o Dict, key: &[u8]) -> Known<'o> {
        self.resolve(dict.get(key).unwrap_or(&NULL))
    }

    /// The dictionary by a key; an empty one if there is none.
    pub(super) fn get_dict(&mut self, dict: &Dict, key: &[u8]) -> Dict {
        self.get(dict, key).dict().cloned().unwrap_or_default()
    }

    /// The numbers of an array by a key.
    pub(super) fn get_numbers(&mut self, dict: &Dict, key: &[u8]) -> Vec<f64> {
        let array = self.get(dict, key);
        let numbers = array.array().iter();
        numbers
            .filter_map(|item| self.resolve(item).number())
            .collect()
    }

    /// The data of a stream as it stands in the file.
    fn raw(&mut self, dict: &Dict, from: usize) -> Option<&'b [u8]> {
        let length = self.get(dict, b"Length").index();
        let rest = self.bytes.get(from..)?;
        let stated = length.and_then(|length| rest.get(..length).zip(rest.get(length..)));
        if let Some((data, behind)) = stated {
            let spaces = behind.iter().take(4).take_while(|byte| is_space(**byte));
            let behind = behind.get(spaces.count()..).unwrap_or_default();
            if behind.starts_with(b"endstream") || behind.starts_with(b"endobj") {
                return Some(data);
            }
        }
        let end = memchr::memmem::find(rest, b"endstream").unwrap_or(rest.len());
        self.look(end).then(|| rest.get(..end).unwrap_or_default())
    }

    /// What the data of a stream stands for; nothing if it is a picture, or too much.
    pub(super) fn expanded(&mut self, dict: &Dict, from: usize) -> Option<Vec<u8>> {
        let raw = self.raw(dict, from)?;
        let filters = self.get(dict, b"Filter");
        let parameters = self.get(dict, b"DecodeParms");
        let mut steps = Vec::new();
        match &*filters {
            Object::Name(name) => steps.push((name.clone(), parameters.dict().cloned())),
            Object::Array(names) => {
                for (index, name) in names.iter().take(filters::MOST).enumerate() {
                    let name = self.resolve(name).name()?.to_vec();
                    let parameters = match parameters.array().get(index) {
                        Some(object) => self.resolve(object).dict().cloned(),
                        None => parameters.dict().cloned(),
                    };
                    steps.push((name, parameters));
                }
            }
            _ => {}
        }
        let mut data = match self.owners.get(&from).zip(self.lock.as_ref()) {
            // A stream may have a filter of its own in place of the file's.
            Some((owner, lock)) if steps.iter().all(|(name, _)| name != b"Crypt") => {
                lock.stream(raw, *owner).into()
            }
            _ => std::borrow::Cow::Borrowed(raw),
        };
        if self.lock.is_some() && !self.look(raw.len()) {
            return None;
        }
        for (name, parameters) in steps {
            let parameters = parameters.unwrap_or_default();
            let most = self.expandable;
            let expanded = filters::expand(&mut self.inflater, &data, &name, &parameters, most)?;
            if !self.spend(expanded.len()) {
                return None;
            }
            data = expanded.into();
        }
        if let std::borrow::Cow::Borrowed(_) = data
            && !self.look(data.len())
        {
            return None;
        }
        Some(data.into_owned())
    }

    /// The data of a stream that an object is or leads to.
    pub(super) fn stream(&mut self, object: &Object) -> Option<Vec<u8>> {
        let object = self.resolve(object);
        let Object::Stream(dict, from) = &*object else {
            return None;
        };
        self.expanded(dict, *from)
    }
}

fn damaged() -> Error {
    ErrorKind::Damaged.into()
}

/// Where the data of a stream begins: behind the line that says so.
fn behind_line(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => at + 2,
        (Some(b'\r' | b'\n'), _) => at + 1,
        // Blanks before the line end.
        (Some(b' '), Some(b'\n' | b'\r')) => behind_line(bytes, at + 1),
        _ => at,
    }
}
