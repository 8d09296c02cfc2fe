//! Web pages: what a browser would show of the markup, as lines and grids.
//!
//! Which element ends where is known for cells, rows and grids, and not asked for the others. Every block is a line of its
//! own. What is not shown (scripts, styles, comments) or no longer said (deleted text) is left out; raised digits are
//! footnote marks and no digits. Text outside every element, as around the tables of a Markdown file, stands as it is.

mod elements;
mod embedded;
mod escape;
mod style;
mod tags;
#[cfg(test)]
mod tests;

use super::{Document, Places, page::Page};
use elements::Elements;

/// How many strings a page may be in, one within the other.
const MOST_LEVELS: usize = 3;

/// The document that a page shows, or a page within a string. A page that shows no grid may hold what its scripts show.
pub(crate) fn read(source: &str) -> Document<'static> {
    let (inner, levels) = unescape(source);
    let source = inner.as_deref().unwrap_or(source);
    let mut document = shown(source);
    if document.rows.is_empty()
        && let Some((inner, places)) = embedded::unwrap(source)
    {
        document = shown(&inner);
        document.places.push(places);
    }
    document.places.extend(levels.into_iter().rev());
    document
}

fn shown(source: &str) -> Document<'static> {
    let mut page = Page::with_room(source.len());
    tags::read(source, Elements::new(&mut page));
    page.finish()
}

/// Whether a text is marked up: one of the elements that pages and tables are made of begins in it, be it in a string.
pub(crate) fn is_markup(text: &str) -> bool {
    has_elements(text) || unescape(text).0.is_some_and(|text| has_elements(&text))
}

/// What the innermost string holds, if there is one, and the places of its text, the outermost first.
fn unescape(source: &str) -> (Option<String>, Vec<Places>) {
    let mut levels = Vec::new();
    let mut inner: Option<String> = None;
    while levels.len() < MOST_LEVELS
        && let Some((text, places)) = escape::unescape(inner.as_deref().unwrap_or(source))
    {
        levels.push(places);
        inner = Some(text);
    }
    (inner, levels)
}

fn has_elements(text: &str) -> bool {
    const MARKS: [&str; 8] = ["table", "tr", "td", "th", "html", "body", "div", "p"];
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let (name, behind) = rest.split_at(length);
        let ends = behind
            .first()
            .is_some_and(|byte| matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace());
        ends && MARKS
            .iter()
            .any(|mark| mark.as_bytes().eq_ignore_ascii_case(name))
    })
}
