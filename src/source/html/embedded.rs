//! Rows that a page holds in elements that show none: in scripts, text areas and frames, for its scripts to show.

use std::ops::Range;

use memchr::memmem::Finder;

use super::escape::{Escape, copy};
use crate::source::Places;

/// The elements whose content is text, whatever stands in it.
const ELEMENTS: [&str; 3] = ["textarea", "script", "noscript"];

/// The page with the rows that it holds in such elements, in their place; nothing if there are none.
pub(super) fn unwrap(page: &str) -> Option<(String, Places)> {
    let (mut out, mut places) = (String::new(), Places::default());
    let (mut from, mut passed) = (0, 0);
    // Elements that have no end from here on.
    let mut endless = [false; ELEMENTS.len()];
    for at in memchr::memchr_iter(b'<', page.as_bytes()) {
        if at < passed {
            continue;
        }
        let name = name(page, at + 1);
        let (content, end) = if name.eq_ignore_ascii_case("iframe") {
            let tag = at..tag_end(page, at)?;
            passed = tag.end;
            let Some(found) = document(page, tag) else {
                continue;
            };
            found
        } else {
            let mut elements = ELEMENTS.iter().zip(&mut endless);
            let Some((name, endless)) = elements.find(|(it, _)| name.eq_ignore_ascii_case(it))
            else {
                continue;
            };
            let begin = tag_end(page, at)?;
            passed = begin;
            if *endless {
                continue;
            }
            let Some((content, end)) = content(page, begin, name) else {
                *endless = true;
                continue;
            };
            (content, end)
        };
        passed = end;
        let text = page.get(content.clone()).unwrap_or_default();
        let Some(escape) = escape(text) else { continue };
        copy(page, from, at, &mut out, &mut places);
        match escape {
            Some(escape) => escape.take_back(page, content, &mut out, &mut places),
            None => copy(page, content.start, content.end, &mut out, &mut places),
        }
        from = end;
    }
    (from > 0).then(|| {
        copy(page, from, page.len(), &mut out, &mut places);
        (out, places)
    })
}

/// The letters and digits at a place.
fn name(page: &str, at: usize) -> &str {
    let tag = page.get(at..).unwrap_or_default();
    let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
    tag.get(..length).unwrap_or_default()
}

/// Where a tag ends.
fn tag_end(page: &str, at: usize) -> Option<usize> {
    Some(at + page.get(at..)?.find('>')? + 1)
}

/// How the rows in a text are hidden, if there are some: not at all, or by escapes.
fn escape(text: &str) -> Option<Option<Escape>> {
    let has = |needle: &str| Finder::new(needle).find(text.as_bytes()).is_some();
    let rows = |begin: &str| {
        let mut pairs = [("tr", "td"), ("TR", "TD")].into_iter();
        pairs.any(|(row, cell)| has(&format!("{begin}{row}")) && has(&format!("{begin}{cell}")))
    };
    if rows("&lt;") {
        Some(Some(Escape::References))
    } else if rows("\\u003c") || rows("\\u003C") || rows("<") && has("\\") {
        Some(Some(Escape::Json))
    } else {
        rows("<").then_some(None)
    }
}

/// The content of an element that begins at `from`, and where the element ends.
fn content(page: &str, from: usize, element: &str) -> Option<(Range<usize>, usize)> {
    let mut search = from;
    loop {
        let end = search + page.get(search..)?.find("</")?;
        if name(page, end + 2).eq_ignore_ascii_case(element) {
            return Some((from..end, tag_end(page, end)?));
        }
        search = end + 2;
    }
}

/// The document that a frame holds in an attribute, and where the tag ends. The tag given ends at the first `>`, which may
/// stand in the document.
fn document(page: &str, tag: Range<usize>) -> Option<(Range<usize>, usize)> {
    const ATTRIBUTE: &str = "srcdoc=";
    let from = tag.start + page.get(tag)?.find(ATTRIBUTE)? + ATTRIBUTE.len();
    let rest = page.get(from..)?;
    let quote = rest.chars().next().filter(|ch| matches!(ch, '"' | '\''))?;
    let length = rest.get(1..)?.find(quote)?;
    let range = from + 1..from + 1 + length;
    let end = tag_end(page, range.end)?;
    Some((range, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        assert_eq!(unwrap(page).unwrap().0, expected);
    }

    #[test]
    fn cells_stand_in_place_of_the_element_around() {
        check(
            "<p>a<textarea id=x>&lt;tr&gt;&lt;td&gt;1&lt;b&gt;</textarea>b",
            "<p>a<tr><td>1<b>b",
        );
        check("a<TEXTAREA><tr><td>1</TextArea >b", "a<tr><td>1b");
        check(
            r#"a<script>x={"y":"<tr><td width=\"1\">2<\/td>"}</script>b"#,
            r#"ax={"y":"<tr><td width="1">2</td>"}b"#,
        );
        check(
            r#"<script>"\u003ctr>\u003ctd\u003e2"</script>"#,
            "\"<tr><td>2\"",
        );
        check(
            "<iframe width=1 srcdoc=\"&lt;tr&gt;&lt;td&gt;3\"></iframe>",
            "<tr><td>3</iframe>",
        );
        check("<iframe srcdoc='<tr><td>3'>", "<tr><td>3");
    }

    #[test]
    fn what_holds_no_cell_is_left() {
        let pages = [
            "<td>1",
            "<script>x</script><td>",
            "<textarea><tr><td>",
            "<textarea><tr><td></text",
            "<script>'<td>'</script>",
            "<iframe></iframe><p srcdoc=\"<tr><td>\">",
            "<iframe srcdoc=<tr><td>",
            "<script",
            "<",
        ];
        for page in pages {
            assert_eq!(unwrap(page), None, "{page}");
        }
    }
}
