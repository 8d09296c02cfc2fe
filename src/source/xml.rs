//! The elements of a part, one by one.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::package::{MOST_DEPTH, damaged};
use crate::error::{Error, ErrorKind, Limit};

/// What a part has next.
#[derive(Debug)]
pub(super) enum Node<'x> {
    Start(Element<'x>),
    /// The end of an element, by its name.
    End(&'x str),
    Text(&'x str),
    /// A character that the part refers to.
    Char(char),
}

/// The start of an element.
#[derive(Debug)]
pub(super) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// The value of an attribute, by its name without the prefix. References in it are left as they are: those that are
    /// asked for have none.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut found = attributes.with_checks(false).flatten();
        let found = found.find(|attribute| local(attribute.key.0) == name);
        found.map(|attribute| attribute.value.into_owned())
    }

    /// The same as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Passes every node of a part to `visit`. An element without content has its end, too.
pub(super) fn walk(
    part: &str,
    mut visit: impl FnMut(Node<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut reader = Reader::from_str(part);
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(start) => {
                depth += 1;
                if depth > MOST_DEPTH {
                    let limit = Limit::Depth;
                    return Err(ErrorKind::LimitExceeded { limit }.into());
                }
                visit(Node::Start(Element(start)))?;
            }
            Event::Empty(start) => {
                let name = start.name().0.to_owned();
                visit(Node::Start(Element(start)))?;
                visit(Node::End(local(&name)))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Node::End(local(end.name().0)))?;
            }
            Event::Text(text) => visit(Node::Text(&text.into_inner()))?,
            Event::CData(text) => visit(Node::Text(&text.into_inner()))?,
            Event::GeneralRef(reference) => {
                if let Some(ch) = referred(&reference) {
                    visit(Node::Char(ch))?;
                }
            }
            Event::Eof if depth > 0 => return Err(damaged()),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The character of a reference. Office files declare no entities.
fn referred(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(ch)) = reference.resolve_char_ref() {
        return Some(ch);
    }
    match &*reference.xml10_content() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
