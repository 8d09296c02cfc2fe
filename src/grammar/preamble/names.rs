//! Names of public bodies, where they stand before a year, a title or a date.

use crate::fold::Class;
use crate::grammar::text::{Gap, Glyph, Text};
use crate::template::words;

/// The longest name that is believed, in glyphs.
const LONGEST: usize = 48;

/// A range of glyphs that is a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Name {
    /// The name's glyphs.
    pub(super) fn glyphs(self, text: &Text) -> &[Glyph] {
        text.glyphs.get(self.start..self.end).unwrap_or_default()
    }

    /// The name as folded text.
    pub(super) fn folded(self, text: &Text) -> String {
        self.glyphs(text).iter().map(|glyph| glyph.ch()).collect()
    }

    /// Whether it is a name at all: two letters at least, no pronoun, no word of a site's navigation.
    pub(super) fn is_plausible(self, text: &Text) -> bool {
        let glyphs = self.glyphs(text);
        let latin = glyphs.iter().filter(|glyph| glyph.ch().is_ascii()).count();
        (2..=LONGEST).contains(&glyphs.len())
            && latin * 2 < glyphs.len()
            && !words::PRONOUNS
                .iter()
                .any(|word| text.reads(self.start, word))
            && !words::NO_NAMES.iter().any(|word| {
                text.reads_back(self.end, word)
                    .is_some_and(|start| start >= self.start)
            })
    }

    /// Whether it ends as names of public bodies do.
    pub(super) fn is_body(self, text: &Text) -> bool {
        let glyphs = self.glyphs(text);
        let opening = glyphs
            .iter()
            .position(|glyph| glyph.ch() == '(')
            .filter(|&index| index > 1);
        let end = opening.map_or(self.end, |index| self.start + index);
        words::BODY_ENDS.iter().any(|word| {
            text.reads_back(end, word)
                .is_some_and(|start| start > self.start)
        })
    }

    /// Whether it says of which place it is, so that nothing before it is missed: 江州市民政局, not 市民政局 or 民政局.
    pub(super) fn has_place(self, text: &Text) -> bool {
        let glyphs = self.glyphs(text);
        let named = glyphs
            .iter()
            .skip(2)
            .any(|glyph| words::PLACE_ENDS.contains(&glyph.ch()))
            || glyphs
                .get(1)
                .is_some_and(|glyph| words::PLACE_ENDS.contains(&glyph.ch()))
                && glyphs.len() > 2;
        let short = glyphs
            .first()
            .is_some_and(|glyph| words::PLACE_ENDS.contains(&glyph.ch()));
        (named && !short)
            || words::NATIONAL
                .iter()
                .any(|word| text.reads(self.start, word))
    }

    /// Whether its last character is that of a place or of a body that has offices: what follows may belong to it.
    fn leads_on(self, text: &Text) -> bool {
        self.glyphs(text)
            .last()
            .is_some_and(|glyph| words::PLACE_ENDS.contains(&glyph.ch()))
            || self.is_body(text)
    }
}

/// Whether a glyph can stand in a name; parentheses and the comma within them can.
fn fits(glyph: Glyph, depth: i32) -> bool {
    match glyph.class() {
        Class::Letter => true,
        Class::Open => glyph.ch() == '(',
        Class::Close => glyph.ch() == ')',
        Class::Comma => depth > 0 && glyph.is(words::LIST_COMMA),
        _ => glyph.ch() == '·',
    }
}

/// The piece of text without white space in it that ends before `end`.
fn piece_back(text: &Text, end: usize) -> Option<Name> {
    let (mut start, mut depth) = (end, 0);
    while let Some(index) = start.checked_sub(1) {
        let Some(glyph) = text.get(index) else { break };
        depth += i32::from(glyph.ch() == ')') - i32::from(glyph.ch() == '(');
        if depth < 0 || !fits(glyph, depth) || end - index > LONGEST {
            break;
        }
        start = index;
        if glyph.gap() > Gap::None && depth == 0 {
            break;
        }
    }
    if start == end || depth > 0 {
        None
    } else {
        Some(Name { start, end })
    }
}

/// The name that ends before `end`. White space and a line's end belong to it where it would be torn without:
/// 江 州 市 民 政 局, 江州市 民政局, 江州市白河区 / 文化广电和旅游局.
pub(super) fn back(text: &Text, end: usize) -> Option<Name> {
    let mut name = piece_back(text, end)?;
    while matches!(text.gap(name.start), Gap::Space | Gap::Line) {
        let Some(left) = piece_back(text, name.start) else {
            break;
        };
        if name.end - left.start > LONGEST || !joins(text, left, name) {
            break;
        }
        name.start = left.start;
    }
    Some(name)
}

/// Whether the piece on the left is the beginning of the name.
fn joins(text: &Text, left: Name, name: Name) -> bool {
    let single = left.end - left.start == 1 || text.gap(name.start + 1) == Gap::Space;
    let torn = !name.has_place(text) && left.is_plausible(text);
    match text.gap(name.start) {
        Gap::Space => single || (torn && left.leads_on(text)),
        // The whole line before, and no sentence that happens to end there; the tear may be anywhere in the name.
        Gap::Line => {
            torn && text.gap(left.start) >= Gap::Line
                && (left.has_place(text) || left.leads_on(text))
        }
        _ => false,
    }
}

/// The name from `start` on, to the end of the piece.
pub(super) fn piece_forward(text: &Text, start: usize) -> Option<Name> {
    let (mut end, mut depth) = (start, 0);
    while let Some(glyph) = text.get(end) {
        depth += i32::from(glyph.ch() == '(') - i32::from(glyph.ch() == ')');
        if (end > start && glyph.gap() > Gap::None)
            || depth < 0
            || !fits(glyph, depth)
            || end - start > LONGEST
        {
            break;
        }
        end += 1;
    }
    if start == end || depth > 0 {
        None
    } else {
        Some(Name { start, end })
    }
}

/// The name without the words before it that are none of it (现将, 关于) and those behind it (的, 关于); whether there were
/// verbs of a sentence before it.
pub(super) fn trim(text: &Text, name: Name) -> (Name, bool) {
    let (mut start, mut end) = (name.start, name.end);
    while let Some(cut) = words::TRAILS
        .iter()
        .find_map(|word| text.reads_back(end, word).filter(|&cut| cut >= start))
    {
        end = cut;
    }
    let mut led = false;
    for index in name.start..end {
        for lead in words::LEADS {
            if !text.reads(index, lead) || is_kept(text, index) {
                continue;
            }
            let length = lead.chars().count();
            if index + length <= end && index + length > start {
                start = index + length;
                led = true;
            }
        }
    }
    (Name { start, end }, led)
}

/// Whether the verb at `index` is only a part of a word that names have.
pub(super) fn is_kept(text: &Text, index: usize) -> bool {
    words::KEPT.iter().any(|&(word, offset)| {
        index
            .checked_sub(offset)
            .is_some_and(|start| text.reads(start, word))
    })
}

/// Whether the name ends as an office does that is a part of another body.
pub(super) fn is_office(text: &Text, name: Name) -> bool {
    office(text, name).is_some()
}

/// What stands before the office at the end of the name.
fn office(text: &Text, name: Name) -> Option<Name> {
    words::OFFICES.iter().find_map(|word| {
        let end = text
            .reads_back(name.end, word)
            .filter(|&end| end > name.start)?;
        Some(Name { end, ..name })
    })
}

/// The body that an office is a part of, if it is no body of its own: 江州市民政局 for 江州市民政局办公室, 青石镇人民政府 for
/// its 党政办公室; none for the office of a county's government.
pub(super) fn body_of_office(text: &Text, name: Name) -> Option<Name> {
    let body = office(text, name)?;
    let local = words::LOCAL
        .iter()
        .any(|word| text.reads_back(body.end, word).is_some());
    let government = body
        .glyphs(text)
        .last()
        .is_some_and(|glyph| words::PLACE_ENDS.contains(&glyph.ch()))
        || text.reads_back(body.end, words::GOVERNMENT).is_some();
    (local || !government && body.is_body(text)).then_some(body)
}
