//! What stands on a page besides its content: fields that were filled in, and notes.

use super::cmap::Said;
use super::file::File;
use super::geometry::Rect;
use super::syntax::{Dict, Object};

/// How many annotations of a page are looked at, and how far a field's value is looked for.
const MOST: usize = 1 << 14;
const MOST_PARENTS: usize = 16;

/// Flags of an annotation that is not shown on a screen: hidden, and not to be viewed (ISO 32000-1, 12.5.3).
const UNSEEN: i64 = 1 << 1 | 1 << 5;

/// An annotation that is shown.
#[derive(Debug)]
pub(super) struct Annotation {
    /// Where it stands, before the page is turned.
    pub(super) place: Rect,
    /// The group of content that it belongs to.
    pub(super) group: Option<Object>,
    /// The form that draws it.
    pub(super) appearance: Option<Object>,
    /// What a field was filled in with, for where nothing draws it: nothing within, if what it says is not known.
    pub(super) value: Option<Option<Said>>,
}

/// The annotations of a page that are shown.
pub(super) fn annotations(file: &mut File<'_>, list: &Object) -> Vec<Annotation> {
    let mut shown = Vec::new();
    for object in list.array().iter().take(MOST) {
        let object = file.resolve(object);
        if let Some(dict) = object.dict() {
            shown.extend(annotation(file, dict));
        }
    }
    shown
}

fn annotation(file: &mut File<'_>, dict: &Dict) -> Option<Annotation> {
    let flags = file.get(dict, b"F").number().unwrap_or(0.0);
    let kind = file.get(dict, b"Subtype");
    if flags as i64 & UNSEEN != 0 || kind.name() == Some(b"Popup") {
        return None;
    }
    let place = Rect::of(&file.get_numbers(dict, b"Rect"))?;
    let appearance = appearance(file, dict);
    let value = if kind.name() == Some(b"Widget") {
        value(file, dict)
    } else {
        None
    };
    Some(Annotation {
        place,
        group: dict.get(&b"OC"[..]).cloned(),
        appearance,
        value,
    })
}

/// The form that draws it as it is: the normal one, of several states the one that it is in.
fn appearance(file: &mut File<'_>, dict: &Dict) -> Option<Object> {
    let appearances = file.get_dict(dict, b"AP");
    let normal = appearances.get(&b"N"[..])?;
    let resolved = file.resolve(normal);
    match &*resolved {
        Object::Dict(states) => {
            let state = file.get(dict, b"AS");
            states.get(state.name()?).cloned()
        }
        _ => Some(normal.clone()),
    }
}

/// What a field of text or of choices was filled in with; fields inherit both from those that they are parts of.
fn value(file: &mut File<'_>, dict: &Dict) -> Option<Option<Said>> {
    let (mut dict, mut value, mut is_text) = (dict.clone(), None, false);
    for _ in 0..MOST_PARENTS {
        is_text |= matches!(file.get(&dict, b"FT").name(), Some(b"Tx" | b"Ch"));
        if value.is_none() {
            value = match &*file.get(&dict, b"V") {
                Object::String(text) if !text.is_empty() => Some(text.clone()),
                _ => None,
            };
        }
        dict = file.get_dict(&dict, b"Parent");
        if dict.is_empty() {
            break;
        }
    }
    value.filter(|_| is_text).map(|text| said(&text))
}

/// What a string of text says, if it is in UTF-16 or ASCII.
pub(super) fn said(text: &[u8]) -> Option<Said> {
    match text.strip_prefix(b"\xfe\xff") {
        Some(units) => Said::of_utf16(units),
        None => {
            let units: Vec<u8> = text.iter().flat_map(|byte| [0, *byte]).collect();
            Said::of_utf16(&units).filter(|_| text.is_ascii())
        }
    }
}
