//! The tags and the text of a page, with their places, as `html5gum` finds them.

use std::{convert::Infallible, ops::Range};

use html5gum::{Emitter, Error, State, Tokenizer, emitters::naive_next_state};

use super::elements::{Element, Elements, Spread};

/// Reads a page into its elements.
pub(super) fn read(source: &str, elements: Elements<'_>) {
    let tags = Tags {
        source,
        at: 0,
        string: 0,
        run: 0..0,
        tag: 0,
        ends: false,
        name: Vec::new(),
        last_start: Vec::new(),
        element: Element::Other,
        attribute: Vec::new(),
        value: Vec::new(),
        spread: Spread::ONE,
        elements,
    };
    // Reading a string cannot fail.
    let Ok(()) = Tokenizer::new_with_emitter(source, tags).finish();
}

/// What `html5gum` tells, piece by piece.
struct Tags<'s, 'p> {
    source: &'s str,
    /// How far the source is read.
    at: usize,
    /// Where the next piece of text begins.
    string: usize,
    /// Text of the source that is not passed on yet: pieces may end within a character.
    run: Range<usize>,
    /// Where the tag begins, whether it ends an element, and which.
    tag: usize,
    ends: bool,
    name: Vec<u8>,
    last_start: Vec<u8>,
    element: Element,
    /// The attribute that is read, if the element's are asked for.
    attribute: Vec<u8>,
    value: Vec<u8>,
    spread: Spread,
    elements: Elements<'p>,
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Tags<'_, '_> {
    /// Passes on the text that waits.
    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if let Some(text) = self.source.get(run.clone()).filter(|text| !text.is_empty()) {
            self.elements.text(text, offset(run.start));
        }
    }

    /// Takes note of an attribute. Of two with one name the first counts.
    fn close_attribute(&mut self) {
        match self.attribute.as_slice() {
            b"colspan" if self.spread.columns.is_none() => {
                self.spread.columns = number(&self.value).or(Some(1));
            }
            b"rowspan" if self.spread.rows.is_none() => {
                self.spread.rows = number(&self.value).or(Some(1));
            }
            b"type" => self.spread.hidden = self.value.eq_ignore_ascii_case(b"hidden"),
            b"style" => self.spread.style.declare(&self.value),
            b"hidden" => self.spread.style.unshown = true,
            _ => {}
        }
        self.attribute.clear();
        self.value.clear();
    }
}

/// The number that an attribute begins with; quotes that were escaped do not count.
fn number(value: &[u8]) -> Option<u32> {
    let digits = value
        .iter()
        .skip_while(|byte| {
            byte.is_ascii_whitespace() || matches!(byte, b'\\' | b'"' | b'\'' | b'+')
        })
        .take_while(|byte| byte.is_ascii_digit());
    digits.fold(None, |number, digit| {
        let digit = u32::from(digit - b'0');
        Some(
            number
                .unwrap_or(0u32)
                .saturating_mul(10)
                .saturating_add(digit),
        )
    })
}

/// How the content of an element is read.
fn next_state(name: &[u8]) -> Option<State> {
    match name {
        b"noframes" => Some(State::RawText),
        _ => naive_next_state(name),
    }
}

impl Emitter for Tags<'_, '_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.flush();
    }

    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    #[inline]
    fn move_position(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by);
    }

    fn init_string(&mut self) {
        self.string = self.at;
    }

    fn emit_string(&mut self, text: &[u8]) {
        let mut range = self.string..self.at;
        self.string = self.at;
        if self.elements.ignores_text() {
            return;
        }
        // Of CR LF the tokenizer gives one character, and passes over the other.
        let bytes = self.source.as_bytes();
        if range.len() == text.len() + 1 && bytes.get(range.start) == Some(&b'\n') {
            range.start += 1;
        }
        if self.source.as_bytes().get(range.clone()) == Some(text) {
            if self.run.end != range.start {
                self.flush();
                self.run.start = range.start;
            }
            self.run.end = range.end;
        } else if let Ok(text) = str::from_utf8(text) {
            self.flush();
            self.elements
                .put(text, offset(range.start), offset(range.end));
        }
    }

    fn start_open_tag(&mut self) {
        self.tag = self.at.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.name.clear();
        (self.ends, self.element, self.spread) = (false, Element::Other, Spread::ONE);
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        (self.ends, self.element) = (true, Element::Other);
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend(name);
    }

    fn init_attribute(&mut self) {
        if self.element == Element::Other && !self.ends {
            self.element = Element::of(&self.name);
        }
        self.close_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        if self.element.has_attributes() {
            self.attribute.extend(name);
        }
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        if matches!(
            self.attribute.as_slice(),
            b"colspan" | b"rowspan" | b"type" | b"style"
        ) {
            self.value.extend(value);
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush();
        self.close_attribute();
        let element = Element::of(&self.name);
        if self.ends {
            self.last_start.clear();
            self.elements.end(element);
        } else {
            self.last_start.clone_from(&self.name);
            let place = (offset(self.tag), offset(self.at));
            self.elements.start(element, self.spread, place);
        }
        self.string = self.at;
        self.run = self.at..self.at;
        if self.ends {
            None
        } else {
            next_state(&self.name)
        }
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.ends && !self.name.is_empty() && self.name == self.last_start
    }

    fn init_comment(&mut self) {}
    fn emit_current_comment(&mut self) {}
    fn emit_current_doctype(&mut self) {}
    fn set_self_closing(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
