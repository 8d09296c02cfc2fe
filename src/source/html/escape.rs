//! Markup inside a string: of JSON, or of a page that shows it.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::{fold::backslash, source::Places};

/// How markup is hidden in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// By backslashes.
    Json,
    /// By character references.
    References,
}

/// The text with one level of escapes taken back, and where its pieces stand; nothing if it is not escaped.
pub(super) fn unescape(text: &str) -> Option<(String, Places)> {
    let escape = escape(text)?;
    let (mut out, mut places) = (String::with_capacity(text.len()), Places::default());
    escape.take_back(text, 0..text.len(), &mut out, &mut places);
    Some((out, places))
}

impl Escape {
    /// Writes a range of a text without its escapes.
    pub(super) fn take_back(
        self,
        text: &str,
        range: Range<usize>,
        out: &mut String,
        places: &mut Places,
    ) {
        let mark = match self {
            Self::Json => b'\\',
            Self::References => b'&',
        };
        let within = text.get(..range.end).unwrap_or_default();
        let mut from = range.start;
        let bytes = within.as_bytes().get(range.start..).unwrap_or_default();
        for at in memchr::memchr_iter(mark, bytes).map(|at| range.start + at) {
            // The second of two backslashes is done with the first.
            if at < from {
                continue;
            }
            let rest = within.get(at..).unwrap_or_default();
            let Some((ch, length)) = (match self {
                Self::Json => backslash(rest),
                Self::References => reference(rest),
            }) else {
                continue;
            };
            copy(text, from, at, out, places);
            places.push(offset(out.len()), offset(at), offset(at + length), false);
            out.push(ch);
            from = at + length;
        }
        copy(text, from, range.end, out, places);
    }
}

pub(super) fn copy(text: &str, from: usize, to: usize, out: &mut String, places: &mut Places) {
    let piece = text.get(from..to).unwrap_or_default();
    if !piece.is_empty() {
        places.push(offset(out.len()), offset(from), offset(to), true);
        out.push_str(piece);
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// How the markup of a text is hidden, if it is.
fn escape(text: &str) -> Option<Escape> {
    let has = |needle: &str| Finder::new(needle).find(text.as_bytes()).is_some();
    let begins = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    if begins.starts_with(['{', '[', '"']) && has("\\") {
        return Some(Escape::Json);
    }
    let hidden = ["&lt;td", "&lt;tr", "&lt;TD", "&lt;TR"]
        .iter()
        .any(|cell| has(cell));
    let shown = ["<td", "<tr", "<th", "<TD", "<TR", "<TH"]
        .iter()
        .any(|cell| has(cell));
    (hidden && !shown).then_some(Escape::References)
}

/// The character that a reference stands for, of those that hide markup.
fn reference(rest: &str) -> Option<(char, usize)> {
    const REFERENCES: [(&str, char); 6] = [
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&amp;", '&'),
        ("&#39;", '\''),
        ("&#34;", '"'),
    ];
    let found = REFERENCES.iter().find(|(name, _)| rest.starts_with(name));
    found.map(|(name, ch)| (*ch, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (out, places) = unescape(text).unwrap();
        assert_eq!(out, expected);
        let whole = Span::new(0, offset(out.len()));
        assert_eq!(
            places.sources(whole).collect::<Vec<_>>(),
            [Span::new(0, offset(text.len()))]
        );
    }

    #[test]
    fn one_level_is_taken_back() {
        check(
            r#"{"a":"<td x=\"1\">\u89c4\n<\/td>\\n\ud842\udfb7"}"#,
            "{\"a\":\"<td x=\"1\">规\n</td>\\n𠮷\"}",
        );
        check("<p>&lt;td&gt;1&amp;nbsp;2&nbsp;", "<p><td>1&nbsp;2&nbsp;");
        check(r#"["\x\u12"#, r#"["\x\u12"#);
    }

    #[test]
    fn what_is_not_hidden_is_left() {
        for text in ["<td>&lt;td&gt;", "a\\n", "{a}", "&lt;p&gt;", ""] {
            assert_eq!(unescape(text), None, "{text}");
        }
    }
}
