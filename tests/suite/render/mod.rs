//! Small renderers: each makes of a sheet the text that some tool makes of a report. Later layouts
//! add theirs to `LAYOUTS`.

mod aligned;
mod drawn;
#[cfg(feature = "html")]
mod html;
mod lists;
mod pipes;
mod run_on;
mod stacked;
mod tab_lines;
mod tabs;
mod wiki;

use crate::generate::{Sheet, generate};
use crate::page::{Anchor, Grid, Part, page};
use crate::random::Rng;
use crate::write::{Rendered, Writer};

/// A layout: its name, its renderer, and what a reading of it must show.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) name: &'static str,
    pub(crate) render: fn(&Sheet, &mut Rng) -> Rendered,
    pub(crate) expect: Expect,
}

/// What a reading of a layout must show. No cell may ever be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    /// The report: every cell, blank or not, can be told from the text.
    Whole,
    /// Every row all of whose cells are printed, if the report has a number: else nothing tells styles of rows apart.
    Numbered,
    /// The report, if anything stands in any cell: a blank shows only by the values around it. A blank row without a label
    /// does not show.
    Shown,
    /// Every row that has a label: where a page ends before a row without one, or within it, it is nobody's.
    Labelled,
    /// Every row all of whose cells are printed, form, year and agency. Other cells may be ambiguous
    /// or absent, because blanks leave no trace; and so may be a row that reads as the number of a page.
    FullRows,
    /// Form, year and agency.
    Head,
    /// Nothing: it is enough to be right or to abstain.
    NeverWrong,
}

impl std::fmt::Debug for Layout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// A layout from which every cell can be told.
const fn layout(name: &'static str, render: fn(&Sheet, &mut Rng) -> Rendered) -> Layout {
    Layout {
        name,
        render,
        expect: Expect::Whole,
    }
}

/// A layout that shows less than the report.
const fn partial(
    name: &'static str,
    render: fn(&Sheet, &mut Rng) -> Rendered,
    expect: Expect,
) -> Layout {
    Layout {
        name,
        render,
        expect,
    }
}

/// Every layout, with what is to be expected of it.
const LAYOUTS: &[Layout] = &[
    layout("tsv_covered", tabs::tsv_covered),
    layout("tsv_dropped", tabs::tsv_dropped),
    layout("tsv_wrapped", tabs::tsv_wrapped),
    layout("tsv_page_break", tabs::tsv_page_break),
    layout("tsv_repeated", tabs::tsv_repeated),
    layout("csv_repeated", tabs::csv_repeated),
    layout("csv_unnamed", tabs::csv_unnamed),
    layout("csv_newlines", tabs::csv_newlines),
    layout("csv_quoted", tabs::csv_quoted),
    layout("pipes_bare", pipes::bare),
    layout("pipes_colspan", pipes::colspan),
    layout("pipes_one_line", pipes::one_line),
    layout("pipes_covered", pipes::covered),
    layout("pipes_ragged", pipes::ragged),
    layout("pipes_no_outer", pipes::no_outer),
    layout("pipes_doubled", pipes::doubled),
    layout("pipes_alternate", pipes::alternate),
    layout("pipes_cell_a_line", pipes::cell_a_line),
    layout("pipes_wrapped", pipes::wrapped),
    layout("pipes_aligned", pipes::aligned),
    layout("org", pipes::org),
    layout("grid_spans", drawn::grid_spans),
    layout("grid_nested", drawn::grid_nested),
    layout("grid_narrow", drawn::grid_narrow),
    layout("mysql", drawn::mysql),
    layout("box_light", drawn::box_light),
    layout("box_spans", drawn::box_spans),
    layout("box_double", drawn::box_double),
    layout("box_heavy", drawn::box_heavy),
    layout("rst_simple", drawn::rst_simple),
    layout("list_python", lists::python),
    layout("list_python_rows", lists::python_rows),
    layout("list_json", lists::json),
    layout("list_json_indented", lists::json_indented),
    layout("list_json_records", lists::json_records),
    layout("mediawiki", wiki::mediawiki),
    layout("mediawiki_lines", wiki::mediawiki_lines),
    partial("pipes_collapsed", pipes::collapsed, Expect::Head),
    layout("stack_paragraphs", stacked::paragraphs),
    layout("stack_lines", stacked::lines),
    layout("stack_covered", stacked::covered),
    partial("stack_styles", stacked::styles, Expect::Numbered),
    layout("stack_marked", stacked::marked),
    partial("stack_pages", stacked::pages, Expect::Labelled),
    partial("stack_vanished", stacked::vanished, Expect::FullRows),
    partial("stack_distinct", stacked::distinct, Expect::NeverWrong),
    layout("tab_cells", tab_lines::cells),
    partial("tab_alone", tab_lines::alone, Expect::FullRows),
    layout("tab_breaks", tab_lines::breaks),
    partial("label_line", run_on::label_line, Expect::FullRows),
    partial("row_a_line", run_on::row_a_line, Expect::FullRows),
    partial("wrapped_label", run_on::wrapped_label, Expect::FullRows),
    partial("run_on", run_on::run_on, Expect::FullRows),
    partial("run_on_tight", run_on::run_on_tight, Expect::FullRows),
    partial("run_on_glued", run_on::run_on_glued, Expect::NeverWrong),
    partial("label_behind", run_on::label_behind, Expect::FullRows),
    partial("run_on_behind", run_on::run_on_behind, Expect::NeverWrong),
    partial("aligned_points", aligned::points, Expect::Shown),
    partial("aligned_display", aligned::display, Expect::Shown),
    partial("aligned_wrapped", aligned::wrapped, Expect::Shown),
    partial("aligned_vertical", aligned::vertical, Expect::Shown),
    partial("aligned_pages_headed", aligned::pages_headed, Expect::Shown),
    partial(
        "aligned_pages_bare",
        aligned::pages_bare,
        Expect::NeverWrong,
    ),
    partial("raw_order", aligned::raw, Expect::NeverWrong),
];

/// Every way to mark a page up.
pub(crate) fn pages() -> Vec<Layout> {
    #[cfg(feature = "html")]
    let pages = html::PAGES.to_vec();
    // This build reads no pages.
    #[cfg(not(feature = "html"))]
    let pages = Vec::new();
    pages
}

/// Layouts that are not read yet: nothing of them may be read wrong, but nothing has to be read.
const SOON: &[&str] = &[];

/// Every layout, with what is expected of it by now; with `GONGKAI_SOON` in the environment all that it
/// shows.
pub(crate) fn layouts() -> Vec<Layout> {
    let all = std::env::var_os("GONGKAI_SOON").is_some();
    let expect = |layout: &Layout| match layout.expect {
        _ if !all && SOON.contains(&layout.name) => Expect::NeverWrong,
        expect => expect,
    };
    LAYOUTS
        .iter()
        .map(|layout| Layout {
            expect: expect(layout),
            ..*layout
        })
        .collect()
}

/// The layouts whose names begin with one of those in `GONGKAI_LAYOUTS`, parted by commas; all, where it is not set.
pub(crate) fn wanted(layouts: Vec<Layout>) -> Vec<Layout> {
    let Ok(names) = std::env::var("GONGKAI_LAYOUTS") else {
        return layouts;
    };
    let named = |layout: &Layout| names.split(',').any(|name| layout.name.starts_with(name));
    layouts.into_iter().filter(named).collect()
}

/// The report that `seed` and `layout` name, rendered.
pub(crate) fn rendered(sheet: &Sheet, layout: Layout) -> Rendered {
    (layout.render)(sheet, &mut Rng::new(sheet.spec.seed ^ 0x1a70))
}

/// A document whose text parts are lines with `gap` behind each, and whose tables `table` writes.
fn document(sheet: &Sheet, gap: &str, mut table: impl FnMut(&mut Writer, &Grid)) -> Rendered {
    let mut writer = Writer::default();
    for part in page(sheet) {
        match part {
            Part::Text(text) => writer.text(&text),
            Part::Table(grid) => {
                table(&mut writer, &grid);
                let end = writer.out.text.trim_end_matches('\n').len();
                writer.out.text.truncate(end.max(last_cell(&writer.out)));
            }
        }
        writer.text(gap);
    }
    writer.out
}

/// Where the last cell or separator ends.
fn last_cell(out: &Rendered) -> usize {
    let places = out.places.iter().map(|(_, range)| range.end);
    let rest = out.labels.iter().chain(&out.separators).map(|r| r.end);
    places.chain(rest).max().unwrap_or(0)
}

/// A cell's text with `joint` for its line breaks.
fn joined(anchor: &Anchor, joint: &str) -> String {
    anchor.text.replace('\n', joint)
}

#[test]
fn every_place_holds_what_the_sheet_says() {
    for seed in 0..24 {
        let sheet = generate(crate::generate::Spec::any(seed));
        for layout in LAYOUTS.iter().copied().chain(pages()) {
            let out = rendered(&sheet, layout);
            let mut seen = std::collections::BTreeSet::new();
            for (id, range) in &out.places {
                let want = sheet.spec.script.value(sheet.cells[id].printed());
                let got = &out.shown(&out.text[range.clone()]);
                let float = got.strip_suffix(".0") == Some(want.as_str());
                let nan = matches!(got.as_str(), "NaN" | "null") && want.is_empty();
                assert!(
                    *got == want || float || nan,
                    "{} seed {seed} {id}: {want} printed as {got}",
                    layout.name
                );
                seen.insert(id.as_str());
            }
            // A crawler's text has lost cells.
            if layout.name != "stack_distinct" {
                assert_eq!(seen.len(), sheet.cells.len(), "{}", layout.name);
            }
            for label in &out.labels {
                assert!(!out.text[label.clone()].is_empty(), "{}", layout.name);
            }
        }
    }
}

/// Prints one document of each layout when asked for: `GONGKAI_SHOW=layout cargo test show -- --nocapture`.
#[test]
fn show() {
    let Ok(name) = std::env::var("GONGKAI_SHOW") else {
        return;
    };
    let seed = std::env::var("GONGKAI_SEED").map_or(1, |seed| seed.parse().unwrap_or(1));
    let sheet = generate(crate::generate::Spec::any(seed));
    let layouts = LAYOUTS.iter().copied().chain(pages());
    for layout in layouts.filter(|layout| layout.name == name) {
        println!("{}", rendered(&sheet, layout).text);
    }
}
