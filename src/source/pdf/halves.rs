//! Pages whose text stands in two columns, or that show two pages side by side: each half is a page of its own.

use super::Sheet;
use super::content::Glyph;
use super::geometry::{Matrix, Rect};
use super::lines::lines;
use super::tables::Table;

/// A half has so many lines of text of so many letters: those of a text are as wide as it, for the most part; labels of the
/// rows of a table are more. The heads of columns are shorter.
const LEAST_LINES: usize = 3;
const LEAST_LABELS: usize = 5;
const LEAST_LETTERS: usize = 10;
const MOST_OF_IT: f64 = 0.6;

/// Tables whose widths differ by no more are halves of one.
const SAME_WIDTH: f64 = 5.0;

/// The halves of a page, or the page. `before` is where the page before is parted: a page that may be parted there is.
pub(super) fn halves(sheet: Sheet, before: &mut Option<f64>) -> Vec<Sheet> {
    let middle = sheet.area.middle().0;
    let Some((from, to)) = gap(&sheet) else {
        return vec![sheet];
    };
    let at = f64::midpoint(from, to);
    let again = before.is_some_and(|before| from <= before && before <= to);
    let are_text =
        || is_text(&sheet, sheet.area.left, from) && is_text(&sheet, to, sheet.area.right);
    if !again && !are_text() {
        return vec![sheet];
    }
    *before = Some(at);
    part(sheet, at, middle)
}

/// The gap down the middle of a page that nothing stands in.
fn gap(sheet: &Sheet) -> Option<(f64, f64)> {
    const MOST_PLACES: usize = 1 << 12;
    const WIDEST_SHIFT: f64 = 0.1;
    const LEAST_WIDTH: f64 = 0.8;
    let page = sheet.area;
    let shown = || sheet.glyphs.iter().filter(|glyph| !glyph.is_blank());
    let size = shown().map(|glyph| glyph.size).sum::<f64>() / shown().count().max(1) as f64;
    let mut taken = vec![false; (page.width().max(0.0) as usize).min(MOST_PLACES) + 1];
    let areas = shown().map(|glyph| glyph.area);
    for area in areas.chain(sheet.tables.iter().map(|table| table.area)) {
        let from = (area.left - page.left).floor().max(0.0) as usize;
        let to = (area.right - page.left).ceil().max(0.0) as usize;
        let to = to.min(taken.len());
        for place in taken.get_mut(from..to).unwrap_or_default() {
            *place = true;
        }
    }
    let near = WIDEST_SHIFT * page.width();
    let middle = page.width() / 2.0;
    let mut widest: Option<(usize, usize)> = None;
    let mut at = 0;
    for run in taken.chunk_by(|one, next| one == next) {
        let (from, to) = (at, at + run.len());
        at = to;
        let is_near = from as f64 <= middle + near && to as f64 >= middle - near;
        let width = |run: (usize, usize)| run.1 - run.0;
        if run.first() == Some(&false)
            && is_near
            && widest.is_none_or(|widest| width(widest) < run.len())
        {
            widest = Some((from, to));
        }
    }
    let (from, to) = widest?;
    let is_between = from > 0 && to < taken.len() && (to - from) as f64 >= LEAST_WIDTH * size;
    is_between.then_some((page.left + from as f64, page.left + to as f64))
}

/// Whether a part of a page holds text or a table that is as wide as it, rather than the labels or the values of a table.
fn is_text(sheet: &Sheet, from: f64, to: f64) -> bool {
    let within = |area: Rect| from <= area.left && area.right <= to;
    let glyphs: Vec<&Glyph> = sheet.glyphs.iter().filter(|it| within(it.area)).collect();
    let shown = glyphs.iter().filter(|glyph| !glyph.is_blank());
    let all = shown.map(|glyph| glyph.area).reduce(Rect::cover);
    let Some(all) = all else { return false };
    let is_wide = |area: Rect| area.width() >= MOST_OF_IT * all.width();
    let tables = sheet.tables.iter().map(|table| table.area);
    if tables.filter(|area| within(*area)).any(is_wide) {
        return true;
    }
    let lines = lines(&glyphs, true);
    let pieces = lines.iter().flat_map(|line| &line.pieces);
    let letters = |text: &str| text.chars().filter(|ch| ch.is_alphabetic()).count();
    let long: Vec<Rect> = pieces
        .filter(|piece| letters(&piece.text) >= LEAST_LETTERS)
        .map(|piece| piece.area)
        .collect();
    let wide = long.iter().filter(|area| is_wide(**area)).count();
    wide >= LEAST_LINES || long.len() >= LEAST_LABELS
}

/// The two halves of a page that is parted at a place. The right one is moved so that what goes on from the left one stands
/// under it.
fn part(sheet: Sheet, at: f64, middle: f64) -> Vec<Sheet> {
    let Sheet {
        glyphs,
        tables,
        area,
        back,
    } = sheet;
    let (left, mut right): (Vec<Glyph>, Vec<Glyph>) = glyphs
        .into_iter()
        .partition(|glyph| glyph.area.middle().0 < at);
    let (left_tables, right_tables): (Vec<Table>, Vec<Table>) = tables
        .into_iter()
        .partition(|table| table.area.middle().0 < at);
    let shift = match (left_tables.last(), right_tables.first()) {
        (Some(last), Some(first))
            if (last.area.width() - first.area.width()).abs() <= SAME_WIDTH =>
        {
            first.area.left - last.area.left
        }
        _ => middle - area.left,
    };
    let moved = Matrix([1.0, 0.0, 0.0, 1.0, -shift, 0.0]);
    for glyph in &mut right {
        glyph.area = glyph.area.under(moved);
        glyph.origin.0 -= shift;
    }
    let right_tables = right_tables.into_iter();
    vec![
        Sheet {
            glyphs: left,
            tables: left_tables,
            area: Rect { right: at, ..area },
            back,
        },
        Sheet {
            glyphs: right,
            tables: right_tables.map(|table| table.moved(-shift)).collect(),
            area: Rect { left: at, ..area }.under(moved),
            back: Matrix([1.0, 0.0, 0.0, 1.0, shift, 0.0]).then(back),
        },
    ]
}
