//! Content that readers may switch off, and that is off as the file is opened.

use std::collections::HashSet;

use super::Painter;
use crate::source::pdf::{
    file::File,
    syntax::{Dict, Object},
};

/// How many groups of content are looked at.
const MOST: usize = 1 << 14;

/// The groups of content that are off (ISO 32000-1, 8.11.4.3).
#[derive(Debug, Default)]
pub(super) struct Off {
    groups: HashSet<u32>,
}

impl Off {
    pub(super) fn of(file: &mut File<'_>) -> Self {
        let root = file.root();
        let properties = file.get_dict(&root, b"OCProperties");
        let mut groups = HashSet::new();
        if !properties.is_empty() {
            let usual = file.get_dict(&properties, b"D");
            if file.get(&usual, b"BaseState").name() == Some(b"OFF") {
                groups.extend(numbers(file, &properties, b"OCGs"));
                for on in numbers(file, &usual, b"ON") {
                    groups.remove(&on);
                }
            }
            groups.extend(numbers(file, &usual, b"OFF"));
        }
        Self { groups }
    }
}

/// The numbers of the objects that a list refers to.
fn numbers(file: &mut File<'_>, dict: &Dict, key: &[u8]) -> Vec<u32> {
    let list = file.get(dict, key);
    let numbers = list.array().iter().filter_map(Object::reference);
    numbers.take(MOST).collect()
}

impl Painter<'_, '_> {
    /// Whether what belongs to a group, or depends on several, is off.
    pub(super) fn is_off(&mut self, of: Option<&Object>) -> bool {
        let Some(of) = of else { return false };
        if self.store.off.groups.is_empty() {
            return false;
        }
        if let Some(number) = of.reference()
            && self.store.off.groups.contains(&number)
        {
            return true;
        }
        let object = self.file.resolve(of);
        let Some(dict) = object.dict() else {
            return false;
        };
        let groups: Vec<u32> = match dict.get(&b"OCGs"[..]) {
            Some(object @ Object::Ref(number)) => match &*self.file.resolve(object) {
                Object::Array(list) => list.iter().filter_map(Object::reference).collect(),
                _ => vec![*number],
            },
            Some(Object::Array(list)) => list.iter().filter_map(Object::reference).collect(),
            _ => return false,
        };
        let mut off = groups.iter().map(|it| self.store.off.groups.contains(it));
        match self.file.get(dict, b"P").name() {
            Some(b"AllOn") => off.any(|off| off),
            Some(b"AnyOff") => !off.any(|off| off),
            Some(b"AllOff") => !off.all(|off| off),
            _ => !groups.is_empty() && off.all(|off| off),
        }
    }
}
