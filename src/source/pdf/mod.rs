//! PDF files: the text that their pages show, and the tables by the lines that are ruled on them.
//!
//! A page says where each glyph stands and where lines are drawn, and nothing else. Ruled tables become grids, as they are
//! in other containers; a table that a page breaks is one. Everything else is lines, with blanks for the gaps between
//! words, so that columns that are kept by position only can be told by it.

mod annotations;
mod cmap;
mod content;
mod file;
mod filters;
mod flow;
mod fonts;
mod gaps;
mod geometry;
mod glyphs;
mod halves;
mod lines;
mod lock;
mod outlines;
mod syntax;
mod tables;
mod write;

use super::{Document, Places};
use crate::error::{Error, ErrorKind, Limit};
use crate::span::Span;
use content::{Glyph, Rule, Shows, Store, upright};
use file::File;
use geometry::{Matrix, Rect};
use tables::Table;

/// How many pages are read.
const MOST_PAGES: usize = 1 << 14;

/// What is to be said of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It is a picture, without text.
    Picture,
    /// Its text is not painted: a program has recognised it in a picture.
    Recognised,
    /// So many of its characters are unknown: their fonts do not say what they are.
    Unknown(usize),
    /// So many of its characters cannot be seen: something is painted over them, or they are white on white.
    Covered(usize),
}

/// What was read of a file besides its text.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    pub(crate) regions: Regions,
    /// What is to be said of pages, by their numbers.
    pub(crate) flaws: Vec<(u32, Flaw)>,
    /// The table of the file's objects was broken: they were looked for.
    pub(crate) repaired: bool,
}

/// A part of a page of a PDF file, in points of a seventy-second of an inch from the bottom left corner of the page as it
/// is shown.
///
/// ```no_run
/// let report = gongkai::read_pdf(&std::fs::read("report.pdf")?)?;
/// let fees = report.article20().fees().amount();
/// let region = fees.span().and_then(|span| report.regions(span).next());
/// if let Some(region) = region {
///     println!("the fees stand on page {}, {} points from the left", region.page(), region.left());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageBox {
    page: u32,
    left: f32,
    bottom: f32,
    right: f32,
    top: f32,
}

impl PageBox {
    /// The number of the page, from 1.
    #[must_use]
    pub const fn page(self) -> u32 {
        self.page
    }

    /// The left edge.
    #[must_use]
    pub const fn left(self) -> f32 {
        self.left
    }

    /// The lower edge.
    #[must_use]
    pub const fn bottom(self) -> f32 {
        self.bottom
    }

    /// The right edge.
    #[must_use]
    pub const fn right(self) -> f32 {
        self.right
    }

    /// The upper edge.
    #[must_use]
    pub const fn top(self) -> f32 {
        self.top
    }
}

/// Where the pieces of a text stand on pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Regions {
    /// For each piece of the text the index of its box.
    places: Places,
    boxes: Vec<PageBox>,
}

impl Regions {
    /// The boxes of a range of the text, in its order.
    pub(crate) fn of(&self, span: Span) -> impl Iterator<Item = PageBox> + '_ {
        let indices = self.places.sources(span).flat_map(|span| {
            let (from, to) = (span.start(), span.end());
            from..to.max(from + 1)
        });
        indices.filter_map(|index| self.boxes.get(index).copied())
    }
}

/// A page as it is read.
struct Sheet {
    glyphs: Vec<Glyph>,
    tables: Vec<Table>,
    area: Rect,
    /// What turns it back as it is shown.
    back: Matrix,
}

/// The document of a PDF file of which no more than `most` bytes may be expanded. `torn` says whether two texts are the
/// halves of one that a form has.
pub(crate) fn read(
    bytes: &[u8],
    most: usize,
    torn: impl Fn(&str, &str) -> bool,
) -> Result<(Document<'static>, Extras), Error> {
    let mut file = File::open(bytes, most)?;
    let mut store = Store::of(&mut file);
    let mut extras = Extras::default();
    let mut flow = flow::Flow::default();
    let mut parted = None;
    let leaves = file.pages();
    if leaves.len() > MOST_PAGES {
        file.exceed(Limit::Objects);
    }
    for (number, leaf) in (1_u32..).zip(&leaves) {
        if file.exceeded().is_some() {
            break;
        }
        let shows = content::draw(&mut file, &mut store, leaf);
        let (sheet, flaws) = sheet(shows);
        extras.flaws.extend(flaws.map(|flaw| (number, flaw)));
        for sheet in halves::halves(sheet, &mut parted) {
            flow.add(number, sheet);
        }
    }
    if let Some(limit) = file.exceeded() {
        return Err(ErrorKind::LimitExceeded { limit }.into());
    }
    if leaves.is_empty() {
        return Err(ErrorKind::Damaged.into());
    }
    extras.repaired = file.was_searched();
    if flow.is_empty() && extras.flaws.iter().any(|(_, flaw)| *flaw == Flaw::Picture) {
        return Err(ErrorKind::Scanned.into());
    }
    let (blocks, pages) = flow.finish(torn);
    let (document, regions) = write::write(&blocks, &pages);
    extras.regions = regions;
    Ok((document, extras))
}

/// A page with its glyphs upright and each once, and what is to be said of it.
fn sheet(shows: Shows) -> (Sheet, impl Iterator<Item = Flaw>) {
    let Shows {
        mut glyphs,
        mut across,
        mut down,
        pictures,
        width,
        height,
    } = shows;
    let page = Rect {
        left: 0.0,
        bottom: 0.0,
        right: width,
        top: height,
    };
    let flaw = seen(&mut glyphs, pictures, width * height);
    let turn = main_turn(&glyphs);
    let (mut area, mut back) = (page, Matrix::IDENTITY);
    if turn > 0 {
        let matrix = upright(page, turn);
        area = page.under(matrix);
        back = upright(area, 4 - turn);
        for glyph in &mut glyphs {
            glyph.area = glyph.area.under(matrix);
            glyph.origin = matrix.point(glyph.origin.0, glyph.origin.1);
            if glyph.turn < 4 {
                glyph.turn = (glyph.turn + 4 - turn) % 4;
            }
        }
        (across, down) = turned(across, down, matrix);
    }
    let glyphs = lines::single(glyphs);
    let unknown = glyphs.iter().filter(|glyph| glyph.said.is_none()).count();
    let unknown = (unknown > 0).then_some(Flaw::Unknown(unknown));
    let sheet = Sheet {
        glyphs,
        tables: tables::tables(across, down),
        area,
        back,
    };
    (sheet, flaw.into_iter().chain(unknown))
}

/// Leaves the glyphs that can be seen. Where next to none can, and pictures are there, those are left that a program has
/// recognised in the pictures.
fn seen(glyphs: &mut Vec<Glyph>, pictures: f64, page: f64) -> Option<Flaw> {
    /// Pictures that cover so much of a page without text are its text.
    const MOST_OF_IT: f64 = 0.25;
    let is_seen = |glyph: &Glyph| !glyph.hidden && !glyph.covered;
    let count = |of: &dyn Fn(&Glyph) -> bool| {
        let shown = glyphs.iter().filter(|glyph| !glyph.is_blank());
        shown.filter(|glyph| of(glyph)).count()
    };
    let (painted, all) = (count(&is_seen), count(&|_| true));
    let covered = count(&|glyph| glyph.covered);
    let is_pictured = pictures > MOST_OF_IT * page;
    // A page of a scan may have its number, or a stamp, as text.
    if all > painted && (painted == 0 || (is_pictured && all - painted > painted)) {
        let stamps: Vec<Rect> = glyphs
            .iter()
            .filter(|glyph| is_seen(glyph) && !glyph.is_blank())
            .map(|glyph| glyph.area)
            .take(64)
            .collect();
        glyphs.retain(|glyph| {
            let middle = glyph.area.middle();
            is_seen(glyph) || !stamps.iter().any(|stamp| stamp.holds(middle))
        });
        return Some(Flaw::Recognised);
    }
    glyphs.retain(is_seen);
    match painted {
        0 => is_pictured.then_some(Flaw::Picture),
        _ => (covered > 0).then_some(Flaw::Covered(covered)),
    }
}

/// Where most lines of a page run.
fn main_turn(glyphs: &[Glyph]) -> u8 {
    let mut counts = [0_usize; 4];
    for glyph in glyphs {
        if let Some(count) = counts.get_mut(usize::from(glyph.turn)) {
            *count += 1;
        }
    }
    let most = (0_u8..)
        .zip(counts)
        .max_by_key(|(turn, count)| (*count, 4 - turn));
    most.map_or(0, |(turn, _)| turn)
}

/// Lines on a page that is turned.
fn turned(across: Vec<Rule>, down: Vec<Rule>, matrix: Matrix) -> (Vec<Rule>, Vec<Rule>) {
    let areas = across.into_iter().map(|rule| Rect {
        left: rule.from,
        right: rule.to,
        bottom: rule.at,
        top: rule.at,
    });
    let areas = areas.chain(down.into_iter().map(|rule| Rect {
        left: rule.at,
        right: rule.at,
        bottom: rule.from,
        top: rule.to,
    }));
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for area in areas.map(|area| area.under(matrix)) {
        if area.width() > area.height() {
            across.push(Rule {
                at: area.middle().1,
                from: area.left,
                to: area.right,
            });
        } else {
            down.push(Rule {
                at: area.middle().0,
                from: area.bottom,
                to: area.top,
            });
        }
    }
    (across, down)
}
